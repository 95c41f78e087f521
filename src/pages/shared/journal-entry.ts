/**
 * A line of the journal as the pages show it: the options show the latest ones, the journal's own page all of them,
 * and both say the same words.
 */
import { civilDateAt } from '../../domain/civil-date.ts';
import { isCivilDate } from '../../domain/settings.ts';
import type { Language, RegionCode } from '../../domain/vocabulary.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { JournalEntry } from '../../platform/messages.ts';
import { longDate, longMoment } from './dates.ts';
import { h } from './dom.ts';
import { actionKey, itemLabel, LEVEL_KEYS, outcomeKey, siteKey } from './keys.ts';
import { levelShape } from './shapes.ts';

/** What a line is worded by. */
export interface EntryWords {
  readonly t: Translate;
  readonly language: Language;
  /** The person's: moments are told in its zone. */
  readonly region: RegionCode | null;
}

/** One region in each of the three zones, and the machine's own. */
const ZONES: readonly (RegionCode | null)[] = ['31', '51', '91', null];

/**
 * True for a line that was judged on another day than that of its moment: a lesson or a try. Whoever moves to another
 * zone makes no exercise of what they did late in an evening, so that the day in any zone is the day.
 */
export const isExercise = ({ at, date }: Pick<JournalEntry, 'at' | 'date'>): boolean =>
  isCivilDate(date) && ZONES.every((region) => civilDateAt(at, region) !== date);

/** "Menyukai · Calon A – Calon B". */
export const entryText = ({ action, about }: JournalEntry, { t }: EntryWords): string =>
  t('common_journal_line', { action: t(actionKey(action)), about });

/**
 * A line with the button that deletes it.
 * @param remove asks first; `id` lets the focus return to the button after the list was drawn anew
 */
export const entryRow = (
  entry: JournalEntry,
  words: EntryWords,
  remove: { readonly id?: string; press(): void },
): HTMLLIElement => {
  const { t, language, region } = words;
  const what = entryText(entry, words);
  const moment = longMoment(entry.at, region, language);
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
        [t(siteKey(entry.site)), moment].join(' · '),
        isExercise(entry) && [
          ' ',
          h('span', { class: 'tag' }, t('journal_exercise')),
          ` ${t('common_journal_simulated', { date: longDate(entry.date, language) })}`,
        ],
      ),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        id: remove.id,
        'aria-label': t('common_journal_remove_label', { what: `${what}, ${moment}` }),
        onclick: () => remove.press(),
      },
      t('common_delete'),
    ),
  );
};
