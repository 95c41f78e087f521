/**
 * Goes the road of a click beforehand, in idle time: from a control to its subject, its recognition and its verdict.
 * A browser runs code that it has not met before many times slower, and the first click is the one that must not wait.
 */
import { today } from '../platform/clock.ts';
import { BETWEEN_TERMS, PREFIX, type TermRole } from '../recognition/lexicon.ts';
import type { Site } from '../sites/site.ts';
import type { Assessor } from './assess.ts';
import type { Knowledge } from './state.ts';

/** So often; beyond that it hardly gets quicker. */
const TIMES = 40;
/** At most so long in one idle slice, in ms. */
const SLICE_MS = 3;

/** With these beside it a name alarms nobody. */
const CALMING: ReadonlySet<TermRole> = new Set(['organiser', 'news', 'stop']);

/** A word of every kind that alarms, a participant's name among them. */
const alarmingWords = ({ matcher }: Knowledge): string => {
  const first = new Map<TermRole, string>();
  for (const [terms, role] of matcher.lexicon.terms)
    if (!first.has(role) && !CALMING.has(role) && !terms.startsWith(PREFIX))
      first.set(role, terms.split(BETWEEN_TERMS)[0] ?? '');
  return [...first.values()].join(' ');
};

/**
 * Rehearses on a post as it stands now, and keeps nothing of what comes out. What is rehearsed must be the code that a
 * click runs: the site and the assessor are the first script's own.
 * @param assessor one that is used for nothing else
 * @returns false when the post has no like that could be rehearsed
 */
export const rehearse = (
  site: Site,
  assessor: Assessor,
  post: Element,
  knowledge: Knowledge,
  signal: AbortSignal,
): boolean => {
  const like = () => site.controlsIn(post).find(({ action, step }) => action === 'like' && step === 'commit');
  if (!like()) return false;
  const words = alarmingWords(knowledge);
  let done = 0;
  const once = (): void => {
    const hit = like();
    const subject = hit && site.subjectOf(hit);
    if (!subject) return;
    const date = today(knowledge.settings);
    // Different each time, for what is known is not looked at again.
    for (const text of [`${done} ${subject.text}`, `${done} ${words}. ${subject.text}`])
      assessor.assess('like', { ...subject, text }, date);
  };
  const work = (): void => {
    const until = performance.now() + SLICE_MS;
    try {
      while (done < TIMES && performance.now() < until && !signal.aborted) {
        once();
        done += 1;
      }
    } catch {
      // Nobody waits for a rehearsal; a click that fails the same way passes.
      return;
    }
    if (done < TIMES && !signal.aborted) requestIdleCallback(work);
  };
  requestIdleCallback(work);
  return true;
};
