/**
 * The lexicon in its compact run-time form, and the matcher built from it. The form is plain JSON: made by
 * `pack/compile`, kept in the browser's storage, read by content scripts.
 */
import type { SiteId, Tier } from '../domain/vocabulary.ts';
import { type Token, unleet } from './tokens.ts';

/** What a matched term means. Participants' tiers point at someone; the others weigh what stands beside them. */
export type TermRole = Tier | 'support' | 'attack' | 'honorific' | 'office' | 'organiser' | 'news' | 'stop';

/** Between terms that differ in their words alone. */
export const BETWEEN_TERMS = '|';
/** "*0 anies": one word out of the first list of prefixes, then "anies". */
export const PREFIX = '*';
const PREFIXED = /^\*(\d+) (.+)/;

/** `[terms joined by BETWEEN_TERMS, each folded words joined by a space; role, weight, indices of participants]`. */
export type LexiconTerm = readonly [
  terms: string,
  role: TermRole,
  weight: number,
  participants: readonly number[],
];

export interface Lexicon {
  /** Participant ids; terms, hashtags and accounts point into it by index. */
  readonly participants: readonly string[];
  /** Words that a term may have before it, see `PREFIX`. */
  readonly prefixes?: readonly (readonly string[])[];
  readonly terms: readonly LexiconTerm[];
  /** Hashtag body, folded, without "#". */
  readonly hashtags: Readonly<Record<string, readonly number[]>>;
  /** Hashtags of organisers and appeals for peace: they never alarm. */
  readonly neutralHashtags: readonly string[];
  /** Lower-case handle to participants, per site. */
  readonly accounts: Readonly<Record<SiteId, Readonly<Record<string, readonly number[]>>>>;
  readonly organiserAccounts: Readonly<Record<SiteId, readonly string[]>>;
  readonly newsAccounts: Readonly<Record<SiteId, readonly string[]>>;
  /** Contribution of a mention of a participant's handle in a text. */
  readonly mentionWeight: number;
  /** The sum at which a subject concerns a participant. */
  readonly threshold: number;
}

export interface Entry {
  readonly words: readonly string[];
  readonly role: TermRole;
  readonly weight: number;
  /** Ids. */
  readonly participants: readonly string[];
}

/** A term found in a token list. */
export interface Match {
  readonly entry: Entry;
  /** Token indices, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** UTF-16 offsets in the original, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** A name of the gazetteer's: when it is weak, only what stands right beside it counts. */
  readonly hit?: boolean;
}

export interface Matcher {
  readonly lexicon: Lexicon;
  /** Lower-case handle to participants. Maps, for "constructor" is a handle like any other. */
  readonly accounts: Readonly<Record<string, ReadonlyMap<string, readonly string[]>>>;
  readonly hashtags: ReadonlyMap<string, readonly string[]>;
  /** Terms in the tokens, longest first at each place, not overlapping; one place may carry several entries. */
  match(tokens: readonly Token[]): Match[];
  /** True when the folded word occurs in a term. */
  knows(word: string): boolean;
  /** Joined words split into known ones ("coblosprabowo"), or null when something would be left over. */
  segment(joined: string): string[] | null;
}

/** Shorter words are too common inside others to be cut out of a joined word. */
const MIN_SEGMENT = 3;
const MAX_SEGMENTED = 60;

/** Terms with the same first word, until a text has that word: prefix, what follows it, and the row of each. */
type Unread = [prefix: string, rest: string, row: LexiconTerm, ...more: (string | LexiconTerm)[]];

const wordsOf = (prefix: string, rest: string): string[] => (prefix ? `${prefix} ${rest}` : rest).split(' ');

/**
 * Builds the matcher: one map from first word to entries, longest first. The entries of a word are made when a text has it
 * for the first time: of thousands a feed meets few, and the browser's collector goes through all that a page holds.
 */
export const buildMatcher = (lexicon: Lexicon): Matcher => {
  const ids = (indices: readonly number[]) => indices.map((index) => lexicon.participants[index] ?? '');
  const named = (table: Readonly<Record<string, readonly number[]>>) =>
    new Map(Object.entries(table).map(([key, indices]) => [key, ids(indices)]));
  const byFirst = new Map<string, Entry[] | Unread>();
  const vocabulary = new Set<string>();
  for (const row of lexicon.terms)
    for (const term of row[0].split(BETWEEN_TERMS)) {
      const [, prefixList, rest = term] = PREFIXED.exec(term) ?? [];
      for (const prefix of (prefixList ? lexicon.prefixes?.[+prefixList] : ['']) ?? []) {
        const words = wordsOf(prefix, rest);
        for (const word of words) vocabulary.add(word);
        const [first = ''] = words;
        const list = byFirst.get(first) as Unread | undefined;
        if (list) list.push(prefix, rest, row);
        else byFirst.set(first, [prefix, rest, row]);
      }
    }

  const entriesOf = (word: string): readonly Entry[] | undefined => {
    const list = byFirst.get(word);
    if (typeof list?.[0] !== 'string') return list as Entry[] | undefined;
    const entries: Entry[] = [];
    for (let at = 0; at < list.length; at += 3) {
      const [prefix, rest, [, role, weight, indices]] = list.slice(at, at + 3) as Unread;
      entries.push({ words: wordsOf(prefix, rest), role, weight, participants: ids(indices) });
    }
    entries.sort((a, b) => b.words.length - a.words.length);
    byFirst.set(word, entries);
    return entries;
  };

  const fits = (entry: Entry, tokens: readonly Token[], at: number): boolean => {
    const { words } = entry;
    if (at + words.length > tokens.length) return false;
    for (let i = 1; i < words.length; i += 1) {
      const token = tokens[at + i];
      if (token?.kind !== 'word' || token.text !== words[i]) return false;
    }
    return true;
  };

  const { accounts } = lexicon;
  return {
    lexicon,
    accounts: Object.fromEntries(Object.entries(accounts).map(([site, handles]) => [site, named(handles)])),
    hashtags: named(lexicon.hashtags),
    match(tokens) {
      const found: Match[] = [];
      for (let at = 0; at < tokens.length; ) {
        const token = tokens[at];
        const entries = token?.kind === 'word' ? entriesOf(token.text) : undefined;
        let width = 0;
        if (entries) {
          for (const entry of entries) {
            if (entry.words.length < width) break;
            if (!fits(entry, tokens, at)) continue;
            width = entry.words.length;
            const to = at + width;
            found.push({
              entry,
              from: at,
              to,
              start: (token as Token).start,
              end: (tokens[to - 1] as Token).end,
            });
          }
        }
        at += Math.max(width, 1);
      }
      return found;
    },
    knows: (word) => vocabulary.has(word),
    segment(joined) {
      if (joined.length > MAX_SEGMENTED) return null;
      // best[i]: the fewest known words that make joined.slice(0, i).
      const best: (string[] | null)[] = [[]];
      for (let end = 1; end <= joined.length; end += 1) {
        let chosen: string[] | null = null;
        for (let start = Math.max(0, end - 24); start < end; start += 1) {
          const before = best[start];
          if (!before) continue;
          const piece = joined.slice(start, end);
          const usable = /^\d+$/.test(piece) || (piece.length >= MIN_SEGMENT && vocabulary.has(piece));
          if (usable && (!chosen || before.length + 1 < chosen.length)) chosen = [...before, piece];
        }
        best.push(chosen);
      }
      return best[joined.length] ?? null;
    },
  };
};

/**
 * Mends tokens with the lexicon's help: a word with digits for letters ("pr4bowo") becomes one word when that is
 * a known one, and a joined hashtag ("#coblosprabowo") its known words. Offsets keep pointing at the original.
 */
export const mend = (tokens: readonly Token[], matcher: Matcher): Token[] => {
  if (!tokens.some(({ glued, kind }) => glued || kind === 'hashtag')) return tokens as Token[];
  const mended: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    let end = at + 1;
    while (end < tokens.length && tokens[end]?.glued) end += 1;
    if (token.kind === 'word' && end - at >= 2 && end - at <= 12) {
      const run = tokens.slice(at, end);
      const plain = unleet(run.map(({ text }) => text).join(''));
      if (plain && matcher.knows(plain)) {
        mended.push({ ...token, text: plain, end: (run.at(-1) as Token).end });
        at = end;
        continue;
      }
    }
    const tag = tokens[end];
    // A hashtag token follows its own words; when they are one unknown word, try to cut it.
    if (
      token.kind === 'word' &&
      tag?.kind === 'hashtag' &&
      tag.start < token.start &&
      tag.end === (tokens[end - 1] as Token).end &&
      !tokens.slice(at, end).every(({ text }) => matcher.knows(text) || /^\d+$/.test(text))
    ) {
      const pieces = matcher.segment(tag.text);
      if (pieces) {
        for (const [index, piece] of pieces.entries())
          mended.push({ text: piece, start: tag.start, end: tag.end, kind: 'word', glued: index > 0 });
        at = end;
        continue;
      }
    }
    for (; at < end; at += 1) mended.push(tokens[at] as Token);
  }
  return mended;
};
