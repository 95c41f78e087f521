/**
 * What a driven browser must be able to do for the tests, the same for Chromium and Firefox, so that one test runs
 * in both. The warning stands in a closed shadow root: no selector reaches it, so it is seen the way an assistive
 * technology sees it, through the browser's own accessibility tree.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import type { BuildTarget } from '../../manifest.config.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Browsers that the tests drive; each loads the build of its own name. */
export type BrowserName = BuildTarget;

/** A browser that is told by policy what to install. */
export interface Managed {
  /** Starts the browser where it finds that policy. */
  readonly program: string;
  /** Folder of the person's profile, which outlives the browser. */
  readonly profile: string;
  /** In Chromium, of the package. */
  readonly extensionId: string;
}

export interface LaunchOptions {
  /** Chromium without one. */
  readonly browser?: BrowserName;
  readonly headless?: boolean;
  /** Folder of another extension than the build: a changed copy of it. */
  readonly extension?: string;
  /** Without the extension: what a page costs by itself. */
  readonly bare?: boolean;
  /** Installs nothing: a policy does, in a program that sees one (`managed.ts`). Reaches servers on 127.0.0.1. */
  readonly managed?: Managed;
  /** File for Chromium's own network log; sees the worker's requests too. */
  readonly netLog?: string;
  /** Interface language of the browser. */
  readonly locale?: string;
  readonly extraArgs?: readonly string[];
  /** The one server that can be reached besides the replicas, by https, though nobody vouches for its certificate. */
  readonly agency?: {
    readonly host: string;
    /** SHA-256 of its certificate's public key, base64. */
    readonly fingerprint: string;
  };
  /** Keeps pages that are left, as browsers do for people; off in Chromium otherwise. */
  readonly backForwardCache?: boolean;
}

/** A place in the window's view, CSS pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node as assistive technology is told of it. Roles are spelt as Chromium spells them. */
export interface SpokenNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly focused: boolean;
  readonly children: readonly SpokenNode[];
}

/** How an element with the focus looks. */
export interface FocusLook {
  /** Says what is wrong with it: nothing shows the focus, it is out of view, something lies over it. Empty: nothing. */
  readonly faults: readonly string[];
  /** Where it stands on its page, CSS pixels from the upper left corner of the document. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** In a frame of the page. */
  readonly isFramed: boolean;
}

/** What has the keyboard's focus, as it is announced and as it looks. */
export interface Focus {
  /** Roles are spelt as Chromium spells them. */
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Its place among all that is spoken, in reading order; of a frame's parts, within their own frame. */
  readonly order: number;
  /** Null where the browser's protocol does not reach the element: in Firefox inside our closed root. */
  readonly look: FocusLook | null;
}

/** How a person has the browser show pages. `forced`: with a system's own few colours, as in high contrast. */
export type Appearance = 'light' | 'dark' | 'forced';

/** The popup of the toolbar button, open over a page. It is seen and used as assistive technology does. */
export interface Popup {
  spoken(): Promise<SpokenNode>;
  /** Uses the shown node of that role and name. @throws when there is none */
  use(role: string, name: string): Promise<void>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: BrowserName;
  /** The built extension. */
  readonly dist: string;
  /** The id by which the browser removes it. */
  readonly extensionId: string;
  /** Where its pages stand, without a slash at the end. */
  readonly origin: string;
  /** A browser with the built extension and nothing of the person's. */
  launch(options: LaunchOptions): Promise<Browser>;
  /**
   * Runs a function with the extension's own rights.
   * @param work is sent as text: it sees its arguments and the browser's globals, nothing else
   */
  inExtension<Result>(
    browser: Browser,
    work: (...args: string[]) => Promise<Result> | Result,
    ...args: string[]
  ): Promise<Result>;
  /** One of the extension's own pages, in a tab of its own. */
  openOwn(browser: Browser, path: string): Promise<Page>;
  /** Opens the popup over a page, as the toolbar button does. */
  openPopup(page: Page): Promise<Popup>;
  /** Ends the worker or event page, as the browser does when it has been idle. */
  stopBackground(browser: Browser): Promise<void>;
  /** Turns the extension off and on, as a person does in the browser's own list. */
  setEnabled(browser: Browser, enabled: boolean): Promise<void>;
  /** Files that pages save go into this folder from now on, and nobody is asked. */
  saveTo(browser: Browser, folder: string): Promise<void>;
  /** Takes the network away from a page and gives it back. */
  setOffline(page: Page, offline: boolean): Promise<void>;
  /** Allows the extension in private windows and opens one at a blank page. */
  openPrivate(browser: Browser): Promise<Page>;
  /** The page as it is spoken, closed shadow roots included. */
  spoken(page: Page): Promise<SpokenNode>;
  /** What has the focus in the page; null: nothing in it. */
  focus(page: Page): Promise<Focus | null>;
  /** Shows the page as a person has chosen to see pages. */
  appear(page: Page, appearance: Appearance): Promise<void>;
  /** The middle of the shown node of that role and name, scrolled into view; null if there is none. */
  centreOf(page: Page, role: string, name: string): Promise<Point | null>;
  /** The name of the button that a pointer there would meet, or ''. */
  buttonAt(page: Page, point: Point): Promise<string>;
  /** What the extension's scripts threw in this browser so far, as far as no page hears of it. */
  thrown(browser: Browser): Promise<readonly string[]>;
}

/** The program that the project's set-up found or installed. */
export const browserPath = (name: BrowserName): string => {
  const file = join(ROOT, 'node_modules/.cache/browsers.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const path = known[name];
  if (!path) throw new Error(`No ${name} is set up. Run: node scripts/setup.mjs --with ${name}`);
  return path;
};

/** The folder of a build, which must be there. */
export const builtFor = (name: BrowserName): string => {
  const dist = join(ROOT, 'dist', name);
  if (!existsSync(join(dist, 'manifest.json')))
    throw new Error(`dist/${name} is missing: run "npm run build:all" first.`);
  return dist;
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

/**
 * Waits for a file that a page saved. A browser keeps the name with an empty file first and moves the finished one
 * there, so that the name alone does not say that it is saved.
 * @param ending what its name ends with
 */
export const savedFile = (folder: string, ending: string): Promise<{ name: string; file: Buffer }> =>
  until(`a saved file *${ending}`, async () => {
    const name = readdirSync(folder).find((one) => one.endsWith(ending));
    const file = name === undefined ? null : readFileSync(join(folder, name));
    return name !== undefined && file && file.length > 0 ? { name, file } : null;
  });

/**
 * How an element looks that has the focus. Sent into pages as text: it sees its argument and the page's globals alone.
 * A ring must stand out by 3 to 1 from what it is drawn on (WCAG 2.2, 1.4.11); the element must be in view (2.4.11).
 */
export const focusLook = (element: Element): FocusLook => {
  const LEAST_CONTRAST = 3;
  const view = element.ownerDocument.defaultView ?? window;
  const parent = (node: Element): Element | null => {
    const root = node.getRootNode();
    return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const channels = (css: string) => (css.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (css: string): number => {
    const [r = 0, g = 0, b = 0] = channels(css).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (from: Element | null): string => {
    for (let at = from; at; at = parent(at)) {
      const { backgroundColor } = view.getComputedStyle(at);
      if ((channels(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
    }
    return view.matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)';
  };
  /** What is wrong with the ring of an element; empty: it is seen. */
  const ringFault = (holder: Element): string => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset, clipPath } =
      view.getComputedStyle(holder);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1) return 'no ring';
    if (clipPath !== 'none') return 'a ring that is clipped';
    // The browser's own ring has two colours, for any ground.
    if (outlineStyle === 'auto') return '';
    const on = ground(Number.parseFloat(outlineOffset) < 0 ? holder : parent(holder));
    const [one, other] = [luminance(outlineColor), luminance(on)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return contrast < LEAST_CONTRAST ? `a ring ${outlineColor} on ${on}` : '';
  };
  const root = element.getRootNode() as Document | ShadowRoot;
  // The fields of a date stand inside the browser's own control, which bears the ring; a choice's ring is its label's.
  const shell =
    root instanceof ShadowRoot && root.host.matches('input') ? root.host : element.closest('label');
  const rings = [element, ...(shell ? [shell] : [])].map(ringFault);
  const holder = shell && rings[0] !== '' && rings[1] === '' ? shell : element;
  // Of a link that runs over two lines, its first.
  const box = holder.getClientRects()[0] ?? holder.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, view.innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, view.innerHeight)];
  const isSeen = right - left >= 2 && bottom - top >= 2;
  const place = holder.getRootNode() as Document | ShadowRoot;
  const met = isSeen ? place.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
  const isCovered = met !== null && !holder.contains(met) && !met.contains(holder);
  const whole = holder.getBoundingClientRect();
  const dialog = element.closest('dialog')?.getBoundingClientRect();
  const isCut =
    dialog !== undefined &&
    (dialog.left < 0 || dialog.top < 0 || dialog.right > view.innerWidth || dialog.bottom > view.innerHeight);
  return {
    faults: [
      rings.includes('') ? '' : (rings[0] ?? ''),
      isSeen ? '' : 'out of view',
      isCovered ? `covered by ${met?.tagName}.${met?.className}` : '',
      isCut ? 'in a dialog that is larger than the window' : '',
    ].filter((fault) => fault !== ''),
    left: whole.left + view.scrollX,
    top: whole.top + view.scrollY,
    right: whole.right + view.scrollX,
    bottom: whole.bottom + view.scrollY,
    isFramed: view !== view.top,
  };
};
