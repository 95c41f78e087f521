/** The calendar page's reckoning: which rows a filter shows, the weeks of a month, and where to look first. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageKind } from '../../src/domain/vocabulary.ts';
import type { ElectionData } from '../../src/pack/schema.ts';
import { whenText } from '../../src/pages/calendar/known.ts';
import {
  dayInView,
  electionInView,
  MAX_LANES,
  nearest,
  rowsOf,
  weekStart,
  weeksOf,
} from '../../src/pages/calendar/rows.ts';
import { ALL_REGIONS } from '../../src/pages/shared/calendar.ts';
import { addDays, addMonths, weekdays } from '../../src/pages/shared/dates.ts';
import { translator } from '../../src/platform/i18n.ts';

type Line = readonly [kind: StageKind, start: string, end: string, region?: string, confidence?: 'inferred'];

const election = (id: string, lines: readonly Line[]): ElectionData => ({
  id,
  kind: 'pilkada',
  version: 1,
  lastReviewed: '2026-01-01',
  name: { id, en: id },
  short: { id, en: id },
  stages: lines.map(([kind, start, end, region = '*', confidence = undefined], index) => ({
    id: `${id}/${index}`,
    kind,
    name: { id: kind, en: kind },
    region,
    start,
    end,
    regulation: 'PKPU',
    confidence: confidence ?? 'confirmed',
    sources: ['s'],
  })),
});

const nation = election('nation', [
  ['kampanye', '2023-11-28', '2024-02-10'],
  ['masa-tenang', '2024-02-11', '2024-02-13'],
  ['pemungutan-suara', '2024-02-14', '2024-02-14'],
]);
const revote = election('revote', [
  ['masa-tenang', '2025-04-16', '2025-04-18', '36.04'],
  ['masa-tenang', '2025-04-16', '2025-04-18', '11.72'],
  ['masa-tenang', '2025-04-16', '2025-04-18', '13.08', 'inferred'],
  ['pemungutan-suara', '2025-04-19', '2025-04-19', '36.04'],
]);
const elections = [nation, revote];
const all = rowsOf(elections, { region: ALL_REGIONS, election: null }, null);

describe('rows', () => {
  it('join what differs only by its region, and never a sure date with an estimate', () => {
    expect(all.map(({ stage, stages }) => [stage.kind, stages.map(({ region }) => region)])).toEqual([
      ['kampanye', ['*']],
      ['masa-tenang', ['*']],
      ['pemungutan-suara', ['*']],
      ['masa-tenang', ['36.04', '11.72']],
      ['masa-tenang', ['13.08']],
      ['pemungutan-suara', ['36.04']],
    ]);
  });

  it.each([
    [null, null, 3],
    ['36.04', null, 5],
    ['36.03', null, 3],
    [ALL_REGIONS, 'revote', 3],
    ['13.08', 'revote', 1],
  ] as const)('follow the filter: region %s, election %s', (region, id, count) => {
    expect(rowsOf(elections, { region, election: id }, null)).toHaveLength(count);
  });
});

describe('a month', () => {
  it('begins on the Monday of its first day and ends on the Sunday of its last', () => {
    const weeks = weeksOf('2024-02-14', all);
    expect(weeks[0]?.days[0]).toBe('2024-01-29');
    expect(weeks.at(-1)?.days[6]).toBe('2024-03-03');
    // A February that needs four weeks and no day more.
    expect(weeksOf('2021-02-10', all).map(({ days }) => days[0])).toEqual([
      '2021-02-01',
      '2021-02-08',
      '2021-02-15',
      '2021-02-22',
    ]);
  });

  it('cuts a span at the ends of a week and says so', () => {
    const stretches = weeksOf('2024-02-14', all)[1]?.stretches.map(
      ({ row, from, to, cutStart, cutEnd }) => [row.stage.kind, from, to, cutStart, cutEnd] as const,
    );
    expect(stretches).toEqual([
      ['masa-tenang', 6, 6, false, true],
      ['kampanye', 0, 5, true, false],
    ]);
  });

  it('has every day of every month once, spans within their days, and never two in one place', () => {
    const span = fc.tuple(fc.nat(800), fc.nat(60)).map(([from, length]): Line => {
      const start = addDays('2023-06-01', from);
      return ['penanda', start, addDays(start, length)];
    });
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: -30, max: 60 }),
        (lines, month) => {
          const rows = rowsOf([election('any', lines)], { region: null, election: null }, null);
          const first = addMonths('2024-01-01', month);
          const weeks = weeksOf(first, rows);
          const days = weeks.flatMap((week) => week.days);
          expect(days).toEqual(days.map((_, index) => addDays(weekStart(first), index)));
          for (let day = first; day < addMonths(first, 1); day = addDays(day, 1)) expect(days).toContain(day);
          for (const { days: week, stretches, hidden } of weeks)
            for (const [column, day] of week.entries()) {
              const here = stretches.filter(({ from, to }) => from <= column && column <= to);
              expect(new Set(here.map(({ lane }) => lane)).size).toBe(here.length);
              expect(here.every(({ lane }) => lane < MAX_LANES)).toBe(true);
              const running = rows.filter(({ stage }) => stage.start <= day && day <= stage.end);
              expect(here.length + (hidden[column] ?? 0)).toBe(running.length);
            }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('where to look', () => {
  it('finds the nearest month with something in it', () => {
    expect(nearest(all, '2024-06-15', -1)).toBe('2024-02-14');
    expect(nearest(all, '2024-06-15', 1)).toBe('2025-04-16');
    expect(nearest(all, '2025-05-01', 1)).toBeNull();
    expect(nearest(all, '2023-11-30', -1)).toBeNull();
  });

  it.each([
    ['2024-01-15', 'nation'],
    ['2024-06-01', 'revote'],
    ['2025-04-17', 'revote'],
    ['2026-01-01', 'revote'],
  ])('on %s shows the election that runs, comes next, or was last: %s', (date, id) => {
    expect(electionInView(all, date)?.id).toBe(id);
  });

  it('opens an election at today while it runs, else at its voting', () => {
    const rows = rowsOf(elections, { region: ALL_REGIONS, election: 'nation' }, null);
    expect(dayInView(rows, '2024-01-15')).toBe('2024-01-15');
    expect(dayInView(rows, '2023-01-15')).toBe('2024-02-14');
    expect(dayInView(rows, '2026-11-21')).toBe('2024-02-14');
    expect(dayInView([], '2026-11-21')).toBe('2026-11-21');
    expect(electionInView([], '2026-11-21')).toBeNull();
  });
});

describe('words of time', () => {
  it('begin the week on Monday', () => {
    expect(weekdays('id').map(({ long }) => long)).toEqual([
      'Senin',
      'Selasa',
      'Rabu',
      'Kamis',
      'Jumat',
      'Sabtu',
      'Minggu',
    ]);
    expect(weekdays('en')[0]?.short).toBe('Mon');
  });

  it.each([
    ['2029', '2029'],
    ['2031-10', 'Oktober 2031'],
    ['2031-10..2032-04', 'Oktober 2031 sampai April 2032'],
  ])('say %s no more exactly than it is known: %s', (when, text) => {
    expect(whenText(when, { language: 'id', t: translator('id') })).toBe(text);
  });
});
