/**
 * `npm run admin:pictures`: pictures of chrome://policy and chrome://extensions for the administrator's guide. Nothing in
 * them is painted: a fresh Chromium installs the signed package from the local nginx because a policy file tells it to.
 *
 * The policy lies over /etc/chromium in a mount namespace of its own, so the machine's own policies stay untouched. That
 * takes Linux, and root or user namespaces.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { browserPath, ROOT, until } from '../tests/browser/engine.ts';
import { programSeeing } from '../tests/browser/namespace.ts';
import { writeNewKey } from './package/key.ts';
import { deploymentOf } from './policy/answers.ts';
import { filesOf } from './policy/files.ts';
import { freePort, serveFolder } from './serve/nginx.ts';

const OUT = join(ROOT, 'docs/admin/pictures');
const home = mkdtempSync(join(tmpdir(), 'jaga-netral-pictures-'));

/** Chromium's own pages are made of nested shadow trees: their text, as far down as it goes. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    // No function inside: tsx would add a name for it that the page does not know.
    const texts: string[] = [];
    const waiting: Node[] = [document.body];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
      if (node instanceof Element && node.shadowRoot) waiting.push(node.shadowRoot);
      waiting.push(...node.childNodes);
    }
    return texts.join(' ');
  });

const port = await freePort();
const baseUrl = `http://127.0.0.1:${port}/`;
const keyFile = join(home, 'throw-away.pem');
const { extensionId } = writeNewKey(keyFile, ROOT);
const packages = join(home, 'packages');
const made = spawnSync(
  join(ROOT, 'node_modules/.bin/tsx'),
  ['scripts/package.ts', '--key', keyFile, '--base-url', baseUrl, '--out', packages],
  { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (made.status !== 0) throw new Error('npm run package failed; see above.');

const answer = deploymentOf({
  extensionId,
  baseUrl,
  settings: {
    region: '36.03',
    strictness: 'normal',
    lockedKeys: ['region'],
    exemptAccounts: ['facebook:pemkab.contoh'],
    helpContact: 'Subbagian Kepegawaian BKPSDM, telepon (021) 555-0100',
  },
});
if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
const policy = filesOf(answer.deployment).get('linux/chromium/jaga-netral.json') ?? new Uint8Array();
const configuration = join(home, 'etc');
mkdirSync(join(configuration, 'policies/managed'), { recursive: true });
writeFileSync(join(configuration, 'policies/managed/jaga-netral.json'), policy);

const server = await serveFolder(packages, { port });
const browser = await puppeteer.launch({
  executablePath: programSeeing(
    browserPath('chromium'),
    configuration,
    '/etc/chromium',
    join(home, 'chromium'),
  ),
  pipe: true,
  userDataDir: join(home, 'profile'),
  // With these there would be no installation by policy.
  ignoreDefaultArgs: [
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
  ],
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});
try {
  mkdirSync(OUT, { recursive: true });
  const page = await browser.newPage();
  for (const [name, address, word, { top, bottom }] of [
    // First: the policy of an extension is shown once it is installed.
    ['chrome-extensions', 'chrome://extensions', 'Jaga Netral', { top: 0, bottom: 520 }],
    ['chrome-policy', 'chrome://policy', 'exemptAccounts', { top: 290, bottom: 1340 }],
  ] as const) {
    await page.setViewport({ width: 1100, height: bottom });
    await page.goto(address);
    await until(
      `${address} to name ${word}`,
      async () => {
        const isThere = (await textOf(page)).includes(word);
        if (!isThere) await page.reload();
        return isThere;
      },
      60_000,
    );
    // The command line of a driven browser, which chrome://policy names first, is nobody's concern.
    await page.screenshot({
      path: join(OUT, `${name}.png`),
      clip: { x: 0, y: top, width: 1100, height: bottom - top },
    });
    console.log(`docs/admin/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
