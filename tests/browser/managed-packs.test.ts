/**
 * The agency's pack on machines under its policy: published, updated, taken back, and everything that can go wrong on
 * the way from a real server. Whatever comes, the pack that was good last stays in use, and the reason is noted.
 *
 * What this takes of the machine, and what is skipped without it: see managed.test.ts.
 *
 * To see it fail: let `noteRefusal` (src/background/agency.ts) forget `kept`, or read without a limit in
 * src/platform/agency-server.ts.
 */
import { randomBytes } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackState } from '../../src/domain/agency-state.ts';
import type { ReplicaAuthor } from '../../src/replicas/feed.ts';
import { goodPack, type Keys, makeKeys, offer, REGION } from '../unit/agency-fixtures.ts';
import { type Agency, foundAgency, VERSIONS } from './agency.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  openOwn,
  pressButton,
  readStored,
  until,
} from './driver.ts';
import { whyNoPolicy } from './namespace.ts';
import { openReplica } from './replica-pages.ts';

const reason = whyNoPolicy();
if (reason !== null) console.warn(`Skipped, packs under an agency’s policy in real browsers: ${reason}.`);

/** Within the stages of the pack's own election. */
const DAY = '2030-04-15';
const BROWSER_MS = 60_000;

const WIRASABA: ReplicaAuthor = { handle: 'wirasaba_contoh', name: 'Wirasaba' };
const LASTRI: ReplicaAuthor = { handle: 'lastri_contoh', name: 'Lastri' };

describe.skipIf(reason !== null)('the agency’s pack', () => {
  let agency: Agency;
  let keys: Keys;
  /** The last serial that was published and good. */
  let serial = 0;
  /** How often files were put on the server. */
  let published = 0;

  /** Writes both files as they would be copied to a server, each time a minute later than the last. */
  const put = (bytes: Uint8Array, signature: string): void => {
    published += 1;
    // nginx tells a file from the one before by size and second alone, and all signatures are of one size.
    const moment = new Date(Date.now() - 86_400_000 + published * 60_000);
    for (const [file, content] of [
      ['pack.json', bytes],
      ['pack.json.sig', signature],
    ] as const) {
      writeFileSync(join(agency.packs, file), content);
      utimesSync(join(agency.packs, file), moment, moment);
    }
  };
  /** A pack with accounts on X of the pair, in the order in which they are given. */
  const packOf = (number: number, ...authors: readonly ReplicaAuthor[]) => {
    const pack = goodPack();
    const [account] = pack.accounts as object[];
    pack.serial = number;
    pack.accounts = authors.map(({ handle }) => ({ ...account, handle }));
    return pack;
  };
  const publish = (pack: unknown, by: Keys = keys): void => {
    const { bytes, signature } = offer(pack, by);
    put(bytes, signature);
  };
  const publishNext = (...authors: readonly ReplicaAuthor[]): void => {
    serial += 1;
    publish(packOf(serial, ...authors));
  };

  beforeAll(async () => {
    agency = await foundAgency();
    agency.publish(VERSIONS[0]);
    keys = await makeKeys();
    agency.setPolicy({
      region: REGION,
      language: 'id',
      simulatedDate: DAY,
      packUrl: agency.packUrl,
      packPublicKey: keys.publicKey,
    });
  });
  afterAll(() => agency?.end());

  describe.each(BROWSERS)('%s', (name) => {
    let browser: Browser;
    let options: Page;
    const start = async () => {
      browser = await agency.start(name, 'pegawai');
    };
    afterAll(async () => {
      if (browser?.connected) await browser.close();
    });

    const state = () => readStored<PackState>(browser, 'agencyPackState').catch(() => undefined);
    /** Asks as the button in the options does. */
    const ask = (): Promise<unknown> =>
      options.evaluate(() => {
        const { browser, chrome } = globalThis as unknown as Record<
          'browser' | 'chrome',
          { runtime: { sendMessage(message: object): Promise<unknown> } }
        >;
        return (browser ?? chrome).runtime.sendMessage({ type: 'page:pack-wanted' });
      });

    /** Posts by these accounts, the first of them a known one, and which of them bear a badge. */
    const known = async (...authors: readonly [ReplicaAuthor, ...ReplicaAuthor[]]): Promise<boolean[]> => {
      // Posts are read in the page's order: once the last has its badge, the others have had their turn.
      const posts = [...authors, authors[0]].map((author, at) => ({
        id: `174600000000000000${at + 1}`,
        kind: 'participant' as const,
        author,
        text: `[Replika] Terima kasih, warga. (${at + 1})`,
      }));
      const { page } = await openReplica(browser, {
        site: 'x',
        language: 'id',
        posts,
        options: { virtualised: false },
      });
      const badges = await until('a badge on the last', async () => {
        const all = await page.$$eval('[data-replica-cell]', (cells) =>
          cells.map((cell) => cell.querySelector('jaga-netral-badge') !== null),
        );
        return all.length === posts.length && all.at(-1) === true && all;
      });
      const first = badges.indexOf(true);
      await clickOn(page, `[data-replica-cell$="/${posts[first]?.id}"] [data-testid="like"]`);
      expect((await awaitWarning(page)).text).toContain('Wirasaba Kertapati');
      await pressButton(page, 'Batalkan');
      await awaitNoWarning(page);
      await page.close();
      return badges.slice(0, authors.length);
    };

    it('comes without being asked for once the policy names it', async () => {
      publishNext(WIRASABA);
      await agency.servePacks();
      await start();
      await until('the pack', async () => (await state())?.kept?.serial === serial, BROWSER_MS);
      expect(await known(WIRASABA, LASTRI)).toEqual([true, false]);
      options = await openOwn(browser, 'options');
      expect(await ask()).toBe('same');
    });

    it('is updated by a higher serial', async () => {
      publishNext(WIRASABA, LASTRI);
      expect(await ask()).toBe('new');
      expect((await state())?.kept?.serial).toBe(serial);
      expect(await known(WIRASABA, LASTRI)).toEqual([true, true]);
    });

    it('is rolled back by the old content with a higher serial', async () => {
      publishNext(WIRASABA);
      expect(await ask()).toBe('new');
      expect(await known(WIRASABA, LASTRI)).toEqual([true, false]);
    });

    const BAD: readonly (readonly [what: string, spoil: () => Promise<void> | void, refused: string])[] = [
      [
        'changed after it was signed',
        () => {
          const { bytes, signature } = offer(packOf(serial + 1, LASTRI), keys);
          const spoilt = Uint8Array.from(bytes);
          spoilt[spoilt.indexOf('W'.charCodeAt(0))] = 'V'.charCodeAt(0);
          put(spoilt, signature);
        },
        'bad-signature',
      ],
      [
        'signed with another key',
        async () => publish(packOf(serial + 1, LASTRI), await makeKeys()),
        'wrong-key',
      ],
      [
        'signed with another key under the name of ours',
        async () => publish(packOf(serial + 1, LASTRI), { ...(await makeKeys()), keyId: keys.keyId }),
        'bad-signature',
      ],
      ['an earlier one, played again', () => publish(packOf(serial - 1, LASTRI)), 'downgrade'],
      ['another under the same serial', () => publish(packOf(serial, LASTRI)), 'replay'],
      [
        'half of a file',
        () => put(offer(packOf(serial + 1, LASTRI), keys).bytes.slice(0, 700), ''),
        'bad-signature-file',
      ],
      ['50 MB', () => put(randomBytes(50 * 1024 * 1024), ''), 'too-large'],
      ['from a server that is down', () => agency.stopPacks(), 'unreachable'],
      [
        'from a server that sends some bytes a second',
        async () => {
          publish(packOf(serial + 1, LASTRI));
          await agency.servePacks('limit_rate 16;');
        },
        'timeout',
      ],
      ['from a server that wants a log-in', () => agency.servePacks('deny all;'), 'not-found'],
      [
        'from a server that leads elsewhere',
        () => agency.servePacks('return 302 https://127.0.0.1/;'),
        'redirected',
      ],
      ['from a server in trouble', () => agency.servePacks('return 503;'), 'server-error'],
    ];

    it.each(BAD)('%s: refused, and the last good one stays', async (_, spoil, refused) => {
      const before = await state();
      await spoil();
      expect(await ask()).toBe('refused');
      const after = await state();
      expect(after?.tried?.refusal?.reason).toBe(refused);
      expect(after?.kept).toEqual(before?.kept);
      expect(after?.kept?.serial).toBe(serial);
      expect(await known(WIRASABA, LASTRI)).toEqual([true, false]);
      // The server is well again, and so is the pack.
      publishNext(WIRASABA);
      await agency.servePacks();
      expect(await ask()).toBe('new');
      expect((await state())?.kept?.serial).toBe(serial);
    });

    it('is there from the first moment of the next start, when no server is', async () => {
      await agency.stopPacks();
      await browser.close();
      await start();
      await until('the start', async () => (await state())?.kept?.serial === serial, BROWSER_MS);
      expect(await known(WIRASABA, LASTRI)).toEqual([true, false]);
    });
  });
});
