/**
 * `npm run rules:check`: parses, validates, cross-references and re-formats every file under `rules/`, and prints
 * a summary. With `--write` it puts files into the one format first.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crossCheck, formatRules, loadRules, type RuleProblem, RulesError } from './rules.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Counts every `confidence` anywhere in the data. */
const countConfidence = (value: unknown, counts: Map<string, number>): void => {
  if (Array.isArray(value)) for (const entry of value) countConfidence(entry, counts);
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value))
      if (key === 'confidence' && typeof entry === 'string') counts.set(entry, (counts.get(entry) ?? 0) + 1);
      else countConfidence(entry, counts);
};

try {
  const { rules, files } = loadRules(join(root, 'rules'));
  const problems: RuleProblem[] = crossCheck(rules, files);
  for (const { file, text, data } of files) {
    const formatted = formatRules(data);
    if (formatted === text) continue;
    if (process.argv.includes('--write')) writeFileSync(join(root, file), formatted);
    else
      problems.push({
        file,
        path: '',
        message: 'the file is not in the project’s format',
        remedy: 'Run "npm run rules:format".',
      });
  }
  if (problems.length > 0) throw new RulesError(problems);
  const counts = new Map<string, number>();
  for (const { data } of files) countConfidence(data, counts);
  const participants = rules.participants.flatMap(({ participants }) => participants);
  console.log(
    [
      `items         ${rules.items.items.length}`,
      `elections     ${rules.elections.length}`,
      `stages        ${rules.elections.reduce((sum, { stages }) => sum + stages.length, 0)}`,
      `participants  ${participants.length}`,
      `accounts      ${participants.reduce((sum, { accounts }) => sum + accounts.length, 0)}`,
      `regions       ${rules.regions.regions.length}`,
      `sources       ${rules.sources.length}`,
      `facts         ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`,
    ].join('\n'),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
