/**
 * The pseudo-locale: every text four tenths longer and between marks, so that a test can see what has no room for a
 * longer language, and which words on the screen come from nowhere. Pure. It is part of no build that anybody gets.
 */

export const OPENING = '⟦';
export const CLOSING = '⟧';

/** So much longer every text becomes, at least. */
const LONGER = 1.4;

/** What is no text but a list that the code cuts at its spaces. */
const LISTS: ReadonlySet<string> = new Set(['dialog_months']);

/** A word with its vowels doubled from the front until it is long enough; the last letter makes up for missing ones. */
const longWord = (word: string): string => {
  const wanted = Math.ceil(word.length * LONGER);
  let long = '';
  for (const [at, letter] of [...word].entries()) {
    const isRoom = long.length + (word.length - at) < wanted;
    long += isRoom && /[aeiou]/i.test(letter) ? letter + letter.toLowerCase() : letter;
  }
  return (
    long +
    word
      .slice(-1)
      .toLowerCase()
      .repeat(Math.max(0, wanted - long.length))
  );
};

/** A text at least four tenths longer, word by word, between marks. Placeholders and what is not a word stay. */
export const lengthened = (text: string): string =>
  `${OPENING}${text.replace(/\{\w+\}|\p{L}+/gu, (part) => (part.startsWith('{') ? part : longWord(part)))}${CLOSING}`;

type Catalogue = Readonly<Record<string, string>>;

/** A catalogue of texts by key, lengthened. */
export const lengthenedWords = <Texts extends Catalogue>(texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, LISTS.has(key) ? text : lengthened(text)]),
  ) as Texts;

/** Both languages of a catalogue, lengthened. */
export const lengthenedMessages = <Messages extends Readonly<Record<'id' | 'en', Catalogue>>>(
  messages: Messages,
): Messages => ({ ...messages, id: lengthenedWords(messages.id), en: lengthenedWords(messages.en) });

/** Parts of the data whose words are not ours to lengthen: what people on a make-believe site say is recognised by it. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['subject', 'cast']);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Rules or scenarios with every text that exists in both languages lengthened. What stands in one form alone is a name,
 * a literal wording, a number of a regulation: it stays.
 */
export const lengthenedData = <Data>(data: Data): Data => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isRecord(value)) return value;
    const { id, en, ...others } = value;
    if (typeof id === 'string' && typeof en === 'string' && Object.keys(others).length === 0)
      return { id: lengthened(id), en: lengthened(en) };
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, LEFT_ALONE.has(key) ? part : walk(part)]),
    );
  };
  return walk(data) as Data;
};

/** What is left of a text when everything between marks is taken out, a filled placeholder inside another text too. */
export const unmarked = (text: string): string => {
  const inner = new RegExp(`${OPENING}[^${OPENING}${CLOSING}]*${CLOSING}`, 'g');
  let [before, after] = ['', text];
  while (before !== after) [before, after] = [after, after.replace(inner, ' ')];
  return after;
};
