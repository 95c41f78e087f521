/**
 * The one interface behind which each site's DOM is hidden. Adapters return plain facts; they never change the
 * page, never keep a node, and never throw on a page they do not understand: they return null.
 */
import type { Action, HealthSample, SiteId, Subject } from '../domain/vocabulary.ts';

/** A control that the person is using, and what it would do. */
export interface ControlHit {
  readonly action: Action;
  /** The control itself: where focus returns and where the hint is shown. */
  readonly control: Element;
  /**
   * `commit`: using it does the action. `open`: it only opens a composer or a menu; it is never held, but it
   * tells that a subject is about to be acted on.
   */
  readonly step: 'open' | 'commit';
}

export interface Site {
  readonly id: SiteId;
  /**
   * Takes the site's data: the content of `rules/sites/<id>.json`, which comes with the page pack. Before that an
   * adapter understands nothing, and nothing is judged either.
   */
  use(rules: unknown): void;
  /**
   * The action that an event would set off, or null. Pure reading, at most a walk to the root.
   * @param event a click, or a keydown of Enter or Space on a control, or one that sends a draft
   */
  actionAt(event: Event): ControlHit | null;
  /** The subject that a control acts on, read afresh from the page each time. */
  subjectOf(hit: ControlHit): Subject | null;
  /**
   * What sending from an editor would be: the hit of the control that sends, or of the editor itself where a key does.
   * Null for everything that is no editor of a draft. Independent of whether anything is written yet.
   */
  draftAt(editor: Element): ControlHit | null;
  /**
   * Every post now below `root`, in document order. `root` itself may be a post; when it stands inside one, that
   * post comes first, because a change of words in place is a new post to a site that recycles its nodes.
   */
  postsIn(root: ParentNode | Element): Element[];
  /** The post as a subject. */
  readPost(post: Element): Subject | null;
  /** All controls below a node, for health and for the structure tests. */
  controlsIn(root: ParentNode): ControlHit[];
  /** The element after which the badge is placed inside a post's own header; null: no badge. */
  badgeAnchor(post: Element): Element | null;
  /** What the adapter understands of the page now. */
  health(root: ParentNode): HealthSample;
  /** True for pages that say nothing about how well the site's own pages are understood: their health is not told. */
  readonly isAside?: boolean;
}
