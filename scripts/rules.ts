/** Reads, validates and joins the files under `rules/`; every failure names file, path and remedy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import type { Rules } from '../src/pack/bundle.ts';
import {
  ElectionFile,
  GuidanceFile,
  ItemsFile,
  LexiconFile,
  ParticipantsFile,
  RegionsFile,
  SourcesFile,
} from '../src/pack/schema.ts';

export interface RuleProblem {
  readonly file: string;
  /** Where in the file: `items[3].sanction.sources`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

export interface RuleFile {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
}

export class RulesError extends Error {
  readonly problems: readonly RuleProblem[];
  constructor(problems: readonly RuleProblem[]) {
    super(
      `${problems.length} problem(s) in the rules:\n${problems
        .map(
          ({ file, path, message, remedy }) =>
            `  ${file}: ${path || '(whole file)'}: ${message}\n    ${remedy}`,
        )
        .join('\n')}`,
    );
    this.problems = problems;
  }
}

const showPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesBelow(join(folder, entry.name))
        : entry.name.endsWith('.json')
          ? [join(folder, entry.name)]
          : [],
    );

const SCHEMAS: readonly [RegExp, z.ZodType][] = [
  [/^skb-2-2022\/items\.json$/, ItemsFile],
  [/^skb-2-2022\/guidance\.json$/, GuidanceFile],
  [/(^|\/)sources\.json$/, SourcesFile],
  [/^elections\/[^/]+\/election\.json$/, ElectionFile],
  [/^elections\/[^/]+\/participants\.json$/, ParticipantsFile],
  [/^elections\/lexicon\.json$/, LexiconFile],
  [/^regions\.json$/, RegionsFile],
];

/** Files of other rooms, checked there. */
const NOT_OURS = /^(sites|schema|training)\//;

/** How every rules file is written, byte for byte, so that a diff shows only what changed. */
export const formatRules = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;

/**
 * Loads all rules below `root`.
 * @throws RulesError with every problem found, not only the first
 */
export const loadRules = (root: string): { readonly rules: Rules; readonly files: readonly RuleFile[] } => {
  const problems: RuleProblem[] = [];
  const files: RuleFile[] = [];
  const parsed = new Map<string, unknown>();
  for (const path of filesBelow(root)) {
    const file = relative(root, path).replaceAll('\\', '/');
    const text = readFileSync(path, 'utf8');
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      problems.push({
        file: `rules/${file}`,
        path: '',
        message: `not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Correct the syntax at that position; a comma or a quotation mark is the usual cause.',
      });
      continue;
    }
    files.push({ file: `rules/${file}`, text, data });
    if (NOT_OURS.test(file)) continue;
    const schema = SCHEMAS.find(([pattern]) => pattern.test(file))?.[1];
    if (!schema) {
      problems.push({
        file: `rules/${file}`,
        path: '',
        message: 'no schema knows this file',
        remedy: 'Move it to where the format documents it, or remove it.',
      });
      continue;
    }
    const result = schema.safeParse(data);
    if (result.success) parsed.set(file, result.data);
    else
      for (const issue of result.error.issues)
        problems.push({
          file: `rules/${file}`,
          path: showPath(issue.path),
          message: issue.message,
          remedy: 'Correct the value there; docs/rule-pack.md describes every field.',
        });
  }
  if (problems.length > 0) throw new RulesError(problems);
  const one = <T>(name: string): T => {
    const data = parsed.get(name);
    if (data === undefined)
      throw new RulesError([
        {
          file: `rules/${name}`,
          path: '',
          message: 'the file is missing',
          remedy: 'Restore it from version control.',
        },
      ]);
    return data as T;
  };
  const all = <T>(pattern: RegExp): T[] =>
    [...parsed].filter(([file]) => pattern.test(file)).map(([, data]) => data as T);
  const rules: Rules = {
    items: one('skb-2-2022/items.json'),
    elections: all(/election\.json$/),
    participants: all(/participants\.json$/),
    lexicon: one('elections/lexicon.json'),
    regions: one('regions.json'),
    sources: all<{ sources: Rules['sources'] }>(/sources\.json$/).flatMap(({ sources }) => sources),
  };
  return { rules, files };
};

interface Referring {
  readonly file: string;
  readonly path: string;
  readonly sources: readonly string[];
}

/** Every list of sources anywhere in a file, with its path. */
const sourceLists = (file: string, value: unknown, path: readonly PropertyKey[] = []): Referring[] => {
  if (Array.isArray(value))
    return value.flatMap((entry, index) => sourceLists(file, entry, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === 'sources' && Array.isArray(entry) && entry.every((id) => typeof id === 'string')
      ? [{ file, path: showPath([...path, key]), sources: entry as string[] }]
      : sourceLists(file, entry, [...path, key]),
  );
};

/** What no schema of one file can see: references, overlaps, order. */
export const crossCheck = (rules: Rules, files: readonly RuleFile[]): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const known = new Set<string>();
  for (const { file, data } of files.filter(({ file }) => file.endsWith('sources.json')))
    for (const [index, { id }] of (data as { sources: { id: string }[] }).sources.entries()) {
      if (known.has(id))
        problems.push({
          file,
          path: `sources[${index}].id`,
          message: `the source id "${id}" is used twice`,
          remedy: 'Ids are unique over all files: rename one and what refers to it.',
        });
      known.add(id);
    }
  for (const { file, data } of files) {
    if (file.endsWith('sources.json')) continue;
    for (const { path, sources } of sourceLists(file, data))
      for (const id of sources)
        if (!known.has(id))
          problems.push({
            file,
            path,
            message: `no source has the id "${id}"`,
            remedy: 'Add it to sources.json with its publisher and address, or correct the id.',
          });
  }
  for (const election of rules.elections) {
    const file = `rules/elections/${election.id}/election.json`;
    for (const [index, stage] of election.stages.entries()) {
      if (stage.end < stage.start)
        problems.push({
          file,
          path: `stages[${index}]`,
          message: `"${stage.id}" ends (${stage.end}) before it starts (${stage.start})`,
          remedy: 'Correct the dates.',
        });
      if (stage.kind === 'penanda') continue;
      for (const [otherIndex, other] of election.stages.entries()) {
        if (otherIndex <= index || other.kind === 'penanda' || other.region !== stage.region) continue;
        const offices = stage.offices ?? [];
        const shared =
          !stage.offices || !other.offices || other.offices.some((office) => offices.includes(office));
        if (shared && stage.start <= other.end && other.start <= stage.end)
          problems.push({
            file,
            path: `stages[${otherIndex}]`,
            message: `"${other.id}" overlaps "${stage.id}"`,
            remedy:
              'Judging stages of one office and region follow one another; use kind "penanda" for what runs beside.',
          });
      }
    }
  }
  const elections = new Set(rules.elections.map(({ id }) => id));
  const regions = new Set(['*', ...rules.regions.regions.map(({ code }) => code)]);
  const ids = new Set<string>();
  for (const { election, participants } of rules.participants) {
    const file = `rules/elections/${election}/participants.json`;
    for (const [index, row] of participants.entries()) {
      const at = `participants[${index}]`;
      const problem = (path: string, message: string, remedy: string) =>
        problems.push({ file, path: `${at}.${path}`, message, remedy });
      if (!elections.has(election))
        problem('id', `there is no election "${election}"`, 'Correct "election".');
      if (ids.has(row.id))
        problem('id', `the id "${row.id}" is used twice`, 'Ids are stable and unique: rename the newer.');
      ids.add(row.id);
      if (!row.id.startsWith(`${election}/`))
        problem('id', `"${row.id}" does not belong to "${election}"`, `Start the id with "${election}/".`);
      if (!regions.has(row.region))
        problem('region', `no region has the code "${row.region}"`, 'Use a code of rules/regions.json.');
      if (row.of !== undefined && !participants.some(({ id }) => id === row.of))
        problem('of', `no participant has the id "${row.of}"`, 'Name a participant of the same election.');
    }
  }
  return problems;
};
