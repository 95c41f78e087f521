/** The calendar as the pages show it: what runs, how far it is, what comes, and for whom. */
import { describe, expect, it } from 'vitest';
import type { Office, StageKind } from '../../src/domain/vocabulary.ts';
import type { ElectionData } from '../../src/pack/schema.ts';
import {
  barOf,
  concerns,
  inferredOn,
  nextDates,
  presets,
  runningOn,
} from '../../src/pages/shared/calendar.ts';
import { daysBetween, longDate, longMoment, monthYear } from '../../src/pages/shared/dates.ts';

type Row = readonly [
  kind: StageKind,
  start: string,
  end: string,
  region?: string,
  confidence?: 'inferred' | 'confirmed',
  offices?: Office[],
];

const election = (id: string, rows: readonly Row[]): ElectionData => ({
  id,
  kind: 'pemilu',
  version: 1,
  lastReviewed: '2026-01-01',
  name: { id, en: id },
  short: { id, en: id },
  stages: rows.map(([kind, start, end, region = '*', confidence, offices], index) => ({
    id: `${id}/${index}`,
    kind,
    name: { id: kind, en: kind },
    region,
    start,
    end,
    regulation: 'PKPU',
    ...(offices ? { offices } : {}),
    confidence: confidence ?? 'confirmed',
    sources: ['s'],
  })),
});

const nation = election('nation', [
  ['bakal-calon', '2023-04-24', '2023-11-02'],
  ['calon', '2023-11-03', '2024-03-20'],
  ['kampanye', '2023-11-28', '2024-02-10'],
  ['masa-tenang', '2024-02-11', '2024-02-13'],
  ['pemungutan-suara', '2024-02-14', '2024-02-14'],
  ['rekapitulasi', '2024-02-15', '2024-03-20'],
  ['penanda', '2024-10-20', '2024-10-20'],
]);
const revote = election('revote', [
  ['masa-tenang', '2025-04-16', '2025-04-18', '36.04', 'inferred'],
  ['pemungutan-suara', '2025-04-19', '2025-04-19', '36.04'],
]);
const all = [nation, revote];
const kinds = (rows: readonly { readonly stage: { readonly kind: StageKind } }[]) =>
  rows.map(({ stage }) => stage.kind);

describe('what concerns a region', () => {
  it.each([
    ['*', null, true],
    ['*', '36.04', true],
    ['36', '36', true],
    ['36', '36.04', true],
    ['36.04', '36.04', true],
    ['36.04', '36', false],
    ['36.04', '36.03', false],
    ['36', null, false],
    ['3', '36', false],
  ] as const)('a row for %s and a person of %s: %s', (row, region, expected) => {
    expect(concerns(row, region)).toBe(expected);
  });
});

describe('the stages of a day', () => {
  it.each([
    ['2023-04-23', []],
    ['2023-10-01', ['bakal-calon']],
    ['2023-11-10', ['calon']],
    ['2024-01-15', ['kampanye']],
    ['2024-02-12', ['masa-tenang']],
    ['2024-02-14', ['pemungutan-suara']],
    ['2024-10-20', []],
  ] as const)('%s: %j', (date, expected) => {
    expect(kinds(runningOn(all, '36.03', date))).toEqual(expected);
  });

  it('tells offices apart while only some have their candidates, and never counts the parties', () => {
    const mixed = election('mixed', [
      ['calon', '2022-12-14', '2023-11-27', '*', 'confirmed', ['partai']],
      ['bakal-calon', '2022-12-14', '2023-11-02', '*', 'confirmed', ['dpr', 'dpd']],
      ['bakal-calon', '2022-12-14', '2023-11-12', '*', 'confirmed', ['presiden']],
      ['calon', '2023-11-03', '2023-11-27', '*', 'confirmed', ['dpr', 'dpd']],
      ['calon', '2023-11-13', '2023-11-27', '*', 'confirmed', ['presiden']],
      ['kampanye', '2023-11-28', '2024-02-10'],
    ]);
    const on = (date: string) => runningOn([mixed], '36.03', date)[0]?.stages.map(({ kind }) => kind);
    expect(on('2023-10-01')).toEqual(['bakal-calon', 'bakal-calon']);
    expect(on('2023-11-08')).toEqual(['calon', 'bakal-calon']);
    expect(on('2023-11-20')).toEqual(['calon', 'calon']);
    expect(on('2023-12-01')).toEqual(['kampanye']);
    expect(barOf(mixed, null, '2023-10-01')?.segments.map(({ kind }) => kind)).toEqual([
      'bakal-calon',
      'calon',
      'kampanye',
    ]);
    expect(presets([mixed], null)[0]?.stages.map(({ start }) => start)).toEqual([
      '2022-12-14',
      '2023-11-03',
      '2023-11-28',
    ]);
  });

  it('puts the strictest of several elections first', () => {
    const other = election('other', [['masa-tenang', '2024-01-10', '2024-01-20']]);
    expect(runningOn([nation, other], null, '2024-01-15').map(({ election: { id } }) => id)).toEqual([
      'other',
      'nation',
    ]);
  });

  it('mentions an inferred stage apart, and only to those it concerns', () => {
    expect(runningOn(all, '36.04', '2025-04-17')).toEqual([]);
    expect(kinds(inferredOn(all, '36.04', '2025-04-17'))).toEqual(['masa-tenang']);
    expect(inferredOn(all, '36.03', '2025-04-17')).toEqual([]);
    expect(inferredOn(all, null, '2025-04-17')).toEqual([]);
  });
});

describe('the next dates', () => {
  it('come soonest first and begin after today', () => {
    expect(kinds(nextDates(all, null, '2024-02-11', 3))).toEqual([
      'pemungutan-suara',
      'rekapitulasi',
      'penanda',
    ]);
  });

  it('name one row of those of an election that begin together, a marker last', () => {
    const crowded = election('crowded', [
      ['penanda', '2024-09-22', '2024-09-22'],
      ['calon', '2024-09-22', '2024-09-24'],
      ['penanda', '2024-09-23', '2024-09-23'],
    ]);
    expect(kinds(nextDates([crowded], null, '2024-09-01', 3))).toEqual(['calon', 'penanda']);
  });

  it('include a re-vote only for its own region', () => {
    expect(nextDates(all, '36.04', '2025-01-01', 3)).toHaveLength(2);
    expect(nextDates(all, '36.03', '2025-01-01', 3)).toEqual([]);
  });
});

describe('the bar', () => {
  const bar = barOf(nation, null, '2024-02-14');

  it('runs from the first judging stage to the last; markers do not stretch it', () => {
    expect([bar?.start, bar?.end]).toEqual(['2023-04-24', '2024-03-20']);
  });

  it('paints each day once, by its strictest stage, without gaps', () => {
    expect(bar?.segments.map(({ kind }) => kind)).toEqual([
      'bakal-calon',
      'calon',
      'kampanye',
      'masa-tenang',
      'pemungutan-suara',
      'calon',
    ]);
    let reached = 0;
    for (const { from, width } of bar?.segments ?? []) {
      expect(from).toBeCloseTo(reached, 9);
      reached = from + width;
    }
    expect(reached).toBeCloseTo(1, 9);
  });

  it('stands within the segment of today, and at an end outside the election', () => {
    const voting = bar?.segments.find(({ kind }) => kind === 'pemungutan-suara');
    expect(bar?.here).toBeGreaterThan(voting?.from ?? 1);
    expect(bar?.here).toBeLessThan((voting?.from ?? 0) + (voting?.width ?? 0));
    expect(barOf(nation, null, '2020-01-01')?.here).toBe(0);
    expect(barOf(nation, null, '2030-01-01')?.here).toBe(1);
  });

  it('does not exist for an election elsewhere', () => {
    expect(barOf(revote, '36.03', '2025-04-19')).toBeNull();
  });
});

describe('the stages to jump to', () => {
  it('offers each kind once by date, only of elections that concern the region', () => {
    const offered = presets(all, '36.03');
    expect(offered.map(({ election: { id } }) => id)).toEqual(['nation']);
    expect(offered[0]?.stages.map(({ kind, start }) => `${kind} ${start}`)).toEqual([
      'bakal-calon 2023-04-24',
      'calon 2023-11-03',
      'kampanye 2023-11-28',
      'masa-tenang 2024-02-11',
      'pemungutan-suara 2024-02-14',
      'rekapitulasi 2024-02-15',
    ]);
  });
});

describe('dates in words', () => {
  it('are long, without a weekday, in both languages', () => {
    expect(longDate('2024-08-05', 'id')).toBe('5 Agustus 2024');
    expect(longDate('2024-08-05', 'en')).toBe('5 August 2024');
    expect(monthYear('2024-08-05', 'id')).toBe('Agt 2024');
  });

  it('show a moment in the zone of the region', () => {
    const instant = Date.UTC(2024, 0, 15, 16, 30);
    expect(longMoment(instant, '11.72', 'id')).toBe('15 Januari 2024, 23.30');
    expect(longMoment(instant, '73.71', 'en')).toBe('16 January 2024, 00:30');
    expect(longMoment(instant, '91.71', 'id')).toBe('16 Januari 2024, 01.30');
  });

  it('count whole days, also across a leap day', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });
});
