/**
 * How long the popup waits for a self-check of five hundred followed accounts, in real Chromium with the built
 * extension: from the question to the answer, through the browser's own messages, on a page that was just loaded and on
 * one that was asked before, at full speed and at a quarter of it. Medians; it fails only when somebody is missed.
 * `npm run bench:self-check`.
 */
import { SITE_IDS, type SiteId } from '../../src/domain/vocabulary.ts';
import type { SelfCheckAnswer } from '../../src/platform/self-check.ts';
import { configure, launch, openOwn } from '../browser/driver.ts';
import { COUNT, configOf, ME, wantedOf } from '../browser/followed.ts';
import { openReplica } from '../browser/replica-pages.ts';
import { medianOf, quantileOf } from './page-statistics.ts';

const RUNS = 11;
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
    console.log('site        CPU       just loaded           again');
    for (const site of SITE_IDS)
      for (const throttle of THROTTLES) {
        const fresh: number[] = [];
        const again: number[] = [];
        for (let run = 0; run < RUNS; run++) {
          const { page } = await openReplica(browser, configOf(site), path(site));
          if (site === 'threads') await page.locator('.t-follows').click();
          // Whoever asks has the list before them. A page that is still drawing (Threads' dialog of five hundred keeps the
          // thread for a second three times, without the extension as well) answers nobody.
          await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(null))));
          const cdp = await page.createCDPSession();
          await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
          for (const times of [fresh, again]) {
            const { ms, answer } = await popup.evaluate(async () => {
              const { tabs } = (globalThis as unknown as { chrome: Chrome }).chrome;
              const [tab] = await tabs.query({ active: true, currentWindow: true });
              const start = performance.now();
              const answer = await tabs.sendMessage(
                tab?.id ?? -1,
                { type: 'page:self-check' },
                { frameId: 0 },
              );
              return { ms: performance.now() - start, answer };
            });
            times.push(ms);
            const found = answer.kind === 'list' ? answer.found.length : -1;
            if (found !== wantedOf(site).length) {
              failed = true;
              console.log(`${site}: ${found} found, ${wantedOf(site).length} wanted`);
            }
          }
          await page.close();
        }
        const cell = (times: readonly number[]) =>
          `${medianOf(times).toFixed(0)} (${quantileOf(times, 1).toFixed(0)})`.padStart(16);
        const verdict = medianOf(fresh) <= TARGET ? 'ok' : `above ${TARGET}`;
        console.log(`${site.padEnd(11)} ${throttle}x ${cell(fresh)}${cell(again)}  ${verdict}`);
      }
  } finally {
    await browser.close();
  }
  if (failed) process.exitCode = 1;
};

await main();
