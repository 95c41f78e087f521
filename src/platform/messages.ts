/**
 * Every message between the rooms, as one discriminated union. Names carry their direction.
 * Receivers check the shape before they act: a message is data from another process.
 */
import type { Exception } from '../domain/settings.ts';
import type {
  Action,
  Evidence,
  HealthSample,
  ItemId,
  Level,
  Participant,
  Recognition,
  SiteId,
  Subject,
} from '../domain/vocabulary.ts';

/** What the person did with a warning; `slipped`: the act had left before it could be held. */
export type Outcome = 'cancelled' | 'continued' | 'excepted' | 'slipped';

/** From the worker to the frame whose request it witnessed. */
export interface Witnessed {
  readonly type: 'worker:witnessed';
  readonly site: SiteId;
  /** What the operation may be; one name can stand for several. */
  readonly actions: readonly Action[];
  /** Numbers of the posts that it names, where the site says. */
  readonly ids: readonly string[];
}

/**
 * The frame's answer: the guard had seen the act; it had not; or it had not and the act concerns a participant, so
 * that the person was told.
 */
export type Testimony = 'foreseen' | 'unforeseen' | 'slipped';

/** True for a well-formed answer: it comes from another process. */
export const isTestimony = (value: unknown): value is Testimony =>
  value === 'foreseen' || value === 'unforeseen' || value === 'slipped';

/** Operations of a site since the browser was started. */
export interface OperationCounts {
  readonly witnessed: number;
  readonly foreseen: number;
  /** Unforeseen, and about a participant. */
  readonly slipped: number;
}

/** One line of the journal: the person's own, never sent anywhere. */
export interface JournalEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The civil date that was judged on (it may be simulated). */
  readonly date: string;
  readonly site: SiteId;
  readonly action: Action;
  readonly level: Level;
  readonly items: readonly ItemId[];
  /** Participant's display name. */
  readonly about: string;
  readonly outcome: Outcome;
  readonly evidence: readonly Pick<Evidence, 'tier' | 'where' | 'text'>[];
}

export type ToBackground =
  | { readonly type: 'content:warned'; readonly entry: JournalEntry }
  | { readonly type: 'content:health'; readonly site: SiteId; readonly sample: HealthSample }
  | { readonly type: 'content:except'; readonly exception: Exception }
  | { readonly type: 'content:pack-wanted' }
  | { readonly type: 'content:recognise'; readonly subjects: readonly Subject[] };

/** From one of our own pages: the person wants the agency's pack asked for now. The answer is a `PackNews`. */
export interface PackWanted {
  readonly type: 'page:pack-wanted';
}

/** What became of it; `none`: the agency names no pack. */
export type PackNews = 'new' | 'same' | 'refused' | 'none';

/** At most so many subjects in one `content:recognise`. */
export const MAX_SUBJECTS = 40;

/** What the worker, with everybody who stands before it, knows of a subject. */
export interface WiderRecognition {
  readonly recognition: Recognition;
  /** Those of the evidence whom the page may not know. */
  readonly participants: readonly Participant[];
}

/** The answer to `content:recognise`, in the order of the subjects. */
export type RecognitionAnswer = readonly WiderRecognition[];

/** What the popup shows of a site's page; key `health` in `storage.session`. */
export interface SiteHealth {
  readonly at: number;
  readonly sample: HealthSample;
  /**
   * `blind`: posts are there but their controls are not understood. `partial`: they mostly are, but an act about a
   * participant left that the guard had not seen.
   */
  readonly state: 'ok' | 'idle' | 'partial' | 'blind';
  /** The page's kind: its path with everything that is not the site's own word left out, `/…/status/…`. */
  readonly place?: string;
  readonly operations?: OperationCounts;
}
