/**
 * What officials answered about old photos with somebody who now stands, laid out ahead of time for the warning of a
 * draft with a photo: the first answer openly, all others with the doubts and sources folded below it.
 */
import type { ItemId, Language } from '../domain/vocabulary.ts';
import type { Bilingual, OldPhotoText, SourceText, Tree } from '../recognition/page-pack.ts';
import type { Rules } from './bundle.ts';
import { fold, listed, p, sourceLine } from './item-text.ts';

/** The question of `rules/skb-2-2022/guidance.json` that this is about. */
const QUESTION = 'foto-lama';

type Answer = Rules['guidance']['answers'][number]['answers'][number];

const day = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );

/**
 * The advice in words, in both languages.
 * @param words the guard's texts by language and key
 * @throws when the guidance no longer answers the question: the warning must not lose its advice in silence
 */
export const toOldPhotoText = (
  { answers }: Rules['guidance'],
  sources: ReadonlyMap<string, SourceText>,
  words: Readonly<Record<Language, Readonly<Record<string, string>>>>,
): OldPhotoText => {
  const found = answers.find(({ id }) => id === QUESTION);
  const [first, ...others] = found?.answers ?? [];
  if (!found || !first)
    throw new Error(`rules/skb-2-2022/guidance.json: answers: none with the id "${QUESTION}"; put it back.`);
  const inOne = (language: Language) => {
    const t = (key: string): string => words[language][key] ?? key;
    const answer = ({ who, date, text, weight }: Answer): readonly Tree[] => [
      p(text[language]),
      p(
        [who[language], date && day(date, language), t(`rules_weight_${weight}`)].filter(Boolean).join(' · '),
        'quiet',
      ),
    ];
    const texts = (all: readonly { readonly text: Bilingual }[]): string[] =>
      all.map(({ text }) => text[language]);
    const ids = new Set([first, ...others, ...found.doubts].flatMap((one) => one.sources));
    return {
      lead: answer(first),
      more: fold(
        t('dialog_photo_more'),
        ...others.flatMap(answer),
        ...listed(t('dialog_doubts'), texts(found.doubts)),
        ...listed(
          t('dialog_sources'),
          [...ids].flatMap((id) => {
            const source = sources.get(id);
            return source ? [sourceLine(source, language)] : [];
          }),
        ),
      ),
    };
  };
  return { items: found.items as readonly ItemId[], id: inOne('id'), en: inOne('en') };
};
