/**
 * The agency's way from end to end, in real browsers that nobody touched: installed from a real nginx because a policy
 * file says so, configured by it, updated by publishing, and let go again.
 *
 * The policy lies in a mount namespace of its own, which takes Linux and root, or the right to make such namespaces;
 * where these are missing, all of it is skipped and says so.
 *
 * To see it fail: let `onWake` in src/background/worker.ts begin with removing the kept policy (the second start knows
 * nothing at first), or leave `onPolicy` out there (no other policy comes into force).
 */
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import type { ReplicaAuthor, ReplicaPost } from '../../src/replicas/feed.ts';
import { type Agency, foundAgency, VERSIONS } from './agency.ts';
import { candidate, HOME } from './candidate.ts';
import { inExtensionsPage } from './chromium.ts';
import {
  awaitNoWarning,
  awaitWarning,
  clickOn,
  engineOf,
  pressButton,
  readStored,
  seeWarning,
  until,
  writeStored,
} from './driver.ts';
import { addonOf } from './firefox.ts';
import { whyNoPolicy } from './namespace.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';

const reason = whyNoPolicy();
if (reason !== null) console.warn(`Skipped, installation by policy in real browsers: ${reason}.`);

const CONTACT = 'Subbagian Kepegawaian, telepon (021) 555-0100';
const CANCEL = 'Batalkan';
const GO_ON = 'Tetap lanjutkan';
const ELSEWHERE = '73.71';

/** A first policy: everything that shows on a page. */
const BLOCK: Policy = {
  region: HOME,
  mode: 'block',
  language: 'id',
  helpContact: CONTACT,
  simulatedDate: '2024-01-15',
  lockedKeys: ['region'],
};
/** Another one: elsewhere, and one may go on. */
const WARN: Policy = { ...BLOCK, region: ELSEWHERE, mode: 'warn' };

interface InForce {
  readonly block: boolean;
  readonly help: string;
  readonly region: string | null;
}
/** What of `InForce` tells these policies apart. */
const stateOf = ({ block, help, region }: InForce) => ({ block, help, region });
const ORDINARY = { block: false, help: '', region: null };
const UNDER_BLOCK = { block: true, help: CONTACT, region: HOME };
const UNDER_WARN = { block: false, help: CONTACT, region: ELSEWHERE };

/** Installation, download and update are the browser's affair and take seconds. */
const BROWSER_MS = 60_000;

const GANJAR: ReplicaAuthor = { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true };
const RINA: ReplicaAuthor = { handle: 'rinahapsari', name: 'Rina Hapsari' };
/** Stands for the council of `HOME` and is known nowhere else. */
const NEIGHBOUR = candidate('dprd-kabkota', 2);
const idOf = (number: number): string => `174600000000000${String(number).padStart(4, '0')}`;
const POSTS: readonly ReplicaPost[] = [
  { id: idOf(1), kind: 'participant', author: GANJAR, text: '[Replika] Terima kasih, warga. (1)' },
  { id: idOf(2), kind: 'participant', author: RINA, text: `[Replika] Ayo dukung ${NEIGHBOUR}. (2)` },
];

const openFeed = (browser: Browser): Promise<ReplicaPage> =>
  openReplica(browser, { site: 'x', language: 'id', posts: POSTS, options: { virtualised: false } });
const badges = (page: Page): Promise<number> => page.$$eval('jaga-netral-badge', (all) => all.length);
const like = async ({ page, sent }: ReplicaPage, number: number): Promise<'held' | 'passed'> => {
  const before = sent().length;
  await clickOn(page, `[data-replica-cell$="/${idOf(number)}"] [data-testid="like"]`);
  return until('a warning or the like', async () =>
    (await seeWarning(page)) ? 'held' : sent().length > before ? 'passed' : null,
  );
};

/** What holds now; null while the extension is not there, or on its way. */
const inForce = async (browser: Browser) => {
  const found = await readStored<InForce>(browser, 'inForce').catch(() => undefined);
  return found ? stateOf(found) : null;
};
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const awaitState = (browser: Browser, wanted: object): Promise<unknown> =>
  until(
    `the policy in force: ${JSON.stringify(wanted)}`,
    async () => isSame(await inForce(browser), wanted),
    BROWSER_MS,
  );
/** Waits for what is to be in force, and tells everything that was before, in its order. */
const statesUntil = async (browser: Browser, wanted: object): Promise<readonly unknown[]> => {
  const seen: unknown[] = [];
  let first = Number.NaN;
  await until(
    `the policy in force: ${JSON.stringify(wanted)}`,
    async () => {
      const state = await inForce(browser);
      if (state === null) return false;
      if (seen.length === 0) first = performance.now();
      if (!isSame(state, seen.at(-1))) seen.push(state);
      return isSame(state, wanted);
    },
    BROWSER_MS,
  );
  const late = Math.round(performance.now() - first);
  console.info(`In force within ${late} ms of the first look; one after another: ${JSON.stringify(seen)}`);
  return seen;
};

/** A page under `BLOCK`: held without a way on, and the neighbour is known. */
const seeBlocked = async (replica: ReplicaPage) => {
  await until('both badges', async () => (await badges(replica.page)) === 2);
  for (const number of [1, 2]) {
    expect(await like(replica, number)).toBe('held');
    const warning = await awaitWarning(replica.page);
    expect(warning.buttons).toContain(CANCEL);
    expect(warning.buttons).not.toContain(GO_ON);
    expect(warning.text).toContain(CONTACT);
    await pressButton(replica.page, CANCEL);
    await awaitNoWarning(replica.page);
  }
  expect(replica.sent()).toEqual([]);
};

describe.skipIf(reason !== null)('a fresh machine under an agency’s policy', () => {
  let agency: Agency;
  beforeAll(async () => {
    agency = await foundAgency();
    agency.publish(VERSIONS[0]);
  });
  afterAll(() => agency?.end());

  describe('chromium', () => {
    let browser: Browser;
    afterAll(async () => {
      if (browser?.connected) await browser.close();
    });

    /** Asks the browser's own page what it thinks of our extension; null: it knows of none. */
    const installed = () =>
      inExtensionsPage(browser, agency.extensionId, async (id) => {
        const { developerPrivate } = (
          globalThis as unknown as {
            chrome: {
              developerPrivate: {
                getExtensionInfo(id: string): Promise<{
                  version: string;
                  userMayModify: boolean;
                  controlledInfo?: { text: string };
                }>;
              };
            };
          }
        ).chrome;
        return developerPrivate.getExtensionInfo(id).then(
          ({ version, userMayModify, controlledInfo }) => ({
            version,
            userMayModify,
            isControlled: controlledInfo !== undefined,
          }),
          () => null,
        );
      });

    it('is installed from the server, and its values come into force once the browser hands them over', async () => {
      agency.setPolicy(BLOCK);
      browser = await agency.start('chromium', 'satu');
      const seen = await statesUntil(browser, UNDER_BLOCK);
      // The first moments may be the ordinary ones: nothing was ever good before. Never something in between.
      for (const state of seen) expect([ORDINARY, UNDER_BLOCK]).toContainEqual(state);
      expect(await installed()).toEqual({ version: VERSIONS[0], userMayModify: false, isControlled: true });
      const replica = await openFeed(browser);
      await seeBlocked(replica);
      await replica.page.close();
    });

    it('another policy comes into force while the browser runs, in a page that was open before', async () => {
      const replica = await openFeed(browser);
      await until('both badges', async () => (await badges(replica.page)) === 2);
      agency.setPolicy(WARN);
      await awaitState(browser, UNDER_WARN);
      await until('the neighbour to be nobody here', async () => (await badges(replica.page)) === 1);
      expect(await like(replica, 2)).toBe('passed');
      expect(await like(replica, 1)).toBe('held');
      expect((await awaitWarning(replica.page)).buttons).toContain(GO_ON);
      await replica.page.close();
    });

    it('a second start begins with what was good last', async () => {
      await browser.close();
      agency.setPolicy(BLOCK);
      browser = await agency.start('chromium', 'satu');
      const seen = await statesUntil(browser, UNDER_BLOCK);
      for (const state of seen) expect([UNDER_WARN, UNDER_BLOCK]).toContainEqual(state);
      const replica = await openFeed(browser);
      await seeBlocked(replica);
      await replica.page.close();
    });

    it('a published version is taken, and everything of the person stays', async () => {
      await writeStored(browser, 'settings', { strictness: 'ketat', chosen: ['strictness'] });
      agency.publish(VERSIONS[1]);
      const before = new Set(browser.targets());
      const began = performance.now();
      await inExtensionsPage(browser, agency.extensionId, () =>
        (
          globalThis as unknown as { chrome: { developerPrivate: { autoUpdate(): Promise<void> } } }
        ).chrome.developerPrivate.autoUpdate(),
      );
      await until('the new version', async () => (await installed())?.version === VERSIONS[1], BROWSER_MS);
      const took = Math.round(performance.now() - began);
      console.info(`Chromium took the new version ${took} ms after it was told to look for one.`);
      // The worker of the old version stays in the list for a while, and answers nobody.
      await browser.waitForTarget(
        (target) =>
          !before.has(target) &&
          target.type() === 'service_worker' &&
          target.url().includes(agency.extensionId),
      );
      await awaitState(browser, UNDER_BLOCK);
      expect(await readStored(browser, 'settings')).toMatchObject({ strictness: 'ketat' });
      const replica = await openFeed(browser);
      await seeBlocked(replica);
      await replica.page.close();
    });

    it('is removed when the policy no longer names it', async () => {
      agency.setPolicy(null);
      await until('the removal', async () => (await installed()) === null, BROWSER_MS);
    });
  });

  describe('firefox', () => {
    let browser: Browser;
    const start = async (awaited: string) => {
      browser = await agency.start('firefox', 'satu');
      await until(
        `version ${awaited}`,
        async () => {
          const addon = await addonOf(browser);
          return addon?.version === awaited && addon.isActive;
        },
        BROWSER_MS,
      );
    };
    const managed = (): Promise<unknown> =>
      engineOf(browser).inExtension(browser, () =>
        (
          globalThis as unknown as { browser: { storage: { managed: { get(): Promise<unknown> } } } }
        ).browser.storage.managed.get(),
      );
    afterAll(async () => {
      if (browser?.connected) await browser.close();
    });

    it('is installed from the server though nobody signed it, and its values hold from the first moment', async () => {
      agency.setPolicy(BLOCK);
      await start(VERSIONS[0]);
      expect(await managed()).toEqual(BLOCK);
      await awaitState(browser, UNDER_BLOCK);
      expect(await addonOf(browser)).toMatchObject({ mayRemove: false });
      const replica = await openFeed(browser);
      await seeBlocked(replica);
      await replica.page.close();
    });

    it('another policy comes into force when Firefox is opened the next time, and not before', async () => {
      agency.setPolicy(WARN);
      expect(await managed()).toEqual(BLOCK);
      expect(await inForce(browser)).toEqual(UNDER_BLOCK);
      await browser.close();
      await start(VERSIONS[0]);
      expect(await managed()).toEqual(WARN);
      await awaitState(browser, UNDER_WARN);
      const replica = await openFeed(browser);
      await until('the badge', async () => (await badges(replica.page)) === 1);
      expect(await like(replica, 2)).toBe('passed');
      expect(await like(replica, 1)).toBe('held');
      expect((await awaitWarning(replica.page)).buttons).toContain(GO_ON);
      await replica.page.close();
    });

    it('a published version is taken when the policy names its package, and everything of the person stays', async () => {
      await writeStored(browser, 'settings', { strictness: 'ketat', chosen: ['strictness'] });
      agency.publish(VERSIONS[1]);
      agency.setPolicy(BLOCK, VERSIONS[1]);
      await browser.close();
      await start(VERSIONS[1]);
      await awaitState(browser, UNDER_BLOCK);
      expect(await readStored(browser, 'settings')).toMatchObject({ strictness: 'ketat' });
      const replica = await openFeed(browser);
      await seeBlocked(replica);
      await replica.page.close();
    });

    it('stays when the policy no longer names it, as the person’s own, who may remove it', async () => {
      agency.setPolicy(null);
      await browser.close();
      await start(VERSIONS[1]);
      expect(await addonOf(browser)).toMatchObject({ mayRemove: true });
      await awaitState(browser, ORDINARY);
    });

    it('is removed when the policy blocks it', async () => {
      agency.forbidInFirefox();
      await browser.close();
      browser = await agency.start('firefox', 'satu', false);
      await until('the removal', async () => (await addonOf(browser)) === null, BROWSER_MS);
    });
  });
});
