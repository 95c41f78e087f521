/**
 * The extension's own pages by keys alone: nothing here clicks or gives the focus to anything. First every page is walked
 * from end to end; then what a person comes for is done on each.
 *
 * To see a guard fail: take `keepingFocus` out of `drawDay` in src/pages/training/explore.ts, build, run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, KeyInput, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import words from '../../public/_locales/id/messages.json' with { type: 'json' };
import { loadRules } from '../../scripts/rules.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { questionsFor } from '../../src/pages/training/model.ts';
import {
  awaitFocus,
  awaitNoWarning,
  BROWSERS,
  collectErrors,
  engineOf,
  launch,
  ROOT,
  readStored,
  until,
  writeStored,
} from './driver.ts';
import type { Appearance } from './engine.ts';
import {
  awaitFocusOn,
  disorderOf,
  enter,
  faultsOf,
  focusOf,
  glance,
  mouseOnly,
  quietFocus,
  tabTo,
  tabToPart,
  walk,
} from './keys.ts';
import { openAt, useForAWhile } from './own-state.ts';

const { training } = loadRules(join(ROOT, 'rules'));
const SCENARIO = 'suka-akun-calon-gubernur/2024-11-25';

/** Every page and every part of one that has an address. */
const PLACES = [
  'welcome',
  'popup',
  'help',
  'options',
  'calendar',
  'calendar?popup',
  'rules#items',
  'rules#table',
  'rules#answers',
  'rules#persons',
  'rules#later-law',
  'rules#reporting',
  `training#scenario/${SCENARIO}`,
  'training#quiz',
  'training#quiz/42/5',
  'training#show',
  'training#print/42/5',
];
const APPEARANCES: readonly Appearance[] = ['light', 'dark', 'forced'];

const settingsOf = async (browser: Browser): Promise<Partial<Settings>> =>
  (await readStored<Partial<Settings>>(browser, 'settings')) ?? {};
const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, ({ textContent }) => textContent ?? '');
const awaitAddress = (page: Page, part: string): Promise<true> =>
  until(`the address ${part}`, () =>
    page.evaluate((wanted) => location.href.includes(wanted), part).catch(() => false),
  );
const press = async (page: Page, key: KeyInput, times = 1): Promise<void> => {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press(key);
};

/** A row of the table of keys in docs/trainer.md, and the keys as the browser names them. */
const KEY_NAMES: Readonly<Record<string, KeyInput>> = {
  'panah kanan': 'ArrowRight',
  'panah kiri': 'ArrowLeft',
  'panah atas': 'ArrowUp',
  'panah bawah': 'ArrowDown',
  Spasi: ' ',
  Enter: 'Enter',
  Backspace: 'Backspace',
  PageDown: 'PageDown',
  PageUp: 'PageUp',
  Home: 'Home',
  End: 'End',
  B: 'b',
  titik: '.',
  Esc: 'Escape',
};
const documented = readFileSync(join(ROOT, 'docs/trainer.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, keys = '', does = ''] = /^\| (.+?) +\| (.+?) +\|$/.exec(line) ?? [];
    const named = keys.split(/, | atau /).map((key) => KEY_NAMES[key]);
    return keys !== '' && named.every((key) => key !== undefined)
      ? [[does, named as readonly KeyInput[]] as const]
      : [];
  });

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch({ browser: name });
  });
  beforeEach(() => useForAWhile(browser));
  afterAll(() => browser?.close());

  const open = async (place: string): Promise<Page> => {
    const page = await openAt(browser, place);
    await page.setViewport({ width: place.includes('popup') ? 380 : 1280, height: 800 });
    if (/scenario|quiz\//.test(place)) await page.waitForSelector('iframe.stage[data-ready]');
    return page;
  };

  describe('a walk by Tab', () => {
    it.each(PLACES)(
      'over %s stops at everything, in reading order, in sight, and leaves',
      async (place) => {
        const page = await open(place);
        const errors = collectErrors(page);
        const { stops, missed } = await walk(page);
        expect(missed).toEqual([]);
        expect(disorderOf(stops)).toEqual([]);
        expect(faultsOf(stops)).toEqual([]);
        // What has no name is announced as nothing but a button. A frame's parts are the make-believe site's.
        expect(stops.filter(({ name, look }) => name === '' && !look?.isFramed)).toEqual([]);
        expect(stops.length).toBeGreaterThan(4);
        expect(errors).toEqual([]);
        await page.close();
      },
      180_000,
    );

    it.each(APPEARANCES)(
      'shows the focus everywhere: %s',
      async (appearance) => {
        const faults: string[] = [];
        for (const place of PLACES) {
          const page = await open(place);
          await engineOf(browser).appear(page, appearance);
          const { stops } = await walk(page, glance);
          faults.push(...faultsOf(stops).map((fault) => `${place}: ${fault}`));
          await page.close();
        }
        expect(faults).toEqual([]);
      },
      240_000,
    );

    it.runIf(name === 'chromium').each(PLACES)(
      'finds nothing on %s that only a mouse can use',
      async (place) => {
        const page = await open(place);
        expect(await mouseOnly(page)).toEqual([]);
        await page.close();
      },
    );
  });

  describe('welcome', () => {
    it('takes the first choices and leads on', async () => {
      const page = await open('welcome');
      await enter(page, words.common_skip.message);
      // Past everything that stands before the content, and not further.
      await tabTo(page, words.options_province.message, { most: 1 });
      await page.keyboard.type('Banten');
      await until('the province', async () => (await settingsOf(browser)).region?.startsWith('36'));
      await tabTo(page, { name: 'PNS', role: 'radio' });
      await press(page, 'ArrowDown');
      await until('the employment', async () => (await settingsOf(browser)).employment === 'pppk');
      await tabTo(page, { name: words.options_language_id.message, role: 'radio' });
      await press(page, 'ArrowDown');
      await until('the page in English', () => page.evaluate(() => document.documentElement.lang === 'en'));
      await awaitFocusOn(page, { name: 'English', role: 'radio' });
      await press(page, 'ArrowUp');
      await until('the page again', () => page.evaluate(() => document.documentElement.lang === 'id'));
      await enter(page, words.welcome_next_rules.message);
      await awaitAddress(page, '/rules/');
      await page.close();
    });
  });

  describe('popup', () => {
    it('copies the report and keeps the focus, leads to the calendar, and back', async () => {
      const page = await open('popup');
      await enter(page, words.common_report_copy.message);
      await until('the word that it is copied', async () =>
        (await textOf(page, '[role=status]')).includes(words.common_report_copied.message),
      );
      expect((await focusOf(page))?.name).toBe(words.common_report_copy.message);
      await enter(page, words.calendar_open.message);
      await awaitAddress(page, '/calendar/');
      await page.waitForSelector('[role=grid]');
      await enter(page, words.calendar_back.message);
      await awaitAddress(page, '/popup/');
      await page.close();
    });
  });

  describe('options', () => {
    it('adds a region when its button is pressed, not while the list is gone through', async () => {
      const page = await open('options');
      await tabTo(page, { name: words.options_more_regions_label.message, role: 'combobox' });
      await press(page, 'ArrowDown', 3);
      expect((await settingsOf(browser)).moreRegions).toEqual(['11.71']);
      await tabTo(page, words.options_more_add.message, { most: 1 });
      await press(page, 'Enter');
      await until('the region', async () => (await settingsOf(browser)).moreRegions?.length === 2);
      await awaitFocusOn(page, { name: words.options_more_add.message });
      await page.close();
    });

    it('takes an exception back, with the focus on the heading of its section', async () => {
      const page = await open('options');
      await enter(page, /^Hapus pengecualian: /);
      await until('the exception to go', async () => (await settingsOf(browser)).exceptions?.length === 1);
      await awaitFocusOn(page, { name: words.options_exceptions.message, role: 'heading' });
      await tabTo(page, { name: /^Hapus pengecualian: / }, { most: 1 });
      await page.close();
    });

    it('asks before a line of the journal goes; Esc leads back, and the question keeps the focus', async () => {
      const page = await open('options');
      const [, ...rest] = await tabTo(page, { name: /^Hapus catatan: / });
      const asked = rest.at(-1)?.name ?? '';
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: words.common_cancel.message });
      // In Firefox the round goes by way of the browser's toolbar, out of a test's reach.
      for (let presses = 0; presses < (name === 'firefox' ? 1 : 5); presses += 1) {
        await press(page, 'Tab');
        const now = await focusOf(page);
        expect([null, words.common_cancel.message, words.common_delete.message]).toContain(now?.name ?? null);
      }
      await press(page, 'Escape');
      await awaitFocusOn(page, { name: asked });
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: words.common_cancel.message });
      await press(page, 'Tab');
      await press(page, 'Enter');
      await until(
        'the line to go',
        async () => (await readStored<readonly unknown[]>(browser, 'journal'))?.length === 1,
      );
      await awaitFocusOn(page, { name: words.options_journal.message, role: 'heading' });
      await page.close();
    });

    it('takes a date that is typed, and gives it back', async () => {
      const page = await open('options');
      await tabToPart(page, '#simulated-date');
      // Day and month alike: which of them comes first is the browser's affair.
      await page.keyboard.type('02022024');
      await until('the date', async () => (await settingsOf(browser)).simulatedDate === '2024-02-02');
      await enter(page, words.options_simulated_clear.message);
      await until('the real date', async () => (await settingsOf(browser)).simulatedDate === null);
      await page.close();
    });
  });

  describe('calendar', () => {
    it('opens a day, a stage of it, and leads back; a next date leads back to its own place', async () => {
      const page = await open('calendar');
      await tabTo(page, { name: /15 Januari 2024/, role: 'gridcell' });
      await press(page, 'ArrowDown', 4);
      await awaitFocusOn(page, { name: /^\D*12 Februari 2024/, role: 'gridcell' });
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: /./, role: 'heading' });
      await press(page, 'Escape');
      await awaitFocusOn(page, { name: /^\D*12 Februari 2024/, role: 'gridcell' });
      const next = (await tabTo(page, { name: / hari lagi$/, role: 'button' })).at(-1)?.name ?? '';
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: /./, role: 'heading' });
      await press(page, 'Escape');
      await awaitFocusOn(page, { name: next });
      await page.close();
    });

    it('leads from an empty month to the next stage, and shows what was kept back', async () => {
      await writeStored(browser, 'settings', {
        language: 'id',
        region: '36.03',
        simulatedDate: '2025-04-17',
      });
      const page = await open('calendar');
      await until('the empty month', async () =>
        (await textOf(page, '.empty')).includes(words.calendar_empty.message),
      );
      await enter(page, words.calendar_earlier.message);
      await awaitFocusOn(page, { name: /20\d\d/, role: 'gridcell' });
      await tabTo(page, words.calendar_region.message, { way: 'back' });
      await press(page, 'ArrowDown');
      const all = (await tabTo(page, { name: /^Tampilkan semua/ }, { most: 120 })).at(-1);
      expect(all).toBeDefined();
      const rows = () => page.$$eval('.timeline .row', (found) => found.length);
      const before = await rows();
      await press(page, 'Enter');
      await until('the other rows', async () => (await rows()) > before);
      // The reading goes on where it had stopped.
      expect(
        await page.evaluate(() =>
          [...document.querySelectorAll('.timeline .row')].indexOf(document.activeElement ?? document.body),
        ),
      ).toBe(before);
      await page.close();
    });
  });

  describe('rules', () => {
    it('skips to the content and not past its filters, and opens an item from the table', async () => {
      const page = await open('rules');
      await enter(page, words.common_skip.message);
      await awaitFocusOn(page, { name: '', role: 'main' });
      await tabTo(page, { name: words.rules_filter_all.message, role: 'radio' }, { most: 1 });
      await tabTo(page, { name: words.rules_view_matrix.message, role: 'link' }, { way: 'back' });
      await press(page, 'Enter');
      await page.waitForFunction(() => document.getElementById('table')?.checkVisibility() === true);
      await enter(page, /^KE 4/);
      await awaitFocusOn(page, { name: /^Kode etik butir 4/ });
      expect(await page.$eval('#kode-etik-4', (item) => (item as HTMLDetailsElement).open)).toBe(true);
      await press(page, 'Enter');
      expect(await page.$eval('#kode-etik-4', (item) => (item as HTMLDetailsElement).open)).toBe(false);
      await page.close();
    });
  });

  describe('training', () => {
    const goTo = async (page: Page, way: string): Promise<void> => {
      await tabTo(page, { name: way, role: 'link' });
      await press(page, 'Enter');
      await page.waitForSelector('nav [aria-current]');
      await until(`the way ${way}`, async () => (await textOf(page, 'nav [aria-current]')) === way);
    };

    it('explore: situations, days and the site behind the frame’s edge, and out again', async () => {
      const page = await open('training');
      await tabTo(page, { name: words.training_what.message, role: 'combobox' });
      for (let step = 1; step <= 5; step += 1) {
        const before = await page.evaluate(() => location.hash);
        await press(page, 'ArrowDown');
        await until('another situation', () => page.evaluate((old) => location.hash !== old, before));
        // The page was drawn anew, and the list is still in hand.
        await awaitFocusOn(page, { name: words.training_what.message, role: 'combobox' });
      }
      expect(await page.evaluate(() => location.hash)).toMatch(/^#scenario\//);
      await page.waitForSelector('iframe.stage[data-ready]');
      const day = (await tabTo(page, { name: /20\d\d: /, role: 'button' })).at(-1)?.name ?? '';
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: day, role: 'button' });
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('true');

      const like = (await tabTo(page, { name: /(^|\s)Suka\b/, role: 'button' })).at(-1);
      expect(like?.look?.isFramed ?? true).toBe(true);
      await page.close();
    });

    it('explore: the warning in the frame keeps the focus, gives it back, and the frame lets go', async () => {
      const page = await open(`training#scenario/${SCENARIO}`);
      const like = (await tabTo(page, { name: /(^|\s)Suka\b/, role: 'button' })).at(-1)?.name ?? '';
      await press(page, 'Enter');
      await awaitFocus(page, words.dialog_cancel.message);
      for (const stop of [words.dialog_continue.message, words.dialog_not_participant.message]) {
        await press(page, 'Tab');
        await awaitFocus(page, stop);
      }
      await press(page, 'Escape');
      await awaitNoWarning(page);
      await awaitFocusOn(page, { name: like });
      await enter(page, words.training_again.message);
      await page.close();
    });

    it('quiz: alone, with the act tried from its key, to the result and a new quiz', async () => {
      // A sheet that begins with a like that is held.
      const sheet = Array.from({ length: 500 }, (_, at) => at + 1).find((number) => {
        const [first] = questionsFor(training.scenarios, { sheet: number, count: 5 });
        return (
          first?.scenario.action === 'like' &&
          first.scenario.site === 'x' &&
          first.day.level === 'dilarang' &&
          first.day.response === 'hold'
        );
      });
      const page = await open('training');
      await goTo(page, words.training_quiz.message);
      await tabTo(page, { name: words.training_quiz_count.message, role: 'combobox' });
      await page.keyboard.type('5');
      await tabTo(page, { name: words.training_quiz_sheet.message, role: 'spinbutton' });
      await page.keyboard.down('Control');
      await press(page, 'a');
      await page.keyboard.up('Control');
      await page.keyboard.type(String(sheet));
      await enter(page, words.training_quiz_start.message);
      for (let at = 1; at <= 5; at += 1) {
        await awaitFocusOn(page, { name: `Soal ${at} dari 5`, role: 'heading' });
        await page.waitForSelector('iframe.stage[data-ready]');
        await press(page, '1');
        await awaitFocusOn(page, { name: /^(Tepat|Jawaban yang tepat): /, role: 'heading' });
        if (at === 1) {
          await press(page, 't');
          const control = (await awaitFocusOn(page, { name: /(^|\s)Suka\b/ })).name;
          await press(page, 'Enter');
          await awaitFocus(page, words.dialog_cancel.message);
          await press(page, 'Enter');
          await awaitNoWarning(page);
          await awaitFocusOn(page, { name: control });
          await tabTo(page, words.training_quiz_next.message, { way: 'back' });
          await press(page, 'Enter');
        } else await press(page, 'n');
      }
      await awaitFocusOn(page, { name: words.training_result.message, role: 'heading' });
      await enter(page, words.training_result_copy.message);
      await until('the result to be copied', async () =>
        (await textOf(page, '.actions [role=status]')).includes(words.common_copied.message),
      );
      await enter(page, words.training_result_again.message);
      await awaitFocusOn(page, { name: words.training_quiz.message, role: 'heading' });
      await page.close();
    });

    it('quiz: the hands of a class', async () => {
      const page = await open('training');
      await goTo(page, words.training_quiz.message);
      await tabTo(page, { name: words.training_quiz_one.message, role: 'radio' });
      await press(page, 'ArrowRight');
      await enter(page, words.training_quiz_start.message);
      await awaitFocusOn(page, { name: /^Tangan untuk/, role: 'spinbutton' });
      await press(page, 'Enter');
      await until('the word on hands', async () =>
        (await textOf(page, '#hands-said')).includes('sedikitnya satu tangan'),
      );
      for (const hands of ['30', '10', '20']) {
        await page.keyboard.type(hands);
        await press(page, 'Tab');
      }
      await awaitFocusOn(page, { name: words.training_quiz_hands_save.message });
      await press(page, 'Enter');
      await awaitFocusOn(page, { name: /^(50|17|33)% tepat/, role: 'heading' });
      await press(page, 'n');
      await awaitFocusOn(page, { name: /^Tangan untuk/, role: 'spinbutton' });
      await page.close();
    });

    it('a link of the result leads into its situation', async () => {
      const page = await open('training#quiz/42/5');
      for (let at = 1; at <= 5; at += 1) {
        await until('the question', async () => (await textOf(page, 'h2')) === `Soal ${at} dari 5`);
        await press(page, '3');
        await awaitFocusOn(page, { name: /^(Tepat|Jawaban yang tepat): /, role: 'heading' });
        await press(page, 'n');
      }
      await awaitFocusOn(page, { name: words.training_result.message, role: 'heading' });
      await tabTo(page, { name: /./, role: 'link' });
      await press(page, 'Enter');
      await awaitAddress(page, '#scenario/');
      await page.waitForSelector('.explore');
      // Not at the top of the page: at the beginning of what was asked for.
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
      await page.close();
    });

    const begin = async (): Promise<Page> => {
      const page = await open('training#show');
      await enter(page, words.training_show_start.message);
      await page.waitForSelector('.show');
      // The first situation, its first step.
      await press(page, 'ArrowDown');
      await page.waitForSelector('.show .progress');
      return page;
    };
    const seen = async (page: Page) => ({
      head: await textOf(page, '.show h2'),
      body: await textOf(page, '.slide-body'),
      dark: await page.$eval('.show', (screen) => screen.classList.contains('dark')),
    });
    type Seen = Awaited<ReturnType<typeof seen>>;
    /** What the table of docs/trainer.md says a row's keys do, as it shows on the screen. */
    const DOES: Readonly<Record<string, (before: Seen, after: Seen, at: number) => boolean>> = {
      'langkah berikut': (before, after) => after.head === before.head && after.body !== before.body,
      'mundur satu langkah': (before, after) => after.head !== before.head,
      'salindia berikut, salindia sebelum': (before, after) => after.head !== before.head,
      'salindia pertama, terakhir': (_, after, at) =>
        after.head === (at === 0 ? words.training_heading.message : words.training_show_end.message),
      'layar gelap, dan terang lagi': (before, after) => after.dark !== before.dark,
    };

    it('slides: the guide names every key that leads through them', () => {
      expect(documented.map(([does]) => does)).toEqual([...Object.keys(DOES), 'selesai']);
      expect(new Set(documented.flatMap(([, keys]) => keys)).size).toBe(Object.keys(KEY_NAMES).length);
    });

    it.each(documented.filter(([does]) => does in DOES))('slides: %s', async (does, keys) => {
      const page = await begin();
      for (const [at, key] of keys.entries()) {
        const before = await seen(page);
        await press(page, key);
        const after = await seen(page);
        expect([key, DOES[does]?.(before, after, at)]).toEqual([key, true]);
        // Back to where each key begins: the first step of the first situation.
        if (after.dark) await press(page, key);
        await press(page, 'Home');
        await press(page, 'ArrowDown');
      }
      await page.close();
    });

    it('slides: the controls keep the focus while they are pressed, and Esc ends', async () => {
      const page = await begin();
      const heads = new Set<string>();
      await tabTo(page, words.training_show_next.message);
      for (let presses = 0; presses < 4; presses += 1) {
        await press(page, 'Enter');
        heads.add(await textOf(page, '.slide-body'));
        await awaitFocusOn(page, { name: words.training_show_next.message });
      }
      expect(heads.size).toBe(4);
      // A control that the dark hides has no focus; the keys go on.
      await press(page, 'b');
      await press(page, 'b');
      await tabTo(page, words.training_show_back.message);
      await press(page, 'Escape');
      await page.waitForFunction(() => document.querySelector('.show') === null);
      await awaitFocusOn(page, { name: words.training_show_start.message });
      await page.close();
    });

    it('slides: from inside the site PageDown goes on, and the keys are the slides’ again', async () => {
      const page = await open('training#show/like/1');
      await press(page, 'PageDown', 3);
      await page.waitForSelector('iframe.stage[data-ready]');
      await tabTo(page, { name: /(^|\s)Suka\b/, role: 'button' });
      await press(page, 'PageDown');
      await page.waitForFunction(() => document.querySelector('.slide-body h3') !== null);
      await until('the focus out of the frame', async () => (await quietFocus(page)) === '.show');
      const before = await textOf(page, '.slide-body');
      await press(page, 'ArrowRight');
      expect(await textOf(page, '.slide-body')).not.toBe(before);
      await page.close();
    });
  });
});
