/**
 * Candidate lists to the gazetteer's packaged file, see `recognition/gazetteer` and docs/gazetteer.md. Runs when
 * the extension is built, and where an agency checks its own lists.
 */
import type { Office } from '../domain/vocabulary.ts';
import {
  aligned,
  BUCKETS,
  COUNTED,
  checksum,
  DISTRICT_COLUMNS,
  FILTER_BITS,
  GAZETTEER_FORMAT,
  type GazetteerDescription,
  HEADER_BYTES,
  MAGIC,
  PARTIES,
  packColumn,
  SECTIONS,
  type SectionName,
} from '../recognition/gazetteer.ts';
import { LOWER_BITS, type NamePrint, nameFamilies, printName } from '../recognition/name-prints.ts';
import { tokenize } from '../recognition/tokens.ts';
import type { CandidatesData, NamesData } from './schema.ts';

/** A two-word name borne by so many candidates is borne by thousands of others. */
const COMMON_FROM = 6;
/** Words of fewer letters are mostly particles and forms of address ("mas adi", "dek di"). */
const SHORT_WORD = 4;
/** Ordinals are 20 bits wide in the file. */
const MAX_PEOPLE = 2 ** 20;
const MAX_LIST = 255;

/** A list that the format cannot hold. */
export class GazetteerLimitError extends Error {
  constructor(where: string, message: string) {
    super(`${where}: ${message}`);
    this.name = 'GazetteerLimitError';
  }
}

interface District {
  readonly election: string;
  readonly office: Office;
  readonly code: string;
  readonly name: string;
  readonly region: string;
  /** By party: the people, or none at that number. */
  readonly lists: ReadonlyMap<number, readonly (string | null)[]>;
}

const districtsOf = (files: readonly CandidatesData[]): District[] =>
  files.flatMap(({ election, districts }) =>
    districts.map((district) => ({
      election,
      office: district.office as Office,
      code: district.code,
      name: district.name,
      region: district.region,
      lists: new Map(
        'pairs' in district && district.pairs
          ? [[0, district.pairs.flatMap((pair) => pair ?? [null, null])] as const]
          : Object.entries(('lists' in district && district.lists) || {}).map(
              ([party, people]) => [Number(party), people] as const,
            ),
      ),
    })),
  );

/** "Rano Karno (Si Doel; Bang Doel)" -> the name and each nickname. */
export const spellingsOf = (person: string): string[] => {
  const open = person.indexOf(' (');
  if (open < 0) return [person];
  return [person.slice(0, open), ...person.slice(open + 2, -1).split('; ')];
};

interface NameEntry {
  readonly print: NamePrint;
  readonly people: number[];
}

const setBit = (bits: Uint8Array, at: number): void => {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7));
};

/**
 * Compiles the gazetteer.
 * @throws GazetteerLimitError when a list is longer than the format allows
 */
export const compileGazetteer = (files: readonly CandidatesData[], names: NamesData): Uint8Array => {
  const families = nameFamilies(names.families);
  const everyday = new Set(names.everyday);
  const districts = districtsOf(files);
  const counts = new Uint8Array(districts.length * PARTIES);
  const entries = new Map<number, NameEntry>();
  let people = 0;
  for (const [at, { code, office, lists }] of districts.entries())
    for (let party = 0; party < PARTIES; party += 1) {
      const list = lists.get(party) ?? [];
      if (list.length > MAX_LIST)
        throw new GazetteerLimitError(
          `${office} ${code}, party ${party}`,
          `${list.length} people; the format holds ${MAX_LIST} a list`,
        );
      counts[at * PARTIES + party] = list.length;
      for (const person of list) {
        const ordinal = people;
        people += 1;
        if (person === null) continue;
        for (const spelling of spellingsOf(person)) {
          const print = printName(tokenize(spelling), families);
          // "Anda", "Aja": nobody is recognised by a word that stands in every other line.
          if (!print || (print.words.length === 1 && everyday.has(print.words[0] ?? ''))) continue;
          const entry = entries.get(print.print);
          if (!entry) entries.set(print.print, { print, people: [ordinal] });
          else if (entry.people.at(-1) !== ordinal) entry.people.push(ordinal);
        }
      }
    }
  if (people > MAX_PEOPLE)
    throw new GazetteerLimitError('all lists', `${people} people; the format holds ${MAX_PEOPLE}`);
  const sorted = [...entries.values()].sort((a, b) => a.print.print - b.print.print);
  const postings = sorted.reduce((sum, { people }) => sum + people.length, 0);

  const lower16 = new Uint16Array(sorted.length);
  const lower8 = new Uint8Array(sorted.length);
  const bucketSizes = new Uint8Array(BUCKETS);
  const ordinary = new Uint8Array(Math.ceil(sorted.length / 8));
  const ordinal16 = new Uint16Array(postings);
  const highBits = people > 2 ** 18 ? 4 : 2;
  const perByte = 8 / highBits;
  const ordinalHigh = new Uint8Array(Math.ceil(postings / perByte));
  const last = new Uint8Array(Math.ceil(postings / 8));
  const begins = new Uint8Array(FILTER_BITS / 8);
  const goesOn = new Uint8Array(FILTER_BITS / 8);
  let posting = 0;
  for (const [place, { print, people }] of sorted.entries()) {
    const bucket = Math.floor(print.print / 2 ** LOWER_BITS);
    const lower = print.print % 2 ** LOWER_BITS;
    lower16[place] = lower & 0xffff;
    lower8[place] = lower >>> 16;
    bucketSizes[bucket] = (bucketSizes[bucket] as number) + 1;
    const plain = print.words.every((word) => word.length < SHORT_WORD || everyday.has(word));
    const width = print.words.length;
    if (plain || width === 1 || (width === 2 && people.length >= COMMON_FROM)) setBit(ordinary, place);
    for (const [at, lane] of print.lanes.entries())
      if (print.lanes.length > 1) setBit(at === 0 ? begins : goesOn, lane & (FILTER_BITS - 1));
    for (const [at, ordinal] of people.entries()) {
      ordinal16[posting] = ordinal & 0xffff;
      const byte = Math.floor(posting / perByte);
      ordinalHigh[byte] =
        (ordinalHigh[byte] as number) | ((ordinal >>> 16) << ((posting % perByte) * highBits));
      if (at === people.length - 1) setBit(last, posting);
      posting += 1;
    }
  }
  const sections: Record<SectionName, Uint8Array | Uint16Array> = {
    lower16,
    lower8,
    bucketSizes,
    ordinary,
    ordinal16,
    ordinalHigh,
    last,
    begins,
    goesOn,
    counts,
  };
  const description: GazetteerDescription = {
    names: sorted.length,
    postings,
    people,
    highBits,
    lengths: Object.fromEntries(
      SECTIONS.map(([name]) => [name, sections[name].length]),
    ) as GazetteerDescription['lengths'],
    districts: Object.fromEntries(
      DISTRICT_COLUMNS.map((column) => [
        column,
        packColumn(
          districts.map((district) => district[column]),
          COUNTED[column],
        ),
      ]),
    ) as GazetteerDescription['districts'],
    families: names.families,
  };
  return write(description, sections);
};

const write = (
  description: GazetteerDescription,
  sections: Readonly<Record<SectionName, Uint8Array | Uint16Array>>,
): Uint8Array => {
  const described = new TextEncoder().encode(JSON.stringify(description));
  let size = aligned(HEADER_BYTES + described.length);
  const starts = SECTIONS.map(([name]) => {
    const start = size;
    size = aligned(size + sections[name].byteLength);
    return start;
  });
  const file = new Uint8Array(size);
  file.set(described, HEADER_BYTES);
  for (const [at, [name]] of SECTIONS.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name];
    file.set(new Uint8Array(buffer, byteOffset, byteLength), starts[at]);
  }
  new Uint32Array(file.buffer, 0, 4).set([
    MAGIC,
    GAZETTEER_FORMAT,
    described.length,
    checksum(file, HEADER_BYTES),
  ]);
  return file;
};
