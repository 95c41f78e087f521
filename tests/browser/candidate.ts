/**
 * Candidates of one regency for the tests, taken from the lists when a test runs, so that no private person stands in a
 * test's text.
 */
import { join } from 'node:path';
import { loadCandidates } from '../../scripts/candidates.ts';
import { ROOT } from './engine.ts';

/** Where the person of these tests lives. */
export const HOME = '36.03';

const files = loadCandidates(join(ROOT, 'rules')).filter(({ data }) => data.election === 'pemilu-2024');

/** How many candidates of the whole election bear each name. */
const bearers = new Map<string, number>();
for (const { data } of files)
  for (const { lists } of data.districts)
    for (const person of Object.values(lists ?? {}).flat())
      if (person) bearers.set(person.toLowerCase(), (bearers.get(person.toLowerCase()) ?? 0) + 1);

/** The first candidate of an office at `HOME` with a name of so many plain words that nobody else bears. */
export const candidate = (office: string, words: number): string => {
  for (const { data } of files)
    for (const { lists, ...district } of data.districts)
      if (district.office === office && HOME.startsWith(district.region))
        for (const person of Object.values(lists ?? {}).flat())
          if (
            person &&
            bearers.get(person.toLowerCase()) === 1 &&
            person.split(' ').length === words &&
            /^(\p{Lu}\p{Ll}{4,} ?)+$/u.test(person)
          )
            return person;
  throw new Error(`no ${office} of ${words} words in ${HOME}`);
};
