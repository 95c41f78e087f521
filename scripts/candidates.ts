/**
 * Reads, validates and checks the candidate lists below `rules/elections/*` and the words around names. They stand
 * apart from `loadRules`: 258,000 people are not wanted where the rules are.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rules } from '../src/pack/bundle.ts';
import {
  CANDIDATE_OFFICES,
  type CandidateOffice,
  compareDistricts,
  districtProblems,
  formatCandidates,
} from '../src/pack/candidates.ts';
import { type CandidatesData, CandidatesFile, type NamesData, NamesFile } from '../src/pack/schema.ts';
import { type RuleProblem, RulesError, readRuleFile, schemaProblem } from './rules.ts';

export interface CandidateFile {
  /** From the root of the repository: `rules/elections/pemilu-2024/candidates/36.json`. */
  readonly file: string;
  readonly text: string;
  readonly data: CandidatesData;
}

const FORMAT = 'Run "npm run rules:format".';

/** Paths of all candidate files below `root`, the `rules/` folder, as paths below it. */
const candidatePaths = (root: string): string[] =>
  readdirSync(join(root, 'elections'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'elections', entry.name, 'candidates')))
    .flatMap(({ name }) =>
      readdirSync(join(root, 'elections', name, 'candidates')).map(
        (file) => `elections/${name}/candidates/${file}`,
      ),
    )
    .sort();

/** Full paths of everything that names and lists are read from, in a fixed order. */
export const candidateSources = (root: string): string[] =>
  ['elections/names.json', ...candidatePaths(root)].map((path) => join(root, path));

/**
 * Loads all candidate lists below `root`, the `rules/` folder, in the order of their paths.
 * @throws RulesError with every problem of every file
 */
export const loadCandidates = (root: string): readonly CandidateFile[] => {
  const problems: RuleProblem[] = [];
  const loaded: CandidateFile[] = [];
  for (const path of candidatePaths(root)) {
    const file = `rules/${path}`;
    const read = readRuleFile(join(root, path), file, null);
    if ('message' in read) {
      problems.push(read);
      continue;
    }
    const result = CandidatesFile.safeParse(read.data);
    if (result.success) loaded.push({ file, text: read.text, data: result.data });
    else for (const issue of result.error.issues) problems.push(schemaProblem(file, read.data, issue));
  }
  if (problems.length > 0) throw new RulesError(problems);
  return loaded;
};

/**
 * Loads `rules/elections/names.json`: titles, degrees and ranks, and how names vary.
 * @throws RulesError with every problem
 */
export const loadNames = (root: string): NamesData => {
  const file = 'rules/elections/names.json';
  const path = join(root, 'elections/names.json');
  if (!existsSync(path))
    throw new RulesError([
      { file, path: '', message: 'the file is missing', remedy: 'Restore it from version control.' },
    ]);
  const read = readRuleFile(path, file, null);
  if ('message' in read) throw new RulesError([read]);
  const result = NamesFile.safeParse(read.data);
  if (!result.success)
    throw new RulesError(result.error.issues.map((issue) => schemaProblem(file, read.data, issue)));
  return result.data;
};

/** What no schema of one file can see: the folder, regions, sources, order, people named twice over. */
export const checkCandidates = (files: readonly CandidateFile[], rules: Rules): RuleProblem[] => {
  const elections = new Set(rules.elections.map(({ id }) => id));
  const regions = new Set(rules.regions.regions.map(({ code }) => code));
  const sources = new Set(rules.sources.map(({ id }) => id));
  const described = new Set(
    rules.participants.flatMap(({ participants }) => participants.map(({ id }) => id)),
  );
  const problems: RuleProblem[] = [];
  for (const { file, text, data } of files) {
    const problem = (path: string, message: string, remedy: string): void => {
      problems.push({ file, path, message, remedy });
    };
    const [, , folder = '', , name = ''] = file.split('/');
    if (data.election !== folder)
      problem(
        'election',
        `"${data.election}" stands in the folder of "${folder}"`,
        `Write "${folder}", or move the file.`,
      );
    if (!elections.has(data.election))
      problem(
        'election',
        `there is no election "${data.election}"`,
        'Correct "election", or add its election.json.',
      );
    if (`${data.province}.json` !== name)
      problem(
        'province',
        `"${data.province}" stands in ${name}`,
        `Name the file ${data.province}.json, or correct "province".`,
      );
    for (const [index, id] of data.sources.entries())
      if (!sources.has(id))
        problem(
          `sources[${index}]`,
          `no source has the id "${id}"`,
          'Add it to sources.json with its publisher and address, or correct the id.',
        );
    for (const [index, one] of data.districts.entries()) {
      const at = `districts[${index}]`;
      for (const { field, message, remedy } of districtProblems(one, data.province, regions))
        problem(`${at}.${field}`, message, remedy);
      const before = data.districts[index - 1];
      if (before && before.office === one.office && before.code === one.code)
        problem(at, `${one.office} ${one.code} stands twice`, 'Join the two, or correct the code.');
      else if (before && compareDistricts(before, one) > 0)
        problem(at, `${one.office} ${one.code} is out of order`, FORMAT);
      for (const ballot of one.pairs?.keys() ?? []) {
        const id = `${data.election}/${one.office}/${one.code}/${ballot + 1}`;
        if (one.pairs?.[ballot] && described.has(id))
          problem(
            `${at}.pairs[${ballot}]`,
            `"${id}" stands in participants.json too`,
            'Keep one of the two.',
          );
      }
    }
    if (formatCandidates(data) !== text) problem('', 'the file is not in the project’s format', FORMAT);
  }
  return problems;
};

/** How many candidates, pairs and districts there are, by office. */
export const countCandidates = (
  files: readonly CandidateFile[],
): ReadonlyMap<CandidateOffice, { readonly districts: number; readonly listed: number }> => {
  const counts = new Map<CandidateOffice, { districts: number; listed: number }>();
  for (const office of CANDIDATE_OFFICES) {
    const districts = files.flatMap(({ data }) => data.districts.filter((one) => one.office === office));
    if (districts.length === 0) continue;
    const listed = districts
      .flatMap(({ lists, pairs }): unknown[] => pairs ?? Object.values(lists ?? {}).flat())
      .filter((one) => one !== null).length;
    counts.set(office, { districts: districts.length, listed });
  }
  return counts;
};
