/** From a recognised control to the hit that the guard gets: the part of it that several adapters share. */
import type { Action, HealthSample } from '../domain/vocabulary.ts';
import { around, attr, firstIn, isUse, quietly, targetOf } from './dom.ts';
import type { ControlHit, Site } from './site.ts';

/** What a control is known to do; `undo` takes an act back and is never a hit. */
export type Known = readonly [action: Action, step: ControlHit['step'] | 'undo'];

/** What a control recognises as, or nothing. */
type Recognise = (control: Element) => Known | null | undefined;

/** A control's meaning as it is drawn now: none when it is hidden, and a pressed one takes its act back. */
export const asDrawn = (control: Element, known: Known): Known | null => {
  if (attr(control, 'aria-hidden') === 'true') return null;
  const [action, step] = known;
  return step === 'commit' && attr(control, 'aria-pressed') === 'true' ? [action, 'undo'] : known;
};

/** The hit of a control, or null when it does nothing or takes something back. */
export const toHit = (control: Element, known: Known | null | undefined): ControlHit | null => {
  const [action, step] = known ?? [];
  return action && step && step !== 'undo' ? { action, step, control } : null;
};

/** Buttons stand in buttons: at most this many around the pointer are asked. */
const MAX_NESTED = 4;

/** The innermost control that an event uses and that is recognised, as a hit. */
export const hitAt = (event: Event, selector: string, recognise: Recognise): ControlHit | null => {
  let control = around(targetOf(event), selector);
  for (let nested = 0; control && nested < MAX_NESTED; nested++) {
    const known = recognise(control);
    if (known) return isUse(event, control) ? toHit(control, known) : null;
    control = around(control.parentElement, selector);
  }
  return null;
};

/** Every hit of the controls given, without those inside another. */
export const hitsOf = (controls: readonly Element[], recognise: Recognise): ControlHit[] => {
  const hits: ControlHit[] = [];
  for (const control of controls) {
    const hit = hits.at(-1)?.control.contains(control) ? null : toHit(control, recognise(control));
    if (hit) hits.push(hit);
  }
  return hits;
};

/** A like in any state among the controls of a post. */
export const likeIn = (post: Element, selector: string, recognise: Recognise): Element | undefined =>
  firstIn(post, selector, (control) => recognise(control)?.[0] === 'like');

/** Posts that a health sample looks at: what stands on the screen, and a few more. */
const SAMPLED = 20;

/**
 * How well a page is understood, told by its first posts: a post in which no like is seen is a blind one. Where there
 * are no posts, controls are counted in the whole page.
 */
export const sampleOf = (
  { postsIn, controlsIn }: Pick<Site, 'postsIn' | 'controlsIn'>,
  root: ParentNode,
  hasLike: (post: Element) => unknown,
): HealthSample =>
  quietly({ posts: 0, controls: 0, blind: 0 }, () => {
    const posts = postsIn(root).slice(0, SAMPLED);
    const places = posts[0] ? posts : [root];
    return {
      posts: posts.length,
      controls: places.reduce((sum, place) => sum + controlsIn(place).length, 0),
      blind: posts.filter((post) => !hasLike(post)).length,
    };
  });
