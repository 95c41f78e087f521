/**
 * An agency's policy on the built extension, in real browsers: what holds in a page, what options and popup say, and what
 * stays out of every policy's reach.
 *
 * A browser takes a policy from its administrator alone. Here it is written where the worker keeps the one that was good
 * last, which is what holds from the first moment of every start; how it gets there has its own tests, without a browser
 * (tests/unit/background-policy.test.ts).
 *
 * To see a guard fail: let `mayContinue` in src/guard/warning.ts always be true, build, run.
 */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POLICY_KEYS, type Policy, type PolicyProblem, policyKeys } from '../../src/domain/policy.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';
import type { ReplicaAuthor, ReplicaPost } from '../../src/replicas/feed.ts';
import { chromium } from './chromium.ts';
import {
  awaitNoWarning,
  awaitWarning,
  BROWSERS,
  clickOn,
  collectErrors,
  configure,
  engineOf,
  launch,
  openOwn,
  pressButton,
  readStored,
  seeWarning,
  spokenText,
  until,
  writeStored,
} from './driver.ts';
import { openReplica, type ReplicaPage } from './replica-pages.ts';
import { configFor, SCENARIOS } from './scenarios.ts';
import { axe } from './surfaces.ts';

const SETTINGS = { language: 'id', region: '36.03', simulatedDate: '2024-01-15' } as const;
const CANCEL = 'Batalkan';
const GO_ON = 'Tetap lanjutkan';
const NOT_ONE = 'Bukan peserta pemilu?';
const CONTACT = 'Subbagian Kepegawaian, telepon (021) 555-0100';

const GANJAR: ReplicaAuthor = { handle: 'ganjarpranowo', name: 'Ganjar Pranowo', verified: true };
const RINA: ReplicaAuthor = { handle: 'rinahapsari', name: 'Rina Hapsari' };

const idOf = (number: number): string => `174600000000000${String(number).padStart(4, '0')}`;
const post = (number: number, author: ReplicaAuthor, text = 'Terima kasih, warga.'): ReplicaPost => ({
  id: idOf(number),
  kind: author === RINA ? 'neutral' : 'participant',
  author,
  text: `[Replika] ${text} (${number})`,
});
const control = (number: number): string => `[data-replica-cell$="/${idOf(number)}"] [data-testid="like"]`;

interface InForce {
  readonly block: boolean;
  readonly help: string;
  readonly strictness: string;
  readonly region: string;
}

describe.each(BROWSERS)('%s', (name) => {
  let browser: Browser;
  const netLog = join(tmpdir(), `jaga-netral-policy-${process.pid}.json`);
  const opened: { readonly page: Page; readonly errors: readonly string[] }[] = [];
  const watched = <Opened extends { readonly page: Page }>(one: Opened): Opened => {
    opened.push({ page: one.page, errors: collectErrors(one.page) });
    return one;
  };
  const openFeed = async (...posts: ReplicaPost[]): Promise<ReplicaPage> =>
    watched(
      await openReplica(browser, { site: 'x', language: 'id', posts, options: { virtualised: false } }),
    );
  const own = async (page: 'popup' | 'options') => watched({ page: await openOwn(browser, page) }).page;

  /** Puts a policy in the place of the one that was good last, and waits until it is in force. */
  const setPolicy = async (policy: Policy, problems: readonly PolicyProblem[] = []): Promise<InForce> => {
    await writeStored(browser, 'policy', { policy, problems });
    return until('the policy in force', async () => {
      const inForce = await readStored<InForce>(browser, 'inForce');
      const isHere =
        inForce?.block === (policy.mode === 'block') && inForce.help === (policy.helpContact ?? '');
      return isHere && inForce;
    });
  };
  const like = async ({ page, sent }: ReplicaPage, number: number): Promise<'held' | 'passed'> => {
    const before = sent().length;
    await clickOn(page, control(number));
    return until('a warning or the like', async () =>
      (await seeWarning(page)) ? 'held' : sent().length > before ? 'passed' : null,
    );
  };
  const badges = (page: Page): Promise<number> => page.$$eval('jaga-netral-badge', (all) => all.length);
  const textOf = (page: Page, selector: string): Promise<string> =>
    page.$eval(selector, (node) => (node.checkVisibility() ? (node.textContent ?? '') : ''));

  beforeAll(async () => {
    browser = await launch({ browser: name, netLog });
    await configure(browser, SETTINGS);
  });
  beforeEach(async () => {
    await setPolicy({});
    await configure(browser, SETTINGS);
  });
  afterEach(async () => {
    const pages = opened.splice(0);
    await Promise.all(pages.map(({ page }) => (page.isClosed() ? undefined : page.close())));
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await engineOf(browser).thrown(browser)).toEqual([]);
  });
  afterAll(async () => {
    if (browser?.connected) await browser.close();
    rmSync(netLog, { force: true });
  });

  it('under "block" a held act cannot be gone on with, in a page that was open before', async () => {
    const replica = await openFeed(post(1, GANJAR), post(2, RINA));
    await until('the badge', async () => (await badges(replica.page)) === 1);
    await like(replica, 1);
    expect((await awaitWarning(replica.page)).buttons).toContain(GO_ON);
    await pressButton(replica.page, CANCEL);
    await awaitNoWarning(replica.page);
    await setPolicy({ mode: 'block', helpContact: CONTACT });
    expect(await like(replica, 1)).toBe('held');
    const warning = await awaitWarning(replica.page);
    expect(warning.buttons).toEqual([CANCEL, NOT_ONE]);
    expect(warning.focused).toBe(CANCEL);
    expect(warning.name).toBe('Netralitas: tindakan ini ditahan');
    expect(warning.description).toContain('Instansi Anda mengatur agar tindakan ini tidak dilanjutkan');
    expect(warning.text).toContain(CONTACT);
    await replica.page.keyboard.press('Escape');
    await awaitNoWarning(replica.page);
    // Once more: nothing was granted by cancelling.
    expect(await like(replica, 1)).toBe('held');
    await pressButton(replica.page, CANCEL);
    await awaitNoWarning(replica.page);
    // What is held by nobody goes its way, and the site works.
    expect(await like(replica, 2)).toBe('passed');
    expect(replica.sent()).toEqual(['FavoriteTweet']);
    // The policy goes, and with it the block.
    await setPolicy({});
    expect(await like(replica, 1)).toBe('held');
    expect((await awaitWarning(replica.page)).buttons).toContain(GO_ON);
  });

  it('under "block" the line beside a draft says that it will be held', async () => {
    await setPolicy({ mode: 'block' });
    const scenario = SCENARIOS.find(({ site, action }) => site === 'x' && action === 'post');
    const config = configFor({ site: 'x', action: 'post' }, 'neutral', 'id');
    const { page } = watched(await openReplica(browser, config));
    await scenario?.prepare(page, 'id', 'neutral');
    await page.focus('[data-testid="tweetTextarea_0"]');
    await page.keyboard.type(' dukung Ganjar');
    await until('the line', async () =>
      (await spokenText(page)).includes('Ini akan ditahan dan tidak terkirim'),
    );
  });

  it('"not a participant?" can be taken away', async () => {
    await setPolicy({ hideParts: ['not-participant'], helpContact: CONTACT });
    const replica = await openFeed(post(1, GANJAR));
    await like(replica, 1);
    expect((await awaitWarning(replica.page)).buttons).toEqual([CANCEL, GO_ON]);
  });

  it('declared accounts and words are held as the agency’s, exempt accounts pass', async () => {
    const declared = { handle: 'suara.contoh', name: 'Suara Contoh' };
    const posts = [post(1, declared), post(2, RINA, 'Salam contoh juara'), post(3, GANJAR), post(4, RINA)];
    const replica = await openFeed(...posts);
    await until('one badge', async () => (await badges(replica.page)) === 1);
    await setPolicy({
      helpContact: CONTACT,
      extraAccounts: ['x:suara.contoh'],
      extraTerms: ['Salam Contoh Juara'],
      exemptAccounts: ['x:ganjarpranowo'],
    });
    await until('badges on what is declared', async () => (await badges(replica.page)) === 2);
    expect(await like(replica, 1)).toBe('held');
    const warning = await awaitWarning(replica.page);
    expect(warning.description).toContain('dinyatakan oleh instansi Anda');
    await pressButton(replica.page, CANCEL);
    await awaitNoWarning(replica.page);
    expect(await like(replica, 3)).toBe('passed');
    expect(await like(replica, 4)).toBe('passed');
    // The worker, with everybody before it, says the same of a post that comes later.
    const later = await openFeed(post(5, RINA, 'Salam contoh juara'), post(6, GANJAR));
    await until('the badge', async () => (await badges(later.page)) === 1);
    expect(await like(later, 6)).toBe('passed');
    const journal = (await readStored<readonly JournalEntry[]>(browser, 'journal')) ?? [];
    expect(journal.at(-1)?.about).toBe('dinyatakan oleh instansi Anda');
  });

  it('a locked setting holds against the person’s own, and theirs comes back', async () => {
    await configure(browser, { ...SETTINGS, strictness: 'longgar' });
    const held = await setPolicy({
      helpContact: CONTACT,
      strictness: 'ketat',
      region: '31',
      lockedKeys: ['strictness'],
    });
    expect(held).toMatchObject({ strictness: 'ketat', region: '36.03' });
    expect(await setPolicy({})).toMatchObject({ strictness: 'longgar', region: '36.03' });
  });

  it('no days of journal: nothing is written, and what was there is gone', async () => {
    const replica = await openFeed(post(1, GANJAR));
    await like(replica, 1);
    await pressButton(replica.page, CANCEL);
    const journal = async () => (await readStored<readonly JournalEntry[]>(browser, 'journal')) ?? [];
    await until('the line', async () => (await journal()).length > 0);
    await setPolicy({ journalDays: 0, lockedKeys: ['journalDays'], helpContact: CONTACT });
    await until('the journal to be empty', async () => (await journal()).length === 0);
    await like(replica, 1);
    await pressButton(replica.page, CANCEL);
    await awaitNoWarning(replica.page);
    // The worker answers what is asked after the line was sent: it had its turn by then.
    const next = await openFeed(post(2, GANJAR));
    await until('the badge', async () => (await badges(next.page)) === 1);
    expect(await journal()).toEqual([]);
  });

  it('options list what is set, hold what is locked with its reason, and say what is not used', async () => {
    await setPolicy(
      {
        mode: 'block',
        region: '31.73',
        strictness: 'ketat',
        language: 'en',
        lockedKeys: ['region', 'strictness', 'simulatedDate'],
        hideParts: ['options-more-regions', 'options-simulated', 'popup-calendar', 'popup-warnings'],
        helpContact: CONTACT,
      },
      [{ key: 'journalDays', found: '<i>lama</i>', remedy: 'number' }],
    );
    const options = await own('options');
    await until('the section', async () => (await textOf(options, '#policy')).includes(CONTACT));
    const section = await textOf(options, '#policy');
    expect(section).toContain('Kota Administrasi Jakarta Barat, DKI Jakarta');
    expect(section).toContain('Ketat');
    expect(section).toContain('tidak dapat dilanjutkan');
    // The person had chosen Indonesian; that stands, and can be given up.
    expect(section).toContain('Anda memilih yang lain');
    expect(section).toContain('journalDays: "<i>lama</i>"');
    expect(section).toContain('Harus berupa bilangan bulat');
    const isDisabled = (selector: string) =>
      options.$eval(selector, (control) => control.matches(':disabled'));
    expect(await isDisabled('#province')).toBe(true);
    expect(await isDisabled('#strictness-longgar')).toBe(true);
    expect(await isDisabled('#language-en')).toBe(false);
    expect(await options.$eval('#province', (select) => (select as HTMLSelectElement).value)).toBe('31');
    const reason = await options.$eval('#province', (control) => control.getAttribute('aria-describedby'));
    expect(await textOf(options, `#${reason}`)).toContain('Ditetapkan oleh instansi Anda');
    expect([await textOf(options, '#more-regions'), await textOf(options, '#simulated')]).toEqual(['', '']);
    expect(await textOf(options, '#journal')).toContain('Catatan');
    expect(await textOf(options, '#about')).toContain('tidak dapat membaca, mengirim');
    if (name === 'chromium') expect(await axe(options)).toEqual([]);
    await clickOn(options, '#policy-return-language');
    await until('the page in English', () => options.evaluate(() => document.documentElement.lang === 'en'));
    const popup = await own('popup');
    await until('the popup', async () => (await textOf(popup, 'body')).includes('set by your agency'));
    const said = await textOf(popup, 'body');
    expect(said).not.toContain('Calendar');
    expect(said).not.toContain('Last notices');
    if (name === 'chromium') expect(await axe(popup)).toEqual([]);
  });

  it('of the days that the journal is held to, the person may choose fewer', async () => {
    await setPolicy({ journalDays: 90, lockedKeys: ['journalDays'], helpContact: CONTACT });
    const options = await own('options');
    const offered = () =>
      options.$$eval('#journal-keep option', (all) =>
        all.map((option) => (option as HTMLOptionElement).value),
      );
    await until('the days on offer', async () => (await offered()).join() === '90,30,7,0');
    expect(await textOf(options, '#journal-most')).toContain('paling lama 90 hari');
    await options.select('#journal-keep', '7');
    await until('the choice', async () => {
      const stored = await readStored<{ journalDays?: number }>(browser, 'settings');
      return stored?.journalDays === 7;
    });
    await setPolicy({});
    await until('the whole choice', async () => (await offered()).length === 6);
    expect(await options.$eval('#journal-keep', (select) => (select as HTMLSelectElement).value)).toBe('7');
  });

  it('without a policy nothing is said of one', async () => {
    const options = await own('options');
    await until('the options', async () => (await textOf(options, '#journal')) !== '');
    expect(await textOf(options, '#policy')).toBe('');
    expect(await textOf(options, '#to-policy')).toBe('');
    expect(await textOf(options, '#more-regions')).not.toBe('');
  });

  // What the two keys of the pack ask for has its own test, pack.test.ts.
  it('every other key at once asks the network for nothing and leaves the journal alone', async () => {
    const line = { ...LINE, at: Date.now() };
    await writeStored(browser, 'journal', [line]);
    const whole = Object.fromEntries(
      policyKeys
        .filter((key) => key !== 'packUrl' && key !== 'packPublicKey')
        .map((key) => [key, POLICY_KEYS[key].example]),
    ) as unknown as Policy;
    await setPolicy({ ...whole, simulatedDate: '2024-01-15' });
    const replica = await openFeed(post(1, GANJAR));
    expect(await like(replica, 1)).toBe('held');
    expect(await readStored(browser, 'journal')).toEqual([line]);
    expect(JSON.stringify(await readStored(browser, 'inForce'))).not.toContain(line.about);
    await replica.page.close();
    opened.splice(0);
    if (name === 'chromium') {
      await browser.close();
      const log = readFileSync(netLog, 'utf8');
      const ours = [`"initiator":"${chromium.origin}`, `${chromium.origin} `];
      expect(log.split('\n').filter((entry) => ours.some((mark) => entry.includes(mark)))).toEqual([]);
    }
  });
});

const LINE = {
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about: 'Baris yang hanya milik saya',
  outcome: 'cancelled',
  evidence: [],
};
