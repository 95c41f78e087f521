/**
 * An agency's pack on the built extension, in real browsers, from a real server by https: published, updated, spoilt in
 * every way, rolled back. Each time the last good pack stays in use, the options say why, and nobody else is asked. Its
 * dates stand in popup and calendar while it is in use, and not longer.
 *
 * The policy is written where the worker keeps the one that was good last (see policy.test.ts).
 *
 * To see a guard fail: let `noteRefusal` in src/background/agency.ts set `kept` to null, or `keptOffer` in
 * src/pack/agency-use.ts return null, build, run.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PACK_STATE_KEY, type PackState } from '../../src/domain/agency-state.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { ReplicaPost } from '../../src/replicas/feed.ts';
import { goodPack, type Keys, type Loose, makeKeys, offer } from '../unit/agency-fixtures.ts';
import { type AgencyServer, type Misdeed, startAgencyServer } from './agency-server.ts';
import { chromium } from './chromium.ts';
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
  readStored,
  seeWarning,
  until,
  writeStored,
} from './driver.ts';
import { requestsOf } from './firefox.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';
import { axe } from './surfaces.ts';

/** A day in the campaign of the pack's own election, which no shipped rules know. */
const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2030-04-15' } as const;

const idOf = (number: number): string => `174700000000000${String(number).padStart(4, '0')}`;
const CANDIDATE: ReplicaPost = {
  id: idOf(1),
  kind: 'participant',
  author: { handle: 'wirasaba_contoh', name: 'Wirasaba Kertapati' },
  text: '[Replika] Terima kasih, warga.',
};
const LIKE = `[data-replica-cell$="/${CANDIDATE.id}"] [data-testid="like"]`;

const pack = (serial: number, change: (pack: Loose) => void = () => undefined): Loose => {
  const made = { ...goodPack(), serial };
  change(made);
  return made;
};

/** As much of the API as is needed here. */
interface Local {
  readonly chrome: {
    readonly storage: {
      readonly local: {
        set(values: Record<string, unknown>): Promise<void>;
        remove(key: string): Promise<void>;
      };
    };
  };
}
interface Alarms {
  readonly chrome: {
    readonly alarms: {
      getAll(): Promise<readonly { readonly name: string; readonly scheduledTime: number }[]>;
      create(name: string, when: { readonly when: number }): Promise<void>;
    };
  };
}

describe.each(BROWSERS)('%s', (name) => {
  let server: AgencyServer;
  let own: Keys;
  let foreign: Keys;
  let browser: Browser;
  let options: Page;
  let popup: Page;
  let calendar: Page;
  const netLog = join(tmpdir(), `jaga-netral-pack-${process.pid}.json`);

  const publish = (data: unknown, keys: Keys = own): void => {
    const { bytes, signature } = offer(data, keys);
    server.publish(bytes, signature);
  };
  const setPolicy = (policy: Policy) => writeStored(browser, 'policy', { policy, problems: [] });
  const wanted = (): Policy => ({ packUrl: server.address, packPublicKey: own.publicKey });
  const state = () => readStored<PackState | null>(browser, PACK_STATE_KEY);
  const stateWhere = (what: string, is: (state: PackState) => boolean): Promise<PackState> =>
    until(
      what,
      async () => {
        const now = await state();
        return now && is(now) && now;
      },
      30_000,
    );
  const asked = () => server.asked.splice(0);
  const section = () =>
    options.$eval('#pack', (node) => (node.checkVisibility() ? (node.textContent ?? '') : ''));
  const awaitSaid = (words: string) =>
    until(`“${words}” in the options`, async () => (await section()).includes(words));
  const textOf = (page: Page) => page.evaluate(() => document.querySelector('main')?.textContent ?? '');
  const awaitIn = (page: Page, words: string) =>
    until(`“${words}” in ${page.url()}`, async () => (await textOf(page)).includes(words));
  const awaitGone = (page: Page, words: string) =>
    until(`no “${words}” in ${page.url()}`, async () => !(await textOf(page)).includes(words));
  /** Presses "fetch now" and waits for what came of it. */
  const fetchNow = async (): Promise<PackState> => {
    const before = (await state())?.tried?.at ?? 0;
    await options.bringToFront();
    await clickOn(options, '#pack-now');
    const after = await stateWhere('the try', ({ tried }) => (tried?.at ?? 0) > before);
    await until('the button', () => options.$eval('#pack-now', (button) => button.ariaDisabled === null));
    return after;
  };
  const openFeed = (): Promise<ReplicaPage> =>
    openReplica(browser, { site: 'x', language: 'id', posts: [CANDIDATE], options: { virtualised: false } });
  const badges = (page: Page): Promise<number> => page.$$eval('jaga-netral-badge', (all) => all.length);
  const likeIn = async ({ page, sent }: ReplicaPage): Promise<'held' | 'passed'> => {
    const before = sent().length;
    await clickOn(page, LIKE);
    return until('a warning or the like', async () =>
      (await seeWarning(page)) ? 'held' : sent().length > before ? 'passed' : null,
    );
  };
  /** What becomes of a like in a page that is opened now; the worker may have changed its mind. */
  const likeNow = async (): Promise<'held' | 'passed'> => {
    const replica = await openFeed();
    const outcome = await likeIn(replica);
    await replica.page.close();
    return outcome;
  };

  beforeAll(async () => {
    server = await startAgencyServer();
    own = await makeKeys();
    foreign = await makeKeys();
    browser = await launch({ browser: name, netLog, agency: server });
    await configure(browser, SETTINGS);
  }, 120_000);
  beforeEach(() => server.misbehave(null));
  afterAll(async () => {
    if (browser?.connected) await browser.close();
    await server?.stop();
    rmSync(netLog, { force: true });
  });

  it('without a policy no server is asked, and nothing is said of packs', async () => {
    publish(pack(3));
    options = await openOwn(browser, 'options');
    await until('the options', () => options.evaluate(() => document.querySelector('#journal') !== null));
    expect(await section()).toBe('');
    popup = await openOwn(browser, 'popup');
    await popup.setViewport({ width: 380, height: 600 });
    await awaitIn(popup, 'Tanggal berikutnya');
    calendar = await openOwn(browser, 'calendar');
    await awaitIn(calendar, 'Tanggal berikutnya');
    for (const page of [popup, calendar]) expect(await textOf(page)).not.toMatch(/paket instansi|Contoh/);
    expect(await likeNow()).toBe('passed');
    expect(asked()).toEqual([]);
    const alarms = await engineOf(browser).inExtension(browser, async () =>
      JSON.stringify(await (globalThis as unknown as Alarms).chrome.alarms.getAll()),
    );
    expect(alarms).toBe('[]');
  });

  it('with one the pack is fetched and in force, in a page that was open before', async () => {
    const replica = await openFeed();
    expect(await badges(replica.page)).toBe(0);
    await setPolicy(wanted());
    await stateWhere('the pack', ({ kept }) => kept?.serial === 3);
    await replica.page.bringToFront();
    await until('the badge', async () => (await badges(replica.page)) === 1);
    expect(await likeIn(replica)).toBe('held');
    expect((await awaitWarning(replica.page)).text).toContain('Wirasaba Kertapati');
    await pressButton(replica.page, 'Batalkan');
    await awaitNoWarning(replica.page);
    await replica.page.close();

    const requests = asked();
    expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['GET', '/pack.json', 200],
      ['GET', '/pack.json.sig', 200],
    ]);
    for (const { headers } of requests) {
      expect([headers.cookie, headers.referer, headers.authorization]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(Object.keys(headers).filter((one) => /jaga|region|client|id$/i.test(one))).toEqual([]);
    }
    await awaitSaid('Paket ini dipakai.');
    const said = await section();
    for (const words of [server.address, 'BKD Kabupaten Contoh', 'bkd-contoh', '31 Desember 2030'])
      expect(said).toContain(words);
    if (name === 'chromium') expect(await axe(options)).toEqual([]);
    // The next time is known to the browser, so that it comes without a page of ours.
    const alarms = JSON.parse(
      await engineOf(browser).inExtension(browser, async () =>
        JSON.stringify(await (globalThis as unknown as Alarms).chrome.alarms.getAll()),
      ),
    ) as Awaited<ReturnType<Alarms['chrome']['alarms']['getAll']>>;
    const hours = alarms.map(({ scheduledTime }) => (scheduledTime - Date.now()) / 3_600_000);
    expect(hours).toHaveLength(1);
    expect(hours[0]).toBeGreaterThan(4.4);
    expect(hours[0]).toBeLessThan(7.5);
  });

  it('popup, calendar and options, open since before, show its dates and what it holds, marked as its own', async () => {
    await awaitIn(popup, 'Termasuk tanggal dari paket instansi: BKD Kabupaten Contoh, nomor seri 3.');
    expect(await popup.$eval('.sentence', (sentence) => sentence.textContent)).toMatch(
      /Pilkada Contoh.*dari paket instansi/,
    );
    await awaitIn(calendar, 'Termasuk tanggal dari paket instansi: BKD Kabupaten Contoh, nomor seri 3.');
    // What counts most today is open from the start.
    expect(await calendar.$eval('.details', (details) => details.textContent)).toContain(
      'Asalpaket instansi, BKD Kabupaten Contoh, nomor seri 3, terbit 1 Maret 2030',
    );
    expect(
      await calendar.$$eval('.timeline .row .tag', (tags) => tags.map((tag) => tag.textContent)),
    ).toEqual(['dari paket instansi', 'dari paket instansi']);
    expect(await calendar.$$eval('#election option', (all) => all.map(({ label }) => label))).toContain(
      'Pilkada Contoh · dari paket instansi',
    );
    await awaitSaid('Tahapan: 2 · peserta: 3 · akun: 1');
    expect(await options.$$eval('#simulated optgroup', (all) => all.map(({ label }) => label))).toContain(
      'Pilkada Contoh · dari paket instansi',
    );
    if (name === 'chromium')
      for (const page of [popup, calendar, options]) expect(await axe(page)).toEqual([]);
  });

  it('an unchanged pack is asked for by its ETag, and not sent again', async () => {
    const { kept } = await fetchNow();
    expect(kept?.serial).toBe(3);
    const requests = asked();
    expect(requests.map(({ path, status }) => [path, status])).toEqual([['/pack.json', 304]]);
    expect(requests[0]?.headers['if-none-match']).toMatch(/^(W\/)?"/);
  });

  // Firefox knows at every start, and whenever it is asked, that there is no policy, and forgets the one written here.
  const mayRestart = name === 'chromium';

  it.runIf(!mayRestart)('a new one is taken', async () => {
    publish(pack(4));
    expect((await fetchNow()).kept?.serial).toBe(4);
    asked();
  });

  it.runIf(mayRestart)('the alarm fetches what is new, also where the worker had been ended', async () => {
    publish(pack(4));
    const now = await state();
    await writeStored(browser, PACK_STATE_KEY, { ...now, next: 1 });
    await engineOf(browser).inExtension(browser, () =>
      (globalThis as unknown as Alarms).chrome.alarms.create('agency-pack', { when: Date.now() + 1_000 }),
    );
    await engineOf(browser).stopBackground(browser);
    await stateWhere('the new pack', ({ kept }) => kept?.serial === 4);
    await awaitSaid('4');
    asked();
  });

  it('the pages that are open follow to the next serial', async () => {
    for (const page of [popup, calendar]) await awaitIn(page, 'nomor seri 4');
  });

  const answer =
    (status: number, headers: Readonly<Record<string, string>> = {}): Misdeed =>
    (_, out) =>
      out.writeHead(status, { 'access-control-allow-origin': '*', ...headers }).end('oh');
  const huge: Misdeed = (_, out) => {
    out.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
    const part = Buffer.alloc(1024 * 1024, ' ');
    let left = 50;
    const more = (): void => {
      left -= 1;
      if (out.destroyed) return;
      if (left < 0) out.end();
      else if (out.write(part)) setImmediate(more);
      else out.once('drain', more);
    };
    more();
  };
  const corrupted = () => {
    const { bytes, signature } = offer(pack(5), own);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    server.publish(bytes, signature);
  };

  it.each<readonly [what: string, reason: string, words: string, make: () => void]>([
    ['down', 'unreachable', 'tidak dapat dihubungi', () => server.misbehave((_, out) => out.destroy())],
    [
      'without leave to read',
      'unreachable',
      'tidak dapat dihubungi',
      () => server.misbehave((_, out) => out.writeHead(200).end('{}')),
    ],
    ['an error', 'server-error', 'menjawab dengan kesalahan', () => server.misbehave(answer(503))],
    ['a missing file', 'not-found', 'tidak ada di server', () => server.misbehave(answer(404))],
    [
      'a redirect',
      'redirected',
      'mengalihkan',
      () => server.misbehave(answer(302, { location: 'https://lain.contoh.test/pack.json' })),
    ],
    ['50 MB', 'too-large', 'terlalu besar', () => server.misbehave(huge)],
    ['a corrupted pack', 'bad-signature', 'tidak cocok dengan isinya', corrupted],
    ['another key', 'wrong-key', 'kunci lain', () => publish(pack(5), foreign)],
    ['an older pack', 'downgrade', 'lebih rendah', () => publish(pack(3))],
    [
      'the same serial, other content',
      'replay',
      'isinya lain',
      () => publish(pack(4, (made) => (made.publisher = 'BKD'))),
    ],
    [
      'another pack',
      'other-pack',
      'lain daripada yang dipakai',
      () => publish(JSON.stringify(pack(5)).replaceAll('bkd-contoh', 'bkd-lain')),
    ],
    [
      'markup for a name',
      'schema',
      'isian paket yang keliru',
      () => publish(pack(5, (made) => (made.participants[0].name = '<img src=x onerror=alert(1)>'))),
    ],
    [
      'a look-alike handle',
      'schema',
      'isian paket yang keliru',
      () => publish(pack(5, (made) => (made.accounts[0].handle = 'w\u0456rasaba_contoh'))),
    ],
    [
      'prototype keys',
      'schema',
      'isian paket yang keliru',
      () => publish(JSON.stringify(pack(5)).replace('{', '{"__proto__":{"polluted":1},')),
    ],
    [
      'half an answer, then silence',
      'timeout',
      'tidak selesai menjawab',
      () =>
        server.misbehave((_, out) => {
          out.writeHead(200, { 'access-control-allow-origin': '*' }).write('{');
        }),
    ],
  ])(
    '%s: refused as %s, said in the options, and the last good pack holds',
    async (_, reason, words, make) => {
      const before = await readStored(browser, 'agencyPack');
      make();
      const { tried, kept } = await fetchNow();
      expect(tried?.refusal?.reason).toBe(reason);
      expect(kept?.serial).toBe(4);
      expect(await readStored(browser, 'agencyPack')).toEqual(before);
      await awaitSaid(words);
      await awaitSaid('paket sebelumnya tetap berlaku');
      expect(await options.$$('#pack img')).toHaveLength(0);
      expect(await likeNow()).toBe('held');
      expect(asked().filter(({ path }) => !/^\/pack\.json(\.sig)?$/.test(path))).toEqual([]);
    },
  );

  it('going back is old content with a higher serial', async () => {
    publish(pack(9, (made) => (made.accounts[0].handle = 'akun_lama')));
    expect((await fetchNow()).kept?.serial).toBe(9);
    // The name is a participant's still, the account no longer.
    publish(pack(10));
    expect((await fetchNow()).kept?.serial).toBe(10);
    await until('the like to be held', async () => (await likeNow()) === 'held');
    expect((await state())?.failures).toBe(0);
  });

  it('whatever letters its names are made of, the pages show them as they are, and within their width', async () => {
    // All that the format admits and a page could take for something else.
    const odd = 'A & B <3 "Pilkada" &lt;b&gt; {serial}';
    const long = 'Panjang'.repeat(17);
    publish(
      pack(11, (made) => {
        made.publisher = `${odd} ${long}`;
        for (const part of [made.elections[0], ...made.elections[0].stages]) {
          part.name = { id: `${odd} ${long}`, en: odd };
          if (part.short) part.short = part.name;
        }
      }),
    );
    expect((await fetchNow()).kept?.serial).toBe(11);
    for (const page of [popup, calendar, options]) {
      await awaitIn(page, odd);
      expect(await page.$$('main b, main img, main script')).toHaveLength(0);
      await page.setViewport({ width: 380, height: 600 });
      expect(
        await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth <= clientWidth ? '' : `${location.pathname} is ${scrollWidth} wide`;
        }),
      ).toBe('');
    }
    await options.setViewport({ width: 1100, height: 900 });
    publish(pack(12));
    expect((await fetchNow()).kept?.serial).toBe(12);
    for (const page of [popup, calendar]) await awaitIn(page, 'nomor seri 12');
    asked();
  });

  it.runIf(mayRestart)('the next worker begins with the last good pack while no server answers', async () => {
    server.misbehave((_, out) => out.destroy());
    // The next worker asks at once, and whatever pages judge by it has to make anew from what is kept.
    await writeStored(browser, PACK_STATE_KEY, { ...(await state()), next: 1 });
    await engineOf(browser).stopBackground(browser);
    await options.evaluate(
      async (settings) => {
        const { local } = (globalThis as unknown as Local).chrome.storage;
        await local.remove('pagePack');
        await local.set({ settings });
      },
      { ...SETTINGS, strictness: 'ketat' },
    );
    const { kept, unused } = await stateWhere(
      'the try of the next worker',
      ({ tried }) => tried?.refusal?.reason === 'unreachable',
    );
    expect([kept?.serial, unused]).toEqual([12, null]);
    await until('the page pack', () => readStored(browser, 'pagePack'));
    expect(await likeNow()).toBe('held');
    for (const page of [popup, calendar]) expect(await textOf(page)).toContain('nomor seri 12');
    expect(asked().length).toBeGreaterThan(0);
    await configure(browser, SETTINGS);
  });

  it.runIf(mayRestart)('what was changed in storage is not used by the next worker', async () => {
    const stored = await readStored<{ text: string }>(browser, 'agencyPack');
    await writeStored(browser, 'agencyPack', {
      ...stored,
      text: stored?.text.replace('Wirasaba', 'Wirasabo'),
    });
    await engineOf(browser).stopBackground(browser);
    // Any change of the settings wakes one and makes it look.
    await options.evaluate(
      (settings) => (globalThis as unknown as Local).chrome.storage.local.set({ settings }),
      { ...SETTINGS, strictness: 'ketat' },
    );
    await stateWhere('the distrust', ({ unused }) => unused?.reason === 'bad-signature');
    await awaitSaid('Paket yang tersimpan tidak dipakai');
    // What is not judged by is not shown either.
    for (const page of [popup, calendar]) await awaitGone(page, 'Contoh');
    expect(await section()).not.toContain('Tahapan:');
    await until('the like to pass', async () => (await likeNow()) === 'passed');
    await fetchNow();
    await until('the like to be held', async () => (await likeNow()) === 'held');
    for (const page of [popup, calendar]) await awaitIn(page, 'nomor seri 12');
    await configure(browser, SETTINGS);
  });

  it('a site’s page cannot have it fetched, and our own pages can ask no server themselves', async () => {
    asked();
    const outcome = await options.evaluate(
      (url) =>
        fetch(url).then(
          () => 'sent',
          () => 'refused',
        ),
      server.address,
    );
    expect(outcome).toBe('refused');
    const replica = await openFeed();
    const reached = await replica.page.evaluate(() => {
      const scope = globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } };
      return scope.chrome?.runtime?.sendMessage !== undefined;
    });
    expect(reached).toBe(false);
    await replica.page.close();
    expect(asked()).toEqual([]);
  });

  it('when the policy goes, the pack goes with it', async () => {
    await setPolicy({});
    await until('nothing kept', async () => (await state()) === undefined);
    expect(await readStored(browser, 'agencyPack')).toBeUndefined();
    await until('the like to pass', async () => (await likeNow()) === 'passed');
    expect(await section()).toBe('');
    for (const page of [popup, calendar]) await awaitGone(page, 'Contoh');
    expect(asked()).toEqual([]);
  });

  it('nobody but that server was asked by the extension', async () => {
    // Firefox counts among these what the page was refused above, on purpose.
    const thrown = await engineOf(browser).thrown(browser);
    expect(thrown.filter((line) => !line.startsWith('Content-Security-Policy'))).toEqual([]);
    if (name === 'firefox') {
      const ours = (await requestsOf(browser)).filter(({ extension }) => extension !== null);
      const addresses = new Set(ours.map(({ url }) => url));
      expect([...addresses].toSorted()).toEqual([server.address, `${server.address}.sig`]);
      return;
    }
    await browser.close();
    const lines = readFileSync(netLog, 'utf8').split('\n');
    const ours = lines.filter((line) => line.includes(`"initiator":"${chromium.origin}`));
    const urls = new Set(ours.map((line) => /"url":"([^"]+)"/.exec(line)?.[1]));
    expect([...urls].toSorted()).toEqual([server.address, `${server.address}.sig`]);
  });
});
