/** Puts the replica sites at their real addresses in a driven browser, and tells what left them. */
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import type { ReplicaConfig } from '../../src/replicas/feed.ts';
import { ORIGIN } from '../../src/replicas/routes.ts';
import { buildReplicas, createReplicaServer, type ReplicaServer } from '../replicas/serve.ts';

let script: Promise<string> | null = null;
const replicaScript = (): Promise<string> => {
  script ??= buildReplicas();
  return script;
};

/** Every request that any replica page made, content scripts' included: method and address. */
export const requests: { readonly method: string; readonly url: string }[] = [];

export interface ReplicaPage {
  readonly page: Page;
  readonly server: ReplicaServer;
  /** Names of the operations that have left so far. */
  sent(): readonly string[];
  /** Names of the site's own handlers that ran so far, for one or all posts. */
  handled(): Promise<readonly string[]>;
}

const fulfil = async (server: ReplicaServer, request: HTTPRequest): Promise<void> => {
  const url = request.url();
  requests.push({ method: request.method(), url });
  if (/^(chrome-extension|moz-extension|data):/.test(url)) return request.continue();
  // `postData()` exists in Chromium alone; asked for, both give it.
  const sent = request.method() === 'POST' ? await request.fetchPostData() : undefined;
  const { status, contentType, headers, body } = server.handleRequest(url, request.method(), sent ?? '');
  return request.respond({ status, contentType, headers, body });
};

/**
 * Opens a replica.
 * @param path on the site, `/` the feed; or a whole address on another host of the site
 * @param size of the window, CSS pixels; the browser's own by default
 * @param openPage the tab to open it in; a new one otherwise
 * @param before what is to be done with the empty tab first
 */
export const openReplica = async (
  browser: Browser,
  config: ReplicaConfig,
  path = '/',
  size?: { readonly width: number; readonly height: number },
  openPage: () => Promise<Page> = () => browser.newPage(),
  before?: (page: Page) => Promise<void>,
): Promise<ReplicaPage> => {
  const server = createReplicaServer({ script: await replicaScript(), configs: { [config.site]: config } });
  const page = await openPage();
  if (size) await page.setViewport(size);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    fulfil(server, request).catch(() => undefined);
  });
  await before?.(page);
  const feed = config.site === 'x' && path === '/' ? '/home' : path;
  await page.goto(new URL(feed, ORIGIN[config.site]).href, { waitUntil: 'load' });
  await page.waitForSelector('#replica > *');
  return {
    page,
    server,
    sent: () => server.operations.map(({ op }) => op),
    handled: () => page.evaluate(() => (window.__handled ?? []).map(({ name }) => name)),
  };
};
