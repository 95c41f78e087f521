/**
 * `npm run package`: what an agency publishes, from the builds in `dist`. The same sources, key and address give the
 * same bytes on every machine, so that whoever doubts a package can build it again and compare.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import crx3 from 'crx3';
import type { BuildTarget } from '../manifest.config.ts';
import packageJson from '../package.json' with { type: 'json' };
import { readFolder, zipFiles } from './package/archive.ts';
import { billOfMaterials, type LockFile } from './package/bill.ts';
import { PackageError } from './package/error.ts';
import { type PublicHalf, readKey } from './package/key.ts';
import {
  addressOf,
  type BaseUrl,
  chromiumManifest,
  firefoxAsks,
  firefoxManifest,
  geckoOf,
  readBaseUrl,
  readManifest,
  UPDATES,
  updateJson,
  updateXml,
} from './package/release.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const HELP = `npm run package -- [--key FILE] [--base-url ADDRESS] [--out FOLDER] [--built]

Builds the extension and writes what is published, the same to the byte wherever it is made:

  jaga-netral-VERSION-chromium.zip  the extension, to be unpacked and loaded
  jaga-netral-VERSION-chromium.crx  the same zip, signed; needs --key
  jaga-netral-VERSION-firefox.xpi   for Firefox, unsigned
  jaga-netral-VERSION.cdx.json      bill of materials, CycloneDX 1.6
  ${UPDATES.chromium}                       where Chromium finds updates; needs --key and --base-url
  ${UPDATES.firefox}                      where Firefox finds updates; needs --base-url with https
  SHA256SUMS                        check with: sha256sum -c SHA256SUMS

  --key FILE          private RSA key in PEM, outside the repository; make one with: npm run package:keygen FILE
  --base-url ADDRESS  where the files will be served, such as https://unduh.example.go.id/jaga-netral/
  --out FOLDER        instead of packages/
  --built             takes the builds in dist as they are
  --help              this text

Exit status: 0 written; 1 nothing was written, and why is said.`;

interface Options {
  readonly keyFile: string | null;
  readonly key: PublicHalf | null;
  readonly base: BaseUrl | null;
  readonly out: string;
  readonly isBuilt: boolean;
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      key: { type: 'string' },
      'base-url': { type: 'string' },
      out: { type: 'string' },
      built: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;

/** @returns null if the help was asked for */
const readOptions = (args: readonly string[]): Options | null => {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new PackageError(`${error instanceof Error ? error.message : String(error)}\nSee --help.`);
  }
  if (values.help) return null;
  const address = values['base-url'];
  return {
    keyFile: values.key === undefined ? null : resolve(values.key),
    key: values.key === undefined ? null : readKey(values.key, root),
    base: address === undefined ? null : readBaseUrl(address),
    out: values.out === undefined ? join(root, 'packages') : resolve(values.out),
    isBuilt: values.built ?? false,
  };
};

/** Builds for both browsers; what goes wrong is printed by the build itself. */
const build = (): void => {
  const { status, error } = spawnSync('npm', ['run', '-s', 'build:all'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error || status !== 0)
    throw new PackageError('The build failed, nothing was written. See it with: npm run build:all');
};

/** The files of a build, and its manifest. */
const readBuild = (target: BuildTarget) => {
  const where = `dist/${target}/manifest.json`;
  if (!existsSync(join(root, where))) throw new PackageError(`${where} is missing. Leave out --built.`);
  const files = readFolder(join(root, 'dist', target));
  return {
    files,
    manifest: readManifest(readFileSync(join(root, where), 'utf8'), packageJson.version, where),
  };
};

const zipWith = (files: ReadonlyMap<string, Uint8Array>, manifest: object): Uint8Array =>
  zipFiles(new Map([...files, ['manifest.json', Buffer.from(JSON.stringify(manifest, null, 2))]]));

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return console.log(HELP);
  const { keyFile, key, base, out, isBuilt } = options;
  if (!isBuilt) build();
  const { version } = packageJson;
  const chromium = readBuild('chromium');
  const firefox = readBuild('firefox');

  const named = `${packageJson.name}-${version}`;
  const names = {
    zip: `${named}-chromium.zip`,
    crx: `${named}-chromium.crx`,
    xpi: `${named}-firefox.xpi`,
    bill: `${named}.cdx.json`,
    sums: 'SHA256SUMS',
  };
  const zip = zipWith(chromium.files, chromiumManifest(chromium.manifest, { key: key?.key ?? null, base }));
  const written = new Map<string, Uint8Array>([
    [names.zip, zip],
    [names.xpi, zipWith(firefox.files, firefoxManifest(firefox.manifest, base))],
    [
      names.bill,
      Buffer.from(
        billOfMaterials(
          packageJson,
          JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile,
        ),
      ),
    ],
  ]);
  if (key !== null && base !== null)
    written.set(
      UPDATES.chromium,
      Buffer.from(
        updateXml({
          extensionId: key.extensionId,
          version,
          codebase: addressOf(base, names.crx),
          oldest: String(chromium.manifest.minimum_chrome_version),
        }),
      ),
    );
  if (firefoxAsks(base)) {
    const { id, strict_min_version: oldest } = geckoOf(firefox.manifest);
    const link = addressOf(base, names.xpi);
    written.set(UPDATES.firefox, Buffer.from(updateJson({ id, version, link, oldest })));
  }

  mkdirSync(out, { recursive: true });
  // What another run left under these names, with another key perhaps, would not fit the rest.
  for (const name of [...Object.values(names), ...Object.values(UPDATES)])
    rmSync(join(out, name), { force: true });
  if (key !== null && keyFile !== null) {
    const crxPath = join(out, names.crx);
    const { appId } = await crx3(Readable.from([zip]), { keyPath: keyFile, crxPath });
    if (appId !== key.extensionId)
      throw new Error(`The CRX has the id ${appId}, but its key gives ${key.extensionId}.`);
    written.set(names.crx, readFileSync(crxPath));
  }
  const sorted = [...written].sort(([a], [b]) => (a < b ? -1 : 1));
  written.set(
    names.sums,
    Buffer.from(sorted.map(([name, content]) => `${sha256(content)}  ${name}\n`).join('')),
  );
  for (const [name, content] of written) if (name !== names.crx) writeFileSync(join(out, name), content);

  console.log(`In ${out}:`);
  for (const [name, content] of sorted)
    console.log(`  ${name.padEnd(36)} ${String(content.length).padStart(9)} bytes  ${sha256(content)}`);
  if (key !== null) console.log(`Extension id in Chromium: ${key.extensionId}`);
  else console.log(`No --key: ${names.crx} and ${UPDATES.chromium} were left out.`);
  if (base === null)
    console.log(
      `No --base-url: the packages ask for no updates; ${UPDATES.chromium} and ${UPDATES.firefox} were left out.`,
    );
  else if (!firefoxAsks(base))
    console.log(`--base-url is not https: Firefox would refuse it, ${UPDATES.firefox} was left out.`);
};

try {
  await main();
} catch (error) {
  console.error(error instanceof PackageError ? error.message : error);
  process.exit(1);
}
