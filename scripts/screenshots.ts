/** `npm run screenshots`: every surface in Indonesian and English, light and dark, into `screenshots/`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { configure, launch, ROOT, writeStored } from '../tests/browser/driver.ts';
import { openDialog, openOwnPage, type Scheme, scenes } from '../tests/browser/surfaces.ts';

const OUT = join(ROOT, 'screenshots');
const LANGUAGES = ['id', 'en'] as const;
const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** Places of the rules page, by the name of their picture. */
const RULES_PLACES: readonly (readonly [name: string, place: string])[] = [
  ['rules-items', 'items'],
  ['rules-table', 'table'],
  ['rules-answers', 'answers'],
  ['rules-item', 'disiplin-6'],
];

/** Follows a link inside the page and waits until that place is shown. */
const goTo = async (page: Page, place: string): Promise<void> => {
  await page.evaluate((to) => {
    location.hash = to;
  }, place);
  await page.waitForFunction((to) => document.getElementById(to)?.checkVisibility() === true, {}, place);
};

const journal = [
  {
    site: 'x',
    action: 'like',
    about: 'Anies Rasyid Baswedan – Abdul Muhaimin Iskandar',
    outcome: 'cancelled',
    day: 12,
  },
  { site: 'facebook', action: 'share', about: 'Ganjar Pranowo – Mahfud MD', outcome: 'continued', day: 13 },
  {
    site: 'instagram',
    action: 'follow',
    about: 'Prabowo Subianto – Gibran Rakabuming Raka',
    outcome: 'excepted',
    day: 14,
  },
].map(({ day, ...entry }) => ({
  ...entry,
  at: Date.UTC(2024, 0, day, 3),
  date: `2024-01-${day}`,
  level: 'dilarang',
  items: ['disiplin-6'],
  evidence: [],
}));

const build = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'warn'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(1);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const browser = await launch();
try {
  for (const language of LANGUAGES) {
    await configure(browser, { language, region: '36.03', simulatedDate: '2024-01-15' });
    await writeStored(browser, 'journal', journal);
    for (const scheme of SCHEMES) {
      for (const [name, scene] of Object.entries(scenes(language))) {
        const page = await openDialog(browser, scheme, scene);
        await page.screenshot({ path: join(OUT, `dialog-${name}-${language}-${scheme}.png`) });
        await page.close();
      }
      for (const [name, width, height] of [
        ['popup', 380, 600],
        ['options', 1000, 900],
        ['welcome', 1000, 900],
        ['help', 1000, 900],
      ] as const) {
        const page = await openOwnPage(browser, name, scheme, width, height);
        await page.screenshot({ path: join(OUT, `${name}-${language}-${scheme}.png`), fullPage: true });
        await page.close();
      }
      for (const width of [380, 1000]) {
        const page = await openOwnPage(browser, 'calendar', scheme, width, 900);
        await page.screenshot({
          path: join(OUT, `calendar-${width}-${language}-${scheme}.png`),
          fullPage: true,
        });
        await page.close();
      }
      for (const width of [380, 1000]) {
        const page = await openOwnPage(browser, 'rules', scheme, width, 900);
        for (const [name, place] of RULES_PLACES) {
          await goTo(page, place);
          await page.screenshot({
            path: join(OUT, `${name}-${width}-${language}-${scheme}.png`),
            fullPage: true,
          });
        }
        await page.close();
      }
      console.log(`screenshots: ${language}, ${scheme}`);
    }
  }
} finally {
  await browser.close();
}
console.log(`Pictures are in ${OUT}`);
