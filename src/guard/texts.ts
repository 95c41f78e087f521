/** The words that the guard shows, from the page pack; the keys are checked against the locale files. */
import type { Language } from '../domain/vocabulary.ts';
import type { MessageKey } from '../generated/guard-messages.ts';
import { fill, type MessageParams } from '../platform/fill.ts';
import type { PagePack } from '../recognition/page-pack.ts';

export type GuardText = (key: MessageKey, params?: MessageParams) => string;

/** A key that the pack does not have (an older pack) shows itself rather than nothing. */
export const guardText =
  (pack: PagePack, language: Language): GuardText =>
  (key, params) =>
    fill(pack.texts.words[language][key] ?? key, params);

/**
 * A civil date as people write it: "14 Februari 2024". By the names of the months alone: the browser's own formatter
 * takes longer to be made for the first time than the whole warning does.
 */
export const showDate = (date: string, t: GuardText): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${t('dialog_months').split(' ')[Number(month) - 1] ?? month} ${year}`;
};
