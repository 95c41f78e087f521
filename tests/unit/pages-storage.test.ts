/** What is kept survives another version, a bad hand and two pages at once; nothing is dropped unsaid. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';
import {
  addToJournal,
  changeSettings,
  clearJournal,
  dismissRejected,
  forgetChoice,
  forgetStrangers,
  isJournalEntry,
  noteHealth,
  noteStrangers,
  onChange,
  readAll,
  removeFromJournal,
  trimJournal,
} from '../../src/platform/storage.ts';

const fake = vi.hoisted(() => {
  type Store = Record<string, unknown>;
  type Listener = (changes: Store, area: string) => void;
  const listeners = new Set<Listener>();
  /** As Chromium keeps values: the keys of every object sorted. */
  const kept = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, kept(part)]),
    );
  };
  const area = (name: string) => {
    let store: Store = {};
    return {
      fill: (next: Store) => {
        store = structuredClone(next);
      },
      content: () => store,
      failing: false,
      /** Most characters that it takes. */
      room: Number.POSITIVE_INFINITY,
      async get(keys: string | string[]) {
        return structuredClone(
          Object.fromEntries([keys].flat().flatMap((key) => (key in store ? [[key, store[key]]] : []))),
        );
      },
      async set(this: { failing: boolean; room: number }, change: Store) {
        if (this.failing || JSON.stringify(change).length > this.room) throw new Error('disk full');
        Object.assign(store, kept(structuredClone(change)));
        for (const listener of listeners) listener(change, name);
      },
      async remove(key: string) {
        delete store[key];
        for (const listener of listeners) listener({ [key]: {} }, name);
      },
    };
  };
  const local = area('local');
  const session = area('session');
  const storage: Record<string, unknown> = {
    local,
    session,
    onChanged: {
      addListener: (listener: Listener) => listeners.add(listener),
      removeListener: (listener: Listener) => listeners.delete(listener),
    },
  };
  return { local, session, storage };
});

vi.mock('webextension-polyfill', () => ({
  default: { storage: fake.storage, runtime: { getManifest: () => ({ version: '0.0.0' }) } },
}));

const entry = (about: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  at: 1_705_288_320_000,
  date: '2024-01-15',
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about,
  outcome: 'cancelled',
  evidence: [{ tier: 'name', where: 'text', text: about }],
  ...more,
});

beforeEach(() => {
  fake.local.fill({});
  fake.session.fill({});
  fake.local.failing = false;
  fake.local.room = Number.POSITIVE_INFINITY;
  fake.storage.session = fake.session;
});

describe('reading', () => {
  it('gives defaults when nothing is stored', async () => {
    expect(await readAll()).toEqual({
      settings: DEFAULT_SETTINGS,
      policy: { policy: {}, problems: [] },
      chosen: new Set(),
      journal: [],
      health: {},
      rejected: null,
      strangers: [],
      pack: null,
    });
  });

  it('leaves out journal lines and health that do not parse', async () => {
    fake.local.fill({ journal: [entry('A'), null, { at: 'now' }, { ...entry('B'), site: 'other' }] });
    fake.session.fill({
      health: { x: { at: 1, sample: {}, state: 'ok' }, facebook: { state: 'fine' }, other: 1 },
    });
    const { journal, health } = await readAll();
    expect(journal.map(({ about }) => about)).toEqual(['A']);
    expect(Object.keys(health)).toEqual(['x']);
  });

  it('works where the browser has no session storage', async () => {
    fake.storage.session = undefined;
    expect((await readAll()).health).toEqual({});
    await noteHealth('x', () => ({ at: 1, sample: { posts: 1, controls: 1, blind: 0 }, state: 'ok' }));
  });

  it('shows settings that do not parse without touching them', async () => {
    const stored = { settings: { strictness: 'sangat', region: '36' } };
    fake.local.fill(stored);
    const { settings, rejected } = await readAll();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, region: '36' });
    expect(rejected?.problems).toEqual([{ field: 'strictness', found: 'sangat' }]);
    expect(fake.local.content()).toEqual(stored);
  });

  it('knows a journal line from anything else', () => {
    expect(isJournalEntry(entry('A'))).toBe(true);
    for (const at of [Number.NaN, -1, 1e15, 1e300, '1'])
      expect(isJournalEntry({ ...entry('A'), at })).toBe(false);
    for (const odd of [null, [], 'A', {}, { ...entry('A'), level: 'lain' }, { ...entry('A'), items: 'x' }])
      expect(isJournalEntry(odd)).toBe(false);
  });
});

describe('changing settings', () => {
  it('keeps the other fields, also those of a newer version', async () => {
    fake.local.fill({ settings: { region: '36', later: { a: 1 } } });
    await changeSettings({ strictness: 'ketat' });
    expect(fake.local.content().settings).toEqual({
      ...DEFAULT_SETTINGS,
      region: '36',
      strictness: 'ketat',
      chosen: ['region', 'strictness'],
      later: { a: 1 },
    });
  });

  it('puts aside what did not parse, once, and keeps what was put aside before', async () => {
    fake.local.fill({
      settings: { strictness: 'sangat' },
      'settings.rejected': { at: 1, problems: [{ field: 'region', found: 7 }] },
    });
    await changeSettings({ region: '36' });
    await changeSettings({ region: '31' });
    const { settings, rejected } = await readAll();
    expect(settings.strictness).toBe('normal');
    expect(rejected?.problems).toEqual([
      { field: 'region', found: 7 },
      { field: 'strictness', found: 'sangat' },
    ]);
  });

  it('replaces settings that are not an object at all, and keeps the old value', async () => {
    fake.local.fill({ settings: 'rusak' });
    await changeSettings({ language: 'en' });
    const { settings, rejected } = await readAll();
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, language: 'en' });
    expect(rejected?.problems).toEqual([{ field: 'settings', found: 'rusak' }]);
  });

  it('forgets the old values only when told to', async () => {
    fake.local.fill({ settings: { strictness: 'sangat' } });
    await dismissRejected();
    expect(await readAll()).toMatchObject({ settings: DEFAULT_SETTINGS, rejected: null });
    expect(fake.local.content()).not.toHaveProperty('settings.rejected');
  });

  it('loses nothing when two changes come at once', async () => {
    const exception = (term: string) => ({ kind: 'term', term, added: '2024-01-15' }) as const;
    await Promise.all([
      changeSettings(({ exceptions }) => ({ exceptions: [...exceptions, exception('amin')] })),
      changeSettings({ region: '36' }),
      changeSettings(({ exceptions }) => ({ exceptions: [...exceptions, exception('garuda')] })),
    ]);
    const { settings } = await readAll();
    expect(settings.region).toBe('36');
    expect(settings.exceptions).toEqual([exception('amin'), exception('garuda')]);
  });

  it('reports a failed write and goes on with the next', async () => {
    fake.local.failing = true;
    await expect(changeSettings({ region: '36' })).rejects.toThrow('disk full');
    fake.local.failing = false;
    await changeSettings({ region: '31' });
    expect((await readAll()).settings.region).toBe('31');
  });
});

describe('the journal', () => {
  it('grows at its end and drops the oldest beyond its limit', async () => {
    for (const about of ['A', 'B', 'C']) await addToJournal(entry(about), null, 2);
    expect((await readAll()).journal.map(({ about }) => about)).toEqual(['B', 'C']);
  });

  it('loses exactly the line that was deleted, wherever it stands by then', async () => {
    await addToJournal(entry('A'));
    await addToJournal(entry('B'));
    await Promise.all([addToJournal(entry('C')), removeFromJournal(entry('B'))]);
    expect((await readAll()).journal.map(({ about }) => about)).toEqual(['A', 'C']);
    await removeFromJournal(entry('gone'));
    expect((await readAll()).journal).toHaveLength(2);
  });

  it('is empty after it was cleared', async () => {
    await addToJournal(entry('A'));
    await clearJournal();
    expect(fake.local.content()).not.toHaveProperty('journal');
  });
});

describe('watching', () => {
  it('hears what the pages show, and nothing else, until it stops', async () => {
    const heard = vi.fn();
    const stop = onChange(heard);
    await changeSettings({ region: '36' });
    await noteHealth('x', () => ({ at: 1, sample: { posts: 0, controls: 0, blind: 0 }, state: 'idle' }));
    await fake.local.set({ unrelated: 1 });
    expect(heard).toHaveBeenCalledTimes(2);
    stop();
    await clearJournal();
    expect(heard).toHaveBeenCalledTimes(2);
  });
});

describe('a journal in trouble', () => {
  it('takes a line once that is sent again by a page which did not hear of the first', async () => {
    const first = entry('A');
    await addToJournal(first);
    await addToJournal(entry('B'));
    await addToJournal({ ...first });
    await addToJournal(entry('A', { at: first.at + 1 }));
    expect((await readAll()).journal.map(({ about }) => about)).toEqual(['A', 'B', 'A']);
  });

  it('lets the oldest lines go when there is no room, and keeps the newest', async () => {
    const many = Array.from({ length: 600 }, (_, at) => entry('A', { at }));
    fake.local.fill({ journal: many });
    fake.local.room = JSON.stringify({ journal: many }).length;
    await addToJournal(entry('B', { at: 600 }));
    const { journal } = await readAll();
    expect(journal).toHaveLength(200);
    expect(journal.at(-1)?.about).toBe('B');
    expect(journal.at(-2)?.at).toBe(599);
  });

  it('says so when there is no room at all, leaves what was there, and writes the next line', async () => {
    fake.local.fill({ journal: [entry('A')] });
    fake.local.failing = true;
    await expect(addToJournal(entry('B', { at: 1 }))).rejects.toThrow('disk full');
    fake.local.failing = false;
    await addToJournal(entry('C', { at: 2 }));
    expect((await readAll()).journal.map(({ about }) => about)).toEqual(['A', 'C']);
  });
});

describe('under a policy', () => {
  const policy = (values: Record<string, unknown>) => ({ policy: { policy: values, problems: [] } });
  const written = () => fake.local.content().settings as Record<string, unknown>;

  it('an untouched setting is the agency’s, a chosen one the person’s, also when it is the ordinary one', async () => {
    fake.local.fill(policy({ strictness: 'ketat', language: 'en' }));
    expect((await readAll()).settings).toMatchObject({ strictness: 'ketat', language: 'en' });
    await changeSettings({ strictness: 'normal' });
    expect((await readAll()).settings).toMatchObject({ strictness: 'normal', language: 'en' });
    // What the agency wants is not written as if the person had wanted it.
    expect(written()).toMatchObject({ language: 'auto', chosen: ['strictness'] });
    await forgetChoice('strictness');
    expect((await readAll()).settings.strictness).toBe('ketat');
    expect(written()).toMatchObject({ chosen: [] });
  });

  it('settings of a version that kept no note are read by what differs from the ordinary', async () => {
    fake.local.fill({
      settings: { ...DEFAULT_SETTINGS, region: '31' },
      ...policy({ region: '36.03', strictness: 'ketat' }),
    });
    expect((await readAll()).settings).toMatchObject({ region: '31', strictness: 'ketat' });
  });

  it('a note of choices that does not parse counts for nothing', async () => {
    for (const chosen of [7, { 0: 'strictness' }, [['strictness']], ['__proto__', 'lain']]) {
      fake.local.fill({ settings: { chosen }, ...policy({ strictness: 'ketat' }) });
      expect((await readAll()).settings.strictness).toBe('ketat');
    }
  });

  it('what is held cannot be changed, and what the person had comes back with the policy gone', async () => {
    fake.local.fill({
      settings: { strictness: 'longgar' },
      ...policy({ strictness: 'ketat', lockedKeys: ['strictness'] }),
    });
    await changeSettings({ strictness: 'normal', employment: 'pppk' });
    expect((await readAll()).settings).toMatchObject({ strictness: 'ketat', employment: 'pppk' });
    fake.local.fill({ settings: written() });
    expect((await readAll()).settings.strictness).toBe('longgar');
  });

  it('a change that builds on what is there builds on what is in force', async () => {
    fake.local.fill(policy({ moreRegions: ['31'] }));
    await changeSettings(({ moreRegions }) => ({ moreRegions: [...moreRegions, '32'] }));
    expect((await readAll()).settings.moreRegions).toEqual(['31', '32']);
  });

  it('a kept policy that another version wrote is read anew, value by value', async () => {
    fake.local.fill({ policy: { policy: { mode: 'selalu', strictness: 'ketat' }, problems: 'rusak' } });
    const { policy: reading, settings } = await readAll();
    expect(reading).toEqual({
      policy: { strictness: 'ketat' },
      problems: [{ key: 'mode', found: 'selalu', remedy: 'choice' }],
    });
    expect(settings.strictness).toBe('ketat');
    for (const odd of [null, 7, 'x', [], { policy: 'x' }]) {
      fake.local.fill({ policy: odd });
      expect((await readAll()).policy).toEqual({ policy: {}, problems: [] });
    }
  });
});

describe('how long the journal is kept', () => {
  const day = 86_400_000;
  const aged = (days: number) => entry(`${days} hari`, { at: Date.now() - days * day });
  const kept = async () => (await readAll()).journal.map(({ about }) => about);

  it('none: nothing is written', async () => {
    await addToJournal(aged(0), 0);
    expect(fake.local.content()).toEqual({});
  });

  it('so many days: older lines go when a new one comes', async () => {
    fake.local.fill({ journal: [aged(31), aged(29)] });
    await addToJournal(aged(0), 30);
    expect(await kept()).toEqual(['29 hari', '0 hari']);
  });

  it('older lines go on a wake, all of them where none is wanted, and none without a limit', async () => {
    fake.local.fill({ journal: [aged(400), aged(31), aged(29)] });
    await trimJournal(null);
    expect(await kept()).toEqual(['400 hari', '31 hari', '29 hari']);
    await trimJournal(30);
    expect(await kept()).toEqual(['29 hari']);
    await trimJournal(0);
    expect(fake.local.content()).toEqual({});
  });

  it('no policy keeps it for longer than the person wants, and a held one for no longer than it says', async () => {
    const inForce = async (own: object, policy: object) => {
      fake.local.fill({ settings: own, policy: { policy, problems: [] } });
      return (await readAll()).settings.journalDays;
    };
    const held = { journalDays: 365, lockedKeys: ['journalDays'] };
    expect(await inForce({}, held)).toBe(365);
    expect(await inForce({ journalDays: 30 }, held)).toBe(30);
    expect(await inForce({ journalDays: 0 }, held)).toBe(0);
    expect(await inForce({ journalDays: 1_000 }, held)).toBe(365);
    // Chosen for ever, which is also the ordinary value.
    expect(await inForce({ journalDays: null, chosen: ['journalDays'] }, held)).toBe(365);
    // A shorter time can be chosen although it is held.
    fake.local.fill({ policy: { policy: held, problems: [] } });
    await changeSettings({ journalDays: 7 });
    expect((await readAll()).settings.journalDays).toBe(7);
  });
});

describe('other extensions that tried', () => {
  it('are counted by name, the last one last, and forgotten when the person says so', async () => {
    await noteStrangers(
      new Map([
        ['satu', 2],
        ['dua', 1],
      ]),
      1_000,
    );
    await noteStrangers(new Map([['satu', 3]]), 2_000);
    expect((await readAll()).strangers).toEqual([
      { id: 'dua', times: 1, at: 1_000 },
      { id: 'satu', times: 5, at: 2_000 },
    ]);
    await forgetStrangers();
    expect((await readAll()).strangers).toEqual([]);
  });

  it('fill no disk: twenty of them, with short names, and what is no count is left out', async () => {
    fake.local.fill({ strangers: [{ id: 7, times: 1, at: 1 }, { id: 'x' }, null] });
    const many = Array.from({ length: 40 }, (_, at) => [`${'n'.repeat(500)}`.slice(0, 119 - at), 1] as const);
    await noteStrangers(new Map([...many, ['z'.repeat(5_000), 1]]), 1_000);
    const { strangers } = await readAll();
    expect(strangers).toHaveLength(20);
    expect(Math.max(...strangers.map(({ id }) => id.length))).toBe(120);
  });
});
