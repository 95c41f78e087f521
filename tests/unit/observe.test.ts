// @vitest-environment jsdom
/**
 * The watch over the page: every post is looked at when it has come into view, and again when something changed while
 * it is there. Idle time and what is in view are handed out by hand, so nothing here waits.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observePosts } from '../../src/guard/observe.ts';
import type { Site } from '../../src/sites/site.ts';

/** The browser's part of knowing what is in view: told by hand, heard like the real one's. */
class View {
  static hidden = new Set<string>();
  /** Those without a box of their own. */
  static empty = new Set<string>();
  static all: View[] = [];
  readonly #targets = new Set<Element>();
  readonly #hear: (entries: readonly object[]) => void;
  constructor(hear: (entries: readonly object[]) => void) {
    this.#hear = hear;
    View.all.push(this);
  }
  observe(target: Element): void {
    if (this.#targets.has(target)) return;
    this.#targets.add(target);
    this.tell(target);
  }
  tell(target: Element): void {
    const size = View.empty.has(target.id) ? 0 : 10;
    const box = { width: size, height: size };
    const isIntersecting = size > 0 && target.isConnected && !View.hidden.has(target.id);
    this.#hear([{ target, isIntersecting, boundingClientRect: box }]);
  }
  disconnect(): void {
    this.#targets.clear();
  }
  get targets(): readonly string[] {
    return [...this.#targets].map(({ id }) => id);
  }
  static move(id: string, isHidden: boolean): void {
    if (isHidden) View.hidden.add(id);
    else View.hidden.delete(id);
    for (const view of View.all) for (const target of view.#targets) if (target.id === id) view.tell(target);
  }
}

let stop: AbortController;
let looked: Element[];
let searched: number;
/** How often the watch was called about a change. */
let told = 0;
/** What a search costs, and what all of them have cost, in ms. */
let cost = 0;
let spent = 0;

/** Posts are articles; `main` is one as well while it holds a heart of its own. */
const site = {
  postsIn(root: ParentNode | Element): Element[] {
    searched += 1;
    spent += cost;
    const around = root instanceof Element ? root.closest('article') : null;
    const main = document.querySelector('main > i') && document.querySelector('main');
    return [around, main, ...root.querySelectorAll('article')].filter((post) => post !== null);
  },
  health: () => ({ posts: 0, controls: 0, blind: 0 }),
} as unknown as Site;

/** Lets mutations arrive, then a timer and an idle slice pass. */
const settle = async (): Promise<void> => {
  await Promise.resolve();
  vi.advanceTimersByTime(900);
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
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  vi.stubGlobal('requestIdleCallback', (run: () => void) => run());
  View.hidden.clear();
  View.empty.clear();
  View.all = [];
  vi.stubGlobal('IntersectionObserver', View);
  document.body.replaceChildren();
  add(
    document.body,
    '<main id="main"><article id="a"><p id="words">Halo</p><b id="count">12</b></article><article id="b">Hai</article></main>',
  );
  stop = new AbortController();
  looked = [];
  observePosts(
    site,
    { onPost: (post) => looked.push(post), onHealth: () => undefined, onMutation: () => (told += 1) },
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
  it('looks at every post in view at the start', () => {
    expect(looked.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('looks at a new post', async () => {
    expect(await looks(() => add(byId('main'), '<div><article id="c">Baru</article></div>'))).toContain('c');
  });

  it('does not look at what is not in view, and looks when it comes there, without a search', async () => {
    View.hidden.add('c');
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).not.toContain('c');
    expect(await looks(() => View.move('c', false))).toEqual(['c']);
    expect(searched).toBe(0);
  });

  it('does not look at what rushes past', async () => {
    View.hidden.add('c');
    await looks(() => add(byId('main'), '<article id="c">Baru</article>'));
    looked = [];
    View.move('c', false);
    vi.advanceTimersByTime(50);
    View.move('c', true);
    await settle();
    expect(looked).toEqual([]);
  });

  it('looks at a post whose own box is empty, for what stands in it may be in view', async () => {
    View.empty.add('c');
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).toContain('c');
  });

  it('looks once at each post in view when much changes, without a search', async () => {
    const change = (): void => {
      add(byId('a'), '<p>satu</p><p>dua</p>');
      byId('words').textContent = 'Lain';
      byId('count').remove();
    };
    expect(await looks(change)).toEqual(['a', 'b']);
    expect(searched).toBe(0);
  });

  it('looks again when words change in place', async () => {
    const words = byId('words').firstChild as Text;
    expect(await looks(() => words.replaceData(0, 4, 'Lain'))).toContain('a');
    expect(searched).toBe(0);
  });

  it('looks again when something is taken out of a post, and never at what has left the page', async () => {
    expect(await looks(() => byId('words').remove())).toContain('a');
    expect(await looks(() => byId('b').remove())).not.toContain('b');
    expect(searched).toBe(0);
  });

  it('never takes its own badges for a change', async () => {
    expect(await looks(() => add(byId('a'), '<jaga-netral-badge></jaga-netral-badge>'))).toEqual([]);
  });

  it('looks again when a page took a badge away', async () => {
    add(byId('a'), '<jaga-netral-badge></jaga-netral-badge>');
    await settle();
    expect(await looks(() => document.querySelector('jaga-netral-badge')?.remove())).toContain('a');
  });

  it('finds posts that come into a page that was a post itself', async () => {
    expect(await looks(() => add(byId('main'), '<i></i>'))).toContain('main');
    document.querySelector('main > i')?.remove();
    await settle();
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).toContain('c');
  });

  it('finds a post that words make of a page in which none was in view', async () => {
    for (const id of ['a', 'b']) byId(id).remove();
    View.move('a', true);
    View.move('b', true);
    await settle();
    searched = 0;
    byId('main').append('kata');
    await settle();
    expect(searched).toBe(1);
  });

  it('searches the whole page once when very much came', async () => {
    const change = (): void => {
      for (let count = 0; count < 2_100; count += 1) byId('main').append(document.createElement('u'));
    };
    expect(await looks(change)).toEqual(['a', 'b']);
    expect(searched).toBe(1);
  });

  it('looks at once at a change that stands alone', async () => {
    vi.advanceTimersByTime(1_000);
    looked = [];
    add(byId('a'), '<p>satu</p>');
    await Promise.resolve();
    vi.advanceTimersByTime(0);
    expect(looked.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('looks once a second at a page that never comes to rest', async () => {
    looked = [];
    for (let tenth = 0; tenth < 30; tenth += 1) {
      add(byId('a'), '<p>lagi</p>');
      await Promise.resolve();
      vi.advanceTimersByTime(100);
    }
    const times = looked.filter(({ id }) => id === 'a').length;
    expect(times).toBeGreaterThanOrEqual(2);
    expect(times).toBeLessThanOrEqual(4);
  });

  describe('in a rush', () => {
    /** Changes every 50 ms for two seconds. */
    const rush = async (change: () => void): Promise<void> => {
      for (let count = 0; count < 40; count += 1) {
        change();
        await Promise.resolve();
        vi.advanceTimersByTime(50);
      }
    };

    it('reads nothing while the page rushes by, though a site uses its elements again, and all when it stops', async () => {
      looked = [];
      let top = 0;
      const steps = (height: number) =>
        rush(() => {
          top += height;
          vi.stubGlobal('scrollY', top);
          add(byId('a'), '<p>lagi</p>');
        });
      await steps(innerHeight / 4);
      searched = 0;
      told = 0;
      await steps(innerHeight / 4);
      expect([looked, searched]).toEqual([[], 0]);
      expect(told).toBeLessThanOrEqual(4);
      // The browser need not reckon either what is in view.
      expect(View.all.flatMap(({ targets }) => targets)).toEqual([]);
      await steps(innerHeight / 100);
      await steps(innerHeight / 100);
      expect(looked.map(({ id }) => id)).toEqual(expect.arrayContaining(['a', 'b']));
      looked = [];
      await steps(innerHeight / 4);
      await rush(() => undefined);
      expect(looked.map(({ id }) => id)).toEqual(expect.arrayContaining(['a', 'b']));
    });

    describe('that goes on', () => {
      let top = 0;
      /** Lets the page rush by for so many times two seconds. @returns how often it was asked for its speed meanwhile */
      const asks = async (times: number): Promise<number> => {
        told = 0;
        for (let count = 0; count < times; count += 1)
          await rush(() => {
            top += innerHeight / 4;
            vi.stubGlobal('scrollY', top);
          });
        return told;
      };
      /** Until the watch is in its pause. */
      const begin = async (): Promise<void> => {
        await rush(() => {
          top += innerHeight / 4;
          vi.stubGlobal('scrollY', top);
          add(byId('a'), '<p>lagi</p>');
        });
      };
      /** @returns after how long, in ms, the posts in view are looked at again when the page has stopped */
      const lag = async (): Promise<number> => {
        looked = [];
        let time = 0;
        for (; looked.length < 2 && time < 20_000; time += 100) {
          vi.advanceTimersByTime(100);
          await Promise.resolve();
        }
        return time;
      };

      it('asks ever more seldom how fast it is, and looks when it has stopped', async () => {
        await begin();
        expect(await asks(1)).toBe(2);
        await asks(10);
        const late = await asks(20);
        expect(late).toBeGreaterThanOrEqual(9);
        expect(late).toBeLessThanOrEqual(11);
        // The first ask still finds the way that the page has come since the last.
        expect(await lag()).toBeLessThanOrEqual(8_400);
        await begin();
        // The next rush begins anew.
        expect(await lag()).toBeLessThanOrEqual(2_800);
      });

      it('asks soon again when the pointer moves, once for each ask', async () => {
        await begin();
        await asks(12);
        const timers = vi.spyOn(globalThis, 'setTimeout');
        for (let count = 0; count < 5; count += 1) dispatchEvent(new Event('pointermove'));
        expect(timers).toHaveBeenCalledTimes(1);
        // Only what asked before asks no more.
        expect(await asks(20)).toBeLessThanOrEqual(16);
        dispatchEvent(new Event('pointermove'));
        expect(await lag()).toBeLessThanOrEqual(2_800);
        // Where nothing rushes a pointer that moves is nothing to it.
        timers.mockClear();
        for (let count = 0; count < 5; count += 1) dispatchEvent(new Event('pointermove'));
        expect(timers).not.toHaveBeenCalled();
      });
    });

    it('reads nothing of a feed that rushes by and is not changed for it', async () => {
      View.move('a', true);
      View.move('a', false);
      looked = [];
      let top = 0;
      await rush(() => {
        top += innerHeight / 4;
        vi.stubGlobal('scrollY', top);
        View.move('b', !View.hidden.has('b'));
      });
      expect(looked).toEqual([]);
    });

    it('throws nothing where the page is being closed and tells no longer where it stands', async () => {
      const before = Object.getOwnPropertyDescriptor(globalThis, 'scrollY') as PropertyDescriptor;
      const get = vi.fn(() => {
        throw new Error('NS_ERROR_NOT_INITIALIZED');
      });
      Object.defineProperty(globalThis, 'scrollY', { configurable: true, get });
      try {
        await rush(() => add(byId('a'), '<p>lagi</p>'));
        expect(get).toHaveBeenCalled();
      } finally {
        Object.defineProperty(globalThis, 'scrollY', before);
      }
    });

    it('is told little of what changes', async () => {
      told = 0;
      await rush(() => add(byId('a'), '<p>lagi</p>'));
      expect(told).toBeLessThanOrEqual(14);
    });

    it('is told at its end that something changed, though nothing changes any more', async () => {
      await rush(() => add(byId('a'), '<p>lagi</p>'));
      // Up to where the pause has begun.
      for (let before = -1; told !== before; ) {
        before = told;
        add(byId('a'), '<p>lagi</p>');
        await Promise.resolve();
        vi.advanceTimersByTime(20);
      }
      told = 0;
      vi.advanceTimersByTime(1_000);
      expect(told).toBe(1);
    });

    it('finds afterwards what came unseen, and what changed', async () => {
      await rush(() => add(byId('a'), '<p>lagi</p>'));
      // Within the pause.
      add(byId('main'), '<article id="c">Baru</article>');
      expect(
        await looks(() => {
          byId('b').textContent = 'Lain';
        }),
      ).toEqual(expect.arrayContaining(['a', 'b', 'c']));
      await rush(() => undefined);
      // From then on it is told again.
      expect(await looks(() => add(byId('main'), '<article id="d">Lagi</article>'))).toContain('d');
    });

    it('loses nothing that came in the pause after a look', async () => {
      for (let count = 0; count < 80; count += 1) {
        add(byId('main'), `<article id="n${count}">Baru</article>`);
        await Promise.resolve();
        vi.advanceTimersByTime(37);
      }
      await settle();
      expect(new Set(looked.map(({ id }) => id)).size).toBe(82);
    });

    it('loses nothing that comes after a look in the pause', async () => {
      let idle: (() => void)[] = [];
      vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
      const rest = () => {
        const now = idle;
        idle = [];
        for (const run of now) run();
      };
      await rush(() => add(byId('a'), '<p>lagi</p>'));
      expect(idle).not.toEqual([]);
      rest();
      looked = [];
      told = 0;
      add(byId('main'), '<article id="c">Baru</article>');
      await Promise.resolve();
      expect(told).toBe(0);
      for (let count = 0; count < 10; count += 1) {
        vi.advanceTimersByTime(100);
        rest();
      }
      expect(looked.map(({ id }) => id)).toContain('c');
    });

    it('takes a page that it does not watch for a restless one', async () => {
      const idle: (() => void)[] = [];
      vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run));
      vi.advanceTimersByTime(1_000);
      for (const run of idle.splice(0)) run();
      // Until a change is not told any more: the pause has begun.
      for (let before = -1; told !== before && idle.length < 100; ) {
        before = told;
        add(byId('a'), '<p>lagi</p>');
        await Promise.resolve();
        vi.advanceTimersByTime(50);
      }
      expect(idle).not.toEqual([]);
      looked = [];
      View.move('b', true);
      View.move('b', false);
      vi.advanceTimersByTime(250);
      for (const run of idle.splice(0)) run();
      expect(looked.map(({ id }) => id)).toEqual(['a']);
    });

    it('is told everything where a search of the page takes long', async () => {
      const now = performance.now.bind(performance);
      vi.spyOn(performance, 'now').mockImplementation(() => now() + spent);
      cost = 5;
      await looks(() => {
        for (let count = 0; count < 2_100; count += 1) byId('main').append(document.createElement('u'));
      });
      told = 0;
      await rush(() => add(byId('a'), '<p>lagi</p>'));
      expect(told).toBe(40);
      cost = 0;
    });
  });

  it('falls silent when it is stopped', async () => {
    stop.abort();
    expect(await looks(() => add(byId('main'), '<article id="c">Baru</article>'))).toEqual([]);
    expect(View.all.flatMap(({ targets }) => targets)).toEqual([]);
  });
});
