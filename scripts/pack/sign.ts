/** `npm run pack:sign`: checks a pack as a browser will, and writes the signature beside it. */
import { sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readPack } from '../../src/pack/agency-read.ts';
import { formatSignature, keyIdOf } from '../../src/pack/agency-signature.ts';
import { rules } from '../../src/pack/bundle.ts';
import { rawPublicKey, readPrivateKey } from './keys.ts';
import {
  done,
  guarded,
  type Outcome,
  problemLines,
  readArguments,
  readBytes,
  runAsCommand,
  ToolError,
} from './tool.ts';

const HELP = `npm run pack:sign -- --key FILE PACK

Signs PACK (pack.json) with the private key in FILE and writes PACK.sig. A pack that no browser would accept is not
signed. The same key and bytes always give the same signature.

  --key FILE  the private key that pack:keygen wrote
  --help      this text

Publish both files together, byte for byte. Exit status: 0 signed; 1 the pack is not good; 2 the call is wrong.`;

/** Signs a pack; see HELP. */
export const runSign = guarded(async (args): Promise<Outcome> => {
  const { values, positionals } = readArguments(args, {
    key: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return done(HELP);
  const [path] = positionals;
  if (!values.key) throw new ToolError('--key is missing: the private key. See --help.');
  if (path === undefined || positionals.length > 1) throw new ToolError('name one pack to sign. See --help.');
  const bytes = readBytes(path);
  const key = readPrivateKey(values.key);
  const reading = readPack(bytes, rules);
  if ('fault' in reading)
    return { status: 1, out: '', error: `not signed\n${problemLines(path, reading.problems)}` };
  const keyId = await keyIdOf(rawPublicKey(key), crypto.subtle);
  const signature = Uint8Array.from(sign(null, bytes, key));
  writeFileSync(`${path}.sig`, formatSignature({ keyId, signature }));
  const { id, serial } = reading.pack;
  return done(`signed  ${path}.sig\npack    ${id}, serial ${serial}\nkey id  ${keyId}`);
});

await runAsCommand(import.meta.url, runSign);
