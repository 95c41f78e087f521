/**
 * What the adapters cost, measured in real Chromium on feeds of the replicas: medians in microseconds, beside what
 * they should cost. It fails when a post is missed or read without its words; a busy machine is no failure.
 * `npm run bench:adapters`.
 */
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { SITE_IDS, type SiteId } from '../../src/domain/vocabulary.ts';
import { siteRules } from '../../src/pack/sites.ts';
import type { ReplicaPost } from '../../src/replicas/feed.ts';
import { browserPath, ROOT } from '../browser/engine.ts';
import { openReplica } from '../browser/replica-pages.ts';
import type { AdapterTimes } from './adapters-page.ts';

const POSTS = 240;
const ROUNDS = 41;

/** What one post should cost at most, in µs, and a health sample of any page. */
const TARGET: Readonly<Record<SiteId, { readonly readPost: number; readonly health: number }>> = {
  x: { readPost: 20, health: 5_000 },
  facebook: { readPost: 30, health: 5_000 },
  instagram: { readPost: 20, health: 5_000 },
  threads: { readPost: 30, health: 5_000 },
};

/** The page's part as one script. */
const pageScript = async (): Promise<string> => {
  const built = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: join(ROOT, 'tests/bench/adapters-page.ts'), formats: ['iife'], name: 'adaptersPage' },
    },
  });
  const [first] = [built].flat();
  if (!first || !('output' in first)) throw new Error('The page of the bench did not build.');
  return first.output[0].code;
};

/** Short posts as people write them; every fifth has a picture, every tenth a post inside. */
const feed = (site: SiteId): readonly ReplicaPost[] =>
  Array.from({ length: POSTS }, (_, at): ReplicaPost => {
    const post: ReplicaPost = {
      id:
        site === 'instagram' || site === 'threads'
          ? `C2bench${at}`
          : `17460000000000${String(at).padStart(5, '0')}`,
      kind: 'neutral',
      author: { handle: `tetangga${at % 37}`, name: `Tetangga Nomor ${at % 37}` },
      text: `Hujan sore ini turun tepat saat jemuran sudah diangkat, catatan ke-${at}. #ceritahariini`,
      ...(at % 5 === 0 ? { images: [{ alt: 'Tomat di keranjang anyaman' }] } : {}),
    };
    const inner = { ...post, id: `${post.id}9`, text: `Kabar dari rumah sebelah nomor ${at}.` };
    return at % 10 === 0 && site !== 'instagram' ? { ...post, quoted: inner } : post;
  });

const main = async (): Promise<void> => {
  const script = await pageScript();
  const browser = await puppeteer.launch({
    executablePath: browserPath('chromium'),
    headless: true,
    pipe: true,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  let failed = false;
  console.log(
    `${POSTS} posts, median of ${ROUNDS} rounds       µs a post                      µs a page\nsite         posts  readPost  postsIn(post)  badgeAnchor  postsIn(page)   health`,
  );
  try {
    for (const site of SITE_IDS) {
      const options = { virtualised: false } as const;
      const { page } = await openReplica(browser, { site, language: 'id', posts: feed(site), options });
      await page.evaluate(script);
      const times: AdapterTimes = await page.evaluate(
        (id, rules, rounds) => {
          const { measure } = globalThis as unknown as {
            measure(id: string, rules: unknown, rounds: number): AdapterTimes;
          };
          return measure(id, JSON.parse(rules), rounds);
        },
        site,
        JSON.stringify(siteRules[site]),
        ROUNDS,
      );
      await page.close();
      const { readPost, postsInPost, badgeAnchor, postsInPage, health } = times;
      const target = TARGET[site];
      const isWrong = times.posts !== POSTS || times.unread > 0;
      failed ||= isWrong;
      const isAbove = readPost > target.readPost || health > target.health;
      console.log(
        [
          site.padEnd(11),
          String(times.posts).padStart(7),
          readPost.toFixed(1).padStart(10),
          postsInPost.toFixed(1).padStart(15),
          badgeAnchor.toFixed(1).padStart(13),
          postsInPage.toFixed(0).padStart(15),
          health.toFixed(0).padStart(9),
          isWrong
            ? `  WRONG: ${times.unread} unread, ${POSTS} wanted`
            : isAbove
              ? `  above ${target.readPost} or ${target.health}`
              : '  ok',
        ].join(''),
      );
    }
  } finally {
    await browser.close();
  }
  if (failed) process.exitCode = 1;
};

await main();
