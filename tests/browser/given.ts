/** What lies in the extension's storage when a surface is opened. Each state of the registry says all of it. */
import type { Browser } from 'puppeteer-core';
import { PACK_STATE_KEY, type PackState } from '../../src/domain/agency-state.ts';
import type { InForce } from '../../src/domain/in-force.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { SETTINGS_KEY, type Settings } from '../../src/domain/settings.ts';
import type { Language } from '../../src/domain/vocabulary.ts';
import type { JournalEntry, SiteHealth } from '../../src/platform/messages.ts';
import { goodPack, makeKeys, offer } from '../unit/agency-fixtures.ts';
import { engineOf, readStored, until } from './driver.ts';

/** Everything that a state brings; what is absent is not there. */
export interface Given {
  /** Tangerang, a civil servant of the usual kind, the language that is asked for, unless said otherwise. */
  readonly settings?: Partial<Settings> & Readonly<Record<string, unknown>>;
  /** The page's own clock: an instant. The worker keeps the real one. */
  readonly now?: string;
  readonly journal?: readonly JournalEntry[];
  readonly health?: Readonly<Record<string, SiteHealth>>;
  readonly policy?: Policy;
  /** Values of the policy that could not be used, as the worker notes them. */
  readonly policyProblems?: readonly unknown[];
  readonly strangers?: readonly unknown[];
  /** How it stands with the agency's pack, whose address and key the policy then names. */
  readonly pack?: 'used' | 'refused';
}

const PACK_URL = 'https://bkd.contoh.test/jaga-netral/pack.json';
const DAY_MS = 86_400_000;

/** A pack that was fetched once, signed by a key that is made here and forgotten. */
const packOf = async (kind: NonNullable<Given['pack']>) => {
  const keys = await makeKeys();
  const now = Date.now();
  const { bytes, signature, publicKey } = offer(
    { ...goodPack(), issued: '2024-01-02', expires: '2099-12-31' },
    keys,
  );
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex');
  const refusal = {
    reason: 'bad-signature',
    details: ['signature: does not belong to these bytes'],
  } as const;
  const state: PackState = {
    address: PACK_URL,
    publicKey,
    kept: {
      address: PACK_URL,
      id: 'bkd-contoh',
      serial: 3,
      sha256,
      publisher: 'BKD Kabupaten Contoh',
      issued: '2024-01-02',
      expires: '2099-12-31',
      fetched: now - 2 * DAY_MS,
    },
    unused: null,
    confirmed: now - (kind === 'used' ? 0 : DAY_MS),
    tried: { at: now, refusal: kind === 'used' ? null : refusal },
    failures: kind === 'used' ? 0 : 1,
    // Not before the pictures are taken: there is no such server.
    next: now + DAY_MS / 4,
  };
  return {
    policy: { packUrl: PACK_URL, packPublicKey: publicKey } satisfies Policy,
    local: {
      [PACK_STATE_KEY]: state,
      agencyPack: { sha256, text: new TextDecoder().decode(bytes), signature },
    },
  };
};

interface Chrome {
  readonly storage: Readonly<
    Record<'local' | 'session', { set(v: object): Promise<void>; remove(keys: string[]): Promise<void> }>
  >;
}

/** Writes some keys of an area and removes others. */
const put = (
  browser: Browser,
  area: 'local' | 'session',
  values: Readonly<Record<string, unknown>>,
  gone: readonly string[],
): Promise<void> =>
  engineOf(browser).inExtension(
    browser,
    async (place = '', json = '', keys = '') => {
      const store = (globalThis as unknown as { chrome: Chrome }).chrome.storage[place as 'local'];
      await store.remove(JSON.parse(keys) as string[]);
      await store.set(JSON.parse(json) as object);
    },
    area,
    JSON.stringify(values),
    JSON.stringify(gone),
  );

const laid = new WeakMap<Browser, string>();

/** Lays a state into storage and waits until the worker has put the settings in force. */
export const lay = async (browser: Browser, given: Given, language: Language): Promise<void> => {
  const wanted = JSON.stringify([given, language]);
  if (laid.get(browser) === wanted) return;
  laid.delete(browser);
  const settings = { language, region: '36.03', ...given.settings };
  const pack = given.pack ? await packOf(given.pack) : null;
  const policy = { ...given.policy, ...pack?.policy };
  const isManaged = Object.keys(policy).length > 0 || given.policyProblems !== undefined;
  await until('the page pack', () => readStored(browser, 'pagePack'), 30_000);
  // A kept policy goes when the browser has had none for ten minutes; taking pictures may take longer.
  await put(browser, 'session', { policyEmptySince: Date.now(), health: given.health ?? {} }, []);
  await put(
    browser,
    'local',
    {
      ...pack?.local,
      ...(isManaged ? { policy: { policy, problems: given.policyProblems ?? [] } } : {}),
      [SETTINGS_KEY]: settings,
    },
    [
      'journal',
      'settings.rejected',
      'strangers',
      ...(isManaged ? [] : ['policy']),
      ...(pack ? [] : [PACK_STATE_KEY, 'agencyPack']),
    ],
  );
  await until('the settings in force', async () => {
    const inForce = (await readStored<Partial<InForce>>(browser, 'inForce')) ?? {};
    const wantedNow = { region: settings.region, simulatedDate: null, ...given.settings, ...policy };
    return (
      inForce.language === (policy.language ?? language) &&
      inForce.region === wantedNow.region &&
      inForce.simulatedDate === wantedNow.simulatedDate
    );
  });
  // Later than the settings: with these the worker tidies the journal.
  await put(
    browser,
    'local',
    {
      ...(given.journal ? { journal: given.journal } : {}),
      ...(given.strangers ? { strangers: given.strangers } : {}),
    },
    [],
  );
  laid.set(browser, wanted);
};
