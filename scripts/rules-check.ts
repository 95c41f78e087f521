/**
 * `npm run rules:check`: parses, validates, cross-references and re-formats every file under `rules/`, compares the
 * JSON Schemas with the code they are made from, and prints a summary. With `--write` (`npm run rules:format`) it
 * first puts files and schemas into their one form.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rules } from '../src/pack/bundle.ts';
import { formatCandidates } from '../src/pack/candidates.ts';
import {
  type CandidateFile,
  checkCandidates,
  countCandidates,
  loadCandidates,
  loadNames,
} from './candidates.ts';
import { checkHelp } from './help.ts';
import {
  crossCheck,
  formatRules,
  loadRules,
  type RuleFile,
  type RuleProblem,
  RulesError,
  usedSources,
} from './rules.ts';
import { jsonSchemas, schemaReference } from './rules-schema.ts';
import { checkInvented, checkTraining } from './training.ts';

const FORMAT = 'Run "npm run rules:format".';

/** Counts every `confidence` anywhere in the data. */
const countConfidence = (value: unknown, counts: Map<string, number>): void => {
  if (Array.isArray(value)) for (const entry of value) countConfidence(entry, counts);
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value))
      if (key === 'confidence' && typeof entry === 'string') counts.set(entry, (counts.get(entry) ?? 0) + 1);
      else countConfidence(entry, counts);
};

/** Path below `rules/`. */
const below = ({ file }: RuleFile): string => file.slice('rules/'.length);

/** How the file must stand on disk: one form, and `$schema` first in files of ours. */
const canonical = (one: RuleFile): string =>
  one.kind === null
    ? formatRules(one.data)
    : formatRules({
        $schema: schemaReference(below(one), one.kind),
        ...Object.fromEntries(Object.entries(one.data as object).filter(([key]) => key !== '$schema')),
      });

const writeFormatted = (root: string, files: readonly RuleFile[]): void => {
  for (const one of files) {
    const text = canonical(one);
    if (text !== one.text) writeFileSync(join(root, below(one)), text);
  }
};

const writeCandidates = (root: string): void => {
  for (const { file, text, data } of loadCandidates(root)) {
    const formatted = formatCandidates(data);
    if (formatted !== text) writeFileSync(join(root, file.slice('rules/'.length)), formatted);
  }
};

const checkFormat = (files: readonly RuleFile[]): RuleProblem[] =>
  files.flatMap((one) => {
    const { file, kind, text, data } = one;
    const reference = kind && schemaReference(below(one), kind);
    if (reference && (data as { readonly $schema?: unknown }).$schema !== reference)
      return [
        {
          file,
          path: '$schema',
          message: `the file does not name its schema, "${reference}"`,
          remedy: FORMAT,
        },
      ];
    if (canonical(one) === text) return [];
    return [{ file, path: '', message: 'the file is not in the project’s format', remedy: FORMAT }];
  });

const writeSchemas = (root: string): void => {
  mkdirSync(join(root, 'schema'), { recursive: true });
  for (const [name, schema] of jsonSchemas()) writeFileSync(join(root, 'schema', name), formatRules(schema));
};

const checkSchemas = (root: string): RuleProblem[] => {
  const folder = join(root, 'schema');
  const schemas = jsonSchemas();
  const strangers = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => !schemas.has(name));
  return [
    ...strangers.map((name) => ({
      file: `rules/schema/${name}`,
      path: '',
      message: 'no kind of rules file has this schema',
      remedy: 'Remove it, or add its kind to scripts/rules-schema.ts.',
    })),
    ...[...schemas].flatMap(([name, schema]) => {
      const path = join(folder, name);
      return existsSync(path) && readFileSync(path, 'utf8') === formatRules(schema)
        ? []
        : [
            {
              file: `rules/schema/${name}`,
              path: '',
              message: 'the schema is not what src/pack/schema.ts says',
              remedy: FORMAT,
            },
          ];
    }),
  ];
};

/** What was counted, a line each. */
const summarise = (
  rules: Rules,
  files: readonly RuleFile[],
  candidates: readonly CandidateFile[],
): string => {
  const counts = new Map<string, number>();
  for (const { kind, data } of files) if (kind) countConfidence(data, counts);
  const participants = rules.participants.flatMap(({ participants }) => participants);
  const { persons, laterLaw, answers, reporting } = rules.guidance;
  const listed = [...countCandidates(candidates)].map(
    ([office, count]) =>
      `${count.listed} ${office === 'gubernur' || office === 'bupati-walikota' ? 'pairs for ' : ''}${office} (${count.districts})`,
  );
  const used = new Set([...usedSources(files), ...candidates.flatMap(({ data }) => data.sources)]);
  const unused = rules.sources.filter(({ id }) => !used.has(id)).length;
  const facts = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const doubts = [...rules.items.items, ...persons, ...laterLaw, ...answers, ...reporting].reduce(
    (sum, one) => sum + one.doubts.length,
    0,
  );
  const order = ['confirmed', 'single-source', 'inferred', 'conflict'];
  return [
    `items         ${rules.items.items.length}`,
    `guidance      ${persons.length} persons, ${laterLaw.length} later law, ${answers.length} questions, ${reporting.length} reporting steps`,
    `elections     ${rules.elections.length}`,
    `stages        ${rules.elections.reduce((sum, { stages }) => sum + stages.length, 0)}`,
    `participants  ${participants.length}`,
    `accounts      ${participants.reduce((sum, { accounts }) => sum + accounts.length, 0)}`,
    `candidates    ${listed.length > 0 ? listed.join(', ') : 'none'}`,
    `regions       ${rules.regions.regions.length}`,
    `sources       ${rules.sources.length}${unused > 0 ? ` (${unused} not referred to)` : ''}`,
    `facts         ${facts}: ${order.map((name) => `${counts.get(name) ?? 0} ${name}`).join(', ')}`,
    `doubts        ${doubts}`,
  ].join('\n');
};

/**
 * Checks everything below `root`, the `rules/` folder; with `write`, formats first.
 * @returns every problem found (none: the rules are good) and a summary, null when they could not be read
 */
export const checkRules = (
  root: string,
  { write = false } = {},
): { readonly problems: readonly RuleProblem[]; readonly summary: string | null } => {
  try {
    if (write) {
      writeFormatted(root, loadRules(root).files);
      writeCandidates(root);
      writeSchemas(root);
    }
    const { rules, training, help, files } = loadRules(root);
    const problems = [
      ...crossCheck(rules, files),
      ...checkHelp(help, rules),
      ...checkTraining(training, rules, files),
      ...checkFormat(files),
      ...checkSchemas(root),
    ];
    const names = loadNames(root);
    const candidates = loadCandidates(root);
    problems.push(
      ...checkCandidates(candidates, rules),
      ...checkInvented(training, rules, candidates, names),
    );
    const { cast, scenarios } = training;
    const days = scenarios.reduce((sum, one) => sum + one.days.length, 0);
    const summary = [
      summarise(rules, files, candidates),
      `help          ${help.topics.length} questions`,
      `training      ${scenarios.length} scenarios on ${days} days, ${cast.people.length} people`,
    ].join('\n');
    return { problems, summary };
  } catch (error) {
    if (error instanceof RulesError) return { problems: error.problems, summary: null };
    throw error;
  }
};

const self = fileURLToPath(import.meta.url);
if (process.argv[1] === self) {
  const { problems, summary } = checkRules(join(dirname(self), '../rules'), {
    write: process.argv.includes('--write'),
  });
  if (problems.length > 0) {
    console.error(new RulesError(problems).message);
    process.exit(1);
  }
  console.log(summary);
}
