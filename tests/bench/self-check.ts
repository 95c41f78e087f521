/**
 * How long the popup waits for a self-check of five hundred followed accounts, in real Chromium with the built
 * extension: from the question to the answer, through the browser's own messages, at full speed and at a quarter of it:
 * once the list stands there, a second time, and, on a page of its own, at once, while the page may still be drawing
 * the list. Medians; it fails only when somebody is missed.
 * `npm run bench:self-check`.
 */
import { SITE_IDS, type SiteId } from '../../src/domain/vocabulary.ts';
import type { SelfCheckAnswer } from '../../src/platform/self-check.ts';
import { configure, launch, openOwn } from '../browser/driver.ts';
import { COUNT, configOf, ME, wantedOf } from '../browser/followed.ts';
import { openReplica } from '../browser/replica-pages.ts';
import { medianOf, quantileOf } from './page-statistics.ts';

const RUNS = 11;
/** Of the questions that wait for nothing. */
const HASTY_RUNS = 5;
const THROTTLES = [1, 4] as const;
/** What a person should wait at most, in ms. */
const TARGET = 200;

const path = (site: SiteId): string => (site === 'threads' ? `/@${ME.handle}` : `/${ME.handle}/following`);

interface Chrome {
  readonly tabs: {
    query(query: { active: true; currentWindow: true }): Promise<readonly { readonly id: number }[]>;
    sendMessage(tab: number, message: object, options: { frameId: 0 }): Promise<SelfCheckAnswer>;
  };
}

const main = async (): Promise<void> => {
  const browser = await launch();
  let failed = false;
  try {
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
    const popup = await openOwn(browser, 'popup');
    console.log(`${COUNT} accounts, ms from question to answer, median (and worst) of ${RUNS}`);
    console.log('site        CPU     list is there           again         at once');
    for (const site of SITE_IDS)
      for (const throttle of THROTTLES) {
        const fresh: number[] = [];
        const again: number[] = [];
        const hasty: number[] = [];
        const ask = async (times: number[]): Promise<void> => {
          const { ms, answer } = await popup.evaluate(async () => {
            const { tabs } = (globalThis as unknown as { chrome: Chrome }).chrome;
            const [tab] = await tabs.query({ active: true, currentWindow: true });
            const start = performance.now();
            const answer = await tabs.sendMessage(tab?.id ?? -1, { type: 'page:self-check' }, { frameId: 0 });
            return { ms: performance.now() - start, answer };
          });
          times.push(ms);
          const found = answer.kind === 'list' ? answer.found.length : -1;
          if (found === wantedOf(site).length) return;
          failed = true;
          console.log(`${site}: ${found} found, ${wantedOf(site).length} wanted`);
        };
        for (let run = 0; run < RUNS + HASTY_RUNS; run++) {
          const { page } = await openReplica(browser, configOf(site), path(site));
          const cdp = await page.createCDPSession();
          await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
          if (site === 'threads') await page.locator('.t-follows').click();
          if (run >= RUNS) await ask(hasty);
          else {
            await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(null))));
            await ask(fresh);
            await ask(again);
          }
          await page.close();
        }
        const cell = (times: readonly number[]) =>
          `${medianOf(times).toFixed(0)} (${quantileOf(times, 1).toFixed(0)})`.padStart(16);
        const verdict = medianOf(fresh) <= TARGET ? 'ok' : `above ${TARGET}`;
        console.log(`${site.padEnd(11)} ${throttle}x ${cell(fresh)}${cell(again)}${cell(hasty)}  ${verdict}`);
      }
  } finally {
    await browser.close();
  }
  if (failed) process.exitCode = 1;
};

await main();
