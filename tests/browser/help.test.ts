/**
 * Help and welcome in both browsers: the index, the search and the address lead to answers; the agency's contact is shown;
 * the first choices are saved at once and said; and the training post on the welcome page brings the real warning, of
 * which nothing is kept.
 *
 * To see a guard fail: let `inForce` in src/pages/training/stage-view.ts leave out the agency; build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import type { Policy } from '../../src/domain/policy.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  collectErrors,
  configure,
  engineOf,
  launch,
  type OwnPage,
  openOwn,
  pressButton,
  ROOT,
  readStored,
  until,
  writeStored,
} from './driver.ts';
import { act, sent, stageOf } from './stage.ts';
import { openOwnPage } from './surfaces.ts';

const { help } = loadRules(`${ROOT}/rules`);
/** Questions about the rules, and five about the extension. */
const QUESTIONS = help.topics.length + 5;
const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const CONTACT = 'Subbagian Kepegawaian, telepon (021) 555-0100';
const PHOTO = 'foto-lama-bersama-calon';
const LIKE = ['article [data-testid="like"]'];

const shownTopics = (page: Page): Promise<string[]> =>
  page.$$eval('.topic', (all) => all.filter((one) => one.checkVisibility()).map(({ id }) => id));
const shownLinks = (page: Page): Promise<string[]> =>
  page.$$eval('.questions a', (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => (one as HTMLAnchorElement).hash.slice(1)),
  );
const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (node) => (node.checkVisibility() ? (node.textContent ?? '') : ''));
const isInView = (page: Page, selector: string): Promise<boolean> =>
  page.$eval(selector, (node) => {
    const { top } = node.getBoundingClientRect();
    return node.checkVisibility() && top >= 0 && top < innerHeight;
  });
const focusedTopic = (page: Page): Promise<string> =>
  page.evaluate(() =>
    document.activeElement?.tagName === 'H3' ? (document.activeElement.closest('.topic')?.id ?? '') : '',
  );
const search = async (page: Page, words: string): Promise<void> => {
  await page.focus('#search');
  await page.$eval('#search', (box) => (box as HTMLInputElement).select());
  await page.keyboard.press('Backspace');
  await page.keyboard.type(words);
};

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  let errors: readonly string[] = [];
  const setPolicy = async (policy: Policy): Promise<void> => {
    await writeStored(browser, 'policy', { policy, problems: [] });
    await until('the policy in force', async () => {
      const inForce = await readStored<{ block: boolean; help: string }>(browser, 'inForce');
      return inForce?.block === (policy.mode === 'block') && inForce.help === (policy.helpContact ?? '');
    });
  };
  /** One of the pages, at a place of it. */
  const open = async (page: OwnPage, place = ''): Promise<Page> => {
    const own = await engineOf(browser).openOwn(browser, `src/pages/${page}/index.html${place}`);
    errors = collectErrors(own);
    await own.waitForSelector('main h2');
    return own;
  };

  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
  });
  afterAll(() => browser?.close());

  it('help: the index leads to every answer', async () => {
    const page = await open('help');
    const links = await shownLinks(page);
    expect(links).toHaveLength(QUESTIONS);
    expect(await shownTopics(page)).toEqual(links);
    for (const id of [PHOTO, 'peringatan-keliru']) {
      await clickOn(page, `.questions a[href="#${id}"]`);
      await until(`the answer ${id}`, async () => (await focusedTopic(page)) === id);
      expect(await isInView(page, `#${id} h3`)).toBe(true);
    }
    await page.close();
  });

  it('help: the search narrows answers and index alike, and says how many there are', async () => {
    const page = await open('help');
    await search(page, 'foto lama');
    await until('fewer answers', async () => (await shownTopics(page)).length < QUESTIONS);
    const found = await shownTopics(page);
    expect(found).toContain(PHOTO);
    expect(await shownLinks(page)).toEqual(found);
    expect(await textOf(page, '[role="search"] [role="status"]')).toBe(`${found.length} pertanyaan cocok.`);
    await search(page, 'zxqw');
    await until('no answer', async () => (await shownTopics(page)).length === 0);
    expect(await textOf(page, '.none')).toContain('Tidak ada pertanyaan yang cocok');
    await search(page, '');
    await until('all answers', async () => (await shownTopics(page)).length === QUESTIONS);
    expect(await textOf(page, '.none')).toBe('');
    await page.close();
  });

  it('help: the address names an answer, at the start and later, also one that the search hides', async () => {
    const page = await open('help', `#${PHOTO}`);
    await until('the answer', async () => (await focusedTopic(page)) === PHOTO);
    expect(await isInView(page, `#${PHOTO} h3`)).toBe(true);
    await search(page, 'cltn');
    await until('the answer to go', async () => !(await shownTopics(page)).includes(PHOTO));
    await page.evaluate(() => {
      location.hash = 'tidak-ada-peringatan';
    });
    await until('the other answer', async () => (await focusedTopic(page)) === 'tidak-ada-peringatan');
    expect(await shownTopics(page)).toHaveLength(QUESTIONS);
    await page.close();
  });

  it('help: the agency’s contact is shown where its policy names one, in a page that is open too', async () => {
    const page = await open('help');
    expect(await textOf(page, 'body')).not.toContain(CONTACT);
    expect(await textOf(page, '#bertanya-kepada-siapa')).toContain('tidak menyebutkan kontak');
    await setPolicy({ helpContact: CONTACT });
    await until('the contact', async () => (await textOf(page, 'header')).includes(CONTACT));
    expect(await textOf(page, '#bertanya-kepada-siapa')).toContain(CONTACT);
    await setPolicy({});
    await until('the contact to go', async () => !(await textOf(page, 'body')).includes(CONTACT));
    await page.close();
  });

  it('help is reached from popup, options and welcome', async () => {
    for (const [from, times] of [
      ['popup', 1],
      ['options', 2],
      ['welcome', 2],
    ] as const) {
      const page = await open(from);
      const found = await page.$$eval(
        'a',
        (links) => links.filter(({ pathname }) => pathname.endsWith('/help/index.html')).length,
      );
      expect([from, found]).toEqual([from, times]);
      await page.close();
    }
  });

  it('welcome: the three choices come first, are saved at once, and that is said', async () => {
    const page = await open('welcome');
    const order = await page.$$eval('main section', (all) => all.map(({ id }) => id));
    expect(order.slice(0, 4)).toEqual(['choose', 'you', 'strictness', 'try']);
    const said = () => textOf(page, 'div.status');
    const stored = () => readStored<Record<string, unknown>>(browser, 'settings');
    await page.select('#province', '32');
    await until('the region', async () => (await stored())?.region === '32');
    await until('"saved"', async () => (await said()) === 'Tersimpan');
    await clickOn(page, 'label:has(#employment-pppk)');
    await until('the employment', async () => (await stored())?.employment === 'pppk');
    await clickOn(page, 'label:has(#strictness-ketat)');
    await until('the strictness', async () => (await stored())?.strictness === 'ketat');
    await until('"saved" again', async () => (await said()) === 'Tersimpan');
    await until('"saved" to go', async () => (await said()) === '');
    await page.close();
    await configure(browser, SETTINGS);
  });

  it('welcome: a like on the training post brings the real warning, and the page says what happened', async () => {
    const page = await open('welcome');
    const said = () => textOf(page, '#try [role="status"]');
    await clickOn(page, '#try-start');
    const stage = await stageOf(page);
    expect(await said()).toBe('Sekarang tekan suka pada unggahan di bawah ini.');
    await until('the mark', () =>
      stage.evaluate((inner) => inner.document.querySelector('jaga-netral-badge') !== null),
    );
    await act(page, stage, LIKE);
    const warning = await awaitWarning(page);
    expect(warning.name).toContain('Netralitas');
    expect(warning.text).toContain('disiplin butir 6');
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    await until('the sentence', async () => (await said()).startsWith('Anda baru saja membatalkannya'));
    expect(await sent(stage)).toEqual([]);
    await act(page, stage, LIKE);
    await awaitWarning(page);
    await pressButton(page, 'Tetap lanjutkan');
    await awaitNoWarning(page);
    await until('the sentence', async () => (await said()).startsWith('Anda memilih melanjutkan'));
    expect(await sent(stage)).toEqual([]);
    await act(page, stage, LIKE);
    await until('the like', async () => (await sent(stage)).length === 1);
    await until('the sentence', async () => (await said()).startsWith('Tindakan itu jadi dilakukan'));
    await page.close();
    expect(await readStored(browser, 'journal')).toBeUndefined();
    expect(await readStored(browser, 'settings')).toEqual(SETTINGS);
  });

  it('welcome: under "block" the warning to try is the one that will really come', async () => {
    await setPolicy({ mode: 'block', helpContact: CONTACT });
    const page = await open('welcome');
    expect(await textOf(page, '#does')).toContain('Instansi Anda mengatur');
    await clickOn(page, '#try-start');
    await act(page, await stageOf(page), LIKE);
    const warning = await awaitWarning(page);
    expect(warning.buttons).not.toContain('Tetap lanjutkan');
    expect(warning.text).toContain(CONTACT);
    await pressButton(page, 'Batalkan');
    await awaitNoWarning(page);
    await page.close();
    await setPolicy({});
  });
});

describe('help on small screens and on paper', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  /** Lets every word be 40 % longer, as another language’s may be. */
  const lengthen = (page: Page) =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        node.data = node.data.replace(
          /\p{L}{4,}/gu,
          (word) => word + word.slice(0, Math.ceil(word.length * 0.4)),
        );
      }
    });
  const wider = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  describe.each(['help', 'welcome'] as const)('%s', (own) => {
    // 640 px at 200 % are 320 CSS pixels of room.
    it.each([320, 380, 1000])(
      'at %i px nothing is wider than the page, with longer words neither',
      async (width) => {
        await configure(browser, SETTINGS);
        const page = await openOwnPage(browser, own, 'light', width, 900);
        if (own === 'welcome') {
          await clickOn(page, '#try-start');
          await stageOf(page);
        }
        expect(await wider(page)).toBe(0);
        await lengthen(page);
        expect(await wider(page)).toBe(0);
        await page.close();
      },
    );
  });

  it('prints what is folded too, black on white, and folds it again', async () => {
    const page = await openOwn(browser, 'help');
    await page.waitForSelector('main h2');
    const folds = () =>
      page.$$eval('.topic details', (all) => all.map((one) => (one as HTMLDetailsElement).open));
    const before = await folds();
    expect(before.length).toBeGreaterThan(20);
    expect(before).not.toContain(true);
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        const all = [...document.querySelectorAll('details')];
        document.body.dataset.open = String(all.length > 0 && all.every(({ open }) => open));
      });
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.length).toBeGreaterThan(20_000);
    expect(await page.evaluate(() => document.body.dataset.open)).toBe('true');
    expect(await folds()).not.toContain(true);
    await page.emulateMediaType('print');
    const paper = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      paper: getComputedStyle(document.documentElement).backgroundColor,
      index: document.getElementById('questions')?.checkVisibility() ?? true,
      search: document.getElementById('search')?.checkVisibility() ?? true,
      title: document.querySelector('h1')?.checkVisibility() ?? false,
    }));
    expect(paper).toEqual({
      ink: 'rgb(0, 0, 0)',
      paper: 'rgb(255, 255, 255)',
      index: false,
      search: false,
      title: true,
    });
    await page.close();
  });
});
