/** The import of candidate lists: what gets in, what does not and why, and that it comes out the same every time. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCandidates, loadNames } from '../../scripts/candidates.ts';
import { readTable } from '../../scripts/import/columns.ts';
import { districtName } from '../../scripts/import/district.ts';
import { mergeCandidates } from '../../scripts/import/merge.ts';
import { type Context, importTables } from '../../scripts/import/rows.ts';
import { runImport } from '../../scripts/rules-import.ts';
import { formatCandidates, placeOf } from '../../src/pack/candidates.ts';
import { nameWords } from '../../src/pack/person-name.ts';
import { candidateId } from '../../src/recognition/names.ts';

const shipped = join(dirname(fileURLToPath(import.meta.url)), '../../rules');

let folder = '';
let root = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jaga-netral-import-'));
  root = join(folder, 'rules');
  cpSync(shipped, root, { recursive: true, filter: (path) => !path.endsWith('/candidates') });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const HEAD = 'level,dapil_code,dapil_name,party_no,party,ballot_no,name_raw,sex';
const PAIRS = 'kind,region_code,region,ballot_no,pair_raw,head,deputy';

const file = (name: string, ...lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
const run = (...files: readonly string[]) =>
  runImport(root, ['--election', 'pemilu-2024', '--format', 'dct', ...files]);
const runPairs = (...files: readonly string[]) =>
  runImport(root, ['--election', 'pilkada-2024', '--format', 'pairs', ...files]);
const read = (election: string, province: string): string =>
  readFileSync(join(root, 'elections', election, 'candidates', `${province}.json`), 'utf8');

describe('an import', () => {
  it('writes one line a list, with holes for numbers that nobody has', () => {
    const path = file(
      'dct.csv',
      HEAD,
      'dprdkk,360301,TANGERANG 1,5,NASDEM,3,"H. BUDI SANTOSO, S.H.",L',
      'dprdkk,360301,TANGERANG 1,5,NASDEM,1,SITI AMINAH (MIMI),P',
      'dprdkk,360301,TANGERANG 1,14,DEMOKRAT,1,M. YUSUF,L',
      'dprdkk,360301,TANGERANG 1,1,PKB,1,UMAR,L',
      'dpd,36,BANTEN,,,3,Dr. RATNA,P',
    );
    const { status, out, error } = run(path);
    expect({ status, error }).toEqual({ status: 0, error: '' });
    expect(read('pemilu-2024', '36')).toBe(`{
  "$schema": "../../../schema/candidates.json",
  "election": "pemilu-2024",
  "province": "36",
  "version": 1,
  "lastReviewed": "2026-11-21",
  "confidence": "single-source",
  "sources": ["pemilu-2024.dct-kpu"],
  "districts": [
    { "office": "dpd", "code": "36", "name": "Banten", "region": "36", "lists": {
      "0": [null, null, "Ratna"]
    } },
    { "office": "dprd-kabkota", "code": "360301", "name": "Tangerang 1", "region": "36.03", "lists": {
      "1": ["Umar"],
      "5": ["Siti Aminah (Mimi)", null, "Budi Santoso"],
      "14": ["M. Yusuf"]
    } }
  ]
}
`);
    expect(out).toMatch(/^rows read +5$/m);
    expect(out).toMatch(/^people written +5: /m);
    expect(out).toMatch(/^with nicknames +1$/m);
    expect(out).toContain(`${path}: sex (personal data; never carried)`);
    expect(out).not.toContain('NASDEM');
  });

  it('reads the same gzipped, with semicolons, under Indonesian headings', () => {
    const plain = file('dct.csv', HEAD, 'dprdkk,360301,TANGERANG 1,5,NASDEM,1,"BUDI, S.H.",L');
    run(plain);
    const first = read('pemilu-2024', '36');
    const path = join(folder, 'dct.csv.gz');
    writeFileSync(
      path,
      gzipSync(
        'Tingkat;Kode Dapil;Nama Dapil;Nomor Partai;No. Urut;Nama\nDPRD Kab/Kota;360301;Tangerang 01;5;1;BUDI, S.H.\n',
      ),
    );
    expect(run(path)).toMatchObject({ status: 0, error: '' });
    expect(read('pemilu-2024', '36')).toBe(first);
  });

  it('writes pairs, and nobody for an empty column', () => {
    const path = file(
      'pairs.csv',
      PAIRS,
      'bupati_walikota,3603,TANGERANG,2,"X","Drs. BUDI, M.M.",SITI',
      'bupati_walikota,3603,TANGERANG,1,KOLOM KOSONG - ,KOLOM KOSONG,',
      'bupati_walikota,36.71,KOTA TANGERANG,1,"UMAR, S.H. - M. YUSUF",,',
      'gubernur,36,BANTEN,1,"ORANG SATU - ORANG DUA",ORANG SATU,ORANG DUA',
    );
    const { status, out } = runPairs(path);
    expect(status).toBe(0);
    const text = read('pilkada-2024', '36');
    expect(text).toContain(
      '{ "office": "bupati-walikota", "code": "36.03", "name": "Kabupaten Tangerang", "region": "36.03", "pairs": [null, ["Budi", "Siti"]] }',
    );
    expect(text).toContain('"name": "Kota Tangerang", "region": "36.71", "pairs": [["Umar", "M. Yusuf"]]');
    expect(text).not.toContain('gubernur');
    expect(out).toMatch(/1: an empty column[^\n]*\n {4}\S+:3: Kabupaten Tangerang, 1/);
    expect(out).toMatch(/1: described by hand[^\n]*\n {4}\S+:5: pilkada-2024\/gubernur\/36\/1/);
  });

  it('imports a governor whom nobody has described', () => {
    const path = file('pairs.csv', PAIRS, 'gubernur,36,BANTEN,9,,BUDI,SITI');
    expect(runPairs(path).status).toBe(0);
    expect(read('pilkada-2024', '36')).toContain('"office": "gubernur", "code": "36"');
  });
});

describe('a row that cannot be used', () => {
  const good = 'dprdkk,360301,TANGERANG 1,5,NASDEM,1,UMAR,L';
  it.each([
    ['an unknown level', 'dprx,360301,T 1,5,N,2,BUDI,L', /level "dprx"; use one of/],
    ['no level', ',360301,T 1,5,N,2,BUDI,L', /level is missing/],
    ['no code', 'dprdkk,,T 1,5,N,2,BUDI,L', /code of the district is missing/],
    [
      'a code of another length',
      'dprdkk,3603,T 1,5,N,2,BUDI,L',
      /"3603" is no code for dprd-kabkota; write 6 digits/,
    ],
    ['an unknown region', 'dprdkk,369901,T 1,5,N,2,BUDI,L', /no region has the code "36\.99"/],
    ['no party', 'dprdkk,360301,T 1,,N,2,BUDI,L', /party’s ballot number is missing/],
    ['a party in words', 'dprdkk,360301,T 1,lima,N,2,BUDI,L', /"lima" is no ballot number of a party/],
    ['no ballot number', 'dprdkk,360301,T 1,5,N,,BUDI,L', /ballot number is missing/],
    ['a ballot number in words', 'dprdkk,360301,T 1,5,N,dua,BUDI,L', /"dua" is no number of a ballot/],
    ['ballot number 0', 'dprdkk,360301,T 1,5,N,0,BUDI,L', /"0" is no number of a ballot/],
    ['no name', 'dprdkk,360301,T 1,5,N,2,,L', /name is missing/],
    [
      'a name of titles alone',
      'dprdkk,360301,T 1,5,N,2,"Drs. H., M.Si.",L',
      /nothing remains of the name "Drs\. H\., M\.Si\."/,
    ],
    ['a number for a name', 'dprdkk,360301,T 1,5,N,2,12345,L', /nothing remains of the name "#####"/],
    ['an address for a name', 'dprdkk,360301,T 1,5,N,2,JALAN MERDEKA 12345,L', /no long number/],
    ['too few fields', 'dprdkk,360301,T 1,5,N,2', /6 fields, the heading 8/],
    [
      'too many fields',
      'dprdkk,360301,T 1,5,N,2,BUDI, S.H.,L',
      /9 fields, the heading 8; put fields that hold a comma/,
    ],
    ['broken quoting', 'dprdkk,360301,T 1,5,N,2,"BUDI,L', /closing quotation mark|never closed/],
    [
      'a number that is taken',
      'dprdkk,360301,T 1,5,N,1,BUDI,L',
      /"pemilu-2024\/dprd-kabkota\/360301\/5\/1" stands twice/,
    ],
  ])('%s is named with line and remedy, the rest is written', (_, bad, reason) => {
    const path = file('dct.csv', HEAD, good, bad, 'dprdkk,360301,TANGERANG 1,6,G,1,"M. ""YUSUF""",L');
    const { status, error } = run(path);
    expect(status).toBe(1);
    const lines = error.split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(reason);
    expect(lines[0]).toMatch(/^\S+dct\.csv:3: .+; .+/);
    expect(read('pemilu-2024', '36')).toContain('"5": ["Umar"],\n      "6": ["M. Yusuf"]');
  });

  it('a number of sixteen digits is never repeated, neither in the rules nor in the report', () => {
    const nik = '3603012345670001';
    const path = file(
      'dct.csv',
      HEAD,
      good,
      `dprdkk,360301,T 1,5,N,2,${nik},L`,
      `dprdkk,360301,T 1,5,N,3,BUDI ${nik},L`,
    );
    const { status, out, error } = run(path);
    expect(status).toBe(1);
    expect(error.split('\n')).toHaveLength(2);
    expect(out + error + read('pemilu-2024', '36')).not.toContain(nik);
  });

  it('half a pair is named', () => {
    const { status, error } = runPairs(
      file('p.csv', PAIRS, 'bupati,3603,T,1,BUDI,,', 'bupati,3603,T,2,A - B - C,,'),
    );
    expect(status).toBe(1);
    expect(error).toMatch(/:2: the deputy of the pair is missing/);
    expect(error).toMatch(/:3: the head of the pair is missing/);
    expect(existsSync(join(root, 'elections/pilkada-2024/candidates/36.json'))).toBe(false);
  });
});

describe('a call that cannot be carried out writes nothing', () => {
  it.each<[string, () => readonly string[], RegExp]>([
    ['no election', () => ['--format', 'dct', 'x.csv'], /--election is missing/],
    [
      'an unknown election',
      () => ['--election', 'pemilu-1955', '--format', 'dct', 'x.csv'],
      /no election "pemilu-1955"; one of: .*pemilu-2024/,
    ],
    ['no format', () => ['--election', 'pemilu-2024', 'x.csv'], /--format is missing/],
    ['no file', () => ['--election', 'pemilu-2024', '--format', 'dct'], /no file is named/],
    ['an unknown option', () => ['--elction', 'pemilu-2024'], /elction.*\n.*--help/],
    [
      'an unknown source',
      () => ['--election', 'pemilu-2024', '--format', 'dct', '--source', 'x', 'x.csv'],
      /no source has the id "x"; add it to/,
    ],
    [
      'a file that is not there',
      () => ['--election', 'pemilu-2024', '--format', 'dct', '/nowhere/x.csv'],
      /x\.csv: there is no such file/,
    ],
    [
      'a file that is no table',
      () => ['--election', 'pemilu-2024', '--format', 'dct', file('a.html', '<html>')],
      /a\.html: the first line has no heading/,
    ],
  ])('%s', (_, args, reason) => {
    const { status, out, error } = runImport(root, args());
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(error).toMatch(reason);
    expect(existsSync(join(root, 'elections/pemilu-2024/candidates'))).toBe(false);
  });

  it('--help names every heading', () => {
    const { status, out } = runImport(root, ['--help']);
    expect(status).toBe(0);
    for (const word of ['kode_dapil', 'no_urut', 'nama_wakil', '--source', 'Exit status'])
      expect(out).toContain(word);
  });
});

describe('again', () => {
  const one = 'dprdkk,360301,TANGERANG 1,5,N,1,UMAR,L';
  const two = 'dprdkk,360302,TANGERANG 2,5,N,1,BUDI,L';

  it('gives the same bytes, in whichever order the rows stand', () => {
    run(file('a.csv', HEAD, one, two));
    const first = read('pemilu-2024', '36');
    run(file('b.csv', HEAD, two, one));
    expect(read('pemilu-2024', '36')).toBe(first);
    run(file('c.csv', HEAD, one), file('d.csv', HEAD, two));
    expect(read('pemilu-2024', '36')).toBe(first);
  });

  it('replaces whole districts of the file and keeps all others', () => {
    run(file('a.csv', HEAD, one, 'dprdkk,360301,TANGERANG 1,6,N,1,LAMA,L', two));
    run(file('b.csv', HEAD, 'dprdkk,360301,TANGERANG 1,5,N,1,RATNA,L', 'dprdkk,310101,X 1,5,N,1,SITI,P'));
    const { districts, version } = JSON.parse(read('pemilu-2024', '36'));
    expect(version).toBe(2);
    expect(districts).toEqual([
      {
        office: 'dprd-kabkota',
        code: '360301',
        name: 'Tangerang 1',
        region: '36.03',
        lists: { 5: ['Ratna'] },
      },
      {
        office: 'dprd-kabkota',
        code: '360302',
        name: 'Tangerang 2',
        region: '36.03',
        lists: { 5: ['Budi'] },
      },
    ]);
    expect(readdirSync(join(root, 'elections/pemilu-2024/candidates'))).toEqual(['31.json', '36.json']);
  });

  it('is what the loader reads, whatever was in the list', () => {
    const names = nameWords(loadNames(root));
    const context: Context = {
      election: 'pemilu-2024',
      regions: new Map([
        ['36', 'Banten'],
        ['36.03', 'Kabupaten Tangerang'],
      ]),
      names,
      described: new Set(),
    };
    const cell = fc.oneof(
      fc.constantFrom('dprdkk', 'dpd', '36', '360301', '1', '2', 'H. BUDI, S.H.', 'YUSUF (UCUP)', ''),
      fc.string(),
    );
    const row = fc.tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constant('dprdkk') }, { weight: 1, arbitrary: cell }),
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom('360301', '360302') }, { weight: 1, arbitrary: cell }),
      cell,
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom('1', '17') }, { weight: 1, arbitrary: cell }),
      fc.oneof({ weight: 4, arbitrary: fc.nat(12).map(String) }, { weight: 1, arbitrary: cell }),
      cell,
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const text = [
          'level,dapil_code,dapil_name,party_no,ballot_no,name_raw',
          ...rows.map((fields) => fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
        ].join('\n');
        const imported = importTables([{ file: 'x.csv', table: readTable(text, 'dct') }], context);
        const districts = imported.provinces.get('36') ?? [];
        const written = [...imported.people.values()].reduce((sum, count) => sum + count, 0);
        expect(written + imported.faults.length).toBe(imported.rows);
        if (districts.length === 0) return;
        const merged = mergeCandidates(null, districts, {
          election: 'pemilu-2024',
          province: '36',
          source: 'pemilu-2024.dct-kpu',
          accessed: '2026-11-21',
        });
        expect(JSON.parse(formatCandidates(merged))).toMatchObject({ districts: merged.districts });
      }),
      { numRuns: 300 },
    );
    expect(loadCandidates(root)).toEqual([]);
  });
});

describe('places', () => {
  it.each([
    ['dpr', '3601', { code: '3601', region: '36', province: '36' }],
    ['dpd', '36', { code: '36', region: '36', province: '36' }],
    ['dprd-provinsi', '360001', { code: '360001', region: '36', province: '36' }],
    ['dprd-kabkota', '360301', { code: '360301', region: '36.03', province: '36' }],
    ['bupati-walikota', '3603', { code: '36.03', region: '36.03', province: '36' }],
    ['bupati-walikota', '36.03', { code: '36.03', region: '36.03', province: '36' }],
    ['dpr', '360301', null],
    ['dprd-kabkota', '36.0301', null],
  ] as const)('%s %s', (office, code, place) => {
    expect(placeOf(office, code)).toEqual(place);
  });

  it.each([
    ['TANGERANG 1', 'Kabupaten Tangerang', 'Tangerang 1'],
    ['KOTA TANGERANG 01', 'Kota Tangerang', 'Kota Tangerang 1'],
    ['DKI JAKARTA III', 'DKI Jakarta', 'DKI Jakarta III'],
    ['JAWA BARAT XI', 'Jawa Barat', 'Jawa Barat XI'],
    ['BANTEN', 'Banten', 'Banten'],
    ['LAIN DARI YANG LAIN 4', 'Kabupaten Tangerang', 'Lain Dari Yang Lain 4'],
  ])('%s in %s is %s', (published, region, name) => {
    expect(districtName(published, region)).toBe(name);
  });

  it('ids are made of office, code, party and number', () => {
    expect(candidateId('pemilu-2024', 'dprd-kabkota', '360301', '5', 4)).toBe(
      'pemilu-2024/dprd-kabkota/360301/5/4',
    );
    expect(candidateId('pemilu-2024', 'dpd', '36', '0', 3)).toBe('pemilu-2024/dpd/36/0/3');
    expect(candidateId('pilkada-2024', 'bupati-walikota', '36.03', null, 1)).toBe(
      'pilkada-2024/bupati-walikota/36.03/1',
    );
  });
});
