/** `npm test`: every check of the project, in the order in which a mistake is cheapest to find. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const STEPS: readonly [title: string, command: string, ...args: string[]][] = [
  ['rules', 'npx', 'tsx', 'scripts/rules-check.ts'],
  ['generate', 'npx', 'tsx', 'scripts/generate.ts'],
  ['types', 'npx', 'tsc', '--noEmit'],
  ['lint and format', 'npx', 'biome', 'check', '.'],
  ['unused code', 'npx', 'knip'],
  ['unit and structure tests', 'npx', 'vitest', 'run', '--project', 'unit'],
  ['build for Chromium', 'npx', 'vite', 'build', '--logLevel', 'warn'],
  ['build for Firefox', 'npx', 'vite', 'build', '--mode', 'firefox', '--logLevel', 'warn'],
  ['Mozilla’s linter', 'npx', 'tsx', 'scripts/lint-firefox.ts'],
  ['size of the content scripts', 'npx', 'tsx', 'scripts/size.ts'],
  ['browser tests', 'npx', 'vitest', 'run', '--project', 'browser'],
];

const started = Date.now();
for (const [index, [title, command, ...args]] of STEPS.entries()) {
  const at = Date.now();
  console.log(`\n── ${index + 1}/${STEPS.length} ${title}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error || status !== 0) {
    console.error(`\n✗ ${title} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
  console.log(`── ${title}: ${((Date.now() - at) / 1000).toFixed(1)} s`);
}
console.log(`\nAll ${STEPS.length} steps passed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
