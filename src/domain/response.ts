/** What the extension does about a verdict: a table, so that it can be read, shown and tested as one. */
import type { Action, Level, Response, Strictness, Verdict } from './vocabulary.ts';

/** Actions that spread or add words: at `normal`, caution holds these and only marks the others. */
const SPREADING: ReadonlySet<Action> = new Set<Action>(['share', 'quote', 'comment', 'post']);

/**
 * The response for one level and action.
 * @param own whether the subject is a participant's own account, group or campaign team
 */
export const responseTo = (level: Level, action: Action, strictness: Strictness, own: boolean): Response => {
  if (level === 'aman') return 'none';
  const isProhibited = level === 'dilarang';
  const holds: Record<Strictness, boolean> = {
    longgar: isProhibited && own,
    normal: isProhibited || SPREADING.has(action),
    ketat: true,
  };
  return holds[strictness] ? 'hold' : 'badge';
};

/** The response to a verdict. */
export const respond = (verdict: Verdict, action: Action, strictness: Strictness): Response =>
  responseTo(verdict.level, action, strictness, verdict.own);
