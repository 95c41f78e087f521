/**
 * The extension's own pages in both browsers: each opens under its strict policy, shows what is stored, and what is
 * chosen there reaches an open page. Contents in detail are tested by the pages' own files, in Chromium.
 *
 * To see a guard fail: take `script-src 'self'` out of the manifest's policy, build, run; Chromium minds, Firefox does
 * not.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  collectErrors,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  readStored,
  until,
} from './driver.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;

/** Waits until a page shows words: as text, or as what is chosen in it. */
const awaitWords = (page: Page, words: string): Promise<true> =>
  until(`“${words}”`, () =>
    page.evaluate((wanted) => {
      const chosen = [...document.querySelectorAll('select')].flatMap(({ selectedOptions }) => [
        ...selectedOptions,
      ]);
      const shown = [document.querySelector('main'), ...chosen].map((node) => node?.textContent ?? '');
      return shown.some((text) => text.includes(wanted));
    }, words),
  );

const packs = new Map<string, unknown>();

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
  });
  afterAll(() => browser?.close());

  it.each([
    ['popup', '15 Januari 2024'],
    ['options', 'Kabupaten Tangerang'],
    ['calendar', 'Januari 2024'],
    ['rules', 'Disiplin butir 6'],
    ['welcome', 'Kabupaten Tangerang'],
    ['help', 'Bagaimana dengan foto lama'],
    ['journal', 'Belum ada catatan.'],
  ] as const)('%s opens and shows what is stored', async (page, words) => {
    const own = await openOwn(browser, page);
    const errors = collectErrors(own);
    await awaitWords(own, words);
    expect(await own.evaluate(() => document.documentElement.lang)).toBe('id');
    expect(errors).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
    await own.close();
  });

  it('what is chosen in options is stored and holds in the page that is open', async () => {
    const config = configFor({ site: 'x', action: 'like' }, 'participant', 'id');
    const { page, sent } = await openReplica(browser, config);
    const badge = () =>
      page.evaluate(() => document.querySelector('jaga-netral-badge')?.getAttribute('aria-label'));
    await until('the badge', async () => (await badge())?.startsWith('Peserta pemilu'));
    const options = await openOwn(browser, 'options');
    await clickOn(options, 'label:has(input[name="language"][value="en"])');
    await until('the stored language', async () => {
      const stored = await readStored<{ language?: string }>(browser, 'settings');
      return stored?.language === 'en';
    });
    await until('the page in English', () => options.evaluate(() => document.documentElement.lang === 'en'));
    await options.close();
    await page.bringToFront();
    await until('the badge in English', async () => (await badge())?.startsWith('Election participant'));
    await clickOn(page, 'article [data-testid="like"]');
    expect((await awaitWarning(page)).buttons).toContain('Continue anyway');
    await pressButton(page, 'Cancel');
    await awaitNoWarning(page);
    expect(sent()).toEqual([]);
    await page.close();
    // What was held is told in the popup.
    await configure(browser, SETTINGS);
    const popup = await openOwn(browser, 'popup');
    await awaitWords(popup, 'Ganjar Pranowo');
    await popup.close();
  });

  it('a file of the package can be read under the policy', async () => {
    const { dist, origin } = engineOf(browser);
    const file = readdirSync(join(dist, 'assets')).find((one) => one.endsWith('.bin'));
    const read = (url: string) =>
      engineOf(browser).inExtension(
        browser,
        (address = '') =>
          fetch(address)
            .then((response) => response.arrayBuffer())
            .then(
              ({ byteLength }) => byteLength,
              () => 'refused',
            ),
        url,
      );
    expect(await read(`${origin}/assets/${file}`)).toBe(statSync(join(dist, 'assets', file ?? '')).size);
  });

  it.each(['popup', 'options', 'calendar', 'rules', 'welcome', 'help', 'journal'] as const)(
    '%s itself may ask nobody',
    async (page) => {
      const own = await openOwn(browser, page);
      const refused = await own.evaluate(
        () =>
          new Promise<string>((done) => {
            document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
              done(`${effectiveDirective} ${blockedURI}`),
            );
            fetch('https://bukti.invalid/').catch(() => undefined);
          }),
      );
      expect(refused).toMatch(/^connect-src https:\/\/bukti\.invalid/);
      await own.close();
    },
  );

  it('the page pack lies ready', async () => {
    packs.set(name, await readStored(browser, 'pagePack'));
    expect(packs.get(name)).toHaveProperty('version');
  });
});

it('both browsers compile the same page pack', () => {
  expect([...packs.keys()]).toEqual(BROWSERS);
  const [one, other] = [...packs.values()];
  expect(other).toEqual(one);
});
