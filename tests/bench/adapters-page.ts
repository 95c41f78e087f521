/**
 * Runs in the page of a replica: times what the guard asks of an adapter, on the posts that stand there. Bundled
 * and injected by `adapters.ts`; the same adapters as in the content scripts.
 */
import type { SiteId } from '../../src/domain/vocabulary.ts';
import { facebookSite } from '../../src/sites/facebook.ts';
import { instagramSite } from '../../src/sites/instagram.ts';
import type { Site } from '../../src/sites/site.ts';
import { threadsSite } from '../../src/sites/threads.ts';
import { xSite } from '../../src/sites/x.ts';

const SITES: Readonly<Record<SiteId, Site>> = {
  x: xSite,
  facebook: facebookSite,
  instagram: instagramSite,
  threads: threadsSite,
};

/** Medians, in µs; the first three a post, the last two for the whole page. */
export interface AdapterTimes {
  readonly posts: number;
  readonly unread: number;
  readonly readPost: number;
  readonly postsInPost: number;
  readonly badgeAnchor: number;
  readonly postsInPage: number;
  readonly health: number;
}

const medianOf = (samples: readonly number[]): number =>
  samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? Number.NaN;

/** Posts in one sample: enough for the clock's grain, few enough that other work of the machine seldom falls in. */
const AT_ONCE = 60;

/** Median over samples of the mean time that one item takes, in µs. */
const time = <Item>(items: readonly Item[], rounds: number, ask: (item: Item) => unknown): number => {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const some = items.slice(from, from + AT_ONCE);
      const start = performance.now();
      for (const item of some) ask(item);
      samples.push(((performance.now() - start) * 1000) / some.length);
    }
  return medianOf(samples);
};

const measure = (id: SiteId, rules: unknown, rounds: number): AdapterTimes => {
  const site = SITES[id];
  site.use(rules);
  const posts = site.postsIn(document);
  return {
    posts: posts.length,
    unread: posts.filter((post) => !site.readPost(post)?.text).length,
    readPost: time(posts, rounds, (post) => site.readPost(post)),
    postsInPost: time(posts, rounds, (post) => site.postsIn(post)),
    badgeAnchor: time(posts, rounds, (post) => site.badgeAnchor(post)),
    postsInPage: time([document], rounds, (page) => site.postsIn(page)),
    health: time([document], rounds, (page) => site.health(page)),
  };
};

Object.assign(globalThis, { measure });
