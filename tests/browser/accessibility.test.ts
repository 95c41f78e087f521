/** axe on every surface, in both languages and colour schemes: nothing found. */
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure, launch } from './driver.ts';
import { axe, openDialog, openOwnPage, type Scheme, scenes } from './surfaces.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

describe.each(['id', 'en'] as const)('in %s', (language) => {
  beforeAll(() => configure(browser, { language, region: '36.03', simulatedDate: '2024-01-15' }));

  describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
    it.each(Object.keys(scenes(language)))('dialog: %s', async (name) => {
      const scene = scenes(language)[name];
      if (!scene) throw new Error(`no scene ${name}`);
      const page = await openDialog(browser, scheme, scene);
      expect(await axe(page)).toEqual([]);
      await page.close();
    });

    it.each([
      ['popup', 380, 600],
      ['options', 1000, 900],
      ['welcome', 1000, 900],
      ['help', 1000, 900],
      ['help', 380, 900],
    ] as const)('%s at %i px', async (name, width, height) => {
      const page = await openOwnPage(browser, name, scheme, width, height);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await axe(page)).toEqual([]);
      await page.close();
    });
  });
});
