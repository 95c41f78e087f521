// @vitest-environment jsdom
/**
 * The self-check without a browser: what the page answers, whom it answers, and what the popup takes for an answer.
 *
 * To see it fail: leave `url?.startsWith(origin)` out of `hearOwnPages` (src/platform/native.ts), or the host out of
 * `addressOf` (src/platform/self-check.ts).
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { Assessor } from '../../src/guard/assess.ts';
import { setBadge } from '../../src/guard/badge.ts';
import { SelfCheck } from '../../src/guard/self-check.ts';
import type { Knowledge } from '../../src/guard/state.ts';
import { hearOwnPages, type NativeBrowser, standIn } from '../../src/platform/native.ts';
import {
  addressOf,
  isSelfCheckQuestion,
  readOffer,
  readSelfCheck,
  type SelfCheckAnswer,
} from '../../src/platform/self-check.ts';
import { NOTHING, recognise } from '../../src/recognition/recognise.ts';
import type { Site } from '../../src/sites/site.ts';
import { knowledgeWith, matcher, NONE_IGNORED } from './fixtures.ts';
import { page } from './sites-page.ts';

/** Rows are buttons with the handle as their words, beside a link to it. */
const data = {
  selectors: { rows: ['main button'], self: ['nav a'] },
  labels: {},
  lists: [{ what: 'account', at: ['/…/following'], rows: 'rows', labels: [], own: false }],
};
const site = {
  id: 'x',
  subjectOf: ({ control }: { control: Element }): Subject => ({
    kind: 'account',
    site: 'x',
    text: '',
    author: { handle: control.textContent ?? '' },
  }),
} as unknown as Site;

const knowledge = knowledgeWith({ sites: { x: data }, texts: { words: { id: {}, en: {} } } });

type Message = { readonly type: string; readonly subjects?: readonly Subject[] };
type Listener = Parameters<NonNullable<NativeBrowser['runtime']>['onMessage']['addListener']>[0];

let listeners: Listener[] = [];
let worker: (message: Message) => Promise<unknown>;
let asked: Message[] = [];
const stored = { changed: new Set<(changes: Record<string, object>, area: string) => void>() };

/** A worker that knows whom the page knows. */
const able = async ({ subjects }: Message) =>
  subjects?.map((subject) => ({ recognition: recognise(subject, matcher, NONE_IGNORED), participants: [] }));

beforeEach(() => {
  vi.stubGlobal('CSSStyleSheet', class { replaceSync() {} }); // biome-ignore format: short
  listeners = [];
  asked = [];
  worker = able;
  standIn({
    runtime: {
      id: 'kita',
      getURL: (path) => `chrome-extension://kita/${path}`,
      sendMessage: (message) => {
        asked.push(message as Message);
        return worker(message as Message);
      },
      onMessage: { addListener: (listener) => listeners.push(listener) },
    },
    storage: {
      local: { get: async () => ({}) },
      onChanged: {
        addListener: (listener) => stored.changed.add(listener),
        removeListener: (listener) => stored.changed.delete(listener),
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const draw = (path: string, handles: readonly string[], self = 'sari') => {
  const row = (handle: string) => `<div><a href="/${handle}">${handle}</a><button>${handle}</button></div>`;
  page(path, `<nav><a href="/${self}">Profil</a></nav><main>${handles.map(row).join('')}</main>`);
};

const started = (given: Knowledge | null = knowledge) => {
  const marked: string[] = [];
  const stop = new AbortController();
  const assessor = given && new Assessor(given);
  const check = new SelfCheck(
    {
      site,
      knowledge: () => given,
      assessor: () => assessor,
      mark: (row, anchor) => {
        marked.push(row.querySelector('button')?.textContent ?? '');
        setBadge(row, anchor(), 'dilarang', 'Peserta pemilu', '');
      },
    },
    stop.signal,
  );
  return { check, marked, stop };
};
const look = async (check: SelfCheck) => (await check.answer({ type: 'page:self-check' })) as SelfCheckAnswer;

describe('what the page answers', () => {
  it('participants in the order of the page, and marks them alone', async () => {
    draw('/sari/following', ['warga', 'timnas1', 'kpu_uji', 'wirasaba', 'tetangga']);
    const { check, marked } = started();
    const answer = await look(check);
    expect(answer).toMatchObject({ kind: 'list', what: 'account', isOwn: true, looked: 5, isWide: true });
    expect(answer).toMatchObject({
      found: [
        { name: 'timnas1', about: 'Timnas Wirasaba', tier: 'account', path: '/timnas1', stage: 'kampanye' },
        { name: 'wirasaba', items: ['disiplin-6'], level: 'dilarang' },
      ],
    });
    expect(marked).toEqual(['timnas1', 'wirasaba']);
    expect(readSelfCheck(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  });

  it('what only the worker knows', async () => {
    draw('/sari/following', ['warga', 'tetangga']);
    const evidence = {
      tier: 'name',
      where: 'author',
      text: 'x',
      start: 0,
      end: 1,
      participant: 'uji/2',
      weight: 1,
    };
    worker = async ({ subjects }) =>
      subjects?.map(({ author }) => ({
        recognition: author?.handle === 'tetangga' ? { ...NOTHING, evidence: [evidence] } : NOTHING,
        participants: [],
      }));
    expect(await look(started().check)).toMatchObject({ found: [{ name: 'tetangga', tier: 'name' }] });
  });

  it('no more than forty at a time are asked about, and all of them', async () => {
    draw(
      '/sari/following',
      Array.from({ length: 95 }, (_, at) => `warga${at}`),
    );
    expect(await look(started().check)).toMatchObject({ looked: 95, found: [], isWide: true });
    expect(asked.map(({ subjects }) => subjects?.length)).toEqual([40, 40, 15]);
  });

  it('asks once more when the worker was just ended, and says so when it stays silent', async () => {
    draw('/sari/following', ['wirasaba']);
    let calls = 0;
    worker = (message) => (calls++ === 0 ? Promise.reject(new Error('gone')) : able(message));
    expect(await look(started().check)).toMatchObject({ isWide: true, found: [{ name: 'wirasaba' }] });
    expect(calls).toBe(2);
    worker = () => Promise.reject(new Error('gone'));
    expect(await look(started().check)).toMatchObject({ isWide: false, found: [{ name: 'wirasaba' }] });
    vi.useFakeTimers();
    worker = () => new Promise(() => undefined);
    const late = look(started().check);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await late).toMatchObject({ isWide: false, found: [{ name: 'wirasaba' }] });
  });

  it('nothing of another person’s list, and where one’s own stands', async () => {
    draw('/tetangga/following', ['wirasaba']);
    const { check, marked } = started();
    expect(await look(check)).toMatchObject({ kind: 'other', ownPath: '/sari/following' });
    expect(marked).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('that there is no list, that it is not known whose it is, that nothing is known yet', async () => {
    draw('/beranda', ['wirasaba']);
    expect(await look(started().check)).toEqual({ kind: 'elsewhere', site: 'x' });
    draw('/sari/following', []);
    expect(await look(started().check)).toEqual({ kind: 'elsewhere', site: 'x' });
    draw('/sari/following', ['wirasaba'], '');
    expect(await look(started().check)).toMatchObject({ kind: 'list', isOwn: false });
    expect(await look(started(null).check)).toBeNull();
  });

  it('outside every stage nobody but a party is one', async () => {
    draw('/sari/following', ['wirasaba', 'nusadamai', 'timnas1']);
    const calm = {
      ...knowledge,
      settings: { ...knowledge.settings, simulatedDate: '2031-01-01' },
    } as Knowledge;
    expect(await look(started(calm).check)).toMatchObject({
      found: [{ name: 'nusadamai', level: 'hati-hati', items: ['disiplin-5'], stage: null }],
    });
  });
});

describe('marks', () => {
  const badges = () => document.querySelectorAll('jaga-netral-badge').length;
  const changed = () => new Promise((done) => setTimeout(done));

  it('go from a row that is used for another account, and from it alone', async () => {
    draw('/sari/following', ['wirasaba', 'timnas1']);
    await look(started().check);
    expect(badges()).toBe(2);
    const [first, second] = [...document.querySelectorAll('main button')].map(
      (one) => one.firstChild as Text,
    );
    // The same words once more are no other account.
    (second as Text).data = 'timnas1';
    await changed();
    expect(badges()).toBe(2);
    (first as Text).data = 'warga';
    await changed();
    expect(badges()).toBe(1);
    expect(document.querySelector('main div:nth-child(2) jaga-netral-badge')).not.toBeNull();
  });

  it('go when the person is judged otherwise, and with the guard', async () => {
    draw('/sari/following', ['wirasaba', 'timnas1']);
    const { check, stop } = started();
    await look(check);
    for (const tell of stored.changed) tell({ inForce: {} }, 'local');
    expect(badges()).toBe(0);
    await look(check);
    expect(badges()).toBe(2);
    stop.abort();
    expect(badges()).toBe(0);
  });
});

describe('whom the page hears', () => {
  const heard = (sender: { id?: string; url?: string }) => {
    const listener = vi.fn(() => Promise.resolve('jawaban'));
    hearOwnPages(listener);
    const answer = vi.fn();
    const stays = listeners.at(-1)?.({ type: 'page:self-check' }, sender, answer);
    return { called: listener.mock.calls.length, stays };
  };

  it('our own pages, and nobody else', () => {
    const own = 'chrome-extension://kita/src/pages/popup/index.html';
    expect(heard({ id: 'kita', url: own })).toEqual({ called: 1, stays: true });
    for (const sender of [
      { id: 'kita', url: 'https://x.com/home' },
      { id: 'kita' },
      { id: 'lain', url: own },
      { url: own },
      { id: 'kita', url: 'chrome-extension://kitabukan/x.html' },
    ])
      expect(heard(sender)).toEqual({ called: 0, stays: undefined });
  });

  it('questions of a self-check alone, and none on pages that stand aside', () => {
    const { check } = started();
    for (const message of [
      null,
      'page:self-check',
      {},
      { type: 'worker:witnessed' },
      { type: 'page:pack-wanted' },
    ])
      expect(check.answer(message)).toBeNull();
    const aside = new SelfCheck(
      { site: { ...site, isAside: true }, knowledge: () => null, assessor: () => null, mark: vi.fn() },
      new AbortController().signal,
    );
    expect(aside.answer({ type: 'page:list-here' })).toBeNull();
    expect(isSelfCheckQuestion({ type: 'page:list-here' })).toBe(true);
  });
});

const HOSTS = ['x.com', 'twitter.com'];

describe('what the popup takes for an answer', () => {
  it('addresses lead to the site and nowhere else', () => {
    expect(addressOf('x.com', '/sari', HOSTS)).toBe('https://x.com/sari');
    expect(addressOf('twitter.com', '/profile.php?id=1', HOSTS)).toBe('https://twitter.com/profile.php?id=1');
    expect(addressOf('jahat.example', '/sari', HOSTS)).toBe('https://x.com/sari');
    for (const path of [
      '',
      'sari',
      '//jahat.example',
      '/\\jahat.example',
      'javascript:alert(1)',
      '@jahat.example',
    ])
      expect(addressOf('x.com', path, HOSTS)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (host, path) => {
        for (const given of [path, `/${path}`]) {
          const address = addressOf(host, given, HOSTS);
          if (address !== null) expect(HOSTS).toContain(new URL(address).host);
        }
      }),
    );
  });

  const found = {
    name: 'a', handle: '', about: 'b', level: 'dilarang', items: ['disiplin-6'], tier: 'account', text: 'a', stage: null, path: '/a',
  }; // biome-ignore format: a list
  const list = { kind: 'list', site: 'x', host: 'x.com', what: 'account', isOwn: true, looked: 1, isWide: true, found: [found] }; // biome-ignore format: a list

  it('only what is well-formed', () => {
    expect(readSelfCheck(list)).toEqual(list);
    for (const wrong of [
      { site: 'surat' },
      { what: 'event' },
      { isOwn: 'ya' },
      { looked: 1.5 },
      { found: {} },
      { found: [{ ...found, level: 'aman' }] },
      { found: [{ ...found, items: ['javascript:1'] }] },
      { found: [{ ...found, tier: 'toString' }] },
      { found: [{ ...found, stage: 'constructor' }] },
      { found: [{ ...found, path: 3 }] },
      { kind: 'lain' },
    ])
      expect(readSelfCheck({ ...list, ...wrong }), JSON.stringify(wrong)).toBeNull();
    expect(
      readSelfCheck({ kind: 'other', site: 'x', host: 'x.com', what: 'post', ownPath: null }),
    ).toBeNull();
    expect([readOffer({ site: 'threads' }), readOffer({ site: 'lain' }), readOffer(null)]).toEqual([
      'threads',
      null,
      null,
    ]);
  });

  it('nothing makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (value) => void [readSelfCheck(value), readOffer(value)]));
  });
});
