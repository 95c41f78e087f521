/** Finding a question by words of one's own: in the page, letter by letter, nothing kept. Pure. */

/** Text as it is compared: small letters without accents, words with one space between them. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * True when every word that was typed stands somewhere in the text, also inside a longer word: "suka" finds "menyukai".
 * Nothing typed finds everything.
 * @param text as `folded` gives it
 */
export const isFound = (text: string, typed: string): boolean =>
  folded(typed)
    .split(' ')
    .every((word) => text.includes(word));
