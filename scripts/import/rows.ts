/**
 * Turns the rows of a published candidate list into districts of our own form. A row that cannot be used is reported
 * with its file and line and a remedy; the rest goes on.
 */
import {
  type CandidateDistrict,
  type CandidateOffice,
  CODE_DIGITS,
  type Place,
  placeOf,
} from '../../src/pack/candidates.ts';
import { formatPerson, type NameNote, type NameWords, readPersonName } from '../../src/pack/person-name.ts';
import { PersonText } from '../../src/pack/schema.ts';
import { candidateId } from '../../src/recognition/names.ts';
import type { Table } from './columns.ts';
import { districtName, levelsOf, officeOf } from './district.ts';

/** What the import compares with. */
export interface Context {
  readonly election: string;
  /** Names of regions by Kemendagri code. */
  readonly regions: ReadonlyMap<string, string>;
  readonly names: NameWords;
  /** Ids that are described by hand in participants.json and not imported. */
  readonly described: ReadonlySet<string>;
}

/** A row that was not used, or a file that was not read to the end. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly remedy: string;
}

/** Rows that were changed or left out on purpose, by reason. */
export interface Group {
  count: number;
  /** `file:line: what`, the first few. */
  readonly examples: string[];
}

export interface Imported {
  /** By province. */
  readonly provinces: ReadonlyMap<string, readonly CandidateDistrict[]>;
  readonly rows: number;
  /** People by office; a pair is two. */
  readonly people: ReadonlyMap<CandidateOffice, number>;
  readonly nicknames: number;
  readonly dropped: ReadonlyMap<string, readonly string[]>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly faults: readonly Fault[];
}

export interface Source {
  readonly file: string;
  readonly table: Table;
}

const EXAMPLES = 5;

const NOTES: Record<NameNote, string> = {
  'degree-without-comma': 'a degree without a comma before it was dropped',
  'spaced-letters': 'a name with a space after every letter was closed up',
  'zero-for-o': 'the digit 0 among letters was read as the letter O',
  'other-name-after-comma': 'what stands behind a comma and is no known degree was kept as another name',
};

/** A name for a report; a number in it may be anybody's, and is not repeated. */
const quoted = (raw: string): string => raw.replace(/\d/g, '#');

/** Numbers on a ballot. */
const ballotOf = (text: string): number | null => {
  const trimmed = text.trim();
  if (!/^\d{1,2}$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return number > 0 ? number : null;
};

interface Draft {
  readonly office: CandidateOffice;
  readonly place: Place;
  readonly name: string;
  /** Party to ballot number to person. */
  readonly lists: Map<string, Map<number, string>>;
  readonly pairs: Map<number, readonly [string, string]>;
}

/** A list with a place for every number up to the last; null is nobody. */
const filled = <T>(byBallot: ReadonlyMap<number, T>): (T | null)[] =>
  Array.from({ length: Math.max(...byBallot.keys()) }, (_, index) => byBallot.get(index + 1) ?? null);

const finish = ({ office, place, name, lists, pairs }: Draft): CandidateDistrict => ({
  office,
  code: place.code,
  name,
  region: place.region,
  ...(pairs.size > 0
    ? { pairs: filled(pairs).map((pair) => (pair ? [pair[0], pair[1]] : null)) }
    : {
        lists: Object.fromEntries(
          [...lists]
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([party, people]) => [party, filled(people)]),
        ),
      }),
});

/** Reads all tables into districts. Pure: the same tables and context give the same result. */
export const importTables = (sources: readonly Source[], context: Context): Imported => {
  const drafts = new Map<string, Draft>();
  const faults: Fault[] = [];
  const groups = new Map<string, Group>();
  const people = new Map<CandidateOffice, number>();
  const dropped = new Map<string, string[]>();
  let rows = 0;
  let nicknames = 0;

  const note = (reason: string, file: string, line: number, what: string): void => {
    const group = groups.get(reason) ?? { count: 0, examples: [] };
    groups.set(reason, group);
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(`${file}:${line}: ${what}`);
  };

  for (const { file, table } of sources) {
    for (const { heading, reason } of table.dropped)
      dropped.set(reason, [...(dropped.get(reason) ?? []), `${file}: ${heading}`]);
    for (const problem of table.csv.problems) faults.push({ file, ...problem });

    for (const { line, fields } of table.csv.rows) {
      rows += 1;
      const fault = (reason: string, remedy: string): void => {
        faults.push({ file, line, reason, remedy });
      };
      const cell = (field: string): string => {
        const index = table.columns.get(field);
        return index === undefined ? '' : (fields[index] ?? '').trim();
      };
      /** One name as it will stand, or null after a fault was reported. */
      const person = (raw: string): string | null => {
        if (/\d{6}/.test(raw.replace(/[\s.-]/g, ''))) {
          fault(
            'a long number stands in the name',
            'a name holds no number; correct the columns of this row',
          );
          return null;
        }
        const read = readPersonName(raw, context.names);
        if (!read) {
          note('nothing remained of the name', file, line, quoted(raw));
          fault(
            `nothing remains of the name "${quoted(raw)}"`,
            'correct the name, or take the word out of rules/elections/names.json',
          );
          return null;
        }
        const shown = formatPerson(read);
        const valid = PersonText.safeParse(shown);
        if (!valid.success) {
          // The name itself is not repeated: what does not look like one may be anything.
          fault(
            `the name cannot stand in the rules: ${valid.error.issues[0]?.message ?? ''}`,
            'write the name alone; see whether the columns of this row have moved',
          );
          return null;
        }
        for (const one of read.notes)
          note(NOTES[one], file, line, `${one === 'zero-for-o' ? raw : quoted(raw)} → ${shown}`);
        if (read.nicknames.length > 0) nicknames += 1;
        return shown;
      };

      if (fields.length !== table.width) {
        fault(
          `the row has ${fields.length} fields, the heading ${table.width}`,
          'put fields that hold a comma in quotation marks',
        );
        continue;
      }
      const office = officeOf(table.format, cell('level'));
      if (!office) {
        fault(
          cell('level') ? `nobody knows the level "${cell('level')}"` : 'the level is missing',
          `use one of: ${levelsOf(table.format)}`,
        );
        continue;
      }
      const place = placeOf(office, cell('code'));
      if (!place) {
        fault(
          cell('code') ? `"${cell('code')}" is no code for ${office}` : 'the code of the district is missing',
          `write ${CODE_DIGITS[office]} digits, as KPU does`,
        );
        continue;
      }
      const regionName = context.regions.get(place.region);
      if (regionName === undefined) {
        fault(
          `no region has the code "${place.region}"`,
          'correct the code, or add the region to rules/regions.json',
        );
        continue;
      }
      const ballot = ballotOf(cell('ballot'));
      if (ballot === null) {
        fault(
          cell('ballot') ? `"${cell('ballot')}" is no number of a ballot` : 'the ballot number is missing',
          'write a whole number from 1 to 99',
        );
        continue;
      }

      const key = `${office}/${place.code}`;
      const name =
        table.format === 'pairs' ? regionName : districtName(cell('district') || place.code, regionName);
      const draft = drafts.get(key) ?? { office, place, name, lists: new Map(), pairs: new Map() };
      if (draft.name !== name)
        note(
          'the district has another name elsewhere; the first is used',
          file,
          line,
          `${name} (${draft.name})`,
        );
      const taken = (id: string): void =>
        fault(`"${id}" stands twice; the first is used`, 'remove one of the two rows, or correct its number');

      if (table.format === 'dct') {
        const party = office === 'dpd' ? 0 : ballotOf(cell('party'));
        if (party === null) {
          fault(
            cell('party')
              ? `"${cell('party')}" is no ballot number of a party`
              : 'the party’s ballot number is missing',
            'write a whole number from 1 to 99',
          );
          continue;
        }
        if (!cell('name')) {
          fault('the name is missing', 'write the name, or remove the row');
          continue;
        }
        const list = draft.lists.get(String(party)) ?? new Map<number, string>();
        if (list.has(ballot)) {
          taken(candidateId(context.election, office, place.code, String(party), ballot));
          continue;
        }
        const shown = person(cell('name'));
        if (shown === null) continue;
        list.set(ballot, shown);
        draft.lists.set(String(party), list);
        people.set(office, (people.get(office) ?? 0) + 1);
      } else {
        const id = candidateId(context.election, office, place.code, null, ballot);
        const split = cell('pair').split(/\s+-\s+/);
        const head = cell('head') || (split.length <= 2 ? (split[0] ?? '') : '');
        const deputy = cell('deputy') || (split.length === 2 ? (split[1] ?? '') : '');
        if (/^kolom kosong\b/i.test(head || cell('pair'))) {
          note('an empty column (kolom kosong) stands for nobody', file, line, `${regionName}, ${ballot}`);
          continue;
        }
        if (context.described.has(id)) {
          note('described by hand in participants.json', file, line, id);
          continue;
        }
        if (!head || !deputy) {
          fault(
            `the ${head ? 'deputy' : 'head'} of the pair is missing`,
            'write both names in columns of their own, or joined by " - "',
          );
          continue;
        }
        if (draft.pairs.has(ballot)) {
          taken(id);
          continue;
        }
        const both = [person(head), person(deputy)];
        const [first, second] = both;
        if (!first || !second) continue;
        draft.pairs.set(ballot, [first, second]);
        people.set(office, (people.get(office) ?? 0) + 2);
      }
      drafts.set(key, draft);
    }
  }

  const provinces = new Map<string, CandidateDistrict[]>();
  for (const draft of drafts.values()) {
    const list = provinces.get(draft.place.province) ?? [];
    list.push(finish(draft));
    provinces.set(draft.place.province, list);
  }
  return { provinces, rows, people, nicknames, dropped, groups, faults };
};
