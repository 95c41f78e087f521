/**
 * The parts of `npm run package` by themselves: archives, keys, addresses, update files and the bill of materials.
 * The whole, built twice in two folders, is tested in tests/browser/packages.test.ts.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { JSDOM } from 'jsdom';
import { parseSync } from 'vite';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { manifestFor } from '../../manifest.config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { readFolder, zipFiles } from '../../scripts/package/archive.ts';
import { billOfMaterials, type LockFile } from '../../scripts/package/bill.ts';
import { readKey, writeNewKey } from '../../scripts/package/key.ts';
import {
  addressOf,
  chromiumManifest,
  firefoxAsks,
  firefoxManifest,
  geckoOf,
  readBaseUrl,
  readManifest,
  updateJson,
  updateXml,
} from '../../scripts/package/release.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const home = mkdtempSync(join(tmpdir(), 'jaga-netral-key-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
// Finding the primes of a key takes as long as it takes.
vi.setConfig({ testTimeout: 60_000 });

const chromium = manifestFor('chromium') as unknown as Record<string, unknown>;
const firefox = manifestFor('firefox') as unknown as Record<string, unknown>;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an archive', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const FILES: readonly (readonly [string, Uint8Array])[] = [
    ['b/ä.txt', bytes('two')],
    ['b/Z.txt', bytes('three')],
    ['a.txt', bytes('one'.repeat(500))],
  ];

  it('is the same in whatever order the files are found', () => {
    const there = zipFiles(new Map(FILES));
    const back = zipFiles(new Map([...FILES].reverse()));
    expect(Buffer.from(there).equals(back)).toBe(true);
    expect(Object.keys(unzipSync(there))).toEqual(['a.txt', 'b/Z.txt', 'b/ä.txt']);
  });

  it.each(['Asia/Jayapura', 'America/Los_Angeles', 'Africa/Monrovia', 'UTC'])(
    'says noon of 1 January 1980 in %s',
    (at) => {
      process.env.TZ = at;
      const zip = Buffer.from(zipFiles(new Map(FILES)));
      // Local file header: time at 10, date at 12, as MS-DOS wrote them.
      expect(zip.readUInt32LE(0)).toBe(0x04034b50);
      expect(zip.readUInt16LE(10)).toBe(12 << 11);
      expect(zip.readUInt16LE(12)).toBe((1 << 5) | 1);
    },
  );

  it('gives back what went in', () => {
    const back = unzipSync(zipFiles(new Map(FILES)));
    for (const [name, content] of FILES)
      expect(Buffer.from(content).equals(back[name] ?? bytes(''))).toBe(true);
  });

  it('takes the files of a folder by their way below it', () => {
    const folder = join(home, 'tree');
    mkdirSync(join(folder, 'sub/deep'), { recursive: true });
    writeFileSync(join(folder, 'sub/deep/c.txt'), 'c');
    writeFileSync(join(folder, 'a.txt'), 'a');
    expect([...readFolder(folder).keys()].toSorted()).toEqual(['a.txt', 'sub/deep/c.txt']);
  });
});

/** As docs/admin/packages.md tells it; written apart from the code that it checks. */
const idOfDer = (der: Uint8Array): string =>
  createHash('sha256')
    .update(der)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => 'abcdefghijklmnop'['0123456789abcdef'.indexOf(digit)] ?? '?');

describe('a key', () => {
  const repository = join(home, 'repository');
  mkdirSync(join(repository, 'docs'), { recursive: true });
  const put = (name: string, content: string): string => {
    const path = join(home, name);
    writeFileSync(path, content);
    return path;
  };
  const pem = (bits: number): string =>
    generateKeyPairSync('rsa', { modulusLength: bits })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();

  it('gives the id that Chromium gives', () => {
    // Known from chrome://extensions for the project's own key.
    expect(idOfDer(Buffer.from(String(chromium.key), 'base64'))).toBe('gmbojdoegcolfibcmjkffnlhgckhgeea');
    const path = put('good.pem', pem(2048));
    const der = createPublicKey(readFileSync(path)).export({ type: 'spki', format: 'der' });
    expect(readKey(path, repository)).toEqual({ key: der.toString('base64'), extensionId: idOfDer(der) });
  });

  it('is made outside the repository, for its owner alone, and never over another', () => {
    const path = join(home, 'new.pem');
    const made = writeNewKey(path, repository);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(createPrivateKey(readFileSync(path)).asymmetricKeyDetails?.modulusLength).toBe(4096);
    expect(readKey(path, repository)).toEqual(made);
    const before = readFileSync(path);
    expect(() => writeNewKey(path, repository)).toThrow(/there already and stays as it is/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is neither made nor read inside the repository, by whatever way', () => {
    const link = join(home, 'link-to-repository');
    symlinkSync(repository, link);
    const ways = [
      join(repository, 'key.pem'),
      join(repository, 'docs/key.pem'),
      join(home, 'elsewhere', '../repository/key.pem'),
      join(link, 'key.pem'),
    ];
    for (const path of ways) expect(() => writeNewKey(path, repository), path).toThrow(/Name a file outside/);
    expect(readdirSync(repository)).toEqual(['docs']);
    writeFileSync(join(repository, 'docs/key.pem'), pem(2048));
    expect(() => readKey(join(link, 'docs/key.pem'), repository)).toThrow(/Move it out/);
    // A link outside to a key inside.
    symlinkSync(join(repository, 'docs/key.pem'), join(home, 'innocent.pem'));
    expect(() => readKey(join(home, 'innocent.pem'), repository)).toThrow(/Move it out/);
    // A neighbour with a similar name is none of the repository's.
    mkdirSync(`${repository}-keys`);
    expect(() => readKey(join(`${repository}-keys`, 'no.pem'), repository)).toThrow(/no such file/);
    expect(() => writeNewKey(join(home, 'nowhere/key.pem'), repository)).toThrow(/Make the folder first/);
  });

  it.each([
    ['nothing', null, /there is no such file.*package:keygen/],
    ['a text', 'not a key', /no private key in PEM/],
    ['an elliptic key', 'ec', /Chromium wants RSA.*this is ec/],
    ['a short key', 'short', /2048 bits or more.*rsa with 1024/],
    ['a locked key', 'locked', /without a passphrase/],
  ])('that is %s is refused with a remedy', (name, kind, message) => {
    const path = join(home, `${name}.pem`);
    const export_ = { type: 'pkcs8', format: 'pem' } as const;
    if (kind === 'ec')
      put(
        `${name}.pem`,
        generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(export_).toString(),
      );
    else if (kind === 'short') put(`${name}.pem`, pem(1024));
    else if (kind === 'locked') {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const locked = privateKey.export({ ...export_, cipher: 'aes-256-cbc', passphrase: 'rahasia' });
      put(`${name}.pem`, locked.toString());
    } else if (kind !== null) put(`${name}.pem`, kind);
    expect(() => readKey(path, repository)).toThrow(message);
  });
});

describe('the address of the packages', () => {
  it.each([
    ['https://unduh.contoh.go.id/jn', 'https://unduh.contoh.go.id/jn/a.crx'],
    ['https://unduh.contoh.go.id/jn/', 'https://unduh.contoh.go.id/jn/a.crx'],
    ['https://unduh.contoh.go.id', 'https://unduh.contoh.go.id/a.crx'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/a.crx'],
    ['http://[::1]:8080/x', 'http://[::1]:8080/x/a.crx'],
  ])('%s is taken', (base, file) => {
    expect(addressOf(readBaseUrl(base), 'a.crx')).toBe(file);
  });

  it.each([
    ['unduh.contoh.go.id', /no address/],
    ['http://unduh.contoh.go.id/', /https only/],
    ['http://127.0.0.1.contoh.id/', /https only/],
    ['file:///srv/packages/', /https only/],
    ['https://contoh.go.id/?a=1', /neither/],
    ['https://contoh.go.id/#a', /neither/],
    ['https://a:b@contoh.go.id/', /no password/],
  ])('%s is refused', (base, message) => {
    expect(() => readBaseUrl(base)).toThrow(message);
  });
});

describe('a manifest', () => {
  const base = readBaseUrl('https://contoh.go.id/jn');

  it('is left alone without key and address', () => {
    expect(chromiumManifest(chromium, { key: null, base: null })).toEqual(chromium);
    expect(firefoxManifest(firefox, null)).toEqual(firefox);
    expect(JSON.stringify([chromium, firefox])).not.toContain('update_url');
  });

  it('asks for Chromium’s updates only under the key that signs them', () => {
    expect(chromiumManifest(chromium, { key: null, base })).toEqual(chromium);
    expect(chromiumManifest(chromium, { key: 'K', base: null })).toEqual({ ...chromium, key: 'K' });
    const update_url = 'https://contoh.go.id/jn/updates.xml';
    expect(chromiumManifest(chromium, { key: 'K', base })).toEqual({ ...chromium, key: 'K', update_url });
  });

  it('asks for Firefox’s updates by https alone', () => {
    const gecko = { ...geckoOf(firefox), update_url: 'https://contoh.go.id/jn/updates.json' };
    expect(firefoxManifest(firefox, base)).toEqual({ ...firefox, browser_specific_settings: { gecko } });
    const local = readBaseUrl('http://127.0.0.1:8080');
    expect(firefoxAsks(local)).toBe(false);
    expect(firefoxManifest(firefox, local)).toEqual(firefox);
  });

  it('of another version than package.json, or of none that browsers know, is refused', () => {
    const text = JSON.stringify({ version: '0.1.0' });
    expect(readManifest(text, '0.1.0', 'm.json')).toEqual({ version: '0.1.0' });
    expect(() => readManifest(text, '0.2.0', 'm.json')).toThrow(/m\.json: version 0\.1\.0, but .* 0\.2\.0/);
    for (const version of ['1.0.0-rc.1', '1.2.3.4.5', '01.2', ''])
      expect(() => readManifest(JSON.stringify({ version }), version, 'm.json'), version).toThrow(
        /one to four/,
      );
    expect(() => readManifest('[]', '0.1.0', 'm.json')).toThrow(/no manifest/);
  });
});

describe('what browsers read to find updates', () => {
  it('is well-formed XML for Chromium, whatever stands in an address', () => {
    const codebase = `https://contoh.go.id/a&b'c"<d>/x.crx`;
    const xml = updateXml({ extensionId: 'a'.repeat(32), version: '1.2.3', codebase, oldest: '120' });
    const parser = new new JSDOM('').window.DOMParser();
    const app = parser.parseFromString(xml, 'text/xml').documentElement;
    expect([app.localName, app.namespaceURI, app.getAttribute('protocol')]).toEqual([
      'gupdate',
      'http://www.google.com/update2/response',
      '2.0',
    ]);
    expect(app.querySelector('app')?.getAttribute('appid')).toBe('a'.repeat(32));
    const check = app.querySelector('app > updatecheck');
    const read = ['codebase', 'version', 'prodversionmin'].map((name) => check?.getAttribute(name));
    expect(read).toEqual([codebase, '1.2.3', '120']);
  });

  it('is JSON for Firefox', () => {
    const text = updateJson({
      id: 'a@b.id',
      version: '1.2.3',
      link: 'https://contoh.go.id/x.xpi',
      oldest: '140.0',
    });
    expect(JSON.parse(text)).toEqual({
      addons: {
        'a@b.id': {
          updates: [
            {
              version: '1.2.3',
              update_link: 'https://contoh.go.id/x.xpi',
              applications: { gecko: { strict_min_version: '140.0' } },
            },
          ],
        },
      },
    });
  });
});

interface Component {
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  readonly purl: string;
  readonly licenses: readonly object[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}
interface Bill {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the bill of materials', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
  const text = billOfMaterials(packageJson, lock);
  const bill = JSON.parse(text) as Bill;
  const project = { name: 'p', version: '1.0.0', description: 'd', license: 'Apache-2.0' };
  const billOf = (packages: LockFile['packages']): Bill =>
    JSON.parse(billOfMaterials(project, { packages })) as Bill;

  // The schema as CycloneDX publishes it. Formats of addresses are not checked: there are none in ours.
  const require = createRequire(import.meta.url);
  const library = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(library, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
    .addSchema(schema('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json')
    .addSchema(schema('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  const isValid = ajv.compile(schema('bom-1.6'));
  const faultsOf = (value: unknown): string[] => {
    isValid(value);
    return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  it('is valid by the schema of CycloneDX 1.6', () => {
    expect(faultsOf(bill)).toEqual([]);
    const spoilt = structuredClone(bill) as unknown as { components: { licenses: unknown }[] };
    spoilt.components[0] = { ...spoilt.components[0], licenses: [{ license: { id: 'Nobody-1.0' } }] };
    expect(faultsOf(spoilt)).not.toEqual([]);
  });

  it('names as part of the extension exactly the packages that its source imports', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'),
      )
      .map((entry) => join(entry.parentPath, entry.name));
    const imported = files.flatMap((path) =>
      parseSync(path, readFileSync(path, 'utf8'))
        .module.staticImports.filter(
          ({ entries }) => entries.length === 0 || entries.some((one) => !one.isType),
        )
        .map(({ moduleRequest }) => moduleRequest.value)
        .filter((specifier) => !specifier.startsWith('.'))
        .map((specifier) =>
          specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    );
    const inExtension = bill.components.filter(({ scope }) => scope === 'required').map(({ name }) => name);
    expect(files.length).toBeGreaterThan(50);
    // None of them brings another package along; one that did would have to be looked at.
    expect(inExtension).toEqual([...new Set(imported)].toSorted());
  });

  it('has the version, licence and hash of the lock file for each', () => {
    const locked = new Map(
      Object.entries(lock.packages).map(([place, one]) => [
        `${one.name ?? place.split('node_modules/').at(-1)} ${one.version}`,
        one,
      ]),
    );
    const faults = bill.components.flatMap(({ name, version, hashes, licenses }) => {
      const one = locked.get(`${name} ${version}`);
      const [, base64 = ''] = one?.integrity?.split('-') ?? [];
      const hash = Buffer.from(base64, 'base64').toString('hex');
      const isSame = hash !== '' && hashes[0]?.content === hash && licenses.length === 1;
      return isSame && JSON.stringify(licenses).includes(one?.license?.replace(/^\(|\)$/g, '') ?? '?')
        ? []
        : [name];
    });
    expect(faults).toEqual([]);
    expect(bill.components.length).toBe(locked.size - 1);
    expect(new Set(bill.components.map(({ purl }) => purl)).size).toBe(bill.components.length);
  });

  it('refers to nothing that it does not name', () => {
    const known = new Set(bill.dependencies.map(({ ref }) => ref));
    expect(known.size).toBe(bill.components.length + 1);
    for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) expect(known).toContain(ref);
  });

  it('finds a package where Node would find it, and counts it in if anything of the extension needs it', () => {
    const small = billOf({
      '': { dependencies: { a: '1' }, devDependencies: { '@s/b': '1' } },
      'node_modules/a': { version: '1.0.0', license: 'MIT', dependencies: { c: '2' } },
      'node_modules/a/node_modules/c': { version: '2.0.0', license: '(MIT OR ISC)' },
      'node_modules/@s/b': {
        version: '1.0.0',
        dev: true,
        license: 'BSD',
        dependencies: { c: '1', gone: '1' },
      },
      'node_modules/c': { version: '1.0.0', dev: true },
      'node_modules/@s/b/node_modules/a': { version: '1.0.0', dev: true, license: 'MIT' },
    });
    expect(small.components.map(({ purl, scope, licenses }) => [purl, scope, ...licenses])).toEqual([
      ['pkg:npm/a@1.0.0', 'required', { license: { id: 'MIT' } }],
      ['pkg:npm/c@2.0.0', 'required', { expression: 'MIT OR ISC' }],
      ['pkg:npm/%40s/b@1.0.0', 'excluded', { license: { name: 'BSD' } }],
      ['pkg:npm/c@1.0.0', 'excluded'],
    ]);
    expect(small.dependencies).toEqual([
      { ref: 'pkg:npm/p@1.0.0', dependsOn: ['pkg:npm/%40s/b@1.0.0', 'pkg:npm/a@1.0.0'] },
      { ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/c@2.0.0'] },
      { ref: 'pkg:npm/c@2.0.0', dependsOn: [] },
      { ref: 'pkg:npm/%40s/b@1.0.0', dependsOn: ['pkg:npm/c@1.0.0'] },
      { ref: 'pkg:npm/c@1.0.0', dependsOn: [] },
    ]);
  });

  it('refuses a lock file without a version', () => {
    expect(() => billOf({ 'node_modules/a': {} })).toThrow(/"node_modules\/a" has no version/);
  });
});

describe('this repository', () => {
  /** Not sources, or not ours. */
  const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'packages', 'demo-output', 'screenshots']);
  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return LEFT_OUT.has(relative(ROOT, path)) ? [] : filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
  /** Any key or certificate in PEM: its first line, and a body; a test may speak of the line alone. */
  const hasPem = (content: string): boolean =>
    /-----BEGIN [A-Z0-9 ]+-----\s+[A-Za-z0-9+/=]{16,}/.test(content);

  it('holds no key', () => {
    const files = filesBelow(ROOT);
    expect(files.length).toBeGreaterThan(200);
    expect(
      files.filter((path) => hasPem(readFileSync(path, 'latin1'))).map((path) => relative(ROOT, path)),
    ).toEqual([]);
  });

  it('and a key would be noticed', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    expect(hasPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toBe(true);
    expect(hasPem(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toBe(true);
  });
});
