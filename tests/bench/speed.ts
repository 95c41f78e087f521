/** How long the page's tier takes: a post at a time, and as a text grows. */

import type { Gazetteer } from '../../src/recognition/gazetteer.ts';
import { buildMatcher } from '../../src/recognition/lexicon.ts';
import { readSets } from './corpora.ts';
import { pageTierOf, postOf, type World } from './world.ts';

export interface Speed {
  readonly posts: number;
  /** Microseconds a post: split, matched, weighed and judged. */
  readonly median: number;
  readonly p99: number;
  /** Milliseconds to build the matcher from the pack in storage. */
  readonly build: number;
  /** Texts from 1 kB to 100 kB: microseconds a kB at each size, and the last over the first. */
  readonly growth: readonly {
    readonly text: string;
    readonly perKb: readonly number[];
    readonly ratio: number;
  }[];
}

const SIZES = [1_000, 10_000, 100_000] as const;
const DATE = '2024-01-15';
/** Every 8th line of this many sets: enough for a 99th percentile, few enough for a minute. */
const STEP = 8;
const SETS = ['gen_', 'pol_', 'mix_x_pemilu2024', 'news_', 'hard_'];

const micros = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1_000;
};

const quantile = (sorted: readonly number[], at: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;

const fill = (piece: string, size: number): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** The middle one of three runs: what a post takes, without what else the machine did in between. */
const middleOf = (work: () => unknown): number =>
  [micros(work), micros(work), micros(work)].sort((a, b) => a - b)[1] ?? 0;

/** Best of several runs: what the work costs, without what else the machine did. */
const best = (world: World, text: string): number =>
  Math.min(...Array.from({ length: 9 }, () => micros(() => world.see(postOf(text)))));

/** Measures the page's tier on this machine. */
export const measureSpeed = (folder: string, gazetteer: Gazetteer): Speed => {
  const world = pageTierOf('32.73', gazetteer);
  const { lexicon } = world.matcher;
  const build = Math.min(...Array.from({ length: 5 }, () => micros(() => buildMatcher(lexicon)))) / 1_000;
  const lines = SETS.flatMap((prefix) => readSets(folder, prefix)).filter((_, at) => at % STEP === 0);
  const run = (text: string) => world.judged(world.see(postOf(text)), DATE);
  for (const text of lines) run(text);
  const times = lines.map((text) => middleOf(() => run(text))).sort((a, b) => a - b);
  const feed = lines.join(' ');
  const growth = [
    ['a feed', (size: number) => feed.slice(0, size)],
    ['names of participants', (size: number) => fill('Prabowo Subianto dan Anies Baswedan ', size)],
    ['one long hashtag', (size: number) => `#${fill('prabowogibran', size)}`],
    ['glued digits', (size: number) => fill('pr4b0w0g1br4n', size)],
    ['mentions', (size: number) => fill('@a.', size)],
    ['combining marks', (size: number) => fill('a\u0301\u0301\u0301', size)],
    ['bold mathematical letters', (size: number) => fill('𝗔𝗻𝗶𝗲𝘀 ', size)],
  ] as const;
  return {
    posts: lines.length,
    median: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    build,
    growth: growth.map(([text, make]) => {
      const perKb = SIZES.map((size) => best(world, make(size)) / (size / 1_000));
      return { text, perKb, ratio: (perKb.at(-1) ?? 0) / (perKb[0] || 1) };
    }),
  };
};
