/**
 * Makes what the build imports: validated rules as one file, locale texts typed by key. The IIFE build of content
 * scripts knows no plugins, so this runs before it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PairRow } from '../src/pack/bundle.ts';
import { compileGazetteer } from '../src/pack/gazetteer.ts';
import { type CandidateFile, candidateSources, loadCandidates, loadNames } from './candidates.ts';
import { checkHelp } from './help.ts';
import { crossCheck, loadRules, RulesError } from './rules.ts';
import { checkTraining } from './training.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'src/generated');

/** Surfaces whose texts a content script shows; all others stay in the extension's pages. */
const GUARD_SURFACES = /^(dialog|badge|where|tier|stage|common_item|common_category|rules_weight)_/;

interface Locale {
  readonly [key: string]: { readonly message: string };
}

const readLocale = (language: string): Record<string, string> => {
  const path = join(root, 'public/_locales', language, 'messages.json');
  const locale = JSON.parse(readFileSync(path, 'utf8')) as Locale;
  return Object.fromEntries(Object.entries(locale).map(([key, { message }]) => [key, message]));
};

const write = (name: string, content: string | Uint8Array): void => {
  mkdirSync(generated, { recursive: true });
  writeFileSync(join(generated, name), content);
};

/** Style sheets of the guard as one string literal, without comments and spare space. */
const styleSheet = (...names: readonly string[]): string => {
  const css = names.map((name) => readFileSync(join(root, `src/guard/${name}.css`), 'utf8')).join('\n');
  return JSON.stringify(css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' '));
};

const messagesModule = (id: Record<string, string>, en: Record<string, string>, why: string): string => {
  const missing = Object.keys(id)
    .filter((key) => !(key in en))
    .concat(Object.keys(en).filter((key) => !(key in id)));
  if (missing.length > 0)
    throw new Error(
      `public/_locales: these keys stand in one language only: ${missing.join(', ')}. Add them to the other.`,
    );
  return `/** ${why} Made by scripts/generate.ts. */
export const messages = ${JSON.stringify({ id, en }, null, 1)} as const;
export type MessageKey = keyof (typeof messages)['id'];
`;
};

/** Everything that the gazetteer and the pairs are made from: lists, names and the code that reads them. */
const GAZETTEER_CODE = [
  'scripts/generate.ts',
  'src/pack/gazetteer.ts',
  'src/pack/schema.ts',
  'src/recognition/gazetteer.ts',
  'src/recognition/name-prints.ts',
  'src/recognition/tokens.ts',
];

/** Pairs of regents and mayors: few enough to be carried with their names. */
const pairsOf = (files: readonly CandidateFile[]): PairRow[] =>
  files.flatMap(({ data: { election, districts } }) =>
    districts.flatMap(({ office, code, region, pairs }) =>
      (pairs ?? []).flatMap((members, at) =>
        members
          ? [{ id: `${election}/${office}/${code}/${at + 1}`, election, region, ballot: at + 1, members }]
          : [],
      ),
    ),
  );

/** Makes the gazetteer and returns the pairs; both are kept while nothing that they come from has changed. */
const fromCandidates = (): PairRow[] => {
  const rulesRoot = join(root, 'rules');
  const hash = createHash('sha256');
  for (const path of [...candidateSources(rulesRoot), ...GAZETTEER_CODE.map((path) => join(root, path))])
    hash.update(path.slice(root.length)).update(readFileSync(path));
  const stamp = hash.digest('hex');
  const [stampFile, pairsFile] = [join(generated, 'gazetteer.stamp'), join(generated, 'pairs.json')];
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return JSON.parse(readFileSync(pairsFile, 'utf8')) as PairRow[];
  const files = loadCandidates(rulesRoot);
  const pairs = pairsOf(files);
  write(
    'gazetteer.bin',
    compileGazetteer(
      files.map(({ data }) => data),
      loadNames(rulesRoot),
    ),
  );
  write('pairs.json', JSON.stringify(pairs));
  // Last: a run that was broken off must not look finished.
  write('gazetteer.stamp', stamp);
  return pairs;
};

const main = (): void => {
  const { rules, training, help, files } = loadRules(join(root, 'rules'));
  const problems = [
    ...crossCheck(rules, files),
    ...checkHelp(help, rules),
    ...checkTraining(training, rules, files),
  ];
  if (problems.length > 0) throw new RulesError(problems);
  write('rules.json', JSON.stringify({ ...rules, pairs: fromCandidates() }));
  write('training.json', JSON.stringify(training));
  write('help.json', JSON.stringify(help));
  write(
    'guard-style.ts',
    `/** The guard's style sheets. Made by scripts/generate.ts. */
export const style = ${styleSheet('sign', 'dialog', 'notice')};
export const badgeStyle = ${styleSheet('sign', 'badge')};
`,
  );
  const id = readLocale('id');
  const en = readLocale('en');
  write('messages.ts', messagesModule(id, en, 'All texts of the interface, by language and key.'));
  const some = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).filter(([key]) => GUARD_SURFACES.test(key)));
  write('guard-messages.ts', messagesModule(some(id), some(en), 'Texts that a content script shows.'));
};

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
