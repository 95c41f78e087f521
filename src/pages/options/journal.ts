/**
 * The journal in the options: how long it is kept, the latest lines, and the way to the whole of it. Theirs alone, and
 * theirs to delete.
 */
import type { RegionCode } from '../../domain/vocabulary.ts';
import type { JournalEntry } from '../../platform/messages.ts';
import { removeFromJournal } from '../../platform/storage.ts';
import { fillElement, h, keepingFocus } from '../shared/dom.ts';
import { entryRow } from '../shared/journal-entry.ts';
import { keepChoice } from '../shared/journal-keep.ts';
import { type Context, focusHeading, type Section, sectionElement } from './parts.ts';

const ID = 'journal';
const LATEST = 5;

export const journalSection = ({ t, language, run, save, confirm }: Context): Section => {
  const list = h('div');
  const keep = keepChoice(t, save);

  const remove = async (entry: JournalEntry) => {
    if (!(await confirm('common_journal_confirm_one'))) return;
    await run(() => removeFromJournal(entry), 'common_journal_removed');
    focusHeading(ID);
  };

  const latest = (journal: readonly JournalEntry[], region: RegionCode | null) => [
    h(
      'ol',
      { class: 'rows', 'aria-label': t('common_journal_list') },
      journal
        .slice(-LATEST)
        .reverse()
        .map((entry, index) =>
          entryRow(
            entry,
            { t, language, region },
            { id: `journal-remove-${index}`, press: () => void remove(entry) },
          ),
        ),
    ),
    journal.length > LATEST &&
      h('p', { class: 'help' }, t('journal_latest', { shown: LATEST, all: journal.length })),
  ];

  let shown = '';
  return {
    id: ID,
    heading: 'options_journal',
    element: sectionElement(
      ID,
      t('options_journal'),
      h('p', { class: 'help' }, t('common_journal_help')),
      h('div', { class: 'fields' }, keep.field),
      keep.most,
      list,
      h(
        'div',
        { class: 'actions' },
        h('a', { class: 'button', id: 'journal-open', href: '../journal/index.html' }, t('journal_open')),
      ),
    ),
    update: (stored) => {
      keep.update(stored);
      const {
        journal,
        settings: { region, journalDays },
      } = stored;
      const now = JSON.stringify([journal, region, journalDays === 0]);
      if (now === shown) return;
      shown = now;
      keepingFocus(() =>
        fillElement(
          list,
          ...(journal.length === 0
            ? [
                h(
                  'p',
                  { class: 'empty' },
                  t(journalDays === 0 ? 'common_journal_off' : 'common_journal_none'),
                ),
              ]
            : latest(journal, region)),
        ),
      );
    },
  };
};
