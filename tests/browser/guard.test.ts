/**
 * The guard on the built extension, in real browsers: on a participant's subject the site's handler does not run and
 * nothing leaves until the person goes on and clicks again, then exactly one operation leaves; on a neutral subject
 * and on every undo the handler runs at once and no dialog appears. Each site, each action, both languages.
 *
 * To see a guard fail: remove `stopImmediatePropagation` in src/guard/guard.ts, build, run.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from './chromium.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  readStored,
  seeWarning,
  until,
} from './driver.ts';
import type { BrowserName } from './engine.ts';
import { firefox, requestsOf } from './firefox.ts';
import { openReplica, requests } from './replica-pages.ts';
import { type Aim, configFor, SCENARIOS, type Scenario } from './scenarios.ts';

const WORDS = {
  id: { name: 'Netralitas', cancel: 'Batalkan', goOn: 'Tetap lanjutkan' },
  en: { name: 'Neutrality', cancel: 'Cancel', goOn: 'Continue anyway' },
} as const;

const title = ({ site, action, way }: Scenario) => `${site}: ${action} (${way})`;
const table = SCENARIOS.map((scenario) => [title(scenario), scenario] as const);

/** Both languages in one browser; the other is asked whether it does the same, and that in the first language. */
const LANGUAGES: Readonly<Record<BrowserName, readonly ('id' | 'en')[]>> = {
  chromium: ['id', 'en'],
  firefox: ['id'],
};

describe.each(BROWSERS)('%s', (name) => {
  const languages = LANGUAGES[name];
  const netLog = join(tmpdir(), `jaga-netral-net-${process.pid}.json`);
  let browser: Browser;
  beforeAll(async () => {
    requests.splice(0);
    browser = await launch({ browser: name, netLog });
  });
  afterAll(async () => {
    if (browser?.connected) await browser.close();
  });

  const open = (scenario: Scenario, aim: Aim, language: 'id' | 'en') =>
    openReplica(browser, configFor(scenario, aim, language), scenario.path(aim));

  describe.each(languages)('in %s', (language) => {
    beforeAll(() => configure(browser, { language, region: '36.03', simulatedDate: '2024-01-15' }));
    const words = WORDS[language];

    it.each(table)('holds %s', async (_, scenario) => {
      const { page, sent, handled } = await open(scenario, 'participant', language);
      await scenario.prepare(page, language, 'participant');
      const before = { sent: sent().length, handled: (await handled()).length };
      await scenario.commit(page, language, 'participant');
      const warning = await awaitWarning(page);
      expect(warning.name).toContain(words.name);
      expect(warning.buttons).toContain(words.cancel);
      expect(warning.buttons).toContain(words.goOn);
      expect(warning.focused).toBe(words.cancel);
      expect(warning.text).toMatch(/disiplin-[26]/);
      expect((await handled()).slice(before.handled)).toEqual([]);
      expect(sent().slice(before.sent)).toEqual([]);

      await pressButton(page, words.cancel);
      await awaitNoWarning(page);
      expect(sent().slice(before.sent)).toEqual([]);

      const again = async () => {
        if (scenario.ready && !(await page.$(scenario.ready)))
          await scenario.prepare(page, language, 'participant');
        await scenario.commit(page, language, 'participant');
      };
      await again();
      await awaitWarning(page);
      await pressButton(page, words.goOn);
      await awaitNoWarning(page);
      expect(sent().slice(before.sent)).toEqual([]);

      await again();
      await until(`the operation of ${title(scenario)}`, async () => sent().length > before.sent);
      expect(sent().slice(before.sent)).toEqual([expect.stringMatching(scenario.op)]);
      expect(await seeWarning(page)).toBeNull();
      await page.close();
    });

    it.each(table)('lets %s through on a neutral subject', async (_, scenario) => {
      const { page, sent } = await open(scenario, 'neutral', language);
      await scenario.prepare(page, language, 'neutral');
      await scenario.commit(page, language, 'neutral');
      await until('the operation', async () => sent().length > 0);
      expect(sent()).toEqual([expect.stringMatching(scenario.op)]);
      expect(await seeWarning(page)).toBeNull();
      await page.close();
    });

    it.each(table.filter(([, { undo }]) => undo))('lets the undo of %s through', async (_, scenario) => {
      const { page, sent } = await open(scenario, 'undo', language);
      await scenario.undo?.(page, language);
      await until('the operation', async () => sent().length > 0);
      expect(await seeWarning(page)).toBeNull();
      await page.close();
    });
  });

  describe('afterwards', () => {
    it('the journal holds what was warned of, in this browser', async () => {
      const journal = await readStored<readonly { outcome: string }[]>(browser, 'journal');
      expect(journal?.length).toBe(SCENARIOS.length * 2 * languages.length);
      expect(new Set(journal?.map(({ outcome }) => outcome))).toEqual(new Set(['cancelled', 'continued']));
    });

    it('pages loaded themselves and sent the acts that were let through, and nothing else', () => {
      const urls = requests.map(({ url }) => new URL(url)).filter(({ protocol }) => protocol === 'https:');
      expect(urls.length).toBeGreaterThan(SCENARIOS.length);
      for (const { hostname } of urls)
        expect(hostname).toMatch(/^(x|www\.(facebook|instagram|threads))\.com$/);
      const posts = requests.filter(({ method }) => method !== 'GET').length;
      expect(posts).toBe(
        languages.length * (SCENARIOS.length * 2 + SCENARIOS.filter(({ undo }) => undo).length),
      );
    });

    it('nothing of ours threw where no page would hear of it', async () => {
      expect(await engineOf(browser).thrown(browser)).toEqual([]);
    });

    const seen = 'https://bukti.invalid/halaman';
    const refused = 'https://bukti.invalid/sendiri';
    /** A page's request, on purpose: whoever watches must see it, or the watch's silence would prove nothing. */
    const askFromPage = async (): Promise<void> => {
      const page = await browser.newPage();
      await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => undefined), seen);
    };
    /** The extension's own pages refuse any request before it is made; the worker alone may ask an agency's server. */
    const askFromExtension = async (): Promise<void> => {
      const page = await openOwn(browser, 'options');
      const outcome = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'sent',
            () => 'refused',
          ),
        refused,
      );
      expect(outcome).toBe('refused');
      await page.close();
    };

    it.runIf(name === 'chromium')(
      'Chromium’s own network log shows no request made by the extension',
      async () => {
        await askFromPage();
        await askFromExtension();
        await browser.close();
        const log = readFileSync(netLog, 'utf8');
        rmSync(netLog);
        expect(log).toContain(seen);
        expect(log).not.toContain(refused);
        const ours = [`"initiator":"${chromium.origin}`, `${chromium.origin} `];
        expect(log.split('\n').filter((line) => ours.some((mark) => line.includes(mark)))).toEqual([]);
      },
    );

    it.runIf(name === 'firefox')('Firefox began no request that the extension asked for', async () => {
      await askFromPage();
      await askFromExtension();
      // Another extension does what ours must not: the watch names it. A content script's request counts as its
      // page's in Firefox, and is among those that the test before this one has counted.
      const folder = mkdtempSync(join(tmpdir(), 'jaga-netral-'));
      const witness = { id: 'saksi@jaganetral.id', url: 'https://bukti.invalid/saksi' };
      const manifest = {
        manifest_version: 3,
        name: 'Saksi',
        version: '1',
        browser_specific_settings: { gecko: { id: witness.id } },
        background: { scripts: ['background.js'] },
      };
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
      writeFileSync(join(folder, 'background.js'), `fetch('${witness.url}').catch(() => undefined);`);
      await browser.installExtension(folder);
      const requested = await until('the request of the other extension', async () => {
        const all = await requestsOf(browser);
        return all.some(({ extension, url }) => extension === witness.id && url === witness.url) ? all : null;
      });
      rmSync(folder, { recursive: true });
      expect(requested).toContainEqual({ url: seen, extension: null });
      expect(requested.map(({ url }) => url)).not.toContain(refused);
      expect(requested.filter(({ extension }) => extension === firefox.extensionId)).toEqual([]);
    });
  });
});
