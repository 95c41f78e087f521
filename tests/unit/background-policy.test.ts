/**
 * The kept policy over the life of a browser: late in Chromium, final in Firefox, changed while it runs, taken away. And
 * whatever it holds, the worker neither reads the journal for it nor writes a line of it anywhere else.
 */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { POLICY_KEYS, policyKeys } from '../../src/domain/policy.ts';

type Store = Record<string, unknown>;

const fake = vi.hoisted(() => {
  /** As Chromium keeps values: the keys of every object sorted. */
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, sorted(part)]),
    );
  };
  const area = () => {
    let store: Record<string, unknown> = {};
    const asked: string[] = [];
    const writes: string[] = [];
    return {
      asked,
      writes,
      fill: (next: Record<string, unknown>) => {
        store = structuredClone(next);
        asked.length = 0;
        writes.length = 0;
      },
      content: () => store,
      async get(keys: string | string[]) {
        asked.push(...[keys].flat());
        return structuredClone(
          Object.fromEntries([keys].flat().flatMap((key) => (key in store ? [[key, store[key]]] : []))),
        );
      },
      async set(change: Record<string, unknown>) {
        writes.push(...Object.keys(change));
        Object.assign(store, sorted(structuredClone(change)));
      },
      async remove(key: string) {
        delete store[key];
      },
    };
  };
  const managed: { answer: () => Promise<Record<string, unknown>> } = { answer: async () => ({}) };
  return { local: area(), session: area(), managed };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: fake.local,
      session: fake.session,
      managed: { get: () => fake.managed.answer() },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
    runtime: { getManifest: () => ({ version: '0.0.0' }), getURL: (path: string) => path },
  },
}));

vi.mock('../../src/platform/packaged.ts', () => ({
  readGazetteer: async () => new Uint8Array(readFileSync('src/generated/gazetteer.bin')).buffer,
}));

const { refreshPolicy } = await import('../../src/background/policy.ts');
const { publish, tidyJournal } = await import('../../src/background/publish.ts');

const LINE = {
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about: 'Seseorang',
  outcome: 'cancelled',
  evidence: [],
};

const says = (values: Store | Error): void => {
  fake.managed.answer = async () => {
    if (values instanceof Error) throw values;
    return values;
  };
};
const ABSENT = new Error('Managed storage manifest not found');
const kept = (policy: Store): Store => ({ policy: { policy, problems: [] } });
const keptNow = () => (fake.local.content().policy as { policy?: Store } | undefined)?.policy;

/** The browser was closed and started again: what it remembers for a run is gone. */
const restart = () => fake.session.fill({});

beforeEach(() => {
  vi.stubGlobal('navigator', { language: 'id' });
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5) });
  fake.local.fill({});
  fake.session.fill({});
  says({});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const later = (ms: number) => vi.advanceTimersByTime(ms);

describe('a policy that comes late', () => {
  it('is kept once it is there, and an equal one is not written again', async () => {
    expect(await refreshPolicy(false)).toBe(false);
    expect(fake.local.content()).toEqual({});
    says({ strictness: 'ketat', mode: 'block', extraTerms: 7 });
    expect(await refreshPolicy(true)).toBe(true);
    expect(keptNow()).toEqual({ strictness: 'ketat', mode: 'block' });
    expect(await refreshPolicy(false)).toBe(false);
    expect(fake.local.writes).toEqual(['policy']);
  });

  it('is replaced by the one of before until it comes, at every start', async () => {
    for (const start of [1, 2, 3]) {
      fake.local.fill(kept({ mode: 'block' }));
      restart();
      says({});
      expect([start, await refreshPolicy(false)]).toEqual([start, false]);
      later(3_000);
      says({ mode: 'block', strictness: 'ketat' });
      await refreshPolicy(true);
      expect(keptNow()).toEqual({ mode: 'block', strictness: 'ketat' });
      later(86_400_000);
    }
  });
});

describe('a policy that is gone', () => {
  it('goes at once when the browser says so', async () => {
    fake.local.fill(kept({ mode: 'block' }));
    expect(await refreshPolicy(true)).toBe(true);
    expect(fake.local.content()).toEqual({});
  });

  it('goes when nothing has come for ten minutes of one run, and not before', async () => {
    fake.local.fill(kept({ mode: 'block' }));
    await refreshPolicy(false);
    later(599_000);
    expect(await refreshPolicy(false)).toBe(false);
    expect(keptNow()).toEqual({ mode: 'block' });
    later(2_000);
    expect(await refreshPolicy(false)).toBe(true);
    expect(fake.local.content()).toEqual({});
  });

  it('a short run yesterday does not count', async () => {
    fake.local.fill(kept({ mode: 'block' }));
    await refreshPolicy(false);
    later(86_400_000);
    restart();
    expect(await refreshPolicy(false)).toBe(false);
    expect(keptNow()).toEqual({ mode: 'block' });
  });

  it('an empty answer between two policies does not count either', async () => {
    fake.local.fill(kept({ mode: 'block' }));
    await refreshPolicy(false);
    says({ mode: 'block' });
    await refreshPolicy(false);
    later(700_000);
    says({});
    expect(await refreshPolicy(false)).toBe(false);
  });

  it('goes at once in Firefox, which knows from the beginning', async () => {
    fake.local.fill(kept({ mode: 'block' }));
    says(ABSENT);
    expect(await refreshPolicy(false)).toBe(true);
    expect(fake.local.content()).toEqual({});
  });

  it('stays when the browser could not say', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fake.local.fill(kept({ mode: 'block' }));
    says(new Error('disk error'));
    expect(await refreshPolicy(true)).toBe(false);
    expect(keptNow()).toEqual({ mode: 'block' });
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
  });
});

describe('what only the rules know', () => {
  it('is asked: regions that exist, accounts that are nobody’s', async () => {
    says({ region: '99.99', moreRegions: ['36', '98'], extraAccounts: ['x:KPU_ID', 'x:contoh'] });
    await refreshPolicy(false);
    expect(fake.local.content().policy).toEqual({
      policy: { moreRegions: ['36'], extraAccounts: ['x:contoh'] },
      problems: [
        { key: 'region', found: '99.99', remedy: 'region' },
        { key: 'moreRegions', found: '98', remedy: 'region' },
        { key: 'extraAccounts', found: 'x:KPU_ID', remedy: 'neutral' },
      ],
    });
  });
});

describe('publishing', () => {
  it('writes what is in force once, and again only when it differs', async () => {
    await publish();
    await publish();
    expect(fake.local.writes).toEqual(['inForce', 'pagePack']);
    fake.local.fill({ ...fake.local.content(), ...kept({ mode: 'block' }) });
    await publish();
    expect(fake.local.writes).toEqual(['inForce']);
    expect(fake.local.content().inForce).toMatchObject({ block: true });
  });

  it('makes the pack anew for what the agency declares', async () => {
    await publish();
    fake.local.fill({ ...fake.local.content(), ...kept({ extraAccounts: ['x:suara.contoh'] }) });
    await publish();
    expect(fake.local.writes).toEqual(['pagePack']);
    expect(JSON.stringify(fake.local.content().pagePack)).toContain('suara.contoh');
  });

  it('lets go of old lines of the journal for a policy, and of none without one', async () => {
    const line = { ...LINE, at: Date.now() - 100 * 86_400_000 };
    fake.local.fill({ journal: [line] });
    await tidyJournal();
    expect(fake.local.content().journal).toEqual([line]);
    fake.local.fill({ journal: [line], ...kept({ journalDays: 90 }) });
    await tidyJournal();
    expect(fake.local.content().journal).toBeUndefined();
  });
});

describe('the journal', () => {
  it.each(policyKeys)('is not looked at and goes nowhere for %s', async (key) => {
    const secret = 'baris rahasia';
    fake.local.fill({ journal: [{ about: secret }] });
    says({ [key]: POLICY_KEYS[key].example });
    await refreshPolicy(true);
    expect(fake.local.asked).not.toContain('journal');
    const { journal, ...rest } = fake.local.content();
    expect(journal).toEqual([{ about: secret }]);
    expect(JSON.stringify([rest, fake.session.content()])).not.toContain(secret);
  });
});
