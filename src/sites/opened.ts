/**
 * What was opened last: a menu or a dialog often stands far from its post in the page, so the content of the post
 * is kept when its menu is opened. Content only; a node may long belong to another post.
 */
import type { Action, Subject } from '../domain/vocabulary.ts';

/** Older than this, in ms, nobody can mean it any more. */
const FRESH_MS = 10 * 60_000;

export class Opened {
  readonly #last = new Map<Action, { readonly subject: Subject; readonly at: number }>();

  /** Keeps the subject whose menu or composer an action has just opened. */
  remember(action: Action, subject: Subject): void {
    this.#last.set(action, { subject, at: performance.now() });
  }

  /** The subject opened last for any of these actions, or null when that was too long ago. */
  recall(...actions: readonly Action[]): Subject | null {
    const all = actions.flatMap((action) => this.#last.get(action) ?? []).sort((a, b) => b.at - a.at);
    const latest = all[0];
    return latest && performance.now() - latest.at < FRESH_MS ? latest.subject : null;
  }
}
