/**
 * Pages as they arrive: an act before a page is whole is held although the words for it have not come yet, and the
 * question follows; Facebook's mobile page gets the adapter of its own.
 *
 * To see a guard fail: take `place.arrived?.(surface)` out of src/guard/surface.ts, build, run.
 */
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  awaitNoWarning,
  awaitWarning,
  clickOn,
  configure,
  launch,
  pressButton,
  seeWarning,
  until,
} from './driver.ts';

const PRESSED = 'ditekan';
const TWEET = `<article data-testid="tweet"><div data-testid="User-Name"><a href="/ganjarpranowo"><span>Ganjar Pranowo</span></a></div>
  <div data-testid="tweetText">Terima kasih</div>
  <button type="button" data-testid="like" onclick="document.title = '${PRESSED}'">Suka</button></article>`;
const story = (
  name: string,
  id: string,
): string => `<div data-mcomponent="MContainer"><div role="link">${name}</div><div>Terima kasih</div></div>
  <div data-mcomponent="MContainer"><div role="button" id="${id}" data-mcomponent="ServerTextArea" data-long-click-action-id="1"
    onclick="document.title = '${PRESSED}'">Suka</div></div>`;
const MOBILE = `<div data-type="vscroller">${story('Rina Hapsari', 'rina')}${story('Ganjar Pranowo', 'ganjar')}</div>`;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  await configure(browser, { language: 'id', region: '36.03', simulatedDate: '2024-01-15' });
});
afterEach(() => page.close());
afterAll(() => browser?.close());

/** Opens a page of one's own making; requests for `/late.js` stay open and are handed out. */
const open = async (url: string, body: string): Promise<HTTPRequest[]> => {
  const late: HTTPRequest[] = [];
  page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/late.js') late.push(request);
    else
      request
        .respond(
          request.isNavigationRequest()
            ? {
                contentType: 'text/html; charset=utf-8',
                body: `<!doctype html><title>Halaman</title><body>${body}`,
              }
            : { status: 204 },
        )
        .catch(() => undefined);
  });
  // A page that waits for its script is not whole, and `goto` waits for that.
  page.goto(url).catch(() => undefined);
  await page.waitForSelector('[onclick]');
  return late;
};

/** Clicks until the guard has read what it needs and holds the click: the page's own handler does not run. */
const untilHeld = (selector: string): Promise<true> =>
  until('a click to be held', async () => {
    await page.evaluate(() => {
      document.title = 'Halaman';
    });
    await clickOn(page, selector);
    return (await page.title()) === 'Halaman';
  });

it('holds an act before the page is whole, and asks as soon as it is', async () => {
  const late = await open('https://x.com/home', `${TWEET}<script src="/late.js"></script><p>Akhir</p>`);
  expect(await page.evaluate(() => document.readyState)).toBe('loading');
  await untilHeld('[data-testid="like"]');
  expect(await seeWarning(page)).toBeNull();
  expect(late).toHaveLength(1);
  await late[0]?.respond({ contentType: 'text/javascript', body: '' });
  const warning = await awaitWarning(page);
  expect(warning.focused).toBe('Batalkan');
  await pressButton(page, 'Batalkan');
  await awaitNoWarning(page);
  expect(await page.title()).toBe('Halaman');
});

it('knows the mobile page of Facebook', async () => {
  await open('https://m.facebook.com/', MOBILE);
  await untilHeld('#ganjar');
  await awaitWarning(page);
  await pressButton(page, 'Batalkan');
  await awaitNoWarning(page);
  expect(await page.title()).toBe('Halaman');
  await clickOn(page, '#rina');
  expect(await page.title()).toBe(PRESSED);
});
