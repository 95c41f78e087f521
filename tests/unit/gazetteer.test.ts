/** The gazetteer: what is written in the lists is found in a text, with who, where and for what, and nobody else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGazetteer, GazetteerLimitError, spellingsOf } from '../../src/pack/gazetteer.ts';
import type { CandidatesData, NamesData } from '../../src/pack/schema.ts';
import { cutRegion, finderFor, GazetteerError, openGazetteer } from '../../src/recognition/gazetteer.ts';
import { findNames } from '../../src/recognition/name-prints.ts';
import type { FinderOfPeople } from '../../src/recognition/names.ts';
import { regionalFinder } from '../../src/recognition/regional.ts';
import { tokenize } from '../../src/recognition/tokens.ts';

type Lists = Record<string, (string | null)[]>;
const district = (office: string, code: string, region: string, lists: Lists, name = `Dapil ${code}`) => ({
  office,
  code,
  name,
  region,
  lists,
});

const file = (districts: unknown[], election = 'uji-2030'): CandidatesData =>
  ({ election, province: '36', districts }) as unknown as CandidatesData;

const NAMES = {
  families: [
    ['muhammad', 'mohamad', 'moch'],
    ['ahmad', 'achmad'],
  ],
  everyday: ['harapan', 'akhir', 'zaman'],
} as unknown as NamesData;

const FILES = [
  file([
    district('dpr', '3601', '36', { '4': ['Wirasaba Kertapati Handaru', 'Lastri Kumalasari'] }),
    district('dprd-kabkota', '360301', '36.03', {
      '1': ['Bimasakti Jalu', null, 'Endah'],
      '2': ['Moch. Tirta Wening (Mas Tir; Kang Wening)', 'Harapan Akhir'],
    }),
    district('dprd-kabkota', '360302', '36.03', { '1': ['Soerya Djati'] }),
    district('dprd-kabkota', '320401', '32.04', { '1': ['Bimasakti Jalu', 'Pandan Wangi'] }),
    district('dpd', '36', '36', { '0': ['Galih Ratri', 'Ayu Sekar Langit Biru Muda'] }),
  ]),
  file(
    [
      {
        office: 'bupati-walikota',
        code: '36.03',
        name: 'Kabupaten Uji',
        region: '36.03',
        pairs: [['Rangga Manik', 'Dewi Kusumah'], null, ['Joko Tirta', 'Bagas Wira']],
      },
    ],
    'pilkada-uji-2030',
  ),
];

const open = (files: readonly CandidatesData[] = FILES) =>
  openGazetteer(compileGazetteer(files, NAMES).buffer as ArrayBuffer);

const found = (finder: FinderOfPeople, text: string) =>
  finder
    .find(tokenize(text), text)
    .flatMap(({ people, width }) =>
      people.map(({ participant, ordinary }) => ({ participant, width, ordinary })),
    );
const ids = (finder: FinderOfPeople, text: string) =>
  found(finder, text).map(({ participant }) => participant);

describe('for a person of 36.03', () => {
  const finder = finderFor(open(), ['36.03']);

  it.each([
    ['Terima kasih Bimasakti Jalu sudah datang', ['uji-2030/dprd-kabkota/360301/1/1']],
    ['BIMASAKTI JALU', ['uji-2030/dprd-kabkota/360301/1/1']],
    ['nomor berikut: Endah', ['uji-2030/dprd-kabkota/360301/1/3']],
    ['Wirasaba Kertapati Handaru', ['uji-2030/dpr/3601/4/1']],
    ['Galih Ratri', ['uji-2030/dpd/36/0/1']],
    ['bersama Kang Wening', ['uji-2030/dprd-kabkota/360301/2/1']],
    [
      'Joko Tirta dan Rangga Manik',
      ['pilkada-uji-2030/bupati-walikota/36.03/3', 'pilkada-uji-2030/bupati-walikota/36.03/1'],
    ],
  ])('finds %j', (text, expected) => expect(ids(finder, text)).toEqual(expected));

  it.each([
    ['a family of spellings', 'Muhammad Tirta Wening', 'uji-2030/dprd-kabkota/360301/2/1'],
    ['an abbreviation', 'Moch Tirta Wening', 'uji-2030/dprd-kabkota/360301/2/1'],
    ['an initial, written or not', 'H. Bimasakti R. Jalu', 'uji-2030/dprd-kabkota/360301/1/1'],
    ['old spelling as new', 'Surya Jati', 'uji-2030/dprd-kabkota/360302/1/1'],
    ['new spelling as old', 'Wirasaba Kertapati Handaroe', 'uji-2030/dpr/3601/4/1'],
    ['the first words of a long name', 'Ayu Sekar Langit Biru', 'uji-2030/dpd/36/0/2'],
    ['mathematical letters', '𝐁𝐢𝐦𝐚𝐬𝐚𝐤𝐭𝐢 𝐉𝐚𝐥𝐮', 'uji-2030/dprd-kabkota/360301/1/1'],
    ['a hashtag', '#BimasaktiJalu', 'uji-2030/dprd-kabkota/360301/1/1'],
  ])('takes %s for the name', (_, text, id) => expect(ids(finder, text)).toContain(id));

  it.each([
    ['a sentence that ends between the words', 'Salam dari Bimasakti. Jalu ikut pulang'],
    ['a comma', 'Bimasakti, Jalu'],
    ['a line break', 'Bimasakti\nJalu'],
    ['another word between', 'Bimasakti si Jalu'],
    ['one letter less', 'Bimasakti Jal'],
    ['the words turned round', 'Jalu Bimasakti'],
    ['two words of a candidate elsewhere', 'Pandan Wangi'],
    ['a place that nobody holds', 'Dapil 360301'],
  ])('leaves %s alone', (_, text) => expect(ids(finder, text)).toEqual([]));

  it('says of a name of everyday words that it says little', () => {
    expect(found(finder, 'di Harapan Akhir')).toEqual([
      { participant: 'uji-2030/dprd-kabkota/360301/2/2', width: 2, ordinary: true },
    ]);
  });

  it('recognises nobody by one everyday word', () => {
    const files = [file([district('dprd-kabkota', '360301', '36.03', { '1': ['Zaman', 'Endah'] })])];
    expect(ids(finderFor(open(files), ['36.03']), 'ibu Zaman; ibu Endah')).toEqual([
      'uji-2030/dprd-kabkota/360301/1/2',
    ]);
  });

  it('says who, where and for what', () => {
    ids(finder, 'Bimasakti Jalu dan Rangga Manik');
    expect(finder.participant('uji-2030/dprd-kabkota/360301/1/1')).toEqual({
      id: 'uji-2030/dprd-kabkota/360301/1/1',
      kind: 'candidate',
      election: 'uji-2030',
      office: 'dprd-kabkota',
      region: '36.03',
      name: 'Bimasakti Jalu',
      ballot: 1,
      district: 'Dapil 360301',
      party: 1,
    });
    expect(finder.participant('pilkada-uji-2030/bupati-walikota/36.03/1')).toMatchObject({
      kind: 'pair',
      ballot: 1,
    });
  });
});

describe('elsewhere', () => {
  it('knows names of three words, and nobody of two', () => {
    const finder = finderFor(open(), ['73.71']);
    expect(ids(finder, 'Wirasaba Kertapati Handaru')).toHaveLength(1);
    expect(ids(finder, 'Bimasakti Jalu, Galih Ratri, Endah')).toEqual([]);
  });

  it('knows the lists of a province for whoever named only that, not those of its regencies', () => {
    const finder = finderFor(open(), ['36']);
    expect(ids(finder, 'Lastri Kumalasari; Bimasakti Jalu')).toEqual(['uji-2030/dpr/3601/4/2']);
  });

  it('says whether words of names crowd a name of one word', () => {
    const finder = finderFor(open(), ['36.03']);
    const crowded = (text: string) => finder.find(tokenize(text), text)[0]?.crowded;
    expect(crowded('ibu Endah sudah datang')).toEqual({ before: false, after: false });
    expect(crowded('Endah Kertapati')).toEqual({ before: false, after: true });
    expect(crowded('Lastri Endah')).toEqual({ before: true, after: false });
    expect(crowded('Lastri, Endah')).toEqual({ before: false, after: false });
  });

  it('takes a name of one word of a province’s lists for nobody’s', () => {
    const files = [file([district('dpr', '3601', '36', { '4': ['Lastri'] })])];
    expect(ids(finderFor(open(files), ['36.03']), 'ibu Lastri')).toEqual([]);
  });

  it('knows two regions at once', () => {
    const finder = finderFor(open(), ['32.04', '36.03']);
    expect(ids(finder, 'Bimasakti Jalu')).toHaveLength(2);
  });
});

describe('the page’s part', () => {
  it('finds the regency’s own as the gazetteer does, without it', () => {
    const finder = regionalFinder(JSON.parse(JSON.stringify(cutRegion(open(), ['36.03']))));
    const text = 'Bimasakti Jalu, di Kang Wening / Joko Tirta; Galih Ratri; Surya Jati';
    expect(found(finder, text)).toEqual(found(finderFor(open(), ['36.03']), text));
    expect(finder.participant('uji-2030/dprd-kabkota/360301/1/1')).toMatchObject({
      district: 'Dapil 360301',
    });
  });

  it('leaves the province’s lists, and names that say little, to the worker', () => {
    const finder = regionalFinder(cutRegion(open(), ['36.03']));
    expect(ids(finder, 'Wirasaba Kertapati Handaru; Endah; Harapan Akhir')).toEqual([]);
  });
});

describe('the file', () => {
  const bytes = compileGazetteer(FILES, NAMES);
  const damaged = (change: (copy: Uint8Array) => Uint8Array | undefined) => {
    const copy = bytes.slice();
    return (change(copy) ?? copy).slice().buffer as ArrayBuffer;
  };

  it('is the same for the same lists', () => {
    expect(compileGazetteer(structuredClone(FILES), NAMES)).toEqual(bytes);
  });

  it.each([
    ['too short', damaged((copy) => copy.slice(0, 8)), /only 8 bytes/],
    ['of something else', damaged((copy) => void copy.set([0], 0)), /JNGZ/],
    ['of another format', damaged((copy) => void copy.set([9], 4)), /format 9/],
    [
      'with a changed byte',
      damaged((copy) => void copy.set([(copy.at(-9) ?? 0) ^ 1], copy.length - 9)),
      /checksum/,
    ],
    ['cut off', damaged((copy) => copy.slice(0, -4)), /checksum/],
  ])('is refused when %s', (_, file, message) => {
    expect(() => openGazetteer(file)).toThrow(GazetteerError);
    expect(() => openGazetteer(file)).toThrow(message);
  });

  it('refuses a list that it cannot hold', () => {
    const long = file([district('dpr', '3601', '36', { '1': Array(300).fill('Nama Orang') })]);
    expect(() => compileGazetteer([long], NAMES)).toThrow(GazetteerLimitError);
  });

  it('numbers districts whatever their codes', () => {
    const districts = ['360301', '360302', '360309', '367101'].map((code, at) =>
      district(
        'dprd-kabkota',
        code,
        `36.${code.slice(2, 4)}`,
        { '1': [`Orang Kesekian${'abcd'[at]}`] },
        `Uji ${at + 9}`,
      ),
    );
    const gazetteer = open([file(districts)]);
    expect(districts.map((_, at) => gazetteer.standing(at).district)).toEqual(
      districts.map(({ code, name, region }) => ({ code, name, region })),
    );
  });
});

describe('every name of a list', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnoprstuwy'), minLength: 3, maxLength: 9 });
  const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

  it('is found with the right number, and no other text is', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 24 }),
        (people, party) => {
          const gazetteer = open([
            file([district('dprd-kabkota', '360301', '36.03', { [String(party)]: people })]),
          ]);
          for (const [at, person] of people.entries()) {
            const [hit] = findNames(tokenize(person), person, gazetteer.index);
            expect(hit && gazetteer.people(hit.place)).toContain(at);
            expect(gazetteer.standing(at)).toMatchObject({ party, ballot: at + 1 });
          }
          expect(findNames(tokenize('zzz qqq vvv'), 'zzz qqq vvv', gazetteer.index)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('points into the text, whatever stands around it', () => {
    const finder = finderFor(open(), ['36.03']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before} | Bimasakti Jalu | ${after}`;
        const tokens = tokenize(text);
        for (const { from, to } of finder.find(tokens, text)) {
          const start = tokens[from]?.start ?? -1;
          const end = tokens[to - 1]?.end ?? -1;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThan(start);
        }
        expect(ids(finder, text)).toContain('uji-2030/dprd-kabkota/360301/1/1');
      }),
    );
  });
});

it('tells a name from its nicknames', () => {
  expect(spellingsOf('Rano Karno (Si Doel; Bang Doel)')).toEqual(['Rano Karno', 'Si Doel', 'Bang Doel']);
  expect(spellingsOf('Rano Karno')).toEqual(['Rano Karno']);
});
