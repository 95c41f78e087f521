/**
 * What a driven browser must be able to do for the tests, the same for Chromium and Firefox, so that one test runs
 * in both. The warning stands in a closed shadow root: no selector reaches it, so it is seen the way an assistive
 * technology sees it, through the browser's own accessibility tree.
 */
import { existsSync, readFileSync } from 'node:fs';
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
  /** Ends the worker or event page, as the browser does when it has been idle. */
  stopBackground(browser: Browser): Promise<void>;
  /** Turns the extension off and on, as a person does in the browser's own list. */
  setEnabled(browser: Browser, enabled: boolean): Promise<void>;
  /** Takes the network away from a page and gives it back. */
  setOffline(page: Page, offline: boolean): Promise<void>;
  /** Allows the extension in private windows and opens one at a blank page. */
  openPrivate(browser: Browser): Promise<Page>;
  /** The page as it is spoken, closed shadow roots included. */
  spoken(page: Page): Promise<SpokenNode>;
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
