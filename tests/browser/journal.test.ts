/**
 * The journal's page in the built extension, in both browsers: a real warning appears while somebody reads, the filter
 * stays over a reload, what is saved is what is shown, and deleting asks first.
 *
 * To see a guard fail: let `arrange` in src/pages/journal/list.ts replace all children, build, run "moves nothing".
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCsv } from '../../scripts/import/csv.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  collectErrors,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  readStored,
  savedFile,
  until,
  writeStored,
} from './driver.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';
import { axe, openOwnPage, type Scheme } from './surfaces.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: null, journalDays: null } as const;
const DAY_MS = 86_400_000;

type Stored = readonly JournalEntry[];

/** The civil day in Jakarta. */
const dayOf = (at: number) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
/** A line so many days ago, half past nine in Jakarta. */
const line = (days: number, about: string, more: Partial<JournalEntry> = {}): JournalEntry => {
  const at = Math.floor(Date.now() / DAY_MS) * DAY_MS + 2.5 * 3_600_000 - days * DAY_MS;
  return {
    at,
    date: dayOf(at),
    site: 'x',
    action: 'like',
    level: 'dilarang',
    items: ['disiplin-6'],
    about,
    outcome: 'cancelled',
    evidence: [{ tier: 'name', where: 'text', text: about }],
    ...more,
  };
};

/** Oldest first, as the worker writes them. */
const FIVE: Stored = [
  line(40, 'Calon E', { level: 'hati-hati', items: ['kode-etik-4'] }),
  line(20, 'Calon D', { outcome: 'slipped' }),
  line(9, 'Calon C', { site: 'instagram', action: 'follow', outcome: 'excepted' }),
  line(8, '=HYPERLINK("https://bukti.invalid")', { site: 'facebook', action: 'share', outcome: 'continued' }),
  line(1, 'Calon A – Calon B', { date: '2024-02-12' }),
];

const names = (page: Page): Promise<string[]> =>
  page.$$eval('.week .entry > :nth-child(2)', (all) =>
    all.map((one) => (one.textContent ?? '').replace(/^.*? · /, '')),
  );
const awaitNames = (page: Page, wanted: readonly string[]): Promise<true> =>
  until(`the lines ${wanted.join(', ')}`, async () => (await names(page)).join('|') === wanted.join('|'));
const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => (element.checkVisibility() ? (element.textContent ?? '') : ''));
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName || '');
const removeButton = (about: string) => `.week li button[aria-label*="${about}"]`;

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'jaga-netral-'));
  const opened: { readonly page: Page; readonly errors: readonly string[] }[] = [];
  const watched = (page: Page): Page => {
    opened.push({ page, errors: collectErrors(page) });
    return page;
  };
  const stored = async (): Promise<Stored> => (await readStored<Stored>(browser, 'journal')) ?? [];
  /** The page, with these lines in the journal. */
  const open = async (journal: Stored, hash = ''): Promise<Page> => {
    await writeStored(browser, 'journal', journal);
    const page = watched(await engineOf(browser).openOwn(browser, `src/pages/journal/index.html${hash}`));
    await until('the page', () => page.evaluate(() => document.querySelector('#list-heading') !== null));
    return page;
  };
  /** Loads a page anew and waits until it shows itself. */
  const reload = async (page: Page): Promise<void> => {
    await page.evaluate(() => {
      (window as unknown as { before: boolean }).before = true;
      location.reload();
    });
    await until('the page again', () =>
      page
        .evaluate(() => !('before' in window) && document.querySelector('#list-heading') !== null)
        .catch(() => false),
    );
  };
  /** Presses a link that saves, and gives the file. */
  const saved = async (
    page: Page,
    selector: string,
    kind: string,
  ): Promise<{ name: string; file: Buffer }> => {
    await clickOn(page, selector);
    const one = await savedFile(folder, `.${kind}`);
    rmSync(join(folder, one.name));
    return one;
  };

  beforeAll(async () => {
    browser = await launch({ browser: name });
    await engineOf(browser).saveTo(browser, folder);
  });
  beforeEach(async () => {
    await writeStored(browser, 'policy', { policy: {}, problems: [] });
    await configure(browser, SETTINGS);
  });
  afterEach(async () => {
    const pages = opened.splice(0);
    await Promise.all(pages.map(({ page }) => (page.isClosed() ? undefined : page.close())));
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the weeks with what was done, newest first, and marks exercises', async () => {
    const page = await open(FIVE);
    expect(await names(page)).toEqual(FIVE.map(({ about }) => about).toReversed());
    const weeks = await page.$$eval('.week', (all) =>
      all.map((week) => ({
        counts: week.querySelector('p')?.textContent ?? '',
        lines: week.querySelectorAll('li').length,
      })),
    );
    expect(weeks.reduce((sum, { lines }) => sum + lines, 0)).toBe(5);
    for (const { counts } of weeks)
      expect(counts).toMatch(/^\d+ (dibatalkan|dilanjutkan|dikecualikan|sudah terkirim)/);
    const tags = await page.$$eval('.week li', (all) =>
      all.filter((one) => one.querySelector('.tag') !== null).map((one) => one.textContent ?? ''),
    );
    expect(tags).toHaveLength(1);
    expect(tags[0]).toContain('Latihan dinilai menurut 12 Februari 2024');
    expect(await page.$$eval('.bars .part', (parts) => parts.length)).toBeGreaterThanOrEqual(4);
    expect(await text(page, 'footer')).toBe('Tidak ada data yang keluar dari peramban ini');
  });

  it('a warning in another tab appears here', async () => {
    await configure(browser, { ...SETTINGS, simulatedDate: '2024-01-15' });
    const page = await open([]);
    expect(await text(page, '.empty')).toContain('Belum ada catatan.');
    expect(await text(page, '.notice')).toContain('15 Januari 2024');
    const replica = await openReplica(browser, configFor({ site: 'x', action: 'like' }, 'participant', 'id'));
    watched(replica.page);
    await until('the badge', () =>
      replica.page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
    );
    await clickOn(replica.page, 'article [data-testid="like"]');
    await awaitWarning(replica.page);
    await pressButton(replica.page, 'Batalkan');
    await awaitNoWarning(replica.page);
    await until('the line', async () => (await names(page)).length === 1);
    expect((await names(page))[0]).toContain('Ganjar Pranowo');
    expect(await text(page, '.week li')).toMatch(/Dibatalkan.*X · .*Latihan dinilai menurut 15 Januari 2024/);
    expect(await text(page, '.empty')).toBe('');
  });

  it('moves nothing when a line arrives: neither the focus nor what is being read', async () => {
    const many = Array.from({ length: 60 }, (_, index) => line(90 - index, `Calon ${index}`));
    const page = await open(many);
    const button = removeButton('Calon 20,');
    await page.$eval(button, (element) => {
      element.scrollIntoView({ block: 'center' });
      (element as HTMLElement).focus({ preventScroll: true });
    });
    const top = () => page.$eval(button, (element) => Math.round(element.getBoundingClientRect().top));
    // Weeks are laid out as they come into view; from then on nothing may move.
    let before = await top();
    await until('a steady view', async () => {
      const now = await top();
      const steady = now === before;
      before = now;
      return steady;
    });
    await writeStored(browser, 'journal', [...many, line(0, 'Calon baru')]);
    await until('the line', async () => (await names(page))[0] === 'Calon baru');
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    expect(await page.$eval(button, (element) => element === document.activeElement)).toBe(true);
  });

  it('filters by site, action, outcome and exercise, and keeps that over a reload', async () => {
    const page = await open(FIVE);
    await page.select('#filter-outcome', 'cancelled');
    await awaitNames(page, ['Calon A – Calon B', 'Calon E']);
    expect(await text(page, '[role="status"]')).toBe('Ditampilkan: 2 dari 5 catatan.');
    await clickOn(page, '.check');
    await awaitNames(page, ['Calon E']);
    expect(await page.evaluate(() => location.hash)).toBe('#outcome=cancelled&exercises=hidden');
    await reload(page);
    await awaitNames(page, ['Calon E']);
    expect(await page.$eval('#filter-exercises', (box) => (box as HTMLInputElement).checked)).toBe(true);
    // A jump inside the page leaves the address alone.
    await page.focus('.skip');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('list-heading');
    expect(await page.evaluate(() => location.hash)).toBe('#outcome=cancelled&exercises=hidden');
    await page.select('#filter-site', 'threads');
    await awaitNames(page, []);
    expect(await text(page, '.empty')).toBe('Tidak ada catatan yang sesuai dengan saringan ini.');
    expect(await text(page, '.files')).toBe('');
    await clickOn(page, '#filter-all');
    await until('all lines', async () => (await names(page)).length === 5);
    expect(await page.evaluate(() => location.hash)).toBe('');
    expect(await focused(page)).toBe('filter-site');
    await page.evaluate(() => {
      location.hash = 'action=follow';
    });
    await awaitNames(page, ['Calon C']);
    expect(await page.$eval('#filter-action', (list) => (list as HTMLSelectElement).value)).toBe('follow');
  });

  it('saves what is shown as a table, and says so', async () => {
    const page = await open(FIVE, '#action=share');
    expect(await text(page, '.files')).toContain('hanya catatan yang sedang ditampilkan. Jumlah: 1.');
    const { name: fileName, file } = await saved(page, '#save-csv', 'csv');
    expect(fileName).toBe(`jaga-netral-catatan-${dayOf(Date.now())}.csv`);
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { rows, problems } = readCsv(file.toString('utf8').slice(1), ';');
    expect(problems).toEqual([]);
    expect(rows.map(({ fields }) => fields)).toEqual([
      [
        'Tanggal',
        'Jam (WIB)',
        'Situs',
        'Tindakan',
        'Tentang',
        'Tingkat',
        'Butir aturan',
        'Hasil',
        'Kata yang cocok',
        'Dinilai menurut tanggal',
        'Latihan',
      ],
      [
        FIVE[3]?.date,
        '09:30',
        'Facebook',
        'Membagikan',
        '\'=HYPERLINK("https://bukti.invalid")',
        'Dilarang',
        'Disiplin butir 6',
        'Dilanjutkan',
        '\'=HYPERLINK("https://bukti.invalid")',
        FIVE[3]?.date,
        'bukan',
      ],
    ]);
    // The filter is still there: following the link leads nowhere.
    expect(await page.evaluate(() => location.hash)).toBe('#action=share');
  });

  it('saves everything as data, and again what came since', async () => {
    const page = await open(FIVE);
    expect(await text(page, '.files')).toContain('Unduh semua catatan untuk Anda sendiri. Jumlah: 5.');
    const { file } = await saved(page, '#save-json', 'json');
    const data = JSON.parse(file.toString('utf8'));
    expect(data).toMatchObject({ format: 'jaga-netral-journal', formatVersion: 1, filter: { site: null } });
    expect(data.lines).toHaveLength(5);
    expect(data.lines[0]).toMatchObject({
      about: 'Calon A – Calon B',
      exercise: true,
      judgedOn: '2024-02-12',
      outcome: 'cancelled',
    });
    await writeStored(browser, 'journal', [...FIVE, line(0, 'Calon baru')]);
    await until('the line', async () => (await names(page)).length === 6);
    const again = await saved(page, '#save-json', 'json');
    expect(JSON.parse(again.file.toString('utf8')).lines[0].about).toBe('Calon baru');
  });

  it('deletes one line after a yes, by keyboard', async () => {
    const page = await open(FIVE);
    await page.focus(removeButton('Calon C'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await text(page, 'dialog h2')).toBe('Hapus catatan ini?');
    await page.keyboard.press('Escape');
    await until('the dialog to close', () => page.evaluate(() => document.querySelector('dialog') === null));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
      'Calon C',
    );
    expect(await stored()).toHaveLength(5);
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Batal');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until('the line to be gone', async () => (await stored()).length === 4);
    await until('four lines', async () => (await names(page)).length === 4);
    expect((await stored()).map(({ about }) => about)).not.toContain('Calon C');
    await until('the focus on a heading', async () => /^(week-|list-heading)/.test(await focused(page)));
    await until('the word', async () => (await text(page, '.status')) === 'Catatan dihapus');
  });

  it('deletes everything after a yes, and names what the filter hides', async () => {
    const page = await open(FIVE, '#site=facebook');
    await clickOn(page, '#journal-clear');
    await page.waitForSelector('dialog[open]');
    expect(await text(page, 'dialog h2')).toBe(
      'Hapus semua catatan, termasuk yang tidak sedang ditampilkan?',
    );
    await clickOn(page, 'dialog .primary');
    await until('the dialog to close', () => page.evaluate(() => document.querySelector('dialog') === null));
    expect(await stored()).toHaveLength(5);
    await clickOn(page, '#filter-all');
    await clickOn(page, '#journal-clear');
    await page.waitForSelector('dialog[open]');
    expect(await text(page, 'dialog h2')).toBe('Hapus semua catatan?');
    await clickOn(page, 'dialog .button:not(.primary)');
    await until('the journal to be gone', async () => (await stored()).length === 0);
    await until('the word', async () => (await text(page, '.empty')).startsWith('Belum ada catatan.'));
    expect([
      await text(page, '.files'),
      await text(page, '.chart'),
      await text(page, '#journal-clear'),
    ]).toEqual(['', '', '']);
    expect(await focused(page)).toBe('list-heading');
  });

  it('offers the same span as the options, under the agency’s limit', async () => {
    const page = await open(FIVE);
    await page.select('#journal-keep', '30');
    await until('the choice', async () => {
      const settings = await readStored<{ journalDays?: number }>(browser, 'settings');
      return settings?.journalDays === 30;
    });
    // The worker lets go of what is older, and the page follows.
    await until('four lines', async () => (await names(page)).length === 4);
    expect(await page.$$eval('tbody tr', (rows) => rows.length)).toBeLessThanOrEqual(6);
    const options = watched(await openOwn(browser, 'options'));
    await until('the same in the options', () =>
      options.evaluate(
        () => (document.querySelector('#journal-keep') as HTMLSelectElement | null)?.value === '30',
      ),
    );
    await options.close();
    await writeStored(browser, 'policy', {
      policy: { journalDays: 90, lockedKeys: ['journalDays'] },
      problems: [],
    });
    await until('the limit', async () => (await text(page, '#journal-most')).includes('paling lama 90 hari'));
    const spans = await page.$$eval('#journal-keep option', (all) =>
      all.map((option) => (option as HTMLOptionElement).value),
    );
    expect(spans).toEqual(['90', '30', '7', '0']);
    await page.select('#journal-keep', '0');
    await until('that it is off', async () => (await text(page, '.empty')).startsWith('Catatan dimatikan'));
    expect(await stored()).toEqual([]);
  });

  it('is reached by keys alone, in the order in which it is read', async () => {
    const page = await open(FIVE);
    const passed: string[] = [];
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      passed.push(
        await page.evaluate(() => {
          const at = document.activeElement;
          return at?.id || at?.className || at?.tagName.toLowerCase() || '';
        }),
      );
    }
    expect(passed).toEqual([
      'skip',
      'button',
      'filter-site',
      'filter-action',
      'filter-outcome',
      'filter-exercises',
      'summary',
      'save-csv',
      'save-json',
      'journal-keep',
      'journal-clear',
      'button',
    ]);
    await page.focus('#filter-exercises');
    await page.keyboard.press(' ');
    await until('four lines', async () => (await names(page)).length === 4);
    await page.focus('#filter-site');
    await page.keyboard.press('ArrowDown');
    await until('the first site', async () => (await page.evaluate(() => location.hash)).includes('site=x'));
  });

  it('two thousand lines are there in less than a second and are filtered at once', async () => {
    const outcomes = ['cancelled', 'continued', 'excepted', 'slipped'] as const;
    const many = Array.from({ length: 2_000 }, (_, index) =>
      line(Math.floor((2_000 - index) / 8), `Calon ${index}`, {
        outcome: outcomes[index % 4] ?? 'cancelled',
        site: index % 3 === 0 ? 'facebook' : 'x',
      }),
    );
    const page = await open(many);
    /** ms until the newest lines, or that there are none, were on screen; the best of five tries. */
    const shownAfter = async (): Promise<number> => {
      const tries: number[] = [];
      while (tries.length < 5) {
        await reload(page);
        tries.push(
          await page.evaluate(
            () =>
              new Promise<number>((done) => {
                const look = () => {
                  if (document.querySelector('.week li, .empty:not([hidden])') === null)
                    requestAnimationFrame(look);
                  else requestAnimationFrame(() => done(performance.now()));
                };
                look();
              }),
          ),
        );
      }
      return Math.min(...tries);
    };
    const full = await shownAfter();
    await until('all lines', () =>
      page.evaluate(() => document.querySelectorAll('.week li').length === 2_000),
    );
    const filtered = await page.evaluate(() => {
      const select = document.querySelector('#filter-outcome') as HTMLSelectElement;
      const choose = (value: string) => {
        const from = performance.now();
        select.value = value;
        select.dispatchEvent(new Event('change'));
        // What is on screen must have been laid out as well.
        document.body.getBoundingClientRect();
        return performance.now() - from;
      };
      // Fewer lines, others, all of them again.
      const rounds = [1, 2, 3, 4, 5].map(() => ['continued', 'slipped', ''].map(choose));
      return Math.max(...[0, 1, 2].map((step) => Math.min(...rounds.map((round) => round[step] ?? 0))));
    });
    await writeStored(browser, 'journal', []);
    const empty = await shownAfter();
    console.log(
      `${name}: 2,000 lines there after ${full.toFixed(0)} ms (none: ${empty.toFixed(0)} ms), filtered in ${filtered.toFixed(0)} ms`,
    );
    // Where the machine is so busy that an empty page takes long, in proportion.
    expect(full).toBeLessThan(Math.max(1_000, 4 * empty));
    expect(filtered).toBeLessThan(Math.max(200, 2 * empty));
  });
});

describe('in every form', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  describe.each(['id', 'en'] as const)('in %s', (language) => {
    it.each<[Scheme, number]>([
      ['light', 380],
      ['dark', 380],
      ['light', 1000],
      ['dark', 1000],
    ])('axe finds nothing, and nothing is cut: %s, %i px', async (scheme, width) => {
      await configure(browser, { ...SETTINGS, language });
      await writeStored(browser, 'journal', FIVE);
      const page = await openOwnPage(browser, 'journal', scheme, width, 900);
      await until('the lines', async () => (await names(page)).length === 5);
      await clickOn(page, 'summary');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await axe(page)).toEqual([]);
      const isWide = () =>
        page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      expect(await isWide()).toBe(false);
      // Words that are 40 % longer.
      await page.evaluate(() => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const words = node.textContent ?? '';
          node.textContent = words.replace(/[a-z]{3,}/g, (word) => word + word.slice(0, word.length * 0.4));
        }
      });
      expect(await isWide()).toBe(false);
      await page.close();
    });
  });
});
