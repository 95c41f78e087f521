/**
 * The shipped calendar, region by region: every expectation here was written by hand from the schedules and the
 * Court's rulings, not read off the data, so that a slip of the pen in `rules/elections/` is found.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { civilDateAt } from '../../src/domain/civil-date.ts';
import { judge } from '../../src/domain/judge.ts';
import { isJudging, stageOn } from '../../src/domain/stages.ts';
import type {
  CivilDate,
  Election,
  Office,
  RegionCode,
  Stage,
  StageKind,
  Subject,
} from '../../src/domain/vocabulary.ts';
import { toElection } from '../../src/pack/compile.ts';
import { barOf, inferredOn, nextDates, presets, runningOn } from '../../src/pages/shared/calendar.ts';
import { recognise } from '../../src/recognition/recognise.ts';
import { wholeOf } from './whole.ts';

const { rules } = loadRules(join(dirname(fileURLToPath(import.meta.url)), '../../rules'));
const elections = new Map<string, Election>(rules.elections.map((row) => [row.id, toElection(row)]));

const electionOf = (id: string): Election => {
  const found = elections.get(id);
  if (!found) throw new Error(`no election ${id}`);
  return found;
};
const kindOn = (id: string, region: RegionCode, date: CivilDate, office?: Office): StageKind | null =>
  stageOn(electionOf(id), region, date, office)?.kind ?? null;

const DAY = 86_400_000;
const plus = (date: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const REVOTES: readonly [RegionCode, CivilDate][] = [
  ['14.08', '2025-03-22'], // Siak
  ['62.05', '2025-03-22'], // Barito Utara
  ['19.05', '2025-03-22'], // Bangka Barat
  ['35.20', '2025-03-22'], // Magetan
  ['11.72', '2025-04-05'], // Sabang
  ['72.01', '2025-04-05'], // Banggai
  ['15.08', '2025-04-05'], // Bungo
  ['82.08', '2025-04-05'], // Pulau Taliabu
  ['81.04', '2025-04-05'], // Buru
  ['71.04', '2025-04-09'], // Kepulauan Talaud
  ['72.08', '2025-04-16'], // Parigi Moutong
  ['63.72', '2025-04-19'], // Banjarbaru
  ['36.04', '2025-04-19'], // Serang
  ['13.08', '2025-04-19'], // Pasaman
  ['32.06', '2025-04-19'], // Tasikmalaya
  ['16.11', '2025-04-19'], // Empat Lawang
  ['64.02', '2025-04-19'], // Kutai Kartanegara
  ['75.05', '2025-04-19'], // Gorontalo Utara
  ['17.01', '2025-04-19'], // Bengkulu Selatan
  ['73.73', '2025-05-24'], // Palopo
  ['64.11', '2025-05-24'], // Mahakam Ulu
  ['18.09', '2025-05-24'], // Pesawaran
  ['91', '2025-08-06'], // Papua (governor)
  ['93.02', '2025-08-06'], // Boven Digoel
];
const officeIn = (region: RegionCode): Office => (region === '91' ? 'gubernur' : 'bupati-walikota');

describe('the 24 re-votes of 2025', () => {
  it('are 24, each region once', () => {
    const voting = electionOf('psu-2025').stages.filter(({ kind }) => kind === 'pemungutan-suara');
    expect(voting.map(({ region, start, end }) => [region, start, end]).sort()).toEqual(
      REVOTES.map(([region, date]) => [region, date, date]).sort(),
    );
  });

  it.each(REVOTES)(
    '%s votes on %s, and its pairs are calon without a gap from the ruling',
    (region, vote) => {
      const office = officeIn(region);
      expect(kindOn('psu-2025', region, '2025-02-23', office)).toBeNull();
      expect(kindOn('psu-2025', region, '2025-02-24', office)).toBe('calon');
      for (let date = '2025-02-24'; date < vote; date = plus(date, 1))
        expect(kindOn('psu-2025', region, date, office), date).not.toBeNull();
      expect(kindOn('psu-2025', region, vote, office)).toBe('pemungutan-suara');
      expect(kindOn('psu-2025', region, plus(vote, 1), office)).toBeNull();
    },
  );

  it.each<[RegionCode, CivilDate, Office, StageKind | null]>([
    ['73.73', '2025-05-06', 'bupati-walikota', 'calon'],
    ['73.73', '2025-05-07', 'bupati-walikota', 'kampanye'],
    ['73.73', '2025-05-20', 'bupati-walikota', 'kampanye'],
    ['73.73', '2025-05-21', 'bupati-walikota', 'masa-tenang'],
    ['73.73', '2025-05-23', 'bupati-walikota', 'masa-tenang'],
    ['18.09', '2025-05-07', 'bupati-walikota', 'kampanye'],
    ['18.09', '2025-05-22', 'bupati-walikota', 'calon'], // its quiet period is only inferred
    ['64.11', '2025-05-10', 'bupati-walikota', 'calon'], // its campaign is only inferred
    ['17.01', '2025-04-12', 'bupati-walikota', 'calon'],
    ['17.01', '2025-04-16', 'bupati-walikota', 'masa-tenang'],
    ['36.04', '2025-04-12', 'bupati-walikota', 'calon'],
    ['36.04', '2025-04-17', 'bupati-walikota', 'calon'],
    ['91', '2025-06-03', 'gubernur', 'calon'],
    ['91', '2025-06-04', 'gubernur', 'kampanye'],
    ['91', '2025-08-02', 'gubernur', 'kampanye'],
    ['91', '2025-08-03', 'gubernur', 'masa-tenang'],
    ['91.71', '2025-08-03', 'gubernur', 'masa-tenang'], // a city of the province
    ['91.71', '2025-08-03', 'bupati-walikota', null], // whose own mayor is not voted for again
    ['92', '2025-08-03', 'gubernur', null],
    ['93', '2025-08-03', 'gubernur', null],
    ['93.02', '2025-07-01', 'bupati-walikota', 'calon'],
    ['36.03', '2025-04-19', 'bupati-walikota', null],
    ['36', '2025-04-19', 'gubernur', null],
    ['*', '2025-04-19', 'bupati-walikota', null],
  ])('%s on %s for %s: %s', (region, date, office, kind) => {
    expect(kindOn('psu-2025', region, date, office)).toBe(kind);
  });

  it('has the second re-vote of Barito Utara apart, with its own pairs', () => {
    const on = (date: CivilDate) => kindOn('psu-barito-utara-2025', '62.05', date, 'bupati-walikota');
    expect(on('2025-05-28')).toBeNull();
    expect(on('2025-05-29')).toBe('bakal-calon');
    expect(on('2025-06-15')).toBe('bakal-calon');
    expect(on('2025-06-16')).toBe('calon');
    expect(on('2025-06-19')).toBe('kampanye');
    expect(on('2025-08-02')).toBe('kampanye');
    expect(on('2025-08-05')).toBe('masa-tenang');
    expect(on('2025-08-06')).toBe('pemungutan-suara');
    expect(on('2025-08-09')).toBe('rekapitulasi');
    expect(on('2025-08-10')).toBeNull();
    expect(kindOn('psu-2025', '62.05', '2025-06-20', 'bupati-walikota')).toBeNull();
  });
});

describe('the repeated elections of Bangka and Pangkalpinang', () => {
  it.each<[CivilDate, StageKind | null, StageKind | null]>([
    ['2025-06-25', null, null],
    ['2025-06-26', 'bakal-calon', 'bakal-calon'],
    ['2025-07-21', 'bakal-calon', 'bakal-calon'],
    ['2025-07-22', 'calon', 'calon'],
    ['2025-07-25', 'kampanye', 'kampanye'],
    ['2025-08-23', 'kampanye', 'kampanye'],
    ['2025-08-24', 'calon', 'masa-tenang'], // printed for Pangkalpinang, only inferred for Bangka
    ['2025-08-26', 'calon', 'masa-tenang'],
    ['2025-08-27', 'pemungutan-suara', 'pemungutan-suara'],
    ['2025-08-28', 'rekapitulasi', null],
    ['2025-09-02', 'rekapitulasi', null],
    ['2025-09-03', null, null],
  ])('%s: Bangka %s, Pangkalpinang %s', (date, bangka, pangkalpinang) => {
    expect(kindOn('pilkada-ulang-2025', '19.01', date, 'bupati-walikota')).toBe(bangka);
    expect(kindOn('pilkada-ulang-2025', '19.71', date, 'bupati-walikota')).toBe(pangkalpinang);
    expect(kindOn('pilkada-ulang-2025', '19.02', date, 'bupati-walikota')).toBeNull();
  });
});

describe('what is shown and never judges', () => {
  const reserved: readonly [string, CivilDate, CivilDate][] = [
    ['voter-list', '2024-03-22', '2024-04-25'],
    ['campaign', '2024-06-02', '2024-06-22'],
    ['quiet', '2024-06-23', '2024-06-25'],
    ['voting', '2024-06-26', '2024-06-26'],
    ['recap', '2024-06-27', '2024-07-20'],
  ];
  it.each(reserved)('the second round that was reserved and not held: %s', (name, start, end) => {
    const row = rules.elections
      .find(({ id }) => id === 'pemilu-2024')
      ?.stages.find(({ id }) => id === `pemilu-2024-putaran-kedua-pilpres.r2-${name}`);
    expect([row?.kind, row?.start, row?.end]).toEqual(['penanda', start, end]);
    expect(row?.note?.id).toContain('tidak diselenggarakan');
    expect(row?.note?.en).toContain('not held');
    for (const date of [start, end]) expect(kindOn('pemilu-2024', '*', date, 'presiden')).toBeNull();
  });

  it('inferred rows, on each of their days', () => {
    const inferred = [...elections.values()].flatMap((election) =>
      election.stages
        .filter((stage) => isJudging(stage) && stage.confidence === 'inferred')
        .map((stage) => ({ election, stage })),
    );
    // Eight campaigns and seven quiet periods of 19 April; Mahakam Ulu's two, Pesawaran's quiet period, Bangka's.
    expect(inferred).toHaveLength(8 + 7 + 2 + 1 + 1);
    for (const { election, stage } of inferred)
      for (let date = stage.start; date <= stage.end; date = plus(date, 1)) {
        const judging = stageOn(election, stage.region, date, stage.offices?.[0]);
        expect(judging?.confidence, `${stage.id} ${date}`).not.toBe('inferred');
        expect(judging?.kind, `${stage.id} ${date}`).toBe('calon');
      }
  });

  it.each(['pemilu-2029', 'pilkada-2031'])('%s: known to the year or month, and no stage', (id) => {
    const row = rules.elections.find((one) => one.id === id);
    expect(row?.stages.every(({ kind }) => kind === 'penanda')).toBe(true);
    expect(row?.known?.length).toBeGreaterThan(0);
    for (const { when, text } of row?.known ?? []) {
      expect(when).not.toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(text.id).not.toBe(text.en);
    }
  });

  it('2029 and 2031 say what is known and no more', () => {
    const when = (id: string) =>
      rules.elections.flatMap(({ known }) => known ?? []).find((row) => row.id === id)?.when;
    expect(when('pemilu-nasional-2029.stages-begin')).toBe('2027');
    expect(when('pemilu-nasional-2029.voting')).toBe('2029');
    expect(when('pemilu-daerah-2031-2032.voting')).toBe('2031-10..2032-04');
  });
});

describe('the same instant in three zones', () => {
  /** A moment by the clock of Jakarta. */
  const wib = (date: CivilDate, hour: number, minute: number): number =>
    Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000 - 7 * 3_600_000;
  const SABANG = '11.72';
  const MAKASSAR = '73.71';
  const JAYAPURA = '91.71';

  describe.each<[string, Office, CivilDate]>([
    ['pemilu-2024', 'presiden', '2024-02-10'],
    ['pilkada-2024', 'gubernur', '2024-11-23'],
  ])('%s: the last day of the campaign, %s, %s', (id, office, last) => {
    const next = plus(last, 1);
    it.each<[string, number, RegionCode, CivilDate, StageKind]>([
      ['00:30', wib(last, 0, 30), SABANG, last, 'kampanye'],
      ['00:30', wib(last, 0, 30), MAKASSAR, last, 'kampanye'],
      ['00:30', wib(last, 0, 30), JAYAPURA, last, 'kampanye'],
      ['22:30', wib(last, 22, 30), SABANG, last, 'kampanye'],
      ['22:30', wib(last, 22, 30), MAKASSAR, last, 'kampanye'],
      ['22:30', wib(last, 22, 30), JAYAPURA, next, 'masa-tenang'],
      ['23:30', wib(last, 23, 30), SABANG, last, 'kampanye'],
      ['23:30', wib(last, 23, 30), MAKASSAR, next, 'masa-tenang'],
      ['the 00:30 that follows', wib(next, 0, 30), SABANG, next, 'masa-tenang'],
      ['the 00:30 that follows', wib(next, 0, 30), MAKASSAR, next, 'masa-tenang'],
      ['the 00:30 that follows', wib(next, 0, 30), JAYAPURA, next, 'masa-tenang'],
    ])('%s WIB (%d) in %s: %s, %s', (_, instant, region, date, kind) => {
      expect(civilDateAt(instant, region)).toBe(date);
      expect(kindOn(id, region, date, office)).toBe(kind);
    });
  });

  it.each<[string, Office, RegionCode, CivilDate, readonly [StageKind, StageKind, StageKind]]>([
    // At 22:30 and 23:30 WIB of the last day, and at 00:30 WIB after it, by the region's own clock.
    ['psu-2025', 'gubernur', JAYAPURA, '2025-08-02', ['masa-tenang', 'masa-tenang', 'masa-tenang']],
    ['psu-2025', 'bupati-walikota', '73.73', '2025-05-20', ['kampanye', 'masa-tenang', 'masa-tenang']],
    [
      'psu-barito-utara-2025',
      'bupati-walikota',
      '62.05',
      '2025-08-02',
      ['kampanye', 'kampanye', 'masa-tenang'],
    ],
    ['pilkada-ulang-2025', 'bupati-walikota', '19.71', '2025-08-23', ['kampanye', 'kampanye', 'masa-tenang']],
  ])('%s, %s, in %s on %s', (id, office, region, last, kinds) => {
    const instants = [wib(last, 22, 30), wib(last, 23, 30), wib(plus(last, 1), 0, 30)];
    expect(instants.map((instant) => kindOn(id, region, civilDateAt(instant, region), office))).toEqual(
      kinds,
    );
    expect(kindOn(id, region, civilDateAt(wib(last, 0, 30), region), office)).toBe('kampanye');
  });
});

const OFFICES: readonly Office[] = [
  'presiden',
  'dpr',
  'dpd',
  'dprd-provinsi',
  'dprd-kabkota',
  'gubernur',
  'bupati-walikota',
  'partai',
];
const closeness = (row: RegionCode, region: RegionCode): number => {
  if (row === '*') return 0;
  if (row === region) return 2;
  return region.startsWith(`${row}.`) ? 1 : -1;
};
/** The rows that could speak for a day, written apart from `stageOn` so that one checks the other. */
const speaking = (election: Election, region: RegionCode, date: CivilDate, office: Office): Stage[] => {
  const rows = election.stages.filter(
    (stage) =>
      stage.kind !== 'penanda' &&
      stage.confidence !== 'inferred' &&
      stage.start <= date &&
      date <= stage.end &&
      (!stage.offices || stage.offices.includes(office)) &&
      closeness(stage.region, region) >= 0,
  );
  const best = Math.max(-1, ...rows.map((row) => closeness(row.region, region)));
  return rows.filter((row) => closeness(row.region, region) === best);
};

describe('properties of every calendar', () => {
  const codes = ['*', ...rules.regions.regions.map(({ code }) => code)];
  const concerned = [...new Set(rules.elections.flatMap(({ stages }) => stages.map(({ region }) => region)))];
  const day = fc.integer({ min: 0, max: 1100 }).map((days) => plus('2022-12-01', days));

  it('at most one judging stage a day, for each election, region and office', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...elections.values()),
        fc.oneof(fc.constantFrom(...codes), fc.constantFrom(...concerned)),
        fc.constantFrom(...OFFICES),
        day,
        (election, region, office, date) => {
          const rows = speaking(election, region, date, office);
          expect(rows.length, rows.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(1);
          expect(stageOn(election, region, date, office)?.id).toBe(rows[0]?.id);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('no gap from the campaign to the vote, in any region and office that has both', () => {
    const spans = [...elections.values()].flatMap((election) =>
      concerned.flatMap((region) =>
        OFFICES.flatMap((office) => {
          const rows = election.stages.filter(
            (stage) =>
              stage.confidence !== 'inferred' &&
              closeness(stage.region, region) >= 0 &&
              (!stage.offices || stage.offices.includes(office)),
          );
          const vote = rows.find(({ kind }) => kind === 'pemungutan-suara');
          const campaign = rows.find(({ kind }) => kind === 'kampanye');
          return vote && campaign ? [{ election, region, office, from: campaign.start, to: vote.end }] : [];
        }),
      ),
    );
    expect(spans.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.constantFrom(...spans), fc.double({ min: 0, max: 1, noNaN: true }), (span, share) => {
        const length = (Date.parse(span.to) - Date.parse(span.from)) / DAY;
        const date = plus(span.from, Math.round(share * length));
        const stage = stageOn(span.election, span.region, date, span.office);
        expect(stage?.kind, `${span.election.id} ${span.region} ${span.office} ${date}`).toBeDefined();
      }),
      { numRuns: 5_000 },
    );
    // A short stretch is easily missed by chance; the ends and every day after a campaign are looked at each time.
    for (const { election, region, office, from, to } of spans)
      for (let date = [from, plus(to, -4)].sort().at(-1) ?? to; date <= to; date = plus(date, 1))
        expect(stageOn(election, region, date, office), `${election.id} ${region} ${date}`).not.toBeNull();
  });

  it('a row closer to the region outranks a national one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...elections.values()),
        fc.constantFrom(...concerned),
        day,
        (one, region, date) => {
          const stage = stageOn(one, region, date);
          if (!stage) return;
          const closest = Math.max(
            ...one.stages
              .filter((row) => isJudging(row) && row.confidence !== 'inferred')
              .filter((row) => row.start <= date && date <= row.end)
              .map((row) => closeness(row.region, region)),
          );
          expect(closeness(stage.region, region)).toBe(closest);
        },
      ),
    );
  });
});

describe('who stands again', () => {
  const pairs = (election: string, region: RegionCode) =>
    rules.participants
      .find((file) => file.election === election)
      ?.participants.filter((row) => row.region === region) ?? [];
  const members = (election: string, region: RegionCode) =>
    pairs(election, region).flatMap(({ members }) => members ?? []);

  it('every region that votes has its pairs, and every pair a region that votes', () => {
    for (const id of ['psu-2025', 'psu-barito-utara-2025', 'pilkada-ulang-2025']) {
      const voting = electionOf(id).stages.filter(({ kind }) => kind === 'pemungutan-suara');
      for (const { region } of voting) expect(pairs(id, region).length, `${id} ${region}`).toBeGreaterThan(0);
      const regions = new Set(voting.map(({ region }) => region));
      const rows = rules.participants.find((file) => file.election === id)?.participants ?? [];
      for (const { id, region } of rows) expect(regions.has(region), id).toBe(true);
    }
  });

  it('leaves out whom the Court disqualified, and names who came instead', () => {
    expect(members('psu-2025', '91')).toContain('Constant Karma');
    expect(members('psu-2025', '91')).not.toContain('Yermias Bisai');
    expect(members('psu-2025', '73.73')).toContain('Naili Trisal');
    expect(members('psu-2025', '73.73')).not.toContain('Trisal Tahir');
    expect(members('psu-2025', '64.02')).toContain('Aulia Rahman Basri');
    expect(members('psu-2025', '64.02')).not.toContain('Edi Damansyah');
    expect(pairs('psu-2025', '63.72').map(({ ballot }) => ballot)).toEqual([1]);
    expect(pairs('psu-2025', '72.08').map(({ ballot }) => ballot)).toEqual([1, 2, 3, 4]);
    expect(pairs('psu-2025', '16.11').map(({ ballot }) => ballot)).toEqual([1, 2]);
    expect(members('psu-barito-utara-2025', '62.05')).not.toContain('Gogo Purman Jaya');
  });

  it('one name alone, or a common one, never points at a pair by itself', () => {
    for (const { election, participants } of rules.participants.filter(({ election }) =>
      /-2025$/.test(election),
    ))
      for (const { id, terms } of participants)
        for (const { text, tier, alone } of terms.filter(({ alone }) => alone)) {
          expect(tier, `${election} ${id}`).toBe('name');
          expect(text.split(' ').length, `${id}: ${text}`).toBeGreaterThan(1);
          expect(alone).toBe(true);
        }
  });

  const { matcher, decree } = wholeOf(rules);
  const verdictOn = (text: string, date: CivilDate) => {
    const subject: Subject = { kind: 'post', site: 'x', author: { handle: 'warga' }, text };
    const none = { authors: new Set<string>(), terms: new Set<string>() };
    return judge(
      recognise(subject, matcher, none),
      { action: 'share', date, employment: 'pns', photo: false },
      decree,
    );
  };

  it.each<[string, CivilDate, string, string | null]>([
    ['Ayo pilih Benhur Tomi Mano', '2024-10-15', 'dilarang', 'pilkada-2024'],
    ['Ayo pilih Benhur Tomi Mano', '2024-12-17', 'aman', null],
    ['Ayo pilih Benhur Tomi Mano', '2025-02-23', 'aman', null],
    ['Ayo pilih Benhur Tomi Mano', '2025-02-24', 'dilarang', 'psu-2025'],
    ['Ayo pilih Benhur Tomi Mano', '2025-08-06', 'dilarang', 'psu-2025'],
    ['Ayo pilih Benhur Tomi Mano', '2025-08-07', 'aman', null],
    ['Dukung Constant Karma', '2024-10-15', 'aman', null],
    ['Dukung Constant Karma', '2025-07-01', 'dilarang', 'psu-2025'],
    ['Ayo pilih Ratu Rachmatuzakiyah', '2025-04-17', 'dilarang', 'psu-2025'],
    ['Ayo pilih Ratu Rachmatuzakiyah', '2025-04-20', 'aman', null],
    ['Dukung Inriaty Karawaheni', '2025-06-10', 'dilarang', 'psu-barito-utara-2025'],
    ['Dukung Gogo Purman Jaya', '2025-03-10', 'dilarang', 'psu-2025'],
    ['Dukung Gogo Purman Jaya', '2025-07-10', 'aman', null],
    ['Dukung Dessy Ayutrisna', '2025-08-25', 'dilarang', 'pilkada-ulang-2025'],
    // An election whose stages are over holds no other candidate.
    ['Ayo pilih Dedi Mulyadi', '2025-04-17', 'aman', null],
  ])('%s on %s: %s, %s', (text, date, level, election) => {
    const verdict = verdictOn(text, date);
    expect([verdict.level, verdict.stage?.election ?? null]).toEqual([level, election]);
    if (level !== 'aman') expect(verdict.items.length).toBeGreaterThan(0);
  });

  it('before determination the code of ethics, after it discipline, in a repeated election too', () => {
    expect(verdictOn('Dukung Dessy Ayutrisna', '2025-07-10').items[0]).toMatch(/^kode-etik-/);
    expect(verdictOn('Dukung Dessy Ayutrisna', '2025-07-22').items[0]).toMatch(/^disiplin-/);
  });
});

describe('the pages with more elections', () => {
  const all = rules.elections;
  it('show a re-vote to its own region alone', () => {
    const running = (region: RegionCode | null, date: CivilDate) =>
      runningOn(all, region, date).map(({ election, stage }) => `${election.id} ${stage.kind}`);
    expect(running('36.04', '2025-04-17')).toEqual(['psu-2025 calon']);
    expect(running('36.03', '2025-04-17')).toEqual([]);
    expect(running(null, '2025-04-17')).toEqual([]);
    expect(running('91.71', '2025-07-01')).toEqual(['psu-2025 kampanye']);
    expect(running('62.05', '2025-08-04')).toEqual(['psu-barito-utara-2025 masa-tenang']);
    expect(inferredOn(all, '36.04', '2025-04-17').map(({ stage }) => stage.kind)).toEqual(['masa-tenang']);
  });

  it('offer bars and stages to jump to only where an election concerns the region', () => {
    const offered = (region: RegionCode | null) => presets(all, region).map(({ election }) => election.id);
    expect(offered('36.03')).toEqual(['pemilu-2024', 'pilkada-2024']);
    expect(offered('36.04')).toEqual(['pemilu-2024', 'pilkada-2024', 'psu-2025']);
    expect(offered('62.05')).toEqual(['pemilu-2024', 'pilkada-2024', 'psu-2025', 'psu-barito-utara-2025']);
    expect(offered('19.71')).toEqual(['pemilu-2024', 'pilkada-2024', 'pilkada-ulang-2025']);
    for (const election of all.filter(({ id }) => /2025|2029|2031/.test(id)))
      expect(barOf(election, '36.03', '2025-04-17'), election.id).toBeNull();
  });

  it('count down to a re-vote, and to nothing where none is known', () => {
    expect(nextDates(all, '36.04', '2025-04-17', 1).map(({ stage }) => stage.kind)).toEqual([
      'pemungutan-suara',
    ]);
    expect(nextDates(all, '36.04', '2026-11-21', 3)).toEqual([]);
  });
});
