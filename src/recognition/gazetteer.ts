/**
 * The gazetteer: everybody who stands in a whole election, as typed arrays read from one packaged file. It answers
 * "whose name is this, standing where and for what" from fingerprints; it holds no spelled-out name.
 * Written by `pack/gazetteer`; the format is described in docs/gazetteer.md. For the worker and the command line.
 */
import type { Office, Participant, RegionCode } from '../domain/vocabulary.ts';
import {
  findNames,
  LOWER_BITS,
  lowerOf,
  nameFamilies,
  neighbours,
  type PrintIndex,
  UPPER_BITS,
  upperOf,
} from './name-prints.ts';
import { type FinderOfPeople, isPairOffice, type Standing, toParticipant } from './names.ts';
import type { RegionalList, RegionalNames } from './regional.ts';

/** "JNGZ", little-endian. */
export const MAGIC = 0x5a474e4a;
export const GAZETTEER_FORMAT = 1;
/** Magic, format, length of the description, checksum; four 32-bit numbers. */
export const HEADER_BYTES = 16;

export const BUCKETS = 2 ** UPPER_BITS;
const BUCKET_SHIFT = 3;
const BUCKET_STRIDE = 2 ** BUCKET_SHIFT;
/** Party numbers 0 (none) to 24; a district has a count for each. */
export const PARTIES = 25;
/** Bits in each word filter. */
export const FILTER_BITS = 2 ** 18;

/** The sections of the file in their order, each with its element size in bytes; starts are multiples of 4. */
export const SECTIONS = [
  ['lower16', 2],
  ['lower8', 1],
  ['bucketSizes', 1],
  ['ordinary', 1],
  ['ordinal16', 2],
  ['ordinalHigh', 1],
  ['last', 1],
  ['begins', 1],
  ['goesOn', 1],
  ['counts', 1],
] as const;
export type SectionName = (typeof SECTIONS)[number][0];

export const DISTRICT_COLUMNS = ['election', 'office', 'region', 'code', 'name'] as const;
type DistrictColumn = (typeof DISTRICT_COLUMNS)[number];

/** A value's natural successor: "360301" after "360300", "Tangerang 2" after "Tangerang 1". */
const successor = (value: string): string =>
  value.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));

/** A column in short: empty for what repeats the value before or counts it up by one, else the value. */
export const packColumn = (values: readonly string[], counts: boolean): string =>
  values
    .map((value, at) => {
      const before = values[at - 1];
      return before !== undefined && value === (counts ? successor(before) : before) ? '' : value;
    })
    .join('|');

const unpackColumn = (packed: string, counts: boolean): string[] => {
  let value = '';
  return packed.split('|').map((own) => {
    value = own === '' ? (counts ? successor(value) : value) : own;
    return value;
  });
};

/** Codes and names count up; election, office and region repeat. */
export const COUNTED: Readonly<Record<DistrictColumn, boolean>> = {
  election: false,
  office: false,
  region: false,
  code: true,
  name: true,
};

/** The JSON between header and sections. */
export interface GazetteerDescription {
  readonly names: number;
  readonly postings: number;
  readonly people: number;
  /** Width of an element of `ordinalHigh`: 2 for up to 262,144 people, else 4. */
  readonly highBits: 2 | 4;
  /** Elements of each section. */
  readonly lengths: Readonly<Record<SectionName, number>>;
  /** Columns of the districts, each joined by "|"; see `packColumn`. */
  readonly districts: Readonly<Record<DistrictColumn, string>>;
  /** Spellings of one name, see `nameFamilies`. */
  readonly families: readonly (readonly string[])[];
}

export class GazetteerError extends Error {
  constructor(message: string) {
    super(`gazetteer: ${message}. Make it again with "npm run generate".`);
    this.name = 'GazetteerError';
  }
}

/** FNV-1a over 32-bit words: finds a truncated or mixed-up file, is no signature. */
export const checksum = (bytes: Uint8Array, from: number): number => {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + from, (bytes.length - from) >>> 2);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i += 1) hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
  return hash >>> 0;
};

/** Rounds up to a multiple of four. */
export const aligned = (offset: number): number => (offset + 3) & ~3;

export interface Gazetteer {
  readonly description: GazetteerDescription;
  /** Everybody's names. */
  readonly index: PrintIndex;
  /** Ordinals of the people that a name at this place belongs to. */
  people(place: number): number[];
  /** The name says little: one word, everyday words, or two words that very many bear. */
  isOrdinary(place: number): boolean;
  standing(ordinal: number): Standing;
  /** Region of each district, in the order of their people. */
  regions(): readonly RegionCode[];
  /** Ordinals `[from, to)` of a district's people. */
  districtRange(district: number): readonly [from: number, to: number];
  /** Place of each name that somebody with an ordinal of a range bears. */
  placesOf(ranges: readonly Range[]): Set<number>;
  /** The 40-bit fingerprint at a place. */
  printAt(place: number): number;
}

const bit = (bits: Uint8Array, at: number): boolean => (((bits[at >>> 3] as number) >>> (at & 7)) & 1) === 1;

/**
 * Opens a gazetteer file.
 * @throws GazetteerError when it is not one, is of another format, or is damaged
 */
export const openGazetteer = (file: ArrayBuffer): Gazetteer => {
  if (file.byteLength < HEADER_BYTES) throw new GazetteerError(`the file has only ${file.byteLength} bytes`);
  const bytes = new Uint8Array(file);
  const [magic, format, describedBytes = 0, sum] = new Uint32Array(file, 0, 4);
  if (magic !== MAGIC) throw new GazetteerError('the file does not begin with "JNGZ"');
  if (format !== GAZETTEER_FORMAT)
    throw new GazetteerError(`format ${format} is not ${GAZETTEER_FORMAT}, which this version reads`);
  if (checksum(bytes, HEADER_BYTES) !== sum) throw new GazetteerError('the checksum does not agree');
  const description = JSON.parse(
    new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + describedBytes)),
  ) as GazetteerDescription;
  const sections = {} as Record<SectionName, number>;
  let offset = aligned(HEADER_BYTES + describedBytes);
  for (const [name, size] of SECTIONS) {
    sections[name] = offset;
    offset = aligned(offset + description.lengths[name] * size);
  }
  if (offset !== file.byteLength)
    throw new GazetteerError(`${offset} bytes are described, ${file.byteLength} are there`);
  const octets = (name: SectionName) => new Uint8Array(file, sections[name], description.lengths[name]);
  const lower16 = new Uint16Array(file, sections.lower16, description.lengths.lower16);
  const lower8 = octets('lower8');
  const bucketSizes = octets('bucketSizes');
  const ordinary = octets('ordinary');
  const ordinal16 = new Uint16Array(file, sections.ordinal16, description.lengths.ordinal16);
  const ordinalHigh = octets('ordinalHigh');
  const last = octets('last');
  const begins = octets('begins');
  const goesOn = octets('goesOn');
  const counts = octets('counts');

  // Where every 8th bucket begins; the rest is counted from there. All of them would be a sixth of the file again.
  const bucketStarts = new Uint32Array(BUCKETS / BUCKET_STRIDE + 1);
  for (let bucket = 0, names = 0; bucket < BUCKETS; bucket += 1) {
    if (bucket % BUCKET_STRIDE === 0) bucketStarts[bucket / BUCKET_STRIDE] = names;
    names += bucketSizes[bucket] as number;
  }
  const bucketStart = (bucket: number): number => {
    let start = bucketStarts[bucket >>> BUCKET_SHIFT] as number;
    for (let at = bucket & ~(BUCKET_STRIDE - 1); at < bucket; at += 1) start += bucketSizes[at] as number;
    return start;
  };
  // Where the postings of every 64th name begin; the rest is counted from there.
  const STRIDE = 64;
  const strides = new Uint32Array(Math.ceil(description.names / STRIDE) + 1);
  for (let posting = 0, name = 0; posting < description.postings; posting += 1) {
    if (!bit(last, posting)) continue;
    name += 1;
    if (name % STRIDE === 0) strides[name / STRIDE] = posting + 1;
  }
  const columns: Partial<Record<DistrictColumn, string[]>> = {};
  // Unpacked when asked for: thousands of little strings that most lives of a worker never need.
  const column = (name: DistrictColumn): string[] => {
    columns[name] ??= unpackColumn(description.districts[name], COUNTED[name]);
    return columns[name];
  };
  const districtCount = counts.length / PARTIES;
  const districtStarts = new Uint32Array(districtCount + 1);
  for (let district = 0; district < districtCount; district += 1) {
    let people = 0;
    for (let party = 0; party < PARTIES; party += 1) people += counts[district * PARTIES + party] as number;
    districtStarts[district + 1] = (districtStarts[district] as number) + people;
  }

  const { highBits } = description;
  const perByte = 8 / highBits;
  const ordinalOf = (posting: number): number => {
    const byte = ordinalHigh[Math.floor(posting / perByte)] as number;
    const high = (byte >>> ((posting % perByte) * highBits)) & (2 ** highBits - 1);
    return (high << 16) | (ordinal16[posting] as number);
  };
  const firstPosting = (place: number): number => {
    let posting = strides[Math.floor(place / STRIDE)] as number;
    for (let skip = place % STRIDE; skip > 0; posting += 1) if (bit(last, posting)) skip -= 1;
    return posting;
  };
  const districtOf = (ordinal: number): number => {
    let low = 0;
    let high = districtCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((districtStarts[middle] as number) <= ordinal) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const mask = FILTER_BITS - 1;
  const lookUp = (a: number, b: number): number => {
    const upper = upperOf(a);
    const lower = lowerOf(b);
    const start = bucketStart(upper);
    const end = start + (bucketSizes[upper] as number);
    const low = lower & 0xffff;
    const high = lower >>> 16;
    for (let at = start; at < end; at += 1) if (lower16[at] === low && lower8[at] === high) return at;
    return -1;
  };
  const index: PrintIndex = {
    families: nameFamilies(description.families),
    mayBegin: (lane) => bit(begins, lane & mask),
    mayGoOn: (lane) => bit(goesOn, lane & mask),
    lookUpWord: lookUp,
    lookUp,
  };
  return {
    description,
    index,
    people(place) {
      const people: number[] = [];
      for (let posting = firstPosting(place); ; posting += 1) {
        people.push(ordinalOf(posting));
        if (bit(last, posting)) return people;
      }
    },
    isOrdinary: (place) => bit(ordinary, place),
    standing(ordinal) {
      const district = districtOf(ordinal);
      const office = column('office')[district] as Office;
      let rest = ordinal - (districtStarts[district] as number);
      let party = 0;
      while (rest >= (counts[district * PARTIES + party] as number)) {
        rest -= counts[district * PARTIES + party] as number;
        party += 1;
      }
      return {
        election: column('election')[district] as string,
        office,
        district: {
          code: column('code')[district] as string,
          name: column('name')[district] as string,
          region: column('region')[district] as RegionCode,
        },
        party,
        // A pair is two people of one number.
        ballot: (isPairOffice(office) ? rest >>> 1 : rest) + 1,
      };
    },
    regions: () => column('region'),
    placesOf(ranges) {
      const places = new Set<number>();
      for (let posting = 0, place = 0; posting < description.postings; posting += 1) {
        const ordinal = ordinalOf(posting);
        if (within(ranges, ordinal)) places.add(place);
        if (bit(last, posting)) place += 1;
      }
      return places;
    },
    districtRange: (district) => [districtStarts[district] as number, districtStarts[district + 1] as number],
    printAt(place) {
      let low = 0;
      let high = BUCKETS / BUCKET_STRIDE - 1;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((bucketStarts[middle] as number) <= place) low = middle;
        else high = middle - 1;
      }
      let upper = low * BUCKET_STRIDE;
      let end = (bucketStarts[low] as number) + (bucketSizes[upper] as number);
      while (end <= place) {
        upper += 1;
        end += bucketSizes[upper] as number;
      }
      return upper * 2 ** LOWER_BITS + ((lower8[place] as number) << 16) + (lower16[place] as number);
    },
  };
};

/** True when what stands in `region` concerns a person of `own`: their regency, or the province that it lies in. */
const concerns = (own: RegionCode, region: RegionCode): boolean =>
  own === region || own.startsWith(`${region}.`);

type Range = readonly [from: number, to: number];

/** The ranges of ordinals that stand in regions of which `is` says so. */
const rangesWhere = (gazetteer: Gazetteer, is: (region: RegionCode) => boolean): Range[] => {
  const ranges: [number, number][] = [];
  for (const [district, region] of gazetteer.regions().entries()) {
    if (!is(region)) continue;
    const [from, to] = gazetteer.districtRange(district);
    const before = ranges.at(-1);
    if (before && before[1] === from) before[1] = to;
    else ranges.push([from, to]);
  }
  return ranges;
};

/** A regency or a city: few enough lists that one word may say who is meant. */
const isLocal = (region: RegionCode): boolean => region.length > 2;

const within = (ranges: readonly Range[], ordinal: number): boolean =>
  ranges.some(([from, to]) => ordinal >= from && ordinal < to);

/** Names of so many words are rare enough to count everywhere. */
const NATIONAL_WORDS = 3;
/** Slots of the sieve before single words. */
const WORD_SLOTS = 2 ** 16;

/**
 * Makes the finder for a person of the given regions: names of three and more words of anybody, shorter ones of
 * those who stand where the person lives.
 */
export const finderFor = (gazetteer: Gazetteer, regions: readonly RegionCode[]): FinderOfPeople => {
  const isOwn = (region: RegionCode) => regions.some((own) => concerns(own, region));
  const ranges = rangesWhere(gazetteer, isOwn);
  const local = rangesWhere(gazetteer, (region) => isLocal(region) && isOwn(region));
  const own = gazetteer.placesOf(ranges);
  const here = gazetteer.placesOf(local);
  const sieve = new Uint8Array(WORD_SLOTS);
  for (const place of here) sieve[Math.floor(gazetteer.printAt(place) / 2 ** LOWER_BITS)] = 1;
  const seen = new Map<string, Participant>();
  const { index } = gazetteer;
  const narrowed: PrintIndex = {
    ...index,
    lookUpWord(a, b) {
      if (sieve[upperOf(a)] === 0) return -1;
      const place = index.lookUp(a, b);
      return here.has(place) ? place : -1;
    },
  };
  const name = (ordinal: number, text: string): string => {
    const participant = toParticipant(gazetteer.standing(ordinal), text);
    if (!seen.has(participant.id)) seen.set(participant.id, participant);
    return participant.id;
  };
  return {
    find: (tokens, source) =>
      findNames(tokens, source, narrowed).flatMap(({ from, to, words, place }) => {
        const isNational = words >= NATIONAL_WORDS;
        if (!isNational && !own.has(place)) return [];
        const text = source.slice(tokens[from]?.start, tokens[to - 1]?.end);
        const ordinary = gazetteer.isOrdinary(place);
        const people = gazetteer
          .people(place)
          .map((ordinal) => ({ ordinal, own: within(ranges, ordinal) }))
          .filter(({ ordinal, own }) => (words > 1 && !ordinary ? own || isNational : within(local, ordinal)))
          .map(({ ordinal, own }) => ({ participant: name(ordinal, text), own, ordinary }));
        if (people.length === 0) return [];
        const hit = { from, to, width: words, people };
        return [words > 1 ? hit : { ...hit, crowded: neighbours(tokens, source, from, index) }];
      }),
    participant: (id) => seen.get(id),
  };
};

/**
 * Offices of a province are many people for few posts; in the page stand those whom the person may well know. Names
 * that say little need the gazetteer's sense for longer names around them, and are the worker's.
 */
const PAGE_OFFICES: ReadonlySet<Office> = new Set<Office>(['dprd-kabkota', 'bupati-walikota', 'dpd']);

/** Cuts the names of the person's regions out of the gazetteer, for the page's own lexicon. */
export const cutRegion = (gazetteer: Gazetteer, regions: readonly RegionCode[]): RegionalNames => {
  const ranges = rangesWhere(gazetteer, (region) => regions.some((own) => concerns(own, region)));
  const prints = new Map<number, number[]>();
  for (const place of gazetteer.placesOf(ranges)) {
    if (gazetteer.isOrdinary(place)) continue;
    const print = gazetteer.printAt(place);
    for (const ordinal of gazetteer.people(place))
      prints.set(ordinal, [...(prints.get(ordinal) ?? []), print]);
  }
  const lists = new Map<string, { head: Standing; prints: number[][] }>();
  for (const [from, to] of ranges)
    for (let ordinal = from; ordinal < to; ordinal += 1) {
      const standing = gazetteer.standing(ordinal);
      if (!PAGE_OFFICES.has(standing.office)) continue;
      const { election, office, district, party, ballot } = standing;
      const key = `${election}/${office}/${district.code}/${party}`;
      const list = lists.get(key) ?? { head: standing, prints: [] };
      lists.set(key, list);
      list.prints[ballot - 1] = [...(list.prints[ballot - 1] ?? []), ...(prints.get(ordinal) ?? [])];
    }
  return {
    families: gazetteer.description.families,
    lists: [...lists.values()].map(
      ({ head, prints }): RegionalList => [
        head.election,
        head.office,
        head.district.region,
        head.district.code,
        head.district.name,
        head.party,
        Array.from(prints, (one) => (one.length === 1 ? (one[0] as number) : one)),
      ],
    ),
  };
};
