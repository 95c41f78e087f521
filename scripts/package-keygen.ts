/** `npm run package:keygen`: a new key to sign Chromium packages with, outside of this repository. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackageError } from './package/error.ts';
import { writeNewKey } from './package/key.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const HELP = `npm run package:keygen FILE

Writes a new private RSA key in PEM to FILE, readable by its owner only, and prints the extension id that follows from
it. FILE must not exist yet and must lie outside the repository. Keep a copy in a safe place: updates can only be
signed with the same key.`;

const [file, ...rest] = process.argv.slice(2);
if (file === '--help') console.log(HELP);
else if (file === undefined || file.startsWith('-') || rest.length > 0) {
  console.error(`Name one file.\n\n${HELP}`);
  process.exit(1);
} else
  try {
    const { extensionId, key } = writeNewKey(file, root);
    console.log(`Private key: ${file}\nExtension id: ${extensionId}\nPublic half: ${key}`);
  } catch (error) {
    console.error(error instanceof PackageError ? error.message : error);
    process.exit(1);
  }
