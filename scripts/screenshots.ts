/**
 * `npm run screenshots`: every surface of the registry in its languages, colours and sizes, into `screenshots/` with a
 * page to look through them; and with `--readme` the few pictures that README shows.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import type { Language } from '../src/domain/vocabulary.ts';
import { ROOT } from '../tests/browser/driver.ts';
import { type Colours, type Look, resize, SIZE_NAMES, SIZES, wear } from '../tests/browser/looks.ts';
import { nameOf, PARTS, Showroom, SURFACES, type Surface } from '../tests/browser/registry.ts';
import { galleryPage, type Picture } from './screenshots/page.ts';

const OUT = join(ROOT, 'screenshots');
const README = join(ROOT, 'docs/pictures');
const LANGUAGES: readonly Language[] = ['id', 'en'];

const HELP = `npm run screenshots -- [--only PARTS] [--language id|en] [--readme] [--built]

Takes a picture of every surface in every state into screenshots/ and writes screenshots/index.html, a page to look
through them. Each is taken in Indonesian and English, light and dark, 380 px wide, at 1280 × 720 and at 200 % zoom, and
in Indonesian with high contrast.

  --only PARTS      parts (${Object.keys(PARTS).join(', ')})
                    or states (popup-calm), divided by commas
  --language id|en  one language alone
  --readme          only the pictures of README, into docs/pictures/
  --built           takes the build in dist/chromium as it is
  --help            this text

Exit status: 0 all pictures are there; 1 one could not be taken; 2 the call is wrong.`;

/** Why, and the end. */
const refuse = (why: string): never => {
  console.error(`${why} See --help.`);
  process.exit(2);
};

interface Wanted {
  readonly surfaces: readonly Surface[];
  readonly languages: readonly Language[];
  readonly isReadme: boolean;
  readonly isBuilt: boolean;
}

const readCall = () => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        language: { type: 'string' },
        readme: { type: 'boolean', default: false },
        built: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};

const wantedBy = ({ only, language, readme, built }: ReturnType<typeof readCall>): Wanted => {
  const names = only?.split(',').map((one) => one.trim()) ?? [];
  const fits = (name: string) => (one: Surface) => one.part === name || nameOf(one) === name;
  for (const name of names)
    if (!SURFACES.some(fits(name))) refuse(`There is no part and no state "${name}".`);
  if (language !== undefined && !(LANGUAGES as readonly string[]).includes(language))
    refuse(`"${language}" is no language of the extension.`);
  return {
    surfaces: only === undefined ? SURFACES : SURFACES.filter((one) => names.some((name) => fits(name)(one))),
    languages: LANGUAGES.filter((one) => language === undefined || one === language),
    isReadme: readme,
    isBuilt: built,
  };
};

/** High contrast is looked at in Indonesian alone: it changes no word. */
const coloursFor = (language: Language): readonly Colours[] =>
  language === 'id' ? ['light', 'dark', 'forced'] : ['light', 'dark'];

/** So high a picture may be, in device pixels: the browser repeats itself beyond. */
const HIGHEST = 16_000;

/** @returns the height of what the picture shows, CSS pixels */
const take = async (page: Page, surface: Surface, look: Look, path: `${string}.png`): Promise<number> => {
  const { width, height, scale } = SIZES[look.size];
  // What the browser lays out as one scrolls to it would be blank in a picture of the whole.
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body *'))
      if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible';
  });
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  // At 200 % the first screen is the one that counts.
  if (!surface.whole || look.size === 'zoom' || whole <= height) {
    await page.screenshot({ path, captureBeyondViewport: false });
    return height;
  }
  const shown = Math.min(whole, Math.floor(HIGHEST / scale));
  await page.screenshot({ path, clip: { x: 0, y: 0, width, height: shown } });
  return shown;
};

const gallery = async ({ surfaces, languages }: Wanted, room: Showroom): Promise<Picture[]> => {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const pictures: Picture[] = [];
  for (const language of languages)
    for (const surface of surfaces) {
      let page: Page | null = null;
      for (const size of SIZE_NAMES)
        for (const colours of coloursFor(language)) {
          const look = { colours, size };
          if (page && surface.placed && colours === 'light') {
            await page.close();
            page = null;
          }
          if (page) {
            await wear(page, colours);
            await resize(page, size);
          } else page = await room.open(surface, language, look);
          const file = `${nameOf(surface)}-${language}-${colours}-${size}.png` as const;
          const height = await take(page, surface, look, `${OUT}/${file}` as const);
          pictures.push({
            file,
            part: surface.part,
            state: surface.state,
            names: [PARTS[surface.part], surface.names],
            language,
            colours,
            size,
            width: SIZES[size].width,
            height,
          });
        }
      await page?.close();
      console.log(`${language}  ${nameOf(surface)}`);
    }
  writeFileSync(join(OUT, 'index.html'), galleryPage(pictures));
  return pictures;
};

/** What README shows, with the window that shows the essential of it and little else. */
const README_PICTURES: readonly (readonly [file: string, surface: string, width: number, height: number])[] =
  [
    ['warning', 'site-warning-x', 960, 740],
    ['popup', 'popup-running', 380, 652],
    ['calendar', 'calendar-month', 1000, 720],
    ['presentation', 'training-show-answer', 1280, 720],
  ];

const readmePictures = async (room: Showroom): Promise<void> => {
  mkdirSync(README, { recursive: true });
  for (const [file, name, width, height] of README_PICTURES) {
    const surface = SURFACES.find((one) => nameOf(one) === name);
    if (!surface) throw new Error(`The registry has no "${name}".`);
    const page = await room.open(surface, 'id', { colours: 'light', size: 'wide' }, { width, height });
    await page.screenshot({
      path: join(README, `${file}.webp`) as `${string}.webp`,
      type: 'webp',
      quality: 82,
    });
    await page.close();
    console.log(`docs/pictures/${file}.webp`);
  }
};

const call = readCall();
if (call.help) {
  console.log(HELP);
  process.exit(0);
}
const wanted = wantedBy(call);
const started = Date.now();
if (!wanted.isBuilt) {
  const build = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (build.status !== 0) process.exit(1);
} else if (!existsSync(join(ROOT, 'dist/chromium'))) refuse('There is no build in dist/chromium.');
const room = new Showroom();
try {
  if (wanted.isReadme) await readmePictures(room);
  else {
    const pictures = await gallery(wanted, room);
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${pictures.length} pictures in ${seconds} s: ${join(OUT, 'index.html')}`);
  }
} finally {
  await room.close();
}
