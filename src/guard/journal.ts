/** A line of the journal, as the page sends it to the worker. */
import type { Action, Subject, Verdict } from '../domain/vocabulary.ts';
import { today } from '../platform/clock.ts';
import type { Outcome } from '../platform/messages.ts';
import { send } from '../platform/native.ts';
import type { Knowledge } from './state.ts';

/** Evidence that is kept of a warning. */
const MAX_EVIDENCE = 4;

/**
 * Has the journal record what became of an act about a participant.
 * @param about name of the participant as the person was told
 */
export const record = (
  {
    action,
    subject,
    verdict,
  }: { readonly action: Action; readonly subject: Subject; readonly verdict: Verdict },
  outcome: Outcome,
  about: string,
  knowledge: Knowledge,
): void => {
  send({
    type: 'content:warned',
    entry: {
      at: Date.now(),
      date: today(knowledge.settings),
      site: subject.site,
      action,
      level: verdict.level,
      items: verdict.items,
      about,
      outcome,
      evidence: verdict.evidence
        .slice(0, MAX_EVIDENCE)
        .map(({ tier, where, text }) => ({ tier, where, text })),
    },
  });
};
