/**
 * What the extension weighs on a page, measured in real browsers on feeds of the replicas: `npm run bench:page`.
 * docs/performance.md says how each figure comes about and what it is worth.
 *
 * `--json` for machines, `--quick` for a short run, `--site x` for one site, `--throttle 1` for one speed of the CPU,
 * `--only scroll,kinds,own,read,start,click,slope,firefox`.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { SITE_IDS, type SiteId } from '../../src/domain/vocabulary.ts';
import { configure, launch } from '../browser/driver.ts';
import type { LongTask, MainThread } from '../browser/trace.ts';
import { benchFeed } from './page-feed.ts';
import { type FirefoxFigures, firefoxRuns } from './page-firefox.ts';
import { compareKinds, type Kind, type Kinds } from './page-kinds.ts';
import {
  attributedRun,
  clickRun,
  mainRun,
  READING_MS,
  type ScrollCost,
  scrollRun,
  startRun,
  YARDSTICK_MS,
  yardstickRun,
} from './page-runs.ts';
import { medianOf, quantileOf } from './page-statistics.ts';

/** What is held to be light enough; docs/performance.md says why. */
const GOALS = {
  share: 0.05,
  perPost: 40,
  longTasks: 0,
  start: { 1: 3, 4: 10 },
  decision: { 1: 1, 4: 5 },
  visible: 50,
  heap: 3,
} as const;

type Throttle = 1 | 4;
const PERSON = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    site: { type: 'string' },
    throttle: { type: 'string' },
    only: { type: 'string', default: 'scroll,kinds,own,read,start,click,slope,firefox' },
  },
});
const sites: readonly SiteId[] = flags.site ? SITE_IDS.filter((id) => id === flags.site) : SITE_IDS;
if (sites.length === 0) throw new Error(`--site ${flags.site}: must be one of ${SITE_IDS.join(', ')}`);
const throttles = ([1, 4] as const).filter((one) => (flags.throttle ?? `${one}`) === `${one}`);
if (throttles.length === 0) throw new Error(`--throttle ${flags.throttle}: must be 1 or 4`);
const parts = new Set(flags.only.split(','));
const POSTS = flags.quick ? 200 : 1_000;
const PAIRS = flags.quick ? 1 : 3;
const LOADS = flags.quick ? 8 : 24;
const CLICKS = flags.quick ? 60 : 240;
/** Posts for somebody who reads them. */
const READ = flags.quick ? 30 : 100;
/** Kinds of work that differ by less than this, in ms, are not told one by one. */
const TELLING_MS = 1;
/** Feeds for the slope; the longest is long enough for anybody's evening. */
const LENGTHS = flags.quick ? [100, 400] : [100, 1_000, 10_000];

/** Medians over runs with the extension, each against the mean of its two neighbours without it. */
interface Scrolled {
  readonly site: SiteId;
  readonly throttle: Throttle;
  readonly posts: number;
  /** Of the posts, how many the extension read at this pace. */
  readonly read: number;
  /** Main thread without the extension, ms. */
  readonly bare: number;
  /** Added by it, ms; also in the single pairs, for the spread. */
  readonly added: number;
  readonly pairs: readonly number[];
  /** What two neighbours without it differ by, ms. */
  readonly noise: readonly number[];
  readonly share: number;
  /** µs. */
  readonly perPost: number;
  readonly addedScript: number;
  readonly addedLoad: number;
  readonly addedLongTasks: number;
  /** Without the extension run by run, for the spread, and added in the single pairs. */
  readonly longTasks: { readonly bare: readonly number[]; readonly pairs: readonly number[] };
  readonly addedHeap: number;
}
interface Compared {
  readonly site: SiteId;
  readonly posts: number;
  readonly kinds: readonly Kind[];
  /** What stands out as more, all together, µs a post: what happens to be less may not pay for it. */
  readonly perPost: number;
  /** Tasks of more than 50 ms, run by run; `throughUs` are those that were shorter without what is ours in them. */
  readonly long: Readonly<Record<'bare' | 'with', readonly number[]>> & {
    readonly throughUs: readonly (readonly LongTask[])[];
  };
}
interface Own {
  readonly site: SiteId;
  readonly throttle: Throttle;
  readonly posts: number;
  /** ms in our scripts by the trace, their longest stretch, and µs a post. */
  readonly script: number;
  readonly longest: number;
  readonly perPost: number;
  readonly calls: number;
  readonly asked: number;
}
interface Started {
  readonly site: SiteId;
  readonly throttle: Throttle;
  /** Median and 95th percentile of compile and run at `document_start`, and the median at `document_end`; ms. */
  readonly start: number;
  readonly startP95: number;
  readonly end: number;
}
interface Clicked {
  readonly site: SiteId;
  readonly throttle: Throttle;
  readonly clicks: number;
  readonly held: number;
  readonly p50: number;
  readonly p99: number;
  readonly visibleP50: number;
  readonly visibleP95: number;
}
interface Slope {
  readonly site: SiteId;
  /** µs in our scripts a post, by length of the feed. */
  readonly perPost: Readonly<Record<number, number>>;
  /** µs a post more for each tenfold length. */
  readonly slope: number;
}
interface Figures {
  readonly load: readonly number[];
  readonly scrolled: Scrolled[];
  readonly compared: Compared[];
  readonly own: Own[];
  readonly read: Own[];
  readonly started: Started[];
  readonly clicked: Clicked[];
  /** What the throttle makes of a loop of `YARDSTICK_MS`, ms. */
  readonly yardstick: Partial<Record<Throttle, { readonly p50: number; readonly p99: number }>>;
  readonly slopes: Slope[];
  firefox: FirefoxFigures | string;
}

/**
 * Each run with the extension stands between two without it, so that a machine that slowly warms up or tires favours
 * neither; how far those two lie apart is what the machine does by itself.
 */
const scroll = async (browsers: Pair, site: SiteId, throttle: Throttle): Promise<Scrolled> => {
  const task = { site, throttle, posts: benchFeed(site, POSTS) };
  const run = (isBare: boolean): Promise<ScrollCost> =>
    scrollRun(isBare ? browsers.bare : browsers.with, task, isBare);
  const bares = [await run(true)];
  const runs: { readonly bare: ScrollCost; readonly with: ScrollCost; readonly after: ScrollCost }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const one = { bare: bares.at(-1) as ScrollCost, with: await run(false), after: await run(true) };
    bares.push(one.after);
    runs.push(one);
  }
  const added = (of: (cost: ScrollCost) => number) =>
    runs.map((run) => of(run.with) - (of(run.bare) + of(run.after)) / 2);
  const pairs = added(({ mainThread }) => mainThread);
  const bare = medianOf(bares.map((one) => one.mainThread));
  const more = medianOf(pairs);
  return {
    site,
    throttle,
    posts: POSTS,
    read: medianOf(runs.map((run) => run.with.asked)),
    bare,
    added: more,
    pairs,
    noise: runs.map((one) => one.after.mainThread - one.bare.mainThread),
    share: more / bare,
    perPost: (more * 1_000) / POSTS,
    addedScript: medianOf(added(({ script }) => script)),
    addedLoad: medianOf(added(({ loadMainThread }) => loadMainThread)),
    addedLongTasks: medianOf(added(({ longTasks }) => longTasks)),
    longTasks: { bare: bares.map(({ longTasks }) => longTasks), pairs: added(({ longTasks }) => longTasks) },
    addedHeap: medianOf(added(({ heap }) => heap)),
  };
};

/** Under a trace, which itself costs; so at full speed alone, and only to see of what kind the difference is. */
const compare = async (browsers: Pair, site: SiteId): Promise<Compared> => {
  const task = { site, throttle: 1, posts: benchFeed(site, POSTS) };
  const bare = [await mainRun(browsers.bare, task)];
  const withIt: MainThread[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    withIt.push(await mainRun(browsers.with, task));
    bare.push(await mainRun(browsers.bare, task));
  }
  const [kindsBare, kindsWith] = [bare, withIt].map((runs) => runs.map(({ kinds }) => kinds)) as [
    Kinds[],
    Kinds[],
  ];
  const kinds = compareKinds(kindsBare, kindsWith);
  const all = kinds.reduce((sum, { added, standsOut }) => sum + (standsOut ? Math.max(0, added) : 0), 0);
  return {
    site,
    posts: POSTS,
    kinds,
    perPost: (all * 1_000) / POSTS,
    long: {
      bare: bare.map(({ long }) => long),
      with: withIt.map(({ long }) => long),
      throughUs: withIt.map(({ longThroughUs }) => longThroughUs),
    },
  };
};

interface Pair {
  readonly bare: Browser;
  readonly with: Browser;
}

const own = async (
  browsers: Pair,
  site: SiteId,
  throttle: Throttle,
  posts: number,
  pace?: number,
): Promise<Own> => {
  const run = await attributedRun(browsers.with, { site, throttle, posts: benchFeed(site, posts) }, pace);
  return { site, throttle, posts, ...run, perPost: (run.script * 1_000) / posts };
};

const start = async (browsers: Pair, site: SiteId, throttle: Throttle): Promise<Started> => {
  const { atStart, atEnd } = await startRun(
    browsers.with,
    { site, throttle, posts: benchFeed(site, 20) },
    LOADS,
  );
  return {
    site,
    throttle,
    start: medianOf(atStart),
    startP95: quantileOf(atStart, 0.95),
    end: medianOf(atEnd),
  };
};

const click = async (browsers: Pair, site: SiteId, throttle: Throttle): Promise<Clicked> => {
  // Every third is about a participant: both kinds of decision, and enough warnings for a 95th percentile. Long enough
  // for a slow page, on which a notch of the wheel passes more posts by.
  const times = await clickRun(
    browsers.with,
    { site, throttle, posts: benchFeed(site, CLICKS * 4, 3) },
    CLICKS,
  );
  return {
    site,
    throttle,
    clicks: times.decisions.length,
    held: times.visible.length,
    p50: medianOf(times.decisions),
    p99: quantileOf(times.decisions, 0.99),
    visibleP50: medianOf(times.visible),
    visibleP95: quantileOf(times.visible, 0.95),
  };
};

const slope = async (browsers: Pair, site: SiteId): Promise<Slope> => {
  const perPost: Record<number, number> = {};
  for (const posts of LENGTHS) {
    const one = await own(browsers, site, 1, posts);
    perPost[posts] = one.perPost;
    // As it comes: the longest feed takes long.
    cells(site, posts, one.asked, one.calls, one.script.toFixed(1), one.perPost.toFixed(1));
  }
  // Least squares over the decimal logarithm of the length.
  const points = LENGTHS.map((length) => [Math.log10(length), perPost[length] ?? Number.NaN] as const);
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return { site, perPost, slope: rise / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0) };
};

const log = (text: string) => {
  if (!flags.json) console.log(text);
};
const cells = (...values: readonly (string | number)[]) =>
  log(values.map((value, at) => (at < 1 ? String(value).padEnd(15) : String(value).padStart(13))).join(''));
let missed = 0;
const held = (isMet: boolean): string => {
  if (!isMet) missed += 1;
  return isMet ? 'met' : 'MISSED';
};
const range = ([least, most]: readonly [number, number]): string =>
  `${least.toFixed(1)} to ${most.toFixed(1)}`.padStart(17);
const at = (site: SiteId, throttle: Throttle) => `${site} ${throttle}x`;

const measure = async (figures: Figures): Promise<void> => {
  const browsers: Pair = { bare: await launch({ bare: true }), with: await launch() };
  try {
    await configure(browsers.with, PERSON);
    const each = async (
      name: string,
      head: readonly string[],
      run: (site: SiteId, throttle: Throttle) => Promise<void>,
    ) => {
      if (!parts.has(name)) return;
      log('');
      cells(...(head as [string, ...string[]]));
      for (const site of sites) for (const throttle of throttles) await run(site, throttle);
    };
    await each('start', ['start', 'median ms', 'p95', 'goal', '', 'surface ms'], async (site, throttle) => {
      const one = await start(browsers, site, throttle);
      figures.started.push(one);
      const goal = GOALS.start[throttle];
      cells(
        at(site, throttle),
        one.start.toFixed(2),
        one.startP95.toFixed(2),
        goal,
        held(one.start <= goal),
        one.end.toFixed(2),
      );
    });
    await each(
      'click',
      ['click', 'clicks', 'decided p50', 'p99 ms', 'goal', '', 'held', 'visible p50', 'p95 ms', 'goal'],
      async (site, throttle) => {
        const one = await click(browsers, site, throttle);
        figures.clicked.push(one);
        const goal = GOALS.decision[throttle];
        cells(
          at(site, throttle),
          one.clicks,
          one.p50.toFixed(3),
          one.p99.toFixed(3),
          goal,
          held(one.p99 <= goal),
          one.held,
          one.visibleP50,
          one.visibleP95,
          throttle === 1 ? `${GOALS.visible} ${held(one.visibleP95 <= GOALS.visible)}` : '',
        );
      },
    );
    if (parts.has('click'))
      for (const throttle of throttles) {
        const times = await yardstickRun(browsers.bare, throttle, CLICKS);
        figures.yardstick[throttle] = { p50: medianOf(times), p99: quantileOf(times, 0.99) };
        const { p50, p99 } = figures.yardstick[throttle];
        cells(`${YARDSTICK_MS} ms loop ${throttle}x`, times.length, p50.toFixed(3), p99.toFixed(3));
      }
    await each(
      'own',
      ['own script', 'posts', 'read', 'calls', 'ms', 'us a post', 'goal', '', 'longest ms'],
      async (site, throttle) => {
        const one = await own(browsers, site, throttle, POSTS);
        figures.own.push(one);
        cells(
          at(site, throttle),
          one.posts,
          one.asked,
          one.calls,
          one.script.toFixed(1),
          one.perPost.toFixed(1),
          throttle === 1 ? GOALS.perPost : '',
          throttle === 1 ? held(one.perPost <= GOALS.perPost) : '',
          one.longest.toFixed(2),
        );
      },
    );
    await each(
      'read',
      ['reading', 'posts', 'read', 'calls', 'ms', 'us a post', 'longest ms'],
      async (site, throttle) => {
        const one = await own(browsers, site, throttle, READ, READING_MS);
        figures.read.push(one);
        cells(
          at(site, throttle),
          one.posts,
          one.asked,
          one.calls,
          one.script.toFixed(1),
          one.perPost.toFixed(1),
          one.longest.toFixed(2),
        );
      },
    );
    await each(
      'scroll',
      [
        'scroll',
        'read',
        'bare ms',
        'added ms',
        '%',
        'goal 5 %',
        'us a post',
        'script ms',
        'long tasks',
        'heap MB',
        'at load ms',
        'pairs',
        'bare / bare',
      ],
      async (site, throttle) => {
        const one = await scroll(browsers, site, throttle);
        figures.scrolled.push(one);
        cells(
          at(site, throttle),
          `${one.read}/${one.posts}`,
          one.bare.toFixed(0),
          one.added.toFixed(0),
          (one.share * 100).toFixed(1),
          throttle === 1 ? held(one.share <= GOALS.share) : '',
          one.perPost.toFixed(0),
          one.addedScript.toFixed(0),
          throttle === 1
            ? `${one.addedLongTasks} ${held(one.addedLongTasks <= GOALS.longTasks)}`
            : one.addedLongTasks,
          `${one.addedHeap.toFixed(2)} ${held(one.addedHeap <= GOALS.heap)}`,
          one.addedLoad.toFixed(0),
          ` ${one.pairs.map((pair) => pair.toFixed(0)).join(' / ')}`,
          ` ${one.noise.map((pair) => pair.toFixed(0)).join(' / ')}`,
        );
        log(
          `  long tasks: without it ${one.longTasks.bare.join(', ')}; added in each pair ${one.longTasks.pairs.join(', ')}`,
        );
      },
    );
    if (parts.has('kinds'))
      for (const site of sites) {
        const one = await compare(browsers, site);
        figures.compared.push(one);
        log('');
        const verdict = `goal ${GOALS.perPost} ${held(one.perPost <= GOALS.perPost)}`;
        log(
          `${site} by kind of work: what stands out as more is ${one.perPost.toFixed(1)} us a post, ${verdict}`,
        );
        const { bare, with: withIt, throughUs } = one.long;
        const count = throughUs.map(({ length }) => length).join(', ');
        log(
          `  long tasks: without it ${bare.join(', ')}; with it ${withIt.join(', ')}, of which through us ${count}`,
        );
        for (const { ms, ours } of throughUs.flat())
          log(`    one of ${ms.toFixed(1)} ms, ${ours.toFixed(1)} of it ours`);
        for (const { name, bare, with: withIt, added, standsOut } of one.kinds)
          if (Math.abs(added) >= TELLING_MS)
            log(
              `${standsOut ? '*' : ' '} ${name.padEnd(56)} ${added.toFixed(1).padStart(7)} ms   bare ${range(bare)}   with ${range(withIt)}`,
            );
      }
    if (parts.has('slope')) {
      log('');
      cells('slope', 'posts', 'read', 'calls', 'ms', 'us a post');
      for (const site of sites) {
        const one = await slope(browsers, site);
        figures.slopes.push(one);
        log(`${site}: ${one.slope.toFixed(1)} us a post more for each tenfold length`);
      }
    }
  } finally {
    await browsers.bare.close();
    await browsers.with.close();
  }
};

const figures: Figures = {
  load: loadavg(),
  scrolled: [],
  compared: [],
  own: [],
  read: [],
  started: [],
  clicked: [],
  yardstick: {},
  slopes: [],
  firefox: 'not measured',
};
log(
  `Weight on the page; load of the machine at the start ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);
await measure(figures);
if (parts.has('firefox')) {
  figures.firefox = await firefoxRuns(sites, flags.quick ? 200 : 1_000, PAIRS, PERSON);
  log('');
  if (typeof figures.firefox === 'string') log(figures.firefox);
  else {
    cells('Firefox', 'extension', 'frames', 'frame p50 ms', 'p95', 'late frames', 'scroll ms');
    for (const { site, extension, frames, p50, p95, late, wall } of figures.firefox.runs)
      cells(site, extension, frames, p50.toFixed(1), p95.toFixed(1), late, wall.toFixed(0));
    if (figures.firefox.remark) log(figures.firefox.remark);
  }
}
log(
  `\n${missed === 0 ? 'Every goal is met' : `${missed} goals are missed`}; load at the end ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);
if (flags.json) console.log(JSON.stringify({ ...figures, loadAtEnd: loadavg(), missed }, null, 2));
if (missed > 0) process.exitCode = 1;
