/**
 * The warning by keys alone on the four sites, from the control to the control: in a window of the usual size, at twice
 * the size of everything (200 % zoom), and with a system's own few colours.
 *
 * To see a guard fail: take `max-height` out of `.warning` in src/guard/dialog.css, or the id from the second step's
 * heading in src/guard/dialog.ts; build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import words from '../../public/_locales/id/messages.json' with { type: 'json' };
import { SITE_IDS, type SiteId } from '../../src/domain/vocabulary.ts';
import {
  awaitFocus,
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  configure,
  engineOf,
  launch,
  until,
} from './driver.ts';
import type { Appearance, Focus } from './engine.ts';
import { awaitFocusOn, faultsOf, focusOf, tabTo } from './keys.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';

const CANCEL = words.dialog_cancel.message;
const GO_ON = words.dialog_continue.message;
const NOT_ONE = words.dialog_not_participant.message;

/** Twice the size of everything is half the room, with two pixels of the screen for each of a page's. */
const WINDOWS = {
  'a window of 1100 px': { width: 1100, height: 900, deviceScaleFactor: 1 },
  'the same at 200 %': { width: 550, height: 450, deviceScaleFactor: 2 },
  'a narrow one at 200 %': { width: 320, height: 400, deviceScaleFactor: 2 },
} as const;
/** What the sites call their like; beside the word some give the count. */
const LIKE: Readonly<Record<SiteId, string | RegExp>> = {
  x: /(^|\s)Suka\b/,
  facebook: 'Suka',
  instagram: 'Suka',
  threads: /^Suka\b/,
};
const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'forced'];

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  });
  afterAll(() => browser?.close());

  /** Tab round inside the warning, once; what is folded is unfolded on the way, and its links are passed too. */
  const goRound = async (page: Page): Promise<Focus[]> => {
    const stops: Focus[] = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const now = await focusOf(page);
      if (!now || now.name === CANCEL) return stops;
      stops.push(now);
      if (now.role !== 'DisclosureTriangle') continue;
      const { length } = (await awaitWarning(page)).text;
      await page.keyboard.press('Enter');
      await until('the fold to open', async () => (await awaitWarning(page)).text.length > length);
    }
    throw new Error('Tab never came round');
  };

  describe.each(Object.entries(WINDOWS))('in %s', (_, { width, height, deviceScaleFactor }) => {
    it.each(SITE_IDS)('%s: to the control, into the warning, through all of it, and back', async (site) => {
      const config = configFor({ site, action: 'like' }, 'participant', 'id');
      const { page, sent } = await openReplica(browser, config, '/', { width, height });
      await page.setViewport({ width, height, deviceScaleFactor });
      await until('the badge', () =>
        page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
      );
      for (const appearance of name === 'chromium' ? APPEARANCES : APPEARANCES.slice(0, 1)) {
        await engineOf(browser).appear(page, appearance);
        const like = (await tabTo(page, { name: LIKE[site], role: 'button' })).at(-1);
        await page.keyboard.press('Enter');
        const first = await awaitFocus(page, CANCEL);
        expect(first.name).toBe(words.dialog_name.message);
        const begin = await focusOf(page);
        const stops = await goRound(page);
        expect(stops.slice(0, 2).map((stop) => stop.name)).toEqual([GO_ON, NOT_ONE]);
        expect(stops.filter(({ role }) => role === 'DisclosureTriangle')).toHaveLength(4);
        expect(stops.filter(({ role }) => role === 'link').length).toBeGreaterThan(0);
        // Firefox's protocol does not reach into the closed root; there only the order is looked at.
        if (name === 'chromium') expect([begin, ...stops].every((stop) => stop?.look)).toBe(true);
        expect(faultsOf([...(begin ? [begin] : []), ...stops])).toEqual([]);
        if (name === 'firefox') {
          // There the round goes by way of the browser's toolbar; back in the page, the next Tab is in the warning.
          await page.bringToFront();
          await page.keyboard.press('Tab');
          await until('the focus in the warning', () => focusOf(page));
        }
        await page.keyboard.press('Escape');
        await awaitNoWarning(page);
        await awaitFocusOn(page, { name: like?.name ?? '' });
        expect(sent()).toEqual([]);
        // The next appearance is walked from the beginning of the page again.
        await page.reload();
        await page.waitForSelector('#replica > *');
        await until('the badge', () =>
          page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
        );
      }
      await page.close();
    });
  });

  it('the question what was mistaken has a name of its own, and leads back', async () => {
    const config = configFor({ site: 'x', action: 'like' }, 'participant', 'id');
    const { page } = await openReplica(browser, config);
    await until('the badge', () => page.evaluate(() => document.querySelector('jaga-netral-badge') !== null));
    const like = (await tabTo(page, { name: /(^|\s)Suka\b/ })).at(-1)?.name ?? '';
    await page.keyboard.press('Enter');
    await awaitFocus(page, CANCEL);
    await tabTo(page, NOT_ONE, { most: 2 });
    await page.keyboard.press('Enter');
    await awaitFocusOn(page, { name: /bukan peserta pemilu$/ });
    expect((await awaitWarning(page)).name).toBe(words.dialog_exception_title.message);
    await tabTo(page, words.dialog_exception_back.message, { most: 5 });
    await page.keyboard.press('Enter');
    await awaitFocus(page, NOT_ONE);
    await page.keyboard.press('Escape');
    await awaitNoWarning(page);
    await awaitFocusOn(page, { name: like });
    await page.close();
  });
});
