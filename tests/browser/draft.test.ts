/**
 * Drafts in real browsers: a quiet line beside the composer while what is written would be held, no dialog before it
 * is sent, and the advice for a photo taken long ago.
 *
 * To see a guard fail: let `#outlook` in src/guard/guard.ts always give the verdict, whatever the response, or take
 * `this.#hide()` out of `#look` in src/guard/draft-line.ts; build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Action, SiteId } from '../../src/domain/vocabulary.ts';
import type { ReplicaSite } from '../../src/replicas/feed.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  collectErrors,
  configure,
  engineOf,
  launch,
  namesOf,
  pressButton,
  pressNamed,
  seeWarning,
  spokenText,
  until,
  writeStored,
} from './driver.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';
import { type Aim, configFor, SCENARIOS } from './scenarios.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const CANCEL = 'Batalkan';
const GO_ON = 'Tetap lanjutkan';
const LINE = /Anda akan ditanya sebelum ini terkirim/;
const LINE_EN = /You will be asked before it is sent/;

/** Where each scenario writes. */
const EDITORS: Readonly<Record<string, string>> = {
  'x post': '[data-testid="tweetTextarea_0"]',
  'x comment': '[role="dialog"] [data-testid="tweetTextarea_0"]',
  'x quote': '[role="dialog"] [data-testid="tweetTextarea_0"]',
  'facebook post': '[role="dialog"]:not([aria-hidden="true"]) [data-lexical-editor]',
  'facebook comment': 'form[role="presentation"] [role="textbox"]',
  'instagram post': '[role="dialog"] [role="textbox"]',
  'instagram comment': 'form textarea',
};

const scenarioOf = (site: SiteId, action: Action) => {
  const scenario = SCENARIOS.find((one) => one.site === site && one.action === action);
  const editor = EDITORS[`${site} ${action}`];
  if (!scenario || !editor) throw new Error(`No composer for ${site} ${action}`);
  return { ...scenario, editor };
};

const says = async (page: Page, words = LINE): Promise<boolean> => words.test(await spokenText(page));
const awaitLine = (page: Page, words = LINE): Promise<true> => until('the line', () => says(page, words));
const awaitNoLine = (page: Page): Promise<true> =>
  until('the line to go', async () => !(await says(page, /terkirim|before it is sent/)));

/**
 * A look comes 300 ms after a change, when the page is idle. A timer that is set later, and longer, fires after it.
 */
const afterLook = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() => requestIdleCallback(() => requestAnimationFrame(() => resolve())), 400);
      }),
  );

const write = async (page: Page, editor: string, text: string): Promise<void> => {
  await page.focus(editor);
  await page.keyboard.type(text);
};
const erase = async (page: Page, editor: string): Promise<void> => {
  await page.focus(editor);
  const wordsLeft = () =>
    page.$eval(
      editor,
      (node) => ((node as HTMLTextAreaElement).value ?? node.textContent ?? '').trim().length,
    );
  for (let left = await wordsLeft(); left > 0; left = await wordsLeft())
    for (let key = 0; key < left; key += 1) await page.keyboard.press('Backspace');
};

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  const opened: { readonly page: Page; readonly errors: readonly string[] }[] = [];
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
  });
  afterEach(async () => {
    const pages = opened.splice(0);
    await Promise.all(pages.map(({ page }) => page.close()));
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
    await writeStored(browser, 'settings', SETTINGS);
  });
  afterAll(() => browser?.close());

  const open = async (site: ReplicaSite, action: Action, aim: Aim): Promise<ReplicaPage> => {
    const replica = await openReplica(browser, configFor({ site, action }, aim, 'id'));
    opened.push({ page: replica.page, errors: collectErrors(replica.page) });
    return replica;
  };
  /** The composer, open, with plain words in it, on a page that concerns nobody. */
  const openComposer = async (site: ReplicaSite, action: Action) => {
    const scenario = scenarioOf(site, action);
    const replica = await open(site, action, 'neutral');
    await scenario.prepare(replica.page, 'id', 'neutral');
    return { ...replica, ...scenario };
  };

  const COMPOSERS = Object.keys(EDITORS).map((key) => key.split(' ') as [ReplicaSite, Action]);
  it.each(COMPOSERS)('%s %s: comes and goes with the words, and takes nothing', async (site, action) => {
    const { page, editor, sent } = await openComposer(site, action);
    await afterLook(page);
    expect(await says(page)).toBe(false);
    expect(await page.evaluate(() => document.querySelector('jaga-netral'))).toBeNull();

    const state = () =>
      page.evaluate((selector) => {
        const { x, y, width } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
        const { scrollWidth } = document.documentElement;
        return { x, y, width, scrollWidth, isFocused: document.activeElement?.matches(selector) };
      }, editor);
    await write(page, editor, ' dukung Ganjar');
    const before = await state();
    await page.evaluate(() => {
      const moved: string[] = [];
      for (const type of ['focusout', 'blur'])
        addEventListener(type, ({ target }) => moved.push(`${type} ${(target as Element).nodeName}`), true);
      Object.assign(window, { moved });
    });
    await write(page, editor, ' Pranowo');
    await awaitLine(page);
    expect(await state()).toEqual(before);
    expect(before.isFocused).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
    expect(await seeWarning(page)).toBeNull();
    expect(sent()).toEqual([]);

    await erase(page, editor);
    await awaitNoLine(page);
    await write(page, editor, 'Selamat pagi');
    await afterLook(page);
    expect(await says(page)).toBe(false);
  });

  it.each(COMPOSERS)('%s %s: one warning when it is sent', async (site, action) => {
    const { page, editor, sent, commit } = await openComposer(site, action);
    await write(page, editor, ' dukung Ganjar Pranowo');
    await awaitLine(page);

    await commit(page, 'id', 'neutral');
    await awaitWarning(page);
    // The warning says it all; the line is silent meanwhile.
    await awaitNoLine(page);
    await pressButton(page, CANCEL);
    await awaitNoWarning(page);
    await awaitLine(page);
    expect(sent()).toEqual([]);
    const kept = await page.$eval(editor, (node) => (node as HTMLTextAreaElement).value ?? node.textContent);
    expect(kept).toContain('dukung Ganjar Pranowo');

    await commit(page, 'id', 'neutral');
    await awaitWarning(page);
    await pressButton(page, GO_ON);
    await awaitNoWarning(page);
    await commit(page, 'id', 'neutral');
    await until('the operation', async () => sent().length > 0);
    expect(sent()).toHaveLength(1);
    expect(await seeWarning(page)).toBeNull();
    await awaitNoLine(page);
  });

  it('plain words to a participant are held as well, and the line says so', async () => {
    const scenario = scenarioOf('x', 'comment');
    const { page } = await open('x', 'comment', 'participant');
    await scenario.prepare(page, 'id', 'neutral');
    await awaitLine(page);
    expect(await spokenText(page)).toContain('Ganjar Pranowo');
    await erase(page, scenario.editor);
    await awaitNoLine(page);
  });

  it('stands beside its composer, follows it, and goes when the composer is closed', async () => {
    const { page, editor } = await openComposer('x', 'comment');
    await write(page, editor, ' dukung Ganjar Pranowo');
    await awaitLine(page);
    const placeOf = async () => {
      const text = (await namesOf(page, 'StaticText')).find((one) => LINE.test(one)) ?? '';
      const place = await engineOf(browser).centreOf(page, 'StaticText', text);
      if (!place) throw new Error('The line has no place.');
      return place;
    };
    const boxOf = () =>
      page.$eval(editor, (node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        return { left, right, top, bottom };
      });
    const isBeside = async () => {
      const [{ x, y }, box] = [await placeOf(), await boxOf()];
      return (
        x > box.left - 200 && x < box.right + 200 && (y < box.top || y > box.bottom) && y < box.bottom + 200
      );
    };
    await until('the line beside the composer', isBeside);
    const { y } = await placeOf();
    await page.$eval('[role="dialog"]', (node) => {
      (node as HTMLElement).style.translate = '0 40px';
    });
    await until('the line to follow', async () => Math.abs((await placeOf()).y - y - 40) < 2);
    await page.keyboard.press('Escape');
    await awaitNoLine(page);
  });

  it('speaks the language of the person, and steps back from settings that no longer hold', async () => {
    const { page, editor } = await openComposer('x', 'post');
    await write(page, editor, ' dukung Ganjar Pranowo');
    await awaitLine(page);
    await writeStored(browser, 'settings', { ...SETTINGS, language: 'en' });
    await awaitLine(page, LINE_EN);
    await writeStored(browser, 'settings', { ...SETTINGS, simulatedDate: '2025-06-01' });
    await awaitNoLine(page);
  });

  it('a page that removes our element has its way, and nothing loops', async () => {
    const { page, editor } = await openComposer('x', 'post');
    await page.evaluate(() => {
      const count = { times: 0 };
      Object.assign(window, { count });
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node.nodeName === 'JAGA-NETRAL') {
              count.times += 1;
              (node as Element).remove();
            }
      }).observe(document, { childList: true, subtree: true });
    });
    const tries = () => page.evaluate(() => (window as unknown as { count: { times: number } }).count.times);
    await write(page, editor, ' dukung Ganjar Pranowo');
    await until('the first try', async () => (await tries()) > 0);
    await afterLook(page);
    const before = await tries();
    // Nobody touches anything: there is nothing to try again for.
    await afterLook(page);
    expect(await tries()).toBe(before);
    await page.keyboard.type('!');
    await until('one more try', async () => (await tries()) > before);
    await afterLook(page);
    expect(await tries()).toBeLessThanOrEqual(before + 2);
  });

  describe('a photo with a participant’s name', () => {
    /** The caption of a photo, held. */
    const holdCaption = async () => {
      const composer = await openComposer('instagram', 'post');
      await write(composer.page, composer.editor, ' bersama Ganjar Pranowo');
      await awaitLine(composer.page);
      await composer.commit(composer.page, 'id', 'neutral');
      return { ...composer, warning: await awaitWarning(composer.page) };
    };

    it('names the item on photos and advises on old ones, with sources and doubts', async () => {
      const { page, warning } = await holdCaption();
      expect(warning.text).toMatch(/disiplin 7|butir 7/i);
      expect(warning.text).toContain('Bila ini foto lama');
      expect(warning.text).toContain('Tidak perlu dihapus');
      expect(warning.text).toContain('Keterangan lisan, tidak mengikat');
      expect(warning.focused).toBe(CANCEL);
      await pressNamed(page, 'DisclosureTriangle', 'Jawaban yang berbeda, yang belum pasti, dan sumber');
      const text = await until('the other answer', async () => {
        const all = await spokenText(page);
        return all.includes('Foto lama pun jangan diunggah') ? all : null;
      });
      expect(text).toContain('aturan tertulis tentangnya tidak ditemukan');
      expect(text).toContain('Republika');
    });

    it('gives a sentence to copy, with a blank or the date', async () => {
      const { page, editor, sent, commit } = await holdCaption();
      await page.evaluate(() => {
        // The clipboard as far as a test may see it: what is pasted into the site's own editor.
        const pasted: string[] = [];
        addEventListener(
          'paste',
          (event) => pasted.push(event.clipboardData?.getData('text/plain') ?? ''),
          true,
        );
        Object.assign(window, { pasted });
      });
      const paste = async () => {
        await page.focus(editor);
        await page.keyboard.down('Control');
        await page.keyboard.press('v', name === 'chromium' ? { commands: ['Paste'] } : {});
        await page.keyboard.up('Control');
        return until('what is pasted', () =>
          page.evaluate(() => (window as unknown as { pasted: string[] }).pasted.pop() ?? null),
        );
      };
      await pressButton(page, 'Salin kalimat');
      await until('the word that it is copied', () => says(page, /Tersalin/));
      await pressButton(page, CANCEL);
      await awaitNoWarning(page);
      expect(await paste()).toMatch(/^Foto ini diambil pada _+\.$/);

      await commit(page, 'id', 'neutral');
      await awaitWarning(page);
      // Past the two answers and the exception, as a keyboard goes. Day and month are the same: browsers differ in what comes first.
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
      await page.keyboard.type('10102021');
      await pressButton(page, 'Salin kalimat');
      await until('the word that it is copied', () => says(page, /Tersalin/));
      await pressButton(page, CANCEL);
      await awaitNoWarning(page);
      expect(await paste()).toBe('Foto ini diambil pada 10 Oktober 2021.');
      expect(sent()).toEqual([]);
    });
  });

  it.each(['x', 'facebook'] as const)(
    '%s: a photo that is added to the words brings the advice',
    async (site) => {
      const { page, editor, commit } = await openComposer(site, 'post');
      await write(page, editor, ' bersama Ganjar Pranowo');
      await awaitLine(page);
      // The replicas have no picture picker; the sites draw what was chosen into the composer, from a blob.
      await page.$eval(editor, async (field) => {
        const canvas = document.createElement('canvas');
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
        const image = document.createElement('img');
        image.src = URL.createObjectURL(blob as Blob);
        field.parentElement?.after(image);
      });
      await commit(page, 'id', 'neutral');
      const { text } = await awaitWarning(page);
      expect(text).toContain('Bila ini foto lama');
      expect(text).toMatch(/disiplin 7|butir 7/i);
    },
  );

  it('a draft without a photo gets no advice on photos', async () => {
    const { page, editor, commit } = await openComposer('x', 'post');
    await write(page, editor, ' bersama Ganjar Pranowo');
    await awaitLine(page);
    await commit(page, 'id', 'neutral');
    expect((await awaitWarning(page)).text).not.toContain('Bila ini foto lama');
  });
});
