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

/** A civil date as people write it: "14 Februari 2024". */
export const showDate = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
