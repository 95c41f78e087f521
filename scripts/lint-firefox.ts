/** `npm run lint:firefox`: Mozilla's own linter over dist/firefox, the one that its add-on site runs. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LintReport, readReport } from './firefox-report.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist/firefox');

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const isReport = (value: unknown): value is LintReport =>
  typeof value === 'object' &&
  value !== null &&
  ['errors', 'warnings', 'notices'].every((key) => Array.isArray((value as Record<string, unknown>)[key]));

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

if (!existsSync(join(dist, 'manifest.json')))
  fail('dist/firefox is missing: run "npm run build:firefox" first.');
// Run through npm, so that the project's own programs are found by name.
const { stdout, stderr, error } = spawnSync('web-ext', ['lint', '--source-dir', dist, '--output', 'json'], {
  cwd: root,
  encoding: 'utf8',
});
if (error) fail(`web-ext did not start (${error.message}). Run "npm install", then "npm run lint:firefox".`);
const report = readJson(stdout);
if (!isReport(report)) fail(`web-ext gave no report:\n${stdout}${stderr}`);
else {
  const problems = readReport(report);
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (problems.length > 0) process.exit(1);
  console.log(
    `dist/firefox: no error, ${report.warnings.length + report.notices.length} explained message(s)`,
  );
}
