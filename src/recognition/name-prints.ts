/**
 * How a person's name is compared: as a sequence of folded words, each hashed in two independent lanes. The page's
 * regional names and the worker's gazetteer both hold such fingerprints and no spelled-out name, so a name is
 * recognised where it is written and nobody can read a list of people out of the extension.
 *
 * No edit distance: "pranowo" is one letter from "prabowo". What counts as the same name is a closed matter of the
 * old spelling (oe/u, dj/j, tj/c, sj/sy, nj/ny, ch/kh) and of listed families (Muhammad, Mohamad, Moch).
 */
import type { Token } from './tokens.ts';

/** Words of a name that are compared: initials ("M.", "H.") are not, people write and leave them out at will. */
const MIN_WORD = 2;
/** A full stop after a word of at most this many letters abbreviates ("Moh. Ali"); after a longer one it ends. */
const MAX_ABBREVIATED = 4;
/** Of a longer name the first words are compared: four words are nobody else's, and reading on costs every post. */
export const MAX_WORDS = 4;

const SEED_A = 0x2c1b3c6d;
const SEED_B = 0x297a2d39;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;

/** The second lane of the last `hashWord`: two results without an object for every word of every post. */
let laneB = 0;

/**
 * Hashes a folded word, old spelling read as new.
 * @returns the first lane; the second is in `laneB` until the next call
 */
const hashWord = (word: string): number => {
  let a = SEED_A;
  let b = SEED_B;
  const { length } = word;
  for (let i = 0; i < length; i += 1) {
    let code = word.charCodeAt(i);
    let extra = 0;
    const next = i + 1 < length ? word.charCodeAt(i + 1) : 0;
    // o e -> u; d j -> j; t j -> c; s j -> s y; n j -> n y; c h -> k h
    if (code === 111 && next === 101) {
      code = 117;
      i += 1;
    } else if (next === 106 && (code === 100 || code === 116)) {
      code = code === 100 ? 106 : 99;
      i += 1;
    } else if (next === 106 && (code === 115 || code === 110)) {
      extra = 121;
      i += 1;
    } else if (code === 99 && next === 104) code = 107;
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code, PRIME_B) ^ (b >>> 15);
    if (extra !== 0) {
      a = Math.imul(a ^ extra, PRIME_A);
      b = Math.imul(b ^ extra, PRIME_B) ^ (b >>> 15);
    }
  }
  laneB = b ^ (b >>> 13);
  return a ^ (a >>> 16);
};

/** Adds a word's lane to a name's. */
const add = (name: number, word: number): number => {
  const mixed = Math.imul(name ^ word, 0x9e3779b1);
  return (mixed << 13) | (mixed >>> 19);
};

/** Bits of a fingerprint in its upper and lower part; together below 2^53, so that it is one number. */
export const UPPER_BITS = 16;
export const LOWER_BITS = 24;
const LOWER = 2 ** LOWER_BITS;

const finish = (a: number): number => {
  const mixed = Math.imul(a ^ (a >>> 15), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};
/** The upper and the lower part of a fingerprint, from a name's two lanes. */
export const upperOf = (a: number): number => finish(a) >>> (32 - UPPER_BITS);
export const lowerOf = (b: number): number => finish(b) & (LOWER - 1);

const isNumber = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
};

/** Slots of the sieve before the families: most words of a post belong to none. */
const FAMILY_SLOTS = 1024;

/** Families of names in the form that is quick to ask: lanes of a variant to lanes of what stands for it. */
export interface NameFamilies {
  readonly sieve: Uint8Array;
  readonly heads: ReadonlyMap<number, readonly [a: number, b: number]>;
}

/**
 * Prepares families of names.
 * @param lists folded words; the first of each list stands for the others
 */
export const nameFamilies = (lists: readonly (readonly string[])[]): NameFamilies => {
  const sieve = new Uint8Array(FAMILY_SLOTS);
  const heads = new Map<number, readonly [number, number]>();
  for (const [head = '', ...variants] of lists) {
    const lanes = [hashWord(head), laneB] as const;
    for (const variant of variants) {
      const lane = hashWord(variant);
      sieve[lane & (FAMILY_SLOTS - 1)] = 1;
      heads.set(lane, lanes);
    }
  }
  return { sieve, heads };
};

/** Hashes a word as its family's head; lanes as `hashWord`. */
const hashName = (word: string, { sieve, heads }: NameFamilies): number => {
  const lane = hashWord(word);
  if (sieve[lane & (FAMILY_SLOTS - 1)] === 0) return lane;
  const head = heads.get(lane);
  if (!head) return lane;
  laneB = head[1];
  return head[0];
};

const isNameWord = ({ kind, text }: Token): boolean =>
  kind === 'word' && text.length >= MIN_WORD && !isNumber(text);

export interface NamePrint {
  /** 40 bits. */
  readonly print: number;
  readonly words: readonly string[];
  /** First lane of each word: what the filters are made of. */
  readonly lanes: readonly number[];
}

const printOf = (upper: number, lower: number): number => upper * LOWER + lower;

/** The fingerprint of a name, or null when it has no word to compare. */
export const printName = (tokens: readonly Token[], families: NameFamilies): NamePrint | null => {
  const words = tokens
    .filter(isNameWord)
    .slice(0, MAX_WORDS)
    .map(({ text }) => text);
  if (words.length === 0) return null;
  let a = 0;
  let b = 0;
  const lanes: number[] = [];
  for (const word of words) {
    const lane = hashName(word, families);
    lanes.push(lane);
    a = add(a, lane);
    b = add(b, laneB);
  }
  return { print: printOf(upperOf(a), lowerOf(b)), words, lanes };
};

/** Where fingerprints are looked up. */
export interface PrintIndex {
  readonly families: NameFamilies;
  /** False when no name of two or more words begins with a word of this lane; true says nothing. */
  mayBegin(lane: number): boolean;
  /** False when no name goes on with a word of this lane. */
  mayGoOn(lane: number): boolean;
  /** Place of the name of one word with these lanes (see `upperOf`, `lowerOf`), or -1. */
  lookUpWord(a: number, b: number): number;
  /** Place of the name of several words with these lanes, or -1. */
  lookUp(a: number, b: number): number;
}

/** A name found: token indices (`to` exclusive), number of words compared, place in the index. */
export interface FoundName {
  readonly from: number;
  readonly to: number;
  readonly words: number;
  readonly place: number;
}

/** True when two words that follow one another may belong to one name. */
export const joins = (source: string, before: Token, after: Token): boolean => {
  for (let at = before.end; at < after.start; at += 1) {
    const code = source.charCodeAt(at);
    // Spaces (no line breaks), hyphens and apostrophes join; a full stop only after an abbreviation.
    if (code === 32 || code === 39 || code === 45 || code === 95 || code === 0xa0) continue;
    if (code === 46 && before.text.length <= MAX_ABBREVIATED) continue;
    if (code >= 0x2010 && code <= 0x201f) continue;
    return false;
  }
  return true;
};

/** Lanes of the tokens at hand, grown as needed: a post costs no allocation. Lane A of 0 marks what is no word. */
let lanesA = new Int32Array(512);
let lanesB = new Int32Array(512);

/**
 * Finds names in a text: the longest at each place, not overlapping, in the order of the text.
 * @param source the text that the tokens point into
 */
export const findNames = (tokens: readonly Token[], source: string, index: PrintIndex): FoundName[] => {
  const found: FoundName[] = [];
  const count = tokens.length;
  const { families } = index;
  if (lanesA.length < count) {
    lanesA = new Int32Array(count * 2);
    lanesB = new Int32Array(count * 2);
  }
  for (let at = 0; at < count; at += 1) {
    const token = tokens[at] as Token;
    lanesA[at] = isNameWord(token) ? hashName(token.text, families) : 0;
    lanesB[at] = laneB;
  }
  for (let from = 0; from < count; ) {
    const begin = lanesA[from] as number;
    if (begin === 0) {
      from += 1;
      continue;
    }
    let a = add(0, begin);
    let b = add(0, lanesB[from] as number);
    let words = 1;
    let place = index.lookUpWord(a, b);
    let end = from + 1;
    let best = place < 0 ? null : { from, to: end, words, place };
    if (index.mayBegin(begin))
      while (words < MAX_WORDS) {
        let last = tokens[end - 1] as Token;
        let next = tokens[end];
        // An initial inside a name says nothing, wherever it stands.
        while (next?.kind === 'word' && next.text.length < MIN_WORD && joins(source, last, next)) {
          last = next;
          end += 1;
          next = tokens[end];
        }
        const lane = next === undefined ? 0 : (lanesA[end] as number);
        if (lane === 0 || !index.mayGoOn(lane) || !joins(source, last, next as Token)) break;
        a = add(a, lane);
        b = add(b, lanesB[end] as number);
        words += 1;
        end += 1;
        place = index.lookUp(a, b);
        if (place >= 0) best = { from, to: end, words, place };
      }
    if (best) found.push(best);
    from = best ? best.to : from + 1;
  }
  return found;
};

/** Whether the words right before and after a word that is somebody's whole name occur in other names. */
export const neighbours = (
  tokens: readonly Token[],
  source: string,
  at: number,
  index: PrintIndex,
): { readonly before: boolean; readonly after: boolean } => {
  const word = tokens[at] as Token;
  const occurs = (token: Token | undefined, first: Token, second: Token | undefined): boolean => {
    if (!token || !second || !isNameWord(token) || !joins(source, first, second)) return false;
    const lane = hashName(token.text, index.families);
    return index.mayBegin(lane) || index.mayGoOn(lane);
  };
  const before = tokens[at - 1];
  return {
    before: before !== undefined && occurs(before, before, word),
    after: occurs(tokens[at + 1], word, tokens[at + 1]),
  };
};
