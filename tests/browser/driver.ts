/**
 * Drives a real browser with the built extension: launch, settings, the warning seen and pressed, the real mouse.
 * What differs between browsers is behind `Engine`; tests use only what is here. No sleeps: every wait is for a
 * condition.
 */
import type { Browser, Page } from 'puppeteer-core';
import type { Settings } from '../../src/domain/settings.ts';
import { chromium, chromiumNamed } from './chromium.ts';
import {
  type BrowserName,
  type Engine,
  type LaunchOptions,
  type Popup,
  type SpokenNode,
  until,
} from './engine.ts';
import { firefox } from './firefox.ts';

export { EXTENSION_ID } from './chromium.ts';
export { ROOT, savedFile, until } from './engine.ts';

const ENGINES: Readonly<Record<BrowserName, Engine>> = { chromium, firefox };
/** For `describe.each`: one test, every browser. */
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

const engines = new WeakMap<Browser, Engine>();

/** What is behind a driven browser. */
export const engineOf = (browser: Browser): Engine => {
  const engine = engines.get(browser);
  if (!engine) throw new Error('This browser was not started by launch().');
  return engine;
};

/** A browser with the built extension and nothing of the person's; Chromium unless another is named. */
export const launch = async (options: LaunchOptions = {}): Promise<Browser> => {
  const name = options.browser ?? 'chromium';
  const engine =
    options.managed && name === 'chromium' ? chromiumNamed(options.managed.extensionId) : ENGINES[name];
  const browser = await engine.launch(options);
  engines.set(browser, engine);
  return browser;
};

/** As much of the browser's API as tests touch. */
interface Chrome {
  readonly storage: Readonly<
    Record<
      'local' | 'session',
      {
        get(key: string): Promise<Record<string, unknown>>;
        set(value: Record<string, unknown>): Promise<void>;
        clear(): Promise<void>;
      }
    >
  >;
}

const readFrom = async <T>(
  browser: Browser,
  area: 'local' | 'session',
  key: string,
): Promise<T | undefined> => {
  const json = await engineOf(browser).inExtension(
    browser,
    async (place = '', name = '') => {
      const { storage } = (globalThis as unknown as { chrome: Chrome }).chrome;
      return JSON.stringify((await storage[place as 'local' | 'session'].get(name))[name]) ?? null;
    },
    area,
    key,
  );
  return json === null ? undefined : (JSON.parse(json) as T);
};

/** Reads a key of the extension's `storage.local`. */
export const readStored = <T>(browser: Browser, key: string): Promise<T | undefined> =>
  readFrom<T>(browser, 'local', key);

/** Reads a key of the extension's `storage.session`. */
export const readPassing = <T>(browser: Browser, key: string): Promise<T | undefined> =>
  readFrom<T>(browser, 'session', key);

/** Writes a key of the extension's `storage.local`. */
export const writeStored = (browser: Browser, key: string, value: unknown): Promise<void> =>
  engineOf(browser).inExtension(
    browser,
    (name = '', json = '') =>
      (globalThis as unknown as { chrome: Chrome }).chrome.storage.local.set({
        [name]: JSON.parse(json) as unknown,
      }),
    key,
    JSON.stringify(value),
  );

/** Empties the extension's `storage.session`. */
export const forgetPassing = (browser: Browser): Promise<void> =>
  engineOf(browser).inExtension(browser, () =>
    (globalThis as unknown as { chrome: Chrome }).chrome.storage.session.clear(),
  );

/** Sets settings as the options page would, and waits until the worker has put them in force. */
export const configure = async (browser: Browser, settings: Partial<Settings>): Promise<void> => {
  await until('the page pack', () => readStored(browser, 'pagePack'), 20_000);
  await writeStored(browser, 'settings', settings);
  await until('the settings in force', async () => {
    const inForce = (await readStored<Record<string, unknown>>(browser, 'inForce')) ?? {};
    return Object.entries(settings).every(
      ([field, value]) => !(field in inForce) || JSON.stringify(inForce[field]) === JSON.stringify(value),
    );
  });
};

/** The extension's own pages, by their folders. */
export type OwnPage =
  | 'popup'
  | 'options'
  | 'rules'
  | 'calendar'
  | 'welcome'
  | 'training'
  | 'help'
  | 'journal';

/** One of the extension's own pages, in a tab of its own. */
export const openOwn = (browser: Browser, name: OwnPage): Promise<Page> =>
  engineOf(browser).openOwn(browser, `src/pages/${name}/index.html`);

/** The popup over a page, as the toolbar button opens it. */
export const openPopup = (page: Page): Promise<Popup> => engineOf(page.browser()).openPopup(page);

const spoken = (page: Page): Promise<SpokenNode> => engineOf(page.browser()).spoken(page);

export const flat = (node: SpokenNode): SpokenNode[] => [node, ...node.children.flatMap(flat)];

/** What a screen reader would say of the open warning. */
export interface SeenWarning {
  readonly name: string;
  readonly description: string;
  readonly buttons: readonly string[];
  readonly text: string;
  readonly focused: string;
}

const namesIn = (nodes: readonly SpokenNode[], role: string): string[] =>
  nodes.filter((node) => node.role === role).map(({ name }) => name);

/** The open warning, or null. */
export const seeWarning = async (page: Page): Promise<SeenWarning | null> => {
  const dialog = flat(await spoken(page)).find(({ role }) => role === 'alertdialog');
  if (!dialog) return null;
  const inside = flat(dialog);
  return {
    name: dialog.name,
    description: dialog.description,
    buttons: namesIn(inside, 'button'),
    text: namesIn(inside, 'StaticText').join(' '),
    focused: (inside.find(({ focused }) => focused) ?? dialog).name,
  };
};

/** Waits for the warning. */
export const awaitWarning = (page: Page): Promise<SeenWarning> =>
  until('the warning', () => seeWarning(page));

/** Waits until the focus in the warning is on what has this name. */
export const awaitFocus = (page: Page, name: string): Promise<SeenWarning> =>
  until(`the focus on "${name}"`, async () => {
    const warning = await seeWarning(page);
    return warning?.focused === name ? warning : null;
  });

/** Waits until no warning is open. */
export const awaitNoWarning = (page: Page): Promise<true> =>
  until('the warning to close', async () => (await seeWarning(page)) === null);

/** Clicks, with the real mouse, the shown node of that role and name, wherever on the page it stands. */
export const pressNamed = async (page: Page, role: string, name: string): Promise<void> => {
  const { x, y } = await until(`a ${role} named "${name}"`, () =>
    engineOf(page.browser()).centreOf(page, role, name),
  );
  await page.mouse.click(x, y);
};

/** Clicks, with the real mouse, the shown button of that name. */
export const pressButton = (page: Page, name: string): Promise<void> => pressNamed(page, 'button', name);

/** Clicks an element with the real mouse, scrolled into view first. */
export const clickOn = async (page: Page, selector: string): Promise<void> => {
  const element = await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
  if (!element) throw new Error(`No element for ${selector}`);
  await element.click();
  await element.dispose();
};

/** What assistive technology is told of the nodes with a role: their names, in the page's order. */
export const namesOf = async (page: Page, role: string): Promise<string[]> =>
  namesIn(flat(await spoken(page)), role);

/** Everything on the page that is read out as text, our closed shadow roots included. */
export const spokenText = async (page: Page): Promise<string> =>
  (await namesOf(page, 'StaticText')).join(' ');

/** True when a real pointer at the middle of the button of that name would meet it and nothing else. */
export const isReachable = async (page: Page, name: string): Promise<boolean> => {
  const engine = engineOf(page.browser());
  const point = await engine.centreOf(page, 'button', name);
  return point !== null && (await engine.buttonAt(page, point)) === name;
};

/** Collects every exception that reaches a page, also one thrown by a content script in it. */
export const collectErrors = (page: Page): readonly string[] => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('error', (error) => errors.push(String(error)));
  return errors;
};
