/** Verdicts: levels, items by stage, and that no level ever stands without an item. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/domain/judge.ts';
import { responseTo } from '../../src/domain/response.ts';
import { stageOn } from '../../src/domain/stages.ts';
import {
  ACTIONS,
  type Action,
  type Employment,
  type Evidence,
  type Level,
  type Recognition,
  type Subject,
} from '../../src/domain/vocabulary.ts';
import { NOTHING, recognise } from '../../src/recognition/recognise.ts';
import { decree, election, matcher, NONE_IGNORED, post, stage } from './fixtures.ts';

const on = (subject: Subject, date: string, action: Action = 'like', employment: Employment = 'pns') =>
  judge(
    recognise(subject, matcher, NONE_IGNORED),
    { action, date, employment, photo: subject.draftHasPhoto === true },
    decree,
  );
const own = post('selamat pagi', { author: { handle: 'wirasaba' } });

describe('the same post on different days', () => {
  it.each([
    ['2029-12-31', 'aman', []],
    ['2030-02-01', 'dilarang', ['kode-etik-4']],
    ['2030-03-09', 'dilarang', ['kode-etik-4']],
    ['2030-03-10', 'dilarang', ['disiplin-6']],
    ['2030-05-01', 'dilarang', ['disiplin-6']],
    ['2030-06-02', 'dilarang', ['disiplin-6']],
    ['2030-06-30', 'dilarang', ['disiplin-6']],
    ['2030-07-01', 'aman', []],
  ])('%s: %s', (date, level, items) => {
    expect(on(own, date)).toMatchObject({ level, items });
  });

  it('names the stage', () => {
    expect(on(own, '2030-06-02').stage?.stage.kind).toBe('masa-tenang');
  });
});

describe('levels', () => {
  it.each<[string, Subject, Action, Level, string]>([
    ['a participant’s own account', own, 'follow', 'dilarang', 'own-account'],
    [
      'a campaign team’s group',
      post('', { kind: 'group', groupName: 'Timnas Wirasaba' }),
      'join',
      'dilarang',
      'own-group',
    ],
    ['a friend who quotes a participant', post('wah', { quoted: own }), 'like', 'dilarang', 'own-account'],
    ['a partisan post', post('coblos Bimasakti'), 'like', 'dilarang', 'partisan'],
    ['an attack', post('tolak Bimasakti'), 'share', 'dilarang', 'partisan'],
    ['a mention without a side', post('Bimasakti ke Bandung'), 'like', 'hati-hati', 'concerns'],
    [
      'news of a partisan event',
      post('Bimasakti menang debat. Baca juga:'),
      'share',
      'hati-hati',
      'concerns',
    ],
    ['an organiser', post('KPU: Bimasakti sah'), 'share', 'aman', 'none'],
    ['an organiser with a campaign hashtag', post('KPU #wirasabamenang'), 'share', 'dilarang', 'partisan'],
    [
      'own words under news',
      post('Bimasakti debat. Baca juga:', { draft: 'coblos!' }),
      'comment',
      'dilarang',
      'partisan',
    ],
    [
      'a party in its election',
      post('', { author: { handle: 'nusadamai' } }),
      'like',
      'dilarang',
      'own-account',
    ],
    ['an ordinary post', post('nasi goreng'), 'share', 'aman', 'none'],
  ])('%s', (_, subject, action, level, reason) => {
    expect(on(subject, '2030-05-01', action)).toMatchObject({ level, reason });
  });

  it('outside any election a party’s own account asks for care, a mention of it does not', () => {
    const party = post('halo', { author: { handle: 'nusadamai' } });
    expect(on(party, '2031-01-01', 'follow')).toMatchObject({
      level: 'hati-hati',
      items: ['disiplin-5'],
      stage: null,
    });
    expect(on(post('Partai Nusa Damai rapat'), '2031-01-01', 'like').level).toBe('aman');
  });

  it('outside any election the person’s own appeal for a party asks for care', () => {
    const appeal = post('', { kind: 'draft', draft: 'coblos Partai Nusa Damai' });
    expect(on(appeal, '2031-01-01', 'like')).toMatchObject({ level: 'hati-hati', stage: null });
    const report = post('', { kind: 'draft', draft: 'Partai Nusa Damai rapat' });
    expect(on(report, '2031-01-01', 'like').level).toBe('aman');
  });

  it('a photo in an own post adds its item, and only then', () => {
    const draft = post('', { kind: 'draft', draft: 'bersama Bimasakti' });
    expect(on(draft, '2030-05-01', 'post').items).not.toContain('disiplin-7');
    expect(on({ ...draft, draftHasPhoto: true }, '2030-05-01', 'post').items).toContain('disiplin-7');
  });

  it('a fallback item steps back when another applies', () => {
    expect(on(own, '2030-05-01').items).toEqual(['disiplin-6']);
  });
});

describe('stages', () => {
  it('a marker never judges and an inferred row never judges by itself', () => {
    const inferred = {
      ...election,
      stages: [stage('kampanye', '2030-01-01', '2030-12-31', { confidence: 'inferred' })],
    };
    expect(stageOn(inferred, '*', '2030-05-01')).toBeNull();
    const marker = { ...election, stages: [stage('penanda', '2030-01-01', '2030-12-31')] };
    expect(stageOn(marker, '*', '2030-05-01')).toBeNull();
  });

  it('a row for the region outranks a national one', () => {
    const local = stage('masa-tenang', '2030-04-10', '2030-04-12', { region: '36.03' });
    const both = { ...election, stages: [...election.stages, local] };
    expect(stageOn(both, '36.03', '2030-04-11')?.kind).toBe('masa-tenang');
    expect(stageOn(both, '36.04', '2030-04-11')?.kind).toBe('kampanye');
    expect(stageOn(both, '36', '2030-04-11')?.kind).toBe('kampanye');
  });

  it('determination switches each office on its own day', () => {
    expect(stageOn(election, '*', '2030-03-05', 'dpr')?.kind).toBe('calon');
    expect(stageOn(election, '*', '2030-03-05', 'presiden')?.kind).toBe('bakal-calon');
  });
});

describe('response table', () => {
  const row = (level: Level, own: boolean) => (strictness: 'longgar' | 'normal' | 'ketat') =>
    Object.fromEntries(ACTIONS.map((action) => [action, responseTo(level, action, strictness, own)]));
  const all = (response: string) => Object.fromEntries(ACTIONS.map((action) => [action, response]));

  it('normal', () => {
    expect(row('dilarang', false)('normal')).toEqual(all('hold'));
    expect(row('hati-hati', false)('normal')).toEqual({
      like: 'badge', share: 'hold', quote: 'hold', comment: 'hold',
      follow: 'badge', join: 'badge', post: 'hold', attend: 'badge',
    }); // biome-ignore format: a table
    expect(row('aman', false)('normal')).toEqual(all('none'));
  });

  it('longgar holds only what is a participant’s own', () => {
    expect(row('dilarang', true)('longgar')).toEqual(all('hold'));
    expect(row('dilarang', false)('longgar')).toEqual(all('badge'));
    expect(row('hati-hati', true)('longgar')).toEqual(all('badge'));
  });

  it('ketat holds caution too', () => {
    expect(row('hati-hati', false)('ketat')).toEqual(all('hold'));
    expect(row('aman', true)('ketat')).toEqual(all('none'));
  });
});

describe('for all evidence', () => {
  const evidence: fc.Arbitrary<Evidence> = fc.record({
    tier: fc.constantFrom('account', 'group', 'hashtag', 'name', 'party', 'number'),
    where: fc.constantFrom('author', 'text', 'quoteAuthor', 'quote', 'group', 'draft'),
    text: fc.constant('x'),
    start: fc.constant(0),
    end: fc.constant(1),
    participant: fc.constantFrom('uji/1', 'uji/2', 'uji/tim-1', 'uji/partai', 'uji/nobody'),
    weight: fc.constantFrom(0.5, 1),
  });
  const recognition: fc.Arbitrary<Recognition> = fc.record({
    evidence: fc.array(evidence, { maxLength: 5 }),
    stance: fc.constantFrom('support', 'attack', 'none'),
    signals: fc.constant([]),
    voice: fc.constantFrom('news', 'organiser', 'other'),
  });
  const day = fc.constantFrom(
    '2029-01-01',
    '2030-02-01',
    '2030-03-20',
    '2030-05-01',
    '2030-06-02',
    '2031-01-01',
  );
  const rank = { aman: 0, 'hati-hati': 1, dilarang: 2 };

  it('no level without an item, no item without a level', () => {
    fc.assert(
      fc.property(recognition, fc.constantFrom(...ACTIONS), day, (found, action, date) => {
        const verdict = judge(found, { action, date, employment: 'pns', photo: false }, decree);
        expect(verdict.items.length > 0).toBe(verdict.level !== 'aman');
      }),
      { numRuns: 1000 },
    );
  });

  it('more evidence never lowers the level', () => {
    fc.assert(
      fc.property(recognition, evidence, fc.constantFrom(...ACTIONS), day, (found, more, action, date) => {
        const circumstances = { action, date, employment: 'pns', photo: false } as const;
        const before = judge(found, circumstances, decree).level;
        const after = judge({ ...found, evidence: [...found.evidence, more] }, circumstances, decree).level;
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
      }),
      { numRuns: 1000 },
    );
  });

  it('nothing found is clear on any day', () => {
    expect(
      judge(NOTHING, { action: 'share', date: '2030-05-01', employment: 'pns', photo: true }, decree),
    ).toMatchObject({
      level: 'aman',
      items: [],
      stage: null,
    });
  });
});
