/** Every surface a person sees, in any language and colour scheme: for axe, for pictures, for the reader. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { build } from 'vite';
import { lengthenedData, lengthenedMessages } from '../../scripts/pseudo/words.ts';
import { loadRules } from '../../scripts/rules.ts';
import type { Language, Subject } from '../../src/domain/vocabulary.ts';
import { messages } from '../../src/generated/guard-messages.ts';
import { badgeStyle, style } from '../../src/generated/guard-style.ts';
import { compilePagePack } from '../../src/pack/compile.ts';
import { siteRules } from '../../src/pack/sites.ts';
import type { DialogScene } from './dialog-page.ts';
import { EXTENSION_ID, type OwnPage, ROOT, until } from './driver.ts';
import type { Scheme } from './looks.ts';

export type { Scheme } from './looks.ts';

let bundled: Promise<string> | null = null;

/** The dialog page as one script. */
const dialogScript = (): Promise<string> => {
  bundled ??= build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(ROOT, 'tests/browser/dialog-page.ts'), formats: ['iife'], name: 'dialogPage' },
    },
  }).then((result) => {
    const [first] = [result].flat();
    if (!first || !('output' in first)) throw new Error('The dialog page did not build.');
    return first.output[0].code;
  });
  return bundled;
};

/** Opens a page in the wanted colour scheme. */
export const openPage = async (
  browser: Browser,
  scheme: Scheme,
  width: number,
  height: number,
): Promise<Page> => {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  return page;
};

let packs: Promise<Readonly<Record<'plain' | 'longer', string>>> | null = null;

/** The page pack as JSON, in the words that ship and in longer ones. */
const packTexts = () => {
  packs ??= (async () => {
    const { rules } = loadRules(join(ROOT, 'rules'));
    const surface = { style, badgeStyle, sites: siteRules };
    return {
      plain: JSON.stringify(compilePagePack(rules, { ...surface, words: messages })),
      longer: JSON.stringify(
        compilePagePack(lengthenedData(rules), { ...surface, words: lengthenedMessages(messages) }),
      ),
    };
  })();
  return packs;
};

/** Puts the dialog with a scene, open, on a plain page. @param words `longer`: the pseudo-locale's */
export const showDialog = async (
  page: Page,
  scene: DialogScene,
  words: 'plain' | 'longer' = 'plain',
): Promise<void> => {
  await page.setContent(
    `<!doctype html><html lang="${scene.language}"><head><title>Netralitas</title><meta name="color-scheme" content="light dark"></head><body><main><h1>Replika</h1><button>Suka</button></main></body></html>`,
  );
  await page.addScriptTag({ content: await dialogScript() });
  await page.evaluate(
    (packJson, sceneJson) => {
      const { showScene } = globalThis as unknown as { showScene(pack: unknown, scene: unknown): unknown };
      showScene(JSON.parse(packJson), JSON.parse(sceneJson));
    },
    (await packTexts())[words],
    JSON.stringify(scene),
  );
  await page.waitForFunction(() =>
    [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot?.querySelector(':modal')),
  );
};

/** One of the extension's own pages. */
export const openOwnPage = async (
  browser: Browser,
  name: OwnPage,
  scheme: Scheme,
  width: number,
  height: number,
): Promise<Page> => {
  const page = await openPage(browser, scheme, width, height);
  await page.goto(`chrome-extension://${EXTENSION_ID}/src/pages/${name}/index.html`);
  await until(`${name} to show itself`, () =>
    page.evaluate(() => document.querySelector('main h1, main h2') !== null),
  );
  return page;
};

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
}

const require = createRequire(import.meta.url);

const runAxe = async (
  page: Page,
  within: readonly string[],
  only: readonly string[] | null,
): Promise<string[]> => {
  // Through the debugger: the extension's own pages forbid foreign scripts, and so they should.
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = (await page.evaluate(
    async (selectors, rules) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: unknown, options: object): Promise<{ violations: unknown }> };
      };
      const include = selectors.flatMap((one) => [...document.querySelectorAll(one)]);
      const context = selectors.length > 0 ? { include } : document;
      return (await axe.run(context, rules ? { runOnly: { type: 'rule', values: rules } } : {})).violations;
    },
    within,
    only,
  )) as AxeViolation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${JSON.stringify(target)} ${failureSummary ?? ''}`,
    ),
  );
};

/**
 * What axe finds, as lines to read; none is what is wanted.
 * @param within selectors of what is looked at; the whole page without any
 */
export const axe = (page: Page, ...within: readonly string[]): Promise<string[]> =>
  runAxe(page, within, null);

/** The same for what depends on colours alone. */
export const axeColours = (page: Page, ...within: readonly string[]): Promise<string[]> =>
  runAxe(page, within, ['color-contrast', 'link-in-text-block']);

const post = (text: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'post',
  site: 'x',
  text,
  ...more,
});

/** Scenes that between them show every part of the dialog. */
export const scenes = (language: Language): Readonly<Record<string, DialogScene>> => ({
  'own-account': {
    subject: post('Selamat pagi. Sampai jumpa di lapangan sore ini.', {
      author: { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
    }),
    action: 'like',
    date: '2024-01-15',
    language,
  },
  partisan: {
    subject: post('Jangan lupa hari Rabu, kita coblos Ganjar Pranowo ya teman-teman. Ajak keluarga juga.', {
      author: { handle: 'tetangga', name: 'Tetangga Sebelah' },
    }),
    action: 'share',
    date: '2024-02-12',
    language,
  },
  blocked: {
    subject: post('Selamat pagi. Sampai jumpa di lapangan sore ini.', {
      author: { handle: 'aniesbaswedan', name: 'Anies Rasyid Baswedan' },
    }),
    action: 'follow',
    date: '2024-01-15',
    language,
    agency: {
      block: true,
      help: 'Subbagian Kepegawaian BKPSDM, telepon (021) 555-0100',
      mayExcept: false,
    },
  },
  'before-determination': {
    subject: post('Kabar dari daerah.', { author: { handle: 'prabowo', name: 'Prabowo Subianto' } }),
    action: 'follow',
    date: '2023-10-01',
    language,
  },
  draft: {
    subject: {
      kind: 'draft',
      site: 'x',
      text: '',
      draft: 'Foto lama bersama Mahfud MD, dukung terus',
      draftHasPhoto: true,
    },
    action: 'post',
    date: '2024-01-15',
    language,
  },
});
