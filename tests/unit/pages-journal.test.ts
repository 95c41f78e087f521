// @vitest-environment jsdom
/** The journal's page without a browser: weeks, chart, filter, files, and rows that stay where they are. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readCsv } from '../../scripts/import/csv.ts';
import { civilDateAt } from '../../src/domain/civil-date.ts';
import { ACTIONS, SITE_IDS } from '../../src/domain/vocabulary.ts';
import { chartOf, MAX_WEEKS, TALLEST, weeksShown } from '../../src/pages/journal/chart.ts';
import { chartView } from '../../src/pages/journal/chart-view.ts';
import { csvText, fileName, harmless, jsonText, SEPARATOR } from '../../src/pages/journal/export.ts';
import {
  EVERYTHING,
  type Filter,
  isEverything,
  readFilter,
  wanted,
  writeFilter,
} from '../../src/pages/journal/filter.ts';
import { byWeek, linesOf, OUTCOMES, totalOf } from '../../src/pages/journal/lines.ts';
import { arrange, countsText, listView } from '../../src/pages/journal/list.ts';
import { addDays, mondayOf } from '../../src/pages/shared/dates.ts';
import { isExercise } from '../../src/pages/shared/journal-entry.ts';
import { translator } from '../../src/platform/i18n.ts';
import type { JournalEntry } from '../../src/platform/messages.ts';

/** Half past nine in the morning of a day in Jakarta. */
const morning = (date: string) => Date.parse(`${date}T02:30:00Z`);
const entry = (date: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  at: morning(date),
  date,
  site: 'x',
  action: 'like',
  level: 'dilarang',
  items: ['disiplin-6'],
  about: 'Calon A',
  outcome: 'cancelled',
  evidence: [{ tier: 'name', where: 'text', text: 'Calon A' }],
  ...more,
});
const REGION = '36.03';
const t = translator('id');
const words = { t, language: 'id', region: REGION } as const;

const anyDay = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', '＝', '"', ';', ',', "'", '\t', '\r', '\n', ' ', 'A', '–'), {
      maxLength: 12,
    })
    .map((signs) => signs.join('')),
);
const anyEntry = fc.record({
  at: fc.integer({ min: 0, max: 4e12 }),
  date: fc.oneof(anyDay, anyText),
  site: fc.constantFrom(...SITE_IDS),
  action: fc.constantFrom(...ACTIONS),
  level: fc.constantFrom('dilarang', 'hati-hati', 'aman'),
  items: fc.array(fc.oneof(fc.constantFrom('disiplin-6', 'kode-etik-4'), anyText), { maxLength: 3 }),
  about: anyText,
  outcome: fc.constantFrom(...OUTCOMES),
  evidence: fc.array(fc.record({ tier: fc.constant('name'), where: fc.constant('text'), text: anyText }), {
    maxLength: 3,
  }),
}) as fc.Arbitrary<JournalEntry>;
const anyFilter: fc.Arbitrary<Filter> = fc.record({
  site: fc.constantFrom(null, ...SITE_IDS),
  action: fc.constantFrom(null, ...ACTIONS),
  outcome: fc.constantFrom(null, ...OUTCOMES),
  realOnly: fc.boolean(),
});

beforeEach(() => document.body.replaceChildren());

describe('weeks', () => {
  it.each([
    ['2024-12-29', '2024-12-23', '2024-12-29'],
    ['2024-12-30', '2024-12-30', '2025-01-05'],
    ['2025-01-01', '2024-12-30', '2025-01-05'],
    ['2021-01-03', '2020-12-28', '2021-01-03'],
    ['2024-02-29', '2024-02-26', '2024-03-03'],
    ['1969-12-31', '1969-12-29', '1970-01-04'],
  ])('%s belongs to the week from %s to %s', (date, monday, sunday) => {
    expect([mondayOf(date), addDays(mondayOf(date), 6)]).toEqual([monday, sunday]);
  });

  it('begin on a Monday, whatever the day', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const monday = mondayOf(date);
        const days = (Date.parse(date) - Date.parse(monday)) / 86_400_000;
        expect([new Date(monday).getUTCDay(), days >= 0, days < 7]).toEqual([1, true, true]);
      }),
    );
  });

  it('run across a new year, newest first, each with what was done in it', () => {
    const weeks = byWeek(
      linesOf(
        [
          entry('2024-12-29'),
          entry('2024-12-31', { outcome: 'continued' }),
          entry('2025-01-02'),
          entry('2025-01-05', { outcome: 'slipped' }),
          entry('2025-01-06'),
        ],
        REGION,
      ),
    );
    expect(weeks.map(({ monday, lines }) => [monday, lines.map(({ day }) => day)])).toEqual([
      ['2025-01-06', ['2025-01-06']],
      ['2024-12-30', ['2025-01-05', '2025-01-02', '2024-12-31']],
      ['2024-12-23', ['2024-12-29']],
    ]);
    expect(weeks[1]?.counts).toEqual({ cancelled: 1, continued: 1, excepted: 0, slipped: 1 });
    expect(weeks[1] && countsText(weeks[1].counts, t)).toBe(
      '1 dibatalkan · 1 dilanjutkan · 1 sudah terkirim',
    );
  });

  it('go by the day of the moment in the person’s zone, not by the day that was judged on', () => {
    // 23.30 on Sunday in Jakarta is Monday in Jayapura.
    const late = { ...entry('2024-02-12'), at: Date.parse('2024-01-14T16:30:00Z') };
    expect(byWeek(linesOf([late], '31')).map(({ monday }) => monday)).toEqual(['2024-01-08']);
    expect(byWeek(linesOf([late], '91')).map(({ monday }) => monday)).toEqual(['2024-01-15']);
  });

  it('hold every line once, in order, and no two lines share a key', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 40 }), (journal) => {
        const doubled = [...journal, ...journal.slice(0, 3)];
        const lines = linesOf(doubled, REGION);
        const weeks = byWeek(lines);
        const listed = weeks.flatMap((week) => week.lines);
        expect(listed).toHaveLength(doubled.length);
        expect(new Set(listed.map(({ key }) => key)).size).toBe(doubled.length);
        expect(listed.map(({ entry: { at } }) => at)).toEqual(
          doubled.map(({ at }) => at).toSorted((a, b) => b - a),
        );
        for (const { monday, lines: own, counts } of weeks) {
          expect(totalOf(counts)).toBe(own.length);
          for (const { day } of own) expect(day >= monday && day <= addDays(monday, 6)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('exercises', () => {
  it('are lines judged on another day', () => {
    expect(isExercise(entry('2024-01-15'))).toBe(false);
    expect(isExercise(entry('2024-01-15', { date: '2024-02-12' }))).toBe(true);
    expect(isExercise(entry('2024-01-15', { date: 'kemarin' }))).toBe(false);
  });

  it('are never made by moving to another zone afterwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.constantFrom('31', '51', '91', null),
        (at, region) => {
          expect(isExercise({ at, date: civilDateAt(at, region) })).toBe(false);
        },
      ),
    );
  });
});

describe('the filter', () => {
  const lines = linesOf(
    [
      entry('2024-01-15'),
      entry('2024-01-16', { site: 'facebook', action: 'share', outcome: 'continued' }),
      entry('2024-01-17', { date: '2024-02-12' }),
    ],
    REGION,
  );
  const days = (filter: Partial<Filter>) =>
    lines.filter((line) => wanted(line, { ...EVERYTHING, ...filter })).map(({ day }) => day.slice(-2));

  it('takes site, action, outcome and real ones alone, and all of them together', () => {
    expect(days({})).toEqual(['17', '16', '15']);
    expect(days({ site: 'facebook' })).toEqual(['16']);
    expect(days({ action: 'like' })).toEqual(['17', '15']);
    expect(days({ outcome: 'continued' })).toEqual(['16']);
    expect(days({ realOnly: true })).toEqual(['16', '15']);
    expect(days({ action: 'like', realOnly: true })).toEqual(['15']);
    expect(days({ site: 'threads' })).toEqual([]);
  });

  it('comes back out of the address as it went in', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(readFilter(writeFilter(filter))).toEqual(filter);
      }),
    );
    expect(writeFilter(EVERYTHING)).toBe('');
    expect(isEverything(EVERYTHING)).toBe(true);
    expect(isEverything({ ...EVERYTHING, realOnly: true })).toBe(false);
  });

  it('passes over what an address says and nobody knows', () => {
    expect(readFilter('#site=lain&action=__proto__&outcome=&exercises=1&x=%ZZ')).toEqual(EVERYTHING);
    expect(readFilter('#site=x&site=facebook').site).toBe('x');
  });
});

describe('the chart', () => {
  const now = morning('2025-01-08');

  it('shows twelve weeks that end with this one, across the year', () => {
    const mondays = weeksShown(now, REGION, null);
    expect(mondays).toHaveLength(MAX_WEEKS);
    expect([mondays[0], mondays.at(-2), mondays.at(-1)]).toEqual(['2024-10-21', '2024-12-30', '2025-01-06']);
  });

  it.each([
    [365, 12],
    [30, 5],
    [31, 6],
    [7, 2],
    [0, 1],
  ])('with lines kept for %i days it shows %i weeks', (days, weeks) => {
    expect(weeksShown(now, REGION, days)).toHaveLength(weeks);
  });

  it('stacks what was done, in one order, and leaves older lines to the list', () => {
    const lines = linesOf(
      [
        entry('2024-08-01'),
        ...Array.from({ length: 6 }, () => entry('2025-01-06')),
        entry('2025-01-07', { outcome: 'slipped' }),
        entry('2025-01-07', { outcome: 'continued' }),
      ],
      REGION,
    );
    const { columns, total } = chartOf(lines, weeksShown(now, REGION, null));
    expect(total).toBe(8);
    expect(columns.slice(0, -1).flatMap(({ parts }) => parts)).toEqual([]);
    expect(columns.at(-1)?.parts).toEqual([
      { outcome: 'cancelled', from: 0, height: (TALLEST * 6) / 8 },
      { outcome: 'continued', from: (TALLEST * 6) / 8, height: TALLEST / 8 },
      { outcome: 'slipped', from: (TALLEST * 7) / 8, height: TALLEST / 8 },
    ]);
  });

  it('makes no alarm of a single warning, and lets none vanish beside hundreds', () => {
    const mondays = weeksShown(now, REGION, null);
    const [one] = chartOf(linesOf([entry('2025-01-06')], REGION), mondays).columns.slice(-1);
    expect(one?.parts).toEqual([{ outcome: 'cancelled', from: 0, height: TALLEST / 4 }]);
    const many = Array.from({ length: 900 }, () => entry('2024-12-31'));
    const few = chartOf(linesOf([...many, entry('2025-01-06')], REGION), mondays).columns.at(-1);
    expect(few?.parts[0]?.height).toBeGreaterThanOrEqual(4);
  });

  it('counts what the weeks hold and never leaves the picture', () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 60 }),
        fc.integer({ min: 0, max: 4e12 }),
        (journal, when) => {
          const mondays = weeksShown(when, REGION, null);
          const lines = linesOf(journal, REGION);
          const { columns, total } = chartOf(lines, mondays);
          expect(total).toBe(lines.filter(({ day }) => mondays.includes(mondayOf(day))).length);
          for (const { parts } of columns)
            expect(parts.reduce((sum, { height }) => sum + height, 0)).toBeLessThanOrEqual(TALLEST + 16);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says its numbers in a table as well, and is told apart by more than colour', () => {
    const view = chartView(words);
    document.body.append(view.element);
    const lines = linesOf(
      OUTCOMES.map((outcome) => entry('2025-01-06', { outcome })),
      REGION,
    );
    view.update(chartOf(lines, weeksShown(now, REGION, 7)));
    expect(document.querySelector('svg[role="img"]')?.getAttribute('aria-label')).toContain(
      'Jumlah peringatan: 4.',
    );
    const cells = [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((one) => one.textContent),
    );
    expect(cells).toEqual([
      ['30 Des 2024 sampai 5 Jan 2025', '0', '0', '0', '0', '0'],
      ['6 Jan 2025 sampai 12 Jan 2025', '1', '1', '1', '1', '4'],
    ]);
    const fillings = [...document.querySelectorAll('.bars .part')].map((part) => part.getAttribute('fill'));
    expect(new Set(fillings).size).toBe(OUTCOMES.length);
    for (const filling of fillings.filter((one) => one !== null)) {
      const [, id] = /^url\(#(.+)\)$/.exec(filling) ?? [];
      expect(document.getElementById(id ?? '')?.tagName).toBe('pattern');
    }
  });
});

describe('the table for a spreadsheet', () => {
  const table = { t, region: REGION };
  const read = (text: string) => {
    expect(text.startsWith('\uFEFF"')).toBe(true);
    return readCsv(text.slice(1), SEPARATOR);
  };

  it('has a header in the language shown, and a line a line', () => {
    const lines = linesOf(
      [entry('2024-01-15', { about: 'Calon A – Calon "B"; dan C', date: '2024-02-12' })],
      REGION,
    );
    const { rows, problems } = read(csvText(lines, table));
    expect(problems).toEqual([]);
    expect(rows.map(({ fields }) => fields)).toEqual([
      [
        'Tanggal',
        'Jam (WIB)',
        'Situs',
        'Tindakan',
        'Tentang',
        'Tingkat',
        'Butir aturan',
        'Hasil',
        'Kata yang cocok',
        'Dinilai menurut tanggal',
        'Latihan',
      ],
      [
        '2024-01-15',
        '09:30',
        'X',
        'Menyukai',
        'Calon A – Calon "B"; dan C',
        'Dilarang',
        'Disiplin butir 6',
        'Dibatalkan',
        'Calon A',
        '2024-02-12',
        'ya',
      ],
    ]);
    const english = read(csvText([], { t: translator('en'), region: null }));
    expect(english.rows[0]?.fields.slice(0, 3)).toEqual(['Date', 'Time (this computer’s clock)', 'Site']);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['  @SUM(A1)', "'@SUM(A1)"],
    ['\t=cmd', "'=cmd"],
    ['\r\n-2', "'-2"],
    ['＝1', "'＝1"],
    // Where a spreadsheet divides the line at commas, this is where a field begins.
    ['Calon A,=1+1', "Calon A,'=1+1"],
    ['a; "=1', 'a; "\'=1'],
    ['Calon A – Calon B', 'Calon A – Calon B'],
    ['Muda-Mudi 2+2=4', 'Muda-Mudi 2+2=4'],
  ])('%j becomes %j', (text, safe) => {
    expect(harmless(text)).toBe(safe);
  });

  it('is read back as it was written, with no formula in it, whatever stood in the journal', () => {
    const plain = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    const bare = (text: string) => text.replaceAll("'", '');
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 10 }), (journal) => {
        const lines = linesOf(journal, REGION);
        const text = csvText(lines, table);
        const { rows, problems } = read(text);
        expect(problems).toEqual([]);
        expect(rows).toHaveLength(lines.length + 1);
        for (const [
          index,
          {
            entry: { about, date },
          },
        ] of lines.entries()) {
          const fields = rows[index + 1]?.fields ?? [];
          expect(fields).toHaveLength(rows[0]?.fields.length ?? 0);
          // Nothing is lost, and nothing is added but the marks that make it harmless.
          expect([bare(fields[4] ?? ''), bare(fields[9] ?? '')]).toEqual([
            bare(plain(about)),
            bare(plain(date)),
          ]);
        }
        // However a spreadsheet divides it: at semicolons, commas or tabs, with quotes or as if they were nothing.
        for (const { fields } of rows)
          for (const field of fields) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
        for (const line of text.slice(1).split('\r\n'))
          for (const piece of line.split(/[;,\t"]/)) expect(piece).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('has a name with the date of the person’s day', () => {
    const late = Date.parse('2026-11-20T17:30:00Z');
    expect(fileName('csv', late, table)).toBe('jaga-netral-catatan-2026-11-21.csv');
    expect(fileName('json', late, { t: translator('en'), region: REGION })).toBe(
      'jaga-netral-journal-2026-11-21.json',
    );
  });
});

describe('the data for a program', () => {
  it('holds every line as it is, with its format, its filter and its moment', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 10 }), anyFilter, (journal, filter) => {
        const lines = linesOf(journal, REGION);
        const now = morning('2026-11-21');
        const data = JSON.parse(jsonText(lines, { filter, now, version: '1.2.3' }));
        expect(data).toMatchObject({
          format: 'jaga-netral-journal',
          formatVersion: 1,
          extensionVersion: '1.2.3',
          exportedAt: '2026-11-21T02:30:00.000Z',
          filter,
        });
        expect(
          data.lines.map(({ at, judgedOn, day, exercise, ...rest }: Record<string, unknown>) => ({
            at: Date.parse(String(at)),
            date: judgedOn,
            ...rest,
          })),
        ).toEqual(lines.map((line) => JSON.parse(JSON.stringify(line.entry))));
        expect(data.lines.map(({ day }: { day: string }) => day)).toEqual(lines.map(({ day }) => day));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the list', () => {
  it('puts children in order and touches none that stays', () => {
    const letters = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const nodes = new Map([...'abcdefgh'].map((name) => [name, document.createElement(`x-${name}`)]));
        const pick = (names: readonly string[]) => names.flatMap((name) => nodes.get(name) ?? []);
        const parent = document.createElement('div');
        parent.append(...pick(before));
        arrange(parent, pick(after));
        expect([...parent.children]).toEqual(pick(after));
      }),
    );
    const parent = document.createElement('div');
    const [first, second, third] = [1, 2, 3].map(() => document.createElement('button'));
    if (!first || !second || !third) throw new Error('no buttons');
    document.body.append(parent);
    arrange(parent, [second]);
    second.focus();
    arrange(parent, [first, second, third]);
    expect(document.activeElement).toBe(second);
  });

  it('shows the newest of a long journal at once and the others right after', () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const view = listView(words, vi.fn());
    document.body.append(view.element);
    const days = Array.from(
      { length: 300 },
      (_, index) => new Date(morning('2024-01-01') + index * 86_400_000),
    );
    const lines = linesOf(
      days.map((day) => entry(day.toISOString().slice(0, 10))),
      REGION,
    );
    const shown = () => [...document.querySelectorAll('.rows li')].length;
    view.update(byWeek(lines), lines);
    expect(shown()).toBeGreaterThanOrEqual(100);
    expect(shown()).toBeLessThan(120);
    // What is wanted meanwhile is what is shown in the end.
    view.update(byWeek(lines.slice(0, 250)), lines);
    expect(shown()).toBe(250);
    vi.runAllTimers();
    expect(shown()).toBe(250);
    view.update(byWeek(lines), lines);
    expect(shown()).toBe(300);
    const again = listView(words, vi.fn());
    document.body.replaceChildren(again.element);
    again.update(byWeek(lines), lines);
    expect(shown()).toBeLessThan(120);
    vi.runAllTimers();
    expect(shown()).toBe(300);
  });

  it('keeps its rows when a line arrives or a filter is set, and lets go of deleted ones', () => {
    const remove = vi.fn();
    const view = listView(words, remove);
    document.body.append(view.element);
    const journal = [entry('2024-12-29'), entry('2025-01-02', { about: '<b>B</b>' })];
    const show = (all: readonly JournalEntry[], shown = all) => {
      const lines = linesOf(all, REGION);
      view.update(byWeek(lines.filter((line) => shown.includes(line.entry))), lines);
    };
    const rows = () => [...document.querySelectorAll('.rows li')];
    show(journal);
    const before = rows();
    expect([...document.querySelectorAll('h3')].map((heading) => heading.textContent)).toEqual([
      '30 Desember 2024 sampai 5 Januari 2025',
      '23 Desember 2024 sampai 29 Desember 2024',
    ]);
    expect(document.querySelector('b')).toBeNull();
    show([...journal, entry('2025-01-03', { about: 'C' })]);
    expect(rows().slice(1)).toEqual(before);
    show(journal, journal.slice(0, 1));
    expect(rows()).toEqual(before.slice(1));
    show(journal.slice(1));
    expect(rows()).toEqual(before.slice(0, 1));
    document.querySelector<HTMLElement>('.rows button')?.click();
    expect(remove).toHaveBeenCalledWith(expect.objectContaining({ entry: journal[1] }));
  });
});
