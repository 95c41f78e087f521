/**
 * Which participants a subject concerns, and whether it takes sides: evidence with its place, weighed.
 * Pure and synchronous; microseconds a post, so that the answer is there before a hand can reach the button.
 */
import type {
  Evidence,
  Recognition,
  SiteId,
  StanceSignal,
  Subject,
  Tier,
  Where,
} from '../domain/vocabulary.ts';
import { type Match, type Matcher, mend } from './lexicon.ts';
import { type Token, tokenize } from './tokens.ts';

export const NOTHING: Recognition = { evidence: [], stance: 'none', signals: [], voice: 'other' };

/** What the person declared not to be a participant: `site:author` and folded terms. */
export interface Ignored {
  readonly authors: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
}

/** Longer texts are cut: a post of this length has said what it is about. */
const MAX_TEXT = 100_000;

/** Words that may follow a name in a display name without making it another person's. */
const ACCOUNT_SUFFIXES = new Set(['official', 'resmi', 'id', 'channel', 'center', 'media']);

interface Gathered {
  readonly evidence: Evidence[];
  readonly signals: StanceSignal[];
  /** Campaign words and honorifics seen anywhere in the subject: they vouch for an ambiguous term. */
  readonly vouchers: Evidence[];
  organiser: boolean;
  news: boolean;
}

/** Adds one piece of evidence for each participant that a term, hashtag or account points at. */
const point = (
  into: Gathered,
  { lexicon }: Matcher,
  indices: readonly number[] | undefined,
  one: Omit<Evidence, 'participant'>,
): void => {
  for (const index of indices ?? []) {
    const participant = lexicon.participants[index];
    if (participant !== undefined) into.evidence.push({ ...one, participant });
  }
};

const gatherText = (text: string, where: Where, site: SiteId, matcher: Matcher, into: Gathered): void => {
  if (text === '') return;
  const source = text.slice(0, MAX_TEXT);
  const tokens = mend(tokenize(source), matcher);
  const { lexicon } = matcher;
  for (const { kind, text: word, start, end } of tokens) {
    const place = { where, text: source.slice(start, end), start, end };
    if (kind === 'mention')
      point(into, matcher, matcher.accounts[site]?.get(word), {
        ...place,
        tier: 'account',
        weight: lexicon.mentionWeight,
      });
    else if (kind === 'hashtag') {
      const named = matcher.hashtags.get(word);
      point(into, matcher, named, { ...place, tier: 'hashtag', weight: lexicon.threshold });
      if (!named && lexicon.neutralHashtags.includes(word)) into.organiser = true;
    }
  }
  const matches = matcher.match(tokens);
  for (const [at, { entry, from, to }] of matches.entries()) {
    const { role, weight } = entry;
    const { start } = tokens[from] as Token;
    const { end } = tokens[to - 1] as Token;
    const place = { where, text: source.slice(start, end), start, end };
    if (entry.participants.length > 0) {
      point(into, matcher, entry.participants, { ...place, tier: role as Tier, weight });
      if (role === 'slogan' && weight >= lexicon.threshold)
        into.signals.push({ ...place, stance: 'support' });
    } else if (role === 'organiser') into.organiser = true;
    else if (role === 'news') into.news = true;
    else if (role !== 'stop') {
      // "Pak" vouches for the name that it stands before, and for nothing else.
      if (role === 'honorific' && !announces(matches, at)) continue;
      if (role === 'support' || role === 'attack') into.signals.push({ ...place, stance: role });
      into.vouchers.push({ ...place, tier: 'campaign-word', participant: '', weight });
    }
  }
};

/** True when a participant's term begins where the match at `at` ends. */
const announces = (matches: readonly Match[], at: number): boolean => {
  const end = matches[at]?.to;
  for (let next = at + 1; next < matches.length; next += 1) {
    const match = matches[next] as Match;
    if (match.from !== end) {
      if (match.from > (end ?? 0)) return false;
      continue;
    }
    if (match.entry.participants.length > 0) return true;
  }
  return false;
};

/** A display name that is a participant's own full name, at most with "official" or the like after it. */
const gatherAuthor = (
  subject: Subject,
  where: 'author' | 'quoteAuthor',
  matcher: Matcher,
  into: Gathered,
) => {
  const { author, site } = subject;
  if (!author) return;
  const { lexicon } = matcher;
  const { handle, name } = author;
  if (handle !== undefined) {
    const key = handle.toLowerCase();
    const place = { where, text: handle, start: 0, end: handle.length };
    point(into, matcher, matcher.accounts[site]?.get(key), {
      ...place,
      tier: 'account',
      weight: lexicon.threshold,
    });
    if (lexicon.organiserAccounts[site].includes(key)) into.organiser = true;
    if (lexicon.newsAccounts[site].includes(key)) into.news = true;
  }
  if (!name) return;
  const tokens = tokenize(name).filter(({ kind }) => kind === 'word');
  let length = tokens.length;
  while (length > 1 && ACCOUNT_SUFFIXES.has((tokens[length - 1] as Token).text)) length -= 1;
  for (const { entry, from, to } of matcher.match(tokens)) {
    const { role, weight, words } = entry;
    const isWhole = from === 0 && to >= length && weight >= lexicon.threshold;
    const isName = isWhole && ((role === 'name' && words.length > 1) || role === 'party');
    if (!isName && role !== 'group') continue;
    const { start } = tokens[from] as Token;
    const { end } = tokens[to - 1] as Token;
    const tier = isName ? 'account' : 'group';
    point(into, matcher, entry.participants, {
      tier,
      where,
      text: name.slice(start, end),
      start,
      end,
      weight,
    });
  }
};

const gatherSubject = (subject: Subject, quoted: boolean, matcher: Matcher, into: Gathered): void => {
  gatherAuthor(subject, quoted ? 'quoteAuthor' : 'author', matcher, into);
  gatherText(subject.text, quoted ? 'quote' : 'text', subject.site, matcher, into);
  if (subject.imageText) gatherText(subject.imageText, 'imageText', subject.site, matcher, into);
  if (subject.groupName) gatherText(subject.groupName, 'group', subject.site, matcher, into);
  if (subject.pageTitle) gatherText(subject.pageTitle, 'pageTitle', subject.site, matcher, into);
  if (subject.draft) gatherText(subject.draft, 'draft', subject.site, matcher, into);
  if (subject.quoted) gatherSubject(subject.quoted, true, matcher, into);
};

/** Key of an author exception. */
export const authorKey = (site: SiteId, author: string): string => `${site}:${author.toLowerCase()}`;

const withoutIgnored = (evidence: Evidence[], subject: Subject, ignored: Ignored): Evidence[] => {
  if (ignored.authors.size === 0 && ignored.terms.size === 0) return evidence;
  const author = subject.author?.handle ?? subject.author?.name;
  if (author !== undefined && ignored.authors.has(authorKey(subject.site, author)))
    // What the person writes themselves still counts; what this author writes does not.
    return evidence.filter(({ where }) => where === 'draft');
  return evidence.filter(({ text }) => !ignored.terms.has(foldTerm(text)));
};

/** The form in which a term is compared with an exception. */
export const foldTerm = (text: string): string =>
  tokenize(text)
    .map(({ text }) => text)
    .join(' ');

/**
 * Recognises the participants that a subject concerns.
 * @returns evidence only for participants whose weights reach the lexicon's threshold; ambiguous terms count once
 * each and need another signal beside them
 */
export const recognise = (subject: Subject, matcher: Matcher, ignored: Ignored): Recognition => {
  const gathered: Gathered = { evidence: [], signals: [], vouchers: [], organiser: false, news: false };
  gatherSubject(subject, false, matcher, gathered);
  const evidence = withoutIgnored(gathered.evidence, subject, ignored);
  if (evidence.length === 0) return NOTHING;
  const sums = new Map<string, { sum: number; seen: Set<string> }>();
  for (const one of evidence) {
    const entry = sums.get(one.participant) ?? { sum: 0, seen: new Set<string>() };
    const word = foldTerm(one.text);
    // The same word twice is one reason, not two.
    if (!entry.seen.has(word)) {
      entry.seen.add(word);
      entry.sum += one.weight;
    }
    sums.set(one.participant, entry);
  }
  const { threshold } = matcher.lexicon;
  const vouched = vouchedWeight(gathered.vouchers);
  const kept = new Set<string>();
  const needVouching = new Set<string>();
  for (const [participant, { sum }] of sums) {
    if (sum >= threshold) kept.add(participant);
    else if (sum + vouched >= threshold) {
      kept.add(participant);
      needVouching.add(participant);
    }
  }
  if (kept.size === 0) return NOTHING;
  const result = evidence.filter(({ participant }) => kept.has(participant));
  for (const participant of needVouching)
    for (const one of gathered.vouchers.slice(0, 2)) result.push({ ...one, participant });
  return {
    evidence: result,
    stance: stanceOf(gathered.signals, result),
    signals: gathered.signals,
    voice: gathered.organiser ? 'organiser' : gathered.news ? 'news' : 'other',
  };
};

/** Each distinct word vouches once, and together at most as much as one clear signal. */
const MAX_VOUCHED = 0.5;
const vouchedWeight = (vouchers: readonly Evidence[]): number => {
  const seen = new Map<string, number>();
  for (const { text, weight } of vouchers) seen.set(text.toLowerCase(), weight);
  let sum = 0;
  for (const weight of seen.values()) sum += weight;
  return Math.min(sum, MAX_VOUCHED);
};

const stanceOf = (signals: readonly StanceSignal[], evidence: readonly Evidence[]): Recognition['stance'] => {
  if (evidence.some(({ tier }) => tier === 'hashtag')) return 'support';
  if (signals.some(({ stance }) => stance === 'support')) return 'support';
  return signals.some(({ stance }) => stance === 'attack') ? 'attack' : 'none';
};
