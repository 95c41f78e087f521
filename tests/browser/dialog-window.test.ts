/**
 * The warning in low windows, in real browsers: the focus is on the way out, and what it is about is not scrolled away
 * by that. It does not move when it becomes modal, a frame after it is shown.
 *
 * To see it fail: take `position: sticky` out of `.actions`, or `inset: 0` out of `.warning:not(:modal)`, in
 * src/guard/dialog.css, `npm run generate`, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS, launch } from './driver.ts';
import { scenes, showDialog } from './surfaces.ts';

/** CSS pixels inside the window. */
const WINDOWS = {
  'a small laptop': { width: 1366, height: 600 },
  'a phone': { width: 380, height: 660 },
  'a projector at 200 %': { width: 640, height: 360 },
};

/** The first line of the words that say what would be done, and the button that has the focus, as seen in the dialog. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const root = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot)?.shadowRoot;
    const dialog = root?.querySelector('dialog');
    const what = dialog?.querySelector('.what')?.firstChild;
    const button = root?.activeElement;
    if (!root || !dialog || !what || !button) return null;
    const line = document.createRange();
    line.selectNodeContents(what);
    const frame = dialog.getBoundingClientRect();
    const isIn = (box: DOMRect | undefined, element: Element | null): boolean =>
      box !== undefined &&
      box.height > 0 &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom &&
      // Nothing lies over it.
      root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === element;
    return {
      what: isIn(line.getClientRects()[0], what.parentElement),
      button: isIn(button.getBoundingClientRect(), button),
    };
  });

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
  });
  afterAll(() => browser?.close());

  describe.each(Object.entries(WINDOWS))('%s', (_, size) => {
    it.each(['id', 'en'] as const)('shows what it is about and the way out: %s', async (language) => {
      for (const [scene, shown] of Object.entries(scenes(language))) {
        const page = await browser.newPage();
        await page.setViewport(size);
        await page.evaluate(() => {
          const { prototype } = HTMLDialogElement;
          const { removeAttribute, showModal } = prototype;
          const place = (dialog: Element) => {
            const { left, top, width, height } = dialog.getBoundingClientRect();
            return [left, top, width, height];
          };
          const places: number[][] = [];
          Object.assign(globalThis, { places });
          prototype.removeAttribute = function (name) {
            if (name === 'open' && places.length === 0) places.push(place(this));
            removeAttribute.call(this, name);
          };
          prototype.showModal = function () {
            showModal.call(this);
            places.push(place(this));
          };
        });
        await showDialog(page, shown);
        const places = await page.evaluate(() => (globalThis as unknown as { places: number[][] }).places);
        expect([scene, places.length, places[1]]).toEqual([scene, 2, places[0]]);
        expect([scene, await seen(page)]).toEqual([scene, { what: true, button: true }]);
        await page.close();
      }
    });
  });
});
