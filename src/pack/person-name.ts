/**
 * Reads a person's name as it stands on a ballot list ("Drs.H. M. YUSUF, S.H. (UCUP)") into a name that people would
 * write ("M. Yusuf") and the other names given beside it ("Ucup"). Which words are titles, degrees and ranks is data
 * (`rules/elections/names.json`); how they stand around a name is here. Nothing is guessed: what no list knows stays,
 * and initials are kept, since nobody can tell what they stand for.
 */
import type { NamesData } from './schema.ts';

/** What was done to a name beyond dropping titles and degrees; for a report that a person reads. */
export type NameNote =
  /** A degree without a comma before it was dropped from the end. */
  | 'degree-without-comma'
  /** A digit 0 among letters was read as the letter O. */
  | 'zero-for-o'
  /** A name written with a space after every letter was closed up. */
  | 'spaced-letters'
  /** Something behind a comma that is no known degree was kept as another name. */
  | 'other-name-after-comma';

export interface PersonName {
  /** In readable case, without titles, degrees and ranks: "M. Yusuf". */
  readonly name: string;
  /** Names in brackets, after "alias" or after a slash, in the order of the list. */
  readonly nicknames: readonly string[];
  readonly notes: readonly NameNote[];
}

/** One word of a name, without its full stops. */
interface Word {
  readonly text: string;
  /** Lower case, for comparing. */
  readonly key: string;
  /** A full stop follows. */
  readonly dot: boolean;
  /** No space before it: "M" in "H.M.". */
  readonly glued: boolean;
}

/** An entry of `names.json`, cut into words: "K.H." is two. */
interface Entry {
  readonly keys: readonly string[];
  /** Written with a full stop in the data: then at least one must stand in the text too ("St." is not "ST"). */
  readonly dotted: boolean;
}

/** The lists of `names.json`, ready to compare with. */
export interface NameWords {
  readonly titles: Index;
  readonly ranks: Index;
  readonly corps: Index;
  readonly degrees: Index;
  readonly trailing: Index;
  readonly written: ReadonlyMap<string, string>;
}

/** Entries by their first word, longest first. */
type Index = ReadonlyMap<string, readonly Entry[]>;

/** Cuts at spaces and after full stops. */
const wordsOf = (text: string): Word[] => {
  const words: Word[] = [];
  for (const [whole, piece = ''] of text.matchAll(/\s+|([^\s.]+)\.*|\.+/g)) {
    const letters = piece.replace(/^[-/]+|[-/]+$/g, '');
    if (/^\s/.test(whole)) {
      words.push({ text: '', key: '', dot: false, glued: false });
      continue;
    }
    const last = words.at(-1);
    if (!letters) {
      // Stray full stops belong to the word before.
      if (last?.text) words[words.length - 1] = { ...last, dot: true };
      continue;
    }
    if (!/[\p{L}\d]/u.test(letters)) continue;
    words.push({
      text: letters,
      key: letters.toLowerCase(),
      dot: whole.endsWith('.'),
      glued: last !== undefined && last.text !== '',
    });
  }
  return words.filter(({ text: word }) => word !== '');
};

const indexOf = (entries: readonly string[]): Index => {
  const index = new Map<string, Entry[]>();
  for (const entry of entries) {
    const keys = wordsOf(entry).map(({ key }) => key);
    const [first] = keys;
    if (first === undefined) continue;
    const same = index.get(first) ?? [];
    same.push({ keys, dotted: entry.includes('.') });
    same.sort((a, b) => b.keys.length - a.keys.length);
    index.set(first, same);
  }
  return index;
};

/** Prepares the lists of `rules/elections/names.json` for `readPersonName`. */
export const nameWords = ({ titles, ranks, corps, degrees, trailing, written }: NamesData): NameWords => ({
  titles: indexOf(titles),
  ranks: indexOf(ranks),
  corps: indexOf(corps),
  degrees: indexOf(degrees),
  trailing: indexOf(trailing),
  written: new Map(written.map((word) => [word.toLowerCase(), word])),
});

/** The entry that matches `words` from `start` on, or null. */
const matchAt = (index: Index, words: readonly Word[], start: number): Entry | null => {
  const first = words[start];
  const entries = first && index.get(first.key);
  if (!entries) return null;
  for (const entry of entries) {
    const slice = words.slice(start, start + entry.keys.length);
    if (slice.length < entry.keys.length || slice.some(({ key }, at) => key !== entry.keys[at])) continue;
    if (entry.dotted && !slice.some(({ dot }) => dot)) continue;
    return entry;
  }
  return null;
};

const letterCount = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** A word that can be a name by itself: neither an initial nor an abbreviation such as "Tb.". */
const isNameWord = ({ text, dot }: Word): boolean => {
  const letters = letterCount(text);
  if (letters < 2) return false;
  return !dot || letters > 2 || /[aiueo]/i.test(text);
};

/** "I R I N E": a name with a space after every letter. */
const isSpaced = (words: readonly Word[]): boolean =>
  words.length > 2 && words.every(({ text, dot }) => !dot && letterCount(text) === 1);

/** How many words at the front are titles, ranks and what belongs to a rank. */
const titlesBefore = (words: readonly Word[], lists: NameWords): number => {
  let at = 0;
  let afterRank = false;
  for (;;) {
    const rank: Entry | null =
      matchAt(lists.ranks, words, at) ?? (afterRank ? matchAt(lists.corps, words, at) : null);
    const entry = rank ?? matchAt(lists.titles, words, at);
    if (!entry) return at;
    const last = words[at + entry.keys.length - 1];
    // The last word of all is the name itself when it is written out: somebody is called "Haji".
    if (at + entry.keys.length === words.length && last && !last.dot && letterCount(last.text) > 3) return at;
    at += entry.keys.length;
    afterRank = rank !== null;
  }
};

/** Whether these words are titles, ranks and degrees and nothing else. */
const onlyTitles = (words: readonly Word[], lists: NameWords): boolean => {
  let at = 0;
  while (at < words.length) {
    const entry =
      matchAt(lists.degrees, words, at) ??
      matchAt(lists.trailing, words, at) ??
      matchAt(lists.titles, words, at) ??
      matchAt(lists.ranks, words, at) ??
      matchAt(lists.corps, words, at);
    if (!entry) return false;
    at += entry.keys.length;
  }
  return true;
};

/** Titles and degrees that are written as such, with a full stop: "Haji" alone is somebody's name, "M.Si." is not. */
const isTitling = (words: readonly Word[], lists: NameWords): boolean =>
  words.some(({ dot }) => dot) && onlyTitles(words, lists);

/** Where degrees that no comma announces begin, at the end of `words`; its length when there are none. */
const degreesAt = (words: readonly Word[], lists: NameWords): number => {
  let end = words.length;
  for (;;) {
    let found = end;
    for (let start = end - 1; start > 0; start -= 1) {
      const entry = matchAt(lists.trailing, words, start);
      if (!entry || start + entry.keys.length !== end) continue;
      // "S. H." may be two initials; "S.H." and "S. Pd" are a degree.
      const spaced = words.slice(start + 1, end).some(({ glued }) => !glued);
      if (spaced && entry.keys.every(({ length }) => length === 1)) continue;
      // "XAVERIUS SE" is somebody's name; "YASMINA. SE" is not.
      if (entry.keys.length === 1 && (entry.keys[0]?.length ?? 0) < 3 && !words[start - 1]?.dot) continue;
      if (words.slice(0, start).some(isNameWord)) found = start;
    }
    if (found === end) return end;
    end = found;
  }
};

/** "TABUNIS.Sos" is "Tabuni" and "S.Sos": the degree's first letter is stuck to the name. */
const unstick = (words: readonly Word[], lists: NameWords): readonly Word[] => {
  for (let at = 0; at < words.length - 1; at += 1) {
    const word = words[at];
    const next = words[at + 1];
    // A degree of mixed case beside capitals; "DARWIS.AK." is a Darwis.
    if (!word?.dot || !next?.glued || letterCount(word.text) < 5 || !/\p{Ll}/u.test(next.text)) continue;
    const stem = word.text.slice(0, -1).replace(/[-/]+$/, '');
    if (/^alias$/i.test(stem)) continue;
    const head: Word = { ...word, text: stem, key: stem.toLowerCase(), dot: false };
    const tail: Word = { ...word, text: word.text.slice(-1), key: word.key.slice(-1), glued: false };
    const rest = [tail, ...words.slice(at + 1)];
    const entry = matchAt(lists.trailing, rest, 0);
    // Only what cannot be anything else: "GUNAS.E." may be a Gunas with an initial.
    if (entry && entry.keys.length > 1 && entry.keys.some(({ length }) => length > 1))
      return [...words.slice(0, at), head, ...rest];
  }
  return words;
};

const capitalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[-/])([^\p{L}]*)(\p{L})/gu, (_, before: string, between: string, letter: string) => {
      return before + between + letter.toUpperCase();
    });

/** One word as people write it. */
const readable = ({ text, key, dot }: Word, last: boolean, { written }: NameWords): string => {
  const letters = letterCount(text);
  const known = written.get(key);
  const mixed = /\p{Ll}/u.test(text) && /^\P{L}*\p{Lu}/u.test(text);
  // "SF", "LM", "MZ": letters that no vowel makes into a syllable are initials.
  const initials = letters < 4 && /^[b-df-hj-np-tvwxz]+$/.test(key);
  const shown = known ?? (mixed ? text : initials ? key.toUpperCase() : capitalise(text));
  const vowels = text.match(/[aiueo]/gi)?.length ?? 0;
  return dot && (letters < 3 || (letters < 5 && vowels < 2 && !last)) ? `${shown}.` : shown;
};

const written = (words: readonly Word[], lists: NameWords): string =>
  words
    .map((word, at) => readable(word, at === words.length - 1, lists))
    .join(' ')
    .trim();

/** A letter without its marks, or a space for what is none. */
const plainLetter = (sign: string): string => /[a-z]+/i.exec(sign.normalize('NFKD'))?.[0] ?? ' ';

/**
 * Spaces and quotation marks in one form, and nothing but what a name can hold; full stops and commas stay. Letters are
 * those of Western Europe, which cover every name on an Indonesian ballot; rarer ones lose their marks.
 */
const tidy = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/[`´‘’ʼ]/g, "'")
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[^A-Za-zÀ-ÖØ-Þà-öø-þ0-9.,;'()/-]/gu, plainLetter)
    .replace(/ {2,}/g, ' ')
    .replace(/(?<![A-Za-zÀ-þ0-9])-+|-+(?![A-Za-zÀ-þ0-9])/g, ' ')
    .replace(/\s*\/+\s*/g, '/')
    .replace(/(?<![A-Za-zÀ-þ0-9])\/|\/(?![A-Za-zÀ-þ0-9])/g, ' ')
    .trim();

/** Takes brackets out of a text: what is left, and what stood in them. An open bracket runs to the end. */
const outOfBrackets = (text: string): { readonly rest: string; readonly inside: readonly string[] } => {
  const inside: string[] = [];
  const rest = text
    .replace(/\(([^()]*)(\)|$)/g, (_, content: string) => {
      inside.push(...content.split(';'));
      return ' ';
    })
    .replace(/[()]/g, ' ')
    .replaceAll(';', ',');
  return { rest, inside };
};

/** "X alias Y": not where nothing but a title stands before it, nor after "bin", where it is a father's name. */
const ALIAS = /(^|[\s,./])(?:alias|als|a\.k\.a)[\s.]+([^,/]+)/i;

/** Behind a comma: a real name rather than an abbreviation that no list knows. */
const looksLikeName = (words: readonly Word[]): boolean => {
  const [first] = words;
  if (!first) return false;
  // "M. Biomed.", "Sp. Perio.", "S.Kesos": degrees begin with one letter.
  if (letterCount(first.text) === 1 || /^(sp|dipl|subsp|cert)$/.test(first.key)) return false;
  return words.some(
    ({ text, glued }, at) =>
      !(glued && letterCount(words[at - 1]?.text ?? '') === 1) &&
      letterCount(text) > 3 &&
      (text.match(/[aiueo]/gi)?.length ?? 0) > 1 &&
      // "FISQua", "SiPMA": capitals inside a word are an abbreviation's.
      !/\p{Ll}.*\p{Lu}|^\p{Lu}{2}.*\p{Ll}/u.test(text),
  );
};

/** A part behind a comma without the titles and degrees at its two ends. */
const withoutDegrees = (words: readonly Word[], lists: NameWords): readonly Word[] => {
  let start = 0;
  for (;;) {
    const entry = matchAt(lists.degrees, words, start) ?? matchAt(lists.trailing, words, start);
    if (!entry) break;
    start += entry.keys.length;
  }
  // "A.Md.Akun": stuck to a degree, part of it.
  if (start > 0 && words[start]?.glued) return [];
  let end = words.length;
  for (let at = end - 1; at > start; at -= 1) {
    const entry = matchAt(lists.degrees, words, at) ?? matchAt(lists.trailing, words, at);
    if (entry && at + entry.keys.length === end) end = at;
  }
  const rest = words.slice(start, end);
  return onlyTitles(rest, lists) ? [] : rest;
};

/** What is whole enough to be a name beside a slash; "PATTIASINA/M" abbreviates a family's name and is one word. */
const isWhole = ({ text }: Word): boolean => letterCount(text) > 2 && /[aiueo]/i.test(text);

interface Leading {
  /** The words of the name, titles taken off. */
  readonly words: readonly Word[];
  /** Names behind a slash. */
  readonly slashed: readonly string[];
  /** Which part comes next. */
  readonly next: number;
}

/**
 * The first of the parts between commas that holds a name: "Drs., H. Budi" has commas behind titles. Titles and initials
 * before it belong to it.
 */
const leadingName = (parts: readonly string[], lists: NameWords): Leading => {
  const slashed: string[] = [];
  let before: readonly Word[] = [];
  let words: readonly Word[] = [];
  let next = 0;
  while (next < parts.length && !words.some(isNameWord) && !isSpaced(words)) {
    const part = parts[next] ?? '';
    const [head = '', ...behind] = part.split('/');
    const split = wordsOf(head).some(isWhole) && behind.some((one) => wordsOf(one).some(isWhole));
    if (split) slashed.push(...behind);
    before = [...before, ...wordsOf(split ? head : part)];
    words = before.slice(titlesBefore(before, lists));
    if (isTitling(words, lists)) {
      before = [];
      words = [];
    }
    next += 1;
  }
  return { words, slashed, next };
};

/**
 * Reads one name from a ballot list.
 * @param raw the name as published, with titles, degrees, ranks and nicknames in any order and case
 * @returns null when nothing but titles, degrees or initials stands there; never throws
 */
export const readPersonName = (raw: string, lists: NameWords): PersonName | null => {
  const notes = new Set<NameNote>();
  const clean = tidy(raw).replace(/(?<![\p{L}\d])[\p{L}0]+(?![\p{L}\d])/gu, (word) => {
    const zeros = word.split('0').length - 1;
    if (zeros === 0 || zeros >= letterCount(word)) return word;
    notes.add('zero-for-o');
    return word.replaceAll('0', word === word.toUpperCase() ? 'O' : 'o');
  });
  const { rest, inside } = outOfBrackets(clean);
  const others = [...inside];

  let text = rest;
  const alias = ALIAS.exec(text);
  if (alias) {
    const [whole, lead = '', other = ''] = alias;
    const { words: before } = leadingName(text.slice(0, alias.index).split(','), lists);
    const stands = before.some(isNameWord);
    const named = wordsOf(other).some(isNameWord) && !onlyTitles(wordsOf(other), lists);
    if (stands && named && !/^bint?i?$/.test(before.at(-1)?.key ?? '')) {
      others.push(other);
      text = text.slice(0, alias.index) + lead + text.slice(alias.index + whole.length);
    }
  }

  const parts = text.split(',').map((part) => part.trim());
  const { words: leading, slashed, next } = leadingName(parts, lists);
  others.push(...slashed);
  const spaced = isSpaced(leading);
  if (spaced) notes.add('spaced-letters');
  // "I R I N E"
  const closed = spaced ? wordsOf(leading.map(({ text: word }) => word.toUpperCase()).join('')) : leading;
  const unstuck = unstick(closed, lists);
  const end = degreesAt(unstuck, lists);
  if (end < unstuck.length) notes.add('degree-without-comma');
  const bare = end < unstuck.length ? unstuck.slice(0, end) : closed;
  // What was stuck together may hide a title.
  const words = bare.slice(titlesBefore(bare, lists));
  if (!words.some(isNameWord) || isTitling(words, lists)) return null;

  for (const part of parts.slice(next)) {
    const own = withoutDegrees(wordsOf(part), lists);
    if (!looksLikeName(own)) continue;
    notes.add('other-name-after-comma');
    others.push(written(own, lists));
  }

  const name = written(words, lists);
  const nicknames = new Set<string>();
  for (const other of others) {
    const own = wordsOf(other.split(',')[0] ?? '');
    if (onlyTitles(own, lists) || !own.some(({ text: word }) => letterCount(word) > 1)) continue;
    const shown = written(own, lists);
    if (shown !== name) nicknames.add(shown);
  }
  return { name, nicknames: [...nicknames], notes: [...notes] };
};

/** As it stands in a candidate list: "Rano Karno (Si Doel)", several nicknames joined by "; ". */
export const formatPerson = ({ name, nicknames }: PersonName): string =>
  nicknames.length > 0 ? `${name} (${nicknames.join('; ')})` : name;
