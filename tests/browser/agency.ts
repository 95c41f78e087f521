/**
 * An agency for the tests: its key, its packages on a real nginx, its policy files, and browsers on machines that are
 * told by these files alone what to install. Everything is made by the tools that an administrator uses.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import packageJson from '../../package.json' with { type: 'json' };
import { writeNewKey } from '../../scripts/package/key.ts';
import { deploymentOf } from '../../scripts/policy/answers.ts';
import { filesOf } from '../../scripts/policy/files.ts';
import { freePort, type Served, type ServeOptions, serveFolder } from '../../scripts/serve/nginx.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { launch } from './driver.ts';
import { type BrowserName, browserPath, builtFor, ROOT, until } from './engine.ts';
import { addonOf, GECKO_ID } from './firefox.ts';
import { policyPlace, programSeeing } from './namespace.ts';

/** The version of the sources, and the next ones. */
export const VERSIONS = ['0', '1', '2'].map((last) => `${packageJson.version}.${last}`) as [
  string,
  string,
  string,
];

/** Download and installation are the browser's affair and take seconds. */
const INSTALLED_MS = 60_000;

export interface Agency {
  /** Of its Chromium package. */
  readonly extensionId: string;
  /** Where its packs are served by https. */
  readonly packUrl: string;
  /** Folder that `packUrl` is served from. */
  readonly packs: string;
  /** Makes the packages of a version and puts them on the server. */
  publish(version: string): void;
  /**
   * Puts a policy on the machines.
   * @param settings null: the policy names neither settings nor an installation any more
   * @param version of the Firefox package that the policy names
   */
  setPolicy(settings: Policy | null, version?: string): void;
  /** Has Firefox remove the extension, which it keeps when a policy merely no longer names it. */
  forbidInFirefox(): void;
  /**
   * Starts a browser on a machine; in Firefox the extension is there then, in Chromium it may be on its way.
   * @param person names a profile; the same one again is the same profile
   * @param isThere whether Firefox is to have the extension
   */
  start(name: BrowserName, person: string, isThere?: boolean): Promise<Browser>;
  /** Starts the server of packs anew. */
  servePacks(rules?: string): Promise<void>;
  stopPacks(): Promise<void>;
  /** Takes down all servers, and the folder with everything in it. */
  end(): Promise<void>;
}

const run = (folder: string, command: string, ...args: string[]): void => {
  const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
};

/** An authority of its own, and the certificate of 127.0.0.1 that it signed. */
const makeCertificates = (folder: string) => {
  mkdirSync(folder);
  const openssl = (...args: string[]) => run(folder, 'openssl', ...args);
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...ec,
    '-days',
    '2',
    '-subj',
    '/CN=Otoritas contoh',
    '-keyout',
    'ca-key',
    '-out',
    'ca',
  );
  openssl('req', ...ec, '-subj', '/CN=127.0.0.1', '-keyout', 'own-key', '-out', 'wish');
  writeFileSync(
    join(folder, 'says'),
    'subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n',
  );
  openssl(
    ...['x509', '-req', '-in', 'wish', '-CA', 'ca', '-CAkey', 'ca-key', '-CAcreateserial', '-days', '2'],
    ...['-extfile', 'says', '-out', 'own'],
  );
  return { ca: join(folder, 'ca'), certificate: join(folder, 'own'), key: join(folder, 'own-key') };
};

/** The tree with another version, and its builds: what `npm run package -- --built` needs. */
const treeOf = (folder: string, version: string): string => {
  for (const part of ['scripts', 'package-lock.json', 'tsconfig.json', 'manifest.config.ts'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...packageJson, version }));
  for (const name of ['chromium', 'firefox'] as const) {
    const dist = join(folder, 'dist', name);
    cpSync(builtFor(name), dist, { recursive: true });
    const path = join(dist, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify({ ...manifest, version }));
  }
  return folder;
};

/** A browser may look at any moment: the file is there as a whole, or as it was. */
const replaceFile = (path: string, content: string | Uint8Array): void => {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
};

/** Founds an agency. Its server of packages is up, nothing is published and no policy is set. */
export const foundAgency = async (): Promise<Agency> => {
  const home = mkdtempSync(join(tmpdir(), 'jaga-netral-agency-'));
  const keyFile = join(home, 'throw-away.pem');
  const { extensionId } = writeNewKey(keyFile, ROOT);
  const { ca, ...tls } = makeCertificates(join(home, 'certificates'));
  const packages = join(home, 'packages');
  const packs = join(home, 'packs');
  const etc = { chromium: join(home, 'etc-chromium'), firefox: join(home, 'etc-firefox') };
  const managed = join(etc.chromium, 'policies/managed');
  for (const folder of [packages, packs, managed, etc.firefox]) mkdirSync(folder, { recursive: true });
  const programs = {
    chromium: programSeeing(
      browserPath('chromium'),
      etc.chromium,
      policyPlace('chromium'),
      join(home, 'chromium'),
    ),
    firefox: programSeeing(
      browserPath('firefox'),
      etc.firefox,
      policyPlace('firefox'),
      join(home, 'firefox'),
    ),
  };
  // What the test itself needs: to look into what was installed by policy, and to trust its own authority.
  const der = Buffer.from(readFileSync(ca, 'utf8').replace(/-----.*-----|\s/g, ''), 'base64');
  writeFileSync(
    join(managed, 'test.json'),
    JSON.stringify({ DeveloperToolsAvailability: 1, CACertificates: [der.toString('base64')] }),
  );

  const server = await serveFolder(packages);
  const baseUrl = `${server.origin}/`;
  const packPort = await freePort();
  let packServer: Served | null = null;
  const stopPacks = async () => {
    await packServer?.stop();
    packServer = null;
  };

  return {
    extensionId,
    packUrl: `https://127.0.0.1:${packPort}/pack.json`,
    packs,
    publish: (version) => {
      const tree = treeOf(join(home, `tree-${version}`), version);
      run(
        tree,
        'node_modules/.bin/tsx',
        'scripts/package.ts',
        '--built',
        ...['--key', keyFile, '--base-url', baseUrl, '--out', packages],
      );
      rmSync(tree, { recursive: true });
    },
    setPolicy: (settings, version = VERSIONS[0]) => {
      const answer = deploymentOf({
        extensionId,
        ...(settings === null ? {} : { baseUrl }),
        firefoxPackage: `jaga-netral-${version}-firefox.xpi`,
        firefoxUnsigned: true,
        settings: settings ?? {},
      });
      if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
      const files = filesOf(answer.deployment);
      const fileOf = (path: string) => Buffer.from(files.get(path) ?? '').toString();
      const own = join(managed, 'jaga-netral.json');
      if (settings === null) rmSync(own, { force: true });
      else replaceFile(own, fileOf('linux/chromium/jaga-netral.json'));
      const { policies } = JSON.parse(fileOf('firefox/policies.json')) as { policies: object };
      replaceFile(
        join(etc.firefox, 'policies.json'),
        JSON.stringify({
          policies: { ...(settings === null ? {} : policies), Certificates: { Install: [ca] } },
        }),
      );
    },
    forbidInFirefox: () =>
      replaceFile(
        join(etc.firefox, 'policies.json'),
        JSON.stringify({ policies: { ExtensionSettings: { [GECKO_ID]: { installation_mode: 'blocked' } } } }),
      ),
    start: async (name, person, isThere = true) => {
      const profile = join(home, `${name}-${person}`);
      mkdirSync(profile, { recursive: true });
      const browser = await launch({
        browser: name,
        managed: { program: programs[name], profile, extensionId },
      });
      // Before that its pages lead nowhere, and each try would wait for them.
      if (name === 'firefox' && isThere)
        await until('the installation', async () => (await addonOf(browser))?.isActive, INSTALLED_MS);
      return browser;
    },
    servePacks: async (rules = '') => {
      await stopPacks();
      const options: ServeOptions = { port: packPort, tls, rules };
      packServer = await serveFolder(packs, options);
    },
    stopPacks,
    end: async () => {
      await stopPacks();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
