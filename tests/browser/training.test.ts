/**
 * The training page of the built extension. Every scenario is gone through on every one of its days by a real pointer,
 * and what the real guard then does is compared with what was written by hand from the decree: held or not, and under
 * which items the warning puts it.
 *
 * To see a guard fail: let `stored` in src/pages/training/stage-view.ts leave out the date.
 */
import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import type { Action, SiteId } from '../../src/domain/vocabulary.ts';
import type { ScenarioData } from '../../src/pack/training-schema.ts';
import {
  awaitNoWarning,
  awaitWarning,
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

const { training } = loadRules(`${ROOT}/rules`);
const { scenarios } = training;

/** What is pressed, one after the other; the last press does the act. `Enter`: that key, where the focus is then. */
type Way = readonly string[];

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
    post: [
      '[role="region"][aria-label="Buat postingan"] [role="button"]',
      `${DIALOG} [aria-label="Kirim"]`,
    ],
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

/** The frame of the stage that is shown now. */
const stageOf = async (page: Page): Promise<Frame> =>
  until('the make-believe site', async () => {
    const element = await page.$('iframe.stage[data-ready]');
    const frame = await element?.contentFrame();
    await element?.dispose();
    return frame;
  });

/** Puts a scenario on a day before the learner, on a stage where nothing has happened yet. */
const show = async (page: Page, { id }: ScenarioData, date: string): Promise<Frame> => {
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

const act = async (page: Page, frame: Frame, way: Way): Promise<void> => {
  for (const one of way) {
    if (one === 'Enter') {
      await page.keyboard.press('Enter');
      continue;
    }
    const element = await frame.waitForSelector(one, { visible: true, timeout: 10_000 });
    await element?.click();
    await element?.dispose();
  }
};

const sent = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => (window.__operations ?? []).map(({ op }) => op));

const badgeIn = (frame: Frame): Promise<string | null> =>
  frame.evaluate(() => document.querySelector('jaga-netral-badge')?.getAttribute('aria-label') ?? null);

/** The items that a warning names, in its order: the first by its code too, the others by name alone. */
const itemsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/\b(kode etik|disiplin) butir (\d+)/gi)].map(
      ([, list = '', no = '']) => `${list.toLowerCase().replace(' ', '-')}-${no}`,
    ),
  ),
];

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
  page = await openOwn(browser, 'training');
  await page.setViewport({ width: 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
});
afterAll(() => browser?.close());

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const way = WAYS[scenario.site][scenario.action];
  it.each(scenario.days.map((day) => [day.date, day] as const))('on %s', async (_date, day) => {
    if (!way) throw new Error(`no way to ${scenario.action} on ${scenario.site}`);
    const frame = await show(page, scenario, day.date);
    if (scenario.subject.kind === 'post')
      await until('the mark that this day gives the post', async () => {
        const liked = scenario.action === 'like' ? day.level !== 'aman' : null;
        return liked === null || ((await badgeIn(frame)) !== null) === liked;
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
    expect(await sent(frame)).toEqual([]);
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    expect(await sent(frame)).toEqual([]);
  });
});

it('nothing of all that was written down or thrown', async () => {
  expect(await readStored(browser, 'journal')).toBeUndefined();
  expect(await readStored(browser, 'settings')).toMatchObject({ region: '36.03', simulatedDate: '2024-01-15' });
  expect(await engineOf(browser).thrown(browser)).toEqual([]);
  void collectErrors;
});
