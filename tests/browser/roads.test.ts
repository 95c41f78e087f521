/**
 * Roads to an act other than the plain click, in both browsers: reaction bars opened by resting or holding, double
 * clicks, keys. Held on a participant's subject; after going on, the same road leads to exactly one operation.
 *
 * To see a guard fail: take `dblclick` out of `ACTING` in src/guard/guard.ts, build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplicaSite } from '../../src/replicas/feed.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  configure,
  launch,
  pressButton,
  seeWarning,
  until,
} from './driver.ts';
import { doubleClickOn, hoverOver, keyOn, touch } from './hands.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';

interface Road {
  readonly site: ReplicaSite;
  readonly way: string;
  readonly go: (page: Page) => Promise<void>;
  readonly op: RegExp;
}

const FB_LIKE = '[aria-posinset] [data-ad-rendering-role="like_button"]';
const FB_LOVE = '[role="toolbar"] [aria-label="Super"]';
const REACT = /^CometUFIFeedbackReactMutation$/;
const tap = (selector: string) => async (page: Page) => (await touch(page, selector)).lift();

const ROADS: readonly Road[] = [
  {
    site: 'facebook',
    way: 'rest on Like, choose in the bar',
    go: async (page) => {
      await hoverOver(page, FB_LIKE);
      await clickOn(page, FB_LOVE);
    },
    op: REACT,
  },
  { site: 'facebook', way: 'tap', go: tap(FB_LIKE), op: REACT },
  { site: 'x', way: 'tap', go: tap('article [data-testid="like"]'), op: /^FavoriteTweet$/ },
  {
    site: 'x',
    way: 'Space',
    go: (page) => keyOn(page, 'article [data-testid="like"]', ' '),
    op: /^FavoriteTweet$/,
  },
  {
    site: 'instagram',
    way: 'double click on the photo',
    go: (page) => doubleClickOn(page, 'main article .i-media'),
    op: /Like/,
  },
];

const table = ROADS.map((road) => [`${road.site}: ${road.way}`, road] as const);

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  });
  afterAll(() => browser?.close());

  it.each(table)('holds %s', async (_, { site, go, op }) => {
    const config = configFor({ site, action: 'like' }, 'participant', 'id');
    const { page, sent, handled } = await openReplica(browser, config);
    await until('the badge', () => page.evaluate(() => document.querySelector('jaga-netral-badge') !== null));
    await go(page);
    await awaitWarning(page);
    await pressButton(page, 'Tetap lanjutkan');
    await awaitNoWarning(page);
    expect((await handled()).filter((one) => /like|react/i.test(one))).toEqual([]);
    expect(sent()).toEqual([]);
    await go(page);
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(op)]);
    expect(await seeWarning(page)).toBeNull();
    await page.close();
  });

  it.each(table)('lets %s through on a neutral subject', async (_, { site, go, op }) => {
    const config = configFor({ site, action: 'like' }, 'neutral', 'id');
    const { page, sent } = await openReplica(browser, config);
    await go(page);
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toEqual([expect.stringMatching(op)]);
    expect(await seeWarning(page)).toBeNull();
    await page.close();
  });
});
