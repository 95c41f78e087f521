/**
 * The runs of the bench in Chromium: scroll through a feed, start a page, click. Each is done by real input (wheel,
 * keys, mouse) on a replica at its site's address, with or without the extension, at a chosen CPU throttle.
 * Main-thread times are CPU time of that thread: what other programs of the machine take does not count.
 */
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { ReplicaPost, ReplicaSite } from '../../src/replicas/feed.ts';
import { chromium } from '../browser/chromium.ts';
import { until } from '../browser/engine.ts';
import { openReplica } from '../browser/replica-pages.ts';
import { type MainThread, type OwnSpan, type Trace, total, traced, tracedMain } from '../browser/trace.ts';

export interface Task {
  readonly site: ReplicaSite;
  readonly posts: readonly ReplicaPost[];
  /** How many times slower the CPU is made. */
  readonly throttle: number;
}

export interface ScrollCost {
  /** CPU time of the page's main thread, ms. */
  readonly mainThread: number;
  readonly script: number;
  /** The same from the navigation until the page has come to rest, before the first scroll. */
  readonly loadMainThread: number;
  /** Tasks of more than 50 ms during the scroll, by the clock on the wall. */
  readonly longTasks: number;
  /** Used after a collection, MB. */
  readonly heap: number;
  readonly loadHeap: number;
  /** Posts that the worker was asked about: those that the extension has read. */
  readonly asked: number;
}

/** One notch or key at a time, so far apart, in ms: eight to ten screens a second, faster than anybody reads. */
const PACE_MS = 60;
/** The same for somebody who reads, in ms: every post comes to rest. */
export const READING_MS = 700;
const STEP_PX = 500;
/**
 * The page is taken to be at rest when its main thread did less than this, in ms, for as long as `REST_MS`: longer than
 * the extension waits before its first look, whose cost belongs to the load.
 */
const QUIET_MS = 16;
const REST_MS = 1_500;

interface Bench {
  readonly page: Page;
  readonly cdp: CDPSession;
}

const open = async (browser: Browser, { site, posts, throttle }: Task): Promise<Bench> => {
  let cdp: CDPSession | undefined;
  const { page } = await openReplica(
    browser,
    { site, language: 'id', posts },
    '/',
    undefined,
    undefined,
    async (empty) => {
      cdp = await empty.createCDPSession();
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      await empty.evaluateOnNewDocument(() => {
        const counted = globalThis as unknown as { benchLong: number };
        counted.benchLong = 0;
        new PerformanceObserver((list) => {
          counted.benchLong += list.getEntries().length;
        }).observe({ type: 'longtask' });
      });
    },
  );
  if (!cdp) throw new Error('The tab was not prepared.');
  return { page, cdp };
};

const metrics = async ({ cdp }: Bench): Promise<{ readonly task: number; readonly script: number }> => {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => (metrics.find((one) => one.name === name)?.value ?? Number.NaN) * 1000;
  return { task: of('TaskDuration'), script: of('ScriptDuration') };
};

const heapMb = async ({ cdp }: Bench): Promise<number> => {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
};

/** Waits until the main thread has nothing more to do. */
const rest = async (bench: Bench): Promise<void> => {
  let before = (await metrics(bench)).task;
  await until(
    'the page to come to rest',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      const { task } = await metrics(bench);
      const done = task - before;
      before = task;
      return done < QUIET_MS;
    },
    60_000,
  );
};

/** One step down the feed: mostly the wheel, every tenth time a key. @returns false at the end */
const step = async (page: Page, at: number, pace = PACE_MS): Promise<void> => {
  const next = new Promise((resolve) => setTimeout(resolve, pace));
  if (at % 10 === 9) await page.keyboard.press('PageDown');
  else await page.mouse.wheel({ deltaY: STEP_PX });
  await next;
};

/**
 * Down to the end of the feed, or so many steps of the way from one of them on.
 * @returns whether the end was reached
 */
const scrollThrough = async (
  { page }: Bench,
  pace?: number,
  from = 0,
  steps = Number.POSITIVE_INFINITY,
): Promise<boolean> => {
  await page.mouse.move(500, 450);
  for (let at = from; at < from + steps; at += 1) {
    await step(page, at, pace);
    // Heights are guessed until a post is drawn, so where the end is shows on the way.
    if (at % 10 !== 0) continue;
    const isEnd = await page.evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement ?? document.body;
      return scrollTop + clientHeight >= scrollHeight - 4;
    });
    if (isEnd) return true;
  }
  return false;
};

/** Lets the worker count the posts that it is asked about; only a browser with the extension has one. */
const countAsked = (browser: Browser): Promise<void> =>
  chromium.inExtension(browser, () => {
    const scope = globalThis as unknown as {
      benchAsked?: Set<string>;
      chrome: { runtime: { onMessage: { addListener(listener: (message: unknown) => void): void } } };
    };
    const known = scope.benchAsked !== undefined;
    scope.benchAsked = new Set();
    if (known) return;
    scope.chrome.runtime.onMessage.addListener((message) => {
      const { type, subjects } = message as {
        type: string;
        subjects?: readonly { permalink?: string; text: string }[];
      };
      if (type === 'content:recognise') for (const { text } of subjects ?? []) scope.benchAsked?.add(text);
    });
  });

const askedSoFar = (browser: Browser): Promise<number> =>
  chromium.inExtension(
    browser,
    () => (globalThis as unknown as { benchAsked?: Set<string> }).benchAsked?.size ?? 0,
  );

/** Scrolls through the whole feed and tells what the page's main thread had to do. */
export const scrollRun = async (browser: Browser, task: Task, isBare: boolean): Promise<ScrollCost> => {
  if (!isBare) await countAsked(browser);
  const bench = await open(browser, task);
  try {
    await bench.page.bringToFront();
    await rest(bench);
    const loadHeap = await heapMb(bench);
    const before = await metrics(bench);
    const longBefore = await longTasks(bench);
    await scrollThrough(bench);
    await rest(bench);
    const after = await metrics(bench);
    const longAfter = await longTasks(bench);
    return {
      mainThread: after.task - before.task,
      script: after.script - before.script,
      loadMainThread: before.task,
      longTasks: longAfter - longBefore,
      heap: await heapMb(bench),
      loadHeap,
      asked: isBare ? 0 : await askedSoFar(browser),
    };
  } finally {
    await bench.page.close();
  }
};

const longTasks = ({ page }: Bench): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { benchLong: number }).benchLong);

export interface OwnScript {
  /** Time in our scripts during the whole scroll, ms by the trace. */
  readonly script: number;
  /** The longest single stretch of it, ms. */
  readonly longest: number;
  /** How often the browser called us. */
  readonly calls: number;
  /** Posts that the worker was asked about: those that the extension has read. */
  readonly asked: number;
}

/** A trace is read as one string; that of a very long feed is taken in parts of so many steps. */
const TRACED_STEPS = 2_000;

/**
 * Scrolls once more under the browser's trace: what stands there under the extension's own name.
 * @param pace ms between two steps
 */
export const attributedRun = async (browser: Browser, task: Task, pace?: number): Promise<OwnScript> => {
  await countAsked(browser);
  const bench = await open(browser, task);
  try {
    await bench.page.bringToFront();
    await rest(bench);
    const ours: OwnSpan[] = [];
    let isEnd = false;
    for (let from = 0; !isEnd; from += TRACED_STEPS) {
      const part = await traced(bench.page, chromium.origin, async () => {
        isEnd = await scrollThrough(bench, pace, from, TRACED_STEPS);
      });
      ours.push(...part.ours);
      if (!isEnd) console.error(`${task.site}, ${task.posts.length} posts: ${from + TRACED_STEPS} steps`);
    }
    return {
      script: total(ours),
      longest: Math.max(0, ...ours.map(({ cpu }) => cpu)),
      calls: ours.length,
      asked: await askedSoFar(browser),
    };
  } finally {
    await bench.page.close();
  }
};

/** Scrolls once more under the browser's trace: what the page's main thread did. */
export const mainRun = async (browser: Browser, task: Task): Promise<MainThread> => {
  const bench = await open(browser, task);
  try {
    await bench.page.bringToFront();
    await rest(bench);
    return await tracedMain(bench.page, chromium.origin, async () => {
      await scrollThrough(bench);
    });
  } finally {
    await bench.page.close();
  }
};

/** Loads a page several times; compile and run of each script at its start, ms, a number for each load. */
export const startRun = async (
  browser: Browser,
  task: Task,
  loads: number,
): Promise<{ readonly atStart: number[]; readonly atEnd: number[] }> => {
  const bench = await open(browser, task);
  const atStart: number[] = [];
  const atEnd: number[] = [];
  try {
    await bench.page.bringToFront();
    for (let load = 0; load < loads; load += 1) {
      const { ours } = await traced(bench.page, chromium.origin, async () => {
        await bench.page.reload({ waitUntil: 'load' });
      });
      const starts = ours.filter(({ name }) => name !== 'FunctionCall');
      atStart.push(total(starts.filter(({ url }) => !url.includes('surface'))));
      atEnd.push(total(starts.filter(({ url }) => url.includes('surface'))));
    }
  } finally {
    await bench.page.close();
  }
  return { atStart, atEnd };
};

const LIKE: Readonly<Record<ReplicaSite, string>> = {
  x: 'article [data-testid="like"]',
  facebook: '[aria-posinset] [data-ad-rendering-role="like_button"]',
  instagram: 'main article section [aria-label="Suka"]',
  threads: '[data-pressable-container] [aria-label="Suka"]',
};

/** The middle of a like control that is wholly in view and was not touched yet, or null. */
const nextLike = (page: Page, site: ReplicaSite): Promise<{ x: number; y: number } | null> =>
  page.evaluate((selector) => {
    const scope = globalThis as unknown as { benchTouched?: Set<string> };
    scope.benchTouched ??= new Set();
    for (const control of document.querySelectorAll(selector)) {
      const cell = control.closest('[data-replica-cell]')?.getAttribute('data-replica-cell') ?? '';
      const { left, top, width, height } = control.getBoundingClientRect();
      if (scope.benchTouched.has(cell) || top < 100 || top + height > innerHeight - 60) continue;
      scope.benchTouched.add(cell);
      return { x: left + width / 2, y: top + height / 2 };
    }
    return null;
  }, LIKE[site]);

/** A slow page goes on scrolling after the wheel: a click would land beside its control, and may open another page. */
const standstill = async (page: Page): Promise<void> => {
  for (let last = Number.NaN, now = 0; now !== last; ) {
    last = now;
    now = await page.evaluate(
      () =>
        new Promise<number>((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))),
        ),
    );
  }
};

/** Marks in the trace the moment at which the guard decides to hold: the event is stopped in its own world. */
const markDecisions = async ({ cdp, page }: Bench): Promise<void> => {
  const contexts: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) contexts.push(context.id);
  });
  await cdp.send('Runtime.enable');
  await page.bringToFront();
  await until('the world of the content script', async () => contexts.length > 0);
  for (const contextId of contexts)
    await cdp.send('Runtime.evaluate', {
      contextId,
      expression: `{
        const stop = Event.prototype.preventDefault;
        Event.prototype.preventDefault = function () { performance.mark('jn-held'); return stop.call(this); };
      }`,
    });
};

export interface ClickTimes {
  /** From the guard's first sight of the click to its decision, ms of the page's own thread. */
  readonly decisions: readonly number[];
  /** From the mouse to the frame that shows the open warning, ms, in the grain of 8 of the Event Timing API. */
  readonly visible: readonly number[];
  /** How long the guard's handler took in all on a click that it held, ms. */
  readonly held: readonly number[];
}

/** Decisions of one trace: until the mark where the click was held, else until the guard was done. */
const decisionsOf = (trace: Trace): { readonly decisions: number[]; readonly held: number[] } => {
  const decisions: number[] = [];
  const held: number[] = [];
  for (const { type, start, end } of trace.dispatches) {
    if (type !== 'click') continue;
    const own = trace.ours.find((one) => one.start >= start && one.end <= end);
    if (!own) continue;
    const mark = trace.marks.find((one) => one.start >= own.start && one.start <= own.end);
    decisions.push(mark ? mark.cpuStart - own.cpuStart : own.cpu);
    if (mark) held.push(own.cpu);
  }
  return { decisions, held };
};

/** How long a hand keeps the button down, ms. */
const PRESS_MS = 60;
/** A frame that has not come after so many ms never was late. */
const PATIENCE_MS = 1_500;

/** Likes so many posts of a feed with the real mouse; warnings are cancelled with the real keyboard. */
export const clickRun = async (browser: Browser, task: Task, clicks: number): Promise<ClickTimes> => {
  const bench = await open(browser, task);
  const { page } = bench;
  try {
    await page.bringToFront();
    await rest(bench);
    await markDecisions(bench);
    await page.evaluate(() => {
      const scope = globalThis as unknown as { benchClicks: PerformanceEntry[] };
      scope.benchClicks = [];
      new PerformanceObserver((list) => {
        scope.benchClicks.push(...list.getEntriesByName('click'));
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    });
    const heldVisible: number[] = [];
    let clicked = 0;
    const trace = await traced(page, chromium.origin, async () => {
      for (let turns = 0; clicked < clicks && turns < clicks * 4; turns += 1) {
        const place = await nextLike(page, task.site);
        if (!place) {
          await step(page, 0);
          await standstill(page);
          continue;
        }
        clicked += 1;
        const since = await page.evaluate(() => performance.now());
        await page.mouse.click(place.x, place.y, { delay: PRESS_MS });
        const isHeld = await page.evaluate(
          (from) => performance.getEntriesByName('jn-held').some(({ startTime }) => startTime >= from),
          since,
        );
        if (!isHeld) continue;
        // The entry comes after the frame; a click that was shown in less than 16 ms has none. Those of clicks before
        // may still be coming.
        const shown = await page.waitForFunction(
          (from, patience) => {
            const { benchClicks } = globalThis as unknown as { benchClicks: PerformanceEntry[] };
            const own = benchClicks.find(({ startTime }) => startTime >= from);
            return own?.duration ?? (performance.now() - from > patience && 16);
          },
          {},
          since,
          PATIENCE_MS,
        );
        heldVisible.push((await shown.jsonValue()) as number);
        await page.waitForFunction(() => document.activeElement?.localName === 'jaga-netral');
        await page.keyboard.press('Escape');
        await until('the warning to close', () =>
          page.evaluate(() => document.activeElement?.localName !== 'jaga-netral'),
        );
      }
    });
    const times = decisionsOf(trace);
    // A feed that lost its place would leave a few lucky ones.
    if (times.decisions.length < clicks)
      throw new Error(`${task.site}: ${times.decisions.length} of ${clicks} clicks were measured.`);
    return { ...times, visible: heldVisible };
  } finally {
    await page.close();
  }
};

/** How long the work of the yardstick takes at full speed, ms: what a decision takes on the dearest site. */
export const YARDSTICK_MS = 0.4;

/**
 * What the throttle alone makes of a click: a loop that always takes the same at full speed, on an empty page.
 * @returns its CPU times, ms, one for each click
 */
export const yardstickRun = async (
  browser: Browser,
  throttle: number,
  clicks: number,
): Promise<readonly number[]> => {
  const page = await browser.newPage();
  try {
    await page.setContent('<button style="width:300px;height:300px"></button>');
    await page.bringToFront();
    // As text: named functions that are compiled here would ask for a helper that the page has not.
    await page.evaluate(`{
      const rounds = 400, each = 1e6;
      let sum = 0;
      const loop = (turns) => { for (let turn = 0; turn < turns; turn += 1) sum = (sum * 31 + turn) | 0; };
      const start = performance.now();
      for (let round = 0; round < rounds; round += 1) loop(each);
      const turns = ${YARDSTICK_MS} / ((performance.now() - start) / rounds) * each;
      addEventListener('click', () => { performance.mark('jn-from'); loop(turns); performance.mark('jn-to'); });
    }`);
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const { marks } = await traced(page, chromium.origin, async () => {
      for (let click = 0; click < clicks; click += 1) await page.mouse.click(50, 50);
    });
    return Array.from({ length: marks.length >> 1 }, (_, at) => {
      const [from, to] = marks.slice(at * 2);
      return (to?.cpuStart ?? Number.NaN) - (from?.cpuStart ?? Number.NaN);
    });
  } finally {
    await page.close();
  }
};
