/**
 * `npm run pack:keygen`: makes the pair of keys with which an agency signs its packs. The private key goes into a file
 * outside of every repository and is never printed; the public key is printed for the policy.
 */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { keyIdOf } from '../../src/pack/agency-signature.ts';
import { rawPublicKey } from './keys.ts';
import { done, guarded, type Outcome, REPOSITORY, readArguments, runAsCommand, ToolError } from './tool.ts';

const HELP = `npm run pack:keygen -- --out FILE

Makes an Ed25519 key pair for signing packs.

  --out FILE  where the private key goes (PKCS#8, PEM; mode 0600). The folder must exist and lie outside of this and
              of every other repository; an existing file is never overwritten
  --help      this text

Prints the public key, which is what the policy holds, and its id. Keep FILE where few people can read it, and a copy
offline: whoever has it can publish for you, and without it you must bring a new key to every machine.

Exit status: 0 made; 2 nothing was written.`;

/** The folder above `folder`, or itself, that is under version control; null when none is. */
const repositoryAbove = (folder: string): string | null => {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : repositoryAbove(above);
};

/** Makes the keys; see HELP. */
export const runKeygen = guarded(async (args): Promise<Outcome> => {
  const { values, positionals } = readArguments(args, {
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return done(HELP);
  if (!values.out || positionals.length > 0)
    throw new ToolError('say where the private key goes: --out FILE. See --help.');
  const asked = resolve(values.out);
  if (!existsSync(dirname(asked)))
    throw new ToolError(`${dirname(asked)}: there is no such folder; make it first.`);
  // Where it really lies: a link must not lead into a repository.
  const folder = realpathSync(dirname(asked));
  const path = join(folder, basename(asked));
  const repository = `${folder}${sep}`.startsWith(`${realpathSync(REPOSITORY)}${sep}`)
    ? REPOSITORY
    : repositoryAbove(folder);
  if (repository !== null)
    throw new ToolError(
      `${path}: lies in the repository ${repository}; a private key never does. Choose a folder outside.`,
    );
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (existsSync(path))
      throw new ToolError(`${path}: exists already and is not overwritten; choose another name.`);
    throw new ToolError(`${path}: cannot be written: ${error instanceof Error ? error.message : ''}.`);
  }
  const raw = rawPublicKey(publicKey);
  return done(
    [
      `private key  ${path}`,
      `public key   ${Buffer.from(raw).toString('base64')}`,
      `key id       ${await keyIdOf(raw, crypto.subtle)}`,
    ].join('\n'),
  );
});

await runAsCommand(import.meta.url, runKeygen);
