/**
 * The warning as a person meets it in real browsers: over the sites' own modals, from the keyboard alone, with its
 * exceptions, its folded words, its one-time pass, and the badges that announce it.
 *
 * To see a guard fail: open the dialog with `show()` instead of `showModal()` in src/guard/dialog.ts, build, run.
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import items from '../../rules/skb-2-2022/items.json' with { type: 'json' };
import type { Settings } from '../../src/domain/settings.ts';
import { SITE_IDS } from '../../src/domain/vocabulary.ts';
import type { ReplicaAuthor, ReplicaOptions, ReplicaPost, ReplicaSite } from '../../src/replicas/feed.ts';
import {
  awaitFocus,
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  collectErrors,
  configure,
  engineOf,
  isReachable,
  launch,
  namesOf,
  pressButton,
  pressNamed,
  readStored,
  seeWarning,
  until,
  writeStored,
} from './driver.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';
import { configFor } from './scenarios.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const CANCEL = 'Batalkan';
const GO_ON = 'Tetap lanjutkan';
const NOT_ONE = 'Bukan peserta pemilu?';

const GANJAR: ReplicaAuthor = { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true };
const ANIES: ReplicaAuthor = { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' };
const RINA: ReplicaAuthor = { handle: 'rinahapsari', name: 'Rina Hapsari' };

let browser: Browser;
const opened: { readonly page: Page; readonly errors: readonly string[] }[] = [];
const watched = (replica: ReplicaPage): ReplicaPage => {
  opened.push({ page: replica.page, errors: collectErrors(replica.page) });
  return replica;
};

const idOf = (number: number): string => `174600000000000${String(number).padStart(4, '0')}`;
const post = (number: number, author: ReplicaAuthor): ReplicaPost => ({
  id: idOf(number),
  kind: author === RINA ? 'neutral' : 'participant',
  author,
  text: `[Replika] Terima kasih atas sambutan hangat warga hari ini (${number}).`,
});

/** X's feed with these posts. */
const openFeed = async (posts: readonly ReplicaPost[], virtualised = false): Promise<ReplicaPage> =>
  watched(await openReplica(browser, { site: 'x', language: 'id', posts, options: { virtualised } }));

/** Labels of all badges on the page; they are read anew for each look. */
const badges = (page: Page): Promise<string[]> =>
  page.$$eval('jaga-netral-badge', (all) => all.map((badge) => badge.getAttribute('aria-label') ?? ''));
const awaitBadges = (page: Page, count: number): Promise<true> =>
  until(`${count} badges`, async () => (await badges(page)).length === count);

const LIKE = '[data-testid="like"]';
const control = (number: number, testid: string): string =>
  `[data-replica-cell$="/${idOf(number)}"] [data-testid="${testid}"]`;

/** Whether the page's focus is on what a selector finds. */
const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

interface Place {
  readonly site: ReplicaSite;
  readonly options: ReplicaOptions;
  readonly path: string;
  readonly prepare: (page: Page) => Promise<void>;
  readonly commit: (page: Page) => Promise<void>;
  readonly op: RegExp;
}

const DIALOG = '.r-dialog';
const PLACES: readonly Place[] = [
  {
    site: 'x',
    options: {},
    path: '/',
    prepare: async (page) => {
      await clickOn(page, 'article [data-testid="reply"]');
      await clickOn(page, `${DIALOG} [data-testid="tweetTextarea_0"]`);
      await page.keyboard.type('Selamat pagi');
    },
    commit: (page) => clickOn(page, `${DIALOG} [data-testid="tweetButton"]`),
    op: /^CreateTweet$/,
  },
  {
    site: 'facebook',
    options: { commentsIn: 'dialog' },
    path: '/',
    prepare: (page) => clickOn(page, '[aria-posinset] [data-ad-rendering-role="comment_button"]'),
    commit: (page) => clickOn(page, `${DIALOG} [data-ad-rendering-role="like_button"]`),
    op: /^CometUFIFeedbackReactMutation$/,
  },
  {
    site: 'instagram',
    options: {},
    path: '/?dialog=C2replika77',
    prepare: async () => undefined,
    commit: (page) => clickOn(page, `${DIALOG} section [aria-label="Suka"]`),
    op: /Like/,
  },
  {
    site: 'threads',
    options: {},
    path: '/?dialog=C2replika77',
    prepare: async (page) => {
      await clickOn(page, `${DIALOG} [role="textbox"]`);
      await page.keyboard.type('Selamat pagi');
    },
    commit: (page) => clickOn(page, `${DIALOG} ::-p-text(Kirim)`),
    op: /^configure_text_only_post$/,
  },
];

interface Heard {
  readonly type: string;
  readonly key: string;
}
declare global {
  interface Window {
    __heard?: Heard[];
  }
}

describe.each(BROWSERS)('%s', (name) => {
  beforeAll(async () => {
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
  });
  afterEach(async () => {
    const pages = opened.splice(0);
    await Promise.all(pages.map(({ page }) => page.close()));
    await writeStored(browser, 'settings', SETTINGS);
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
  });
  afterAll(() => browser?.close());

  describe.each(['trap', 'native'] as const)('over a modal of the site (%s)', (modal) => {
    it.each(PLACES)('wins on $site', async ({ site, options, path, prepare, commit, op }) => {
      const config = configFor({ site, action: 'like' }, 'participant', 'id');
      const { page, sent } = watched(
        await openReplica(browser, { ...config, options: { ...config.options, ...options, modal } }, path),
      );
      await prepare(page);
      const form = await page.waitForSelector(`[data-replica-modal="${modal}"]`);
      expect(await form?.evaluate((node) => node.matches(':modal'))).toBe(modal === 'native');
      await commit(page);
      const warning = await awaitWarning(page);
      expect(warning.focused).toBe(CANCEL);
      for (const label of [CANCEL, GO_ON, NOT_ONE]) expect(await isReachable(page, label), label).toBe(true);

      // The site's modal tries to take the focus back; it must not get it.
      await page.focus(`${DIALOG} button, ${DIALOG} [tabindex="0"]`);
      expect((await awaitWarning(page)).focused).toBe(CANCEL);

      await pressButton(page, CANCEL);
      await awaitNoWarning(page);
      expect(sent()).toEqual([]);
      expect(await page.evaluate((dialog) => document.activeElement?.closest(dialog) !== null, DIALOG)).toBe(
        true,
      );

      await commit(page);
      await awaitWarning(page);
      await pressButton(page, GO_ON);
      await awaitNoWarning(page);
      await commit(page);
      await until('the operation', async () => sent().length > 0);
      expect(sent()).toEqual([expect.stringMatching(op)]);
    });
  });

  /** Listens as eagerly as a page can, and forgets what it heard before. */
  const listenInPage = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const heard: Heard[] = [];
      window.__heard = heard;
      for (const place of [window, document, document.body])
        for (const type of ['keydown', 'keypress', 'keyup', 'focusin', 'pointerdown', 'mousedown', 'click'])
          place.addEventListener(
            type,
            (event) => heard.push({ type, key: event instanceof KeyboardEvent ? event.key : '' }),
            true,
          );
    });
  const heard = (page: Page): Promise<Heard[]> => page.evaluate(() => window.__heard ?? []);

  const openKeyboardPage = async (site: 'x' | 'facebook'): Promise<ReplicaPage & { readonly on: string }> => {
    const config = configFor({ site, action: 'like' }, 'participant', 'id');
    const options = { ...config.options, shortcuts: true };
    const replica = watched(await openReplica(browser, { ...config, options }));
    await awaitBadges(replica.page, 1);
    return {
      ...replica,
      on: site === 'x' ? `article ${LIKE}` : '[role="button"]:has([data-ad-rendering-role="like_button"])',
    };
  };

  describe('from the keyboard alone', () => {
    it.each([
      ['x', 'Enter'],
      ['x', ' '],
      ['facebook', 'Enter'],
      ['facebook', ' '],
    ] as const)('%s: “%s” is held, Esc cancels, the focus returns, going on works', async (site, key) => {
      const { page, on, sent, handled } = await openKeyboardPage(site);
      expect(await page.$eval(on, ({ tagName }) => tagName)).toBe(site === 'x' ? 'BUTTON' : 'DIV');
      await page.focus(on);
      await page.keyboard.press(key);
      expect((await awaitWarning(page)).focused).toBe(CANCEL);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);
      expect(await hasFocus(page, on)).toBe(true);
      expect(await handled()).toEqual([]);

      await page.keyboard.press(key);
      await awaitWarning(page);
      await page.keyboard.press('Tab');
      expect((await awaitWarning(page)).focused).toBe(GO_ON);
      await page.keyboard.press(key);
      await awaitNoWarning(page);
      expect(await hasFocus(page, on)).toBe(true);
      expect(sent()).toEqual([]);
      await page.keyboard.press(key);
      await until('the operation', async () => sent().length > 0);
      expect(sent()).toHaveLength(1);
      expect(await seeWarning(page)).toBeNull();
    });

    it('Tab and Shift+Tab go round inside, and never to the page', async () => {
      const { page, on } = await openKeyboardPage('x');
      await page.focus(on);
      await page.keyboard.press('Enter');
      await awaitWarning(page);
      const walk = async (steps: number): Promise<string[]> => {
        const stops: string[] = [];
        for (let step = 0; step < steps; step += 1) {
          await page.keyboard.press('Tab');
          const { focused } = await awaitWarning(page);
          // Whatever is not ours is inert: the focus is with us or with nobody in the page.
          expect(await hasFocus(page, 'jaga-netral, body')).toBe(true);
          stops.push((await hasFocus(page, 'jaga-netral')) ? focused : 'outside');
        }
        return stops;
      };
      const round = [
        GO_ON,
        NOT_ONE,
        'Bunyi aturan',
        'Sanksi yang dapat dikenakan',
        'Sumber',
        'Yang belum pasti',
      ];
      const there = await walk(round.length + 1);
      expect(there).toEqual([...round, 'outside']);
      if (name === 'firefox') {
        // From here the keyboard is with the browser's own toolbar, out of a test's reach; the way back is not.
        expect(await page.evaluate(() => document.hasFocus())).toBe(false);
        await page.bringToFront();
        await page.keyboard.press('Tab');
        await awaitFocus(page, 'Yang belum pasti');
      } else {
        const again = await walk(20);
        for (const stop of [CANCEL, ...round])
          expect(again.filter((one) => one === stop).length, stop).toBeGreaterThan(0);
      }

      await page.keyboard.down('Shift');
      const back = await walk(20);
      await page.keyboard.up('Shift');
      const turn = back.indexOf(NOT_ONE);
      expect(back.slice(turn, turn + 3)).toEqual([NOT_ONE, GO_ON, CANCEL]);
    });

    it.each(['x', 'facebook'] as const)('%s hears no key that is meant for the warning', async (site) => {
      const { page, on, sent, handled } = await openKeyboardPage(site);
      await page.focus(on);
      await page.keyboard.press('Enter');
      await awaitWarning(page);
      await listenInPage(page);
      for (const key of ['l', 'r', 't', 'n', 'c', 's', 'ArrowDown', 'Tab', 'Escape'] as const)
        await page.keyboard.press(key);
      await awaitNoWarning(page);
      expect(await heard(page)).not.toContainEqual(expect.objectContaining({ type: 'keydown' }));
      // Also the release of Esc, which comes when the warning is gone: sites close their own dialogs on it.
      expect((await heard(page)).filter(({ type }) => type.startsWith('key'))).toEqual([]);
      expect(await handled()).toEqual([]);
      expect(sent()).toEqual([]);

      // Afterwards the keys are the site's again.
      await page.keyboard.press('j');
      expect(await heard(page)).toContainEqual({ type: 'keydown', key: 'j' });
    });

    it.each(['x', 'facebook'] as const)(
      '%s: a key held down on “go on” is not the second press',
      async (site) => {
        const { page, on, sent, handled } = await openKeyboardPage(site);
        await page.focus(on);
        await page.keyboard.press('Enter');
        await awaitWarning(page);
        await page.keyboard.press('Tab');
        await page.keyboard.down('Enter');
        await awaitNoWarning(page);
        // The same key again without release: what a keyboard sends while it is held.
        await page.keyboard.down('Enter');
        await page.keyboard.down('Enter');
        await page.keyboard.up('Enter');
        expect(await handled()).toEqual([]);
        expect(sent()).toEqual([]);
        await page.keyboard.press('Enter');
        await until('the operation', async () => sent().length > 0);
        expect(sent()).toHaveLength(1);
      },
    );

    it('Esc closes the warning and not the composer under it', async () => {
      const { page } = await openKeyboardPage('x');
      await clickOn(page, 'article [data-testid="reply"]');
      await clickOn(page, `${DIALOG} [data-testid="tweetTextarea_0"]`);
      await page.keyboard.type('Selamat pagi');
      await page.keyboard.down('Control');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Control');
      await awaitWarning(page);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);
      expect(await page.evaluate(() => window.__replica?.state.layers)).toEqual(['compose-reply']);
      expect(
        await page.$eval(`${DIALOG} [data-testid="tweetTextarea_0"]`, (field) => field.textContent),
      ).toBe('Selamat pagi');
      await page.keyboard.press('Escape');
      await until('the composer to close by the next Esc', () =>
        page.evaluate(() => window.__replica?.state.layers.length === 0),
      );
    });
  });

  describe('“Bukan peserta pemilu?”', () => {
    it('excepts the author at once, and holds again at once when the exception is removed', async () => {
      const { page, sent } = await openFeed([post(1, GANJAR), post(2, GANJAR), post(3, ANIES)]);
      await awaitBadges(page, 3);
      await clickOn(page, control(1, 'like'));
      await awaitWarning(page);
      await pressButton(page, NOT_ONE);
      await pressButton(page, 'Kembali');
      expect((await awaitWarning(page)).focused).toBe(NOT_ONE);
      await pressButton(page, NOT_ONE);
      const choice = 'Akun @ganjarpranowo bukan peserta pemilu';
      expect((await awaitWarning(page)).focused).toBe(choice);
      await pressButton(page, choice);
      await awaitNoWarning(page);
      const settings = await until('the exception', async () => {
        const stored = await readStored<Settings>(browser, 'settings');
        return stored?.exceptions?.length ? stored : null;
      });
      expect(settings.exceptions).toEqual([
        {
          kind: 'author',
          site: 'x',
          author: 'ganjarpranowo',
          added: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
      ]);
      // Nothing else was touched by saving.
      expect(settings).toMatchObject(SETTINGS);
      expect(sent()).toEqual([]);

      await awaitBadges(page, 1);
      for (const number of [1, 2]) {
        await clickOn(page, control(number, 'like'));
        await until('the like', async () => sent().length === number);
      }
      expect(await seeWarning(page)).toBeNull();
      // Only this author: another participant is held as before.
      await clickOn(page, control(3, 'like'));
      await awaitWarning(page);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);

      await writeStored(browser, 'settings', { ...settings, exceptions: [] });
      await awaitBadges(page, 3);
      await clickOn(page, control(1, 'unlike'));
      await until('the unlike', async () => sent().length === 3);
      await clickOn(page, control(1, 'like'));
      await awaitWarning(page);
      expect(sent()).toEqual(['FavoriteTweet', 'FavoriteTweet', 'UnfavoriteTweet']);
      const journal = await readStored<readonly { outcome: string }[]>(browser, 'journal');
      expect(journal?.map(({ outcome }) => outcome)).toContain('excepted');
    });
  });

  describe('the words', () => {
    it('fold out the rule, the sanction and the sources, and accuse nobody', async () => {
      const { page } = await openFeed([post(1, GANJAR)]);
      await awaitBadges(page, 1);
      await clickOn(page, control(1, 'like'));
      const { text: folded } = await awaitWarning(page);
      expect(folded).toMatch(/dapat dianggap/i);
      expect(folded).toContain('SKB No. 2 Tahun 2022');
      expect(folded).toContain('15 Januari 2024');
      const item = items.items.find(({ id }) => id === 'disiplin-6');
      if (!item) throw new Error('The decree has lost an item.');
      const wording = item.wording.slice(0, 60);
      expect(folded).not.toContain(wording);

      const fold = async (label: string, shows: string): Promise<void> => {
        await pressNamed(page, 'DisclosureTriangle', label);
        const text = await until(`the words under "${label}"`, async () => {
          const warning = await awaitWarning(page);
          return warning.text.includes(shows) ? warning.text : null;
        });
        expect(text).not.toMatch(/Anda melanggar|pelanggar\b/i);
      };
      await fold('Bunyi aturan', wording);
      await fold('Sanksi yang dapat dikenakan', 'pejabat yang berwenang');
      expect(await namesOf(page, 'link')).not.toContainEqual(expect.stringContaining('Badan Kepegawaian'));
      await fold('Sumber', ': ');
      const links = await until('links to the sources', async () => {
        const found = (await namesOf(page, 'link')).filter((one) => one.includes(': '));
        return found.length > 0 ? found : null;
      });
      expect(links.length).toBeGreaterThan(0);
      // Unfolded it is taller than the window's share, yet its buttons can still be reached.
      for (const label of [CANCEL, GO_ON]) expect(await isReachable(page, label), label).toBe(true);
    });
  });

  describe('going on', () => {
    it('is good for one act: the next post and the same post again are held', async () => {
      const { page, sent } = await openFeed([post(1, GANJAR), post(2, GANJAR)]);
      await awaitBadges(page, 2);
      await clickOn(page, control(1, 'like'));
      await awaitWarning(page);
      await pressButton(page, GO_ON);
      await awaitNoWarning(page);
      // The pass is for the first post; it opens no other.
      await clickOn(page, control(2, 'like'));
      await awaitWarning(page);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);
      await clickOn(page, control(1, 'like'));
      await until('the like', async () => sent().length === 1);
      expect(await seeWarning(page)).toBeNull();

      await clickOn(page, control(2, 'like'));
      await awaitWarning(page);
      await page.keyboard.press('Escape');
      await awaitNoWarning(page);

      await clickOn(page, control(1, 'unlike'));
      await until('the unlike', async () => sent().length === 2);
      await clickOn(page, control(1, 'like'));
      await awaitWarning(page);
      expect(sent()).toEqual(['FavoriteTweet', 'UnfavoriteTweet']);
    });
  });

  /** Where everything stands that is the site's, in document order. */
  const layout = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('#replica *')]
        .filter((node) => !node.matches('jaga-netral-badge'))
        .map((node) => {
          const { x, y, width, height } = node.getBoundingClientRect();
          return [node.tagName, x, y, width, height].join(' ');
        }),
    );

  /** How many pixels the badge stands above or below the author's name: a header has two lines. */
  const fromNameTo = (page: Page, name: string): Promise<number> =>
    page.evaluate((wanted) => {
      const middle = (node: Element | null | undefined): number => {
        const box = node?.getBoundingClientRect();
        return box ? box.top + box.height / 2 : Number.NaN;
      };
      const badge = document.querySelector('jaga-netral-badge');
      const post = badge?.closest('article, [aria-posinset], [data-pressable-container]');
      const words = [...(post?.querySelectorAll('a *, a') ?? [])].find(
        (node) => node.childElementCount === 0 && node.textContent === wanted,
      );
      return Math.abs(middle(badge) - middle(words));
    }, name);

  /** The site's own words and controls that a pointer can no longer reach because the badge lies over them. */
  const covered = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const found: string[] = [];
      const post = document
        .querySelector('jaga-netral-badge')
        ?.closest('article, [aria-posinset], [data-pressable-container]');
      for (const node of post?.querySelectorAll('*') ?? []) {
        if (node.childElementCount > 0 || !node.textContent?.trim()) continue;
        const words = document.createRange();
        words.selectNodeContents(node);
        for (const { left, right, top, bottom } of words.getClientRects())
          for (let x = left + 1; x < right; x += 3)
            if (document.elementFromPoint(x, (top + bottom) / 2)?.matches('jaga-netral-badge')) {
              found.push(node.textContent);
              break;
            }
      }
      return found;
    });

  describe('the badge', () => {
    it.each(SITE_IDS)(
      'announces a participant on %s before any act, moves nothing and covers nothing',
      async (site) => {
        const config = configFor({ site, action: 'like' }, 'participant', 'id');
        const [first] = config.posts;
        const [other] = configFor({ site, action: 'like' }, 'neutral', 'id').posts;
        if (!first || !other) throw new Error('no posts');
        const { page, sent, handled } = watched(
          await openReplica(browser, { ...config, posts: [first, { ...other, id: `${other.id}9` }] }),
        );
        await awaitBadges(page, 1);
        const [label = ''] = await badges(page);
        expect(label).toMatch(/^Peserta pemilu: (Ganjar|Anies|.*Prabowo)/);
        expect((await namesOf(page, 'image')).filter((one) => one === label)).toHaveLength(1);
        expect(
          await fromNameTo(
            page,
            site === 'instagram' || site === 'threads' ? first.author.handle : first.author.name,
          ),
        ).toBeLessThan(30);
        expect(await covered(page)).toEqual([]);
        expect([sent(), await handled()]).toEqual([[], []]);

        const marked = await layout(page);
        // Outside every stage there is nothing to announce: the same page without the badge.
        await writeStored(browser, 'settings', { ...SETTINGS, simulatedDate: '2025-06-01' });
        await awaitBadges(page, 0);
        expect(await layout(page)).toEqual(marked);
        await writeStored(browser, 'settings', SETTINGS);
        await awaitBadges(page, 1);
        expect(await layout(page)).toEqual(marked);
      },
    );

    it('follows the posts when the site uses its nodes again', async () => {
      const authors = [GANJAR, RINA, RINA, ANIES, RINA] as const;
      const posts = Array.from({ length: 60 }, (_, at) => post(at, authors[at % authors.length] ?? RINA));
      const { page } = await openFeed(posts, true);
      // Every tag by its post: nodes that come back in this set for another post were recycled.
      const seen = await page.evaluateHandle(() => new Map<Element, Set<string>>());
      const look = () =>
        page.evaluate(
          (known) =>
            [...document.querySelectorAll('[data-replica-cell]')]
              .filter((cell) => {
                const { top, bottom } = cell.getBoundingClientRect();
                return bottom > 0 && top < innerHeight;
              })
              .map((cell) => {
                const id = cell.getAttribute('data-replica-cell') ?? '';
                known.set(cell, (known.get(cell) ?? new Set()).add(id));
                return {
                  handle: cell.querySelector('[data-testid="User-Name"]')?.textContent?.match(/@(\w+)/)?.[1],
                  badges: [...cell.querySelectorAll('jaga-netral-badge')].map(
                    (badge) => badge.getAttribute('aria-label') ?? '',
                  ),
                };
              }),
          seen,
        );
      const isRight = ({ handle, badges: labels }: Awaited<ReturnType<typeof look>>[number]): boolean =>
        handle === 'rinahapsari'
          ? labels.length === 0
          : labels.length === 1 &&
            (labels[0] ?? '').includes(handle === 'ganjarpranowo' ? 'Ganjar' : 'Anies');
      const everywhereRight = async (where: string): Promise<void> => {
        let last = '';
        await until(`right badges ${where}`, async () => {
          const visible = await look();
          last = JSON.stringify(visible);
          return visible.length > 2 && visible.every(isRight);
        }).catch((error: unknown) => {
          throw new Error(`${String(error)}: ${last}`);
        });
      };
      await everywhereRight('at the top');
      const scroll = (by: number) => page.evaluate((distance) => window.scrollBy(0, distance), by);
      // Down in a hand's strokes, by which the site learns how tall its posts are; then in leaps.
      for (const by of [
        ...Array.from({ length: 12 }, () => 600),
        -100_000,
        2600,
        900,
        100_000,
        -1300,
        -4000,
      ]) {
        await scroll(by);
        await everywhereRight(`after scrolling by ${by}`);
      }
      const recycled = await page.evaluate(
        (known) => [...known.values()].filter(({ size }) => size > 1).length,
        seen,
      );
      expect(recycled).toBeGreaterThan(3);
    });
  });
});
