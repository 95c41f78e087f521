// @vitest-environment jsdom
/**
 * The guard without a browser: what of a page's events it looks at, and what it reads before anybody acts. The watch
 * over the page and the knowledge are handed in; holding and asking are tested in real browsers.
 *
 * To see it fail: empty `IDLE_KEYS` or put its line before the private check, listen for each purpose by itself, listen
 * for any touch with `passive: false`, take `touchstart` or `touchend` out of what is prevented or not, leave `#reach`
 * out, watch in `start()` or with each knowledge, or leave one of the three `#again` out (src/guard/guard.ts), or
 * rehearse without `SLICE_MS`, `signal.aborted` or an `Assessor` of its own (src/guard/rehearse.ts).
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { type Assessment, Assessor } from '../../src/guard/assess.ts';
import { startGuard } from '../../src/guard/guard.ts';
import type { ObserverEvents } from '../../src/guard/observe.ts';
import { rehearse } from '../../src/guard/rehearse.ts';
import type { Knowledge } from '../../src/guard/state.ts';
import { offerSurface, type Surface } from '../../src/guard/surface.ts';
import { standIn } from '../../src/platform/native.ts';
import type { ControlHit, Site } from '../../src/sites/site.ts';
import { knowledgeWith } from './fixtures.ts';

const knowledge = knowledgeWith({ sites: { x: {} } });

let watch: ObserverEvents;
const watched = vi.fn();
const lookedAgain = vi.fn();
vi.mock('../../src/guard/observe.ts', () => ({
  observePosts: (_site: Site, events: ObserverEvents) => {
    watch = events;
    watched();
    return { again: lookedAgain };
  },
}));
/** Whether settings and pack are read when a guard starts; `learn` is for those that come later. */
let isKnown = true;
let learn: (knowledge: Knowledge) => void;
vi.mock('../../src/guard/state.ts', () => ({
  followKnowledge: (_signal: AbortSignal, use: (knowledge: Knowledge) => void) => {
    learn = use;
    if (isKnown) use(knowledge);
  },
}));

/** Posts are articles, and a like is a button in one. */
const read = vi.fn();
const asked = vi.fn();
let cost = 0;
const subject = (post: Element): Subject => ({ kind: 'post', site: 'x', text: post.textContent ?? '' });
const site = {
  id: 'x',
  use: () => undefined,
  actionAt: (event: Event) => {
    asked(event.type === 'keydown' ? (event as KeyboardEvent).key : event.type);
    return hit;
  },
  subjectOf: ({ control }: { control: Element }) => {
    clock += cost;
    asked('subject');
    return subject(control.closest('article') as Element);
  },
  postsIn: (root: Element) => {
    if (root.localName === 'b') throw new Error('not understood');
    return [root.closest?.('article') ?? null, ...root.querySelectorAll('article')].filter(
      (one) => one !== null,
    );
  },
  readPost: (post: Element) => {
    read(post.id);
    return subject(post);
  },
  controlsIn: (post: Element) =>
    [...post.querySelectorAll('button')].map((control) => ({ action: 'like', step: 'commit', control })),
  badgeAnchor: () => null,
} as unknown as Site;

let clock = 0;
let idle: (() => void)[] = [];
let sent: unknown[] = [];
let pressed = 0;
let isOpen = false;
/** What every event is taken for. */
let hit: ControlHit | null = null;
let stop: () => void;
let signal: AbortSignal;
const surface: Partial<Surface> = {
  get isOpen() {
    return isOpen;
  },
  owns: (target: EventTarget | null) => (target as Element).localName === 'jaga-netral',
  watch: (_site, _knowledge, _assessor, until) => {
    signal = until;
  },
  press: () => {
    pressed += 1;
  },
  followDrafts: () => () => undefined,
  mark: () => undefined,
  rehearse: (post, assessor) => rehearse(site, assessor, post, knowledge, signal),
  warn: () => {
    isOpen = true;
  },
  remove: () => undefined,
};

const byId = (id: string) => document.getElementById(id) as HTMLElement;
/** @returns whether the page heard of it */
const fire = (target: Element, event: Event): boolean => {
  const heard = vi.fn();
  target.addEventListener(event.type, heard, { once: true });
  target.dispatchEvent(event);
  target.removeEventListener(event.type, heard);
  return heard.mock.calls.length > 0;
};
const press = (target: Element, key: string) =>
  fire(target, new KeyboardEvent('keydown', { key, bubbles: true }));

beforeEach(() => {
  // Each guard meets the surface anew.
  delete (globalThis as { jagaNetral?: unknown }).jagaNetral;
  clock = 1_000;
  cost = 0;
  idle = [];
  sent = [];
  pressed = 0;
  isOpen = false;
  isKnown = true;
  hit = null;
  vi.stubGlobal('requestIdleCallback', (work: () => void) => idle.push(work));
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const local = { get: async () => ({}) };
  standIn({
    runtime: {
      id: 'kita',
      sendMessage: async (message) => sent.push(message),
      onMessage: { addListener: () => undefined },
    },
    storage: { local, onChanged: { addListener: () => undefined, removeListener: () => undefined } },
  });
  document.body.innerHTML =
    '<article id="one">Pagi <button>Suka</button></article><article id="two">Sore <button>Suka</button></article><p id="apart"><b>x</b></p><article id="bare">Malam</article><jaga-netral></jaga-netral>';
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const mock of [read, asked, watched, lookedAgain]) mock.mockClear();
});
const started = () => {
  stop = startGuard(site);
  offerSurface(surface as Surface);
};
const own = () => document.querySelector('jaga-netral') as Element;

describe('what the guard hears', () => {
  it('each kind of event once, however many purposes it serves', () => {
    const listen = vi.spyOn(globalThis, 'addEventListener');
    started();
    const types = listen.mock.calls.map(([type]) => type);
    expect(types.toSorted()).toEqual([...new Set(types)].toSorted());
    expect(types).toEqual(
      expect.arrayContaining(['click', 'dblclick', 'keydown', 'mouseup', 'touchend', 'pointerdown']),
    );
    byId('one').querySelector('button')?.click();
    expect(asked.mock.calls).toEqual([['click']]);
  });

  it('keys that may act, and none that only read on', () => {
    started();
    const acting = ['Enter', ' ', 'l', 't', 's', 'ArrowRight', 'Escape', 'Unidentified'];
    const idle = [
      'PageUp',
      'PageDown',
      'Home',
      'End',
      'Tab',
      'Shift',
      'Control',
      'Alt',
      'AltGraph',
      'Meta',
      'CapsLock',
    ];
    for (const key of [...idle, ...acting]) expect(press(byId('one'), key), key).toBe(true);
    expect(asked.mock.calls.map(([key]) => key)).toEqual(acting);
    expect(pressed).toBe(acting.length);
  });

  it('in an open warning every key by itself, also one that only reads on', () => {
    started();
    isOpen = true;
    for (const key of ['PageDown', 'Tab', 'Enter']) expect(press(own(), key), key).toBe(false);
    isOpen = false;
    expect(press(own(), 'PageDown')).toBe(true);
  });

  it('nothing once it is stopped', () => {
    started();
    stop();
    byId('one').querySelector('button')?.click();
    press(byId('one'), 'Enter');
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('a page of which nothing is known yet', () => {
  it('is listened to, and watched from when something is', () => {
    isKnown = false;
    started();
    byId('one').querySelector('button')?.click();
    expect(watched).not.toHaveBeenCalled();
    learn(knowledge);
    expect(watched).toHaveBeenCalledTimes(1);
    expect(lookedAgain).toHaveBeenCalled();
    byId('one').querySelector('button')?.click();
    expect(asked.mock.calls).toEqual([['click']]);
  });

  it('is watched once, and looked at anew with all that is known later', () => {
    started();
    const before = lookedAgain.mock.calls.length;
    learn(knowledge);
    learn(knowledge);
    expect(watched).toHaveBeenCalledTimes(1);
    expect(lookedAgain).toHaveBeenCalledTimes(before + 2);
  });

  it('is looked at when the surface comes, if it is watched', () => {
    stop = startGuard(site);
    const before = lookedAgain.mock.calls.length;
    offerSurface(surface as Surface);
    expect(lookedAgain).toHaveBeenCalledTimes(before + 1);
  });
});

describe('a finger', () => {
  const touch = (target: Element, type: string) => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const prevent = vi.spyOn(event, 'preventDefault');
    return { isHeard: fire(target, event), prevented: prevent.mock.calls.length };
  };

  it('is never kept from scrolling', () => {
    const listen = vi.spyOn(globalThis, 'addEventListener');
    started();
    const passive = listen.mock.calls
      .filter(([, , options]) => (options as AddEventListenerOptions).passive)
      .map(([type]) => type);
    expect(passive).toEqual(['touchstart']);
  });

  it('that opened the warning when it came down makes no click on it when it is lifted', () => {
    vi.spyOn(Assessor.prototype, 'assess').mockReturnValue({ response: 'hold' } as Assessment);
    started();
    const button = document.querySelector('button') as HTMLElement;
    expect(touch(button, 'touchend')).toEqual({ isHeard: true, prevented: 0 });
    hit = { action: 'like', step: 'commit', control: button };
    // A browser would say on the page's console that nothing can be prevented there.
    expect(touch(button, 'touchstart')).toEqual({ isHeard: false, prevented: 0 });
    hit = null;
    expect(touch(button, 'touchend')).toEqual({ isHeard: true, prevented: 1 });
    expect(touch(own(), 'touchend')).toEqual({ isHeard: false, prevented: 0 });
  });
});

describe('a hand on a post', () => {
  const put = (target: Element) => fire(target, new Event('pointerdown', { bubbles: true }));

  it('lets it be recognised before the hand lets go', async () => {
    started();
    expect(put(byId('two').querySelector('button') as Element)).toBe(true);
    expect(read.mock.calls).toEqual([['two']]);
    // The worker is asked as for a post that has come to rest.
    await vi.waitFor(() => expect(JSON.stringify(sent)).toContain('Sore'));
  });

  it.each(['p', 'jaga-netral', 'body'])('anywhere else reads nothing: %s', (place) => {
    started();
    expect(put(document.querySelector(place) as Element)).toBe(true);
    expect(read).not.toHaveBeenCalled();
  });

  it('on what is not understood does the page no harm', () => {
    started();
    const failed = vi.fn();
    addEventListener('error', failed);
    expect(put(document.querySelector('b') as Element)).toBe(true);
    removeEventListener('error', failed);
    expect(failed).not.toHaveBeenCalled();
  });
});

describe('rehearsing a click', () => {
  const slice = () => {
    const [work] = idle.splice(0);
    const from = clock;
    work?.();
    return clock - from;
  };
  const times = () => asked.mock.calls.length;

  it('goes its road in idle slices, as often as it helps, on one post', () => {
    started();
    cost = 1;
    watch.onPost(byId('bare'));
    expect(idle).toEqual([]);
    watch.onPost(byId('one'));
    watch.onPost(byId('two'));
    expect(idle).toHaveLength(1);
    expect(times()).toBe(0);
    while (idle.length) expect(slice()).toBeLessThanOrEqual(3);
    expect(times()).toBe(40);
  });

  it('meets a participant on it, and leaves nothing of it behind', () => {
    const assess = vi.spyOn(Assessor.prototype, 'assess');
    started();
    watch.onPost(byId('one'));
    const [own] = assess.mock.contexts;
    const before = sent.length;
    assess.mockClear();
    while (idle.length) slice();
    const responses = assess.mock.results.map(({ value }) => value.response);
    expect(new Set(responses)).toEqual(new Set(['hold', 'none']));
    expect(assess.mock.contexts).not.toContain(own);
    expect(sent).toHaveLength(before);
  });

  it('ends with the guard', () => {
    started();
    cost = 1;
    watch.onPost(byId('one'));
    slice();
    const before = times();
    stop();
    while (idle.length) slice();
    expect(times()).toBe(before);
  });
});
