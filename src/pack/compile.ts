/**
 * Rules to run-time form: what the lawyers' files say, in the shape that a page can use at once.
 * Only facts that may raise a verdict are compiled in; all of them stay visible in the extension's own pages.
 */
import type { Decree } from '../domain/judge.ts';
import type {
  Action,
  Election,
  Item,
  ItemId,
  Participant,
  RegionCode,
  SiteId,
  Stage,
} from '../domain/vocabulary.ts';
import { SITE_IDS } from '../domain/vocabulary.ts';
import {
  BETWEEN_TERMS,
  type Lexicon,
  type LexiconTerm,
  PREFIX,
  type TermRole,
} from '../recognition/lexicon.ts';
import { PAGE_PACK_FORMAT, type PagePack, type SourceText } from '../recognition/page-pack.ts';
import type { RegionalNames } from '../recognition/regional.ts';
import { tokenize } from '../recognition/tokens.ts';
import type { Rules } from './bundle.ts';
import { toItemText } from './item-text.ts';
import { toOldPhotoText } from './old-photo.ts';

/** Names shorter than this are too often part of another word when written together. */
const MIN_JOINED = 8;

type ItemRow = Rules['items']['items'][number];
type ParticipantRow = Rules['participants'][number]['participants'][number];
type Pointer = ParticipantRow['terms'][number];

const toItem = (row: ItemRow): Item => ({
  id: row.id as ItemId,
  phase: row.phase,
  objects: row.objects,
  actions: row.actions.map(({ action, as, needs }) => ({
    action: action as Action,
    as,
    ...(needs ? { needs } : {}),
  })),
});

const toStage = (row: Rules['elections'][number]['stages'][number]): Stage => ({
  id: row.id,
  kind: row.kind,
  start: row.start,
  end: row.end,
  region: row.region,
  ...(row.offices ? { offices: row.offices } : {}),
  confidence: row.confidence,
});

/** An election as judging needs it. */
export const toElection = (row: Rules['elections'][number]): Election => ({
  id: row.id,
  kind: row.kind,
  stages: row.stages.map(toStage),
});

const toParticipant = (row: ParticipantRow, election: string): Participant => ({
  id: row.id,
  kind: row.kind,
  election,
  office: row.office,
  region: row.region,
  name: row.name,
  ...(row.ballot === undefined ? {} : { ballot: row.ballot }),
});

/** The folded words of a term, as the matcher compares them. */
const words = (text: string): string[] => tokenize(text).map(({ text }) => text);

type Weights = Rules['lexicon']['weights'];

/**
 * What a term weighs for a person.
 * @param near whether the participant stands in the whole nation, in the person's own region, in another, where a
 * name of fewer than three words may be anybody's, or in one of which we cannot know whether it is the person's,
 * where a name of two words counts beside a clear signal
 * @returns 0: leave it out
 */
const weightOf = ({ alone, text, tier }: Pointer, width: number, near: Near, weights: Weights): number => {
  const isCall = tier === 'name' || tier === 'short-name';
  if (near === 'elsewhere' || near === 'unknown') {
    if (tier === 'number' || (isCall && width < 2)) return 0;
    // "Airin-Ade" is rare enough to count beside a clear signal wherever it is read.
    const isPair = tier === 'short-name' && text.includes('-');
    if (isCall && !alone) return isPair ? weights.weak : 0;
    if (near === 'elsewhere' && isCall && width < 3) return tier === 'name' || isPair ? weights.weak : 0;
  }
  if (alone) return weights.strong;
  if (tier === 'number') return width > 1 ? weights.numberPhrase : weights.numeral;
  return isCall && near === 'own' ? weights.own : weights.weak;
};

type Near = 'nation' | 'own' | 'elsewhere' | 'unknown';

const nearOf = (row: ParticipantRow, regions: readonly RegionCode[]): Near => {
  if (row.region === '*') return 'nation';
  if (regions.length === 0) return 'unknown';
  return isWithin(regions, row.region) ? 'own' : 'elsewhere';
};

/** A list of words of which each may stand before a term: of volunteers, or of ballot numbers. */
type PrefixList = 0 | 1;
const VOLUNTEERS: PrefixList = 0;
const NUMBERS: PrefixList = 1;

interface TermTable {
  add(text: string, role: TermRole, weight: number, participant?: number, prefixes?: PrefixList): void;
  list(): LexiconTerm[];
}

/**
 * Gathers terms; the same words in the same role for several participants become one entry, and entries that
 * differ in their words alone become one row.
 */
const termTable = (): TermTable => {
  const table = new Map<string, { words: string; role: TermRole; weight: number; participants: number[] }>();
  return {
    add(text, role, weight, participant, prefixes) {
      const plain = words(text).join(' ');
      if (plain === '') return;
      const folded = prefixes === undefined ? plain : `${PREFIX}${prefixes} ${plain}`;
      const key = `${role}\t${folded}`;
      const entry = table.get(key) ?? { words: folded, role, weight, participants: [] };
      entry.weight = Math.max(entry.weight, weight);
      if (participant !== undefined && !entry.participants.includes(participant))
        entry.participants.push(participant);
      table.set(key, entry);
    },
    list() {
      const rows = new Map<string, [string[], TermRole, number, readonly number[]]>();
      for (const { words, role, weight, participants } of table.values()) {
        const key = JSON.stringify([role, weight, participants]);
        const row = rows.get(key) ?? [[], role, weight, participants];
        row[0].push(words);
        rows.set(key, row);
      }
      return [...rows.values()].map(([terms, role, weight, participants]) => [
        terms.join(BETWEEN_TERMS),
        role,
        weight,
        participants,
      ]);
    },
  };
};

/** A pointer that the rules do not spell out, with the list of words that may stand before it. */
interface DerivedPointer extends Pointer {
  readonly prefixes?: PrefixList;
}

const addPointer = (
  pointer: DerivedPointer,
  index: number,
  near: Near,
  terms: TermTable,
  hashtags: Map<string, number[]>,
  weights: Weights,
): void => {
  const split = words(pointer.text);
  if (pointer.tier === 'hashtag') {
    const body = split.join('');
    const list = hashtags.get(body) ?? [];
    if (!list.includes(index)) list.push(index);
    hashtags.set(body, list);
    return;
  }
  const { prefixes } = pointer;
  const weight = weightOf(pointer, split.length + (prefixes === undefined ? 0 : 1), near, weights);
  if (weight === 0) return;
  terms.add(pointer.text, pointer.tier, weight, index, prefixes);
  // "mahfudmd", "aniesbaswedan": people write names together, above all in hashtags and handles.
  const joined = split.join('');
  const joinable = pointer.tier === 'name' || pointer.tier === 'short-name';
  if (weight === weights.strong && joinable && split.length > 1 && joined.length >= MIN_JOINED)
    terms.add(joined, pointer.tier, weights.strong, index);
};

/** Given names that so many people have that they are called by the next one. */
const COMMON_GIVEN = new Set([
  'muhammad',
  'mohammad',
  'mohamad',
  'muhamad',
  'moh',
  'ahmad',
  'achmad',
  'akhmad',
  'abdul',
  'abd',
  'siti',
  'sri',
  'dr',
]);

/** The name that a person is called by, derived from the full one: "Achmad Dimyati Natakusumah" is "dimyati". */
const callName = (name: string): string => {
  const split = words(name);
  return split.find((word) => word.length > 2 && !COMMON_GIVEN.has(word)) ?? '';
};

/** What the rules need not say row by row: number forms, the pair's short name ("airin-ade"), volunteer groups. */
const derivedPointers = (row: ParticipantRow, near: Near, source: Rules['lexicon']): DerivedPointer[] => {
  const derived: DerivedPointer[] = [];
  if (row.kind !== 'pair') return derived;
  const add = (text: string, tier: Pointer['tier'], alone = false, prefixes?: PrefixList) =>
    derived.push({ text, tier, alone, ...(prefixes === undefined ? {} : { prefixes }) });
  const { ballot, members = [] } = row;
  const isOurs = near === 'nation' || near === 'own';
  if (ballot !== undefined && isOurs) {
    const numerals = source.ballot.words;
    const forms = [String(ballot), `0${ballot}`, ...numerals.slice(ballot - 1, ballot)];
    add(`0${ballot}`, 'number');
    for (const form of forms) add(form, 'number', false, NUMBERS);
  }
  const [head, deputy] = members.map(callName);
  if (head && deputy) {
    add(`${head}-${deputy}`, 'short-name');
    add(`${head} ${members[1]}`, 'name', true);
  }
  if (isOurs)
    for (const { alone, text, tier } of [...row.terms, ...derived])
      if ((tier === 'name' || tier === 'short-name') && (alone || near === 'own'))
        add(text, 'group', true, VOLUNTEERS);
  return derived;
};

const bySite = <T>(make: () => T): Record<SiteId, T> =>
  Object.fromEntries(SITE_IDS.map((site) => [site, make()])) as Record<SiteId, T>;

/**
 * Sites whose accounts are those of another: a Threads profile is made from an Instagram account and takes over its
 * handle. That the handles stay equal is inferred from how the site hands them out, not read from each account; what
 * it costs if wrong is a warning about a namesake, which the person can except. A row of its own needs no inference.
 */
const ALSO_ON: Readonly<Partial<Record<SiteId, readonly SiteId[]>>> = { instagram: ['threads'] };
const sitesOf = (site: SiteId): readonly SiteId[] => [site, ...(ALSO_ON[site] ?? [])];

const accountLists = (accounts: readonly { site: SiteId; handle: string }[]): Record<SiteId, string[]> => {
  const lists = bySite<string[]>(() => []);
  for (const { site, handle } of accounts)
    for (const here of sitesOf(site)) lists[here].push(handle.toLowerCase());
  return lists;
};

/** True when one of the person's regions is the given one or lies in it. */
const isWithin = (own: readonly RegionCode[], region: RegionCode): boolean =>
  own.some((one) => one === region || one.startsWith(`${region}.`));

/** Names of the person's own provinces and of the regencies and cities in them. */
const ownPlaces = (regions: readonly RegionCode[], places: Rules['regions']['regions']): string[] =>
  places
    .filter(({ code }) => regions.some((own) => code.startsWith(own.slice(0, 2))))
    .map(({ name }) => name.replace(/^(Kabupaten|Kota) /, ''));

/** The lexicon of the given participants, with the words that weigh whoever stands. */
const compileLexicon = (
  participants: readonly ParticipantRow[],
  source: Rules['lexicon'],
  regions: readonly RegionCode[],
  places: Rules['regions']['regions'],
): Lexicon => {
  const terms = termTable();
  const hashtags = new Map<string, number[]>();
  const accounts = bySite<Record<string, number[]>>(() => Object.create(null) as Record<string, number[]>);
  const { weights } = source;
  for (const [index, row] of participants.entries()) {
    const near = nearOf(row, regions);
    for (const pointer of [...row.terms, ...derivedPointers(row, near, source)])
      addPointer(pointer, index, near, terms, hashtags, weights);
    for (const { site, handle } of row.accounts)
      for (const here of sitesOf(site)) {
        const key = handle.toLowerCase();
        const list = accounts[here][key] ?? [];
        if (!list.includes(index)) list.push(index);
        accounts[here][key] = list;
      }
  }
  const { tone, vouching } = weights;
  const roles: [readonly string[], TermRole, number][] = [
    [source.support, 'support', vouching],
    [source.attack, 'attack', vouching],
    [source.praise, 'support', tone],
    [source.insult, 'attack', tone],
    [source.campaign, 'campaign-word', vouching],
    [source.context, 'campaign-word', tone],
    [ownPlaces(regions, places), 'campaign-word', tone],
    [source.honorific, 'honorific', vouching],
    [source.office, 'office', vouching],
    [source.organiser.terms, 'organiser', vouching],
    [source.news.terms, 'news', vouching],
    [source.stop, 'stop', vouching],
  ];
  for (const [list, role, weight] of roles) for (const text of list) terms.add(text, role, weight);
  return {
    participants: participants.map(({ id }) => id),
    // In the order of `PrefixList`.
    prefixes: [source.volunteer, source.ballot.prefixes].map((list) =>
      list.map((text) => words(text).join(' ')),
    ),
    terms: terms.list(),
    hashtags: Object.fromEntries(hashtags),
    neutralHashtags: source.organiser.hashtags.map((text) => words(text).join('')),
    accounts,
    organiserAccounts: accountLists(source.organiser.accounts),
    newsAccounts: accountLists(source.news.accounts),
    mentionWeight: weights.mention,
    threshold: weights.threshold,
  };
};

/** FNV-1a over the JSON: a cheap name for "the same pack", not a signature. */
const contentHash = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** What the guard shows, how it looks and what it knows of the sites. */
export interface GuardSurface {
  readonly words: PagePack['texts']['words'];
  readonly style: string;
  readonly badgeStyle: string;
  /** The adapters' data by site. */
  readonly sites: PagePack['sites'];
}

/** A pair that a candidate list names: its people, by name and by number. */
export const toPairRow = ({ id, region, ballot, members }: Rules['pairs'][number]): ParticipantRow => ({
  id,
  kind: 'pair',
  office: 'bupati-walikota',
  region,
  ballot,
  name: members.join(' – '),
  members: [...members],
  terms: [],
  accounts: [],
  confidence: 'single-source',
  sources: [],
});

interface Row {
  readonly row: ParticipantRow;
  readonly election: string;
}

/** Everybody described by hand, and the pairs of regents and mayors of the person's regions. */
const allRows = (rules: Rules, regions: readonly RegionCode[]): Row[] => [
  ...rules.participants.flatMap(({ election, participants }) =>
    participants.map((row) => ({ row, election })),
  ),
  ...rules.pairs
    .filter(({ region }) => isWithin(regions, region))
    .map((pair) => ({ row: toPairRow(pair), election: pair.election })),
];

/** Those of the whole country, and of the person's regions. */
const rowsFor = (rules: Rules, regions: readonly RegionCode[]): Row[] =>
  allRows(rules, regions).filter(({ row }) => row.region === '*' || isWithin(regions, row.region));

/** The lexicon that the worker uses: participants of all regions. */
export const compileWholeLexicon = (rules: Rules, regions: readonly RegionCode[]): Lexicon =>
  compileLexicon(
    allRows(rules, regions).map(({ row }) => row),
    rules.lexicon,
    regions,
    rules.regions.regions,
  );

/** Participants of all regions as judging needs them. */
export const participantsOf = (rules: Rules, regions: readonly RegionCode[]): Participant[] =>
  allRows(rules, regions).map(({ row, election }) => toParticipant(row, election));

/** Items that a page can reach: one without a social-media action never is. */
const reachableItems = (rules: Rules) => rules.items.items.filter(({ actions }) => actions.length > 0);

/** Elections with the stages that judge. */
const judgingElections = (rules: Rules) =>
  rules.elections.map((election) => ({
    ...election,
    stages: election.stages.filter(({ kind }) => kind !== 'penanda'),
  }));

/** The decree and the calendars in the form that judging takes, without participants. */
export const decreeOf = (rules: Rules): Omit<Decree, 'participants'> => ({
  items: reachableItems(rules).map(toItem),
  elections: new Map(judgingElections(rules).map((election) => [election.id, toElection(election)])),
});

const NO_NAMES: RegionalNames = { families: [], lists: [] };

/**
 * Compiles the page pack.
 * @param rules validated rules
 * @param regions the person's own; of other regions' elections the worker knows
 * @param names those who stand there, cut out of the gazetteer
 */
export const compilePagePack = (
  rules: Rules,
  surface: GuardSurface,
  regions: readonly RegionCode[] = [],
  names: RegionalNames | null = null,
): PagePack => {
  const rows = rowsFor(rules, regions);
  const sources = new Map<string, SourceText>(
    rules.sources.map(({ id, publisher, title, url }) => [id, { publisher, title, ...(url ? { url } : {}) }]),
  );
  const items = reachableItems(rules);
  const judging = judgingElections(rules);
  const body = {
    format: PAGE_PACK_FORMAT,
    lexicon: compileLexicon(
      rows.map(({ row }) => row),
      rules.lexicon,
      regions,
      rules.regions.regions,
    ),
    names: names ?? NO_NAMES,
    items: items.map(toItem),
    elections: judging.map(toElection),
    participants: rows.map(({ row, election }) => toParticipant(row, election)),
    texts: {
      decree: rules.items.name,
      items: Object.fromEntries(items.map((row) => [row.id, toItemText(row, sources, surface.words)])),
      oldPhoto: toOldPhotoText(rules.guidance, sources, surface.words),
      elections: Object.fromEntries(rules.elections.map(({ id, short }) => [id, short])),
      stages: Object.fromEntries(judging.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name]))),
      words: surface.words,
    },
    style: surface.style,
    badgeStyle: surface.badgeStyle,
    sites: surface.sites,
  } as const;
  return { ...body, version: contentHash(JSON.stringify(body)) };
};
