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
import { type Match, type Matcher, mend, type TermRole } from './lexicon.ts';
import type { NameFinder } from './names.ts';
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

type Place = Pick<Evidence, 'where' | 'text' | 'start' | 'end'>;

/** Evidence, and the words beside it that speak for it. */
interface Found {
  readonly evidence: Evidence;
  readonly near: readonly Evidence[];
}

interface Gathered {
  readonly site: SiteId;
  readonly matcher: Matcher;
  readonly names: NameFinder | undefined;
  readonly found: Found[];
  readonly signals: StanceSignal[];
  /** Campaign words anywhere in the subject: each vouches for half of what it does near a term. */
  readonly far: Evidence[];
  organiser: boolean;
  news: boolean;
}

/** How many tokens may lie between a term and the word that vouches for it. */
const NEAR = 4;
/** The same for the gazetteer's weak names, of which there are thousands. */
const BESIDE = 1;
/** Matches to look at on either side: more than can stand within `NEAR` tokens. */
const WINDOW = 12;
/** Tokens between an office and the name of who holds it: "Gubernur DKI Jakarta Anies". */
const OFFICE = 2;

/** Adds one piece of evidence for each participant that a term, hashtag or account points at. */
const point = (
  into: Gathered,
  participants: readonly string[] | undefined,
  place: Place,
  tier: Tier,
  weight: number,
  near: readonly Evidence[] = [],
): void => {
  for (const participant of participants ?? [])
    into.found.push({ evidence: { ...place, tier, weight, participant }, near });
};

/** The gazetteer's names beside the lexicon's, as entries of like weight; the others say nothing. */
const withNames = (
  matches: Match[],
  tokens: readonly Token[],
  source: string,
  { matcher, names }: Gathered,
): Match[] => {
  const hits = names?.find(tokens, source) ?? [];
  if (hits.length === 0) return matches;
  const { threshold } = matcher.lexicon;
  const found: Match[] = [];
  for (const { from, to, width, people, crowded } of hits) {
    // "Ridwan" in "Ridwan Kamil" is nobody's whole name; known words beside it ("pak", "menang") are no part of one.
    const isPart =
      (crowded?.before && !matches.some((one) => one.to === from)) ||
      (crowded?.after && !matches.some((one) => one.from === to));
    if (isPart) continue;
    for (const isStrong of [true, false]) {
      const participants = people
        .filter(({ own, ordinary }) => (!ordinary && width > (own ? 1 : 2) ? isStrong : own && !isStrong))
        .map(({ participant }) => participant);
      if (participants.length === 0) continue;
      const { start } = tokens[from] as Token;
      const { end } = tokens[to - 1] as Token;
      const weight = isStrong ? threshold : threshold / 2;
      found.push({
        entry: { words: [], role: 'name', weight, participants },
        from,
        to,
        start,
        end,
        hit: true,
      });
    }
  }
  return [...matches, ...found].sort((a, b) => a.from - b.from);
};

/** Headlines Are Written Like This; people hardly ever write so. Hashtags do not count. */
const isHeadline = (text: string): boolean => {
  const count = (words: RegExp) => text.match(words)?.length ?? 0;
  const titled = count(/(?<![#\w])[A-Z][a-z]\w\w/g);
  return titled > 4 && titled > 2 * count(/(?<![#\w])[a-z]\w{3}/g);
};

const gatherText = (text: string | undefined, where: Where, into: Gathered): void => {
  if (!text) return;
  const { matcher, site } = into;
  const { lexicon } = matcher;
  const { threshold } = lexicon;
  const source = text.slice(0, MAX_TEXT);
  const tokens = mend(tokenize(source), matcher);
  const marks = withNames(matcher.match(tokens), tokens, source, into);
  const placeOf = ({ start, end }: Pick<Place, 'start' | 'end'>): Place => ({
    where,
    text: source.slice(start, end),
    start,
    end,
  });
  const voucher = (mark: Match, weight: number): Evidence => ({
    ...placeOf(mark),
    tier: 'campaign-word',
    weight,
    participant: '',
  });
  for (const token of tokens) {
    const { kind, text: key } = token;
    if (kind === 'mention')
      point(into, matcher.accounts[site]?.get(key), placeOf(token), 'account', lexicon.mentionWeight);
    else if (kind === 'hashtag') {
      const named = matcher.hashtags.get(key);
      point(into, named, placeOf(token), 'hashtag', threshold);
      if (!named && lexicon.neutralHashtags.includes(key)) into.organiser = true;
    }
  }

  /** The words around the mark at `at` of which each is enough to carry its weight; null: they silence it. */
  const vouchersFor = (at: number, weight: number): Evidence[] | null => {
    const self = marks[at] as Match;
    const isName = isNamed(self.entry.role);
    const reach = self.hit ? BESIDE : NEAR;
    const near: Evidence[] = [];
    for (const other of marks.slice(Math.max(0, at - WINDOW), at + WINDOW)) {
      const { role, weight: added, participants } = other.entry;
      if (other.from - self.to > reach || self.from - other.to > reach) continue;
      if (role === 'stop' && other.from <= self.from && other.to >= self.to) return null;
      const between = source.slice(Math.min(other.end, self.end), Math.max(other.start, self.start));
      // Another sentence speaks of something else.
      if (/[.!?\n]\s/.test(between) && role !== 'honorific') continue;
      // What lies over it says the same thing once more.
      if (other.from < self.to && other.to > self.from) continue;
      // "Pak" vouches for the one-word name that it stands before; other participants vouch for a name only.
      const speaks =
        role === 'honorific'
          ? isName && self.to - self.from < 2 && other.to === self.from && !/[^. ]/.test(between)
          : VOUCHING.includes(role) ||
            (isName &&
              participants.length > 0 &&
              participants[0] !== self.entry.participants[0] &&
              (added >= threshold || !isNamed(role)));
      if (speaks && weight + added >= threshold) near.push(voucher(other, added));
    }
    return near;
  };

  let office = -9;
  for (const [at, mark] of marks.entries()) {
    const { role, weight, participants } = mark.entry;
    const place = placeOf(mark);
    if (participants.length > 0) {
      // Who is named in an office is at work: half the weight, unless campaign words stand by.
      const held = isNamed(role) && mark.from - office <= OFFICE;
      const weighs = held ? weight / 2 : weight;
      const near = mark.hit || weighs < threshold ? vouchersFor(at, weighs) : [];
      if (!near) continue;
      point(into, participants, place, role as Tier, weighs, near);
      if (role === 'slogan' && weight >= threshold) into.signals.push({ ...place, stance: 'support' });
    } else if (role === 'organiser' || role === 'news') into[role] = true;
    else if (role === 'office') office = mark.to;
    else if (role === 'support' || role === 'attack') into.signals.push({ ...place, stance: role });
    else if (role === 'campaign-word')
      into.far.push(voucher(mark, where === 'group' || where === 'pageTitle' ? weight : weight / 2));
  }
};

const VOUCHING: readonly TermRole[] = ['support', 'attack', 'campaign-word'];

const isNamed = (role: TermRole): boolean => /name$/.test(role);

/** A display name that is a participant's own full name, at most with "official" or the like after it. */
const gatherAuthor = ({ author }: Subject, where: Where, into: Gathered): void => {
  if (!author) return;
  const { matcher, site } = into;
  const { lexicon } = matcher;
  const { handle, name } = author;
  if (handle !== undefined) {
    const key = handle.toLowerCase();
    const place = { where, text: handle, start: 0, end: handle.length };
    point(into, matcher.accounts[site]?.get(key), place, 'account', lexicon.threshold);
    if (lexicon.organiserAccounts[site].includes(key)) into.organiser = true;
    if (lexicon.newsAccounts[site].includes(key)) into.news = true;
  }
  if (!name) return;
  const tokens = tokenize(name).filter(({ kind }) => kind === 'word');
  let length = tokens.length;
  while (length > 1 && ACCOUNT_SUFFIXES.has((tokens[length - 1] as Token).text)) length -= 1;
  for (const { entry, from, to, start, end } of matcher.match(tokens)) {
    const { role, weight, words } = entry;
    const isWhole = from === 0 && to >= length && weight >= lexicon.threshold;
    const isName = isWhole && ((role === 'name' && words.length > 1) || role === 'party');
    if (!isName && role !== 'group') continue;
    const place = { where, text: name.slice(start, end), start, end };
    point(into, entry.participants, place, isName ? 'account' : 'group', weight);
  }
};

const gatherSubject = (subject: Subject, quoted: boolean, into: Gathered): void => {
  gatherAuthor(subject, quoted ? 'quoteAuthor' : 'author', into);
  gatherText(subject.text, quoted ? 'quote' : 'text', into);
  gatherText(subject.imageText, 'imageText', into);
  gatherText(subject.groupName, 'group', into);
  gatherText(subject.pageTitle, 'pageTitle', into);
  gatherText(subject.draft, 'draft', into);
  if (subject.quoted) gatherSubject(subject.quoted, true, into);
};

/** Key of an author exception. */
export const authorKey = (site: SiteId, author: string): string => `${site}:${author.toLowerCase()}`;

const withoutIgnored = (found: Found[], subject: Subject, ignored: Ignored): Found[] => {
  if (ignored.authors.size === 0 && ignored.terms.size === 0) return found;
  const author = subject.author?.handle ?? subject.author?.name;
  if (author !== undefined && ignored.authors.has(authorKey(subject.site, author)))
    // What the person writes themselves still counts; what this author writes does not.
    return found.filter(({ evidence }) => evidence.where === 'draft');
  return found.filter(({ evidence }) => !ignored.terms.has(foldTerm(evidence.text)));
};

/** The form in which a term is compared with an exception. */
export const foldTerm = (text: string): string =>
  tokenize(text)
    .map(({ text }) => text)
    .join(' ');

/** Of a word that stands in one place again and again so many are evidence; a page can repeat it without end. */
const MAX_REPEATED = 40;

/** What speaks for one participant. */
interface Case {
  sum: number;
  readonly seen: Set<string>;
  readonly evidence: Evidence[];
  near: readonly Evidence[];
}

/**
 * Recognises the participants that a subject concerns.
 * @param names finds candidates whom the lexicon does not hold
 * @returns evidence only for participants whose weights reach the lexicon's threshold; ambiguous terms count once
 * each and need another signal beside them
 */
export const recognise = (
  subject: Subject,
  matcher: Matcher,
  ignored: Ignored,
  names?: NameFinder,
): Recognition => {
  const gathered: Gathered = {
    site: subject.site,
    matcher,
    names,
    found: [],
    signals: [],
    far: [],
    organiser: false,
    news: false,
  };
  gatherSubject(subject, false, gathered);
  const cases = new Map<string, Case>();
  for (const { evidence, near } of withoutIgnored(gathered.found, subject, ignored)) {
    const { participant, text, weight, where } = evidence;
    const key = text.toLowerCase();
    const place = `${where}\u0001${key}`;
    const one: Case = cases.get(participant) ?? { sum: 0, seen: new Set(), evidence: [], near };
    cases.set(participant, one);
    if (one.evidence.length < MAX_REPEATED || !one.seen.has(place)) one.evidence.push(evidence);
    one.seen.add(place);
    // The same word twice is one reason, not two.
    if (!one.seen.has(key)) one.sum += weight;
    one.seen.add(key);
    if (one.near.length === 0) one.near = near;
  }
  const { threshold } = matcher.lexicon;
  const evidence: Evidence[] = [];
  for (const [participant, { sum, near, evidence: own }] of cases) {
    // A voucher must be clear enough to close the gap alone: many small words do not make one clear signal.
    const vouchers =
      sum < threshold ? [...near, ...gathered.far.filter(({ weight }) => sum + weight >= threshold)] : [];
    if (sum < threshold && vouchers.length === 0) continue;
    for (const one of own) evidence.push(one);
    for (const one of vouchers.slice(0, 2)) evidence.push({ ...one, participant });
  }
  // Where only the page names somebody, nobody can tell whose side a word takes, except in the person's own draft.
  const isNamed = evidence.some(({ where }) => where !== 'pageTitle');
  const signals = gathered.signals.filter(({ where }) => isNamed || where === 'draft');
  const isTagged = evidence.some(({ tier }) => tier === 'hashtag');
  if (evidence.length === 0) return NOTHING;
  // Asked last and seldom: it costs as much as all the rest.
  const said = (subject.text || subject.quoted?.text || '').slice(0, MAX_TEXT);
  return {
    evidence,
    stance: signals.some(({ stance }) => stance === 'support')
      ? 'support'
      : (signals[0]?.stance ?? (isTagged ? 'support' : 'none')),
    signals,
    voice: gathered.organiser ? 'organiser' : gathered.news || isHeadline(said) ? 'news' : 'other',
  };
};
