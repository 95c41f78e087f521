/** How long the journal is kept, as a choice: the options and the journal's own page offer the same one. */
import { isLocked } from '../../domain/policy.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Stored } from '../../platform/storage.ts';
import { fillElement, h } from './dom.ts';

/** Spans on offer, in days; 0: nothing is written. */
const SPANS = [365, 90, 30, 7, 0] as const;

const length = (days: number | null): number => days ?? Number.POSITIVE_INFINITY;

/** The choice with its label, and the line that says what the agency holds it to. */
export interface KeepChoice {
  readonly field: HTMLElement;
  readonly most: HTMLElement;
  /** Shows the span in force, and those that may be chosen. */
  update(stored: Pick<Stored, 'settings' | 'policy'>): void;
}

/** @param save stores the change at once */
export const keepChoice = (
  t: Translate,
  save: (change: Pick<Settings, 'journalDays'>) => Promise<void>,
): KeepChoice => {
  const most = h('p', { id: 'journal-most', class: 'held', hidden: true });
  const select = h('select', {
    id: 'journal-keep',
    'aria-describedby': 'journal-most',
    onchange: () => void save({ journalDays: select.value === '' ? null : Number(select.value) }),
  });
  const spanOf = (days: number | null): string => {
    if (days === null) return t('common_journal_keep_all');
    return days === 0 ? t('common_journal_keep_none') : t('common_journal_keep_days', { days });
  };
  /** Every span that may be chosen, and the one in force. */
  const listSpans = (inForce: number | null, limit: number | null) => {
    const spans = new Set<number | null>(
      [null, ...SPANS, inForce].filter((days) => limit === null || length(days) <= limit),
    );
    if (limit !== null) spans.add(limit);
    fillElement(
      select,
      [...spans]
        .toSorted((a, b) => length(b) - length(a))
        .map((days) => h('option', { value: days ?? '' }, spanOf(days))),
    );
    select.value = inForce === null ? '' : String(inForce);
  };
  let listed = '';
  return {
    field: h('div', { class: 'field' }, h('label', { for: select.id }, t('common_journal_keep')), select),
    most,
    update: ({ settings: { journalDays }, policy: { policy } }) => {
      const limit = isLocked(policy, 'journalDays') ? (policy.journalDays ?? null) : null;
      const spans = JSON.stringify([journalDays, limit]);
      if (spans === listed) return;
      listed = spans;
      listSpans(journalDays, limit);
      most.hidden = limit === null;
      most.textContent = t('options_policy_journal_most', { span: spanOf(limit) });
    },
  };
};
