/**
 * What the dialog tells about an item of the decree, laid out ahead of time: the worker does it once, so that no
 * page has to carry the code for it.
 */
import type { Language } from '../domain/vocabulary.ts';
import type { Bilingual, ItemText, SourceText, Tree } from '../recognition/page-pack.ts';
import type { Rules } from './bundle.ts';

type ItemRow = Rules['items']['items'][number];
type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Sources shown in a dialog: enough to check, few enough to read. The options list them all. */
const MAX_SOURCES_SHOWN = 4;

export const p = (text: string, className = ''): Tree => ['p', className, [text]];
const list = (entries: readonly Tree[]): Tree => ['ul', '', entries.map((entry) => ['li', '', [entry]])];
export const fold = (title: string, ...content: readonly Tree[]): Tree => [
  'details',
  '',
  [['summary', '', [title]], ...content],
];
/** A title and its list; nothing when there is nothing to list. */
export const listed = (title: string, entries: readonly Tree[]): readonly Tree[] =>
  entries.length > 0 ? [p(title, 'quiet'), list(entries)] : [];

export const sourceLine = ({ publisher, title, url }: SourceText, language: Language): Tree => {
  const text = `${publisher}: ${title[language]}`;
  return url ? ['a', '', [text], url] : text;
};

/** The rule's own words and all that a careful reader may ask next, each folded under its title. */
const moreOf = (
  row: ItemRow,
  sources: readonly SourceText[],
  language: Language,
  t: (key: string) => string,
): readonly Tree[] => {
  const own = (texts: readonly Bilingual[]): string[] => texts.map((text) => text[language]);
  const doubts = own(row.doubts.map(({ text }) => text));
  return [
    fold(
      t('dialog_wording'),
      ['blockquote', '', [row.wording]],
      p(row.explanation[language]),
      ...listed(t('dialog_conditions'), own(row.conditions)),
      ...listed(
        t('dialog_basis'),
        row.legalBasis.map(({ cite }) => cite),
      ),
    ),
    fold(
      t('dialog_sanction'),
      p(row.sanction.range[language]),
      p(row.sanction.cite),
      p(t('dialog_sanction_note'), 'quiet'),
    ),
    fold(t('dialog_sources'), list(sources.map((source) => sourceLine(source, language)))),
    ...(doubts.length > 0 ? [fold(t('dialog_doubts'), list(doubts))] : []),
  ];
};

/**
 * An item in words, in both languages.
 * @param words the guard's texts by language and key; a key that is missing shows itself
 */
export const toItemText = (
  row: ItemRow,
  sources: ReadonlyMap<string, SourceText>,
  words: Words,
): ItemText => {
  const shown = row.sources.flatMap((id) => sources.get(id) ?? []).slice(0, MAX_SOURCES_SHOWN);
  const category = row.category.replace('-', '_');
  const both = <T>(make: (language: Language, t: (key: string) => string) => T): Record<Language, T> => {
    const one = (language: Language): T => make(language, (key) => words[language][key] ?? key);
    return { id: one('id'), en: one('en') };
  };
  return {
    rule: both((_, t) =>
      t('dialog_item')
        .replace('{category}', t(`common_category_${category}`))
        .replace('{item}', String(row.no)),
    ),
    name: both((_, t) => t(`common_item_${category}`).replace('{no}', String(row.no))),
    more: both((language, t) => JSON.stringify(moreOf(row, shown, language, t))),
  };
};
