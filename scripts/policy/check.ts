/** Checks a policy file of any kind: what a browser would ignore in it, what does not fit together, what lacks. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { PackageError } from '../package/error.ts';
import { readBaseUrl } from '../package/release.ts';
import { ADML_LANGUAGES, ADML_NAME, ADMX_NAME, admxProblems } from './admx.ts';
import { deploymentOf, GECKO_ID, isExtensionId, isRecord, type Problem, readSettings } from './answers.ts';
import type { Found } from './found.ts';
import { foundInChromium, foundInFirefox } from './json.ts';
import { foundInProfile } from './profile.ts';
import { foundInRegistry, readReg } from './registry.ts';
import { readXml } from './xml.ts';

/** What stands in a file. */
export interface Reading {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
}

const whole = (message: string, remedy: string): Problem => ({ key: '(whole file)', message, remedy });
const NOTHING = whole(
  'There is nothing for Jaga Netral in it.',
  'Compare it with a file made by npm run policy, and look at the extension id.',
);

const readJson = (text: string, extensionId: string | null): Reading => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `This is no JSON: ${error instanceof Error ? error.message : String(error)}.`;
    return {
      found: [],
      problems: [whole(message, 'A comma, a quotation mark or a bracket is missing or too many.')],
    };
  }
  if (isRecord(value) && 'settings' in value && !('policies' in value)) {
    const answer = deploymentOf(value);
    return { found: [], problems: 'problems' in answer ? answer.problems : [] };
  }
  const found =
    isRecord(value) && 'policies' in value
      ? foundInFirefox(value.policies, GECKO_ID)
      : foundInChromium(value, extensionId);
  return found ? { found: [found], problems: [] } : { found: [], problems: [NOTHING] };
};

const readTemplate = async (path: string, text: string): Promise<Reading> => {
  const isForm = extname(path).toLowerCase() === '.admx';
  const form = isForm ? path : join(dirname(path), '..', ADMX_NAME);
  const texts = isForm
    ? Object.keys(ADML_LANGUAGES).map((language) => join(dirname(path), language, ADML_NAME))
    : [path];
  const problems: Problem[] = [];
  const read = async (file: string) => {
    if (!existsSync(file)) {
      problems.push({
        key: basename(dirname(file)),
        message: `${file} is missing.`,
        remedy: 'Keep the ADMX and its folders of texts together, as npm run policy made them.',
      });
      return null;
    }
    const reading = await readXml(file === path ? text : readFileSync(file, 'utf8'));
    if (!('fault' in reading)) return reading.document;
    problems.push(
      whole(`${file} is no XML: ${reading.fault}`, 'Make the templates again with npm run policy.'),
    );
    return null;
  };
  const admx = await read(form);
  for (const file of texts) {
    const adml = await read(file);
    if (admx && adml) problems.push(...admxProblems(admx, adml));
  }
  return { found: [], problems };
};

/**
 * Reads a file by its ending.
 * @param extensionId Chromium's, where it is known
 */
export const readPolicyFile = async (
  path: string,
  bytes: Uint8Array,
  extensionId: string | null,
): Promise<Reading> => {
  const text = () =>
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  const wanted = { geckoId: GECKO_ID, extensionId };
  switch (extname(path).toLowerCase()) {
    case '.reg': {
      const { registry, problems } = readReg(bytes);
      const found = foundInRegistry(registry, wanted);
      return { found, problems: found.length === 0 ? [...problems, NOTHING] : problems };
    }
    case '.mobileconfig':
    case '.plist': {
      const { found, problems } = await foundInProfile(text(), wanted);
      return { found, problems: found.length + problems.length === 0 ? [NOTHING] : problems };
    }
    case '.admx':
    case '.adml':
      return readTemplate(path, text());
    case '.json':
      return readJson(text(), extensionId);
    default:
      return {
        found: [],
        problems: [
          whole(
            'This kind of file is unknown.',
            'Known are .json, .reg, .mobileconfig, .plist, .admx and .adml.',
          ),
        ],
      };
  }
};

const addressProblem = (address: string): string | null => {
  try {
    readBaseUrl(address);
    return null;
  } catch (error) {
    if (error instanceof PackageError)
      return error.message.replace(/^--base-url /, '').replace(/ Write .*$/s, '');
    throw error;
  }
};

const foundProblems = (
  { browser, installedId, configuredId, address, settings }: Found,
  extensionId: string | null,
): Problem[] => {
  const problems: Problem[] = [];
  const problem = (key: string, message: string, remedy: string) =>
    problems.push({ key: `${browser}: ${key}`, message, remedy });
  for (const id of new Set([installedId, configuredId])) {
    if (id === null || browser === 'firefox') continue;
    if (!isExtensionId(id))
      problem(id, 'This is no extension id.', 'Use the 32 letters of npm run package:keygen.');
    else if (extensionId !== null && id !== extensionId)
      problem(
        id,
        `This is another extension than ${extensionId}.`,
        'Correct the id in the file, or the one that you named.',
      );
  }
  if (installedId !== null && configuredId !== null && installedId !== configuredId)
    problem(
      configuredId,
      `${installedId} is installed, but the settings are for ${configuredId}.`,
      'Use the same id in both places; it is the one that npm run package printed.',
    );
  if (address !== null) {
    const fault = addressProblem(address);
    if (fault !== null) problem('address', fault, 'Write the https address of the file on your server.');
  }
  if (installedId !== null && address === null)
    problem(
      'address',
      'It does not say where to install from.',
      'Add the address of the package or update file.',
    );
  if (settings === null)
    problem(
      'settings',
      'There are none: the extension runs with its own defaults.',
      'Add them, or leave it so on purpose.',
    );
  else for (const { key, message, remedy } of readSettings(settings).problems) problem(key, message, remedy);
  return problems;
};

/** Everything that is wrong with a file, in the order in which it was met. */
export const problemsOf = ({ found, problems }: Reading, extensionId: string | null): Problem[] => [
  ...problems,
  ...found.flatMap((one) => foundProblems(one, extensionId)),
];
