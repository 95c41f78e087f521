/**
 * Writes `public/managed_schema.json`, which tells Chromium what a policy may hold: made from the table of keys and the
 * locale files, so that it cannot drift; a test compares the two. Run `npm run policy:schema` after a change of either.
 *
 * The schema names types alone, no choices and no ranges: Chromium drops, unseen by us, what its schema refuses, while
 * what we refuse ourselves is shown in the options with what to do about it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { POLICY_KEYS, policyKeys } from '../src/domain/policy.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Where the schema stands; the build copies it into the extension as it is. */
const SCHEMA_FILE = join(root, 'public/managed_schema.json');

type Texts = Readonly<Record<string, { readonly message: string }>>;
const textsOf = (language: 'id' | 'en'): Texts =>
  JSON.parse(readFileSync(join(root, 'public/_locales', language, 'messages.json'), 'utf8')) as Texts;

/** The file's content. English first, then Indonesian: a schema has one text, and its readers have two languages. */
export const managedSchema = (): string => {
  const [id, en] = [textsOf('id'), textsOf('en')];
  const both = (key: string) => {
    const [first, second] = [en[key]?.message, id[key]?.message];
    if (!first || !second)
      throw new Error(`public/_locales: the text "${key}" is missing. Write it in both languages.`);
    return `${first} / ${second}`;
  };
  const properties = Object.fromEntries(
    policyKeys.map((key) => {
      const { type } = POLICY_KEYS[key];
      return [
        key,
        {
          title: both(`policy_${key}_title`),
          description: both(`policy_${key}_description`),
          type,
          ...(type === 'array' ? { items: { type: 'string' } } : {}),
        },
      ];
    }),
  );
  return `${JSON.stringify({ type: 'object', properties }, null, 2)}\n`;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(SCHEMA_FILE, managedSchema());
