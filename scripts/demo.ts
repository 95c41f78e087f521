/**
 * `npm run demo`: the built extension in real Chromium on replica feeds, on a day of the 2024 campaign. With a
 * display the person clicks around; without one it plays the scenario, a line for each act, and takes pictures.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { SITE_IDS } from '../src/domain/vocabulary.ts';
import type { JournalEntry } from '../src/platform/messages.ts';
import {
  awaitNoWarning,
  configure,
  launch,
  pressButton,
  ROOT,
  readStored,
  seeWarning,
  until,
} from '../tests/browser/driver.ts';
import { openReplica, type ReplicaPage } from '../tests/browser/replica-pages.ts';
import { type Aim, configFor, SCENARIOS, type Scenario } from '../tests/browser/scenarios.ts';
import { sampleConfig } from '../tests/replicas/sample-feed.ts';

const OUT = join(ROOT, 'demo-output');
const DAY = '2024-01-15';

/** A settled verdict: a warning, or an operation that left. */
const settle = (replica: ReplicaPage, before: number) =>
  until('the site or the guard to answer', async () => {
    const warning = await seeWarning(replica.page);
    if (warning) return { held: true, warning } as const;
    return replica.sent().length > before ? ({ held: false, warning: null } as const) : null;
  });

const line = (scenario: Scenario, aim: Aim, outcome: string, verdict: string, item: string): string =>
  [
    scenario.site.padEnd(10),
    `${scenario.action} (${scenario.way})`.padEnd(26),
    (aim === 'neutral' ? 'a neighbour' : 'a participant').padEnd(14),
    verdict.padEnd(10),
    item.padEnd(14),
    outcome,
  ].join(' ');

/** Plays one act on one subject and says what happened. */
const play = async (browser: Browser, scenario: Scenario, aim: Aim): Promise<string> => {
  const replica = await openReplica(browser, configFor(scenario, aim, 'id'), scenario.path(aim));
  const { page } = replica;
  await scenario.prepare(page, 'id', aim);
  const before = replica.sent().length;
  await scenario.commit(page, 'id', aim);
  const { held, warning } = await settle(replica, before);
  if (!held) {
    await page.close();
    return line(scenario, aim, `passed, sent ${replica.sent().slice(before).join(', ')}`, 'aman', '-');
  }
  const name = `${scenario.site}-${scenario.action}-${scenario.way.replaceAll(' ', '-')}`;
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  const journalBefore = (await readStored<readonly JournalEntry[]>(browser, 'journal'))?.length ?? 0;
  await pressButton(page, 'Batalkan');
  await awaitNoWarning(page);
  const entry = await until('the journal', async () => {
    const journal = await readStored<readonly JournalEntry[]>(browser, 'journal');
    return journal && journal.length > journalBefore ? journal.at(-1) : null;
  });
  const leaked = replica.sent().length - before;
  await page.close();
  return line(
    scenario,
    aim,
    `held, ${leaked === 0 ? 'nothing sent' : `${leaked} SENT`}: “${warning.description}”`,
    entry.level,
    entry.items[0] ?? '-',
  );
};

const headless = async (): Promise<void> => {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  console.log(`No display: the scenario plays by itself, on ${DAY}. Pictures go to demo-output/.\n`);
  const browser = await launch();
  try {
    await configure(browser, { language: 'id', region: '36.03', simulatedDate: DAY });
    for (const site of SITE_IDS) {
      const replica = await openReplica(browser, sampleConfig(site, 'id'));
      await until('the marks on the feed', () =>
        replica.page.evaluate(() => document.querySelector('jaga-netral-badge') !== null),
      );
      await replica.page.screenshot({ path: join(OUT, `${site}-feed.png`) });
      await replica.page.close();
    }
    let done = 0;
    for (const scenario of SCENARIOS)
      for (const aim of ['participant', 'neutral'] as const) {
        done += 1;
        const progress = `[${String(done).padStart(2)}/${SCENARIOS.length * 2}]`;
        console.log(`${progress} ${await play(browser, scenario, aim)}`);
      }
  } finally {
    await browser.close();
  }
};

const withDisplay = async (): Promise<void> => {
  console.log(
    `Chromium opens with a replica feed of each site, on ${DAY}. Close its window to end the demo.`,
  );
  const browser = await launch({ headless: false });
  await configure(browser, { language: 'id', region: '36.03', simulatedDate: DAY });
  for (const site of SITE_IDS) await openReplica(browser, sampleConfig(site, 'id'));
  await new Promise<void>((resolve) => {
    browser.on('disconnected', () => resolve());
  });
};

console.log('Building the extension …');
const build = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'error'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(1);
await (process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform !== 'linux'
  ? withDisplay()
  : headless());
