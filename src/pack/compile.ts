/**
 * Rules to run-time form: what the lawyers' files say, in the shape that a page can use at once.
 * Only facts that may raise a verdict are compiled in; all of them stay visible in the extension's own pages.
 */
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
import type { Lexicon, LexiconTerm, TermRole } from '../recognition/lexicon.ts';
import { PAGE_PACK_FORMAT, type PagePack, type SourceText } from '../recognition/page-pack.ts';
import { tokenize } from '../recognition/tokens.ts';
import type { Rules } from './bundle.ts';
import { toItemText } from './item-text.ts';

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

const weightOf = (pointer: Pointer, width: number, weights: Rules['lexicon']['weights']): number => {
  if (pointer.alone) return weights.strong;
  if (pointer.tier === 'number') return width > 1 ? weights.numberPhrase : weights.numeral;
  return weights.weak;
};

interface TermTable {
  add(text: string, role: TermRole, weight: number, participant?: number): void;
  list(): LexiconTerm[];
}

/** Gathers terms; the same words in the same role for several participants become one entry. */
const termTable = (): TermTable => {
  const table = new Map<string, { words: string; role: TermRole; weight: number; participants: number[] }>();
  return {
    add(text, role, weight, participant) {
      const folded = words(text).join(' ');
      if (folded === '') return;
      const key = `${role}\t${folded}`;
      const entry = table.get(key) ?? { words: folded, role, weight, participants: [] };
      entry.weight = Math.max(entry.weight, weight);
      if (participant !== undefined && !entry.participants.includes(participant))
        entry.participants.push(participant);
      table.set(key, entry);
    },
    list: () =>
      [...table.values()].map(({ words, role, weight, participants }) => [words, role, weight, participants]),
  };
};

const addPointer = (
  pointer: Pointer,
  index: number,
  terms: TermTable,
  hashtags: Map<string, number[]>,
  weights: Rules['lexicon']['weights'],
): void => {
  const split = words(pointer.text);
  if (pointer.tier === 'hashtag') {
    const body = split.join('');
    const list = hashtags.get(body) ?? [];
    if (!list.includes(index)) list.push(index);
    hashtags.set(body, list);
    return;
  }
  terms.add(pointer.text, pointer.tier, weightOf(pointer, split.length, weights), index);
  // "mahfudmd", "aniesbaswedan": people write names together, above all in hashtags and handles.
  const joined = split.join('');
  const joinable = pointer.tier === 'name' || pointer.tier === 'short-name';
  if (pointer.alone && joinable && split.length > 1 && joined.length >= MIN_JOINED)
    terms.add(joined, pointer.tier, weights.strong, index);
};

const bySite = <T>(make: () => T): Record<SiteId, T> =>
  Object.fromEntries(SITE_IDS.map((site) => [site, make()])) as Record<SiteId, T>;

const accountLists = (accounts: readonly { site: SiteId; handle: string }[]): Record<SiteId, string[]> => {
  const lists = bySite<string[]>(() => []);
  for (const { site, handle } of accounts) lists[site].push(handle.toLowerCase());
  return lists;
};

/** True when the person's region is the given one or lies in it. */
const isWithin = (own: RegionCode | null, region: RegionCode): boolean =>
  own === region || (own?.startsWith(`${region}.`) ?? false);

/** The lexicon of the given participants, with the words that weigh whoever stands. */
const compileLexicon = (
  participants: readonly ParticipantRow[],
  source: Rules['lexicon'],
  region: RegionCode | null,
): Lexicon => {
  const terms = termTable();
  const hashtags = new Map<string, number[]>();
  const accounts = bySite<Record<string, number[]>>(() => Object.create(null) as Record<string, number[]>);
  const { weights } = source;
  for (const [index, row] of participants.entries()) {
    const here = row.region === '*' || isWithin(region, row.region);
    for (const pointer of row.terms)
      if (here || pointer.tier !== 'number') addPointer(pointer, index, terms, hashtags, weights);
    for (const { site, handle } of row.accounts) {
      const key = handle.toLowerCase();
      const list = accounts[site][key] ?? [];
      if (!list.includes(index)) list.push(index);
      accounts[site][key] = list;
    }
  }
  const roles: [readonly string[], TermRole][] = [
    [source.support, 'support'],
    [source.attack, 'attack'],
    [source.campaign, 'campaign-word'],
    [source.honorific, 'honorific'],
    [source.organiser.terms, 'organiser'],
    [source.news.terms, 'news'],
    [source.stop, 'stop'],
  ];
  for (const [list, role] of roles) for (const text of list) terms.add(text, role, weights.vouching);
  return {
    participants: participants.map(({ id }) => id),
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

/**
 * Compiles the page pack.
 * @param rules validated rules
 * @param region the person's own; ballot numbers of regional elections mean nobody elsewhere
 */
export const compilePagePack = (
  rules: Rules,
  surface: GuardSurface,
  region: RegionCode | null = null,
): PagePack => {
  const rows = rules.participants.flatMap(({ election, participants }) =>
    participants.map((row) => ({ row, election })),
  );
  const sources = new Map<string, SourceText>(
    rules.sources.map(({ id, publisher, title, url }) => [id, { publisher, title, ...(url ? { url } : {}) }]),
  );
  // An item without a social-media action cannot be reached from a page.
  const items = rules.items.items.filter(({ actions }) => actions.length > 0);
  const judging = rules.elections.map((election) => ({
    ...election,
    stages: election.stages.filter(({ kind }) => kind !== 'penanda'),
  }));
  const body = {
    format: PAGE_PACK_FORMAT,
    lexicon: compileLexicon(
      rows.map(({ row }) => row),
      rules.lexicon,
      region,
    ),
    items: items.map(toItem),
    elections: judging.map(toElection),
    participants: rows.map(({ row, election }) => toParticipant(row, election)),
    texts: {
      decree: rules.items.name,
      items: Object.fromEntries(items.map((row) => [row.id, toItemText(row, sources, surface.words)])),
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
