/**
 * The self-check on the built extension, in both browsers, through the real popup over the replicas' own lists: of five
 * hundred accounts all participants and nobody else, in the order of the page, marked where they stand; nothing is
 * stored, nothing sent, and no mark stays on a row that the site uses for another account.
 *
 * To see it fail: let `marksOf` (src/sites/lists.ts) forget the labels, let `#lookAgain` (src/guard/self-check.ts) keep
 * the marks, or write the answer to storage in src/pages/popup/popup.ts.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaConfig, ReplicaSite } from '../../src/replicas/feed.ts';
import { chromium } from './chromium.ts';
import { BROWSERS, configure, engineOf, flat, launch, openPopup, until } from './driver.ts';
import type { Popup } from './engine.ts';
import { firefox, requestsOf } from './firefox.ts';
import { COUNT, configOf, followed, LIKED, ME, OWN_GROUPS, wantedOf } from './followed.ts';
import { openReplica, requests } from './replica-pages.ts';

const CAMPAIGN = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
/** Between elections: a president in office is no participant. */
const CALM = { ...CAMPAIGN, simulatedDate: '2026-03-02' } as const;
const PRESS = 'Periksa halaman ini';
/** Pages of five hundred rows on a machine that does other things too, in ms. */
const PATIENCE = 30_000;

const FOLLOWING: Readonly<Record<ReplicaSite, string>> = {
  x: `/${ME.handle}/following`,
  facebook: `/${ME.handle}/following`,
  instagram: `/${ME.handle}/following/`,
  threads: `/@${ME.handle}`,
};

interface Shown {
  readonly text: string;
  /** Names of the links to what was found, in their order. */
  readonly found: readonly string[];
  readonly buttons: readonly string[];
}

/** The section of the self-check; null where the popup has none. */
const shownIn = async (popup: Popup): Promise<Shown | null> => {
  const nodes = flat(await popup.spoken());
  const section = nodes.find(
    ({ name, role }) => role === 'region' && name.startsWith('Yang sudah Anda ikuti'),
  );
  if (!section) return null;
  const inside = flat(section);
  const named = (wanted: string) => inside.filter(({ role }) => role === wanted).map(({ name }) => name);
  return {
    text: named('StaticText').join(' '),
    found: named('link').filter((name) => !/butir \d/.test(name)),
    buttons: named('button'),
  };
};

const check = async (popup: Popup, press = PRESS): Promise<Shown> => {
  await popup.use('button', press);
  return until(
    'the answer',
    async () => {
      const shown = await shownIn(popup);
      const isThere = shown?.buttons.includes('Periksa lagi') && !shown.text.includes('Sedang memeriksa');
      return isThere && shown;
    },
    PATIENCE,
  );
};

/** The accounts on whose rows a mark stands, by the nearest link to one. */
const marked = (page: Page): Promise<string[]> =>
  page.$$eval('jaga-netral-badge', (all) =>
    all.map((badge) => {
      const link = badge.closest('a[href]');
      return new URL((link as HTMLAnchorElement).href).pathname.replace(/^\/@?|\/$/g, '');
    }),
  );

/** Where everything that can be pressed stands: a mark takes no room. */
const places = (page: Page): Promise<string> =>
  page.$$eval('a[href],button,[role="button"]', (all) =>
    JSON.stringify(
      all.map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left, top, width, height].map(Math.round);
      }),
    ),
  );

/** Everything that the extension has stored, by area and key; the health that the guard tells anyhow is left out. */
const everyStored = async (browser: Browser): Promise<Readonly<Record<string, string>>> =>
  JSON.parse(
    await engineOf(browser).inExtension(browser, async () => {
      const { storage } = (
        globalThis as unknown as {
          chrome: {
            storage: Record<'local' | 'session', { get(keys: null): Promise<Record<string, unknown>> }>;
          };
        }
      ).chrome;
      const all: Record<string, string> = {};
      for (const area of ['local', 'session'] as const)
        for (const [key, value] of Object.entries(await storage[area].get(null)))
          if (key !== 'health') all[`${area} ${key}`] = JSON.stringify(value);
      return JSON.stringify(all);
    }),
  ) as Record<string, string>;

/** Names of what differs between two states of the storage. */
const changed = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => one[key] !== other[key]);

describe.each(BROWSERS)('%s', (name) => {
  const netLog = join(tmpdir(), `jaga-netral-self-check-${process.pid}.json`);
  let browser: Browser;
  beforeAll(async () => {
    requests.splice(0);
    browser = await launch({ browser: name, netLog });
    await configure(browser, CAMPAIGN);
  });
  afterAll(async () => {
    if (browser?.connected) await browser.close();
    rmSync(netLog, { force: true });
  });

  const open = async (config: ReplicaConfig, path: string) => {
    const replica = await openReplica(browser, config, path);
    if (config.site === 'threads' && path === FOLLOWING.threads)
      await replica.page.locator('.t-follows').click();
    return replica;
  };

  it.each(['x', 'facebook', 'instagram', 'threads'] as const)(
    'finds all participants and nobody else among 500 that one follows on %s',
    async (site) => {
      const { page, sent } = await open(configOf(site), FOLLOWING[site]);
      const popup = await openPopup(page);
      await until('the offer', () => shownIn(popup), PATIENCE);
      const before = await everyStored(browser);
      const asked = requests.length;
      const stood = await places(page);
      const shown = await check(popup);
      const wanted = wantedOf(site);
      const { all } = followed(site);
      const calledOf = (handle: string) => {
        const name = all.find((one) => one.handle === handle)?.name ?? '';
        return site === 'instagram' || site === 'threads' ? handle : name;
      };
      expect(shown.found).toEqual(wanted.map(calledOf));
      expect(shown.text).toContain(
        `Akun yang diperiksa: ${COUNT}. Peserta pemilu di antaranya: ${wanted.length}.`,
      );
      expect(shown.text).toContain('Akun yang Anda ikuti');
      expect(shown.text).toContain('dapat dianggap');
      expect(await marked(page)).toEqual(wanted);
      expect(await places(page)).toBe(stood);
      expect(changed(before, await everyStored(browser))).toEqual([]);
      expect(Object.keys(before)).toContain('local pagePack');
      expect(requests.length).toBe(asked);
      expect(sent()).toEqual([]);
      await popup.close();
      await page.close();
    },
    4 * PATIENCE,
  );

  it('finds liked posts, groups and pages that are a participant’s', async () => {
    const likes = await open(configOf('x'), `/${ME.handle}/likes`);
    const first = await openPopup(likes.page);
    expect((await check(first)).text).toContain('Unggahan yang diperiksa: 4. Menyangkut peserta pemilu: 2.');
    const articles = await likes.page.$$eval('article:has(jaga-netral-badge) a[href*="/status/"]', (all) =>
      all.map((link) => link.getAttribute('href')?.split('/')[3]),
    );
    expect([...new Set(articles)]).toEqual(LIKED);
    await first.close();
    await likes.page.close();

    const groups = await open(configOf('facebook'), '/groups/joins/');
    const second = await openPopup(groups.page);
    expect((await check(second)).found).toEqual(OWN_GROUPS);
    await second.close();
    await groups.page.close();

    const follows = followed('facebook', 40).all.map((account) => ({ ...account, page: true }));
    const pages = await open(configOf('facebook', { follows }), '/pages/?category=liked');
    const third = await openPopup(pages.page);
    expect((await check(third)).found.length).toBe(wantedOf('facebook', 40).length);
    await third.close();
    await pages.page.close();
  });

  it('leads to what was found in the same tab', async () => {
    const { page } = await open(configOf('x', {}, 40), FOLLOWING.x);
    const popup = await openPopup(page);
    await check(popup);
    await popup.use('link', 'Ganjar Pranowo');
    await until('the profile', async () => new URL(page.url()).pathname === '/ganjarpranowo');
    await popup.close();
    await page.close();
  });

  it('says where to go: somebody else’s list, no list, and it is absent over other pages', async () => {
    const other = await open(configOf('x', {}, 40), '/tetanggasebelah/following');
    const popup = await openPopup(other.page);
    const shown = await check(popup);
    expect(shown.text).toContain('Daftar ini milik akun lain');
    expect(await marked(other.page)).toEqual([]);
    await popup.use('link', 'Buka daftar Anda');
    await until('one’s own list', async () => new URL(other.page.url()).pathname === FOLLOWING.x);
    await popup.close();
    await other.page.close();

    const feed = await open(configOf('instagram', {}, 40), '/');
    const second = await openPopup(feed.page);
    expect((await check(second)).text).toContain('Di sini tidak ada daftar yang dapat diperiksa');
    await second.close();
    await feed.page.close();

    const blank = await browser.newPage();
    const third = await openPopup(blank);
    await until('the popup', async () => flat(await third.spoken()).some(({ name }) => name === 'Situs'));
    expect(await shownIn(third)).toBeNull();
    await third.close();
    await blank.close();
  });

  it('marks follow the account, not the row that the site uses again', async () => {
    const { page } = await open(configOf('x', { options: { virtualised: true } }), FOLLOWING.x);
    const wanted = wantedOf('x');
    const here = () =>
      page.$$eval('[data-replica-cell]', (cells) =>
        cells.map((cell) => cell.getAttribute('data-replica-cell')?.replace('following/', '') ?? ''),
      );
    const popup = await openPopup(page);
    await check(popup);
    const first = await here();
    expect(first.length).toBeLessThan(COUNT);
    expect((await marked(page)).toSorted()).toEqual(wanted.filter((one) => first.includes(one)).toSorted());
    await page.evaluate(() => scrollTo(0, 9_000));
    await until('other rows', async () => !(await here()).some((one) => first.includes(one)));
    expect(await marked(page)).toEqual([]);
    const again = await check(popup, 'Periksa lagi');
    const later = await here();
    expect(again.found.length).toBe(wanted.filter((one) => later.includes(one)).length);
    await popup.close();
    await page.close();
  });

  it('is answered though the worker was just ended', async () => {
    const { page } = await open(configOf('x', {}, 60), FOLLOWING.x);
    const popup = await openPopup(page);
    await until('the offer', () => shownIn(popup), PATIENCE);
    await engineOf(browser).stopBackground(browser);
    const shown = await check(popup);
    expect(shown.found.length).toBe(wantedOf('x', 60).length);
    expect(shown.text).not.toContain('belum ikut dicocokkan');
    await popup.close();
    await page.close();
  });

  it('between elections a president in office is nobody’s participant; a party’s account remains one', async () => {
    await configure(browser, CALM);
    const { page } = await open(configOf('x', {}, 60), FOLLOWING.x);
    const popup = await openPopup(page);
    const shown = await check(popup);
    expect(shown.found.toSorted()).toEqual([
      'PDI Perjuangan',
      'Partai Gerindra',
      'Partai Solidaritas Indonesia',
    ]);
    expect(shown.text).toContain('Tidak menyangkut tahapan yang sedang berjalan');
    await popup.close();
    await page.close();
    const groups = await open(configOf('facebook'), '/groups/joins/');
    const second = await openPopup(groups.page);
    expect((await check(second)).text).toContain('Hari ini tidak ada tahapan yang berjalan di wilayah Anda');
    await second.close();
    await groups.page.close();
    await configure(browser, CAMPAIGN);
  });

  it('threw nothing, and the browser saw no request of the extension', async () => {
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
    const posts = requests.filter(({ method }) => method !== 'GET');
    expect(posts).toEqual([]);
    if (name === 'firefox') {
      const ours = (await requestsOf(browser)).filter(({ extension }) => extension === firefox.extensionId);
      // To Firefox the two pages that were opened from the popup, by a press, were opened by the extension.
      expect(ours.map(({ url }) => url)).toEqual([
        'https://x.com/ganjarpranowo',
        `https://x.com${FOLLOWING.x}`,
      ]);
      return;
    }
    // A page's request, on purpose: a log that does not show it would prove nothing.
    const seen = 'https://bukti.invalid/halaman';
    const page = await browser.newPage();
    await page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => undefined), seen);
    await browser.close();
    const log = readFileSync(netLog, 'utf8');
    expect(log).toContain(seen);
    const marks = [`"initiator":"${chromium.origin}`, `${chromium.origin} `];
    expect(log.split('\n').filter((line) => marks.some((mark) => line.includes(mark)))).toEqual([]);
  });
});
