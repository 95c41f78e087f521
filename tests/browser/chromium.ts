/** Chromium for the tests: launched over a pipe, seen and pressed through the DevTools protocol. */
import { join } from 'node:path';
import puppeteer, {
  type Browser,
  type CDPSession,
  type Page,
  type Protocol,
  type Target,
  type WebWorker,
} from 'puppeteer-core';
import {
  browserPath,
  builtFor,
  type Engine,
  type FocusLook,
  focusLook,
  type Point,
  ROOT,
  type SpokenNode,
  until,
} from './engine.ts';

export const EXTENSION_ID = 'gmbojdoegcolfibcmjkffnlhgckhgeea';

/** The extension's worker, woken if it sleeps. */
const worker = async (browser: Browser, id: string): Promise<WebWorker> => {
  const isOurs = (one: Target) => one.type() === 'service_worker' && one.url().includes(id);
  const first = await browser.waitForTarget(isOurs, { timeout: 15_000 });
  // After the extension was loaded anew the worker of before may still be listed, above it.
  const found = await (browser.targets().findLast(isOurs) ?? first).worker();
  if (!found) throw new Error('The worker of the extension could not be reached.');
  // A worker can be seen before its browser API is there.
  await until('the API of the worker', () =>
    found.evaluate(() => (globalThis as { chrome?: { storage?: unknown } }).chrome?.storage !== undefined),
  );
  return found;
};

const sessions = new WeakMap<Page, CDPSession>();

/** One session a page. */
const cdp = async (page: Page): Promise<CDPSession> => {
  const known = sessions.get(page);
  if (known) return known;
  const session = await page.createCDPSession();
  sessions.set(page, session);
  await session.send('Accessibility.enable');
  await session.send('DOM.enable');
  return session;
};

type AXNode = Protocol.Accessibility.AXNode;

const framesIn = (tree: Protocol.Page.FrameTree): string[] => [
  tree.frame.id,
  ...(tree.childFrames ?? []).flatMap(framesIn),
];

/** All nodes, ignored ones too: they carry the tree's structure. Of frames, those of the page's own origin. */
const axTree = async (page: Page): Promise<AXNode[]> => {
  const session = await cdp(page);
  const own = page.frames().length > 1 && page.url().startsWith('chrome-extension:');
  if (!own) return (await session.send('Accessibility.getFullAXTree')).nodes;
  const { frameTree } = await session.send('Page.getFrameTree');
  const trees: AXNode[] = [];
  for (const frameId of framesIn(frameTree)) {
    // A frame may go while it is asked.
    const tree = await session.send('Accessibility.getFullAXTree', { frameId }).catch(() => null);
    trees.push(...(tree?.nodes ?? []));
  }
  return trees;
};

const role = (node: AXNode) => String(node.role?.value ?? '');
const name = (node: AXNode) => String(node.name?.value ?? '');
const isFocused = ({ properties }: AXNode): boolean =>
  properties?.some((property) => property.name === 'focused' && property.value.value === true) ?? false;

/** Nodes in reading order, each tree from its root down. */
const inOrder = (nodes: readonly AXNode[]): AXNode[] => {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node: AXNode): AXNode[] => [
    node,
    ...(node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child ? below(child) : [];
    }),
  ];
  return nodes.filter(({ parentId }) => parentId === undefined).flatMap(below);
};

/** Hold other things that can have the focus; theirs alone is somebody's. */
const HOLDERS: ReadonlySet<string> = new Set(['RootWebArea', 'Iframe']);

/** Asks the browser's own page on extensions, which alone may change one. */
export const inExtensionsPage = async <Result>(
  browser: Browser,
  extensionId: string,
  work: (id: string) => Promise<Result>,
): Promise<Result> => {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  const result = await page.evaluate(work, extensionId);
  await page.close();
  return result;
};

/** As much of that page's own API as is needed. */
interface ExtensionsPage {
  readonly chrome: {
    readonly management: { setEnabled(id: string, enabled: boolean): Promise<void> };
    readonly developerPrivate: {
      updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
      updateExtensionConfiguration(change: { extensionId: string; incognitoAccess: boolean }): Promise<void>;
    };
  };
}

/** What Puppeteer hands over of its own, and what would keep a browser from installing by policy. */
const AGAINST_POLICY = [
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
];

/** Chromium with the extension under an id: that of its own key, or of the key of whoever packaged it. */
export const chromiumNamed = (extensionId: string): Engine => ({
  name: 'chromium',
  dist: join(ROOT, 'dist/chromium'),
  extensionId,
  origin: `chrome-extension://${extensionId}`,

  launch: (options) =>
    puppeteer.launch({
      executablePath: options.managed?.program ?? browserPath('chromium'),
      headless: options.headless ?? true,
      pipe: true,
      ...(options.managed ? { userDataDir: options.managed.profile } : {}),
      ignoreDefaultArgs: [
        ...(options.backForwardCache ? ['--disable-back-forward-cache'] : []),
        ...(options.managed ? AGAINST_POLICY : []),
      ],
      enableExtensions: options.bare || options.managed ? false : [options.extension ?? builtFor('chromium')],
      defaultViewport: options.headless === false ? null : { width: 1100, height: 900 },
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        ...(options.managed ? [] : ['--disable-background-networking', '--disable-component-update']),
        '--disable-sync',
        // Every name resolves to nothing: a request that escaped interception fails and is seen in the log.
        `--host-resolver-rules=${options.agency ? `MAP ${options.agency.host} 127.0.0.1, ` : ''}MAP * ~NOTFOUND${options.managed ? ', EXCLUDE 127.0.0.1' : ''}`,
        ...(options.agency ? [`--ignore-certificate-errors-spki-list=${options.agency.fingerprint}`] : []),
        `--lang=${options.locale ?? 'id'}`,
        ...(options.netLog ? [`--log-net-log=${options.netLog}`, '--net-log-capture-mode=Everything'] : []),
        ...(options.extraArgs ?? []),
      ],
    }),

  inExtension: async (browser, work, ...args) => (await worker(browser, extensionId)).evaluate(work, ...args),

  openOwn: async (browser, path) => {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    return page;
  },

  openPopup: async (page) => {
    const browser = page.browser();
    await page.bringToFront();
    const before = new Set(browser.targets());
    await (await worker(browser, extensionId)).evaluate(() =>
      (
        globalThis as unknown as { chrome: { action: { openPopup(): Promise<void> } } }
      ).chrome.action.openPopup(),
    );
    const target = await browser.waitForTarget(
      (one) => !before.has(one) && one.url().endsWith('/src/pages/popup/index.html'),
    );
    const popup = await target.asPage();
    const engine = chromiumNamed(extensionId);
    return {
      spoken: () => engine.spoken(popup),
      use: async (wantedRole, wantedName) => {
        const { x, y } = await until(`a ${wantedRole} named "${wantedName}" in the popup`, () =>
          engine.centreOf(popup, wantedRole, wantedName),
        );
        await popup.mouse.click(x, y);
      },
      close: async () => {
        if (!popup.isClosed()) await popup.close();
      },
    };
  },

  stopBackground: async (browser) => {
    await worker(browser, extensionId);
    const killed = browser.targets().filter((target) => target.type() === 'service_worker');
    const AGAIN_MS = 1_500;
    let tried = 0;
    // A message that was on its way may have started the next one already, or have kept this one: it is ended again.
    await until('the worker to be gone', async () => {
      const left = killed.filter((target) => browser.targets().includes(target));
      if (left.length > 0 && performance.now() - tried > AGAIN_MS) {
        tried = performance.now();
        for (const target of left) await (await target.worker())?.close().catch(() => undefined);
      }
      return left.length === 0;
    });
  },

  setEnabled: (browser, enabled) =>
    enabled
      ? inExtensionsPage(browser, extensionId, (id) =>
          (globalThis as unknown as ExtensionsPage).chrome.management.setEnabled(id, true),
        )
      : inExtensionsPage(browser, extensionId, (id) =>
          (globalThis as unknown as ExtensionsPage).chrome.management.setEnabled(id, false),
        ),

  saveTo: async (browser, downloadPath) => {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
  },

  setOffline: (page, offline) => page.setOfflineMode(offline),

  openPrivate: async (browser) => {
    // Allowing it loads the extension anew, which Chromium refuses to folders outside its developer mode.
    await inExtensionsPage(browser, extensionId, async (id) => {
      const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true });
    });
    const own = await browser.newPage();
    const before = new Set(browser.targets());
    const openWindow = async (): Promise<boolean> => {
      await own.goto(`chrome-extension://${extensionId}/src/pages/popup/index.html`);
      return own.evaluate(async () => {
        const { windows } = (
          globalThis as unknown as {
            chrome: { windows: { create(wanted: object): Promise<{ readonly incognito: boolean }> } };
          }
        ).chrome;
        return (await windows.create({ incognito: true, url: 'about:blank' })).incognito;
      });
    };
    // Refused before it is allowed, and while the extension is on its way back.
    await until('the private window', () => openWindow().catch(() => false));
    const target = await browser.waitForTarget(
      (one) => !before.has(one) && one.type() === 'page' && one.url() === 'about:blank',
    );
    await own.close();
    const page = await target.page();
    if (!page) throw new Error('The private window shows no page.');
    return page;
  },

  spoken: async (page) => {
    const nodes = await axTree(page);
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    // What is ignored is not spoken, but what stands in it may be.
    const spokenOf = (node: AXNode): SpokenNode[] => {
      const children = (node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child ? spokenOf(child) : [];
      });
      if (node.ignored) return children;
      const description = String(node.description?.value ?? '');
      return [{ role: role(node), name: name(node), description, focused: isFocused(node), children }];
    };
    const roots = nodes.filter(({ parentId }) => parentId === undefined).flatMap(spokenOf);
    return { role: 'RootWebArea', name: '', description: '', focused: false, children: roots };
  },

  focus: async (page) => {
    const nodes = inOrder(await axTree(page)).filter(({ ignored }) => !ignored);
    const order = nodes.findLastIndex((node) => isFocused(node) && !HOLDERS.has(role(node)));
    const node = nodes[order];
    if (!node?.backendDOMNodeId) return null;
    const session = await cdp(page);
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      ...(object.objectId ? { objectId: object.objectId } : {}),
      functionDeclaration: `function () { return (${String(focusLook)})(this); }`,
      returnByValue: true,
    });
    return {
      role: role(node),
      name: name(node),
      description: String(node.description?.value ?? ''),
      order,
      look: (result.value as FocusLook | undefined) ?? null,
    };
  },

  appear: async (page, appearance) => {
    const session = await cdp(page);
    await session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: appearance === 'dark' ? 'dark' : 'light' },
        { name: 'forced-colors', value: appearance === 'forced' ? 'active' : 'none' },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    });
  },

  centreOf: async (page, wantedRole, wantedName): Promise<Point | null> => {
    const node = (await axTree(page)).find(
      (one) => !one.ignored && role(one) === wantedRole && name(one) === wantedName,
    );
    if (!node) return null;
    const backendNodeId = node.backendDOMNodeId;
    if (backendNodeId === undefined) throw new Error(`The ${wantedRole} "${wantedName}" has no box.`);
    const session = await cdp(page);
    await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
    const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = model.content;
    return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
  },

  buttonAt: async (page, { x, y }) => {
    const session = await cdp(page);
    const hit = await session.send('DOM.getNodeForLocation', { x: Math.round(x), y: Math.round(y) });
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: hit.backendNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      ...(object.objectId ? { objectId: object.objectId } : {}),
      functionDeclaration:
        'function () { return (this.nodeType === 1 ? this : this.parentElement)?.closest("button")?.textContent ?? "" }',
      returnByValue: true,
    });
    return String(result.value ?? '');
  },

  // An exception in a content script reaches the page's own error event here.
  thrown: async () => [],
});

export const chromium = chromiumNamed(EXTENSION_ID);
