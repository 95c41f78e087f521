/** The calendar files, opened by a parser that is not ours: the same texts and the same days come back. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../scripts/rules.ts';
import { icsEvents } from '../../src/pages/calendar/export.ts';
import type { Model } from '../../src/pages/calendar/model.ts';
import { rowsOf } from '../../src/pages/calendar/rows.ts';
import { ALL_REGIONS } from '../../src/pages/shared/calendar.ts';
import { addDays } from '../../src/pages/shared/dates.ts';
import { escapeText, foldLine, type IcsEvent, icsFileName, icsText } from '../../src/pages/shared/ics.ts';
import { translator } from '../../src/platform/i18n.ts';

const STAMP = '2026-11-21';
const octets = (text: string) => new TextEncoder().encode(text).length;

/** What may stand in a TEXT: line breaks of one kind, no other control characters. */
const cleaned = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

const parsed = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return {
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        isDate: event.startDate.isDate && event.endDate.isDate,
        summary: event.summary,
        description: event.description,
        status: String(component.getFirstPropertyValue('status')),
        stamp: String(component.getFirstPropertyValue('dtstamp')),
      };
    }),
  };
};

const event = (more: Partial<IcsEvent> = {}): IcsEvent => ({
  id: 'uji.tenang',
  start: '2024-02-11',
  end: '2024-02-13',
  summary: 'Masa tenang',
  description: 'Dasar: PKPU',
  tentative: false,
  ...more,
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('a', '\\', ';', ',', ':', '"', '\n', '\r', '\t', ' ', 'é', '–', '👥', '\u0000'),
  }),
);
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1970-01-01', days));

describe('an iCalendar file', () => {
  it('is what the standard shows, byte for byte', () => {
    expect(icsText([event({ summary: 'Masa tenang; satu, dua\\tiga' })], STAMP, 'id')).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Jaga Netral//Kalender pemilihan//ID',
        'CALSCALE:GREGORIAN',
        'BEGIN:VEVENT',
        'UID:uji.tenang@jaga-netral',
        'DTSTAMP:20261121T000000Z',
        'DTSTART;VALUE=DATE:20240211',
        'DTEND;VALUE=DATE:20240214',
        'SUMMARY:Masa tenang\\; satu\\, dua\\\\tiga',
        'DESCRIPTION:Dasar: PKPU',
        'STATUS:CONFIRMED',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('gives its texts and days back to an independent parser, whatever they are', () => {
    fc.assert(
      fc.property(
        anyText,
        anyText,
        anyDay,
        fc.nat(400),
        fc.boolean(),
        (summary, description, start, days, tentative) => {
          const end = addDays(start, days);
          const file = icsText([event({ summary, description, start, end, tentative })], STAMP, 'en');
          expect(parsed(file).events).toEqual([
            {
              uid: 'uji.tenang@jaga-netral',
              start,
              end: addDays(end, 1),
              isDate: true,
              summary: cleaned(summary),
              description: cleaned(description),
              status: tentative ? 'TENTATIVE' : 'CONFIRMED',
              stamp: '2026-11-21T00:00:00Z',
            },
          ]);
        },
      ),
    );
  });

  it('has no line over 75 octets, none broken within a character, and CRLF alone between them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = icsText([event({ description: text })], STAMP, 'id');
        const lines = file.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) {
          expect(octets(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          // A surrogate alone would be a broken character.
          expect(line).not.toMatch(/\p{Cs}/u);
        }
      }),
    );
  });

  it('unfolds to the line that was folded, and folds at the last octet that fits', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = escapeText(text);
        expect(foldLine(line).replaceAll('\r\n ', '')).toBe(line);
      }),
    );
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75));
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
    expect(foldLine(`${'a'.repeat(74)}é`)).toBe(`${'a'.repeat(74)}\r\n é`);
    expect(foldLine(`${'a'.repeat(72)}👥`)).toBe(`${'a'.repeat(72)}\r\n 👥`);
  });

  it('has a name that every file system takes', () => {
    expect(icsFileName('psu-2025/calon.kota sabang')).toBe('jaga-netral-psu-2025-calon.kota-sabang.ics');
  });
});

describe('the shipped elections as files', () => {
  const { rules } = loadRules(join(fileURLToPath(new URL('../..', import.meta.url)), 'rules'));
  const filesOf = (language: 'id' | 'en') =>
    rules.elections.map((election) => {
      const filter = { region: ALL_REGIONS, election: election.id };
      const rows = rowsOf(rules.elections, filter, null);
      const model: Model = {
        rules,
        pack: null,
        date: STAMP,
        language,
        t: translator(language),
        filter,
        rows,
      };
      const events = rows.flatMap((row) => icsEvents(row, model));
      return { election, file: icsText(events, election.lastReviewed, language) };
    });

  it.each(['id', 'en'] as const)('hold every stage once, on its own days, in %s', (language) => {
    const uids: string[] = [];
    for (const { election, file } of filesOf(language)) {
      const { events } = parsed(file);
      const byId = new Map(events.map((one) => [one.uid, one]));
      expect(events).toHaveLength(election.stages.length);
      for (const stage of election.stages) {
        const found = byId.get(`${stage.id}@jaga-netral`);
        expect([stage.id, found?.isDate, found?.start, found?.end]).toEqual([
          stage.id,
          true,
          stage.start,
          addDays(stage.end, 1),
        ]);
        expect(found?.summary).toContain(stage.name[language]);
        expect(found?.description).toContain(stage.regulation);
        expect(found?.status).toBe(stage.confidence === 'inferred' ? 'TENTATIVE' : 'CONFIRMED');
        for (const id of stage.sources)
          expect(found?.description).toContain(rules.sources.find((source) => source.id === id)?.publisher);
      }
      uids.push(...events.map(({ uid }) => uid));
    }
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('are the same bytes each time they are made', () => {
    expect(filesOf('id').map(({ file }) => file)).toEqual(filesOf('id').map(({ file }) => file));
  });
});
