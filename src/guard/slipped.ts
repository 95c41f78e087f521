/**
 * What the page makes of an operation that the witness saw: was it foreseen, and if not, whom does it concern? Told
 * by the post that the operation names, else by where the person's hand was. Where that is not plain, nobody is
 * told anything: a wrong reproach is worse than none.
 */
import { ACTIONS, type Action, SITE_IDS, type Subject } from '../domain/vocabulary.ts';
import type { Witnessed } from '../platform/messages.ts';
import type { Site } from '../sites/site.ts';
import type { Press } from './acts.ts';

/** Longer ago than this, in ms, a press has nothing to do with an operation that leaves now. */
const PRESS_MS = 10_000;
/** Acts whose last press is often far from the post: in a menu, a dialog, a composer. */
const AWAY: ReadonlySet<Action> = new Set<Action>(['share', 'quote', 'comment']);
/** Acts on an account, a group or an event; for these the adapter reads around the control. */
const NO_POST: ReadonlySet<Action> = new Set<Action>(['follow', 'join', 'attend']);
const CONTROL = 'button,a[href],[role="button"],[role="menuitem"],[role="link"]';

const isOneOf = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

/** True for a well-formed message of the worker. */
export const isWitnessed = (message: unknown): message is Witnessed => {
  if (typeof message !== 'object' || message === null) return false;
  const { type, site, actions, ids } = message as Partial<Record<keyof Witnessed, unknown>>;
  return (
    type === 'worker:witnessed' &&
    isOneOf(SITE_IDS, site) &&
    Array.isArray(actions) &&
    actions.every((action) => isOneOf(ACTIONS, action)) &&
    Array.isArray(ids) &&
    ids.every((id) => typeof id === 'string' && /^\d+$/.test(id))
  );
};

/** The innermost element of a press that is still in the page: its button may have been drawn anew. */
const placeOf = ({ path }: Press): Element | undefined =>
  path.find((node): node is Element => node instanceof Element && node.isConnected);

/** The number as a whole part of an address: 12 is not in /status/123. */
const names = ({ permalink }: Subject, ids: readonly string[]): boolean =>
  permalink !== undefined && ids.some((id) => permalink.split(/[/?#&=]/).includes(id));

const postAround = (site: Site, press: Press): Subject | null => {
  const place = placeOf(press);
  const post = place && site.postsIn(place).find((one) => one.contains(place));
  return post ? site.readPost(post) : null;
};

const postOf = (
  site: Site,
  presses: readonly Press[],
  action: Action,
  ids: readonly string[],
): Subject | null => {
  for (const post of ids.length > 0 ? site.postsIn(document) : []) {
    const subject = site.readPost(post);
    if (subject && names(subject, ids)) return subject;
  }
  for (const press of AWAY.has(action) ? presses.toReversed() : presses.slice(-1)) {
    const subject = postAround(site, press);
    // Another post than the one that the operation names; a promoted one has no address.
    if (subject) return ids.length > 0 && subject.permalink !== undefined ? null : subject;
  }
  return null;
};

/**
 * The subject of an operation that nobody saw coming, or null when it is not plain.
 * @param presses the last presses, newest last
 * @param now milliseconds, monotonic
 */
export const subjectOfOperation = (
  site: Site,
  presses: readonly Press[],
  action: Action,
  ids: readonly string[],
  now: number,
): Subject | null => {
  const recent = presses.filter(({ at }) => now - at <= PRESS_MS);
  if (!NO_POST.has(action)) return postOf(site, recent, action, ids);
  const last = recent.at(-1);
  const place = last && placeOf(last);
  const control = place?.closest(CONTROL) ?? place;
  return control ? site.subjectOf({ action, control, step: 'commit' }) : null;
};
