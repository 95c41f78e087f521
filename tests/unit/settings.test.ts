/** Settings and civil dates: nothing stored may break the extension, and no instant gives a wrong day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateAt, zoneOf } from '../../src/domain/civil-date.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../src/domain/settings.ts';
import { today } from '../../src/platform/clock.ts';

describe('reading stored settings', () => {
  it('gives defaults where nothing is stored', () => {
    expect(readSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it('reads what it wrote', () => {
    const settings = {
      region: '36.03',
      moreRegions: ['51', '32.04'],
      employment: 'pppk',
      language: 'en',
      strictness: 'ketat',
      simulatedDate: '2024-02-12',
      journalDays: 90,
      exceptions: [{ kind: 'author', site: 'x', author: 'tetangga', added: '2024-01-01' }],
    };
    expect(readSettings(structuredClone(settings))).toEqual({ settings, problems: [] });
  });

  it.each([
    ['text instead of an object', 'garbage', ['settings']],
    ['a region that is no code', { region: 'Banten' }, ['region']],
    ['more regions than are allowed', { moreRegions: ['11', '12', '13', '14', '15'] }, ['moreRegions']],
    ['an unknown strictness', { strictness: 'keras', language: 'en' }, ['strictness']],
    ['a day that does not exist', { simulatedDate: '2024-02-30' }, ['simulatedDate']],
    [
      'one bad exception among good ones',
      { exceptions: [{ kind: 'term', term: 'a', added: 'x' }, 7] },
      ['exceptions'],
    ],
  ])('%s: reported, the rest kept', (_, stored, fields) => {
    const { settings, problems } = readSettings(stored);
    expect(problems.map(({ field }) => field)).toEqual(fields);
    if (typeof stored === 'object' && 'language' in stored) expect(settings.language).toBe('en');
    if (typeof stored === 'object' && 'exceptions' in stored) expect(settings.exceptions).toHaveLength(1);
  });

  it('knows the sites that an exception may name', () => {
    const of = (site: string) => ({ kind: 'author', site, author: 'tetangga', added: '2024-01-01' });
    const { settings, problems } = readSettings({ exceptions: [of('threads'), of('elsewhere')] });
    expect(settings.exceptions).toEqual([of('threads')]);
    expect(problems).toEqual([{ field: 'exceptions', found: [of('elsewhere')] }]);
  });

  it('puts exceptions that are no list aside as a whole', () => {
    const exceptions = { kind: 'term' };
    expect(readSettings({ exceptions })).toEqual({
      settings: DEFAULT_SETTINGS,
      problems: [{ field: 'exceptions', found: exceptions }],
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (stored) => void readSettings(stored)));
  });
});

describe('civil dates', () => {
  it.each([
    ['2024-02-10T15:30:00Z', '11', '2024-02-10'],
    ['2024-02-10T15:30:00Z', '73.71', '2024-02-10'],
    ['2024-02-10T15:30:00Z', '91.71', '2024-02-11'],
    ['2024-02-10T17:30:00Z', '11', '2024-02-11'],
    ['2024-02-10T16:30:00Z', '73', '2024-02-11'],
  ])('%s in %s is %s', (instant, region, day) => {
    expect(civilDateAt(Date.parse(instant), region)).toBe(day);
  });

  it('knows the three zones', () => {
    expect([zoneOf('36'), zoneOf('51.71'), zoneOf('94'), zoneOf(null)]).toEqual(['WIB', 'WITA', 'WIT', null]);
  });

  it('a simulated date wins over the clock', () => {
    expect(today({ simulatedDate: '2024-02-12', region: null }, 0)).toBe('2024-02-12');
    expect(today({ simulatedDate: null, region: '36' }, 0)).toBe('1970-01-01');
  });
});
