/**
 * What a screen reader is given: the walk-through of docs/accessibility.md is read anew from Chromium's accessibility tree
 * and compared line by line, so that the document cannot drift from the pages. With it: what speaks up by itself, and in
 * which language each part is.
 *
 * After a change of words or order, `JN_WRITE_SPOKEN=1` before the command below writes the document's blocks anew; read
 * the difference before it is committed.
 *
 *     npx vitest run --project browser tests/browser/screen-reader.test.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, Protocol } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import items from '../../rules/skb-2-2022/items.json' with { type: 'json' };
import { awaitFocus, awaitNoWarning, awaitWarning, configure, launch, ROOT, until } from './driver.ts';
import { awaitFocusOn, focusOf, tabTo } from './keys.ts';
import { openAt, useForAWhile } from './own-state.ts';
import { openReplica } from './replica-pages.ts';
import { configFor } from './scenarios.ts';
import { announced, heard, listen, liveRegions, reading } from './spoken.ts';

const DOCUMENT = join(ROOT, 'docs/accessibility.md');
const SETTINGS = { language: 'id', region: '36.03', employment: 'pns', simulatedDate: '2024-01-15' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  await configure(browser, SETTINGS);
});
afterAll(() => browser?.close());

const focusLine = async (page: Page): Promise<string> => {
  const focus = await focusOf(page);
  return focus ? `${focus.role} “${focus.name}”` : 'nothing';
};
const openLike = async (language: 'id' | 'en') => {
  const replica = await openReplica(
    browser,
    configFor({ site: 'x', action: 'like' }, 'participant', language),
  );
  await until('the badge', () =>
    replica.page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
  );
  const stops = await tabTo(replica.page, { name: language === 'id' ? /(^|\s)Suka\b/ : /(^|\s)Like\b/ });
  return { ...replica, like: stops.at(-1)?.name ?? '' };
};

/** The walk-through: for each part what is done, and what is said then. */
const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  welcome: async () => {
    const page = await openAt(browser, 'welcome');
    const lines = await reading(page);
    await page.close();
    return lines;
  },

  popup: async () => {
    const page = await openAt(browser, 'popup');
    const lines = await reading(page);
    await listen(page);
    await tabTo(page, 'Salin laporan');
    await page.keyboard.press('Enter');
    const said = await until('a word on it', async () => {
      const now = await heard(page);
      return now.length > 0 ? now : null;
    });
    lines.push('', '[Enter on “Salin laporan”]', ...said);
    await page.close();
    return lines;
  },

  dialog: async () => {
    const { page, like } = await openLike('id');
    const lines = ['[Tab to the control]', (await announced(page)) ?? 'nothing', '', '[Enter]'];
    await page.keyboard.press('Enter');
    await awaitFocus(page, 'Batalkan');
    const [dialog = '', ...rest] = await reading(page, 'alertdialog');
    lines.push(dialog, (await announced(page)) ?? 'nothing', '', '[read from its beginning]', ...rest, '');
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      lines.push('[Tab]', (await announced(page)) ?? 'nothing');
    }
    await page.keyboard.press('Escape');
    await awaitNoWarning(page);
    await awaitFocusOn(page, { name: like });
    lines.push('', '[Esc]', (await announced(page)) ?? 'nothing');
    await page.keyboard.press('Enter');
    await awaitFocus(page, 'Batalkan');
    await tabTo(page, 'Tetap lanjutkan', { most: 1 });
    await page.keyboard.press('Enter');
    await awaitNoWarning(page);
    await awaitFocusOn(page, { name: like });
    const hint = await until('the hint', async () => {
      const said = await reading(page, 'status').catch(() => []);
      return said.length > 1 ? said.slice(1) : null;
    });
    lines.push('', '[Enter, and Enter on “Tetap lanjutkan”]', (await announced(page)) ?? 'nothing');
    lines.push(...hint.map((line) => `polite: ${line.trim()}`));
    await page.close();
    return lines;
  },

  quiz: async () => {
    const page = await openAt(browser, 'training#quiz');
    await tabTo(page, { name: 'Banyak soal', role: 'combobox' });
    await page.keyboard.type('5');
    await tabTo(page, { name: 'Nomor lembar', role: 'spinbutton' });
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type('42');
    await tabTo(page, 'Mulai kuis');
    await page.keyboard.press('Enter');
    await page.waitForSelector('iframe.stage[data-ready]');
    await listen(page);
    const first = await reading(page, 'main');
    const lines = [
      '[Enter on “Mulai kuis”]',
      (await announced(page)) ?? 'nothing',
      '',
      '[read on]',
      ...first,
    ];
    await page.keyboard.press('1');
    await awaitFocusOn(page, { name: /^(Tepat|Jawaban yang tepat): / });
    const second = await reading(page, 'main');
    lines.push('', '[1]', (await announced(page)) ?? 'nothing', '', '[read on: what is new]');
    lines.push(...second.filter((line) => !first.includes(line)));
    await page.keyboard.press('t');
    await until('the focus in the frame', async () => (await focusOf(page))?.look?.isFramed);
    lines.push('', '[T]', await focusLine(page));
    await tabTo(page, 'Soal berikut', { way: 'back' });
    await page.keyboard.press('Enter');
    await awaitFocusOn(page, { name: 'Soal 2 dari 5' });
    lines.push('', '[Shift+Tab to “Soal berikut”, Enter]', (await announced(page)) ?? 'nothing');
    for (let at = 2; at <= 5; at += 1) {
      await awaitFocusOn(page, { name: `Soal ${at} dari 5` });
      await page.keyboard.press('2');
      await awaitFocusOn(page, { name: /^(Tepat|Jawaban yang tepat): / });
      await page.keyboard.press('n');
    }
    await awaitFocusOn(page, { name: 'Hasil' });
    lines.push('', '[the last answer, N]', (await announced(page)) ?? 'nothing');
    await heard(page);
    await tabTo(page, 'Salin hasil');
    await page.keyboard.press('Enter');
    const said = await until('a word on it', async () => {
      const now = await heard(page);
      return now.length > 0 ? now : null;
    });
    lines.push('', '[Enter on “Salin hasil”]', ...said);
    await page.close();
    return lines;
  },

  slides: async () => {
    const page = await openAt(browser, 'training#show/like/0');
    await page.waitForSelector('.show');
    const lines = ['[the slides begin]', (await announced(page)) ?? 'nothing', ...(await reading(page))];
    await listen(page);
    // The title, a situation with each of its steps, and the next one.
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press('PageDown');
      const said = await until('a word on it', async () => {
        const now = await heard(page);
        return now.length > 0 ? now : null;
      });
      lines.push('', '[PageDown]', ...said);
    }
    await tabTo(page, 'Lanjut');
    lines.push('', '[Tab to “Lanjut”]', (await announced(page)) ?? 'nothing');
    await page.keyboard.press('Escape');
    await awaitFocusOn(page, { name: 'Mulai paparan' });
    lines.push('', '[Esc]', (await announced(page)) ?? 'nothing');
    await page.close();
    return lines;
  },
};

/** The block of a part in the document: its lines, and where they stand. */
const blockOf = (name: string): RegExp =>
  new RegExp(`(<!-- spoken: ${name} -->\n\`\`\`text\n)([\\s\\S]*?)(\`\`\`\n)`);

describe('the walk-through', () => {
  it.each(Object.entries(PARTS))('of %s is what the document says', async (name, walkThrough) => {
    const lines = await walkThrough();
    const text = readFileSync(DOCUMENT, 'utf8');
    const [, , written] = blockOf(name).exec(text) ?? [];
    expect(written, `docs/accessibility.md has no block for ${name}`).toBeDefined();
    if (process.env.JN_WRITE_SPOKEN)
      writeFileSync(
        DOCUMENT,
        text.replace(
          blockOf(name),
          (_, head: string, __, foot: string) => `${head}${lines.join('\n')}\n${foot}`,
        ),
      );
    else expect(lines).toEqual(written?.trimEnd().split('\n'));
  });
});

describe('what speaks up by itself', () => {
  it.each([
    // What was saved, and what happened at the first try.
    ['welcome', ['status polite', 'status polite']],
    ['popup', ['status polite']],
    ['options', ['status polite']],
    ['calendar', ['heading polite']],
    ['rules', ['status polite']],
    ['rules#answers', ['status polite']],
    ['training#explore/x', ['status polite']],
    ['training#quiz/42/5', []],
    ['training#show/like/1', ['generic polite']],
    ['training#print/42/5', []],
  ])('%s speaks up politely, with no more voices than matters', async (place, regions) => {
    const page = await openAt(browser, place);
    const found = await until('the page', async () => {
      const live = await liveRegions(page);
      return live.length === regions.length ? live : null;
    }).catch(() => liveRegions(page));
    expect(found).toEqual(regions);
    await page.close();
  });

  it('the warning interrupts by its role, and has no live region of its own', async () => {
    const { page } = await openLike('id');
    await page.keyboard.press('Enter');
    await awaitWarning(page);
    expect((await liveRegions(page)).filter((region) => !region.startsWith('status polite'))).toEqual([]);
    await page.close();
  });
});

/** Words that hardly stand in a sentence of another language. */
const TELLING = {
  id: /\b(yang|dengan|atau|untuk|tidak|pada|dari|oleh|adalah|sebagai|kepada)\b/gi,
  en: /\b(the|of|with|for|not|by|is|are|which|from)\b/gi,
} as const;

describe('the language', () => {
  const other = { id: 'en', en: 'id' } as const;

  describe.each(['id', 'en'] as const)('%s', (language) => {
    beforeAll(() => useForAWhile(browser, language));
    afterAll(() => useForAWhile(browser, 'id'));

    it.each([
      'welcome',
      'popup',
      'options',
      'calendar',
      'rules',
      'training#scenario/suka-akun-calon-gubernur/2024-11-25',
      'training#quiz/42/5',
      'training#show/like/1',
      'training#print/42/20',
    ])('of %s is named, and that of each part that differs', async (place) => {
      const page = await openAt(browser, place);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      const strange = await page.evaluate(
        (pattern, wanted) => {
          const telling = new RegExp(pattern, 'gi');
          const found: string[] = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            // Words of the decree that a sentence quotes are part of that sentence; the data has no markup.
            const text = (node.textContent ?? '').replace(/["“][^"”]*["”]/g, '');
            const told = new Set((text.match(telling) ?? []).map((word) => word.toLowerCase()));
            const lang = node.parentElement?.closest('[lang]')?.getAttribute('lang');
            if (told.size > 1 && lang !== wanted) found.push(`${lang}: ${text.slice(0, 120)}`);
          }
          return found;
        },
        TELLING[other[language]].source,
        other[language],
      );
      expect(strange).toEqual([]);
      const hasFrame = await page.evaluate(() => document.querySelector('iframe.stage') !== null);
      expect(hasFrame).toBe(/scenario|quiz\//.test(place));
      if (hasFrame) {
        await page.waitForSelector('iframe.stage[data-ready]');
        const framed = await page.evaluate(
          () =>
            document.querySelector<HTMLIFrameElement>('iframe.stage')?.contentDocument?.documentElement.lang,
        );
        expect(framed).toBe(language);
      }
      await page.close();
    });

    it('of the warning is its own, and the decree’s words in it are Indonesian', async () => {
      const { page } = await openLike(language);
      await page.keyboard.press('Enter');
      await awaitWarning(page);

      await tabTo(page, { name: /./, role: 'DisclosureTriangle' });
      await page.keyboard.press('Enter');
      const wording = items.items.find(({ id }) => id === 'disiplin-6')?.wording ?? '';
      const session = await page.createCDPSession();
      const quote = await until('the decree’s words', async () => {
        const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
        const all = (node: Protocol.DOM.Node): Protocol.DOM.Node[] => [
          node,
          ...[...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap(all),
        ];
        const nodes = all(root);
        const langOf = ({ attributes = [] }: Protocol.DOM.Node) => attributes[attributes.indexOf('lang') + 1];
        const dialog = nodes.find(({ localName }) => localName === 'dialog');
        const words = nodes.find(({ localName }) => localName === 'blockquote');
        return words && dialog ? { dialog: langOf(dialog), words: langOf(words), text: words } : null;
      });
      expect([quote.dialog, quote.words]).toEqual([language, 'id']);
      expect(quote.text.children?.[0]?.nodeValue ?? '').toContain(wording.slice(0, 40));
      await page.close();
    });
  });
});
