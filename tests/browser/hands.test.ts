/**
 * The driver's own hands: what a page hears of each way to touch it, in both browsers. All of it must be the
 * browser's real input (`isTrusted`), or tests built on it would prove nothing about people.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BROWSERS, launch, until } from './driver.ts';
import { doubleClickOn, hoverOver, keyOn, press, release, touch } from './hands.ts';

const TYPES = [
  ...[
    'mouseover',
    'pointerdown',
    'mousedown',
    'pointerup',
    'mouseup',
    'click',
    'dblclick',
    'keydown',
    'keyup',
  ],
  ...['touchstart', 'touchmove', 'touchend'],
];

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch({ browser: name });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await browser.newPage();
    await page.setContent(
      `<!doctype html><title>Tangan</title><style>button{display:block;margin:60px;touch-action:none}</style>
       <button id="a">a</button><button id="b">b</button><div style="height:3000px"></div><button id="far">far</button>`,
    );
    await page.evaluate((types) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of types)
        addEventListener(
          type,
          (event) =>
            heard.push(`${event.isTrusted ? '' : 'made up: '}${type} ${(event.target as Element).id}`),
          true,
        );
    }, TYPES);
  });
  afterEach(() => page.close());

  /** What was heard since the last time; the mouse's way there is told by itself. */
  const heard = async (): Promise<string[]> => {
    const all = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
    return all.filter((one) => !one.startsWith('mouseover'));
  };

  it('hovers', async () => {
    await hoverOver(page, '#a');
    expect(await page.$eval('#a', (node) => node.matches(':hover'))).toBe(true);
    await hoverOver(page, '#far');
    expect(await page.$eval('#far', (node) => node.matches(':hover'))).toBe(true);
    expect(await heard()).toEqual([]);
  });

  it('clicks twice', async () => {
    await doubleClickOn(page, '#far');
    const once = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'].map((type) => `${type} far`);
    expect(await heard()).toEqual([...once, ...once, 'dblclick far']);
  });

  it('presses, drags and lets go elsewhere, which is no click on either', async () => {
    await press(page, '#a');
    expect(await heard()).toEqual(['pointerdown a', 'mousedown a']);
    await hoverOver(page, '#b');
    await release(page);
    const after = await heard();
    expect(after.slice(0, 2)).toEqual(['pointerup b', 'mouseup b']);
    expect(after.filter((one) => /^click [ab]$/.test(one))).toEqual([]);
  });

  it('presses a key', async () => {
    await keyOn(page, '#b', 'Enter');
    expect(await heard()).toEqual(['keydown b', 'click b', 'keyup b']);
  });

  it('lays a finger down, draws it and lifts it', async () => {
    const finger = await touch(page, '#a');
    await finger.moveTo('#b');
    await finger.lift();
    const drawn = (await heard()).filter((one) => one.startsWith('touch'));
    // A finger stays with the element on which it was laid.
    expect(new Set(drawn)).toEqual(new Set(['touchstart a', 'touchmove a', 'touchend a']));
  });

  it('taps, which becomes a click', async () => {
    const finger = await touch(page, '#b');
    await finger.lift();
    const tapped: string[] = [];
    await until('the tap to become a click', async () => {
      tapped.push(...(await heard()));
      return tapped.includes('click b');
    });
    expect(tapped).toEqual(expect.arrayContaining(['touchstart b', 'touchend b']));
  });
});
