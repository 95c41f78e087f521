/**
 * The weight on a page in Firefox. No driver reaches Firefox's profiler, so only what a page itself can see is
 * measured: how long the same scroll takes and how evenly frames come, without an extension, with ours, and with
 * the blocker that Debian packages, where that is installed.
 */
import { existsSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';
import type { Settings } from '../../src/domain/settings.ts';
import type { SiteId } from '../../src/domain/vocabulary.ts';
import { configure, launch } from '../browser/driver.ts';
import { openReplica } from '../browser/replica-pages.ts';
import { benchFeed } from './page-feed.ts';
import { medianOf, quantileOf } from './page-statistics.ts';

/** Where `webext-ublock-origin-firefox` puts it. A driven Firefox does not load it from there by itself. */
const BLOCKER =
  '/usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}/uBlock0@raymondhill.net';
const STEP_PX = 500;
const PACE_MS = 60;
/** A frame that came later than this, in ms, after the one before it was seen to be late. */
const LATE_MS = 50;

type Extension = 'none' | 'ours' | 'blocker';

export interface FirefoxRun {
  readonly site: SiteId;
  readonly extension: Extension;
  /** Medians over the rounds: frames, ms between two, how many were late, ms of the whole scroll. */
  readonly frames: number;
  readonly p50: number;
  readonly p95: number;
  readonly late: number;
  readonly wall: number;
}

export interface FirefoxFigures {
  readonly runs: readonly FirefoxRun[];
  readonly remark: string;
}

type Round = Omit<FirefoxRun, 'site' | 'extension'>;

const round = async (browser: Browser, site: SiteId, posts: number): Promise<Round> => {
  const { page } = await openReplica(browser, { site, language: 'id', posts: benchFeed(site, posts) });
  try {
    await page.bringToFront();
    await page.mouse.move(500, 450);
    // As text: a named function that is compiled here would ask for a helper that the page has not.
    await page.evaluate(`{
      globalThis.benchFrames = [];
      const frame = (now) => {
        globalThis.benchFrames.push(now);
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }`);
    const began = performance.now();
    for (let step = 0; ; step += 1) {
      const next = new Promise((resolve) => setTimeout(resolve, PACE_MS));
      await page.mouse.wheel({ deltaY: STEP_PX });
      await next;
      if (step % 10 !== 0) continue;
      const isEnd = await page.evaluate(() => {
        const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement ?? document.body;
        return scrollTop + clientHeight >= scrollHeight - 4;
      });
      if (isEnd) break;
    }
    const wall = performance.now() - began;
    const frames = await page.evaluate(
      () => (globalThis as unknown as { benchFrames: number[] }).benchFrames,
    );
    const gaps = frames.slice(1).map((now, at) => now - (frames[at] ?? now));
    return {
      frames: frames.length,
      p50: medianOf(gaps),
      p95: quantileOf(gaps, 0.95),
      late: gaps.filter((gap) => gap > LATE_MS).length,
      wall,
    };
  } finally {
    await page.close();
  }
};

/**
 * Rounds in turns over the extensions.
 * @returns a sentence when Firefox is not there
 */
export const firefoxRuns = async (
  sites: readonly SiteId[],
  posts: number,
  rounds: number,
  person: Partial<Settings>,
): Promise<FirefoxFigures | string> => {
  const kinds: readonly Extension[] = existsSync(BLOCKER) ? ['none', 'ours', 'blocker'] : ['none', 'ours'];
  const browsers = new Map<Extension, Browser>();
  try {
    for (const kind of kinds) {
      const browser = await launch({ browser: 'firefox', bare: kind !== 'ours' });
      browsers.set(kind, browser);
      if (kind === 'ours') await configure(browser, person);
      else if (kind === 'blocker') await browser.installExtension(BLOCKER);
    }
    const runs: FirefoxRun[] = [];
    for (const site of sites) {
      const taken = new Map<Extension, Round[]>(kinds.map((kind) => [kind, []]));
      for (let turn = 0; turn < rounds; turn += 1)
        for (const [kind, browser] of browsers) taken.get(kind)?.push(await round(browser, site, posts));
      for (const [extension, all] of taken) {
        const middle = (of: (one: Round) => number) => medianOf(all.map(of));
        runs.push({
          site,
          extension,
          frames: middle(({ frames }) => frames),
          p50: middle(({ p50 }) => p50),
          p95: middle(({ p95 }) => p95),
          late: middle(({ late }) => late),
          wall: middle(({ wall }) => wall),
        });
      }
    }
    return {
      runs,
      remark: kinds.includes('blocker')
        ? ''
        : 'Not measured beside a blocker: the package webext-ublock-origin-firefox is not installed.',
    };
  } catch (error) {
    return `Firefox was not measured: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    for (const browser of browsers.values()) await browser.close();
  }
};
