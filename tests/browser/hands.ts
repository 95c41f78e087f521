/**
 * The ways a person touches a page besides a plain click, with the browser's real input, in both browsers: whatever
 * road a site offers to an act, a test can go it.
 */
import type { KeyInput, Page } from 'puppeteer-core';
import { type Point, until } from './engine.ts';

/** A place on the shown element where a pointer meets it, scrolled into view. */
const placeOf = async (page: Page, selector: string): Promise<Point> => {
  const element = await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
  if (!element) throw new Error(`No element for ${selector}`);
  await element.scrollIntoView();
  const point = await element.clickablePoint();
  await element.dispose();
  return point;
};

/** Moves the mouse onto an element, a button held down or not. */
export const hoverOver = async (page: Page, selector: string): Promise<void> => {
  const { x, y } = await placeOf(page, selector);
  await page.mouse.move(x, y, { steps: 4 });
};

/** Presses the mouse on an element and keeps it down; `hoverOver` drags, `release` lets go. */
export const press = async (page: Page, selector: string): Promise<void> => {
  await hoverOver(page, selector);
  await page.mouse.down();
};

/** Lets the mouse go wherever it is. */
export const release = (page: Page): Promise<void> => page.mouse.up();

/** Sites take clicks and touches within this time, in ms, for one double click. */
const DOUBLE_MS = 500;
const doubled = new WeakMap<Page, number>();

/** Nobody answers a warning within the time of a double click, but a machine does: the last one must be over. */
const doubling = async (page: Page, twice: () => Promise<void>): Promise<void> => {
  await until('the last double click to be over', async () => {
    return Date.now() - (doubled.get(page) ?? 0) > DOUBLE_MS;
  });
  await twice();
  doubled.set(page, Date.now());
};

/** Clicks twice in quick succession. */
export const doubleClickOn = async (page: Page, selector: string): Promise<void> => {
  const { x, y } = await placeOf(page, selector);
  await doubling(page, () => page.mouse.click(x, y, { count: 2 }));
};

/** Taps twice in quick succession. */
export const doubleTapOn = async (page: Page, selector: string): Promise<void> => {
  const { x, y } = await placeOf(page, selector);
  await doubling(page, async () => {
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
  });
};

/** Presses one key on an element that can have the focus. */
export const keyOn = async (page: Page, selector: string, key: KeyInput): Promise<void> => {
  await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
  await page.focus(selector);
  await page.keyboard.press(key);
};

/** A finger that lies on the page. */
export interface Finger {
  /** Draws it onto another element. */
  moveTo(selector: string): Promise<void>;
  lift(): Promise<void>;
}

/** Lays a finger on an element. */
export const touch = async (page: Page, selector: string): Promise<Finger> => {
  const { x, y } = await placeOf(page, selector);
  const finger = await page.touchscreen.touchStart(x, y);
  return {
    moveTo: async (to) => {
      const point = await placeOf(page, to);
      await finger.move(point.x, point.y);
    },
    lift: () => finger.end(),
  };
};
