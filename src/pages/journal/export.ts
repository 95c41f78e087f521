/**
 * The journal as a file for the person themselves: a table for a spreadsheet, or JSON for a program. Made in the page;
 * docs/privacy.md says what stands in them. Pure.
 *
 * The table is for the Excel of an Indonesian office. Its list separator is the semicolon, because the comma stands in
 * numbers; it takes a file for UTF-8 only where a byte order mark says so; and a first line `sep=;` would make it
 * overlook that mark, so there is none.
 */
import { civilDateAt, zoneOf } from '../../domain/civil-date.ts';
import type { CivilDate, RegionCode } from '../../domain/vocabulary.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { clockTime } from '../shared/dates.ts';
import { actionKey, itemLabel, LEVEL_KEYS, outcomeKey, siteKey } from '../shared/keys.ts';
import type { Filter } from './filter.ts';
import type { Line } from './lines.ts';

export const SEPARATOR = ';';
const BYTE_ORDER_MARK = '\uFEFF';
const FORMAT = 'jaga-netral-journal';
/** Counts up when a field changes its meaning or goes; a new one may come without. */
const FORMAT_VERSION = 1;

/** Signs with which a spreadsheet begins a formula, also as wide as East Asian programs take them. */
const FORMULA = /(^|[,;"'\t])(\s*)([=+\-@＝＋－＠])/gu;

/**
 * A text that no spreadsheet takes for a formula. Names and matched words come from pages of others. Also within the
 * text, after whatever could end a field: a spreadsheet set to another separator divides the line elsewhere.
 */
export const harmless = (text: string): string => {
  // A line of the table is a line of the file; nothing in the journal needs more than a space.
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.replace(
    FORMULA,
    (_, before: string, space: string, sign: string) => `${before}${space}'${sign}`,
  );
};

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

interface Table {
  readonly t: Translate;
  readonly region: RegionCode | null;
}

interface Column {
  readonly title: MessageKey;
  text(line: Line, table: Table): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'journal_column_day', text: ({ day }) => day },
  { title: 'journal_column_time', text: ({ entry }, { region }) => clockTime(entry.at, region) },
  { title: 'journal_site', text: ({ entry }, { t }) => t(siteKey(entry.site)) },
  { title: 'journal_action', text: ({ entry }, { t }) => t(actionKey(entry.action)) },
  { title: 'journal_column_about', text: ({ entry }) => entry.about },
  { title: 'journal_column_level', text: ({ entry }, { t }) => t(LEVEL_KEYS[entry.level]) },
  {
    title: 'journal_column_items',
    text: ({ entry }, { t }) => entry.items.map((item) => itemLabel(item, t)).join(', '),
  },
  { title: 'journal_outcome', text: ({ entry }, { t }) => t(outcomeKey(entry.outcome)) },
  {
    title: 'journal_column_words',
    text: ({ entry }) => wordsOf(entry.evidence).join(' · '),
  },
  { title: 'journal_column_date', text: ({ entry }) => entry.date },
  {
    title: 'journal_exercise',
    text: ({ exercise }, { t }) => t(exercise ? 'journal_yes' : 'journal_no'),
  },
];

const isText = (value: unknown): value is string => typeof value === 'string';

/** The words that matched, each once. What was stored is checked for its frame alone. */
const wordsOf = (evidence: readonly { readonly text: unknown }[]): readonly string[] => [
  ...new Set(evidence.map(({ text }) => text).filter(isText)),
];

/** "Jam (WIB)": without a region it is the computer's own clock. */
const titleOf = (title: MessageKey, { t, region }: Table): string =>
  title === 'journal_column_time' ? t(title, { zone: zoneOf(region) ?? t('journal_zone_own') }) : t(title);

/** The table, header row in the language that is shown; lines end with CRLF. */
export const csvText = (lines: readonly Line[], table: Table): string =>
  BYTE_ORDER_MARK +
  [
    COLUMNS.map(({ title }) => titleOf(title, table)),
    ...lines.map((line) => COLUMNS.map(({ text }) => text(line, table))),
  ]
    .map((cells) => `${cells.map(cell).join(SEPARATOR)}\r\n`)
    .join('');

/** The same lines for a program: words of the vocabulary, in no language, and nothing made harmless. */
export const jsonText = (
  lines: readonly Line[],
  about: { readonly filter: Filter; readonly now: number; readonly version: string },
): string =>
  `${JSON.stringify(
    {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      extensionVersion: about.version,
      exportedAt: new Date(about.now).toISOString(),
      filter: about.filter,
      lines: lines.map(({ entry, day, exercise }) => ({
        at: new Date(entry.at).toISOString(),
        day,
        judgedOn: entry.date,
        exercise,
        site: entry.site,
        action: entry.action,
        level: entry.level,
        items: entry.items,
        about: entry.about,
        outcome: entry.outcome,
        evidence: entry.evidence.map(({ tier, where, text }) => ({ tier, where, text })),
      })),
    },
    null,
    2,
  )}\n`;

/** "jaga-netral-catatan-2026-11-21.csv". @param now ms since the epoch */
export const fileName = (kind: 'csv' | 'json', now: number, { t, region }: Table): string => {
  const day: CivilDate = civilDateAt(now, region);
  return `${t('journal_file', { day })}.${kind}`;
};
