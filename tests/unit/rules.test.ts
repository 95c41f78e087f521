/** The shipped rules: whole, in format, traceable, and judged as the decree's stages say. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { crossCheck, formatRules, loadRules } from '../../scripts/rules.ts';
import { judge } from '../../src/domain/judge.ts';
import { respond } from '../../src/domain/response.ts';
import type { Action, Subject } from '../../src/domain/vocabulary.ts';
import { recognise } from '../../src/recognition/recognise.ts';
import { wholeOf } from './whole.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { rules, files } = loadRules(join(root, 'rules'));
const { matcher, decree, participants } = wholeOf(rules);
const NONE = { authors: new Set<string>(), terms: new Set<string>() };
const verdictOf = (subject: Subject, date: string, action: Action = 'like') =>
  judge(recognise(subject, matcher, NONE), { action, date, employment: 'pns', photo: false }, decree);
const post = (text: string, handle = 'warga', site: Subject['site'] = 'x'): Subject => ({
  kind: 'post',
  site,
  author: { handle },
  text,
});

describe('files', () => {
  it('refer only to what is there, and overlap nowhere', () => {
    expect(crossCheck(rules, files)).toEqual([]);
  });

  it.each(files.map(({ file, text, data }) => [file, text, data] as const))(
    '%s is in format',
    (_, text, data) => {
      expect(formatRules(data)).toBe(text);
    },
  );

  it('hold the whole of Lampiran II, in order', () => {
    expect(rules.items.items.map(({ id }) => id)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((no) => `kode-etik-${no}`),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((no) => `disiplin-${no}`),
    ]);
  });

  it('hold the three presidential pairs, 24 parties and 103 governor pairs', () => {
    const count = (test: (one: (typeof participants)[number]) => boolean) => participants.filter(test).length;
    expect(count(({ kind, office }) => kind === 'pair' && office === 'presiden')).toBe(3);
    expect(count(({ kind }) => kind === 'party')).toBe(24);
    expect(
      count(
        ({ kind, office, election }) =>
          kind === 'pair' && office === 'gubernur' && election === 'pilkada-2024',
      ),
    ).toBe(103);
  });

  it('ship no handle without a source', () => {
    const accounts = rules.participants.flatMap(({ participants }) =>
      participants.flatMap(({ accounts }) => accounts),
    );
    expect(accounts.length).toBeGreaterThanOrEqual(30);
    const known = new Map(rules.sources.map((source) => [source.id, source]));
    for (const { handle, sources } of accounts)
      for (const id of sources) expect(JSON.stringify(known.get(id)), handle).not.toMatch(/unverified/i);
  });
});

describe('accounts on Threads', () => {
  it('are those of Instagram, of participants and of who only reports or organises', () => {
    const { accounts, newsAccounts, organiserAccounts } = matcher.lexicon;
    expect(Object.keys(accounts.instagram).length).toBeGreaterThan(0);
    expect(accounts.threads).toEqual(accounts.instagram);
    expect(newsAccounts.threads).toEqual(newsAccounts.instagram);
    expect(organiserAccounts.threads).toEqual(organiserAccounts.instagram);
    const handle = Object.keys(accounts.instagram)[0] ?? '';
    expect(recognise(post('halo', handle, 'threads'), matcher, NONE).evidence[0]?.tier).toBe('account');
  });

  it('are never those of X, where anybody may hold the same name', () => {
    const onX = Object.keys(matcher.lexicon.accounts.x).filter(
      (handle) => !(handle in matcher.lexicon.accounts.instagram),
    );
    expect(onX.length).toBeGreaterThan(0);
    for (const handle of onX) expect(matcher.lexicon.accounts.threads[handle]).toBeUndefined();
  });
});

describe('the same post on four days', () => {
  const own = post('Selamat pagi dari lapangan.', 'prabowo');
  it.each([
    ['2023-10-01', ['kode-etik-4'], 'bakal-calon'],
    ['2024-01-15', ['disiplin-6'], 'kampanye'],
    ['2024-02-12', ['disiplin-6'], 'masa-tenang'],
    ['2025-06-01', [], null],
  ])('%s', (date, items, kind) => {
    const verdict = verdictOf(own, date);
    expect(verdict.items).toEqual(items);
    expect(verdict.stage?.stage.kind ?? null).toBe(kind);
  });

  it('all three pairs are treated alike', () => {
    const of = (handle: string) => {
      const { level, items, reason, stage } = verdictOf(post('halo', handle), '2024-01-15');
      return { level, items, reason, stage };
    };
    expect(of('aniesbaswedan')).toEqual(of('prabowo'));
    expect(of('ganjarpranowo')).toEqual(of('prabowo'));
  });
});

describe('what the words mean', () => {
  it.each<[string, Action, string, string, string]>([
    ['Ayo coblos Ganjar Pranowo hari Rabu', 'like', '2024-02-12', 'dilarang', 'hold'],
    ['Prabowo Subianto menghadiri rapat kabinet', 'like', '2024-01-15', 'hati-hati', 'badge'],
    ['Prabowo Subianto menghadiri rapat kabinet', 'share', '2024-01-15', 'hati-hati', 'hold'],
    ['Prabowo Subianto menghadiri rapat kabinet', 'share', '2025-06-01', 'aman', 'none'],
    ['Aamiin, semoga para buruh terbang dengan Garuda', 'share', '2024-01-15', 'aman', 'none'],
    ['Beli pan baru nomor 2 tanggal 03', 'share', '2024-01-15', 'aman', 'none'],
    ['Macet di Jalan Gatot Subroto', 'share', '2024-10-15', 'aman', 'none'],
    ['#PrabowoGibran', 'like', '2024-01-15', 'dilarang', 'hold'],
    ['#PemiluDamai untuk semua', 'share', '2024-01-15', 'aman', 'none'],
  ])('%s, %s on %s: %s, %s', (text, action, date, level, response) => {
    const verdict = verdictOf(post(text), date, action);
    expect({ level: verdict.level, response: respond(verdict, action, 'normal') }).toEqual({
      level,
      response,
    });
  });

  it('a party’s own account: prohibited in its election, care outside any', () => {
    expect(verdictOf(post('halo', 'golkar_id'), '2024-01-15').level).toBe('dilarang');
    const outside = verdictOf(post('halo', 'golkar_id'), '2025-06-01');
    expect(outside.level).toBe('hati-hati');
    expect(outside.items.length).toBeGreaterThan(0);
  });
});
