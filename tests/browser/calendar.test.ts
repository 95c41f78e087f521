/** The calendar page in the built extension: keyboard, filters, details, files, and what axe says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { clickOn, configure, engineOf, launch, ROOT, savedFile } from './driver.ts';
import { axe, openOwnPage, type Scheme } from './surfaces.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
const tabStops = (page: Page): Promise<string[]> =>
  page.$$eval('[role="grid"] [tabindex="0"]', (cells) => cells.map(({ id }) => id));
const noRequests = (page: Page): string[] => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(chrome-extension|data|blob):/.test(url)) outside.push(url);
  });
  return outside;
};

describe.each(['id', 'en'] as const)('in %s', (language) => {
  describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
    it.each([
      [380, '36.03', '2024-02-12'],
      [1000, '36.03', '2024-02-12'],
      // Every region's re-votes at once: more rows than a week has room for.
      [380, null, '2025-04-17'],
      [1000, null, '2025-04-17'],
      [380, '36.03', '2026-11-21'],
    ] as const)('axe finds nothing at %i px, region %s, %s', async (width, region, simulatedDate) => {
      await configure(browser, { language, region, simulatedDate });
      const page = await openOwnPage(browser, 'calendar', scheme, width, 900);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await axe(page)).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
      await page.close();
    });
  });
});

describe('the month by keyboard', () => {
  let page: Page;
  beforeAll(async () => {
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-02-14' });
    page = await openOwnPage(browser, 'calendar', 'light', 1000, 900);
    await page.focus('#day-2024-02-14');
  });
  afterAll(() => page?.close());

  it('opens with what counts most today', async () => {
    expect(await text(page, '#details-heading')).toBe('Pemungutan suara');
  });

  it('marks today, in the grid and in words', async () => {
    expect(await text(page, '[aria-current="date"]')).toContain('14 Februari 2024. hari ini');
    expect(await text(page, '[aria-current="date"]')).toContain('Pemungutan suara');
    expect(await page.$eval('#month-name', (name) => name.getAttribute('aria-live'))).toBe('polite');
  });

  it.each([
    ['ArrowRight', '2024-02-15'],
    ['ArrowLeft', '2024-02-14'],
    ['ArrowUp', '2024-02-07'],
    ['ArrowDown', '2024-02-14'],
    ['Home', '2024-02-12'],
    ['End', '2024-02-18'],
    ['PageDown', '2024-03-18'],
    ['PageUp', '2024-02-18'],
    ['ArrowDown', '2024-02-25'],
    ['ArrowDown', '2024-03-03'],
    ['ArrowDown', '2024-03-10'],
  ] as const)('%s leads to %s, the one Tab stop', async (key, date) => {
    await page.keyboard.press(key);
    expect(await focused(page)).toBe(`day-${date}`);
    expect(await tabStops(page)).toEqual([`day-${date}`]);
    expect(await text(page, '#month-name')).toBe(date.startsWith('2024-03') ? 'Maret 2024' : 'Februari 2024');
  });

  it('Enter opens the day or its only stage, Escape leads back to it', async () => {
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('details-heading');
    expect(await text(page, '#details-heading')).toBe('Rekapitulasi hasil penghitungan suara');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('day-2024-03-10');
  });

  it('goes back to today by its button', async () => {
    await clickOn(page, '#today');
    expect(await text(page, '#month-name')).toBe('Februari 2024');
    expect(await tabStops(page)).toEqual(['day-2024-02-14']);
    await clickOn(page, '#following');
    expect(await text(page, '#month-name')).toBe('Maret 2024');
    expect(await focused(page)).toBe('following');
    await clickOn(page, '#previous');
    expect(await text(page, '#month-name')).toBe('Februari 2024');
  });

  it('stays in its month when a span that began before it is pressed', async () => {
    // The campaign reaches into the first week from January.
    await clickOn(page, '.span.kind-kampanye');
    expect(await text(page, '#details-heading')).toBe('Masa kampanye Pemilu (termasuk media sosial)');
    expect(await text(page, '#month-name')).toBe('Februari 2024');
    expect(await page.$$eval('.span.chosen', (spans) => spans.length)).toBe(2);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('day-2024-02-01');
  });

  it('lists the stages of a day with several, and opens one of them', async () => {
    await page.focus('#day-2024-02-14');
    await page.keyboard.press('Enter');
    expect(await text(page, '#details-heading')).toBe('14 Februari 2024');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('details-heading');
    expect(await text(page, '.details')).toContain('Dasar');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('day-2024-02-14');
  });
});

describe('filters and details', () => {
  it('shows other regions and one election on request', async () => {
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2025-04-17' });
    const page = await openOwnPage(browser, 'calendar', 'light', 1000, 900);
    const spans = () => page.$$eval('.span', (found) => found.length);
    expect(await page.$eval('#region', (select) => (select as HTMLSelectElement).value)).toBe('36.03');
    expect(await spans()).toBe(0);
    await page.select('#region', 'all');
    expect(await spans()).toBeGreaterThan(3);
    expect(await page.$$eval('.span.unsure', (found) => found.length)).toBeGreaterThan(0);
    // Sabang voted on 5 April 2025.
    await page.select('#region', '11.72');
    expect(await text(page, '#day-2025-04-05')).toContain('Pemungutan suara ulang');
    expect(await text(page, '#day-2025-04-19')).toBe('1919 April 2025');
    await page.select('#election', 'pilkada-2024');
    expect(await text(page, '#month-name')).toBe('November 2024');
    expect(await text(page, '.timeline .name')).toBe('Pemilihan kepala daerah serentak 2024');
    await page.close();
  });

  it('says that an estimate is one, with regions, regulation and sources that link out', async () => {
    await configure(browser, { language: 'id', region: null, simulatedDate: '2025-04-17' });
    const page = await openOwnPage(browser, 'calendar', 'light', 380, 900);
    const outside = noRequests(page);
    await clickOn(page, '.row:has(.tag)');
    expect(await focused(page)).toBe('details-heading');
    const details = await text(page, '.details');
    for (const word of [
      'perkiraan',
      'belum diumumkan',
      'tidak pernah menimbulkan peringatan',
      'Wilayah',
      'Dasar',
    ])
      expect(details).toContain(word);
    const links = await page.$$eval('.sources a', (found) =>
      found.map((link) => [
        link.getAttribute('href')?.slice(0, 4),
        link.getAttribute('target'),
        link.getAttribute('rel'),
      ]),
    );
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toEqual(['http', '_blank', 'noreferrer noopener']);
    expect(outside).toEqual([]);
    await page.close();
  });

  it('gives the next three dates with the days left', async () => {
    await configure(browser, { language: 'en', region: '36.03', simulatedDate: '2024-02-05' });
    const page = await openOwnPage(browser, 'calendar', 'light', 380, 900);
    const next = await page.$$eval('.next .second', (found) => found.map((one) => one.textContent?.trim()));
    expect(next).toEqual([
      '11 February 2024 · 6 days left',
      '14 February 2024 · 9 days left',
      '15 February 2024 · 10 days left',
    ]);
    expect(await text(page, '.axis .here')).toBe('You are here');
    await page.close();
  });

  it('says what is known without a date', async () => {
    await configure(browser, { language: 'en', region: '36.03', simulatedDate: null });
    const page = await openOwnPage(browser, 'calendar', 'light', 1000, 900);
    const known = loadRules(join(ROOT, 'rules')).rules.elections.flatMap((election) => election.known ?? []);
    const shown = await page.$$eval('.known li > p:nth-child(2)', (found) =>
      found.map((one) => one.textContent),
    );
    expect(shown.length).toBeGreaterThan(0);
    for (const one of shown) expect(known.map((fact) => fact.text.en)).toContain(one);
    await page.close();
  });

  it('is reached from the popup and leads back to it', async () => {
    const page = await openOwnPage(browser, 'popup', 'light', 380, 600);
    await clickOn(page, 'a[href*="calendar"]');
    await page.waitForSelector('[role="grid"]');
    expect(await page.evaluate(() => document.body.getBoundingClientRect().width)).toBe(380);
    await clickOn(page, 'a[href*="popup"]');
    await page.waitForSelector('.sites');
    await page.close();
  });
});

describe('add to calendar', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jaga-netral-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Presses a link and gives the saved file's events. */
  const saved = async (page: Page, selector: string, name: string) => {
    await clickOn(page, selector);
    const { name: given, file } = await savedFile(folder, name);
    expect(given).toBe(name);
    return new ICAL.Component(ICAL.parse(file.toString('utf8')))
      .getAllSubcomponents('vevent')
      .map((component) => {
        const { uid, startDate, endDate } = new ICAL.Event(component);
        return { uid, start: startDate.toString(), end: endDate.toString() };
      });
  };

  it('saves one stage and a whole election, without a request', async () => {
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-02-12' });
    const page = await openOwnPage(browser, 'calendar', 'light', 1000, 900);
    await engineOf(browser).saveTo(browser, folder);
    const outside = noRequests(page);
    expect(await saved(page, '#save-stage', 'jaga-netral-pemilu-2024.quiet.ics')).toEqual([
      { uid: 'pemilu-2024.quiet@jaga-netral', start: '2024-02-11', end: '2024-02-14' },
    ]);
    const whole = await saved(page, '#save-election', 'jaga-netral-pemilu-2024.ics');
    const stages = loadRules(join(ROOT, 'rules')).rules.elections.find(
      ({ id }) => id === 'pemilu-2024',
    )?.stages;
    expect(whole.map(({ uid }) => uid).sort()).toEqual(stages?.map(({ id }) => `${id}@jaga-netral`).sort());
    expect(outside).toEqual([]);
    // The page itself stays where it is.
    expect(await text(page, '#month-name')).toBe('Februari 2024');
    await page.close();
  });
});
