/**
 * Drives a real Chromium with the built extension: launch, settings, pages of the replica sites at their real
 * addresses, and the warning found the way an assistive technology finds it, since its shadow root is closed.
 * No sleeps: every wait is for a condition.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, {
  type Browser,
  type CDPSession,
  type Page,
  type Protocol,
  type WebWorker,
} from 'puppeteer-core';
import type { Settings } from '../../src/domain/settings.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const DIST = join(ROOT, 'dist/chromium');
export const EXTENSION_ID = 'gmbojdoegcolfibcmjkffnlhgckhgeea';

/** The browser that the project's set-up found or installed. */
export const browserPath = (name: 'chromium' | 'firefox'): string => {
  const file = join(ROOT, 'node_modules/.cache/browsers.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const path = known[name];
  if (!path) throw new Error(`No ${name} is set up. Run: node scripts/setup.mjs --with ${name}`);
  return path;
};

/**
 * Waits until `probe` gives something other than null, undefined or false.
 * @param what says what was awaited, for the error
 */
export const until = async <T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  timeoutMs = 10_000,
): Promise<T> => {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export interface LaunchOptions {
  readonly headless?: boolean;
  /** File for Chromium's own network log; sees the worker's requests too. */
  readonly netLog?: string;
  /** Interface language of the browser. */
  readonly locale?: string;
  readonly extraArgs?: readonly string[];
}

/** Chromium with the built extension and nothing of the person's. */
export const launch = async (options: LaunchOptions = {}): Promise<Browser> => {
  if (!existsSync(join(DIST, 'manifest.json')))
    throw new Error('dist/chromium is missing: run "npm run build" first.');
  return puppeteer.launch({
    executablePath: browserPath('chromium'),
    headless: options.headless ?? true,
    pipe: true,
    enableExtensions: [DIST],
    defaultViewport: options.headless === false ? null : { width: 1100, height: 900 },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Every name resolves to nothing: a request that escaped interception fails and is seen in the log.
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--lang=${options.locale ?? 'id'}`,
      ...(options.netLog ? [`--log-net-log=${options.netLog}`, '--net-log-capture-mode=Everything'] : []),
      ...(options.extraArgs ?? []),
    ],
  });
};

/** As much of the browser's API as tests touch. */
interface Chrome {
  storage: {
    local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(value: Record<string, unknown>): Promise<void>;
      remove(key: string): Promise<void>;
    };
  };
}

/** The extension's worker, woken if it sleeps. */
export const worker = async (browser: Browser): Promise<WebWorker> => {
  const target = await browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().includes(EXTENSION_ID),
    { timeout: 15_000 },
  );
  const found = await target.worker();
  if (!found) throw new Error('The worker of the extension could not be reached.');
  // A worker can be seen before its browser API is there.
  await until('the API of the worker', () =>
    found.evaluate(
      () => (globalThis as unknown as { chrome?: Partial<Chrome> }).chrome?.storage !== undefined,
    ),
  );
  return found;
};

/** Reads a key of the extension's `storage.local`. */
export const readStored = async <T>(browser: Browser, key: string): Promise<T | undefined> =>
  (await worker(browser)).evaluate(
    async (name) =>
      (await (globalThis as unknown as { chrome: Chrome }).chrome.storage.local.get(name))[name],
    key,
  ) as Promise<T | undefined>;

/** Writes a key of the extension's `storage.local`. */
export const writeStored = async (browser: Browser, key: string, value: unknown): Promise<void> => {
  await (await worker(browser)).evaluate(
    async (name, json) =>
      (globalThis as unknown as { chrome: Chrome }).chrome.storage.local.set({
        [name]: JSON.parse(json) as unknown,
      }),
    key,
    JSON.stringify(value),
  );
};

/** Sets settings as an administrator's script or the options page would, and waits for the page pack. */
export const configure = async (browser: Browser, settings: Partial<Settings>): Promise<void> => {
  await until('the page pack', () => readStored(browser, 'pagePack'), 20_000);
  await writeStored(browser, 'settings', settings);
};

type AXNode = Protocol.Accessibility.AXNode;

const sessions = new WeakMap<Page, CDPSession>();

/** One CDP session a page. */
export const cdp = async (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page);
  if (known) return known;
  const session = await page.createCDPSession();
  sessions.set(page, session);
  await session.send('Accessibility.enable');
  await session.send('DOM.enable');
  return session;
};

const axTree = async (page: Page): Promise<AXNode[]> => {
  const { nodes } = await (await cdp(page)).send('Accessibility.getFullAXTree');
  return nodes.filter(({ ignored }) => !ignored);
};

const role = (node: AXNode) => String(node.role?.value ?? '');
const name = (node: AXNode) => String(node.name?.value ?? '');

/** What a screen reader would say of the open warning. */
export interface SeenWarning {
  readonly name: string;
  readonly description: string;
  readonly buttons: readonly string[];
  readonly text: string;
  readonly focused: string;
}

const within = (nodes: readonly AXNode[], root: AXNode): AXNode[] => {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found: AXNode[] = [];
  const walk = (id: string) => {
    const node = byId.get(id);
    if (!node) return;
    found.push(node);
    for (const child of node.childIds ?? []) walk(child);
  };
  walk(root.nodeId);
  return found;
};

/** The open warning, or null. */
export const seeWarning = async (page: Page): Promise<SeenWarning | null> => {
  // All nodes, ignored ones too: they carry the tree's structure.
  const { nodes } = await (await cdp(page)).send('Accessibility.getFullAXTree');
  const dialog = nodes.find((node) => role(node) === 'alertdialog' && !node.ignored);
  if (!dialog) return null;
  const inside = within(nodes, dialog);
  return {
    name: name(dialog),
    description: String(dialog.description?.value ?? ''),
    buttons: inside.filter((node) => role(node) === 'button').map(name),
    text: inside
      .filter((node) => role(node) === 'StaticText')
      .map(name)
      .join(' '),
    focused: name(
      inside.find((node) =>
        node.properties?.some((property) => property.name === 'focused' && property.value.value === true),
      ) ?? dialog,
    ),
  };
};

/** Waits for the warning. */
export const awaitWarning = (page: Page): Promise<SeenWarning> =>
  until('the warning', () => seeWarning(page));

/** Waits until no warning is open. */
export const awaitNoWarning = (page: Page): Promise<true> =>
  until('the warning to close', async () => (await seeWarning(page)) === null);

/** The middle of a node in page coordinates. */
const centreOf = async (page: Page, backendNodeId: number): Promise<{ x: number; y: number }> => {
  const session = await cdp(page);
  await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
  const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = model.content;
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
};

/** Clicks, with the real mouse, the visible button of that name anywhere on the page. */
export const pressButton = async (page: Page, label: string): Promise<void> => {
  const node = await until(`a button named "${label}"`, async () =>
    (await axTree(page)).find((one) => role(one) === 'button' && name(one) === label),
  );
  if (node.backendDOMNodeId === undefined) throw new Error(`The button "${label}" has no box.`);
  const { x, y } = await centreOf(page, node.backendDOMNodeId);
  await page.mouse.click(x, y);
};

/** Clicks an element with the real mouse, scrolled into view first. */
export const clickOn = async (page: Page, selector: string): Promise<void> => {
  const element = await page.waitForSelector(selector, { visible: true, timeout: 10_000 });
  if (!element) throw new Error(`No element for ${selector}`);
  await element.click();
  await element.dispose();
};

/** What assistive technology is told of the nodes with a role: their names, in the page's order. */
export const namesOf = async (page: Page, wanted: string): Promise<string[]> =>
  (await axTree(page)).filter((one) => role(one) === wanted).map(name);

/** Everything on the page that is read out as text, our closed shadow roots included. */
export const spokenText = async (page: Page): Promise<string> =>
  (await namesOf(page, 'StaticText')).join(' ');

/** Clicks, with the real mouse, the shown node of that role and name; `pressButton` for other roles. */
export const pressNamed = async (page: Page, wanted: string, label: string): Promise<void> => {
  const node = await until(`a ${wanted} named "${label}"`, async () =>
    (await axTree(page)).find((one) => role(one) === wanted && name(one) === label),
  );
  if (node.backendDOMNodeId === undefined) throw new Error(`The ${wanted} "${label}" has no box.`);
  const { x, y } = await centreOf(page, node.backendDOMNodeId);
  await page.mouse.click(x, y);
};

/** True when a real pointer at the middle of the button of that name would meet it and nothing else. */
export const isReachable = async (page: Page, label: string): Promise<boolean> => {
  const session = await cdp(page);
  const node = (await axTree(page)).find((one) => role(one) === 'button' && name(one) === label);
  if (node?.backendDOMNodeId === undefined) return false;
  const { x, y } = await centreOf(page, node.backendDOMNodeId);
  const hit = await session.send('DOM.getNodeForLocation', { x: Math.round(x), y: Math.round(y) });
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: hit.backendNodeId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    ...(object.objectId ? { objectId: object.objectId } : {}),
    functionDeclaration:
      'function () { return (this.nodeType === 1 ? this : this.parentElement)?.closest("button")?.textContent ?? "" }',
    returnByValue: true,
  });
  return result.value === label;
};

/** Reads a key of the extension's `storage.session`. */
export const readPassing = async <T>(browser: Browser, key: string): Promise<T | undefined> =>
  (await worker(browser)).evaluate(
    async (wanted) =>
      (
        await (
          globalThis as unknown as { chrome: { storage: { session: Chrome['storage']['local'] } } }
        ).chrome.storage.session.get(wanted)
      )[wanted],
    key,
  ) as Promise<T | undefined>;

/** Collects every exception that reaches a page, also one thrown by a content script in it. */
export const collectErrors = (page: Page): readonly string[] => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('error', (error) => errors.push(String(error)));
  return errors;
};
