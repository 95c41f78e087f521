/** Reads, validates and joins the files under `rules/`; every failure names file, path and remedy. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import type { Rules } from '../src/pack/bundle.ts';
import type { HelpData } from '../src/pack/help-schema.ts';
import { overlaps } from '../src/pack/overlaps.ts';
import type { CastData, ScenarioData, Training } from '../src/pack/training-schema.ts';
import { type FileKind, kindOf } from './rules-schema.ts';

export interface RuleProblem {
  readonly file: string;
  /** Where in the file: `items[3].sanction.sources`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

export interface RuleFile {
  /** From the root of the repository: `rules/regions.json`. */
  readonly file: string;
  /** Null: the file is checked elsewhere. */
  readonly kind: FileKind | null;
  readonly text: string;
  readonly data: unknown;
}

/** So many problems are printed; one slip can make thousands. */
const SHOWN = 100;

export class RulesError extends Error {
  readonly problems: readonly RuleProblem[];
  constructor(problems: readonly RuleProblem[]) {
    const shown = problems
      .slice(0, SHOWN)
      .map(
        ({ file, path, message, remedy }) =>
          `  ${file}: ${path || '(whole file)'}: ${message}\n    ${remedy}`,
      );
    if (problems.length > SHOWN) shown.push(`  … and ${problems.length - SHOWN} more`);
    super(`${problems.length} problem(s) in the rules:\n${shown.join('\n')}`);
    this.problems = problems;
  }
}

/** No file may be larger, in bytes: the reader refuses it before it parses a word of it. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

const showPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );

/** How every rules file is written, byte for byte, so that a diff shows only what changed. */
export const formatRules = (data: unknown): string => `${JSON.stringify(data, null, 2)}\n`;

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  );

/** What the schema said, in words for whoever edits the file. */
export const schemaProblem = (file: string, data: unknown, issue: z.core.$ZodIssue): RuleProblem => {
  const at = { file, path: showPath(issue.path) };
  const last = issue.path.at(-1);
  if (issue.code === 'invalid_type' && valueAt(data, issue.path) === undefined)
    return {
      ...at,
      message: 'this field is missing',
      remedy:
        last === 'id' || last === 'en'
          ? 'Write it; a text needs both languages, "id" and "en".'
          : 'Write it; docs/rule-pack.md describes every field.',
    };
  const remedies: Record<string, string> = {
    too_big: 'Shorten it, or split it; docs/rule-pack.md lists the limits.',
    unrecognized_keys: 'Remove the field, or correct its name.',
    custom: 'Take out what is not allowed there; docs/rule-pack.md says what a text may hold.',
  };
  return {
    ...at,
    message: issue.message,
    remedy: remedies[issue.code] ?? 'Correct the value there; docs/rule-pack.md describes every field.',
  };
};

/** One file as text and data, or the problem that kept it from being read. */
export const readRuleFile = (path: string, file: string, kind: FileKind | null): RuleFile | RuleProblem => {
  const { size } = statSync(path);
  if (size > MAX_FILE_BYTES)
    return {
      file,
      path: '',
      message: `the file has ${size} bytes; the limit is ${MAX_FILE_BYTES} (8 MB)`,
      remedy: 'Find what made it grow, usually one long text, or split the data over more elections.',
    };
  const text = readFileSync(path, 'utf8');
  try {
    return { file, kind, text, data: JSON.parse(text) as unknown };
  } catch (error) {
    return {
      file,
      path: '',
      message: `not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Correct the syntax at that position; a comma or a quotation mark is the usual cause.',
    };
  }
};

const withoutReference = (data: unknown): unknown => {
  const { $schema: _, ...rest } = data as { readonly $schema?: string };
  return rest;
};

/**
 * Loads all rules below `root`, the `rules/` folder.
 * @throws RulesError with every problem found, not only the first
 */
export const loadRules = (
  root: string,
): {
  readonly rules: Rules;
  readonly training: Training;
  readonly help: HelpData;
  readonly files: readonly RuleFile[];
} => {
  const problems: RuleProblem[] = [];
  const files: RuleFile[] = [];
  const parsed = new Map<string, unknown>();
  for (const path of filesBelow(root)) {
    const file = relative(root, path).replaceAll('\\', '/');
    const kind = kindOf(file);
    if (kind === undefined) {
      problems.push({
        file: `rules/${file}`,
        path: '',
        message: 'no schema knows this file',
        remedy: 'Move it to where docs/rule-pack.md places its kind, or remove it.',
      });
      continue;
    }
    if (kind?.apart) continue;
    const read = readRuleFile(path, `rules/${file}`, kind);
    if ('message' in read) {
      problems.push(read);
      continue;
    }
    files.push(read);
    if (!kind) continue;
    const result = kind.schema.safeParse(read.data);
    if (result.success) parsed.set(file, withoutReference(result.data));
    else for (const issue of result.error.issues) problems.push(schemaProblem(read.file, read.data, issue));
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
    guidance: one('skb-2-2022/guidance.json'),
    elections: all(/\/election\.json$/),
    participants: all(/\/participants\.json$/),
    // From the candidate lists, which are loaded apart.
    pairs: [],
    lexicon: one('elections/lexicon.json'),
    regions: one('regions.json'),
    sources: all<{ sources: Rules['sources'] }>(/sources\.json$/).flatMap(({ sources }) => sources),
  };
  const training: Training = {
    cast: one<CastData>('training/cast.json'),
    scenarios: all<{ scenarios: ScenarioData[] }>(/^training\/(?!cast|sources)/).flatMap(
      ({ scenarios }) => scenarios,
    ),
  };
  return { rules, training, help: one<HelpData>('skb-2-2022/help.json'), files };
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

/** Files whose facts rest on sources: all but the lists of sources themselves. */
const factFiles = (files: readonly RuleFile[]): RuleFile[] =>
  files.filter(({ kind }) => kind?.name !== 'sources');

/** Ids of all sources that some fact rests on. */
export const usedSources = (files: readonly RuleFile[]): ReadonlySet<string> =>
  new Set(
    factFiles(files).flatMap(({ file, data }) => sourceLists(file, data).flatMap((one) => one.sources)),
  );

/** Sources: unique ids, and none named that is not there. */
const checkSources = (files: readonly RuleFile[]): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const known = new Set<string>();
  for (const { file, data } of files.filter(({ kind }) => kind?.name === 'sources'))
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
  for (const { file, data } of factFiles(files))
    for (const { path, sources } of sourceLists(file, data))
      for (const id of sources)
        if (!known.has(id))
          problems.push({
            file,
            path,
            message: `no source has the id "${id}"`,
            remedy: 'Add it to sources.json with its publisher and address, or correct the id.',
          });
  return problems;
};

/** Within one list, or over several, no id twice. */
export const repeated = (
  file: string,
  list: string,
  rows: readonly { readonly id: string }[],
  seen = new Set<string>(),
): RuleProblem[] =>
  rows.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        file,
        path: `${list}[${index}].id`,
        message: `the id "${id}" is used twice`,
        remedy: 'Ids are stable and unique: rename the newer.',
      },
    ];
  });

/** The decree: ids, numbers and categories agree; guidance has no id twice and its steps count up. */
const checkDecree = ({ items, guidance }: Rules): RuleProblem[] => {
  const file = 'rules/skb-2-2022/items.json';
  const around = 'rules/skb-2-2022/guidance.json';
  return [
    ...repeated(file, 'items', items.items),
    ...items.items.flatMap(({ id, category, no }, index) =>
      id === `${category}-${no}`
        ? []
        : [
            {
              file,
              path: `items[${index}].id`,
              message: `"${id}" is not number ${no} of "${category}"`,
              remedy: 'Correct "category" or "no"; the id itself never changes.',
            },
          ],
    ),
    ...repeated(around, 'persons', guidance.persons),
    ...repeated(around, 'laterLaw', guidance.laterLaw),
    ...repeated(around, 'answers', guidance.answers),
    ...repeated(around, 'reporting', guidance.reporting),
    ...guidance.reporting.flatMap(({ step }, index) =>
      step === index + 1
        ? []
        : [
            {
              file: around,
              path: `reporting[${index}].step`,
              message: `step ${step} stands where step ${index + 1} belongs`,
              remedy: 'Number the steps from 1 in the order of the list.',
            },
          ],
    ),
  ];
};

const NO_REGION = 'Use "*" for the whole country, or a code of rules/regions.json.';

/** Calendars: known regions, right order, and no two judging stages of one office and region at once. */
const checkElections = ({ elections }: Rules, regions: ReadonlySet<string>): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const ids = new Set<string>();
  for (const election of elections) {
    const file = `rules/elections/${election.id}/election.json`;
    problems.push(
      ...repeated(file, 'stages', election.stages, ids),
      ...repeated(file, 'known', election.known ?? [], ids),
    );
    for (const [index, stage] of election.stages.entries()) {
      const path = `stages[${index}]`;
      if (!regions.has(stage.region))
        problems.push({
          file,
          path: `${path}.region`,
          message: `no region has the code "${stage.region}"`,
          remedy: NO_REGION,
        });
      if (stage.end < stage.start)
        problems.push({
          file,
          path,
          message: `"${stage.id}" ends (${stage.end}) before it starts (${stage.start})`,
          remedy: 'Correct the dates.',
        });
    }
    for (const [index, other] of overlaps(election.stages))
      problems.push({
        file,
        path: `stages[${index}]`,
        message: `"${election.stages[index]?.id}" overlaps "${other.id}"`,
        remedy:
          'Judging stages of one office and region follow one another; use kind "penanda" for what runs beside.',
      });
  }
  return problems;
};

/** Who stands: in an election that exists, in a region that exists, under an id of their own. */
const checkParticipants = (rules: Rules, regions: ReadonlySet<string>): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const elections = new Set(rules.elections.map(({ id }) => id));
  const ids = new Set<string>();
  for (const { election, participants } of rules.participants) {
    const file = `rules/elections/${election}/participants.json`;
    if (!elections.has(election))
      problems.push({
        file,
        path: 'election',
        message: `there is no election "${election}"`,
        remedy: 'Correct "election", or add its election.json.',
      });
    problems.push(...repeated(file, 'participants', participants, ids));
    const own = new Set(participants.map(({ id }) => id));
    for (const [index, row] of participants.entries()) {
      const problem = (path: string, message: string, remedy: string) =>
        problems.push({ file, path: `participants[${index}].${path}`, message, remedy });
      if (!row.id.startsWith(`${election}/`))
        problem('id', `"${row.id}" does not belong to "${election}"`, `Start the id with "${election}/".`);
      if (!regions.has(row.region)) problem('region', `no region has the code "${row.region}"`, NO_REGION);
      if (row.of !== undefined && !own.has(row.of))
        problem('of', `no participant has the id "${row.of}"`, 'Name a participant of the same election.');
    }
  }
  return problems;
};

/** A file in the folder of an election says that it is of that election. */
const checkFolders = (files: readonly RuleFile[]): RuleProblem[] =>
  files.flatMap(({ file, kind, data }) => {
    if (kind?.name !== 'election' && kind?.name !== 'participants') return [];
    const folder = file.split('/').at(-2);
    const key = kind.name === 'election' ? 'id' : 'election';
    const found = (data as Record<string, unknown>)[key];
    if (found === folder) return [];
    return [
      {
        file,
        path: key,
        message: `"${String(found)}" stands in the folder of "${folder}"`,
        remedy: `Write "${folder}", or move the file.`,
      },
    ];
  });

/** What no schema of one file can see: references, overlaps, order. */
export const crossCheck = (rules: Rules, files: readonly RuleFile[]): RuleProblem[] => {
  const regions = new Set(['*', ...rules.regions.regions.map(({ code }) => code)]);
  return [
    ...checkFolders(files),
    ...checkSources(files),
    ...checkDecree(rules),
    ...checkElections(rules, regions),
    ...checkParticipants(rules, regions),
  ];
};
