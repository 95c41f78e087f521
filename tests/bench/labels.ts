/** Must be seen: posts labelled by hand, with their text alone and with the author or page beside it. */
import type { Level, Subject } from '../../src/domain/vocabulary.ts';
import { rules } from '../../src/pack/bundle.ts';
import type { Gazetteer } from '../../src/recognition/gazetteer.ts';
import { type LabelledPost, readLabels } from './corpora.ts';
import { whyOf } from './silence.ts';
import { postOf, type World, worldOf } from './world.ts';

export interface Judged {
  readonly post: LabelledPost;
  readonly level: Level;
  readonly why: string;
}

export type Confusion = Record<LabelledPost['warn'], Record<Level, number>>;

export interface Labels {
  readonly posts: number;
  readonly confusion: Confusion;
  /** Share of D judged `dilarang` or `hati-hati`; of L judged `aman`; of the posts judged `dilarang` that are D. */
  readonly recall: number;
  readonly specificity: number;
  readonly precision: number;
  readonly misses: readonly Judged[];
}

export interface Context {
  /** Posts labelled D with page context, and how many of them were judged other than `aman`. */
  readonly page: { readonly posts: number; readonly seen: number; readonly dilarang: number };
  /** Posts labelled L on the same page: what context costs. */
  readonly pageOthers: { readonly posts: number; readonly dilarang: number };
  /** Posts labelled D from each participant's account in the rules. */
  readonly account: { readonly posts: number; readonly accounts: number; readonly dilarang: number };
}

/** The comments of this set stood under the official debate of two pairs; this is what its page would name. */
const PAGE_TITLES: Readonly<Record<string, string>> = {
  pol_yt_pilkada_banten_2024:
    'Debat Publik Pilgub Banten 2024: Airin Rachmi Diany-Ade Sumardi dan Andra Soni-Dimyati Natakusumah',
};

const worlds = (gazetteer: Gazetteer) => {
  const known = new Map<string | null, World>();
  return (region: string | null): World => {
    const world = known.get(region) ?? worldOf(region, gazetteer);
    known.set(region, world);
    return world;
  };
};

const judgeOne = (world: World, post: LabelledPost, more: Partial<Subject> = {}): Judged => {
  const verdict = world.judged(world.see(postOf(post.text, more)), post.date);
  return { post, level: verdict.level, why: whyOf(verdict) };
};

const isMiss = ({ post, level }: Judged): boolean =>
  (post.warn === 'D' && level === 'aman') ||
  (post.warn === 'L' && level !== 'aman') ||
  (post.warn === 'C' && level === 'dilarang');

/** Text alone, on the posts that can be labelled from it. */
export const measureLabels = (folder: string, gazetteer: Gazetteer): Labels => {
  const worldFor = worlds(gazetteer);
  const judged = readLabels(folder)
    .filter(({ textOnly }) => textOnly)
    .map((post) => judgeOne(worldFor(post.region), post));
  const row = (): Record<Level, number> => ({ dilarang: 0, 'hati-hati': 0, aman: 0 });
  const confusion: Confusion = { D: row(), C: row(), L: row() };
  for (const { post, level } of judged) confusion[post.warn][level] += 1;
  const total = (warn: LabelledPost['warn']) => Object.values(confusion[warn]).reduce((sum, n) => sum + n, 0);
  const prohibited = confusion.D.dilarang + confusion.C.dilarang + confusion.L.dilarang;
  return {
    posts: judged.length,
    confusion,
    recall: 1 - confusion.D.aman / total('D'),
    specificity: confusion.L.aman / total('L'),
    precision: prohibited === 0 ? 1 : confusion.D.dilarang / prohibited,
    misses: judged.filter(isMiss),
  };
};

/** With the page's title, and with a participant's account as the author. */
export const measureContext = (folder: string, gazetteer: Gazetteer): Context => {
  const worldFor = worlds(gazetteer);
  const posts = readLabels(folder);
  const onPage = posts
    .filter(({ set }) => PAGE_TITLES[set] !== undefined)
    .map((post) => judgeOne(worldFor(post.region), post, { pageTitle: PAGE_TITLES[post.set] ?? '' }));
  const partisan = onPage.filter(({ post }) => post.warn === 'D');
  const others = onPage.filter(({ post }) => post.warn === 'L');
  const isProhibited = ({ level }: Judged) => level === 'dilarang';

  // An account counts while its election runs; the labelled posts are of 2023-24.
  const handles = rules.participants
    .filter(({ election }) => election === 'pemilu-2024')
    .flatMap(({ participants }) => participants.flatMap(({ accounts }) => accounts))
    .map(({ site, handle }) => ({ site, handle }));
  let accountPosts = 0;
  let accountSeen = 0;
  for (const post of posts) {
    if (post.warn !== 'D' || PAGE_TITLES[post.set] !== undefined) continue;
    for (const { site, handle } of handles) {
      accountPosts += 1;
      const { level } = judgeOne(worldFor(post.region), post, { site, author: { handle } });
      if (level === 'dilarang') accountSeen += 1;
    }
  }
  return {
    page: {
      posts: partisan.length,
      seen: partisan.filter(({ level }) => level !== 'aman').length,
      dilarang: partisan.filter(isProhibited).length,
    },
    pageOthers: { posts: others.length, dilarang: others.filter(isProhibited).length },
    account: { posts: accountPosts, accounts: handles.length, dilarang: accountSeen },
  };
};
