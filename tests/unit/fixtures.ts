/** A small election of invented people, so that unit tests say what they mean without the shipped rules. */
import type { Decree } from '../../src/domain/judge.ts';
import type { Election, Item, Participant, Stage, StageKind, Subject } from '../../src/domain/vocabulary.ts';
import type { Knowledge } from '../../src/guard/state.ts';
import { buildMatcher, type Lexicon } from '../../src/recognition/lexicon.ts';

export const stage = (kind: StageKind, start: string, end: string, more: Partial<Stage> = {}): Stage => ({
  id: `uji.${kind}${more.offices ? `.${more.offices[0]}` : ''}`,
  kind,
  start,
  end,
  region: '*',
  confidence: 'confirmed',
  ...more,
});

export const election: Election = {
  id: 'uji',
  kind: 'pemilu',
  stages: [
    stage('bakal-calon', '2030-01-01', '2030-03-09', { offices: ['presiden'] }),
    stage('calon', '2030-03-10', '2030-03-31', { offices: ['presiden'] }),
    stage('bakal-calon', '2030-01-01', '2030-02-28', { offices: ['dpr'] }),
    stage('calon', '2030-03-01', '2030-03-31', { offices: ['dpr'] }),
    stage('calon', '2030-01-01', '2030-03-31', { offices: ['partai'] }),
    stage('penanda', '2030-03-15', '2030-05-15'),
    stage('kampanye', '2030-04-01', '2030-05-31'),
    stage('masa-tenang', '2030-06-01', '2030-06-03'),
    stage('pemungutan-suara', '2030-06-04', '2030-06-04'),
    stage('rekapitulasi', '2030-06-05', '2030-06-30'),
  ],
};

const participant = (id: string, more: Partial<Participant>): Participant => ({
  id: `uji/${id}`,
  kind: 'pair',
  election: 'uji',
  office: 'presiden',
  region: '*',
  name: id,
  ...more,
});

export const participants: readonly Participant[] = [
  participant('1', { name: 'Wirasaba Kertapati – Lastri Handaru', ballot: 1 }),
  participant('2', { name: 'Bimasakti Jalu – Endah Prameswari', ballot: 2 }),
  participant('tim-1', { kind: 'team', name: 'Timnas Wirasaba' }),
  participant('partai', { kind: 'party', office: 'partai', name: 'Partai Nusa Damai' }),
];

export const items: readonly Item[] = [
  {
    id: 'kode-etik-2',
    phase: 'bakal-calon',
    objects: ['candidate', 'pair', 'party', 'team', 'volunteer'],
    actions: [
      { action: 'post', as: 'primary' },
      { action: 'share', as: 'also', needs: ['partisan'] },
    ],
  },
  {
    id: 'kode-etik-4',
    phase: 'bakal-calon',
    objects: ['candidate', 'pair', 'party', 'team', 'volunteer'],
    actions: [
      ...(['like', 'share', 'quote', 'comment', 'follow', 'join'] as const).map((action) => ({
        action,
        as: 'primary' as const,
      })),
      { action: 'post', as: 'also' },
    ],
  },
  {
    id: 'disiplin-5',
    phase: 'any',
    objects: ['party'],
    actions: [
      { action: 'follow', as: 'fallback' },
      { action: 'join', as: 'fallback' },
    ],
  },
  {
    id: 'disiplin-6',
    phase: 'calon',
    objects: ['candidate', 'pair', 'party', 'team', 'volunteer'],
    actions: [
      ...(['like', 'share', 'quote', 'comment', 'follow', 'join'] as const).map((action) => ({
        action,
        as: 'primary' as const,
      })),
      { action: 'post', as: 'also' },
    ],
  },
  {
    id: 'disiplin-7',
    phase: 'calon',
    objects: ['candidate', 'pair', 'team'],
    actions: [{ action: 'post', as: 'also', needs: ['photo'] }],
  },
  {
    id: 'disiplin-8',
    phase: 'any',
    objects: ['party', 'pair', 'candidate'],
    actions: [{ action: 'like', as: 'fallback' }],
  },
];

export const decree: Decree = {
  items,
  elections: new Map([[election.id, election]]),
  participants: new Map(participants.map((one) => [one.id, one])),
};

export const lexicon: Lexicon = {
  participants: participants.map(({ id }) => id),
  terms: [
    ['wirasaba kertapati', 'name', 1, [0]],
    ['wirasabakertapati', 'name', 1, [0]],
    ['wirasaba', 'short-name', 1, [0]],
    ['saba', 'short-name', 0.5, [0]],
    ['bimasakti jalu', 'name', 1, [1]],
    ['bimasakti', 'short-name', 1, [1]],
    ['01', 'number', 0.25, [0]],
    ['nomor urut 1', 'number', 0.5, [0]],
    ['timnas wirasaba', 'group', 1, [2]],
    ['partai nusa damai', 'party', 1, [3]],
    ['damai', 'party', 0.5, [3]],
    ['coblos', 'support', 0.5, []],
    ['menang', 'support', 0.5, []],
    ['tolak', 'attack', 0.5, []],
    ['endah', 'short-name', 0.75, [1]],
    ['lastri handaru', 'name', 0.5, [0]],
    ['kampanye', 'campaign-word', 0.5, []],
    ['keren', 'support', 0.25, []],
    ['parah', 'attack', 0.25, []],
    ['bupati', 'office', 0.5, []],
    ['pak', 'honorific', 0.5, []],
    ['kpu', 'organiser', 0.5, []],
    ['baca juga', 'news', 0.5, []],
    ['jalan wirasaba', 'stop', 0.5, []],
  ],
  hashtags: { wirasabamenang: [0], bimasakti2030: [1] },
  neutralHashtags: ['pemiludamai'],
  accounts: { x: { wirasaba: [0], timnas1: [2], nusadamai: [3] }, facebook: {}, instagram: {}, threads: {} },
  organiserAccounts: { x: ['kpu_uji'], facebook: [], instagram: [], threads: [] },
  newsAccounts: { x: ['kabar_uji'], facebook: [], instagram: [], threads: [] },
  mentionWeight: 1,
  threshold: 1,
};

export const matcher = buildMatcher(lexicon);
export const NONE_IGNORED = { authors: new Set<string>(), terms: new Set<string>() };

export const post = (text: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'post',
  site: 'x',
  author: { handle: 'warga', name: 'Warga Biasa' },
  text,
  ...more,
});

/**
 * What a guard knows in this election, on a day of its campaign.
 * @param pack as much of the page pack as the test reads
 */
export const knowledgeWith = (pack: object): Knowledge =>
  ({
    settings: { simulatedDate: '2030-04-10', region: null, employment: 'pns', strictness: 'normal' },
    pack,
    matcher,
    names: { find: () => [], participant: () => undefined },
    decree,
    ignored: NONE_IGNORED,
    language: 'id',
  }) as unknown as Knowledge;
