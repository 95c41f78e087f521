/**
 * Whoever imitates our messages is refused: a page of the site, and another extension, from its worker and from its
 * content script on the same page. Nothing is answered, nothing changes, and the person is told which extension tried.
 *
 * To see it fail: in src/platform/worker.ts let `onMessageExternal` call the listener of `onMessage` (the journal has a
 * line that nobody wrote), or leave `port.disconnect()` out.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/platform/messages.ts';
import type { ReplicaPost } from '../../src/replicas/feed.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  readPassing,
  readStored,
  until,
  writeStored,
} from './driver.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const ID = '1746000000000000001';
const POST: ReplicaPost = {
  id: ID,
  kind: 'participant',
  author: { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true },
  text: '[Replika] Terima kasih, warga.',
};
/** What the journal calls the participant behind the post. */
const PAIR = 'Ganjar Pranowo – Mahfud MD';
const LIKE = `[data-replica-cell$="/${ID}"] [data-testid="like"]`;

const FORGED: Omit<JournalEntry, 'at'> = {
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about: 'Yang tidak pernah terjadi',
  outcome: 'continued',
  evidence: [],
};
/** Every message that one of our rooms would take from another, well-formed. */
const IMITATIONS = [
  { type: 'content:warned', entry: { ...FORGED, at: 1_705_288_320_000 } },
  { type: 'content:except', exception: { kind: 'term', term: 'Ganjar', added: '2024-01-15' } },
  { type: 'content:health', site: 'x', sample: { posts: 99, controls: 0, blind: 99 } },
  { type: 'content:recognise', subjects: [{ site: 'x', text: 'Ganjar Pranowo', author: {} }] },
  { type: 'content:pack-wanted' },
  { type: 'worker:witnessed', site: 'x', actions: ['like'], ids: [ID] },
  { type: 'page:list-here' },
  { type: 'page:self-check' },
];

/** What an attempt came to, as the other side saw it. */
interface Attempt {
  readonly from: string;
  readonly way: string;
  readonly answer: unknown;
}

const OTHER_ID = 'ekstensi-lain@contoh.id';
/**
 * Another extension, made to try. Its content script is told what to do by an event of the page, has the worker do the
 * same, and writes what came of it on the page.
 */
const OTHER = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Ekstensi lain',
    version: '1.0',
    background: { service_worker: 'worker.js', scripts: ['attempts.js', 'worker.js'] },
    content_scripts: [
      { matches: ['https://x.com/*'], js: ['attempts.js', 'content.js'], run_at: 'document_start' },
    ],
    browser_specific_settings: { gecko: { id: OTHER_ID } },
  }),
  'attempts.js': `
    const api = globalThis.browser ?? globalThis.chrome;
    globalThis.attempts = async (from, target, messages) => {
      const all = [];
      for (const message of messages) {
        const answer = await api.runtime.sendMessage(target, message).catch(() => null);
        all.push({ from, way: message.type, answer: answer ?? null });
      }
      const heard = [];
      const port = api.runtime.connect(target, { name: 'surface' });
      port.onMessage.addListener((message) => heard.push(message));
      await new Promise((ended) => {
        port.onDisconnect.addListener(ended);
        try {
          for (const message of messages) port.postMessage(message);
        } catch { ended(); }
      });
      all.push({ from, way: 'connect', answer: heard.length > 0 ? heard : null });
      return all;
    };`,
  'worker.js': `
    if (!globalThis.attempts) importScripts('attempts.js');
    (globalThis.browser ?? globalThis.chrome).runtime.onMessage.addListener(({ target, messages }, sender, answer) => {
      attempts('worker', target, messages).then(answer);
      return true;
    });`,
  'content.js': `
    document.addEventListener('coba', async ({ detail }) => {
      const { target, messages } = JSON.parse(detail);
      const own = await attempts('content', target, messages);
      const background = await api.runtime.sendMessage({ target, messages });
      document.documentElement.dataset.hasil = JSON.stringify([...own, ...background]);
    });`,
};

interface Seen {
  readonly settings: unknown;
  readonly journal: unknown;
  readonly inForce: unknown;
  readonly pack: unknown;
  readonly health: unknown;
}

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  let replica: ReplicaPage;
  let otherId: string;
  let ourId: string;
  const folder = mkdtempSync(join(tmpdir(), 'jaga-netral-stranger-'));

  const everything = async (): Promise<Seen> => ({
    settings: await readStored(browser, 'settings'),
    journal: (await readStored(browser, 'journal')) ?? [],
    inForce: await readStored(browser, 'inForce'),
    pack: (await readStored<{ version: string }>(browser, 'pagePack'))?.version,
    // The moment of the last sample says nothing.
    health: (await readPassing<{ x?: { sample: unknown } }>(browser, 'health'))?.x?.sample,
  });
  const strangers = () =>
    readStored<readonly { id: string; times: number; at: number }[]>(browser, 'strangers');
  const badges = (page: Page) => page.$$eval('jaga-netral-badge', (all) => all.length);
  /** A held like, cancelled: when its line is written, the worker is past everything that was sent before. */
  const heldOnce = async () => {
    await clickOn(replica.page, LIKE);
    await awaitWarning(replica.page);
    await pressButton(replica.page, 'Batalkan');
    await awaitNoWarning(replica.page);
    return until('the line', async () => {
      const lines = (await readStored<readonly JournalEntry[]>(browser, 'journal')) ?? [];
      return lines.length > 0 && lines;
    });
  };

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    for (const [file, content] of Object.entries(OTHER)) writeFileSync(join(folder, file), content);
    browser = await launch({ browser: name });
    await configure(browser, SETTINGS);
    otherId = await browser.installExtension(folder);
    ourId = engineOf(browser).extensionId;
  });
  beforeEach(async () => {
    await writeStored(browser, 'journal', []);
    await writeStored(browser, 'strangers', []);
    replica = await openReplica(browser, {
      site: 'x',
      language: 'id',
      posts: [POST],
      options: { virtualised: false },
    });
    await until('the badge', async () => (await badges(replica.page)) === 1);
    await until('the health', async () => (await everything()).health !== undefined);
  });
  afterEach(() => replica.page.close());
  afterAll(async () => {
    if (browser?.connected) await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a page that imitates our messages changes nothing', async () => {
    const before = await everything();
    const reached = await replica.page.evaluate(
      async (id, json) => {
        const messages = JSON.parse(json) as { type: string }[];
        const marks = document.querySelectorAll('*');
        const targets = [
          window,
          document,
          ...[...marks].filter((one) => one.localName.startsWith('jaga-netral')),
        ];
        const channel = new BroadcastChannel('jaga-netral');
        const api = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown; connect?: unknown } } })
          .chrome;
        for (const message of messages) {
          window.postMessage(message, '*');
          channel.postMessage(message);
          for (const target of targets)
            for (const event of [message.type, 'message', 'jaga-netral'])
              target.dispatchEvent(
                new CustomEvent(event, { detail: message, bubbles: true, composed: true }),
              );
          if (typeof api?.runtime?.sendMessage === 'function') api.runtime.sendMessage(id, message);
        }
        channel.close();
        // The window's own messages have arrived when a later one has.
        await new Promise((arrived) => {
          window.addEventListener('message', ({ data }) => data === 'last' && arrived(null));
          window.postMessage('last', '*');
        });
        return { targets: targets.length, mayCall: typeof api?.runtime?.sendMessage };
      },
      ourId,
      JSON.stringify(IMITATIONS),
    );
    // The badge is among those that were addressed, and a page has no way into the browser's own messages.
    expect(reached).toEqual({ targets: 3, mayCall: 'undefined' });
    const lines = await heldOnce();
    expect(lines.map(({ about }) => about)).toEqual([PAIR]);
    expect(await everything()).toEqual({ ...before, journal: lines });
    expect(replica.sent()).toEqual([]);
    expect(await strangers()).toEqual([]);
  });

  it('another extension gets no answer and no connection, changes nothing, and the person is told', async () => {
    const before = await everything();
    await replica.page.evaluate(
      (detail) => document.dispatchEvent(new CustomEvent('coba', { detail })),
      JSON.stringify({ target: ourId, messages: IMITATIONS }),
    );
    const attempts = await until('the attempts', async () => {
      const json = await replica.page.evaluate(() => document.documentElement.dataset.hasil);
      return json === undefined ? null : (JSON.parse(json) as Attempt[]);
    });
    const ways = [...IMITATIONS.map(({ type }) => type), 'connect'];
    expect(attempts).toEqual(
      ['content', 'worker'].flatMap((from) => ways.map((way) => ({ from, way, answer: null }))),
    );
    const lines = await heldOnce();
    expect(lines.map(({ about }) => about)).toEqual([PAIR]);
    expect(await everything()).toEqual({ ...before, journal: lines });

    const counted = await until('the count', async () => {
      const all = (await strangers()) ?? [];
      return all[0]?.times === attempts.length && all;
    });
    expect(counted).toEqual([{ id: otherId, times: attempts.length, at: expect.any(Number) as number }]);
    expect(JSON.stringify(counted)).not.toContain(FORGED.about);

    const options = await openOwn(browser, 'options');
    const section = () =>
      options.$eval('#strangers', (one) => (one.checkVisibility() ? (one.textContent ?? '') : ''));
    await until('the section', async () => (await section()).includes(otherId));
    expect(await section()).toContain(`Ditolak: ${attempts.length} kali`);
    await clickOn(options, '#strangers-forget');
    await until('the empty list', async () => (await section()) === '');
    expect(await strangers()).toBe(undefined);
    await options.close();
  });
});
