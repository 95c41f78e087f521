/** The reader of comma-separated tables and of their headings. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../scripts/import/columns.ts';
import { decodeTable, readCsv, SEPARATORS } from '../../scripts/import/csv.ts';

const fieldsOf = (text: string) => readCsv(text).rows.map(({ fields }) => fields);

describe('reading comma-separated values', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a, b",c\n', [['a, b', 'c']]],
    ['"a ""b""",c\n', [['a "b"', 'c']]],
    ['"a\nb",c\n', [['a\nb', 'c']]],
    ['"",\n', [['', '']]],
    ['a,,c\n', [['a', '', 'c']]],
    [
      'a,b\n\n\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['', []],
  ])('%j', (text, expected) => {
    expect(fieldsOf(text)).toEqual(expected);
    expect(readCsv(text).problems).toEqual([]);
  });

  it('knows the line of every row, also behind a field of two lines', () => {
    expect(readCsv('a\n"b\nc",d\n\ne,f\n').rows.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each([
    ['an open quotation mark', 'a,b\n"c,d\ne,f\n', 2, /never closed/],
    ['one that closes lines later', 'a,b\n"c,d\n"e,f",g\nh,i\n', 2, /closing quotation mark/],
    ['text behind a closed field', 'a,b\n"c"d,e\ne,f\n', 2, /closing quotation mark/],
    ['a mark inside a plain field', 'a,b\nc"d,e\ne,f\n', 2, /inside a field/],
  ])('names %s and goes on', (_, text, line, reason) => {
    const { rows, problems } = readCsv(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.reason).toMatch(reason);
    expect(problems[0]?.remedy).toMatch(/quot/);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.at(-1)?.line).toBe(text.split('\n').length - 1);
  });

  it('gives back what was written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'B', ' ', ',', ';', '"', '\n', "'", 'é') });
    const row = fc.array(field, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom(...SEPARATORS), (rows, separator) => {
        const text = rows
          .map((fields) => fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator))
          .join('\r\n');
        expect(readCsv(text, separator).rows.map(({ fields }) => fields)).toEqual(rows);
      }),
    );
  });

  it('never throws and always ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ') }), (text) => {
        const { rows, problems } = readCsv(text);
        expect(rows.length + problems.length).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });
});

describe('the text of a file', () => {
  it.each([
    ['plain', new TextEncoder().encode('nama\nBudi\n')],
    ['with a byte order mark', new TextEncoder().encode('\ufeffnama\nBudi\n')],
    ['gzipped', gzipSync('nama\nBudi\n')],
  ])('%s', (_, bytes) => {
    expect(decodeTable(bytes)).toBe('nama\nBudi\n');
  });

  it.each([
    ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /binary/],
    ['another encoding', Uint8Array.of(0x42, 0xe9, 0x0a), /UTF-8/],
    ['broken gzip', Uint8Array.of(0x1f, 0x8b, 8, 1, 2, 3), /gzip/],
  ])('refuses %s', (_, bytes, reason) => {
    expect(() => decodeTable(bytes)).toThrow(reason);
  });
});

const HEAD = 'level,dapil_code,dapil_name,party_no,ballot_no,name_raw';

describe('headings', () => {
  it.each([
    ['English', HEAD],
    ['Indonesian', 'Tingkat,Kode Dapil,Nama Dapil,Nomor Partai,No. Urut,Nama'],
    ['with semicolons', 'tingkat;kode_dapil;nama_dapil;nomor_partai;no_urut;nama'],
    ['with tabs', 'TINGKAT\tKODE_DAPIL\tNAMA_DAPIL\tNOMOR_PARTAI\tNO_URUT\tNAMA_CALON'],
    ['in another order', 'name_raw,ballot_no,party_no,dapil_name,dapil_code,level'],
  ])('%s', (_, head) => {
    const { columns, dropped } = readTable(`${head}\n`, 'dct');
    expect([...columns.keys()].sort()).toEqual(['ballot', 'code', 'district', 'level', 'name', 'party']);
    expect(dropped).toEqual([]);
  });

  it('drops what it does not know, and says why', () => {
    const { dropped, columns } = readTable(`${HEAD},foto,alamat_kabko,sex,NIK,party,catatan,nama\n`, 'dct');
    const reasons = new Map(dropped.map(({ heading, reason }) => [heading, reason]));
    for (const heading of ['foto', 'alamat_kabko', 'sex', 'NIK'])
      expect(reasons.get(heading)).toMatch(/personal/);
    expect(reasons.get('party')).toMatch(/ballot number/);
    expect(reasons.get('catatan')).toMatch(/no column/);
    expect(reasons.get('nama')).toMatch(/second column/);
    expect(columns.get('name')).toBe(5);
  });

  it.each([
    ['no heading at all', 'Budi,Santoso\n', /no heading/],
    ['an empty file', '', /no heading/],
    ['a web page', '<!doctype html>\n<p>404</p>\n', /no heading/],
    ['a column that is needed', 'level,dapil_code,party_no,name_raw\n', /"ballot_no"/],
  ])('refuses %s', (_, text, reason) => {
    expect(() => readTable(text, 'dct')).toThrow(reason);
  });

  it('wants the pair in one column or in two', () => {
    expect(() => readTable('kind,region_code,ballot_no\n', 'pairs')).toThrow(/"head", "deputy"/);
    expect(readTable('jenis,kode_wilayah,no_urut,paslon\n', 'pairs').columns.size).toBe(4);
    expect(readTable('jenis,kode_wilayah,no_urut,nama_kepala,nama_wakil\n', 'pairs').columns.size).toBe(5);
  });
});
