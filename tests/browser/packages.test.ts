/**
 * What `npm run package` writes: the same bytes from two copies of the tree in two folders, on clocks and languages
 * that differ; a CRX that Chromium's own rules find genuine; and an extension that runs.
 *
 * To see it fail: take `new Date()` for the time in scripts/package/archive.ts, or sign more than the zip in
 * scripts/package.ts.
 */
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readCrx } from './crx.ts';
import { browserPath, ROOT, until } from './engine.ts';

const BASE = 'https://unduh.contoh.go.id/jaga-netral/';
const NAMED = `jaga-netral-${packageJson.version}`;
const CRX = `${NAMED}-chromium.crx`;
const ZIP = `${NAMED}-chromium.zip`;
const XPI = `${NAMED}-firefox.xpi`;
const BILL = `${NAMED}.cdx.json`;

/** Made by tools, or not part of the sources. */
const NOT_COPIED = /^(node_modules|\.git|dist|packages|demo-output|screenshots|src\/generated)(\/|$)/;

const home = mkdtempSync(join(tmpdir(), 'jaga-netral-packages-'));
const keyFile = join(home, 'throw-away.pem');
const copies = {
  one: {
    folder: join(home, 'one'),
    env: { TZ: 'Asia/Jayapura', LANG: 'id_ID.UTF-8', LC_ALL: 'id_ID.UTF-8' },
    umask: '022',
  },
  other: {
    folder: join(home, 'another place', 'with a longer name'),
    env: { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' },
    umask: '077',
  },
};
type Copy = (typeof copies)[keyof typeof copies];

const copyTree = ({ folder }: Copy): void => {
  mkdirSync(dirname(folder), { recursive: true });
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (from) => !NOT_COPIED.test(relative(ROOT, from)),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
};

/** Runs a line of shell in a copy, as a person would on another machine. */
const run = ({ folder, env, umask }: Copy, line: string) => {
  const { VITEST: _, NODE_ENV: __, ...own } = process.env;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `umask ${umask} && ${line}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...own, ...env },
  });
  return { status, output: `${stdout}${stderr}` };
};
const succeed = (copy: Copy, line: string): string => {
  const { status, output } = run(copy, line);
  if (status !== 0) throw new Error(`${line} failed in ${copy.folder}:\n${output}`);
  return output;
};

const PACKAGE = 'node_modules/.bin/tsx scripts/package.ts';
const packageIn = (copy: Copy, options: string): string => succeed(copy, `${PACKAGE} ${options}`);
const inCopy = (copy: Copy, name: string): Buffer => readFileSync(join(copy.folder, 'packages', name));
const written = (copy: Copy): string[] => readdirSync(join(copy.folder, 'packages')).toSorted();
const jsonOf = (bytes: Uint8Array | undefined) =>
  JSON.parse(Buffer.from(bytes ?? new Uint8Array()).toString()) as Record<string, unknown>;

beforeAll(() => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (const copy of Object.values(copies)) {
    copyTree(copy);
    packageIn(copy, `--key ${keyFile} --base-url ${BASE}`);
  }
}, 300_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('packages built in two folders', () => {
  it('are all there', () => {
    expect(written(copies.one)).toEqual(
      ['SHA256SUMS', CRX, ZIP, XPI, BILL, 'updates.json', 'updates.xml'].toSorted(),
    );
    expect(written(copies.other)).toEqual(written(copies.one));
  });

  it('are the same to the byte', () => {
    const different = written(copies.one).filter(
      (name) => !inCopy(copies.one, name).equals(inCopy(copies.other, name)),
    );
    expect(different).toEqual([]);
  });

  it('have the sums that SHA256SUMS says', () => {
    const lines = inCopy(copies.one, 'SHA256SUMS').toString().trimEnd().split('\n');
    const sums = written(copies.one)
      .filter((name) => name !== 'SHA256SUMS')
      .map((name) => `${createHash('sha256').update(inCopy(copies.one, name)).digest('hex')}  ${name}`);
    expect(lines).toEqual(sums);
  });

  it('tell nothing of the machine', () => {
    // A short home, such as /root, could stand in a text by chance: as a folder it has something behind it.
    const telling = [home, ROOT, `${homedir()}/`, dirname(keyFile)];
    const told = [ZIP, XPI].flatMap((name) =>
      Object.entries(unzipSync(inCopy(copies.one, name))).flatMap(([path, content]) =>
        telling.filter((text) => path.includes(text) || Buffer.from(content).includes(text)),
      ),
    );
    expect(told).toEqual([]);
    for (const name of [BILL, 'updates.xml', 'updates.json', 'SHA256SUMS'])
      for (const text of telling) expect(inCopy(copies.one, name).includes(text)).toBe(false);
  });

  it('hold what was built, and of the manifest only key and update address differ', () => {
    const builds = { [ZIP]: 'chromium', [XPI]: 'firefox' };
    for (const [name, target] of Object.entries(builds)) {
      const { 'manifest.json': manifest, ...files } = unzipSync(inCopy(copies.one, name));
      const dist = join(copies.one.folder, 'dist', target);
      const built = readdirSync(dist, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dist, join(entry.parentPath, entry.name)));
      expect([...Object.keys(files), 'manifest.json'].toSorted()).toEqual(built.toSorted());
      for (const [path, content] of Object.entries(files))
        expect(readFileSync(join(dist, path)).equals(content), path).toBe(true);
      const plain = jsonOf(readFileSync(join(dist, 'manifest.json')));
      const packed = jsonOf(manifest);
      if (target === 'chromium') {
        const key = Buffer.from(readCrx(inCopy(copies.one, CRX)).publicKey).toString('base64');
        expect(key).not.toBe(plain.key);
        expect(packed).toEqual({ ...plain, key, update_url: `${BASE}updates.xml` });
      } else {
        const { gecko } = plain.browser_specific_settings as { gecko: object };
        const update_url = `${BASE}updates.json`;
        expect(packed).toEqual({ ...plain, browser_specific_settings: { gecko: { ...gecko, update_url } } });
      }
    }
  });
});

describe('the CRX', () => {
  it('is signed by the key, with the zip inside', () => {
    const crx = readCrx(inCopy(copies.one, CRX));
    expect(crx.isGenuine).toBe(true);
    const given = createPublicKey(readFileSync(keyFile)).export({ type: 'spki', format: 'der' });
    expect(given.equals(crx.publicKey)).toBe(true);
    expect(crx.signedId).toBe(crx.keyId);
    expect(Buffer.from(crx.zip).equals(inCopy(copies.one, ZIP))).toBe(true);
  });

  it.each(['the zip', 'the signed header', 'the signature'])(
    'is refused when a bit of %s is changed',
    (where) => {
      const bytes = Buffer.from(inCopy(copies.one, CRX));
      const headerEnd = 12 + bytes.readUInt32LE(8);
      // The signed header, of 18 bytes, ends the header; 3 bytes of tag and length stand before it, the proof before that.
      const at = {
        'the zip': headerEnd + 99,
        'the signed header': headerEnd - 3,
        'the signature': headerEnd - 40,
      };
      const place = at[where as keyof typeof at];
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      expect(readCrx(bytes).isGenuine).toBe(false);
    },
  );

  it('is what the update XML announces', () => {
    const xml = inCopy(copies.one, 'updates.xml').toString();
    expect(/appid="([^"]+)"/.exec(xml)?.[1]).toBe(readCrx(inCopy(copies.one, CRX)).keyId);
    expect(/codebase="([^"]+)"/.exec(xml)?.[1]).toBe(`${BASE}${CRX}`);
    expect(/<updatecheck [^>]*version="([^"]+)"/.exec(xml)?.[1]).toBe(packageJson.version);
  });
});

describe('the zip, unpacked', () => {
  let browser: Browser | undefined;
  afterAll(() => browser?.close());

  it('runs in Chromium under the id of the update XML', async () => {
    const folder = join(home, 'unpacked');
    for (const [path, content] of Object.entries(unzipSync(inCopy(copies.one, ZIP)))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    browser = await puppeteer.launch({
      executablePath: browserPath('chromium'),
      pipe: true,
      enableExtensions: [folder],
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND',
      ],
    });
    const id = /appid="([^"]+)"/.exec(inCopy(copies.one, 'updates.xml').toString())?.[1];
    await browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().startsWith(`chrome-extension://${id}/`),
      { timeout: 30_000 },
    );
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/src/pages/options/index.html`);
    await until('the options to be shown', () => page.$('main select'), 30_000);
    const manifest = await page.evaluate(() => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { getManifest(): { version: string } } };
      };
      return chrome.runtime.getManifest();
    });
    expect(manifest.version).toBe(packageJson.version);
  });
});

// Last: they write into the same folder.
describe('npm run package', () => {
  it('leaves out what needs a key, and takes an older one away', () => {
    const said = packageIn(copies.other, '--built');
    expect(said).toContain(`No --key: ${CRX} and updates.xml were left out.`);
    expect(written(copies.other)).toEqual(['SHA256SUMS', ZIP, XPI, BILL].toSorted());
    const built = readFileSync(join(copies.other.folder, 'dist/chromium/manifest.json'));
    expect(jsonOf(unzipSync(inCopy(copies.other, ZIP))['manifest.json'])).toEqual(jsonOf(built));
  });

  it('has Chromium’s updates alone for a server on this machine, as Firefox wants https', () => {
    const said = packageIn(copies.other, `--built --key ${keyFile} --base-url http://127.0.0.1:8080`);
    expect(said).toContain('updates.json was left out');
    expect(written(copies.other)).toEqual(['SHA256SUMS', CRX, ZIP, XPI, BILL, 'updates.xml'].toSorted());
    expect(inCopy(copies.other, 'updates.xml').toString()).toContain(`"http://127.0.0.1:8080/${CRX}"`);
  });

  it('refuses a build of another version, and writes nothing', () => {
    const { folder } = copies.other;
    const manifest = join(folder, 'dist/firefox/manifest.json');
    const before = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, before.replace(`"${packageJson.version}"`, '"0.0.9"'));
    rmSync(join(folder, 'packages'), { recursive: true });
    const { status, output } = run(copies.other, `${PACKAGE} --built`);
    writeFileSync(manifest, before);
    expect(output).toMatch(/dist\/firefox\/manifest\.json: version 0\.0\.9, but .* Build again/);
    expect(status).toBe(1);
    expect(existsSync(join(folder, 'packages'))).toBe(false);
  });

  it('refuses a key that lies in the repository', () => {
    const inside = join(copies.other.folder, 'docs/inside.pem');
    cpSync(keyFile, inside);
    const { status, output } = run(copies.other, `${PACKAGE} --key '${inside}'`);
    expect(output).toMatch(/lies inside the repository.*Move it out/);
    expect(status).toBe(1);
  });
});
