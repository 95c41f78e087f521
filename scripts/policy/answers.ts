/**
 * What an administrator has to say once, whatever the platform: which extension, from where, and with which settings.
 * The settings are read by the extension's own reader, so that a file which passes here is one that the browser takes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFor } from '../../manifest.config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { POLICY_KEYS, type PolicyKey, policyKeys, readPolicy } from '../../src/domain/policy.ts';
import { policyChecks } from '../../src/pack/policy-checks.ts';
import { REPOSITORY, ToolError } from '../pack/tool.ts';
import { PackageError } from '../package/error.ts';
import { addressOf, geckoOf, readBaseUrl, UPDATES } from '../package/release.ts';

/** Values of policy keys; lists are never empty, as an empty one says nothing and a registry cannot hold it. */
export type PolicySettings = Readonly<Record<string, unknown>>;

/** Everything that a set of files is made from. */
export interface Deployment {
  readonly organization: string;
  /** Of the Chromium package: 32 letters from a to p. */
  readonly extensionId: string;
  readonly geckoId: string;
  /** What Chromium's force-install names; null leaves the installation to somebody else. */
  readonly updateUrl: string | null;
  /** What Firefox installs from; null as above. */
  readonly installUrl: string | null;
  /** Firefox ESR takes a package that Mozilla has not signed. */
  readonly allowUnsigned: boolean;
  readonly settings: PolicySettings;
}

/** One thing that is wrong with a file: which key, what, and what to do. */
export interface Problem {
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'));

type Locale = Readonly<Record<string, { readonly message: string }>>;
/** The texts of the extension itself. @throws Error when one is missing: that is a fault of ours */
export const textsOf = (language: 'id' | 'en'): ((key: string) => string) => {
  const locale = readJson(`public/_locales/${language}/messages.json`) as Locale;
  return (key) => {
    const text = locale[key]?.message;
    if (!text) throw new Error(`public/_locales/${language}/messages.json: the text "${key}" is missing.`);
    return text;
  };
};

/** The name of the extension in Firefox, for ever. */
export const GECKO_ID = geckoOf(manifestFor('firefox') as unknown as Record<string, unknown>).id;

const EXTENSION_ID = /^[a-p]{32}$/;
/** True for what Chromium takes for an extension's id. */
export const isExtensionId = (text: string): boolean => EXTENSION_ID.test(text);

/**
 * Reads settings as the extension will.
 * @returns what counts, in its one form and without empty lists; and what would be ignored, each with a remedy
 */
export const readSettings = (
  raw: unknown,
): { readonly settings: PolicySettings; readonly problems: readonly Problem[] } => {
  const text = textsOf('en');
  if (!isRecord(raw))
    return {
      settings: {},
      problems: [
        {
          key: '(settings)',
          message: `${JSON.stringify(raw)} holds no keys.`,
          remedy: 'Write an object with the keys of docs/admin/README.md.',
        },
      ],
    };
  const { policy, problems } = readPolicy(raw, policyChecks());
  return {
    settings: Object.fromEntries(
      Object.entries(policy).filter(([, value]) => !Array.isArray(value) || value.length > 0),
    ),
    problems: problems.map(({ key, found, remedy }) => ({
      key,
      message: `${JSON.stringify(found)} is not used.`,
      remedy: text(`policy_remedy_${remedy}`),
    })),
  };
};

const ANSWER_FIELDS = [
  'organization',
  'extensionId',
  'baseUrl',
  'firefoxPackage',
  'firefoxUnsigned',
  'settings',
] as const;
/** What an answers file may hold; also what the options of the command are put together to. */
export type Answers = { readonly [Field in (typeof ANSWER_FIELDS)[number]]?: unknown };

/** An answers file to be changed: every key but the simulated date, which nobody should get by forgetting it there. */
export const exampleAnswers = (): Record<(typeof ANSWER_FIELDS)[number], unknown> => ({
  organization: 'BKPSDM Kabupaten Contoh',
  extensionId: 'abcdefghijklmnopabcdefghijklmnop',
  baseUrl: 'https://unduh.example.go.id/jaga-netral/',
  firefoxPackage: `${packageJson.name}-${packageJson.version}-firefox.xpi`,
  firefoxUnsigned: false,
  settings: Object.fromEntries(
    policyKeys.filter((key) => key !== 'simulatedDate').map((key) => [key, POLICY_KEYS[key].example]),
  ),
});

/**
 * Puts answers together to a deployment.
 * @returns problems instead, when there are any: nothing is made from doubtful answers
 */
export const deploymentOf = (
  answers: Answers,
): { readonly deployment: Deployment } | { readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const problem = (key: string, message: string, remedy: string) => problems.push({ key, message, remedy });
  for (const key of Object.keys(answers))
    if (!(ANSWER_FIELDS as readonly string[]).includes(key))
      problem(key, 'This field is unknown.', `Known are ${ANSWER_FIELDS.join(', ')}.`);
  const {
    organization = '',
    extensionId,
    baseUrl,
    firefoxPackage = `${packageJson.name}-${packageJson.version}-firefox.xpi`,
    firefoxUnsigned = false,
  } = answers;
  if (typeof organization !== 'string')
    problem('organization', 'This is no text.', 'Write the name of the agency.');
  if (typeof extensionId !== 'string' || !isExtensionId(extensionId))
    problem(
      'extensionId',
      `${JSON.stringify(extensionId ?? null)} is no extension id.`,
      'Copy the 32 letters that npm run package:keygen printed, or name the key with --key.',
    );
  if (typeof firefoxUnsigned !== 'boolean')
    problem('firefoxUnsigned', 'This is neither true nor false.', 'Write true or false.');
  if (typeof firefoxPackage !== 'string' || !/^[\w.-]+\.xpi$/.test(firefoxPackage))
    problem('firefoxPackage', 'This is no name of a package.', 'Write the name of the .xpi on the server.');
  let updateUrl: string | null = null;
  let installUrl: string | null = null;
  if (baseUrl !== undefined)
    try {
      const base = readBaseUrl(String(baseUrl));
      updateUrl = addressOf(base, UPDATES.chromium);
      installUrl = addressOf(base, String(firefoxPackage));
    } catch (error) {
      if (!(error instanceof PackageError)) throw error;
      problem('baseUrl', error.message, 'Write the address that npm run package was given.');
    }
  const reading = readSettings(answers.settings ?? {});
  problems.push(...reading.problems);
  if (problems.length > 0) return { problems };
  return {
    deployment: {
      organization: String(organization),
      extensionId: String(extensionId),
      geckoId: GECKO_ID,
      updateUrl,
      installUrl,
      allowUnsigned: firefoxUnsigned === true,
      settings: reading.settings,
    },
  };
};

const asFlag = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);
const asNumber = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);

/**
 * Settings from `key=value`, as the command line gives them; the same key again adds to a list.
 * @throws ToolError for what is no pair; an unknown key or a bad value is the reader's to report
 */
export const settingsFromPairs = (pairs: readonly string[]): Record<string, unknown> => {
  const settings: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [, key, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined)
      throw new ToolError(`--set ${pair}: write KEY=VALUE, such as region=36.03.`);
    const type = Object.hasOwn(POLICY_KEYS, key) ? POLICY_KEYS[key as PolicyKey].type : 'string';
    if (type === 'array') {
      const before = settings[key];
      settings[key] = [...(Array.isArray(before) ? (before as unknown[]) : []), value];
    } else settings[key] = type === 'boolean' ? asFlag(value) : type === 'integer' ? asNumber(value) : value;
  }
  return settings;
};
