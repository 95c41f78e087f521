/** The journal: what the person was warned about and what they did. Theirs alone, and theirs to delete. */

import { civilDateAt } from '../../domain/civil-date.ts';
import { isLocked } from '../../domain/policy.ts';
import { isCivilDate } from '../../domain/settings.ts';
import type { RegionCode } from '../../domain/vocabulary.ts';
import type { JournalEntry } from '../../platform/messages.ts';
import { clearJournal, removeFromJournal } from '../../platform/storage.ts';
import { longDate, longMoment } from '../shared/dates.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { actionKey, itemLabel, LEVEL_KEYS, outcomeKey, siteKey } from '../shared/keys.ts';
import { levelShape } from '../shared/shapes.ts';
import { type Context, field, focusHeading, type Section, sectionElement } from './parts.ts';

const ID = 'journal';
/** Spans on offer, in days; 0: nothing is written. */
const SPANS = [365, 90, 30, 7, 0] as const;

export const journalSection = ({ t, language, run, save, confirm }: Context): Section => {
  const list = h('div');
  const most = h('p', { id: 'journal-most', class: 'held' });
  const keep = h('select', {
    id: 'journal-keep',
    'aria-describedby': 'journal-most',
    onchange: () => void save({ journalDays: keep.value === '' ? null : Number(keep.value) }),
  });
  const spanOf = (days: number | null): string => {
    if (days === null) return t('options_journal_keep_all');
    return days === 0 ? t('options_journal_keep_none') : t('options_journal_keep_days', { days });
  };
  /** Every span that may be chosen, and the one in force. */
  const listSpans = (inForce: number | null, limit: number | null) => {
    const spans = new Set<number | null>(
      [null, ...SPANS, inForce].filter(
        (days) => limit === null || (days ?? Number.POSITIVE_INFINITY) <= limit,
      ),
    );
    if (limit !== null) spans.add(limit);
    fillElement(
      keep,
      [...spans]
        .toSorted((a, b) => (b ?? Number.POSITIVE_INFINITY) - (a ?? Number.POSITIVE_INFINITY))
        .map((days) => h('option', { value: days ?? '' }, spanOf(days))),
    );
    keep.value = inForce === null ? '' : String(inForce);
  };
  let listed = '';

  const remove = async (entry: JournalEntry) => {
    if (!(await confirm('options_journal_confirm_one'))) return;
    await run(() => removeFromJournal(entry), 'options_journal_removed');
    focusHeading(ID);
  };
  const clear = async () => {
    if (!(await confirm('options_journal_confirm_all'))) return;
    await run(clearJournal, 'options_journal_cleared');
    focusHeading(ID);
  };

  const row = (entry: JournalEntry, index: number, region: RegionCode | null) => {
    const what = t('options_journal_line', { action: t(actionKey(entry.action)), about: entry.about });
    const moment = longMoment(entry.at, region, language);
    const simulated = entry.date !== civilDateAt(entry.at, region) && isCivilDate(entry.date);
    return h(
      'li',
      {},
      h(
        'div',
        { class: 'entry' },
        levelShape(entry.level) ?? h('span'),
        h('span', {}, what),
        h(
          'span',
          { class: 'second' },
          [
            t(LEVEL_KEYS[entry.level]),
            ...entry.items.map((item) => itemLabel(item, t)),
            t(outcomeKey(entry.outcome)),
          ].join(' · '),
        ),
        h(
          'span',
          { class: 'second' },
          [
            t(siteKey(entry.site)),
            moment,
            ...(simulated ? [t('options_journal_simulated', { date: longDate(entry.date, language) })] : []),
          ].join(' · '),
        ),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: `journal-remove-${index}`,
          'aria-label': t('options_journal_remove_label', { what: `${what}, ${moment}` }),
          onclick: () => void remove(entry),
        },
        t('common_delete'),
      ),
    );
  };

  let shown = '';
  return {
    id: ID,
    heading: 'options_journal',
    element: sectionElement(
      ID,
      t('options_journal'),
      h('p', { class: 'help' }, t('options_journal_help')),
      h('div', { class: 'fields' }, field(t('options_journal_keep'), keep)),
      most,
      list,
    ),
    update: ({ journal, policy: { policy }, settings: { region, journalDays } }) => {
      const limit = isLocked(policy, 'journalDays') ? (policy.journalDays ?? null) : null;
      const spans = JSON.stringify([journalDays, limit]);
      if (spans !== listed) {
        listed = spans;
        listSpans(journalDays, limit);
        most.hidden = limit === null;
        most.textContent = t('options_policy_journal_most', { span: spanOf(limit) });
      }
      const now = JSON.stringify([journal, region, journalDays === 0]);
      if (now === shown) return;
      shown = now;
      keepingFocus(() =>
        fillElement(
          list,
          journal.length === 0
            ? h(
                'p',
                { class: 'empty' },
                t(journalDays === 0 ? 'options_journal_off' : 'options_journal_none'),
              )
            : [
                h(
                  'ol',
                  { class: 'rows', 'aria-label': t('options_journal_list') },
                  [...journal].reverse().map((entry, index) => row(entry, index, region)),
                ),
                h(
                  'div',
                  { class: 'actions' },
                  h(
                    'button',
                    { type: 'button', class: 'button', id: 'journal-clear', onclick: () => void clear() },
                    t('options_journal_clear'),
                  ),
                ),
              ],
        ),
      );
    },
  };
};
