/**
 * Rows of tables into the fields of a pack. Pure: the same rows give the same pack, whatever their order. What may stand
 * in a pack is decided by its schema and checks, not here; here a row is only understood.
 */
import { electionOf } from '../../src/pack/agency-merge.ts';
import type { AgencyPack } from '../../src/pack/agency-pack.ts';
import { type NameWords, readPersonName } from '../../src/pack/person-name.ts';
import type { TableRow } from './tables.ts';

type Participant = AgencyPack['participants'][number];
type Term = Participant['terms'][number];
type Source = AgencyPack['sources'][number];

/** A row that cannot be understood. */
export class RowError extends Error {
  constructor(where: string, message: string, remedy: string) {
    super(`${where}: ${message}; ${remedy}.`);
  }
}

/** Gathers what facts rest on: the publisher's own word, and pages that rows name. */
export const sourceBook = (pack: {
  readonly id: string;
  readonly publisher: string;
  readonly issued: string;
}) => {
  const own: Source = {
    id: `${pack.id}.penerbit`,
    publisher: pack.publisher,
    title: { id: 'Data penerbit paket', en: 'Data of the publisher of the pack' },
    cite: `${pack.publisher}, ${pack.issued}`,
    accessed: pack.issued,
  };
  const pages = new Map<string, Source>();
  const key = (url: string, checked: string) => `${url}\t${checked}`;
  return {
    /** Named before anything is asked, so that ids follow from the addresses and not from the order of rows. */
    gather(rows: readonly TableRow[]): void {
      const found = rows.flatMap((row): [string, string][] => {
        const url = row.cell('source');
        if (url === '') return [];
        if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
          throw new RowError(
            row.where,
            `the source "${url}" is no address`,
            'write the https address of the page, or leave it empty',
          );
        return [[url, row.cell('checked') || pack.issued]];
      });
      for (const [url, checked] of found.sort((a, b) => (key(...a) < key(...b) ? -1 : 1)))
        if (!pages.has(key(url, checked)))
          pages.set(key(url, checked), {
            id: `${pack.id}.halaman-${pages.size + 1}`,
            publisher: new URL(url).hostname,
            title: { id: 'Halaman yang diperiksa penerbit', en: 'Page checked by the publisher' },
            url,
            accessed: checked,
          });
    },
    idsFor(row: TableRow): string[] {
      const page = pages.get(key(row.cell('source'), row.cell('checked') || pack.issued));
      return page ? [page.id] : [own.id];
    },
    own: own.id,
    all: (): Source[] => [own, ...pages.values()],
  };
};

type SourceBook = ReturnType<typeof sourceBook>;

const idOf = (row: TableRow): string => {
  const id = row.cell('id');
  if (id !== '') return id;
  const [election, office, region, ballot] = ['election', 'office', 'region', 'ballot'].map(row.cell);
  if (row.cell('kind') === 'pair' && /^\d+$/.test(ballot ?? ''))
    return [election, office, ...(region === '*' ? [] : [region]), Number(ballot)].join('/');
  throw new RowError(
    row.where,
    'the id is missing',
    'write one that never changes, such as "pemilihan/tim-1"; only a pair with a ballot number gets it by itself',
  );
};

/** A participant from its row. Titles and degrees are taken off the names of people. */
export const participantOf = (row: TableRow, names: NameWords, sources: SourceBook): Participant => {
  const { cell, cells, where } = row;
  const kind = cell('kind');
  const isPerson = kind === 'pair' || kind === 'candidate';
  const terms = new Map<string, Term>();
  const add = (text: string, tier: Term['tier'], alone: boolean) => {
    const key = text.toLowerCase();
    if (!terms.has(key)) terms.set(key, { text: key, tier, alone });
  };
  /** A name as a call: alone when it has two words or more. */
  const addName = (text: string) => {
    const whole = text.includes(' ');
    add(text, whole ? 'name' : 'short-name', whole);
  };
  const person = (raw: string): string => {
    const read = readPersonName(raw, names);
    if (!read)
      throw new RowError(where, `nothing remains of the name "${raw}" but titles`, 'write the name itself');
    addName(read.name);
    for (const nickname of read.nicknames) add(nickname, 'short-name', false);
    return read.name;
  };
  if (kind === 'pair' && cell('deputy') === '')
    throw new RowError(where, 'the deputy of the pair is missing', 'write the name under "deputy" ("wakil")');
  const people = isPerson
    ? [cell('name'), ...(kind === 'pair' ? [cell('deputy')] : [])].map(person)
    : [cell('name')];
  if (!isPerson && cell('name') !== '') add(cell('name'), kind === 'party' ? 'party' : 'group', true);
  for (const text of cells('names')) add(text, text.includes(' ') ? 'name' : 'short-name', true);
  for (const text of cells('ordinary')) add(text, 'short-name', false);
  for (const text of cells('hashtags')) add(text.replace(/^#/, ''), 'hashtag', true);
  for (const text of cells('slogans')) add(text, 'slogan', true);
  for (const text of cells('groups')) add(text, 'group', true);
  const ballot = cell('ballot');
  if (ballot !== '' && !/^\d{1,2}$/.test(ballot))
    throw new RowError(where, `"${ballot}" is no number of a ballot`, 'write a whole number from 1 to 99');
  const of = cell('of');
  const id = idOf(row);
  if (electionOf(id) !== cell('election'))
    throw new RowError(
      where,
      `the id "${id}" does not belong to "${cell('election')}"`,
      `start it with "${cell('election')}/"`,
    );
  return {
    id,
    // Whether these are values of the format is for its schema to say, with the same words for every tool.
    kind: kind as Participant['kind'],
    office: cell('office') as Participant['office'],
    region: cell('region'),
    ...(ballot === '' ? {} : { ballot: Number(ballot) }),
    name: people.join(' – '),
    ...(kind === 'pair' ? { members: people } : {}),
    ...(of === '' ? {} : { of }),
    terms: [...terms.values()],
    accounts: [],
    confidence: 'single-source',
    sources: sources.idsFor(row),
  };
};

/** An account from its row; "@" before a handle is left out. */
export const accountOf = (row: TableRow, sources: SourceBook): AgencyPack['accounts'][number] => ({
  participant: row.cell('participant'),
  site: row.cell('site').toLowerCase() as AgencyPack['accounts'][number]['site'],
  handle: row.cell('handle').replace(/^@/, ''),
  confidence: 'single-source',
  sources: sources.idsFor(row),
});

/** The lists of the lexicon, by name; each term once. */
export const lexiconOf = (rows: readonly TableRow[]): AgencyPack['lexicon'] => {
  const lists = new Map<string, Set<string>>();
  for (const row of rows) {
    const list = row.cell('list');
    lists.set(list, (lists.get(list) ?? new Set()).add(row.cell('term')));
  }
  return Object.fromEntries(
    [...lists].sort(([a], [b]) => (a < b ? -1 : 1)).map(([list, terms]) => [list, [...terms].sort()]),
  );
};
