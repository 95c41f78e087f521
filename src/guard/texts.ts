/** The words that the guard shows, from the page pack; the keys are checked against the locale files. */
import type { Language, Verdict } from '../domain/vocabulary.ts';
import type { MessageKey } from '../generated/guard-messages.ts';
import { fill, type MessageParams } from '../platform/fill.ts';
import type { PagePack } from '../recognition/page-pack.ts';
import type { Knowledge } from './state.ts';

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

/** How the person is told whom a verdict is about; of a candidate on a list only the name is known to fit. */
export const nameOfParticipant = ({ decree, pack, language }: Knowledge, verdict: Verdict): string => {
  const participant = decree.participants.get(verdict.participant ?? '');
  if (!participant) return '';
  const { name, district, office } = participant;
  if (district === undefined) return name;
  const t = guardText(pack, language);
  const key = `dialog_office_${office.replace(/-/g, '_')}` as MessageKey;
  return t('dialog_candidate', { name, office: t(key), district });
};
