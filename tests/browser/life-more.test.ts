/**
 * More of what happens to the extension in a real browser: a worker killed at any moment, ten tabs, pages kept in
 * memory, frames, floods of changes, no network, private windows, a full disk, a clock that jumps, and being turned
 * off. Throughout, no exception of ours may reach a page.
 *
 * To see a guard fail: take the `pageshow` listener out of src/guard/state.ts, build, run.
 */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/platform/messages.ts';
import type { ReplicaAuthor, ReplicaPost } from '../../src/replicas/feed.ts';
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
  seeWarning,
  until,
  writeStored,
} from './driver.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const GO_ON = 'Tetap lanjutkan';

const GANJAR: ReplicaAuthor = { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true };
const idOf = (number: number): string => `174600000000000${String(number).padStart(4, '0')}`;
const own = (number: number): ReplicaPost => ({
  id: idOf(number),
  kind: 'participant',
  author: GANJAR,
  text: `[Replika] Terima kasih, warga. (${number})`,
});
const likeOf = (number: number): string => `[data-replica-cell$="/${idOf(number)}"] [data-testid="like"]`;

const opened: { readonly page: Page; readonly errors: readonly string[] }[] = [];
const watched = <Opened extends { readonly page: Page }>(one: Opened): Opened => {
  opened.push({ page: one.page, errors: collectErrors(one.page) });
  return one;
};
/** Closes what a test opened; nothing that was thrown there may be ours, and the replicas throw nothing. */
const closeAll = async (): Promise<void> => {
  const pages = opened.splice(0);
  const browsers = new Set(pages.map(({ page }) => page.browser()));
  await Promise.all(pages.map(({ page }) => (page.isClosed() ? undefined : page.close())));
  expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
  for (const browser of browsers) expect(await engineOf(browser).thrown(browser)).toEqual([]);
};

const openFeed = async (
  browser: Browser,
  count: number,
  openPage?: () => Promise<Page>,
): Promise<ReplicaPage> =>
  watched(
    await openReplica(
      browser,
      {
        site: 'x',
        language: 'id',
        posts: Array.from({ length: count }, (_, at) => own(at + 1)),
        options: { virtualised: false },
      },
      '/',
      undefined,
      openPage,
    ),
  );

const badges = (page: Page): Promise<number> => page.$$eval('jaga-netral-badge', (all) => all.length);
/** Badges show that the page has its settings and pack. */
const awaitBadges = (page: Page, count: number): Promise<true> =>
  until(`${count} badges`, async () => (await badges(page)) === count);

/** Likes a post and tells what became of it. */
const like = async ({ page, sent }: ReplicaPage, number: number): Promise<'held' | 'passed'> => {
  const before = sent().length;
  await clickOn(page, likeOf(number));
  return until('a warning or the like', async () =>
    (await seeWarning(page)) ? 'held' : sent().length > before ? 'passed' : null,
  );
};
const leave = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await awaitNoWarning(page);
};
const likeAndLeave = async (replica: ReplicaPage, number: number): Promise<'held' | 'passed'> => {
  const outcome = await like(replica, number);
  if (outcome === 'held') await leave(replica.page);
  return outcome;
};

type Lines = readonly JournalEntry[];
const journal = async (browser: Browser): Promise<Lines> =>
  (await readStored<Lines>(browser, 'journal')) ?? [];
const awaitLines = (browser: Browser, count: number, read = () => journal(browser)): Promise<Lines> =>
  until(`${count} lines in the journal`, async () => {
    const lines = await read();
    return lines.length >= count ? lines : null;
  });

/** Reads the journal in a page of the extension: it asks no worker, which may just have been killed. */
const journalReader = async (browser: Browser): Promise<() => Promise<Lines>> => {
  const { page } = watched({ page: await openOwn(browser, 'popup') });
  return () =>
    page.evaluate(async () => {
      const { storage } = (
        globalThis as unknown as {
          chrome: { storage: { local: { get(key: string): Promise<{ journal?: Lines }> } } };
        }
      ).chrome;
      return (await storage.local.get('journal')).journal ?? [];
    });
};

/** Serves pages of one's own making, by address without query; everything else is empty. */
const openPages = async (
  browser: Browser,
  url: string,
  pages: Readonly<Record<string, string>>,
): Promise<Page> => {
  const { page } = watched({ page: await browser.newPage() });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = pages[request.url()];
    request
      .respond(
        body === undefined
          ? { status: 204 }
          : { contentType: 'text/html; charset=utf-8', body: `<!doctype html><title>Halaman</title>${body}` },
      )
      .catch(() => undefined);
  });
  await page.goto(url);
  return page;
};

const tweet = (number: number): string =>
  `<article data-testid="tweet"><div data-testid="User-Name"><a href="/ganjarpranowo"><span>Ganjar Pranowo</span></a>
   <a href="/ganjarpranowo"><span>@ganjarpranowo</span></a></div><div data-testid="tweetText">Terima kasih (${number})</div>
   <button type="button" data-testid="like" onclick="document.title = 'ditekan ${number}'">♥</button></article>`;

describe.each(BROWSERS)('%s', (name) => {
  describe('in one browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch({ browser: name });
      await configure(browser, SETTINGS);
    });
    beforeEach(async () => {
      // A page that is new has something to say to the worker, which wakes it where a test left it dead.
      await awaitBadges((await openFeed(browser, 1)).page, 1);
      await closeAll();
      await writeStored(browser, 'journal', []);
    });
    afterEach(closeAll);
    afterAll(() => browser?.close());

    it('the worker is killed before, during and with every answer: each is written once', async () => {
      const read = await journalReader(browser);
      const replica = await openFeed(browser, 1);
      const { page } = replica;
      await awaitBadges(page, 1);
      const kill = () => engineOf(browser).stopBackground(browser);
      // Before the click.
      await kill();
      expect(await like(replica, 1)).toBe('held');
      await leave(page);
      await awaitLines(browser, 1, read);
      // While the warning is open.
      expect(await like(replica, 1)).toBe('held');
      await kill();
      await leave(page);
      await awaitLines(browser, 2, read);
      // In the same moment as the answer, whichever comes first.
      for (let round = 3; round <= 6; round += 1) {
        expect(await like(replica, 1)).toBe('held');
        await Promise.all([leave(page), kill()]);
        const lines = await awaitLines(browser, round, read);
        expect(lines).toHaveLength(round);
      }
      expect((await read()).map(({ outcome }) => outcome)).toEqual(
        Array.from({ length: 6 }, () => 'cancelled'),
      );
      expect(replica.sent()).toEqual([]);
    });

    it('ten tabs: each is guarded, and all write one journal, the worker killed under them', async () => {
      const read = await journalReader(browser);
      const tabs: ReplicaPage[] = [];
      for (let tab = 0; tab < 10; tab += 1) tabs.push(await openFeed(browser, 1));
      for (const tab of tabs) {
        await tab.page.bringToFront();
        await awaitBadges(tab.page, 1);
        expect(await like(tab, 1)).toBe('held');
      }
      await engineOf(browser).stopBackground(browser);
      for (const tab of tabs) {
        await tab.page.bringToFront();
        await leave(tab.page);
      }
      const lines = await awaitLines(browser, 10, read);
      expect(lines).toHaveLength(10);
      expect(tabs.flatMap((tab) => tab.sent())).toEqual([]);
    });

    it('a site in a frame, its own or a stranger’s, is left alone; the page around it is guarded', async () => {
      const frame = `<body><main>${tweet(2)}</main></body>`;
      const pages = {
        'https://x.com/home': `<body><main>${tweet(1)}<iframe src="https://x.com/bingkai"></iframe></main></body>`,
        'https://x.com/bingkai': frame,
        'https://berita.example/': '<body><iframe src="https://x.com/bingkai"></iframe></body>',
      };
      const pressIn = async (page: Page): Promise<void> => {
        const inner = await until('the frame', async () =>
          page.frames().find((one) => one.url() === 'https://x.com/bingkai'),
        );
        const button = await inner.waitForSelector('button');
        // A frame of another site is drawn by a process of its own: until the page knows where, the mouse passes it by.
        await until('the mouse to reach the frame', async () => {
          await button?.hover();
          return button?.evaluate((one) => one.matches(':hover'));
        });
        await button?.click();
        await until('the click to reach the frame', async () => (await inner.title()) === 'ditekan 2');
        expect(await inner.$('jaga-netral, jaga-netral-badge')).toBeNull();
        expect(await seeWarning(page)).toBeNull();
      };
      const top = await openPages(browser, 'https://x.com/home', pages);
      await awaitBadges(top, 1);
      await pressIn(top);
      await clickOn(top, 'main > article button');
      await awaitWarning(top);
      await leave(top);
      expect(await top.title()).toBe('Halaman');

      await pressIn(await openPages(browser, 'https://berita.example/', pages));
    });

    it('a page that floods itself with changes: held all the same, and we add nothing to the flood', async () => {
      const page = await openPages(browser, 'https://x.com/home', {
        'https://x.com/home': `<body><main>${tweet(1)}<div id="flood"></div></main></body>`,
      });
      await awaitBadges(page, 1);
      await page.evaluate(() => {
        const state = { frames: 0, ours: 0, isOn: true };
        Object.assign(window, { state });
        const flood = document.querySelector('#flood') as HTMLElement;
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.nodeName.startsWith('JAGA-NETRAL')) state.ours += 1;
        }).observe(document, { childList: true, subtree: true });
        const round = () => {
          if (!state.isOn) return;
          state.frames += 1;
          flood.replaceChildren(
            ...Array.from({ length: 1_500 }, (_, at) => {
              const box = document.createElement('div');
              box.textContent = `perubahan ${state.frames} ${at}`;
              return box;
            }),
          );
          requestAnimationFrame(round);
        };
        requestAnimationFrame(round);
      });
      const state = () =>
        page.evaluate(() => ({
          ...(window as unknown as { state: { frames: number; ours: number } }).state,
        }));
      await until('the flood', async () => (await state()).frames > 20);
      await clickOn(page, 'article button');
      await awaitWarning(page);
      await leave(page);
      const { frames } = await state();
      await until('the page to go on', async () => (await state()).frames > frames + 20);
      await page.evaluate(() => {
        (window as unknown as { state: { isOn: boolean } }).state.isOn = false;
      });
      expect(await page.title()).toBe('Halaman');
      expect(await badges(page)).toBe(1);
      // Our element once, for the warning; the badge was there before.
      expect((await state()).ours).toBe(1);
    });

    it('a page that takes our badges off has its way, without a fight', async () => {
      const page = await openPages(browser, 'https://x.com/home', {
        'https://x.com/home': `<body><main>${tweet(1)}</main></body>`,
      });
      await awaitBadges(page, 1);
      const added = await page.evaluateHandle(() => {
        const count = { times: 0 };
        const strip = () => {
          for (const badge of document.querySelectorAll('jaga-netral-badge')) badge.remove();
        };
        new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes)
              if (node.nodeName === 'JAGA-NETRAL-BADGE') {
                count.times += 1;
                strip();
              }
        }).observe(document, { childList: true, subtree: true });
        strip();
        return count;
      });
      // The post's words change five times: that many looks, that many badges at most.
      for (let round = 1; round <= 5; round += 1) {
        await page.$eval(
          '[data-testid="tweetText"]',
          (text, at) => {
            text.textContent = `Terima kasih lagi ${at}`;
          },
          round,
        );
        await until(`try ${round}`, async () => (await page.evaluate(({ times }) => times, added)) >= round);
      }
      expect(await page.evaluate(({ times }) => times, added)).toBeLessThanOrEqual(10);
      await clickOn(page, 'article button');
      await awaitWarning(page);
      await leave(page);
    });

    it('without a network everything works: warning, journal, popup', async () => {
      const replica = await openFeed(browser, 1);
      const { page } = replica;
      await awaitBadges(page, 1);
      const { setOffline } = engineOf(browser);
      await setOffline(page, true);
      try {
        expect(await page.evaluate(() => navigator.onLine)).toBe(false);
        await clickOn(page, likeOf(1));
        expect((await awaitWarning(page)).text).toContain('Ganjar Pranowo');
        await leave(page);
        await awaitLines(browser, 1);
        const popup = watched({ page: await openOwn(browser, 'popup') }).page;
        await until('the popup', async () =>
          (await popup.evaluate(() => document.body.textContent ?? '')).includes('Ganjar'),
        );
      } finally {
        await setOffline(page, false);
      }
    });
  });

  describe('pages that the browser keeps', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch({ browser: name, backForwardCache: true });
      await configure(browser, SETTINGS);
    });
    afterEach(closeAll);
    afterAll(() => browser?.close());

    it('come back guarded, and know what has changed meanwhile', async () => {
      const page = await openPages(browser, 'https://x.com/home', {
        'https://x.com/home': `<body><main>${tweet(1)}</main></body>`,
        'https://x.com/lain': '<body><main>Lain</main></body>',
      });
      await awaitBadges(page, 1);
      await page.evaluate(() => {
        addEventListener('pageshow', ({ persisted }) => {
          document.title = persisted ? 'kembali' : 'baru';
        });
        addEventListener('pagehide', () => {
          document.title = 'pergi';
        });
      });
      const goAndReturn = async (meanwhile: () => Promise<void>): Promise<void> => {
        await page.evaluate(() => setTimeout(() => location.assign('https://x.com/lain')));
        await until('the other page', () =>
          page
            .evaluate(() => location.pathname === '/lain' && document.readyState === 'complete')
            .catch(() => false),
        );
        await meanwhile();
        // A page out of memory loads nothing, and so nothing tells that it has.
        await page.evaluate(() => setTimeout(() => history.back()));
        await until('the page out of memory', async () =>
          page.title().then(
            (title) => title === 'kembali',
            () => false,
          ),
        );
      };
      await goAndReturn(async () => undefined);
      await clickOn(page, 'article button');
      await awaitWarning(page);
      await leave(page);
      expect(await page.title()).toBe('kembali');

      await goAndReturn(() => writeStored(browser, 'settings', { ...SETTINGS, simulatedDate: '2025-06-01' }));
      await awaitBadges(page, 0);
      await clickOn(page, 'article button');
      await until('the click to reach the page', async () => (await page.title()) === 'ditekan 1');

      await goAndReturn(() => writeStored(browser, 'settings', SETTINGS));
      await awaitBadges(page, 1);
      await clickOn(page, 'article button');
      await awaitWarning(page);
    });
  });

  describe('private windows', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch({ browser: name });
      await configure(browser, SETTINGS);
    });
    afterEach(closeAll);
    afterAll(() => browser?.close());

    it('are guarded where the person allows it, by the same settings, and leave no line in the journal', async () => {
      // A tab that is made later would stand in the private window.
      const tab = await browser.newPage();
      const inPrivate = await openFeed(browser, 1, () => engineOf(browser).openPrivate(browser));
      await writeStored(browser, 'journal', []);
      await awaitBadges(inPrivate.page, 1);
      expect(await likeAndLeave(inPrivate, 1)).toBe('held');
      expect(await like(inPrivate, 1)).toBe('held');
      await pressButton(inPrivate.page, GO_ON);
      await awaitNoWarning(inPrivate.page);
      expect(await like(inPrivate, 1)).toBe('passed');
      // A line from an open window, written after them, is the only one.
      const inOpen = await openFeed(browser, 1, async () => tab);
      await inOpen.page.bringToFront();
      await awaitBadges(inOpen.page, 1);
      expect(await likeAndLeave(inOpen, 1)).toBe('held');
      expect(await awaitLines(browser, 1)).toHaveLength(1);
    });
  });

  describe('turned off and on', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch({ browser: name });
      await configure(browser, SETTINGS);
    });
    afterEach(closeAll);
    afterAll(() => browser?.close());

    it('under open pages: acts pass, and after it is on again new pages are guarded', async () => {
      const old = await openFeed(browser, 2);
      await awaitBadges(old.page, 2);
      const asked = await openFeed(browser, 1);
      await awaitBadges(asked.page, 1);
      expect(await like(asked, 1)).toBe('held');
      await engineOf(browser).setEnabled(browser, false);

      // A warning that was open can be closed and is no trap.
      await asked.page.bringToFront();
      await pressButton(asked.page, 'Batalkan');
      await awaitNoWarning(asked.page);
      expect(await like(asked, 1)).toBe('passed');
      await old.page.bringToFront();
      expect(await like(old, 1)).toBe('passed');
      expect(old.sent()).toEqual(['FavoriteTweet']);

      await engineOf(browser).setEnabled(browser, true);
      const fresh = await openFeed(browser, 1);
      await fresh.page.bringToFront();
      await awaitBadges(fresh.page, 1);
      expect(await likeAndLeave(fresh, 1)).toBe('held');
      await old.page.bringToFront();
      // Firefox starts the new script in the open page as well; in Chromium it waits for a reload.
      expect(await likeAndLeave(old, 2)).toBe(name === 'firefox' ? 'held' : 'passed');
    });
  });

  // Firefox's storage has no limit but the disk's; a page's clock is set in the extension's own world, which only
  // Chromium's protocol opens.
  describe.runIf(name === 'chromium')('where Chromium alone can be driven', () => {
    describe('storage that is full', () => {
      let browser: Browser;
      beforeAll(async () => {
        browser = await launch({ browser: name });
        await configure(browser, SETTINGS);
      });
      afterEach(closeAll);
      afterAll(() => browser?.close());

      /** Fills the extension's storage to the last few bytes. */
      const fill = () =>
        engineOf(browser).inExtension(browser, async () => {
          const { local } = (
            globalThis as unknown as {
              chrome: {
                storage: {
                  local: {
                    QUOTA_BYTES: number;
                    getBytesInUse(keys: null): Promise<number>;
                    set(value: Record<string, string>): Promise<void>;
                  };
                };
              };
            }
          ).chrome.storage;
          await local.set({ filler: '' });
          const free = local.QUOTA_BYTES - (await local.getBytesInUse(null));
          await local.set({ filler: 'x'.repeat(free - 16) });
        });
      const empty = () => writeStored(browser, 'filler', '');

      it('goes on guarding, makes room for the newest lines, and writes again when there is room', async () => {
        const full = await openFeed(browser, 3);
        await awaitBadges(full.page, 3);
        await writeStored(browser, 'journal', []);
        await fill();
        // No room at all: held as ever, without a word in the page; the line is tried again for a moment.
        expect(await likeAndLeave(full, 1)).toBe('held');
        expect(await likeAndLeave(full, 1)).toBe('held');
        expect(await badges(full.page)).toBe(3);
        await empty();
        expect(await likeAndLeave(full, 2)).toBe('held');
        const line = await until('a line', async () => (await journal(browser)).at(-1));
        // What that page would still try again goes with it.
        await closeAll();
        const replica = await openFeed(browser, 3);
        await awaitBadges(replica.page, 3);

        // A long journal: the oldest lines make room.
        const old = Array.from({ length: 900 }, (_, at) => ({ ...line, at: at + 1 }));
        await writeStored(browser, 'journal', old);
        await fill();
        expect(await likeAndLeave(replica, 3)).toBe('held');
        const lines = await until('the newest line', async () => {
          const all = await journal(browser);
          return (all.at(-1)?.at ?? 0) > 900 ? all : null;
        });
        expect(lines.length).toBeGreaterThan(100);
        expect(lines.length).toBeLessThan(900);
        expect(lines.findLast(({ at }) => at <= 900)?.at).toBe(900);

        // Settings cannot be kept: the person is told, and the old ones hold.
        await writeStored(browser, 'journal', []);
        await fill();
        const options = watched({ page: await openOwn(browser, 'options') }).page;
        await clickOn(options, 'input[name="strictness"][value="ketat"]');
        await until('the word that it could not be saved', async () =>
          (await options.evaluate(() => document.body.textContent ?? '')).includes('tidak dapat disimpan'),
        );
        await replica.page.bringToFront();
        expect(await likeAndLeave(replica, 1)).toBe('held');
      });
    });

    describe('a clock that jumps', () => {
      let browser: Browser;
      beforeAll(async () => {
        browser = await launch({ browser: name });
        await configure(browser, { ...SETTINGS, simulatedDate: null });
      });
      afterEach(closeAll);
      afterAll(() => browser?.close());

      /** Sets the clock of our script in a page. */
      const clockOf = async (page: Page): Promise<(time: string) => Promise<void>> => {
        const session: CDPSession = await page.createCDPSession();
        const worlds: number[] = [];
        session.on('Runtime.executionContextCreated', ({ context }) => {
          if (context.origin.startsWith('chrome-extension://')) worlds.push(context.id);
        });
        await session.send('Runtime.enable');
        await until('our world', async () => worlds.length > 0);
        return async (time) => {
          for (const contextId of worlds)
            await session.send('Runtime.evaluate', {
              contextId,
              expression: `Date.now = () => ${Date.parse(time)}`,
            });
        };
      };

      it('decides by the day that it is, forward and back, and neither stretches nor cuts a pass', async () => {
        const replica = await openFeed(browser, 2);
        const { page, sent } = replica;
        await page.waitForSelector(likeOf(1));
        const set = await clockOf(page);
        await set('2024-01-15T05:00:00Z');
        expect(await likeAndLeave(replica, 1)).toBe('held');
        // The last day of the last stage, in the person's own zone, and long after it.
        await set('2030-01-01T00:00:00Z');
        expect(await like(replica, 1)).toBe('passed');
        await set('2024-02-12T20:00:00Z');
        expect(await like(replica, 2)).toBe('held');
        expect((await awaitWarning(page)).text).toContain('Masa tenang');
        await pressButton(page, GO_ON);
        await awaitNoWarning(page);
        // A day is gained between the two clicks: thirty seconds are still thirty seconds.
        await set('2024-02-13T20:00:00Z');
        expect(await like(replica, 2)).toBe('passed');
        expect(sent()).toEqual(['FavoriteTweet', 'FavoriteTweet']);
        // Lines stand in the order in which they were written, whatever the clock said.
        await set('2024-01-10T00:00:00Z');
        const other = await openFeed(browser, 3);
        await (await clockOf(other.page))('2024-01-10T00:00:00Z');
        expect(await likeAndLeave(other, 3)).toBe('held');
        const lines = await awaitLines(browser, 3);
        expect(lines.map(({ date }) => date)).toEqual(['2024-01-15', '2024-02-13', '2024-01-10']);
      });
    });
  });
});
