// @vitest-environment jsdom
/**
 * The watch over the page: every post is looked at when it comes and when it changes, once however much changed in
 * it, and never for what is no change of its content. Idle time is handed out by hand, so nothing here waits.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observePosts } from '../../src/guard/observe.ts';
import type { Site } from '../../src/sites/site.ts';

let stop: AbortController;
let looked: Element[];
let searched: number;

/** Posts are articles; `main` is one as well while it holds a heart of its own. */
const site = {
  postsIn(root: ParentNode | Element): Element[] {
    searched += 1;
    const around = root instanceof Element ? root.closest('article') : null;
    const main = document.querySelector('main > i') && document.querySelector('main');
    return [around, main, ...root.querySelectorAll('article')].filter((post) => post !== null);
  },
  health: () => ({ posts: 0, controls: 0, blind: 0 }),
} as unknown as Site;

/** Lets mutations arrive, then a timer and an idle slice pass. */
const settle = async (): Promise<void> => {
  await Promise.resolve();
  vi.advanceTimersByTime(400);
};
const looks = async (change: () => void): Promise<string[]> => {
  looked = [];
  searched = 0;
  change();
  await settle();
  return looked.map(({ id }) => id);
};
const byId = (id: string): Element => document.getElementById(id) as Element;
const add = (place: Element, markup: string): void => {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  place.append(...parsed.body.childNodes);
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance', 'Date'] });
  vi.stubGlobal('requestIdleCallback', (run: () => void) => run());
  document.body.replaceChildren();
  add(
    document.body,
    '<main id="main"><article id="a"><p id="words">Halo</p><b id="count">12</b></article><article id="b">Hai</article></main>',
  );
  stop = new AbortController();
  looked = [];
  observePosts(
    site,
    { onPost: (post) => looked.push(post), onHealth: () => undefined, onMutation: () => undefined },
    stop.signal,
  );
  await settle();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the watch over posts', () => {
  it('looks at every post at the start', () => {
    expect(looked.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('looks at a new post, and not again at its neighbours', async () => {
    expect(await looks(() => add(byId('main'), '<div><article id="c">Baru</article></div>'))).toEqual(['c']);
  });

  it('looks once at a post in which much changes, without a search', async () => {
    const change = (): void => {
      add(byId('a'), '<p>satu</p><p>dua</p>');
      byId('words').textContent = 'Lain';
      byId('count').remove();
    };
    expect(await looks(change)).toEqual(['a']);
    expect(searched).toBe(0);
  });

  it('looks again when words change in place', async () => {
    const words = byId('words').firstChild as Text;
    expect(await looks(() => words.replaceData(0, 4, 'Lain'))).toEqual(['a']);
  });

  it.each(['13', '1,2 rb', '3.400', '12K'])(
    'does not look again when a counter ticks to %s',
    async (data) => {
      const count = byId('count').firstChild as Text;
      const change = (): void => {
        count.data = data;
      };
      expect(await looks(change)).toEqual([]);
    },
  );

  it('looks again when something is taken out of a post, not when a post is taken out of the feed', async () => {
    expect(await looks(() => byId('words').remove())).toEqual(['a']);
    expect(await looks(() => byId('b').remove())).toEqual([]);
    expect(searched).toBe(0);
  });

  it('never takes its own badges for a change', async () => {
    expect(await looks(() => add(byId('a'), '<jaga-netral-badge></jaga-netral-badge>'))).toEqual([]);
    expect(await looks(() => document.querySelector('jaga-netral-badge')?.remove())).toEqual([]);
  });

  it('finds posts that come into a page that was a post itself', async () => {
    expect(await looks(() => add(byId('main'), '<i></i>'))).toEqual(['main']);
    document.querySelector('main > i')?.remove();
    await settle();
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).toEqual(['c']);
  });

  it('looks at the whole page when nearly all of it changed', async () => {
    const change = (): void => {
      for (let count = 0; count < 2_100; count += 1) byId('b').append(document.createElement('u'));
    };
    expect(await looks(change)).toEqual(['a', 'b']);
  });

  it('looks at once at a change that stands alone', async () => {
    vi.advanceTimersByTime(1_000);
    looked = [];
    add(byId('a'), '<p>satu</p>');
    await Promise.resolve();
    vi.advanceTimersByTime(0);
    expect(looked.map(({ id }) => id)).toEqual(['a']);
  });

  it('looks twice a second at a page that never comes to rest', async () => {
    looked = [];
    for (let tenth = 0; tenth < 30; tenth += 1) {
      add(byId('a'), '<p>lagi</p>');
      await Promise.resolve();
      vi.advanceTimersByTime(100);
    }
    expect(looked.length).toBeGreaterThanOrEqual(5);
    expect(looked.length).toBeLessThanOrEqual(7);
  });

  it('falls silent when it is stopped', async () => {
    stop.abort();
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).toEqual([]);
  });
});
