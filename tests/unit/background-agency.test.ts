/**
 * The agency's pack over the life of a browser, with a server that does everything wrong that a server can: each time
 * the last good pack stays in use, to the byte, and the state says why.
 *
 * To see a guard fail: let `download` in src/platform/agency-server.ts read to the end whatever its length, or let
 * `noteRefusal` in src/background/agency.ts forget what is kept.
 */
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PACK_STATE_KEY, PACK_TROUBLES, readPackState } from '../../src/domain/agency-state.ts';
import type { PackNews } from '../../src/platform/messages.ts';
import {
  ELECTION,
  goodPack,
  type Keys,
  type Loose,
  makeKeys,
  offer,
  PAIR,
  REGION,
} from './agency-fixtures.ts';

type Store = Record<string, unknown>;

const fake = vi.hoisted(() => {
  const area = () => {
    let store: Record<string, unknown> = {};
    const asked: string[] = [];
    return {
      asked,
      failing: (_keys: readonly string[]): boolean => false,
      fill: (next: Record<string, unknown>) => {
        store = structuredClone(next);
        asked.length = 0;
      },
      content: () => store,
      async get(keys: string | string[]) {
        asked.push(...[keys].flat());
        return structuredClone(
          Object.fromEntries([keys].flat().flatMap((key) => (key in store ? [[key, store[key]]] : []))),
        );
      },
      async set(this: { failing(keys: readonly string[]): boolean }, change: Record<string, unknown>) {
        if (this.failing(Object.keys(change))) throw new Error('QuotaExceededError');
        Object.assign(store, structuredClone(change));
      },
      async remove(keys: string | string[]) {
        for (const key of [keys].flat()) delete store[key];
      },
    };
  };
  const alarms = new Map<string, number>();
  return { local: area(), session: area(), alarms };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: fake.local,
      session: fake.session,
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
    alarms: {
      get: async (name: string) =>
        fake.alarms.has(name) ? { name, scheduledTime: fake.alarms.get(name) } : undefined,
      create: async (name: string, { when }: { when: number }) => void fake.alarms.set(name, when),
      clear: async (name: string) => fake.alarms.delete(name),
    },
    runtime: { getManifest: () => ({ version: '0.0.0' }), getURL: (path: string) => path },
  },
}));
vi.mock('../../src/platform/packaged.ts', () => ({
  readGazetteer: async () => new Uint8Array(readFileSync('src/generated/gazetteer.bin')).buffer,
}));

const ADDRESS = 'https://bkd.contoh.go.id/jaga-netral/pack.json';
const SIGNATURE = `${ADDRESS}.sig`;
const HOUR = 3_600_000;
const NOON = Date.UTC(2030, 3, 15, 5);

type Answer = () => Response | Promise<Response>;
const server = new Map<string, Answer>();
const requests: { readonly address: string; readonly init: RequestInit }[] = [];
const asked = () => requests.splice(0).map(({ address }) => address);

const text =
  (body: BodyInit, status = 200): Answer =>
  () =>
    new Response(body, { status });
const publish = (data: unknown, by: Keys): void => {
  const { bytes, signature } = offer(data, by);
  server.set(ADDRESS, text(bytes));
  server.set(SIGNATURE, text(signature));
};
const pack = (serial: number, change: (pack: Loose) => void = () => undefined): Loose => {
  const made = { ...goodPack(), serial };
  change(made);
  return made;
};

let own: Keys;
let foreign: Keys;
/** The worker's modules; `wake` makes them anew, as a browser does that had ended the worker. */
let follow: (asked?: boolean) => Promise<PackNews>;
/** As `follow`, for whether the worker has to publish anew. */
let brings: (asked?: boolean) => Promise<boolean>;
let participants: () => Promise<readonly string[]>;
const wake = async (): Promise<void> => {
  vi.resetModules();
  const { followPack } = await import('../../src/background/agency.ts');
  const { standing } = await import('../../src/background/publish.ts');
  follow = async (now = false) => (await followPack(now)).news;
  brings = async (now = false) => (await followPack(now)).changed;
  participants = async () =>
    (await standing()).rules.participants.flatMap((file) => file.participants.map(({ id }) => id));
};

const policy = (values: Store | null): void => {
  const { policy: _, ...rest } = fake.local.content();
  fake.local.fill({ ...rest, ...(values ? { policy: { policy: values, problems: [] } } : {}) });
};
const settings = (values: Store): void =>
  fake.local.fill({ ...fake.local.content(), settings: { region: REGION, ...values } });
const wanted = () => policy({ packUrl: ADDRESS, packPublicKey: own.publicKey });
const state = () => readPackState(fake.local.content()[PACK_STATE_KEY]);
const stored = () => fake.local.content().agencyPack;
const isUsed = async () => (await participants()).includes(PAIR);
const alarm = () => fake.alarms.get('agency-pack');
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeAll(async () => {
  own = await makeKeys();
  foreign = await makeKeys();
});
beforeEach(async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  vi.stubGlobal('navigator', { language: 'id' });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    requests.push({ address, init });
    const answer = server.get(address);
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  });
  fake.local.fill({ settings: { region: REGION } });
  fake.local.failing = () => false;
  fake.alarms.clear();
  server.clear();
  requests.length = 0;
  await wake();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('without a policy that names both address and key', () => {
  it.each([
    ['no policy', null],
    ['another policy', { mode: 'block' }],
    ['an address alone', { packUrl: ADDRESS }],
    ['a key alone', { packPublicKey: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=' }],
    ['an address that is not https', { packUrl: 'http://bkd.contoh.go.id/pack.json', packPublicKey: '' }],
  ])('%s: nothing is asked, kept or waited for, not even by hand', async (_, values) => {
    policy(values);
    const before = structuredClone(fake.local.content());
    expect([await follow(), await follow(true)]).toEqual(['none', 'none']);
    expect([asked(), fake.alarms.size, fake.local.content()]).toEqual([[], 0, before]);
  });
});

describe('a good pack', () => {
  it('is asked for with nothing of the person, kept to the byte, and used', async () => {
    publish(pack(3), own);
    wanted();
    expect(await isUsed()).toBe(false);
    expect(await follow()).toBe('new');
    expect(requests.map(({ address }) => address)).toEqual([ADDRESS, SIGNATURE]);
    expect(requests.map(({ init }) => init.cache)).toEqual(['no-cache', 'no-store']);
    for (const { init } of requests) {
      const { signal, cache: _, ...rest } = init;
      expect(rest).toEqual({
        method: 'GET',
        mode: 'cors',
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      });
      expect(signal).toBeInstanceOf(AbortSignal);
    }
    expect(await isUsed()).toBe(true);
    expect(stored()).toMatchObject({
      text: JSON.stringify(pack(3)),
      signature: offer(pack(3), own).signature,
    });
    expect(state()).toMatchObject({
      kept: { id: 'bkd-contoh', serial: 3, publisher: 'BKD Kabupaten Contoh', fetched: NOON },
      unused: null,
      confirmed: NOON,
      tried: { at: NOON, refusal: null },
      failures: 0,
    });
  });

  it('is published when it is new, and not when it is the same', async () => {
    publish(pack(3), own);
    wanted();
    expect(await brings()).toBe(true);
    expect(await brings(true)).toBe(false);
    publish(pack(4), own);
    expect(await brings(true)).toBe(true);
    publish(pack(3), own);
    expect(await brings(true)).toBe(false);
    policy(null);
    expect(await brings()).toBe(true);
    expect(await brings()).toBe(false);
  });

  it('has its signature beside it where the address goes on behind the path', async () => {
    const address = `${ADDRESS}?unit=7`;
    const { bytes, signature } = offer(pack(3), own);
    server.set(address, text(bytes));
    server.set(`${SIGNATURE}?unit=7`, text(signature));
    policy({ packUrl: address, packPublicKey: own.publicKey });
    expect(await follow()).toBe('new');
  });

  it('survives its byte order mark: what is kept is what was signed', async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${JSON.stringify(pack(3))}`);
    publish(bytes, own);
    wanted();
    expect(await follow()).toBe('new');
    await wake();
    expect(await isUsed()).toBe(true);
  });

  it('is not asked for again before its time, and then without its signature', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    asked();
    later(4 * HOUR);
    await wake();
    await follow();
    expect(asked()).toEqual([]);
    later(4 * HOUR);
    expect(await follow()).toBe('same');
    expect(asked()).toEqual([ADDRESS]);
    expect(state()).toMatchObject({ kept: { fetched: NOON }, confirmed: NOON + 8 * HOUR });
  });

  it('is asked for at once by hand', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    publish(pack(4), own);
    expect(await follow(true)).toBe('new');
    expect(state()?.kept?.serial).toBe(4);
  });

  it('may go back by a higher serial with old content', async () => {
    const old = (made: Loose) => {
      made.participants[0].name = 'Nama yang lama';
    };
    wanted();
    for (const [serial, change] of [
      [3, old],
      [4, undefined],
      [5, old],
    ] as const) {
      publish(pack(serial, change), own);
      expect(await follow(true)).toBe('new');
    }
    expect(state()?.kept?.serial).toBe(5);
    expect(JSON.stringify(stored())).toContain('Nama yang lama');
  });

  it('is waited for from before the server answers: a worker that is ended tries again', async () => {
    let answered: (answer: Response) => void = () => undefined;
    server.set(ADDRESS, () => new Promise((done) => (answered = done)));
    wanted();
    const running = follow();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    expect(alarm()).toBeGreaterThan(NOON);
    expect(state()?.next).toBe(alarm());
    answered(new Response('', { status: 404 }));
    await running;
  });

  it('leaves the journal unread', async () => {
    fake.local.fill({ ...fake.local.content(), journal: [{ about: 'baris rahasia' }] });
    publish(pack(3), own);
    wanted();
    await follow();
    await isUsed();
    expect(fake.local.asked).not.toContain('journal');
    expect(JSON.stringify([state(), stored(), requests])).not.toContain('rahasia');
  });
});

describe('what the server has instead', () => {
  let pulled = 0;
  let cancelled = false;
  const endless = (): Response => {
    const part = new Uint8Array(65_536).fill(32);
    const limit = 50 * 1024 * 1024;
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          pulled += part.byteLength;
          if (pulled > limit) controller.close();
          else controller.enqueue(part);
        },
        cancel: () => {
          cancelled = true;
        },
      }),
    );
  };
  const timedOut = (): void => {
    const over = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
    server.set(ADDRESS, () => {
      over.abort(new DOMException('The operation timed out.', 'TimeoutError'));
      return Promise.reject(over.signal.reason);
    });
  };
  const slowBody = (): void => {
    const over = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
    server.set(
      ADDRESS,
      () =>
        new Response(
          new ReadableStream(
            {
              start: (controller) => controller.enqueue(new Uint8Array([123])),
              pull: (controller) => {
                over.abort();
                controller.error(over.signal.reason);
              },
            },
            { highWaterMark: 0 },
          ),
        ),
    );
  };
  const redirect: Answer = () => {
    const response = new Response(null, { status: 200 });
    Object.defineProperties(response, { type: { value: 'opaqueredirect' }, status: { value: 0 } });
    return response;
  };
  const signed = (change: (made: Loose) => void) => () => publish(pack(4, change), own);
  const person = (made: Loose) => made.participants[0];

  const WRONG: readonly (readonly [what: string, reason: string, make: () => void])[] = [
    ['the server is down', 'unreachable', () => server.clear()],
    ['nothing in time', 'timeout', timedOut],
    ['half an answer in time', 'timeout', slowBody],
    ['a redirect', 'redirected', () => server.set(ADDRESS, redirect)],
    ['no pack', 'not-found', () => server.set(ADDRESS, text('404', 404))],
    ['a pack that is gone', 'not-found', () => server.set(ADDRESS, text('410', 410))],
    ['an error', 'server-error', () => server.set(ADDRESS, text('oh', 503))],
    ['a part', 'server-error', () => server.set(ADDRESS, text('{', 206))],
    ['50 MB', 'too-large', () => server.set(ADDRESS, endless)],
    ['nothing at all', 'bad-signature', () => server.set(ADDRESS, text(''))],
    ['a page that asks for a password', 'bad-signature', () => server.set(ADDRESS, text('<html>'))],
    [
      'no signature',
      'not-found',
      () => {
        publish(pack(4), own);
        server.set(SIGNATURE, text('404', 404));
      },
    ],
    [
      'a signature of 50 MB',
      'bad-signature-file',
      () => {
        publish(pack(4), own);
        server.set(SIGNATURE, endless);
      },
    ],
    [
      'a signature that is none',
      'bad-signature-file',
      () => {
        publish(pack(4), own);
        server.set(SIGNATURE, text('<html>'));
      },
    ],
    [
      'the signature of the old pack',
      'bad-signature',
      () => {
        publish(pack(4), own);
        server.set(SIGNATURE, text(offer(pack(3), own).signature));
      },
    ],
    [
      'a pack with one letter changed',
      'bad-signature',
      () => server.set(ADDRESS, text(JSON.stringify(pack(3)).replace('Wirasaba', 'Wirasabo'))),
    ],
    ['a pack of another key', 'wrong-key', () => publish(pack(4), foreign)],
    ['half a pack, signed', 'not-json', () => publish(JSON.stringify(pack(4)).slice(0, -9), own)],
    ['bytes that are no UTF-8, signed', 'not-json', () => publish(new Uint8Array([123, 255, 125]), own)],
    ['a format of tomorrow', 'format-too-new', signed((made) => (made.format = 2))],
    ['an older serial', 'downgrade', () => publish(pack(2), own)],
    [
      'the same serial with other content',
      'replay',
      () =>
        publish(
          pack(3, (one) => (person(one).ballot = 2)),
          own,
        ),
    ],
    [
      'another pack',
      'other-pack',
      () => publish(JSON.stringify(pack(4)).replaceAll('bkd-contoh', 'bkd-lain'), own),
    ],
    ['a pack past its last day', 'expired', signed((made) => (made.expires = '2030-04-14'))],
    ['markup in a name', 'schema', signed((made) => (person(made).name = '<img src=x onerror=alert(1)>'))],
    ['markup for a handle', 'schema', signed((made) => (made.accounts[0].handle = '"><script>'))],
    [
      'an invisible character in a handle',
      'schema',
      signed((made) => (made.accounts[0].handle = 'wira\u200Bsaba')),
    ],
    [
      'a look-alike letter in a name',
      'schema',
      signed((made) => (person(made).terms[0].text = 'wir\u0430saba')),
    ],
    [
      'a key that JavaScript means something by',
      'schema',
      () => publish(JSON.stringify(pack(4)).replace('{', '{"__proto__":{"polluted":1},'), own),
    ],
    [
      'huge counts',
      'schema',
      signed((made) => {
        made.accounts = Array.from({ length: 5_000 }, (_, at) => ({
          ...made.accounts[0],
          handle: `akun${at}`,
        }));
      }),
    ],
    [
      'an account of the election organisers',
      'content',
      signed((made) => (made.accounts[0].handle = 'KPU_ID')),
    ],
    ['a serial that is no number', 'schema', signed((made) => (made.serial = '4'))],
  ];

  beforeEach(() => {
    pulled = 0;
    cancelled = false;
  });

  it.each(WRONG)('%s: %s, and the last good pack stays', async (_, reason, make) => {
    publish(pack(3), own);
    wanted();
    await follow();
    const [packBefore, factsBefore] = [structuredClone(stored()), state()?.kept];
    make();
    later(8 * HOUR);
    expect(await follow()).toBe('refused');
    expect(state()?.tried?.refusal?.reason).toBe(reason);
    expect(state()?.tried?.refusal?.details.join('').length).toBeGreaterThan(5);
    expect([stored(), state()?.kept, state()?.unused]).toEqual([packBefore, factsBefore, null]);
    expect(await isUsed()).toBe(true);
    await wake();
    expect(await isUsed()).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
    // And once it is mended, what is right is taken.
    vi.restoreAllMocks();
    publish(pack(6), own);
    expect(await follow(true)).toBe('new');
    expect(state()).toMatchObject({ kept: { serial: 6 }, failures: 0, tried: { refusal: null } });
  });

  // Order and name mean nothing to a browser that knows no pack yet.
  const WRONG_ALONE = WRONG.filter(([, reason]) => !['downgrade', 'replay', 'other-pack'].includes(reason));
  it.each(WRONG_ALONE)('%s: %s, and where there was none there is none', async (_, reason, make) => {
    publish(pack(3), own);
    make();
    wanted();
    expect(await follow()).toBe('refused');
    expect(state()).toMatchObject({ kept: null, tried: { refusal: { reason } }, failures: 1 });
    expect(stored()).toBeUndefined();
    expect(await isUsed()).toBe(false);
  });

  it('two files that do not belong together are asked for past all caches the next time', async () => {
    publish(pack(3), own);
    server.set(SIGNATURE, text(offer(pack(2), own).signature));
    wanted();
    await follow();
    requests.splice(0);
    publish(pack(3), own);
    expect(await follow(true)).toBe('new');
    expect(requests.map(({ init }) => init.cache)).toEqual(['no-store', 'no-store']);
  });

  it('of 50 MB no more than the limit is read', async () => {
    server.set(ADDRESS, endless);
    wanted();
    await follow();
    expect(pulled).toBeLessThan(2.5 * 1024 * 1024);
    expect(cancelled).toBe(true);
  });

  it('of a signature of 50 MB hardly anything is read', async () => {
    publish(pack(3), own);
    server.set(SIGNATURE, endless);
    wanted();
    await follow();
    expect(pulled).toBeLessThan(200_000);
    expect(cancelled).toBe(true);
  });

  it('the time limit is below the half minute after which browsers end an idle worker', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    publish(pack(3), own);
    wanted();
    await follow();
    expect(limit.mock.calls).toEqual([[20_000]]);
    expect(new Set(requests.map(({ init }) => init.signal)).size).toBe(1);
  });

  it('a full disk: the pack of before stays, and the reason is told', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    const before = structuredClone(stored());
    publish(pack(4), own);
    fake.local.failing = (keys) => keys.includes('agencyPack');
    expect(await follow(true)).toBe('refused');
    expect(state()).toMatchObject({ kept: { serial: 3 }, tried: { refusal: { reason: 'not-kept' } } });
    expect(stored()).toEqual(before);
    expect(await isUsed()).toBe(true);
  });

  it('state and pack are of one piece at every moment: a worker may be ended between any two writes', async () => {
    const set = fake.local.set.bind(fake.local);
    const writes = vi.spyOn(fake.local, 'set').mockImplementation(async (change) => {
      await set(change);
      expect((stored() as { sha256?: string } | undefined)?.sha256).toBe(state()?.kept?.sha256);
    });
    wanted();
    for (const serial of [3, 4]) {
      publish(pack(serial), own);
      expect(await follow(true)).toBe('new');
    }
    expect(writes).toHaveBeenCalled();
  });

  it('a pack that the recogniser cannot be made of is not kept', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    const before = structuredClone(stored());
    vi.resetModules();
    vi.doMock('../../src/pack/recogniser.ts', () => ({
      createRecogniser: () => {
        throw new RangeError('too many terms');
      },
    }));
    await wake();
    vi.doUnmock('../../src/pack/recogniser.ts');
    publish(pack(4), own);
    expect(await follow(true)).toBe('refused');
    expect(state()).toMatchObject({
      kept: { serial: 3 },
      tried: { refusal: { reason: 'content', details: ['RangeError: too many terms'] } },
    });
    expect(stored()).toEqual(before);
  });

  it('of many problems the first five are kept, each cut to a length that can be shown', async () => {
    publish(
      pack(3, (made) => {
        made.accounts = Array.from({ length: 9 }, (_, at) => ({
          ...made.accounts[0],
          participant: `${ELECTION}/nobody-${at}`,
        }));
        // Two stages of long names in each other's way make the longest sentence.
        const [first, second] = made.elections[0].stages;
        first.id = `${ELECTION}.${'a'.repeat(105)}`;
        Object.assign(second, { id: `${ELECTION}.${'b'.repeat(105)}`, start: first.start });
      }),
      own,
    );
    wanted();
    expect(await follow()).toBe('refused');
    const { reason, details } = state()?.tried?.refusal ?? {};
    expect(reason).toBe('content');
    expect(details).toHaveLength(5);
    expect(Math.max(...(details ?? []).map(({ length }) => length))).toBe(300);
  });

  it('a try that the browser’s own storage spoils does not stop the next', async () => {
    publish(pack(3), own);
    wanted();
    fake.local.failing = () => true;
    await expect(follow()).rejects.toThrow('Quota');
    fake.local.failing = () => false;
    expect(await follow(true)).toBe('new');
  });

  it('a browser without Ed25519 refuses and trusts nothing', async () => {
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('', 'NotSupportedError'));
    publish(pack(3), own);
    wanted();
    expect(await follow()).toBe('refused');
    expect(state()?.tried?.refusal?.reason).toBe('unsupported');
  });

  it('every reason is one that the options have words for', () => {
    const reasons = WRONG.map(([, reason]) => reason);
    const elsewhere = ['unsupported', 'not-kept', 'bad-key'];
    expect([...new Set([...reasons, ...elsewhere])].toSorted()).toEqual([...PACK_TROUBLES].toSorted());
  });
});

describe('when it is asked for', () => {
  it('every six hours, a quarter more or less', async () => {
    publish(pack(3), own);
    wanted();
    for (const [random, hours] of [
      [0, 4.5],
      [0.5, 6],
      [0.999_999_9, 7.5],
    ] as const) {
      vi.spyOn(Math, 'random').mockReturnValue(random);
      await follow(true);
      expect((alarm() ?? 0) - Date.now()).toBeCloseTo(hours * HOUR, -2);
      expect(state()?.next).toBe(alarm());
    }
  });

  it('after failures sooner, then later and later, never later than every six hours', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    wanted();
    const minutes: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      await follow();
      minutes.push(((alarm() ?? 0) - Date.now()) / 60_000);
      vi.setSystemTime(alarm() ?? 0);
    }
    expect(minutes).toEqual([5, 10, 20, 40, 80, 160, 320, 360, 360, 360]);
    expect(requests).toHaveLength(10);
    publish(pack(3), own);
    await follow();
    expect(state()?.failures).toBe(0);
  });

  it('what fell due while the browser was closed comes at its start; a lost alarm is set again', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    const next = alarm();
    fake.alarms.clear();
    await wake();
    await follow();
    expect(alarm()).toBe(next);
    asked();
    fake.alarms.clear();
    later(20 * HOUR);
    await wake();
    await follow();
    expect(asked()).toEqual([ADDRESS]);
  });

  it('a clock that was set back does not put it off for years', async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    asked();
    later(-30 * 24 * HOUR);
    await follow();
    expect(asked()).toEqual([ADDRESS]);
  });

  it('two at once ask one after the other, and only as often as it is due', async () => {
    publish(pack(3), own);
    wanted();
    await Promise.all([follow(), follow(), follow()]);
    expect(asked()).toEqual([ADDRESS, SIGNATURE]);
  });
});

describe('a change of the policy', () => {
  beforeEach(async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    asked();
  });

  it('without an address takes the pack, its state and the alarm away', async () => {
    policy({ mode: 'block' });
    expect(await isUsed()).toBe(false);
    await follow();
    expect([stored(), state(), fake.alarms.size, asked()]).toEqual([undefined, null, 0, []]);
  });

  it('to a key without an address ends the use at once', async () => {
    policy({ packPublicKey: own.publicKey });
    expect(await isUsed()).toBe(false);
  });

  it('to another key stops the use at once, before any server is asked', async () => {
    policy({ packUrl: ADDRESS, packPublicKey: foreign.publicKey });
    expect(await isUsed()).toBe(false);
    expect(await follow()).toBe('refused');
    expect(state()).toMatchObject({ kept: null, tried: { refusal: { reason: 'wrong-key' } } });
    expect(stored()).toBeUndefined();
    publish(pack(1), foreign);
    expect(await follow(true)).toBe('new');
    expect(await isUsed()).toBe(true);
  });

  it('to another address goes on with what the same key signed, and begins to count anew', async () => {
    const moved = 'https://baru.contoh.go.id/pack.json';
    policy({ packUrl: moved, packPublicKey: own.publicKey });
    expect(await follow()).toBe('refused');
    expect(asked()).toEqual([moved]);
    expect(await isUsed()).toBe(true);
    const { bytes, signature } = offer(pack(1), own);
    server.set(moved, text(bytes));
    server.set(`${moved}.sig`, text(signature));
    expect(await follow(true)).toBe('new');
    expect(state()?.kept).toMatchObject({ serial: 1, address: moved });
  });

  it('while the server is being asked: what comes then is left alone', async () => {
    publish(pack(4), own);
    const { bytes } = offer(pack(4), own);
    server.set(ADDRESS, () => {
      policy({ mode: 'block' });
      return new Response(bytes);
    });
    await follow(true);
    expect(JSON.stringify(stored())).not.toContain('"serial\\":4');
    await follow();
    expect(stored()).toBeUndefined();
  });
});

describe('what was kept is checked again', () => {
  beforeEach(async () => {
    publish(pack(3), own);
    wanted();
    await follow();
    server.clear();
  });
  const change = (part: Store) =>
    fake.local.fill({
      ...fake.local.content(),
      agencyPack: { ...(stored() as Store), ...part },
    });

  it.each([
    [
      'its text',
      () => change({ text: JSON.stringify(pack(3)).replace('Wirasaba', 'Wirasabo') }),
      'bad-signature',
    ],
    ['its signature', () => change({ signature: 'ed25519 0 0' }), 'bad-signature-file'],
    [
      'its content, for that of an older one that the same key signed,',
      () => {
        const { bytes, signature } = offer(pack(2), own);
        change({ text: new TextDecoder().decode(bytes), signature });
      },
      'downgrade',
    ],
    ['its sum', () => change({ sha256: '0' }), 'not-kept'],
    ['its form', () => change({ text: 7 }), 'not-kept'],
  ])('%s was changed in storage: not used, told, and mended by the server', async (_, spoil, reason) => {
    spoil();
    await wake();
    expect(await isUsed()).toBe(false);
    await follow();
    expect(state()).toMatchObject({ unused: { reason }, kept: { serial: 3 } });
    publish(pack(3), own);
    expect(await follow(true)).toBe('same');
    expect(await isUsed()).toBe(true);
    expect(state()?.unused).toBeNull();
  });

  it('what was changed in storage, and what is mended, is published', async () => {
    change({ text: '{}' });
    await wake();
    expect(await brings()).toBe(true);
    expect(await brings()).toBe(false);
    publish(pack(3), own);
    expect(await brings(true)).toBe(true);
  });

  it('what could not be read for a moment is read again', async () => {
    await wake();
    const real = fake.local.get.bind(fake.local);
    vi.spyOn(fake.local, 'get').mockImplementation((keys) =>
      keys === 'agencyPack' ? Promise.reject(new Error('busy')) : real(keys),
    );
    await expect(isUsed()).rejects.toThrow('busy');
    vi.restoreAllMocks();
    expect(await isUsed()).toBe(true);
  });

  it('on the day after its last it is not used, whatever day is simulated, and its serial still counts', async () => {
    vi.setSystemTime(Date.UTC(2030, 11, 31, 16, 59));
    expect(await isUsed()).toBe(true);
    vi.setSystemTime(Date.UTC(2030, 11, 31, 17, 1));
    settings({ simulatedDate: '2030-04-15' });
    expect(await isUsed()).toBe(false);
    publish(
      pack(2, (made) => (made.expires = '2031-12-31')),
      own,
    );
    expect(await follow(true)).toBe('refused');
    expect(state()).toMatchObject({
      unused: { reason: 'expired' },
      tried: { refusal: { reason: 'downgrade' } },
    });
    publish(
      pack(4, (made) => (made.expires = '2031-12-31')),
      own,
    );
    expect(await follow(true)).toBe('new');
    expect(await isUsed()).toBe(true);
    expect(state()?.unused).toBeNull();
  });
});

it('a state that another version wrote is read as far as it goes', () => {
  expect(readPackState('old')).toBeNull();
  expect(readPackState({ address: ADDRESS, publicKey: 'k', kept: { serial: 'x' }, next: 'soon' })).toEqual({
    address: ADDRESS,
    publicKey: 'k',
    kept: null,
    unused: null,
    confirmed: null,
    tried: null,
    failures: 0,
    next: 0,
  });
});
