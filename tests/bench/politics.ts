/**
 * Which lines of general text are about politics, so that the others can tell how often recognition sees a
 * participant where there is none: names of parties, of national leaders, and words of elections. Everyday words
 * that are also a party's or a pair's ("buruh", "amin"), slogans, numbers, and the names of people who stood only
 * in a region stay, for they are what is to be tested.
 */
import { rules } from '../../src/pack/bundle.ts';
import { normalise, tokenize } from '../../src/recognition/tokens.ts';

/** People of the elections of 2014-2019, which have no pack; the general texts are of those years. */
const EARLIER_LEADERS = [
  'jokowi',
  'joko widodo',
  'jkw',
  'maruf amin',
  'jusuf kalla',
  'hatta rajasa',
  'sandi uno',
  'sandiaga',
  'sandiaga uno',
  'ahok',
  'basuki tjahaja purnama',
  'djarot',
  'agus harimurti yudhoyono',
  'ahy',
  'sby',
  'susilo bambang yudhoyono',
  'megawati',
  'fadli zon',
  'fahri hamzah',
  'amien rais',
  'rocky gerung',
];

/** Parties and pairs whose name is first of all an everyday word. */
const EVERYDAY = new Set([
  'amin',
  'banteng',
  'beringin',
  'buruh',
  'garuda',
  'gelora',
  'pan',
  'pbb',
  'ummat',
  '08',
]);

const politicalTerms = (): Set<string> => {
  const terms = [...EARLIER_LEADERS, ...rules.lexicon.campaign];
  for (const { participants } of rules.participants)
    for (const { accounts, office, kind, terms: own } of participants) {
      for (const { handle } of accounts) terms.push(handle);
      for (const { text, tier } of own) {
        const isNational = office === 'presiden' || kind === 'party';
        const isName = tier === 'name' || tier === 'short-name' || tier === 'party';
        if (isNational && isName && !EVERYDAY.has(text)) terms.push(text, text.replaceAll(' ', ''));
      }
    }
  return new Set(terms.map((term) => normalise(term) || term.toLowerCase()).filter((term) => term !== ''));
};

/** Longest term, in words. */
const MAX_WORDS = 6;

/** Shorter words are parts of others. */
const MIN_IN_HASHTAG = 5;

/** A test for lines that hold a political word. */
export const politicalTest = (): ((line: string) => boolean) => {
  const terms = politicalTerms();
  const joined = [...terms].filter((term) => term.length >= MIN_IN_HASHTAG && !term.includes(' '));
  return (line) => {
    const tokens = tokenize(line);
    const words = tokens.map(({ text }) => text);
    return (
      tokens.some(({ kind, text }) => kind === 'hashtag' && joined.some((term) => text.includes(term))) ||
      words.some((_, at) => {
        for (let width = 1; width <= MAX_WORDS; width += 1)
          if (terms.has(words.slice(at, at + width).join(' '))) return true;
        return false;
      })
    );
  };
};
