/**
 * Pages broken at random, in thousands of ways that no site would be: whatever becomes of them, nothing that we throw
 * reaches the page, no event is taken from it without a warning, nothing of ours runs for long, and afterwards the
 * guard still does its work. `FUZZ_MUTATIONS` does more than the usual number, `FUZZ_SEED` begins elsewhere.
 *
 * To see a guard fail: take the `catch` out of `#act` in src/guard/guard.ts and let `actionAt` throw; or stop the
 * event before it is judged; or take the limit out of `textOf` in src/sites/text.ts.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE_IDS } from '../../src/domain/vocabulary.ts';
import type { ReplicaSite } from '../../src/replicas/feed.ts';
import { benchFeed } from '../bench/page-feed.ts';
import { sampleFeed } from '../replicas/sample-feed.ts';
import { EXTENSION_ID } from './chromium.ts';
import { awaitNoWarning, awaitWarning, clickOn, configure, launch, until } from './driver.ts';
import { type BatchResult, installFuzz } from './fuzz-page.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';
import { traced } from './trace.ts';

const SITES: readonly ReplicaSite[] = SITE_IDS;
const MUTATIONS = Number(process.env.FUZZ_MUTATIONS ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 2_024);
const IN_BATCH = 60;
const EVENTS = 24;
/** Longest that a script of ours may hold the page, ms of its thread. */
const HANG_MS = 50;
const ORIGIN = `chrome-extension://${EXTENSION_ID}`;

const LIKE: Readonly<Record<ReplicaSite, string>> = {
  x: 'article [data-testid="like"]',
  facebook: '[aria-posinset] [data-ad-rendering-role="like_button"]',
  instagram: 'main article section [aria-label="Suka"]',
  threads: '[data-pressable-container] [aria-label="Suka"]',
};

interface Fuzz {
  readonly fuzz: { batch(mutations: number, events: number): Promise<BatchResult>; heal(): void };
}

/** Idle time for the guard's own work, as a page that is not scrolled gives it. */
const breathe = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestIdleCallback(() => resolve()))),
  );

const isOpen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.localName === 'jaga-netral');

describe('pages broken at random', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  });
  afterAll(() => browser?.close());

  it.each(SITES)(
    '%s: nothing thrown, nothing swallowed, no hang',
    async (site) => {
      const { posts } = configFor({ site, action: 'like' }, 'participant', 'id');
      const { page } = await openReplica(browser, {
        site,
        language: 'id',
        posts: [...posts, ...sampleFeed(site), ...benchFeed(site, 12, 2)],
        options: { virtualised: false },
      });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String((error as Error).stack ?? error)));
      await until('the badge', () =>
        page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
      );
      const seed = SEED + SITES.indexOf(site);
      await page.evaluate(installFuzz, seed);

      const all = { mutations: 0, events: 0, swallowed: 0 };
      const silent: string[] = [];
      const { ours } = await traced(page, ORIGIN, async () => {
        while (all.mutations < MUTATIONS / SITES.length) {
          const done = await page.evaluate(
            (mutations, events) => (globalThis as unknown as Fuzz).fuzz.batch(mutations, events),
            IN_BATCH,
            EVENTS,
          );
          all.mutations += done.mutations;
          all.events += done.events;
          all.swallowed += done.swallowed;
          silent.push(...done.silent);
          if (await isOpen(page)) {
            await page.keyboard.press('Escape');
            await until('the warning to close', async () => !(await isOpen(page)));
          }
          await breathe(page);
        }
      });
      // To lay out the broken page is the browser's work, due in the next frame in any case.
      const longest = Math.max(...ours.map(({ cpu, layout }) => cpu - layout));
      const told = `${site}, seed ${seed}: ${JSON.stringify(all)}, longest stretch of ours ${longest.toFixed(1)} ms`;
      console.log(told);
      expect(silent, `${told}: swallowed without a warning`).toEqual([]);
      expect(
        errors.filter((error) => error.includes(ORIGIN)),
        `${told}: thrown into the page`,
      ).toEqual([]);
      expect(longest, told).toBeLessThan(HANG_MS);
      // A fuzz that nothing was ever held in has shown nothing.
      expect(all.swallowed, told).toBeGreaterThan(0);
      expect(all.events, told).toBeGreaterThan(all.swallowed);

      await page.evaluate(() => (globalThis as unknown as Fuzz).fuzz.heal());
      await until('the badge to come back', () =>
        page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
      );
      await clickOn(page, LIKE[site]);
      await awaitWarning(page);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);
      await page.close();
    },
    60_000 + MUTATIONS * 6,
  );
});
