/**
 * What is printed, read back from the PDFs: handout and answer sheet of a lesson, and the table of the rules. Every text of
 * the page stands on the paper, inside the margins; a task and a row are never parted; and there are as many pages as the
 * heights of what stands on them make.
 *
 * To see a guard fail: take `break-inside: avoid` from `.task`, or `break-before: page` from `.answers`, in
 * src/pages/training/print.css; build, run.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { questionsFor } from '../../src/pages/training/model.ts';
import { configure, launch, ROOT } from './driver.ts';
import { openAt } from './own-state.ts';
import { readPdf, type Sheet } from './pdf.ts';

const { training } = loadRules(join(ROOT, 'rules'));

const MM = 96 / 25.4;
const POINTS = 72 / 25.4;
const A4 = { width: 210, height: 297 };
/** Margins in mm, by print.css of each page. */
const MARGIN = { training: 14, rules: 10 };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** How a text is compared: without what a line's end, a hyphenless break or a ligature may change. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\u00ad\u200b]/g, '');
const textOn = ({ runs }: Sheet): string => bare(runs.map(({ text }) => text).join(''));

const print = async (page: Page): Promise<Sheet[]> =>
  readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));

/** Lays the page out as on paper, in one endless column. */
const layOut = async (page: Page, margin: number): Promise<void> => {
  await page.setViewport({ width: Math.floor((A4.width - 2 * margin) * MM), height: 1000 });
  await page.emulateMediaType('print');
};

/** Every text that is shown; what is there for the ear alone is not printed. */
const shownTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = node.parentElement;
      if (!place?.checkVisibility({ visibilityProperty: true }) || place.closest('.hidden-text')) continue;
      if (node.textContent?.trim()) texts.push(node.textContent);
    }
    return texts;
  });

/** Runs that begin outside the margins, or past the paper. */
const outside = (sheets: readonly Sheet[], margin: number): string[] => {
  const least = margin * POINTS - 1;
  return sheets.flatMap(({ width, height, runs }, at) =>
    runs
      .filter(({ x, y }) => x < least || y < least || x > width - least || y > height - least)
      .map(({ text, x, y }) => `page ${at + 1}: “${text}” at ${Math.round(x)}, ${Math.round(y)}`),
  );
};

/** Parts that are not whole on one sheet. */
const parted = (sheets: readonly Sheet[], parts: readonly string[]): string[] => {
  const texts = sheets.map(textOn);
  return parts.filter((part) => !texts.some((text) => text.includes(bare(part))));
};

/** How many sheets blocks take that are not parted, one below the other. @param room height of a sheet, CSS pixels */
const sheetsFor = (
  blocks: readonly { readonly top: number; readonly bottom: number }[],
  room: number,
  /** What is repeated at the head of each further sheet. */
  head = 0,
): number => {
  let sheets = 1;
  let begin = blocks[0]?.top ?? 0;
  for (const { top, bottom } of blocks)
    if (bottom - begin > room) {
      sheets += 1;
      begin = top - head;
    }
  return sheets;
};

const blocksOf = (page: Page, selector: string) =>
  page.$$eval(selector, (found) =>
    found.map((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return { top, bottom };
    }),
  );

/** The sheet whose lesson of so many questions has most to read, or least, of the first hundred. */
const sheetWith = (count: number, language: 'id' | 'en', which: 'most' | 'least'): number => {
  const length = (sheet: number): number =>
    questionsFor(training.scenarios, { sheet, count }).reduce(
      (sum, { scenario }) => sum + scenario.setting[language].length + scenario.explanation[language].length,
      0,
    );
  const sheets = Array.from({ length: 100 }, (_, at) => at + 1).toSorted((a, b) => length(a) - length(b));
  return (which === 'most' ? sheets.at(-1) : sheets[0]) ?? 1;
};

describe.each(['id', 'en'] as const)('in %s', (language) => {
  beforeAll(() => configure(browser, { language, region: '36.03', simulatedDate: '2024-01-15' }));

  it.each([
    [5, 'least'],
    [5, 'most'],
    [20, 'most'],
  ] as const)('a lesson of %i questions with %s to read is whole on paper', async (count, which) => {
    const page = await openAt(browser, `training#print/${sheetWith(count, language, which)}/${count}`);
    await page.waitForSelector('.task');
    const sheets = await print(page);
    await layOut(page, MARGIN.training);
    const texts = await shownTexts(page);
    expect(texts.length).toBeGreaterThan(count * 5);

    const all = sheets.map(textOn).join('');
    expect(texts.filter((text) => !all.includes(bare(text)))).toEqual([]);
    expect(outside(sheets, MARGIN.training)).toEqual([]);
    // Paper that nobody needs: where the last line just fits, nothing may follow it.
    expect(sheets.filter((sheet) => textOn(sheet) === '')).toEqual([]);

    const textsOf = (selector: string) =>
      page.$$eval(selector, (found) => found.map(({ textContent }) => textContent ?? ''));
    const [tasks, rows] = [await textsOf('.task'), await textsOf('.answers tbody tr')];
    expect([tasks.length, rows.length]).toEqual([count, count]);
    expect(parted(sheets, tasks)).toEqual([]);
    expect(parted(sheets, rows)).toEqual([]);

    // The answers can be kept back: they share no sheet with a task.
    const [title = ''] = await textsOf('.answers h3');
    const answers = sheets.findIndex((sheet) => textOn(sheet).startsWith(bare(title)));
    expect(answers).toBeGreaterThan(0);

    const room = (A4.height - 2 * MARGIN.training) * MM;
    const [head] = await blocksOf(page, '.answers thead');
    const handout = sheetsFor(await blocksOf(page, '.handout > :is(h3, p), .task'), room);
    const key = sheetsFor(
      await blocksOf(page, '.answers > :is(h3, p), .answers tr'),
      room,
      head ? head.bottom - head.top : 0,
    );
    expect([answers, sheets.length]).toEqual([handout, handout + key]);
    await page.close();
  });

  it('the table of the rules stands whole on one sheet', async () => {
    const page = await openAt(browser, 'rules#table');
    await page.waitForSelector('.matrix');
    const sheets = await print(page);
    expect(sheets.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
      [Math.round(A4.width * POINTS), Math.round(A4.height * POINTS)],
    ]);
    await layOut(page, MARGIN.rules);
    const texts = await shownTexts(page);
    expect(texts.length).toBeGreaterThan(100);
    const all = sheets.map(textOn).join('');
    expect(texts.filter((text) => !all.includes(bare(text)))).toEqual([]);
    expect(outside(sheets, MARGIN.rules)).toEqual([]);
    await page.close();
  });
});
