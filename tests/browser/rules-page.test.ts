/** The rules page of the built extension: filters, deep links, keyboard, axe, and the table on one A4 page. */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure, EXTENSION_ID, launch, pressNamed, until } from './driver.ts';
import { axe, openOwnPage, openPage, type Scheme } from './surfaces.ts';

/** A4 in CSS pixels, less the margin of 10 mm on each side. */
const A4_WIDTH = Math.floor(((210 - 20) / 25.4) * 96);
const A4_HEIGHT = Math.floor(((297 - 20) / 25.4) * 96);

/** Every view, the items with one of them open. */
const PLACES = ['disiplin-9', 'table', 'answers', 'persons', 'later-law', 'reporting'];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const shownItems = (page: Page): Promise<string[]> =>
  page.$$eval('details.item', (items) => items.filter((one) => one.checkVisibility()).map(({ id }) => id));

/** Goes to a place of the page by its address and waits until it is shown. */
const goTo = async (page: Page, place: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to;
  }, place);
  await page.waitForFunction((to) => document.getElementById(to)?.checkVisibility() === true, {}, place);
};

const countPages = (pdf: Uint8Array): number =>
  (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []
  ).length;

describe('reading', () => {
  beforeAll(() => configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' }));

  it('answers "may I follow?" by the real mouse, and all again', async () => {
    const page = await openOwnPage(browser, 'rules', 'light', 1000, 900);
    expect(await shownItems(page)).toHaveLength(19);
    await pressNamed(page, 'radio', 'mengikuti');
    expect(await shownItems(page)).toEqual(['kode-etik-4', 'disiplin-5', 'disiplin-6']);
    expect(await page.$eval('[role=status]', ({ textContent }) => textContent)).toContain('mengikuti');
    await page.close();
  });

  it('opens the item that the address names, also when the filter hides it', async () => {
    const page = await openPage(browser, 'light', 1000, 900);
    await page.goto(`chrome-extension://${EXTENSION_ID}/src/pages/rules/index.html#disiplin-6`);
    const open = () =>
      page.evaluate(() => ({
        open: [...document.querySelectorAll('details.item[open]')].map(({ id }) => id),
        focused: document.activeElement?.closest('details')?.id ?? null,
      }));
    await until('the item to open', async () => (await open()).focused === 'disiplin-6');
    expect(await open()).toEqual({ open: ['disiplin-6'], focused: 'disiplin-6' });
    await pressNamed(page, 'radio', 'menyatakan hadir');
    expect(await shownItems(page)).not.toContain('kode-etik-5');
    await goTo(page, 'kode-etik-5');
    expect((await open()).focused).toBe('kode-etik-5');
    await page.close();
  });

  it('is used by keyboard alone', async () => {
    const page = await openOwnPage(browser, 'rules', 'light', 1000, 900);
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.tagName);
    const tabTo = async (label: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused())?.includes(label)) return;
      }
      throw new Error(`Tab never reached "${label}"`);
    };
    await tabTo('Tabel');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('table')?.checkVisibility() === true);
    await tabTo('Cetak');
    await page.evaluate(() => {
      location.hash = 'items';
    });
    await page.waitForFunction(() => document.getElementById('items')?.checkVisibility() === true);
    await page.focus('input[name=action]:checked');
    await page.keyboard.press('ArrowRight');
    expect(await shownItems(page)).toEqual(['kode-etik-4', 'disiplin-6', 'disiplin-8']);
    await page.focus('#disiplin-6 > summary');
    await page.keyboard.press('Enter');
    expect(await page.$eval('#disiplin-6', (item) => (item as HTMLDetailsElement).open)).toBe(true);
    await page.close();
  });

  it('offers every view that has an address', async () => {
    const page = await openOwnPage(browser, 'rules', 'light', 1000, 900);
    const views = await page.$$eval('.views a', (links) => links.map(({ hash }) => hash.slice(1)));
    expect(views).toEqual(['items', ...PLACES.slice(1)]);
    await page.close();
  });

  it('is reached from the popup and from the options', async () => {
    for (const name of ['popup', 'options'] as const) {
      const page = await openOwnPage(browser, name, 'light', 1000, 900);
      const address = await page.$$eval('a', (links) =>
        links.map(({ href }) => href).find((href) => href.includes('/rules/')),
      );
      expect(address).toBe(`chrome-extension://${EXTENSION_ID}/src/pages/rules/index.html`);
      await page.close();
    }
  });
});

describe.each(['id', 'en'] as const)('in %s', (language) => {
  beforeAll(() => configure(browser, { language, region: '36.03', simulatedDate: '2024-01-15' }));

  describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
    describe.each([380, 1000])('at %i px', (width) => {
      let page: Page;
      beforeAll(async () => {
        page = await openOwnPage(browser, 'rules', scheme, width, 900);
      });
      afterAll(() => page?.close());

      it.each(PLACES)('axe finds nothing in %s, and nothing is wider than the page', async (place) => {
        await goTo(page, place);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        expect(await axe(page)).toEqual([]);
        const [wide, room] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        expect(wide).toBe(room);
      });
    });

    it('prints the table on one A4 page with nothing cut', async () => {
      const page = await openOwnPage(browser, 'rules', scheme, 1000, 900);
      await goTo(page, 'table');
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(countPages(pdf)).toBe(1);
      await page.setViewport({ width: A4_WIDTH, height: A4_HEIGHT });
      await page.emulateMediaType('print');
      const sheet = await page.evaluate(() => {
        const root = document.documentElement;
        const cut = [...document.querySelectorAll('.matrix th, .matrix td, .names li')].filter(
          (cell) => cell.scrollWidth > cell.clientWidth,
        );
        return {
          wide: root.scrollWidth - root.clientWidth,
          high: root.scrollHeight - root.clientHeight,
          cut: cut.map(({ textContent }) => textContent),
          ink: getComputedStyle(document.body).color,
          paper: getComputedStyle(root).backgroundColor,
          button: document.querySelector('button')?.checkVisibility() ?? false,
        };
      });
      expect(sheet).toEqual({
        wide: 0,
        high: 0,
        cut: [],
        ink: 'rgb(0, 0, 0)',
        paper: 'rgb(255, 255, 255)',
        button: false,
      });
      await page.close();
    });
  });
});
