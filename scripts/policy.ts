/**
 * `npm run policy`: makes the policy files of an agency for every platform from one set of answers, and checks files
 * that are there already. Both go by the table of keys in src/domain/policy.ts, as the extension does.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { POLICY_KEYS, policyKeys } from '../src/domain/policy.ts';
import {
  done,
  guarded,
  type Outcome,
  REPOSITORY,
  readArguments,
  readBytes,
  runAsCommand,
  ToolError,
} from './pack/tool.ts';
import { PackageError } from './package/error.ts';
import { readKey } from './package/key.ts';
import {
  type Answers,
  deploymentOf,
  exampleAnswers,
  isExtensionId,
  isRecord,
  type Problem,
  settingsFromPairs,
  textsOf,
} from './policy/answers.ts';
import { problemsOf, readPolicyFile } from './policy/check.ts';
import { DESTINATIONS, filesOf } from './policy/files.ts';

const keysHelp = (): string => {
  const text = textsOf('en');
  return policyKeys
    .map((key) => {
      const { type, example } = POLICY_KEYS[key];
      const shown = Array.isArray(example)
        ? `list of ${(example as unknown[]).map(String).join(', ')}`
        : String(example);
      return `  ${key.padEnd(16)} ${type.padEnd(8)} ${text(`policy_${key}_title`)}; such as: ${shown}`;
    })
    .join('\n');
};

const HELP = `npm run policy -- --out FOLDER [--answers FILE] [options]    makes policy files
npm run policy -- --check FILE [--check FILE ...]            checks policy files
npm run policy -- --example                                  prints an answers file to be changed

  --answers FILE       what the options below say, in a JSON file; options win over it
  --extension-id ID    of the Chromium package: 32 letters, as npm run package:keygen printed them
  --key FILE           the package's private key instead; only the id is taken from it
  --base-url ADDRESS   where the packages are served, as for npm run package; without it the files hold settings only,
                       and the installation is left to somebody else
  --organization NAME  named in the profiles of macOS
  --firefox-package N  name of the .xpi on the server, unless it is that of this version
  --firefox-unsigned   lets Firefox ESR take a package that Mozilla has not signed; release versions refuse it
  --set KEY=VALUE      a setting; for lists once for each entry
  --out FOLDER         where the files go; files of the same names are replaced
  --check FILE         .json, .reg, .mobileconfig, .plist, .admx or .adml
  --help               this text

Keys:

${keysHelp()}

Exit status: 0 made, or nothing wrong; 1 something is wrong, each with file, key and remedy; 2 the call is wrong.`;

const OPTIONS = {
  answers: { type: 'string' },
  'extension-id': { type: 'string' },
  key: { type: 'string' },
  'base-url': { type: 'string' },
  organization: { type: 'string' },
  'firefox-package': { type: 'string' },
  'firefox-unsigned': { type: 'boolean' },
  set: { type: 'string', multiple: true },
  out: { type: 'string' },
  check: { type: 'string', multiple: true },
  example: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const report = (file: string, problems: readonly Problem[]): string =>
  problems.map(({ key, message, remedy }) => `${file}: ${key}: ${message}\n  ${remedy}`).join('\n');

const readAnswers = (path: string): Answers => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(readBytes(path)).toString('utf8'));
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError(`${path}: is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (!isRecord(value)) throw new ToolError(`${path}: must hold an object; begin with --example.`);
  return value;
};

const idFromKey = (path: string): string => {
  try {
    return readKey(path, REPOSITORY).extensionId;
  } catch (error) {
    if (error instanceof PackageError) throw new ToolError(error.message);
    throw error;
  }
};

const check = async (files: readonly string[], extensionId: string | null): Promise<Outcome> => {
  const faults: string[] = [];
  const good: string[] = [];
  for (const file of files) {
    const reading = await readPolicyFile(file, readBytes(file), extensionId);
    const problems = problemsOf(reading, extensionId);
    if (problems.length > 0) faults.push(report(file, problems));
    else
      good.push(
        `${file}: nothing is wrong${reading.found.map(({ browser, settings }) => `; ${browser}: ${Object.keys(settings ?? {}).length} settings`).join('')}`,
      );
  }
  return { status: faults.length > 0 ? 1 : 0, out: good.join('\n'), error: faults.join('\n') };
};

/** Makes or checks policy files; see HELP. */
export const runPolicy = guarded(async (args): Promise<Outcome> => {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) return done(HELP);
  if (values.example) return done(JSON.stringify(exampleAnswers(), null, 2));
  if (positionals.length > 0)
    throw new ToolError(
      `"${positionals[0]}" belongs to no option. To check a file: --check FILE. See --help.`,
    );
  const extensionId = values.key === undefined ? values['extension-id'] : idFromKey(values.key);
  if (values.check !== undefined) {
    if (values.out !== undefined) throw new ToolError('--check and --out do not go together. See --help.');
    if (extensionId !== undefined && !isExtensionId(extensionId))
      throw new ToolError(`--extension-id ${extensionId}: must be 32 letters from a to p.`);
    return check(values.check, extensionId ?? null);
  }
  if (values.out === undefined) throw new ToolError('Say where the files go: --out FOLDER. See --help.');
  const answers: Record<string, unknown> = {
    ...(values.answers === undefined ? {} : readAnswers(values.answers)),
  };
  for (const [field, value] of Object.entries({
    extensionId,
    baseUrl: values['base-url'],
    organization: values.organization,
    firefoxPackage: values['firefox-package'],
    firefoxUnsigned: values['firefox-unsigned'],
  }))
    if (value !== undefined) answers[field] = value;
  if (values.set !== undefined)
    answers.settings = {
      ...(isRecord(answers.settings) ? answers.settings : {}),
      ...settingsFromPairs(values.set),
    };
  const answer = deploymentOf(answers);
  if ('problems' in answer)
    return { status: 1, out: '', error: report(values.answers ?? '(options)', answer.problems) };
  const out = resolve(values.out);
  const files = new Map<string, Uint8Array>([
    ...filesOf(answer.deployment),
    ['answers.json', Buffer.from(`${JSON.stringify(answers, null, 2)}\n`)],
  ]);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), content);
  }
  const width = Math.max(...DESTINATIONS.map(([file]) => file.length));
  return done(
    [
      `In ${out}: ${files.size} files for extension ${answer.deployment.extensionId}. Where they go:`,
      ...DESTINATIONS.map(([file, place]) => `  ${file.padEnd(width)}  ${place}`),
      ...(answer.deployment.updateUrl === null
        ? ['No --base-url: the files hold settings only; nothing is installed by them.']
        : []),
      'answers.json makes the same files again: --answers answers.json',
    ].join('\n'),
  );
});

await runAsCommand(import.meta.url, runPolicy);
