/**
 * The words on screen. All texts live in `public/_locales`; a build step turns them into one typed catalogue.
 * The browser's own i18n API is not used for them: it cannot change language at run time, and the person can.
 *
 * `translatorOf` takes any catalogue, so that a content script can ship only the few keys it needs; `translator`
 * brings every text and is for the extension's own pages.
 */
import type { Language, LanguageSetting } from '../domain/vocabulary.ts';
import { type MessageKey, messages } from '../generated/messages.ts';
import { fill, type MessageParams } from './fill.ts';

export type { MessageKey } from '../generated/messages.ts';
export type { MessageParams } from './fill.ts';

/** A function that gives the text of a key with its `{placeholders}` filled in. */
export type Translate<Key extends string = MessageKey> = (key: Key, params?: MessageParams) => string;

/** A translator over a catalogue of one's own choosing. */
export const translatorOf =
  <Key extends string>(
    catalogue: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
    language: Language,
  ): Translate<Key> =>
  (key, params) =>
    fill(catalogue[language][key], params);

/** A translator over all texts of the extension. */
export const translator = (language: Language): Translate => translatorOf(messages, language);

/**
 * The language to show. Indonesian first: only a browser that speaks English gets English.
 * @param uiLanguage the browser's own, as a BCP 47 tag; used when the setting is `auto`
 */
export const resolveLanguage = (setting: LanguageSetting, uiLanguage: string): Language => {
  if (setting !== 'auto') return setting;
  return uiLanguage.toLowerCase().split(/[-_]/)[0] === 'en' ? 'en' : 'id';
};
