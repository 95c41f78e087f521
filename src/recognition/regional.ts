/**
 * The page's part of the gazetteer: fingerprints of those who stand where the person lives, so that a neighbour who
 * stands is recognised in the event itself, whether or not the worker is awake.
 */
import type { Office, RegionCode } from '../domain/vocabulary.ts';
import { findNames, LOWER_BITS, lowerOf, nameFamilies, upperOf } from './name-prints.ts';
import { type FinderOfPeople, type NamedPerson, toParticipant } from './names.ts';

/** One list: whom it is of, and by ballot number the fingerprints of the one (or the pair) with that number. */
export type RegionalList = readonly [
  election: string,
  office: Office,
  region: RegionCode,
  code: string,
  name: string,
  party: number,
  prints: readonly (number | readonly number[])[],
];

/** Plain JSON, a few kilobytes. */
export interface RegionalNames {
  readonly families: readonly (readonly string[])[];
  readonly lists: readonly RegionalList[];
}

interface Bearer {
  readonly list: RegionalList;
  readonly ballot: number;
}

const SIEVE_SHIFT = 3;

/** Makes the page's finder. All it finds stand in the person's own regions. */
export const regionalFinder = ({ families, lists }: RegionalNames): FinderOfPeople => {
  const bearers: Bearer[][] = [];
  const places = new Map<number, number>();
  const sieve = new Uint8Array(2 ** (16 - SIEVE_SHIFT));
  for (const list of lists)
    for (const [at, prints] of list[6].entries())
      for (const print of typeof prints === 'number' ? [prints] : prints) {
        const place = places.get(print) ?? bearers.length;
        places.set(print, place);
        sieve[Math.floor(print / 2 ** LOWER_BITS) >>> SIEVE_SHIFT] = 1;
        bearers[place] = [...(bearers[place] ?? []), { list, ballot: at + 1 }];
      }
  const lookUp = (a: number, b: number): number => {
    const upper = upperOf(a);
    if (sieve[upper >>> SIEVE_SHIFT] === 0) return -1;
    return places.get(upper * 2 ** LOWER_BITS + lowerOf(b)) ?? -1;
  };
  const anything = () => true;
  const index = {
    families: nameFamilies(families),
    mayBegin: anything,
    mayGoOn: anything,
    lookUpWord: () => -1,
    lookUp,
  };
  const seen = new Map<string, ReturnType<typeof toParticipant>>();
  return {
    find: (tokens, source) =>
      findNames(tokens, source, index).map(({ from, to, words, place }) => ({
        from,
        to,
        width: words,
        people: (bearers[place] ?? []).map(({ list, ballot }): NamedPerson => {
          const [election, office, region, code, name, party] = list;
          const participant = toParticipant(
            { election, office, district: { code, name, region }, party, ballot },
            source.slice(tokens[from]?.start, tokens[to - 1]?.end),
          );
          seen.set(participant.id, participant);
          return { participant: participant.id, own: true, ordinary: false };
        }),
      })),
    participant: (id) => seen.get(id),
  };
};
