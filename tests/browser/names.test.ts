/**
 * The cousin who stands for the council of one's own regency: a post by an unknown account that names them is marked
 * and held for whoever lives there, and for nobody else, unless the name is rare enough to be nobody else's.
 *
 * Names are taken from the candidate lists when the test runs, so that no private person stands in its text.
 *
 * To see it fail: let `finderFor` (src/recognition/gazetteer.ts) forget `own`, or drop `retry` in src/guard/wider.ts.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaConfig } from '../../src/replicas/feed.ts';
import { candidate, HOME } from './candidate.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  configure,
  engineOf,
  launch,
  pressButton,
  readStored,
  seeWarning,
  until,
} from './driver.ts';
import { openReplica } from './replica-pages.ts';

const ELSEWHERE = '73.71';
const DAY = '2024-01-15';

const NEIGHBOUR = candidate('dprd-kabkota', 2);
const LONG_NAME = candidate('dprd-kabkota', 4);
const PROVINCIAL = candidate('dprd-provinsi', 2);

const feedWith = (...names: readonly string[]): ReplicaConfig => ({
  site: 'x',
  language: 'id',
  posts: names.map((name, at) => ({
    id: `17460000000000001${String(at).padStart(2, '0')}`,
    kind: 'participant',
    author: { handle: `warga${at}`, name: `Warga Biasa ${at}` },
    text: `[Replika ${at}] Tetangga kita maju, ayo dukung ${name} dari kampung sendiri.`,
  })),
  options: { virtualised: false },
});

const LIKE = '[data-testid="like"]';

const badges = (page: Page): Promise<string[]> =>
  page.$$eval('jaga-netral-badge', (all) => all.map((badge) => badge.getAttribute('aria-label') ?? ''));

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
  });
  afterAll(() => browser?.close());

  /** Sets the region and waits until the pages' pack is the one for it. */
  const livesIn = async (region: string) => {
    const regionOf = async () =>
      (await readStored<{ names: { lists: readonly (readonly unknown[])[] } }>(browser, 'pagePack'))?.names
        .lists;
    await configure(browser, { language: 'id', region, simulatedDate: DAY });
    await until(`the pack of ${region}`, async () => (await regionOf())?.some((list) => list[2] === region));
  };

  describe('at home', () => {
    beforeAll(() => livesIn(HOME));

    it('marks and holds a post that names a candidate of the own regency', async () => {
      const { page, sent } = await openReplica(browser, feedWith(NEIGHBOUR));
      await until('the badge', async () => (await badges(page)).some((label) => label.includes(NEIGHBOUR)));
      await clickOn(page, LIKE);
      const warning = await awaitWarning(page);
      expect(warning.text).toContain(NEIGHBOUR);
      expect(warning.text).toContain('DPRD kabupaten/kota');
      expect(sent()).toEqual([]);
      await pressButton(page, 'Batalkan');
      await awaitNoWarning(page);
      await page.close();
    });

    it('learns from the worker of a candidate for the provincial council', async () => {
      const { page } = await openReplica(browser, feedWith(PROVINCIAL));
      await until('the badge', async () => (await badges(page)).some((label) => label.includes(PROVINCIAL)));
      await clickOn(page, LIKE);
      expect((await awaitWarning(page)).text).toContain('DPRD provinsi');
      await page.close();
    });

    it('a worker killed between two posts changes nothing', async () => {
      const { page } = await openReplica(browser, feedWith(NEIGHBOUR));
      await until('the first badge', async () => (await badges(page)).length === 1);
      await engineOf(browser).stopBackground(browser);
      const second = await openReplica(browser, feedWith(PROVINCIAL));
      await until('the second badge', async () =>
        (await badges(second.page)).some((label) => label.includes(PROVINCIAL)),
      );
      await clickOn(second.page, LIKE);
      await awaitWarning(second.page);
      await second.page.close();
      await page.close();
    });
  });

  describe('elsewhere', () => {
    beforeAll(() => livesIn(ELSEWHERE));

    it('lets the same post through, and knows only the name that is nobody else’s', async () => {
      const { page, sent } = await openReplica(browser, feedWith(LONG_NAME, NEIGHBOUR));
      // The badge of the long name shows that the worker has answered for both.
      await until('the badge', async () => (await badges(page)).length > 0);
      expect(await badges(page)).toEqual([expect.stringContaining(LONG_NAME)]);
      const likes = await page.$$(LIKE);
      await likes[1]?.click();
      await until('the operation', async () => sent().length > 0);
      expect(await seeWarning(page)).toBeNull();
      await likes[0]?.click();
      await awaitWarning(page);
      await page.close();
    });
  });
});
