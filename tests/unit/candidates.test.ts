/** The candidate lists as they ship: whole, in format, and holding names and nothing else about a person. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CandidateFile,
  checkCandidates,
  countCandidates,
  loadCandidates,
  loadNames,
} from '../../scripts/candidates.ts';
import { loadRules, RulesError } from '../../scripts/rules.ts';
import { checkRules } from '../../scripts/rules-check.ts';
import { formatPerson, nameWords, readPersonName } from '../../src/pack/person-name.ts';
import { candidateId } from '../../src/recognition/names.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../rules');
const files = loadCandidates(root);
const { rules, files: ruleFiles } = loadRules(root);

const of = (election: string): readonly CandidateFile[] =>
  files.filter(({ data }) => data.election === election);

describe('the lists that ship', () => {
  it('are good, and in their one form', () => {
    expect(checkCandidates(files, rules)).toEqual([]);
  });

  // KPU's own figures for Pemilu 2024: candidates, and electoral districts.
  it.each([
    ['dpr', 9_917, 84],
    ['dpd', 668, 38],
    ['dprd-provinsi', 32_861, 301],
    ['dprd-kabkota', 214_783, 2_325],
  ] as const)('hold everybody for %s', (office, listed, districts) => {
    expect(countCandidates(of('pemilu-2024')).get(office)).toEqual({ listed, districts });
  });

  it('hold every pair of Pilkada 2024 for regent and mayor; those for governor are described by hand', () => {
    expect([...countCandidates(of('pilkada-2024'))]).toEqual([
      ['bupati-walikota', { listed: 1_454, districts: 508 }],
    ]);
    const governors = rules.participants
      .flatMap(({ participants }) => participants)
      .filter(({ id }) => id.startsWith('pilkada-2024/gubernur/'));
    expect(governors).toHaveLength(103);
  });

  it('give every candidate an id of their own', () => {
    const ids = new Set<string>();
    let people = 0;
    for (const { data } of files)
      for (const { office, code, lists, pairs } of data.districts) {
        const all: readonly (readonly [string | null, readonly unknown[]])[] = pairs
          ? [[null, pairs]]
          : Object.entries(lists ?? {});
        for (const [party, list] of all)
          for (const [index, one] of list.entries())
            if (one !== null) {
              ids.add(candidateId(data.election, office, code, party, index + 1));
              people += 1;
            }
      }
    expect(ids.size).toBe(people);
    expect(people).toBe(258_229 + 1_454);
  });

  it('hold names that the rule for names leaves alone', () => {
    const words = nameWords(loadNames(root));
    const people = files.flatMap(({ data }) =>
      data.districts.flatMap(({ lists, pairs }) => [...Object.values(lists ?? {}), ...(pairs ?? [])].flat()),
    );
    // All that have another name in brackets, and one in twenty of the rest: enough to see a rule that has changed.
    const chosen = people.filter((one, index) => one !== null && (one.includes('(') || index % 20 === 0));
    expect(chosen.length).toBeGreaterThan(10_000);
    const changed = chosen.filter((one) => {
      const read = one === null ? null : readPersonName(one, words);
      return !read || formatPerson(read) !== one;
    });
    expect(changed).toEqual([]);
  });

  it('stay out of what the extension carries', () => {
    expect(ruleFiles.filter(({ file }) => file.includes('/candidates/'))).toEqual([]);
    expect(Object.keys(rules)).not.toContain('candidates');
    expect(JSON.stringify(rules).length).toBeLessThan(1_500_000);
  });
});

/** Every file below a folder. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );

describe('no file of the rules', () => {
  // JSON Schemas are made from code; the largest whole number stands in them.
  const texts = filesBelow(root)
    .filter((path) => !path.startsWith(join(root, 'schema')))
    .map((path) => [path, readFileSync(path, 'utf8')] as const);

  it('holds a number of sixteen digits, as an identity card has', () => {
    expect(texts.length).toBeGreaterThan(80);
    for (const [path, text] of texts) expect(/\d{16}/.exec(text)?.[0], path).toBeUndefined();
  });

  it('of candidates points at a picture, a page or an account', () => {
    for (const [path, text] of texts)
      if (path.includes('/candidates/'))
        expect(/https?:|www\.|\.(png|jpe?g|webp)|@/i.exec(text)?.[0], path).toBeUndefined();
  });
});

describe('the check of candidate lists', () => {
  const name = 'elections/pilkada-2024/candidates/36.json';
  let copy = '';
  let good = '';
  beforeAll(() => {
    copy = join(mkdtempSync(join(tmpdir(), 'jaga-netral-candidates-')), 'rules');
    cpSync(root, copy, { recursive: true, filter: (path) => !/candidates\/(?!36\.json)/.test(path) });
    good = readFileSync(join(copy, name), 'utf8');
  });
  afterAll(() => {
    rmSync(dirname(copy), { recursive: true, force: true });
  });

  it('counts them', () => {
    expect(checkRules(copy).summary).toMatch(
      /^candidates +\d+ dpr \(\d+\), .*pairs for bupati-walikota \(8\)$/m,
    );
  });

  it.each<[string, string | RegExp, string, string, RegExp]>([
    [
      'another election',
      '"election": "pilkada-2024"',
      '"election": "pemilu-2024"',
      'election',
      /stands in the folder of/,
    ],
    ['another province', '"province": "36"', '"province": "35"', 'province', /stands in 36\.json/],
    [
      'a source that is missing',
      'pilkada-2024.sirekap-pasangan',
      'pilkada-2024.tidak-ada',
      'sources[0]',
      /no source/,
    ],
    [
      'a code of another office',
      '"code": "36.01"',
      '"code": "3601"',
      'districts[0].code',
      /no code for bupati-walikota/,
    ],
    [
      'a code of another province',
      '"code": "36.01"',
      '"code": "35.01"',
      'districts[0].code',
      /outside province 36/,
    ],
    [
      'a region of another code',
      '"region": "36.01"',
      '"region": "36.02"',
      'districts[0].region',
      /not the region/,
    ],
    ['a region that is not there', /36\.01/g, '36.99', 'districts[0].region', /no region/],
    ['a district that stands twice', /36\.02/g, '36.01', 'districts[1]', /stands twice/],
    ['districts out of order', /36\.01/g, '36.05', 'districts[1]', /out of order/],
    [
      'a governor described by hand',
      '"office": "bupati-walikota", "code": "36.01", "name": "Kabupaten Pandeglang", "region": "36.01"',
      '"office": "gubernur", "code": "36", "name": "Banten", "region": "36"',
      'districts[0].pairs[0]',
      /participants\.json too/,
    ],
    ['another form', '"version": 1,', '"version":  1,', '', /format/],
    ['a field that it does not know', '"version": 1,', '"version": 1, "foto": "x",', '', /foto/],
    ['an office without its lists', '"pairs": [[', '"lists": [[', 'districts[0].lists', /record/],
    [
      'markup for a name',
      '"pairs": [["',
      '"pairs": [["<b>',
      'districts[0].pairs[0][0]',
      /a person is a name/,
    ],
    [
      'a long number for a name',
      '"pairs": [["',
      '"pairs": [["3603012345670001',
      'districts[0].pairs[0][0]',
      /long number/,
    ],
    ['a nameless pair', '"pairs": [[', '"pairs": [["A"], [', 'districts[0].pairs[0]', /./],
    ['what is not JSON', '{', '{,', '', /not valid JSON/],
  ])('refuses %s', (_, from, to, path, message) => {
    const bad = good.replace(from, to);
    expect(bad).not.toBe(good);
    writeFileSync(join(copy, name), bad);
    try {
      const { problems } = checkRules(copy);
      const found = problems.find((one) => one.file === `rules/${name}` && one.path === path);
      expect(found?.message, new RulesError(problems).message.slice(0, 1500)).toMatch(message);
      expect(found?.remedy.length).toBeGreaterThan(10);
    } finally {
      writeFileSync(join(copy, name), good);
    }
  });

  it('puts a file into its form when told to', () => {
    writeFileSync(join(copy, name), JSON.stringify(JSON.parse(good)));
    expect(checkRules(copy, { write: true }).problems).toEqual([]);
    expect(readFileSync(join(copy, name), 'utf8')).toBe(good);
  });

  it('says that the words around names are missing', () => {
    const path = join(copy, 'elections/names.json');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    try {
      expect(() => loadNames(copy)).toThrow(/names\.json.*missing/s);
      expect(checkRules(copy).problems.some(({ file }) => file.endsWith('names.json'))).toBe(true);
    } finally {
      writeFileSync(path, text);
    }
  });
});
