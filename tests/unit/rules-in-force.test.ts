/**
 * The rules that pages show: with the agency's pack where the worker uses one and it stands the test, else the shipped
 * ones alone, whatever lies in storage.
 *
 * To see a guard fail: take `pack.unused !== null` out of src/pages/shared/rules-in-force.ts.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PACK_KEY, PACK_STATE_KEY, type PackState } from '../../src/domain/agency-state.ts';
import type { RulesInForce } from '../../src/pages/shared/rules-in-force.ts';
import { ELECTION, goodPack, type Keys, type Loose, makeKeys, offer, REGION } from './agency-fixtures.ts';

const fake = vi.hoisted(() => {
  let store: Record<string, unknown> = {};
  const reads: string[] = [];
  return {
    reads,
    failing: false,
    fill: (next: Record<string, unknown>) => {
      store = structuredClone(next);
    },
    content: () => store,
    async get(this: { failing: boolean }, keys: string | string[]) {
      if (this.failing) throw new Error('no disk');
      reads.push(...[keys].flat());
      return structuredClone(
        Object.fromEntries([keys].flat().flatMap((key) => (key in store ? [[key, store[key]]] : []))),
      );
    },
  };
});

vi.mock('webextension-polyfill', () => ({
  default: { storage: { local: fake }, runtime: { getManifest: () => ({ version: '0.0.0' }) } },
}));

const ADDRESS = 'https://bkd.contoh.go.id/pack.json';
let keys: Keys;
let foreign: Keys;

/** What the worker leaves when it has taken a pack. */
const kept = (serial: number, change: (pack: Loose) => void = () => undefined, by: Keys = keys) => {
  const pack = { ...goodPack(), serial };
  change(pack);
  const { bytes, signature } = offer(pack, by);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const state: PackState = {
    address: ADDRESS,
    publicKey: keys.publicKey,
    kept: {
      address: ADDRESS,
      id: pack.id,
      serial,
      sha256,
      publisher: pack.publisher,
      issued: pack.issued,
      expires: pack.expires,
      fetched: 1,
    },
    unused: null,
    confirmed: 1,
    tried: null,
    failures: 0,
    next: 2,
  };
  return {
    settings: { region: REGION },
    policy: { policy: { packUrl: ADDRESS, packPublicKey: keys.publicKey }, problems: [] },
    [PACK_STATE_KEY]: state,
    [PACK_KEY]: { sha256, text: new TextDecoder().decode(bytes), signature },
  };
};
const change = (more: Record<string, unknown>) => fake.fill({ ...fake.content(), ...more });
const changeState = (more: Partial<PackState>) =>
  change({ [PACK_STATE_KEY]: { ...(fake.content()[PACK_STATE_KEY] as PackState), ...more } });

/** A page that has just been opened; each call is one drawing of it. */
let look: () => Promise<RulesInForce>;
const serialSeen = async () => (await look()).pack?.serial ?? null;
const knowsElection = ({ rules }: RulesInForce) => rules.elections.some(({ id }) => id === ELECTION);

beforeAll(async () => {
  keys = await makeKeys();
  foreign = await makeKeys();
});
beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2030, 3, 15, 5), toFake: ['Date'] });
  vi.resetModules();
  const { readAll } = await import('../../src/platform/storage.ts');
  const { rulesInForce } = await import('../../src/pages/shared/rules-in-force.ts');
  look = async () => rulesInForce(await readAll());
  fake.failing = false;
  fake.fill(kept(3));
  fake.reads.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a pack that the worker uses', () => {
  it('is laid over the shipped rules, and what is its own is told apart', async () => {
    const inForce = await look();
    const { rules: shipped } = await import('../../src/pack/bundle.ts');
    expect(inForce.rules.elections.map(({ id }) => id)).toEqual([
      ...shipped.elections.map(({ id }) => id),
      ELECTION,
    ]);
    expect(inForce.pack).toMatchObject({
      publisher: 'BKD Kabupaten Contoh',
      serial: 3,
      issued: '2030-03-01',
      parts: [{ election: ELECTION, whole: true, stages: 2, participants: 3, accounts: 1 }],
    });
    expect([...(inForce.pack?.elections ?? [])]).toEqual([ELECTION]);
    expect([...(inForce.pack?.stages ?? [])]).toEqual([`${ELECTION}.calon`, `${ELECTION}.kampanye`]);
  });

  it('marks a stage that it adds to a shipped election, and not that election', async () => {
    fake.fill(
      kept(3, (pack) => {
        pack.stages = [{ ...pack.elections[0].stages[0], id: 'bkd-contoh.psu', election: 'pilkada-2031' }];
      }),
    );
    const { pack } = await look();
    expect(pack?.stages.has('bkd-contoh.psu')).toBe(true);
    expect([...(pack?.elections ?? [])]).toEqual([ELECTION]);
  });

  it('is read and checked once, however often the page draws', async () => {
    const first = await look();
    expect(await look()).toBe(first);
    expect(fake.reads.filter((key) => key === PACK_KEY)).toHaveLength(1);
  });

  it('gives way to the next as soon as that is kept', async () => {
    expect(await serialSeen()).toBe(3);
    fake.fill(kept(4));
    expect(await serialSeen()).toBe(4);
  });

  it('goes when the policy names it no longer', async () => {
    expect(await serialSeen()).toBe(3);
    change({ policy: { policy: {}, problems: [] } });
    expect(await serialSeen()).toBeNull();
  });

  it('is gone on the day after its last, whatever day is simulated', async () => {
    vi.setSystemTime(Date.UTC(2030, 11, 31, 16, 59));
    expect(await serialSeen()).toBe(3);
    vi.setSystemTime(Date.UTC(2030, 11, 31, 17, 1));
    change({ settings: { region: REGION, simulatedDate: '2030-04-15' } });
    expect(await serialSeen()).toBeNull();
  });
});

describe('not shown', () => {
  const CASES: readonly (readonly [what: string, spoil: () => void])[] = [
    ['without a policy', () => change({ policy: { policy: {}, problems: [] } })],
    [
      'under a policy with a key alone',
      () => change({ policy: { policy: { packPublicKey: keys.publicKey }, problems: [] } }),
    ],
    [
      'under another key in the policy',
      () =>
        change({ policy: { policy: { packUrl: ADDRESS, packPublicKey: foreign.publicKey }, problems: [] } }),
    ],
    ['where the worker has not kept it', () => changeState({ kept: null })],
    ['where the worker does not use it', () => changeState({ unused: { reason: 'content', details: [] } })],
    ['where the worker has not looked', () => change({ [PACK_STATE_KEY]: undefined })],
    ['when it is not there', () => change({ [PACK_KEY]: undefined })],
    [
      'when its text was changed',
      () => {
        const stored = fake.content()[PACK_KEY] as { readonly text: string };
        change({ [PACK_KEY]: { ...stored, text: stored.text.replace('Pilkada Contoh', 'Pilkada Palsu') } });
      },
    ],
    ['when it is another than the worker tells of', () => change({ [PACK_KEY]: kept(4)[PACK_KEY] })],
    ['when another key signed it', () => fake.fill(kept(3, () => undefined, foreign))],
    [
      'when it is no pack for this version',
      () => fake.fill(kept(3, (pack) => (pack.elections[0].name.id = '<b>Pilkada</b>'))),
    ],
  ];

  it.each(CASES)('%s: the shipped rules stand alone', async (_, spoil) => {
    spoil();
    const inForce = await look();
    expect(inForce.pack).toBeNull();
    expect(knowsElection(inForce)).toBe(false);
  });

  it('by the worker’s word: then it is not even read', async () => {
    changeState({ unused: { reason: 'expired', details: [] } });
    await look();
    expect(fake.reads).not.toContain(PACK_KEY);
  });

  it('while storage cannot be read, and again when it can', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { readAll } = await import('../../src/platform/storage.ts');
    const { rulesInForce } = await import('../../src/pages/shared/rules-in-force.ts');
    const stored = await readAll();
    fake.failing = true;
    expect((await rulesInForce(stored)).pack).toBeNull();
    expect(said).toHaveBeenCalled();
    fake.failing = false;
    expect(await serialSeen()).toBe(3);
  });

  it('while the pack of the state is not there yet, and then it is', async () => {
    const whole = fake.content();
    change({ [PACK_KEY]: undefined });
    expect(await serialSeen()).toBeNull();
    fake.fill(whole);
    expect(await serialSeen()).toBe(3);
  });
});
