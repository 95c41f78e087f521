/**
 * The rule for names on ballot lists. The examples are forms, not people: each shows one way in which titles, degrees,
 * ranks and other names stand around a name. The word lists are those that ship.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadNames } from '../../scripts/candidates.ts';
import { formatPerson, nameWords, readPersonName } from '../../src/pack/person-name.ts';
import { PersonText } from '../../src/pack/schema.ts';

const data = loadNames(join(dirname(fileURLToPath(import.meta.url)), '../../rules'));
const words = nameWords(data);
const read = (raw: string): string | null => {
  const person = readPersonName(raw, words);
  return person && formatPerson(person);
};

describe('a name on a list', () => {
  it.each([
    // Plain, and in whichever case.
    ['BUDI SANTOSO', 'Budi Santoso'],
    ['budi santoso', 'Budi Santoso'],
    ['Budi Santoso', 'Budi Santoso'],
    ['BUDI', 'Budi'],
    ['  BUDI   SANTOSO ', 'Budi Santoso'],
    // Titles before it: spaced, glued, without full stops, behind commas.
    ['H. BUDI SANTOSO', 'Budi Santoso'],
    ['Hj. SITI AMINAH', 'Siti Aminah'],
    ['HAJI BUDI SANTOSO', 'Budi Santoso'],
    ['Drs. H. BUDI SANTOSO', 'Budi Santoso'],
    ['Drs.H. BUDI SANTOSO', 'Budi Santoso'],
    ['Drs.H.BUDI SANTOSO', 'Budi Santoso'],
    ['DRS H BUDI SANTOSO', 'Budi Santoso'],
    ['Prof. Dr. Ir. H. BUDI SANTOSO', 'Budi Santoso'],
    ['K.H. BUDI SANTOSO', 'Budi Santoso'],
    ['KH BUDI SANTOSO', 'Budi Santoso'],
    ['Drs, H. BUDI SANTOSO, M.Si', 'Budi Santoso'],
    ['Dr., Drs. BUDI SANTOSO, S.H., M.M.', 'Budi Santoso'],
    ['Dr. H.C. BUDI SANTOSO', 'Budi Santoso'],
    ['dr. BUDI SANTOSO, Sp.PD', 'Budi Santoso'],
    ['Dr., M.Si., BUDI SANTOSO', 'Budi Santoso'],
    ['Ev. BUDI SANTOSO', 'Budi Santoso'],
    ['EV BUDI SANTOSO', 'Ev Budi Santoso'],
    ['Tgk. BUDI SANTOSO', 'Budi Santoso'],
    ['- BUDI SANTOSO', 'Budi Santoso'],
    // Ranks, and what belongs to them.
    ['Brigjen. TNI (Purn.) BUDI SANTOSO', 'Budi Santoso'],
    ['Irjen. Pol. (Purn.) Drs. BUDI SANTOSO, M.Hum.', 'Budi Santoso'],
    ['A.K.B.P. (Purn.) BUDI SANTOSO', 'Budi Santoso'],
    ['KOMBES POL (P). Hj. SITI AMINAH, S.E.', 'Siti Aminah'],
    ['Brigjen TNI (Mar) Purn BUDI SANTOSO', 'Budi Santoso'],
    ['Mayor Inf (Purn) BUDI SANTOSO', 'Budi Santoso'],
    ['Mar Atus Sholihah', 'Mar Atus Sholihah'],
    // Degrees: behind a comma, in brackets, without a comma, stuck to the name.
    ['BUDI SANTOSO, S.H., M.H.', 'Budi Santoso'],
    ['BUDI SANTOSO,S.H.', 'Budi Santoso'],
    ['BUDI SANTOSO, SH', 'Budi Santoso'],
    ['BUDI SANTOSO, S. Pd.', 'Budi Santoso'],
    ['BUDI SANTOSO, M.Si.(Han).', 'Budi Santoso'],
    ['BUDI SANTOSO, B.Ec., (Hons)., MPE.', 'Budi Santoso'],
    ['BUDI SANTOSO. S.E., M.M.', 'Budi Santoso'],
    ['BUDI SANTOSO S.Pd', 'Budi Santoso'],
    ['BUDI SANTOSO. SH', 'Budi Santoso'],
    ['BUDI SANTOSO SKM, M.Kes.', 'Budi Santoso'],
    ['BUDI SANTOSOA.Md', 'Budi Santoso'],
    ['BUDI SANTOSOS.Pd.SD', 'Budi Santoso'],
    ['BUDI SANTOSO, A.Md.Akun.', 'Budi Santoso'],
    ['BUDI SANTOSO, A.Md.Rekam', 'Budi Santoso'],
    ['BUDI SANTOSO, FISQua', 'Budi Santoso'],
    ['BUDI SANTOSO, Psikolog', 'Budi Santoso'],
    // Initials stay, since nobody can tell what they stand for.
    ['M. YUSUF', 'M. Yusuf'],
    ['M YUSUF', 'M Yusuf'],
    ['H.M. YUSUF', 'M. Yusuf'],
    ['H. M.YUSUF', 'M. Yusuf'],
    ['A. M. YUSUF', 'A. M. Yusuf'],
    ['A.M. YUSUF', 'A. M. Yusuf'],
    ['YUSUF S.', 'Yusuf S.'],
    ['YUSUF S. H.', 'Yusuf S. H.'],
    ['YUSUF M.S', 'Yusuf M. S'],
    ['YUSUF AR', 'Yusuf AR'],
    ['YUSUF SE', 'Yusuf Se'],
    ['SF YUSUF', 'SF Yusuf'],
    ['MHD. YUSUF', 'Mhd. Yusuf'],
    ['TB. YUSUF', 'Tb. Yusuf'],
    ['R. YUSUF', 'R. Yusuf'],
    ['J,M.B YUSUF PUTRA', 'J M. B Yusuf Putra'],
    // Signs inside a name.
    ["MAS'UD SYAFI`I", "Mas'ud Syafi'i"],
    ['AL-AMIN YUSUF', 'Al-Amin Yusuf'],
    ['YUSUF PATTI/M', 'Yusuf Patti/M'],
    ['YUSUF TEO1', 'Yusuf Teo1'],
    ['SUTRISN0', 'Sutrisno'],
    ['I R I N E', 'Irine'],
    ['I R I N E, S.E.', 'Irine'],
    // Other names.
    ['YUSUF (UCUP)', 'Yusuf (Ucup)'],
    ['YUSUF, S.H. (UCUP), M.H.', 'Yusuf (Ucup)'],
    ['YUSUF( UCUP )', 'Yusuf (Ucup)'],
    ['YUSUF (UCUP', 'Yusuf (Ucup)'],
    ['YUSUF (MC UCUP)', 'Yusuf (MC Ucup)'],
    ['YUSUF ALIAS UCUP', 'Yusuf (Ucup)'],
    ['YUSUF Alias UCUP, S.H.', 'Yusuf (Ucup)'],
    ['YUSUF, S.H. ALIAS UCUP', 'Yusuf (Ucup)'],
    ['YUSUF ALS UCUP', 'Yusuf (Ucup)'],
    ['YUSUF / UCUP', 'Yusuf (Ucup)'],
    ['YUSUF (UCUP) ALIAS YOYO', 'Yusuf (Ucup; Yoyo)'],
    ['YUSUF, S.H., Dt. RAJO BATUAH', 'Yusuf (Dt. Rajo Batuah)'],
    ['YUSUF, S.H. Dt. RAJO BATUAH', 'Yusuf (Dt. Rajo Batuah)'],
    ['YUSUF, AL HABSYI, S.E.', 'Yusuf (Al Habsyi)'],
    ['YUSUF (YUSUF)', 'Yusuf'],
    // "Alias" is a name too.
    ['H. ALIAS', 'Alias'],
    ['ALIAS YUSUF', 'Alias Yusuf'],
    ['Ir. ALIAS YUSUF, S.E.', 'Alias Yusuf'],
    ['MUHAMMAD ALIAS, S.E.', 'Muhammad Alias'],
    ['YUSUF BIN ALIAS UMAR', 'Yusuf Bin Alias Umar'],
    // Words that are titles elsewhere.
    ['HAJI', 'Haji'],
    ['Drs. HAJI, M.M.', 'Haji'],
    ['GUS YUSUF', 'Gus Yusuf'],
    ['HABIB YUSUF', 'Habib Yusuf'],
    ['AL AMIN', 'Al Amin'],
    ['ST. AMINAH', 'St. Aminah'],
  ])('%s is %s', (raw, expected) => {
    expect(read(raw)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'H.',
    'Drs. H.',
    'Dr., Ir., M.Si.',
    'KH',
    'Brigjen. TNI (Purn.)',
    'M.',
    '(UCUP)',
    ', S.H.',
    '123',
    '...',
    '-',
  ])('nothing remains of "%s"', (raw) => {
    expect(read(raw)).toBeNull();
  });

  it.each([
    ['BUDI SANTOSO S.Pd', 'degree-without-comma'],
    ['SUTRISN0', 'zero-for-o'],
    ['I R I N E', 'spaced-letters'],
    ['YUSUF, Dt. BATUAH', 'other-name-after-comma'],
  ])('%s is reported: %s', (raw, note) => {
    expect(readPersonName(raw, words)?.notes).toEqual([note]);
  });

  it('says nothing about what every list has', () => {
    expect(readPersonName('Drs. H. BUDI SANTOSO, S.H. (UCUP)', words)?.notes).toEqual([]);
  });
});

describe('the rule for names', { timeout: 30_000 }, () => {
  /** Pieces of names in any order: most of what is wrong in lists is a known piece in an unknown place. */
  const piece = fc.constantFrom(
    ...[
      'H.',
      'H',
      'Hj',
      'Drs',
      'Dr.',
      'K.',
      'HAJI',
      'ALIAS',
      'BIN',
      'Purn.',
      'TNI',
      'Kol',
      'Mar',
      'M.',
      'A',
      'AR',
    ],
    ...[
      'BUDI',
      'Yusuf',
      'UMAR',
      "MAS'UD",
      'SUTRISN0',
      'AL-AMIN',
      'S.Pd',
      'S.H.',
      'SE',
      'SH',
      'Dt.',
      'ST',
      'M.A.P.',
    ],
    ...['(', ')', ',', '/', ';', '.', '-', "'", '0', ' '],
  );
  const separator = fc.constantFrom('', ' ', ', ', '.');
  const line = fc
    .array(fc.tuple(piece, separator), { maxLength: 8 })
    .map((parts) => parts.map(([text, between]) => text + between).join(''));

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'grapheme' }), line),
        (raw) => {
          readPersonName(raw, words);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves alone what it has written', () => {
    fc.assert(
      fc.property(fc.oneof(line, fc.string({ unit: 'grapheme' })), (raw) => {
        const once = read(raw);
        if (once !== null) expect(read(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes what the schema takes, as long as it is not longer than a name', () => {
    fc.assert(
      fc.property(line, (raw) => {
        const shown = read(raw);
        if (shown !== null && shown.length <= 120)
          expect(PersonText.safeParse(shown).success, shown).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('invents no letter: each stands in the list, but for an O that was written as 0', () => {
    fc.assert(
      fc.property(line, (raw) => {
        const shown = read(raw) ?? '';
        const there = new Set(raw.toLowerCase().replaceAll('0', 'o'));
        for (const letter of shown.toLowerCase().replace(/[^a-z]/g, ''))
          expect(there.has(letter), shown).toBe(true);
      }),
    );
  });
});

describe('the lists around names', () => {
  it.each(['titles', 'ranks', 'corps', 'degrees', 'trailing', 'written', 'everyday'] as const)(
    '%s holds nothing twice',
    (key) => {
      expect(data[key].length).toBe(new Set(data[key]).size);
    },
  );

  it('give each spelling to one family, in lower case', () => {
    const all = data.families.flat();
    expect(all.length).toBe(new Set(all).size);
    for (const name of all) expect(name).toMatch(/^[a-z]+$/);
  });
});
