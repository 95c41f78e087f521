/**
 * Where the guard's two scripts meet. The first, at `document_start`, hears events and decides; it must be small,
 * for every frame waits for it. The second brings everything that a person sees and comes when the document is
 * there. A hold does not wait for it: the event is stopped at once, and the warning opens as soon as it can.
 */
import type { Action, Subject, Verdict } from '../domain/vocabulary.ts';
import type { Site } from '../sites/site.ts';
import type { Assessor } from './assess.ts';
import type { Answer } from './dialog.ts';
import type { Knowledge } from './state.ts';

/** A held act, to be put before the person. */
export interface Held {
  readonly action: Action;
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly control: Element;
  readonly knowledge: Knowledge;
  readonly answered: (answer: Answer) => void;
}

/** What would become of a draft if it were sent now. */
export interface DraftOutlook {
  /** The control that sends it, or its editor. */
  readonly control: Element;
  /** Null when it would pass. */
  readonly verdict: Verdict | null;
  readonly knowledge: Knowledge;
}

/** Everything of ours that a person sees in a page. */
export interface Surface {
  readonly isOpen: boolean;
  /** True for events that happen in our own element. */
  owns(target: EventTarget | null): boolean;
  warn(held: Held): void;
  /** Answers the witness, and the popup's self-check, from now on, until the signal aborts. */
  watch(
    site: Site,
    knowledge: () => Knowledge | null,
    assessor: () => Assessor | null,
    signal: AbortSignal,
  ): void;
  /** The person pressed a key, or something in the page. */
  press(event: Event): void;
  /** The guard let an act through. @param at time of its event, as `performance.now()` counts */
  acted(action: Action, at: number): void;
  dismiss(): void;
  /** Puts our element back where a page has removed it under an open warning. */
  keep(): void;
  hideHint(): void;
  /** Marks a post, or takes the mark off when there is nothing to say. */
  mark(post: Element, anchor: () => Element | null, verdict: Verdict | null, knowledge: Knowledge): void;
  /**
   * Tells the person, beside the composer, while a draft would be held.
   * @param outlook judges the draft in an editor; null when the element is no editor of a draft
   * @returns a function that makes it look again, because what is known has changed
   */
  followDrafts(outlook: (editor: Element) => DraftOutlook | null, signal: AbortSignal): () => void;
  /**
   * Goes the road of a click some times in idle time, so that the first click need not wait for the browser. On what
   * `watch` was given.
   * @param assessor one of the first script's, used for nothing else
   * @returns false when the post offers nothing to rehearse
   */
  rehearse(post: Element, assessor: Assessor): boolean;
  /** Takes everything out of the page. */
  remove(posts: Iterable<Element>): void;
  /** The extension was updated or removed under the open page: says so once. */
  farewell(knowledge: Knowledge): void;
}

interface Meeting {
  surface: Surface | null;
  arrived: ((surface: Surface) => void) | null;
}

/** Content scripts of one extension share their isolated world; the page cannot see it. */
const meeting = (): Meeting => {
  const world = globalThis as { jagaNetral?: Meeting };
  world.jagaNetral ??= { surface: null, arrived: null };
  return world.jagaNetral;
};

/** Called by the second script. */
export const offerSurface = (surface: Surface): void => {
  const place = meeting();
  place.surface = surface;
  place.arrived?.(surface);
};

/** Called by the first script: once, now or when the second has come. */
export const whenSurface = (use: (surface: Surface) => void): void => {
  const place = meeting();
  if (place.surface) use(place.surface);
  else place.arrived = use;
};
