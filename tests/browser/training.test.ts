/**
 * The training page of the built extension. Every scenario is gone through on every one of its days by a real pointer,
 * and what the real guard then does is compared with what was written by hand from the decree: held or not, and under
 * which items the warning puts it.
 *
 * To see a guard fail: let `stored` in src/pages/training/stage-view.ts leave out the date.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import type { Action, SiteId } from '../../src/domain/vocabulary.ts';
import type { ScenarioData } from '../../src/pack/training-schema.ts';
import { DIFFERENCES } from '../unit/training-differences.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  collectErrors,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  ROOT,
  readStored,
  seeWarning,
  until,
} from './driver.ts';
import type { BrowserName } from './engine.ts';
import { act, pointOf, type Stage, sent, stageOf, type Way } from './stage.ts';
import { axe, openOwnPage, type Scheme } from './surfaces.ts';

const { training } = loadRules(`${ROOT}/rules`);
const { scenarios } = training;

type Day = ScenarioData['days'][number];

/** How a mark begins, by level. */
const MARKS = { dilarang: 'Peserta pemilu', 'hati-hati': 'Menyangkut peserta pemilu' } as const;
/** A4 in CSS pixels, less the margin of 14 mm on each side. */
const A4_WIDTH = Math.floor(((210 - 28) / 25.4) * 96);
/** Every surface of the page. */
const PLACES = [
  'explore/facebook',
  'scenario/foto-dengan-spanduk',
  'quiz',
  'quiz/42/5',
  'show',
  'print/42/5',
];

const DIALOG = '[role="dialog"]';
const TH = '[data-pressable-container]';
const FB = '[aria-posinset]';
const IG = 'main article section';
/** How each act is done on each site; the learner's own words lie ready. */
const WAYS: Readonly<Record<SiteId, Readonly<Partial<Record<Action, Way>>>>> = {
  x: {
    like: ['article [data-testid="like"]'],
    share: ['article [data-testid="retweet"]', '[data-testid="retweetConfirm"]'],
    quote: [
      'article [data-testid="retweet"]',
      '[data-testid="retweetConfirm"] + *',
      `${DIALOG} [data-testid="tweetButton"]`,
    ],
    comment: ['article [data-testid="reply"]', `${DIALOG} [data-testid="tweetButton"]`],
    follow: ['[data-testid="primaryColumn"] [data-testid$="-follow"]'],
    join: ['[data-testid="primaryColumn"] [aria-label^="Gabung "]'],
    post: ['[data-testid="tweetButtonInline"]'],
  },
  facebook: {
    like: [`${FB} [data-ad-rendering-role="like_button"]`],
    share: [`${FB} [data-ad-rendering-role="share_button"]`, `${DIALOG} [aria-label="Bagikan sekarang"]`],
    comment: [`${FB} [data-ad-rendering-role="comment_button"]`, '[aria-label="Posting komentar"]'],
    follow: ['[role="main"] [aria-label="Ikuti"]'],
    join: ['[aria-label="Gabung ke grup"]'],
    post: ['[role="region"][aria-label="Buat postingan"] [role="button"]', `${DIALOG} [aria-label="Kirim"]`],
    attend: [`${FB} [aria-label="Tertarik"]`],
  },
  instagram: {
    like: [`${IG} [aria-label="Suka"]`],
    share: [`${IG} [aria-label="Posting ulang"]`],
    comment: [`${IG} [aria-label="Komentar"]`, 'form textarea', 'Enter'],
    follow: ['main ::-p-text(Ikuti)'],
    post: ['[aria-label="Postingan baru"]', `${DIALOG} ::-p-text(Bagikan)`],
  },
  threads: {
    like: [`${TH} [aria-label="Suka"]`],
    share: [`${TH} [aria-label="Posting ulang"]`, '[role="menu"] ::-p-text(Posting ulang)'],
    quote: [
      `${TH} [aria-label="Posting ulang"]`,
      '[role="menu"] ::-p-text(Kutip)',
      `${DIALOG} ::-p-text(Kirim)`,
    ],
    comment: [`${TH} [aria-label="Balas"]`, `${DIALOG} ::-p-text(Kirim)`],
    follow: ['main [role="button"] ::-p-text(Ikuti)'],
    post: ['[aria-label="Buat"]', `${DIALOG} ::-p-text(Kirim)`],
  },
};

/** Puts a scenario on a day before the learner, on a stage where nothing has happened yet. */
const show = async (page: Page, { id }: ScenarioData, date: string): Promise<Stage> => {
  const before = await page.$eval('iframe.stage', ({ name }) => name).catch(() => '');
  await page.evaluate(
    (place, old) => {
      location.hash = place;
      // The same scenario on another day keeps its stage, as when one drags the day; a test wants a new one.
      requestAnimationFrame(() => {
        if (document.querySelector<HTMLIFrameElement>('iframe.stage')?.name === old)
          document.getElementById('again')?.click();
      });
    },
    `scenario/${id}/${date}`,
    before,
  );
  await page.waitForFunction(
    (old) => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe.stage[data-ready]');
      return frame !== null && frame.name !== old;
    },
    {},
    before,
  );
  return stageOf(page);
};

const badgeIn = (stage: Stage): Promise<string | null> =>
  stage.evaluate(
    (inner) => inner.document.querySelector('jaga-netral-badge')?.getAttribute('aria-label') ?? null,
  );

/** The items that a warning names, in its order: the first by its code too, the others by name alone. */
const itemsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\b(kode etik|disiplin) butir (\d+)/gi)].map(
      ([, list = '', no = '']) => `${list.toLowerCase().replace(' ', '-')}-${no}`,
    ),
  ),
];

/** Firefox goes one scenario of each action on each site, on its first day; Chromium all of them. */
const firstOfEach = scenarios.filter(
  ({ site, action }, at) =>
    scenarios.findIndex((other) => other.site === site && other.action === action) === at,
);
const RUNS: Readonly<Record<BrowserName, readonly (readonly [string, ScenarioData, Day])[]>> = {
  chromium: scenarios.flatMap((one) =>
    one.days.map((day) => [`${one.id} on ${day.date}`, one, day] as const),
  ),
  firefox: firstOfEach.flatMap((one) =>
    one.days.filter((_, at) => at === 0).map((day) => [`${one.id} on ${day.date}`, one, day] as const),
  ),
};

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;

describe.each(BROWSERS)('every scenario in %s', (name) => {
  let browser: Browser;
  let page: Page;
  let errors: readonly string[];
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
    page = await openOwn(browser, 'training');
    errors = collectErrors(page);
    await page.setViewport({ width: 1280, height: 900 });
  });
  afterAll(() => browser?.close());

  it.each(RUNS[name])('%s', async (run, scenario, given) => {
    const day = { ...given, ...DIFFERENCES.get(run) };
    const way = WAYS[scenario.site][scenario.action];
    if (!way) throw new Error(`no way to ${scenario.action} on ${scenario.site}`);
    const frame = await show(page, scenario, day.date);
    // What a like would be is what the mark on a post says, so only there it must be as the day has it.
    if (scenario.action === 'like')
      await until('the mark of this day', async () => {
        const mark = await badgeIn(frame);
        return day.level === 'aman' ? mark === null : mark?.startsWith(MARKS[day.level]);
      });
    await act(page, frame, way);
    if (day.response !== 'hold') {
      await until('the act', async () => (await sent(frame)).length === 1);
      expect(await seeWarning(page)).toBeNull();
      return;
    }
    const warning = await awaitWarning(page);
    expect(itemsIn(warning.text)).toEqual(day.items);
    expect(warning.text).toMatch(new RegExp(` ${day.items[0]} `));
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    expect(await sent(frame)).toEqual([]);
  });

  it('and nothing of it was kept, asked or thrown', async () => {
    expect(await readStored(browser, 'journal')).toBeUndefined();
    expect(await readStored(browser, 'settings')).toEqual(SETTINGS);
    expect(errors).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
  });
});

describe('lessons', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
    await configure(browser, SETTINGS);
  });
  afterAll(() => browser?.close());

  const open = async (place: string, width = 1280, height = 720, scheme: Scheme = 'light'): Promise<Page> => {
    const page = await openOwnPage(browser, 'training', scheme, width, height);
    await goTo(page, place);
    return page;
  };
  const goTo = async (page: Page, place: string) => {
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    const way = place.startsWith('scenario') ? 'explore' : place.split('/')[0];
    await page.waitForSelector(`nav a[href="#${way}"][aria-current]`);
  };
  const text = (page: Page, selector: string): Promise<string> =>
    page.$eval(selector, ({ textContent }) => textContent ?? '');
  const active = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement?.id || (document.activeElement?.tagName ?? ''));
  const tabTo = async (page: Page, id: string) => {
    for (let presses = 0; presses < 30; presses += 1) {
      if ((await active(page)) === id) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached "${id}"`);
  };

  it('are reached from the popup and from the options', async () => {
    for (const name of ['popup', 'options'] as const) {
      const page = await openOwnPage(browser, name, 'light', 1000, 900);
      const found = await page.$$eval(
        'a',
        (links) => links.filter(({ href }) => href.endsWith('/training/index.html')).length,
      );
      expect([name, found]).toEqual([name, 1]);
      await page.close();
    }
  });

  it('the same post becomes another matter while the day is dragged, with the same page behind it', async () => {
    const page = await open('scenario/suka-akun-calon-gubernur/2024-08-15');
    const frame = await stageOf(page);
    await until('the mark', async () => (await badgeIn(frame)) !== null);
    const stages: string[] = [];
    await page.focus('#day');
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('ArrowRight');
      stages.push(await page.$eval('#day', (day) => day.getAttribute('aria-valuetext') ?? ''));
    }
    expect(stages[0]).toContain('16 Agustus 2024');
    expect(stages.at(-1)).toContain('14 Oktober 2024');
    await act(page, frame, ['article [data-testid="like"]']);
    expect(itemsIn((await awaitWarning(page)).text)).toEqual(['disiplin-6']);
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    await page.$eval('#day-later', (button) => (button as HTMLButtonElement).focus());
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Enter');
    expect(await text(page, '.day-words')).toContain('Tidak ada tahapan');
    await until('no mark', async () => (await badgeIn(frame)) === null);
    await page.close();
  });

  it('"not a participant" holds on its stage alone', async () => {
    const page = await open('scenario/suka-akun-calon-gubernur/2024-11-25');
    const frame = await stageOf(page);
    await act(page, frame, ['article [data-testid="like"]']);
    await awaitWarning(page);
    await pressButton(page, 'Bukan peserta pemilu?');
    const warning = await awaitWarning(page);
    await pressButton(page, warning.buttons[0] ?? '');
    await awaitNoWarning(page);
    await until('no mark', async () => (await badgeIn(frame)) === null);
    expect(await readStored(browser, 'settings')).toEqual(SETTINGS);
    await page.close();
  });

  it('the quiz needs keys alone, and the act waits for the answer', async () => {
    const page = await open('quiz', 1280, 900);
    await tabTo(page, 'count');
    await page.keyboard.press('5');
    await tabTo(page, 'start');
    await page.keyboard.press('Enter');
    const answers = ['1', '2', '3', '1', '1'] as const;
    for (const [at, key] of answers.entries()) {
      await page.waitForFunction(
        (wanted) => document.querySelector('h2')?.textContent === wanted,
        {},
        `Soal ${at + 1} dari 5`,
      );
      const frame = await stageOf(page);
      expect(await badgeIn(frame)).toBeNull();
      await page.keyboard.press('t');
      expect(await page.$('.verdict')).toBeNull();
      await page.keyboard.press(key);
      await page.waitForSelector('.verdict');
      await page.keyboard.press('t');
      await until('the focus on the site or a word about it', async () =>
        page.evaluate(
          () =>
            document.activeElement?.tagName === 'IFRAME' ||
            document.querySelector('.panel [role=status]')?.textContent !== '',
        ),
      );
      await page.evaluate(() => document.querySelector<HTMLElement>('.verdict')?.focus());
      await page.keyboard.press('n');
    }
    await page.waitForSelector('#result');
    const result = await page.$eval('#result', (area) => (area as HTMLTextAreaElement).value);
    expect(result).toMatch(/dari 5 jawaban tepat/);
    expect(result).not.toMatch(/20\d\d|contoh/i);
    await tabTo(page, 'copy');
    await page.close();
  });

  it('before the answer the site can be read and not used', async () => {
    const page = await open('quiz/42/5', 1280, 900);
    const frame = await stageOf(page);
    const controls = await frame.evaluate((inner) => {
      const all = [...inner.document.querySelectorAll<HTMLElement>('button, [role="button"]')];
      for (const one of all) one.click();
      return all.length;
    });
    expect(controls).toBeGreaterThan(3);
    const point = await until('a control', () => pointOf(frame, '[aria-label="Balas"]'));
    await page.mouse.click(point.x, point.y);
    expect(await sent(frame)).toEqual([]);
    expect(await frame.evaluate((inner) => inner.__handled?.length ?? 0)).toBe(0);
    await page.close();
  });

  it('a class answers by show of hands, typed by the trainer', async () => {
    const page = await open('quiz', 1280, 900);
    await page.$eval('[value=class]', (radio) => (radio as HTMLInputElement).click());
    await page.focus('#start');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#hands-dilarang');
    await page.keyboard.press('Enter');
    expect(await text(page, '#hands-said')).toContain('sedikitnya satu tangan');
    await page.keyboard.type('30');
    await page.keyboard.press('Tab');
    await page.keyboard.type('10');
    await page.keyboard.press('Tab');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict');
    expect(await text(page, '.verdict')).toMatch(/^(50|17|33)% tepat/);
    await page.close();
  });

  it('the slides are led by the keys of a presenter, offline, in letters of 32 px', async () => {
    const page = await open('show', 1280, 720);
    await page.setOfflineMode(true);
    await tabTo(page, 'start-show');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.show');
    const heads: string[] = [];
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press('PageDown');
      heads.push(await text(page, '.slide-body'));
      const { cut, small } = await page.evaluate(() => {
        const body = document.querySelector('.slide-body');
        const words = [...(body?.querySelectorAll('*') ?? [])].filter(
          (one) => one.textContent && one.checkVisibility(),
        );
        return {
          cut: body ? body.scrollHeight - body.clientHeight : 0,
          small: words.filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 32).length,
        };
      });
      expect({ presses, cut, small }).toEqual({ presses, cut: 0, small: 0 });
    }
    expect(new Set(heads).size).toBeGreaterThan(6);
    await page.keyboard.press('PageUp');
    expect(await text(page, '.slide-body')).toBe(heads.at(-2));
    await page.keyboard.press('b');
    expect(await page.$eval('.show', (screen) => screen.classList.contains('dark'))).toBe(true);
    await page.keyboard.press('b');
    await page.keyboard.press('Escape');
    expect(await page.$('.show')).toBeNull();
    expect(await active(page)).toBe('start-show');
    await page.close();
  });

  it('on a narrow window each step is shown from its top, wherever the last one was scrolled to', async () => {
    const page = await open('show/like/1', 380, 600);
    for (const _ of ['post', 'question']) await page.keyboard.press('PageDown');
    const scrolled = await page.$eval('.show', (screen) => {
      screen.scrollTop = screen.scrollHeight;
      return screen.scrollTop;
    });
    expect(scrolled).toBeGreaterThan(50);
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.querySelector('.show .answer') !== null);
    expect(await page.$eval('.show', ({ scrollTop }) => scrollTop)).toBe(0);
    await page.close();
  });

  it('on the slide of the answer the real guard holds, and PageDown goes on from within the site', async () => {
    const page = await open('show/like/1', 1280, 720);
    for (const _ of ['post', 'question', 'answer']) await page.keyboard.press('PageDown');
    const frame = await stageOf(page);
    await act(page, frame, ['article [data-testid="like"]']);
    expect(itemsIn((await awaitWarning(page)).text)).toEqual(['kode-etik-4']);
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.querySelector('.slide-body h3') !== null);
    await page.close();
  });

  it.each([
    [5, 3],
    [10, 4],
  ])(
    '%i questions and their answers are printed on %i pages of A4 with nothing cut',
    async (count, pages) => {
      const page = await open(`print/42/${count}`, 1000, 900);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length,
      ).toBe(pages);
      await page.setViewport({ width: A4_WIDTH, height: 1000 });
      await page.emulateMediaType('print');
      const cut = await page.$$eval('.paper *', (all) =>
        all
          .filter(
            (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline',
          )
          .map(({ className }) => className),
      );
      expect(cut).toEqual([]);
      await page.close();
    },
  );

  describe.each(['id', 'en'] as const)('in %s', (language) => {
    beforeAll(() => configure(browser, { ...SETTINGS, language }));

    describe.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
      it.each([380, 1280])(
        'axe finds nothing at %i px, and nothing is wider than the page',
        async (width) => {
          const page = await open('explore/x', width, 720, scheme);
          for (const place of PLACES) {
            await goTo(page, place);
            if (!/^(quiz|show|print)$/.test(place))
              await page.waitForSelector('iframe.stage[data-ready], .paper');
            expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
            expect([place, await axe(page)]).toEqual([place, []]);
            const [wide, room] = await page.evaluate(() => [
              document.documentElement.scrollWidth,
              document.documentElement.clientWidth,
            ]);
            expect([place, wide]).toEqual([place, room]);
          }
          await page.close();
        },
      );
    });
  });
});
