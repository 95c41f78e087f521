/**
 * Firefox for the tests, over WebDriver BiDi. BiDi has no accessibility tree and no closed shadow roots, but the
 * browser's own window may be scripted when it is started for that (`--remote-allow-system-access`): from there the
 * accessibility service shows every page as a screen reader gets it, and the add-on's event page can be ended.
 */
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import {
  browserPath,
  builtFor,
  type Engine,
  type Focus,
  focusLook,
  type Point,
  ROOT,
  type SpokenNode,
  until,
} from './engine.ts';

export const GECKO_ID = 'jaga-netral@jaganetral.id';
/** Firefox draws this number at random for each profile; here it is fixed, so that tests know the address. */
const UUID = '5f0c1f5e-6a3e-4a53-9b0f-3d1c8a7b2e10';

/** As much of BiDi as Puppeteer does not offer; `connection` is its own way in. */
interface Bidi {
  readonly connection: {
    send(method: string, params: unknown): Promise<{ readonly result: unknown }>;
  };
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

const windows = new WeakMap<Browser, string>();

/** Runs JavaScript with all rights in the browser's own window; it gives JSON. */
const inBrowser = async <T>(browser: Browser, script: string): Promise<T> => {
  const { connection } = browser as unknown as Bidi;
  let context = windows.get(browser);
  if (context === undefined) {
    const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    context = (result as { contexts: readonly { context: string }[] }).contexts[0]?.context;
    if (context === undefined) throw new Error('Firefox shows no window of its own.');
    windows.set(browser, context);
  }
  const { result } = await connection.send('script.evaluate', {
    expression: `(async () => JSON.stringify(await (async () => {${script}})()) ?? 'null')()`,
    target: { context },
    awaitPromise: true,
  });
  const { type, result: value, exceptionDetails } = result as Evaluated;
  if (type === 'exception') throw new Error(`In Firefox's own window: ${exceptionDetails?.text}`);
  return JSON.parse(String(value?.value)) as T;
};

/** Helpers for scripts in the browser's window. */
const ACCESSIBILITY = `
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
  const documentOf = (id) => {
    const element = NavigableManager.getBrowsingContextById(id)?.embedderElement;
    return (element && service.getAccessibleFor(element)?.firstChild) ?? null;
  };
  const SPELT = { 'text leaf': 'StaticText', summary: 'DisclosureTriangle', img: 'image' };
  const roleOf = (node) => {
    const own = service.getStringRole(node.role);
    return SPELT[own] ?? (node.computedARIARole || own);
  };
  const childrenOf = (node) => {
    const children = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
    return children;
  };
  const find = (node, role, name) => {
    if (roleOf(node) === role && node.name === name) return node;
    for (const child of childrenOf(node)) {
      const found = find(child, role, name);
      if (found) return found;
    }
    return null;
  };
  /** In CSS pixels of the page's view. */
  const boxOf = (node, root) => {
    const place = (one) => {
      const [x, y, width, height] = [{}, {}, {}, {}];
      one.getBoundsInCSSPixels(x, y, width, height);
      return { x: x.value, y: y.value, width: width.value, height: height.value };
    };
    const [box, view] = [place(node), place(root)];
    return { ...box, x: box.x - view.x, y: box.y - view.y };
  };
`;

/** A tree of nodes, as plain data. */
const SPOKEN = `
  const spokenOf = (node) => {
    const state = {};
    node.getState(state, {});
    return {
      role: roleOf(node), name: node.name ?? '', description: node.description,
      focused: (state.value & Ci.nsIAccessibleStates.STATE_FOCUSED) !== 0,
      children: childrenOf(node).map(spokenOf),
    };
  };
`;

const NOTHING_SPOKEN: SpokenNode = {
  role: 'document',
  name: '',
  description: '',
  focused: false,
  children: [],
};

/** BiDi's own name of the page, which the browser's window knows it by. */
const contextOf = (page: Page): string => {
  const { _id } = page.mainFrame() as unknown as { readonly _id: string };
  return JSON.stringify(_id);
};

/** The tree is told of changes when a frame is painted; a page in the background paints none. */
const afterPaint = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        if (document.hidden) resolve();
        else requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

const desks = new WeakMap<Browser, Page>();

/**
 * A page with the extension's rights and no script of its own: one of its pictures, opened in a tab. It outlives
 * the event page, wakes nobody by being looked at, and is opened anew when the extension was loaded anew.
 */
const desk = async (browser: Browser): Promise<Page> => {
  const known = desks.get(browser);
  const isAlive = await known
    ?.evaluate(() => (globalThis as { browser?: { storage?: unknown } }).browser?.storage !== undefined)
    .catch(() => false);
  if (known && isAlive) return known;
  const page = await firefox.openOwn(browser, 'icons/mark-16.png');
  desks.set(browser, page);
  return page;
};

export const firefox: Engine = {
  name: 'firefox',
  dist: join(ROOT, 'dist/firefox'),
  extensionId: GECKO_ID,
  origin: `moz-extension://${UUID}`,

  launch: async (options) => {
    const dist = options.managed ? '' : (options.extension ?? builtFor('firefox'));
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: options.managed?.program ?? browserPath('firefox'),
      headless: options.headless ?? true,
      ...(options.managed ? { userDataDir: options.managed.profile } : {}),
      enableExtensions: true,
      // Firefox cannot be told of one certificate alone; whom it can reach, the settings below say.
      acceptInsecureCerts: options.agency !== undefined,
      defaultViewport: options.headless === false ? null : { width: 1100, height: 900 },
      args: ['--remote-allow-system-access', ...(options.extraArgs ?? [])],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
        'intl.locale.requested': options.locale ?? 'id',
        'intl.accept_languages': options.locale ?? 'id',
        // A proxy that nobody answers for: a request that escaped interception fails.
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': 9,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': 9,
        'network.proxy.allow_hijacking_localhost': !options.managed,
        ...(options.agency
          ? {
              'network.dns.localDomains': options.agency.host,
              'network.proxy.no_proxies_on': options.agency.host,
            }
          : {}),
      },
    });
    await inBrowser(
      browser,
      // Started at once: what is loaded later is then in the tree from the beginning.
      `${ACCESSIBILITY}
       globalThis.jagaNetralThrown = [];
       Services.console.registerListener({ observe(message) {
         if (message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag)
             && message.sourceName.startsWith('${firefox.origin}'))
           jagaNetralThrown.push(message.errorMessage + ' (' + message.sourceName + ':' + message.lineNumber + ')');
       } });
       globalThis.jagaNetralRequests = [];
       Services.obs.addObserver({ observe(channel) {
         const { URI, loadInfo } = channel.QueryInterface(Ci.nsIHttpChannel);
         const by = loadInfo.triggeringPrincipal;
         jagaNetralRequests.push({
           url: URI.spec,
           extension: by?.addonPolicy?.id ?? null,
         });
       } }, 'http-on-opening-request');`,
    );
    if (!options.bare && !options.managed) await browser.installExtension(dist);
    return browser;
  },

  inExtension: async (browser, work, ...args) => (await desk(browser)).evaluate(work, ...args),

  openOwn: async (browser, path) => {
    const page = await browser.newPage();
    const address = `${firefox.origin}/${path}`;
    // The page moves to another process, and Puppeteer never hears that it has arrived.
    page.goto(address).catch(() => undefined);
    await until(`the page ${path}`, () =>
      page
        .evaluate((wanted) => location.href === wanted && document.readyState === 'complete', address)
        .catch(() => false),
    );
    return page;
  },

  openPopup: async (page) => {
    const browser = page.browser();
    await page.bringToFront();
    // As its keyboard shortcut would; the panel is a part of the browser's own window.
    await inBrowser(
      browser,
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       const { extension } = WebExtensionPolicy.getByID('${GECKO_ID}');
       const window = Services.wm.getMostRecentWindow('navigator:browser');
       await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`,
    );
    const inPopup = <T>(then: string): Promise<T> =>
      inBrowser<T>(
        browser,
        `${ACCESSIBILITY}
         const window = Services.wm.getMostRecentWindow('navigator:browser');
         const element = window.document.querySelector('.webextension-popup-browser');
         const root = (element && service.getAccessibleFor(element)?.firstChild) ?? null;
         ${then}`,
      );
    return {
      spoken: async () =>
        (await inPopup<SpokenNode | null>(`${SPOKEN} return root && spokenOf(root);`)) ?? NOTHING_SPOKEN,
      use: async (role, name) => {
        await until(`a ${role} named "${name}" in the popup`, () =>
          inPopup<boolean>(
            `const node = root && find(root, ${JSON.stringify(role)}, ${JSON.stringify(name)});
             node?.doAction(0);
             return node !== null;`,
          ),
        );
      },
      close: () => inPopup(`element?.closest('panel')?.hidePopup();`),
    };
  },

  stopBackground: async (browser) => {
    const extension = `WebExtensionPolicy.getByID('${GECKO_ID}').extension`;
    await inBrowser(
      browser,
      `globalThis.jagaNetralKilled = ${extension}.backgroundContext; await ${extension}.terminateBackground();`,
    );
    // A message that was on its way may have started the next one already.
    await until('the event page to be gone', () =>
      inBrowser<boolean>(
        browser,
        `return ${extension}.backgroundState === 'stopped' || ${extension}.backgroundContext !== jagaNetralKilled;`,
      ),
    );
  },

  setEnabled: (browser, enabled) =>
    inBrowser(
      browser,
      `const addon = await AddonManager.getAddonByID('${GECKO_ID}');
       await addon.${enabled ? 'enable' : 'disable'}();`,
    ),

  saveTo: (browser, folder) =>
    inBrowser(
      browser,
      `Services.prefs.setIntPref('browser.download.folderList', 2);
       Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)});
       Services.prefs.setBoolPref('browser.download.useDownloadDir', true);
       Services.prefs.setBoolPref('browser.download.alwaysOpenPanel', false);`,
    ),

  setOffline: (page, offline) => inBrowser(page.browser(), `Services.io.offline = ${offline};`),

  openPrivate: async (browser) => {
    const before = new Set(await browser.pages());
    await inBrowser(
      browser,
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
       await ExtensionPermissions.add('${GECKO_ID}', { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
       await (await AddonManager.getAddonByID('${GECKO_ID}')).reload();
       OpenBrowserWindow({ private: true });`,
    );
    const page = await until('the private window', async () =>
      (await browser.pages()).find((one) => !before.has(one)),
    );
    // It begins with a page of the browser's own, which breaks off any other until it is there.
    await until('an empty page', () =>
      page.goto('about:blank').then(
        () => true,
        () => false,
      ),
    );
    return page;
  },

  spoken: async (page) => {
    await afterPaint(page);
    const tree = await inBrowser<SpokenNode | null>(
      page.browser(),
      `${ACCESSIBILITY}
       ${SPOKEN}
       const root = documentOf(${contextOf(page)});
       return root && spokenOf(root);`,
    );
    return tree ?? NOTHING_SPOKEN;
  },

  focus: async (page) => {
    await afterPaint(page);
    const spoken = await inBrowser<Omit<Focus, 'look'> | null>(
      page.browser(),
      `${ACCESSIBILITY}
       let order = 0;
       let focused = null;
       const visit = (node) => {
         order += 1;
         const state = {};
         node.getState(state, {});
         const role = roleOf(node);
         if (state.value & Ci.nsIAccessibleStates.STATE_FOCUSED && role !== 'document')
           focused = { role, name: node.name ?? '', description: node.description, order };
         for (const child of childrenOf(node)) visit(child);
       };
       const root = documentOf(${contextOf(page)});
       if (root) visit(root);
       return focused;`,
    );
    if (!spoken) return null;
    const look = await page.evaluate(
      `(() => {
        const deepest = (from) => {
          const active = from.activeElement;
          return active?.contentDocument ? deepest(active.contentDocument) : active;
        };
        const element = deepest(document);
        return !element || element.localName === 'jaga-netral' ? null : (${String(focusLook)})(element);
      })()`,
    );
    return { ...spoken, look: look as Focus['look'] };
  },

  appear: async (page, appearance) => {
    await inBrowser(
      page.browser(),
      `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${appearance === 'dark' ? 0 : 1});
       Services.prefs.setIntPref('browser.display.document_color_use', ${appearance === 'forced' ? 2 : 0});`,
    );
    const query =
      appearance === 'forced' ? '(forced-colors: active)' : `(prefers-color-scheme: ${appearance})`;
    await until(`the appearance ${appearance}`, () =>
      page.evaluate((wanted) => matchMedia(wanted).matches, query),
    );
  },

  centreOf: async (page, role, name): Promise<Point | null> => {
    const look = (then: string) =>
      inBrowser<Point | null>(
        page.browser(),
        `${ACCESSIBILITY}
         const root = documentOf(${contextOf(page)});
         const node = root && find(root, ${JSON.stringify(role)}, ${JSON.stringify(name)});
         if (!node) return null;
         ${then}`,
      );
    const known = await look('node.scrollTo(Ci.nsIAccessibleScrollType.SCROLL_TYPE_ANYWHERE); return {};');
    if (!known) return null;
    await afterPaint(page);
    return look(
      'const { x, y, width, height } = boxOf(node, root); return { x: x + width / 2, y: y + height / 2 };',
    );
  },

  buttonAt: async (page, { x, y }) => {
    await afterPaint(page);
    return inBrowser<string>(
      page.browser(),
      `${ACCESSIBILITY}
       const root = documentOf(${contextOf(page)});
       if (!root) return '';
       const [left, top] = [{}, {}];
       root.getBounds(left, top, {}, {});
       let node = root.getDeepestChildAtPoint(
         left.value + Math.round(${x} * devicePixelRatio), top.value + Math.round(${y} * devicePixelRatio));
       while (node && roleOf(node) !== 'button') node = node.parent;
       return node?.name ?? '';`,
    );
  },

  // A page or worker that is ended, or put to sleep, while a message of ours is on its way: nobody is there to mind.
  thrown: async (browser) =>
    (await inBrowser<string[]>(browser, 'return jagaNetralThrown;')).filter(
      (message) =>
        !/^Promise (resolved|rejected) (after context unloaded|while context is inactive)/.test(message),
    ),
};

/** What Firefox says of the installed extension; null: it has none. */
export const addonOf = (
  browser: Browser,
): Promise<{ readonly version: string; readonly isActive: boolean; readonly mayRemove: boolean } | null> =>
  inBrowser(
    browser,
    `const addon = await AddonManager.getAddonByID('${GECKO_ID}');
     return addon && {
       version: addon.version,
       isActive: addon.isActive,
       mayRemove: (addon.permissions & AddonManager.PERM_CAN_UNINSTALL) !== 0,
     };`,
  );

/** Every request that Firefox began since it was started, whoever wanted it, and by which extension if by one. */
export const requestsOf = (
  browser: Browser,
): Promise<readonly { readonly url: string; readonly extension: string | null }[]> =>
  inBrowser(browser, 'return jagaNetralRequests;');
