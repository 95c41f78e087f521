/**
 * Text to tokens, with every token pointing back into the original. One pass, no regular expression over the
 * whole text, linear in its length; never throws on any string.
 *
 * Folded: case, diacritics and compatibility forms (NFKD), look-alike Cyrillic and Greek letters, invisible
 * joiners, letters stretched three times or more ("prabowooo"). Split: numbers glued to words ("mahfud3"),
 * hashtags into their words.
 */

export type TokenKind = 'word' | 'hashtag' | 'mention';

export interface Token {
  /** The folded form; for a hashtag its whole body, for a mention the handle in lower case. */
  readonly text: string;
  /** UTF-16 offsets in the original, `end` exclusive. Hashtags and mentions include their sign. */
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
  /** True when it follows the previous token without a break ("3" in "mahfud3", "gibran" in "#PrabowoGibran"). */
  readonly glued: boolean;
}

/** Letters of other scripts that pass for Latin ones at a glance, each before the one that it passes for. */
const PAIRS = 'аaвbеeз3іiјjкkмmнhоoрpсcтtуyхxѕsԁdԛqԝwɡgıiłløođdαaβbεeιiκkνvοoρpτtυuχx';
const meantBy = (letter: string): string => {
  const at = PAIRS.indexOf(letter);
  return at % 2 === 0 ? (PAIRS[at + 1] as string) : letter;
};

const IGNORED = 0;
const BREAK = 1;
const LETTER = 2;
const DIGIT = 3;

interface Folded {
  readonly kind: 0 | 1 | 2 | 3;
  readonly text: string;
}

const FOLD_BREAK: Folded = { kind: BREAK, text: '' };
const FOLD_IGNORED: Folded = { kind: IGNORED, text: '' };

const foldUncached = (char: string): Folded => {
  // Marks, joiners and variation selectors dress a letter; apostrophes stand inside names ("Ma'ruf").
  if (/^[\p{M}\p{Cf}'’‘`ʼ]$/u.test(char)) return FOLD_IGNORED;
  let text = '';
  let digits = 0;
  for (const part of char.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (/\p{M}|\p{Cf}/u.test(part)) continue;
    const plain = meantBy(part);
    if (plain >= '0' && plain <= '9') digits += 1;
    else if (!/[\p{L}\p{Nd}]/u.test(plain)) return FOLD_BREAK;
    text += plain;
  }
  if (text === '') return FOLD_BREAK;
  if (digits === 0) return { kind: LETTER, text };
  return digits === text.length ? { kind: DIGIT, text } : FOLD_BREAK;
};

/** By code, each from when it is first met: no page waits at its start for letters that nobody has read yet. */
const ascii = new Array<Folded | undefined>(128);
const meetAscii = (code: number): Folded => {
  const folded = foldUncached(String.fromCharCode(code));
  ascii[code] = folded;
  return folded;
};
const others = new Map<string, Folded>();
const MAX_CACHED = 4096;

const fold = (char: string): Folded => {
  const known = others.get(char);
  if (known) return known;
  if (others.size >= MAX_CACHED) others.clear();
  const folded = foldUncached(char);
  others.set(char, folded);
  return folded;
};

const isUpper = (char: string) => char !== char.toLowerCase() && char === char.toUpperCase();

/** Length of a web address starting here, else 0: its words are not the writer's. */
const urlLength = (text: string, at: number): number => {
  const head = text.charCodeAt(at) | 32;
  if (head !== 104 && head !== 119) return 0; // h, w
  const isUrl =
    text.startsWith('://', at + 4) || text.startsWith('://', at + 5)
      ? /^https?:\/\//i.test(text.slice(at, at + 8))
      : /^www\./i.test(text.slice(at, at + 4));
  if (!isUrl) return 0;
  let end = at;
  while (end < text.length && text.charCodeAt(end) > 32 && text[end] !== '…') end += 1;
  return end - at;
};

/** An @-mention at a place: handles have letters, digits, underscores and inner dots. */
const MENTION = /@\w+(?:\.+\w+)*/y;

/** Collapses letters stretched three times or more to one; "PPP" is no stretched letter but a name. */
const unstretch = (text: string): string => {
  let out = '';
  for (let i = 0; i < text.length; ) {
    const char = text[i] as string;
    let run = i + 1;
    while (run < text.length && text[run] === char) run += 1;
    const letter = char < '0' || char > '9';
    out += letter && run - i >= 3 && run - i < text.length ? char : text.slice(i, run);
    i = run;
  }
  return out;
};

/**
 * Splits text into tokens.
 * @param text any string; offsets in the result are UTF-16 offsets into it
 */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  const length = text.length;
  let word = '';
  let wordStart = 0;
  let wordEnd = 0;
  let wordKind: 0 | 1 | 2 | 3 = BREAK;
  let glue = false;
  let hashtag: { start: number; body: string } | null = null;
  let previousLower = false;

  const closeWord = (glueNext: boolean) => {
    if (word !== '') {
      tokens.push({
        text: wordKind === LETTER ? unstretch(word) : word,
        start: wordStart,
        end: wordEnd,
        kind: 'word',
        glued: glue,
      });
      word = '';
      glue = glueNext;
    } else if (!glueNext) glue = false;
    wordKind = BREAK;
  };
  const closeHashtag = (end: number) => {
    if (!hashtag) return;
    if (hashtag.body !== '')
      tokens.push({
        text: unstretch(hashtag.body),
        start: hashtag.start,
        end,
        kind: 'hashtag',
        glued: false,
      });
    hashtag = null;
    glue = false;
  };

  for (let i = 0; i < length; ) {
    const code = text.charCodeAt(i);
    if (word === '' && hashtag === null) {
      const skip = urlLength(text, i);
      if (skip > 0) {
        closeWord(false);
        i += skip;
        continue;
      }
      if (code === 64) {
        MENTION.lastIndex = i;
        const mention = MENTION.exec(text)?.[0];
        if (mention) {
          closeWord(false);
          const end = i + mention.length;
          tokens.push({ text: mention.slice(1).toLowerCase(), start: i, end, kind: 'mention', glued: false });
          i = end;
          continue;
        }
      }
    }
    if (code === 35 || code === 0xff03) {
      closeWord(false);
      closeHashtag(i);
      hashtag = { start: i, body: '' };
      previousLower = false;
      i += 1;
      continue;
    }
    const wide = code >= 0xd800 && code <= 0xdbff && i + 1 < length;
    const width = wide ? 2 : 1;
    const folded = code < 128 ? (ascii[code] ?? meetAscii(code)) : fold(text.slice(i, i + width));
    if (folded.kind === IGNORED) {
      if (word !== '') wordEnd = i + width;
      i += width;
      continue;
    }
    if (folded.kind === BREAK) {
      if (hashtag !== null && code === 95) {
        closeWord(true);
        i += 1;
        continue;
      }
      closeWord(false);
      closeHashtag(i);
      i += width;
      continue;
    }
    if (hashtag !== null) {
      // "PrabowoGibran" is two words; an all-capitals tag is one.
      const upper = folded.kind === LETTER && isUpper(text.slice(i, i + width));
      if (word !== '' && upper && previousLower) closeWord(true);
      previousLower = folded.kind === LETTER && !upper;
      hashtag.body += folded.text;
    }
    if (word !== '' && folded.kind !== wordKind) closeWord(true);
    if (word === '') {
      wordStart = i;
      wordKind = folded.kind;
    }
    word += folded.text;
    wordEnd = i + width;
    i += width;
  }
  closeWord(false);
  closeHashtag(length);
  return tokens;
};

/** The folded words of a text, joined by single spaces; folding it again changes nothing. */
export const normalise = (text: string): string =>
  tokenize(text)
    .filter(({ kind }) => kind === 'word')
    .map(({ text }) => text)
    .join(' ');

const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };

/** A word with digits for letters read as letters ("pr4bowo"), or null when it has none to read. */
export const unleet = (text: string): string | null => {
  let out = '';
  let changed = false;
  for (const char of text) {
    if (char >= '0' && char <= '9') {
      const letter = LEET[char];
      if (!letter) return null;
      out += letter;
      changed = true;
    } else out += char;
  }
  return changed ? out : null;
};
