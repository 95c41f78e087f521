/**
 * The feeds of the replicas under the wheel, in Chromium: a notch moves the page by a notch, however its cells are used
 * again. What is measured and tried on a feed that jumps to its end says nothing.
 *
 * To see it fail: take `overflow-anchor` out of src/replicas/threads.ts.
 */
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SITE_IDS } from '../../src/domain/vocabulary.ts';
import type { ReplicaPost } from '../../src/replicas/feed.ts';
import { launch } from './driver.ts';
import { until } from './engine.ts';
import { openReplica } from './replica-pages.ts';

const NOTCH_PX = 500;
const NOTCHES = 8;

/** Posts of different heights: the replica guesses them until they are drawn. */
const posts = Array.from({ length: 60 }, (_, at): ReplicaPost => {
  const text = `Catatan ke-${at}. ${'Hujan sore di pasar. '.repeat(at % 7)}`;
  return {
    id: `1746000000000${at + 100}`,
    kind: 'neutral',
    author: { handle: `warga${at}`, name: `Warga ${at}` },
    text,
  };
});

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ bare: true });
});
afterAll(() => browser?.close());

it.each(SITE_IDS)('%s moves with the wheel, notch by notch', async (site) => {
  const { page } = await openReplica(browser, { site, language: 'id', posts });
  await page.mouse.move(500, 450);
  for (let notch = 1; notch <= NOTCHES; notch += 1) {
    await page.mouse.wheel({ deltaY: NOTCH_PX });
    const at = () => page.evaluate(() => Math.round(scrollY));
    await until(`notch ${notch}`, async () => (await at()) >= notch * NOTCH_PX);
    // Two frames: what a scroll makes the page draw may move it again.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await at()).toBe(notch * NOTCH_PX);
  }
  await page.close();
});
