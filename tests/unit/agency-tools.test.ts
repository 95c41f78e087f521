/**
 * The pack tools as an agency uses them: from tables to an accepted pack, and what they say when something is wrong.
 * The worked example of the guide is built here, so that the guide cannot drift from the tools.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBuild } from '../../scripts/pack/build.ts';
import { runKeygen } from '../../scripts/pack/keygen.ts';
import { runSign } from '../../scripts/pack/sign.ts';
import { TABLES } from '../../scripts/pack/tables.ts';
import { REPOSITORY } from '../../scripts/pack/tool.ts';
import { runVerify } from '../../scripts/pack/verify.ts';
import { AgencyPackFile } from '../../src/pack/agency-pack.ts';

const GUIDES = ['docs/admin/own-packs.md', 'docs/admin/own-packs.en.md'];
const guide = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
/** The blocks of a guide in one language, in their order. */
const blocks = (path: string, language: string): string[] =>
  [...guide(path).matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jaga-netral-pack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const file = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

const tablesOf = (path: string): void => {
  const [participants = '', accounts = ''] = blocks(path, 'csv');
  file('participants.csv', participants);
  file('accounts.csv', accounts);
  file('election.json', blocks(path, 'json')[0] ?? '');
};

const head = (serial = 1): string[] => [
  ...['--id', 'bkd-contoh', '--serial', String(serial), '--publisher', 'BKD Kabupaten Contoh'],
  ...['--issued', '2030-03-02', '--expires', '2030-12-31'],
];
const build = (out = 'pack.json', serial = 1, ...more: string[]) =>
  runBuild([
    ...head(serial),
    ...['--election', at('election.json'), '--participants', at('participants.csv')],
    ...['--accounts', at('accounts.csv'), '--out', at(out), ...more],
  ]);
const makeKey = async (name = 'key.pem'): Promise<string> => {
  const { out } = await runKeygen(['--out', at(name)]);
  return /^public key +(\S+)$/m.exec(out)?.[1] ?? '';
};
const sign = (pack = 'pack.json', key = 'key.pem') => runSign(['--key', at(key), at(pack)]);
const verify = (publicKey: string, pack = 'pack.json', ...more: string[]) =>
  runVerify(['--public-key', publicKey, '--today', '2030-04-01', ...more, at(pack)]);

describe.each(GUIDES)('the example of %s', (path) => {
  it('is built, signed and accepted', async () => {
    tablesOf(path);
    expect(await build()).toMatchObject({ status: 0, error: '' });
    const publicKey = await makeKey();
    expect(await sign()).toMatchObject({ status: 0, error: '' });
    const { status, out } = await verify(publicKey);
    expect(status).toBe(0);
    expect(out).toMatch(/^accepted$/m);
    expect(out).toMatch(/^participants +3$/m);
    expect(out).toMatch(/^accounts +3$/m);
    const pack = JSON.parse(readFileSync(at('pack.json'), 'utf8'));
    expect(pack.participants[0]).toMatchObject({
      id: 'pilkada-contoh/bupati-walikota/36.03/1',
      name: 'Wirasaba Kertapati – Lastri Handaru',
      members: ['Wirasaba Kertapati', 'Lastri Handaru'],
      sources: ['bkd-contoh.halaman-2'],
    });
    expect(pack.participants[0].terms).toContainEqual({
      text: 'wirasabamenang',
      tier: 'hashtag',
      alone: true,
    });
    expect(pack.participants[1].terms).toContainEqual({ text: 'endah', tier: 'short-name', alone: false });
  });

  it('calls the tools as they want to be called', () => {
    const commands = blocks(path, 'sh').join('\n');
    const called = /npm run pack:build -- ([\s\S]*?\.json)\nnpm/.exec(commands)?.[1] ?? '';
    const options = [...called.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    expect(options).toContain('participants');
    for (const option of options) expect(runBuildHelp).toContain(`--${option} `);
  });

  it('names every column, field and reason', () => {
    const text = guide(path);
    const headings = Object.values(TABLES).flatMap((table) => Object.values(table).flat());
    const source = readFileSync(join(REPOSITORY, 'src/pack/agency-accept.ts'), 'utf8');
    const reasons = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, reason]) => reason);
    expect(reasons.length).toBeGreaterThan(7);
    for (const word of [...headings, ...reasons, ...Object.keys(AgencyPackFile.shape)])
      expect(text, `\`${word}\``).toContain(`\`${word}\``);
  });
});

let runBuildHelp = '';
beforeEach(async () => {
  runBuildHelp = (await runBuild(['--help'])).out;
});

describe('pack:keygen', () => {
  it('writes a key that only its owner can read, and prints none of it', async () => {
    const { status, out } = await runKeygen(['--out', at('key.pem')]);
    expect(status).toBe(0);
    expect(statSync(at('key.pem')).mode & 0o777).toBe(0o600);
    const pem = readFileSync(at('key.pem'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(out).not.toContain(pem.split('\n')[1]);
    expect(out).toMatch(/^public key +[A-Za-z0-9+/]{43}=$/m);
    expect(out).toMatch(/^key id +[0-9a-f]{16}$/m);
  });

  it('overwrites nothing', async () => {
    const path = file('key.pem', 'old');
    expect(await runKeygen(['--out', path])).toMatchObject({
      status: 2,
      error: expect.stringMatching(/exists already/),
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it.each<[string, () => string]>([
    ['this repository', () => join(REPOSITORY, 'docs/key.pem')],
    [
      'another one',
      () => {
        mkdirSync(at('work/.git'), { recursive: true });
        mkdirSync(at('work/deep'));
        return at('work/deep/key.pem');
      },
    ],
    [
      'a repository behind a link',
      () => {
        symlinkSync(join(REPOSITORY, 'docs'), at('link'));
        return at('link/key.pem');
      },
    ],
  ])('writes nothing into %s', async (_, path) => {
    const out = path();
    expect(await runKeygen(['--out', out])).toMatchObject({
      status: 2,
      error: expect.stringMatching(/lies in the repository/),
    });
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['no place', [], /--out FILE/],
    ['no such folder', ['--out', '/nowhere/at/all/key.pem'], /no such folder/],
    ['an unknown option', ['--to', 'x'], /--to[\s\S]*--help/],
  ])('with %s says so', async (_, args, error) => {
    expect(await runKeygen(args)).toMatchObject({ status: 2, error: expect.stringMatching(error) });
  });
});

describe('pack:build', () => {
  it('gives the same bytes whatever the order of rows, and of several tables', async () => {
    tablesOf(GUIDES[0] ?? '');
    await build('a.json');
    const [heading, ...rows] = readFileSync(at('participants.csv'), 'utf8').trim().split('\n');
    const [accountHeading, ...accounts] = readFileSync(at('accounts.csv'), 'utf8').trim().split('\n');
    file('participants.csv', [heading, ...rows.slice(1).reverse()].join('\n'));
    const rest = file('rest.csv', [heading, rows[0]].join('\r\n'));
    file('accounts.csv', [accountHeading, ...accounts.reverse()].join('\n'));
    expect(await build('b.json', 1, '--participants', rest)).toMatchObject({ status: 0 });
    expect(readFileSync(at('b.json'), 'utf8')).toBe(readFileSync(at('a.json'), 'utf8'));
  });

  it('reads candidate lists of both kinds, and further words', async () => {
    tablesOf(GUIDES[0] ?? '');
    const dct = file(
      'dct.csv',
      'level,dapil_code,dapil_name,party_no,ballot_no,name_raw,sex\ndprdkk,360301,TANGERANG 1,5,2,"H. RATNASARI, S.H. (RARA)",P\n',
    );
    const pairs = file(
      'pairs.csv',
      'kind,region_code,ballot_no,head,deputy\nbupati,36.04,1,BUDI RAHARJO,SITI AMINAH\n',
    );
    const words = file('words.csv', 'daftar;istilah\nsupport;ayo mantapkan\nsupport;ayo mantapkan\n');
    const { status, out, error } = await build(
      'pack.json',
      1,
      ...['--candidates', `pilkada-contoh=${dct}`, '--pairs', `pilkada-contoh=${pairs}`, '--lexicon', words],
    );
    expect({ status, error }).toEqual({ status: 0, error: '' });
    expect(out).toContain('sex (personal data; never carried)');
    const { candidates, lexicon } = JSON.parse(readFileSync(at('pack.json'), 'utf8'));
    expect(JSON.stringify(candidates)).toContain('"lists":{"5":[null,"Ratnasari (Rara)"]}');
    expect(JSON.stringify(candidates)).toContain('"pairs":[["Budi Raharjo","Siti Aminah"]]');
    expect(lexicon).toEqual({ support: ['ayo mantapkan'] });
  });

  it('adds the stages of a shipped election instead of the election', async () => {
    tablesOf(GUIDES[0] ?? '');
    const text = readFileSync(at('election.json'), 'utf8').replace(
      '"id": "pilkada-contoh"',
      '"id": "pilkada-2031"',
    );
    const more = file('more.json', text.replaceAll('"pilkada-contoh.', '"bkd-contoh.'));
    expect(await build('pack.json', 1, '--election', more)).toMatchObject({ status: 0 });
    const { elections, stages } = JSON.parse(readFileSync(at('pack.json'), 'utf8'));
    expect(elections).toHaveLength(1);
    expect(stages.map((one: { election: string }) => one.election)).toEqual(['pilkada-2031', 'pilkada-2031']);
  });

  const HEAD = 'kind,election,office,region,ballot_no,name,deputy,id,source,alamat';
  it.each([
    [
      'no deputy',
      'pair,pilkada-contoh,bupati-walikota,36.03,1,Budi Raharjo,,,,',
      /:2: the deputy .* missing/,
    ],
    [
      'titles for a name',
      'pair,pilkada-contoh,bupati-walikota,36.03,1,Drs. H.,Siti Aminah,,,',
      /:2: nothing remains of the name "Drs\. H\."/,
    ],
    ['no id', 'team,pilkada-contoh,bupati-walikota,36.03,,Tim,,,,', /:2: the id is missing; write one/],
    [
      'the id of another election',
      'team,pilkada-contoh,bupati-walikota,36.03,,Tim,,lain/tim,,',
      /:2: the id "lain\/tim" does not belong to/,
    ],
    [
      'a number in words',
      'pair,pilkada-contoh,bupati-walikota,36.03,dua,A Bagus,B Bagus,x/1,,',
      /:2: "dua" is no number of a ballot/,
    ],
    [
      'a source that is no address',
      'team,pilkada-contoh,bupati-walikota,36.03,,Tim,,pilkada-contoh/tim,javascript:alert(1),',
      /:2: the source "javascript:alert\(1\)" is no address/,
    ],
    ['a missing field', 'team,pilkada-contoh', /:2: the row has 2 fields, the heading 10/],
  ])('names line and remedy for %s, and writes nothing', async (_, row, error) => {
    tablesOf(GUIDES[0] ?? '');
    file('participants.csv', `${HEAD}\n${row}\n`);
    expect(await build()).toMatchObject({ status: 2, out: '', error: expect.stringMatching(error) });
    expect(existsSync(at('pack.json'))).toBe(false);
  });

  it('names the field of what no pack may hold, and writes nothing', async () => {
    tablesOf(GUIDES[0] ?? '');
    file('accounts.csv', 'participant,site,handle\npilkada-contoh/tim-9,tiktok,wira saba\n');
    const { status, error } = await build();
    expect(status).toBe(1);
    expect(error).toMatch(/pack\.json: accounts\[0\]\.site: .*\n {2}\S/);
    expect(error).toMatch(/pack\.json: accounts\[0\]\.handle: a handle has letters/);
    expect(existsSync(at('pack.json'))).toBe(false);
  });

  it('drops columns that it does not know, and says so', async () => {
    tablesOf(GUIDES[0] ?? '');
    file(
      'participants.csv',
      `${HEAD}\nteam,pilkada-contoh,bupati-walikota,36.03,,Tim Bagus,,pilkada-contoh/tim-1,,Jalan 1\n`,
    );
    file('accounts.csv', 'participant,site,handle\n');
    const { status, out } = await build();
    expect(status).toBe(0);
    expect(out).toContain('participants.csv: columns dropped: alamat');
    expect(readFileSync(at('pack.json'), 'utf8')).not.toContain('Jalan');
  });

  it.each([
    ['no id', ['--serial', '1'], /--id is missing/],
    ['a serial in words', ['--serial', 'satu'], /--serial: "satu"/],
    [
      'a day that is none',
      ['--serial', '1', '--id', 'a', '--publisher', 'B', '--issued', '2030-02-30'],
      /--issued/,
    ],
    ['a file beside all options', [...['--serial', '1'], 'x.csv'], /"x\.csv" belongs to no option/],
  ])('with %s says so', async (_, args, error) => {
    expect(await runBuild(args)).toMatchObject({ status: 2, error: expect.stringMatching(error) });
  });

  it.each([
    ['heading', 'participants.csv', 'nama\nBudi\n', /participants\.csv:1: no column is headed "election"/],
    ['text', 'accounts.csv', 'a\0b', /accounts\.csv: this is no text/],
    ['JSON', 'election.json', '{', /election\.json: not valid JSON/],
    ['form', 'election.json', '{}', /election\.json: id: /],
  ])('names a file without its %s', async (_, name, text, error) => {
    tablesOf(GUIDES[0] ?? '');
    file(name, text);
    expect(await build()).toMatchObject({ status: 2, error: expect.stringMatching(error) });
  });
});

describe('pack:sign', () => {
  beforeEach(async () => {
    tablesOf(GUIDES[0] ?? '');
    await build();
    await makeKey();
  });

  it('gives the same signature every time', async () => {
    await sign();
    const first = readFileSync(at('pack.json.sig'), 'utf8');
    await sign();
    expect(readFileSync(at('pack.json.sig'), 'utf8')).toBe(first);
    expect(first).toMatch(/^ed25519 [0-9a-f]{16} [A-Za-z0-9+/]{86}==\n$/);
  });

  it('does not sign what no browser would accept', async () => {
    file('pack.json', readFileSync(at('pack.json'), 'utf8').replace('"serial": 1', '"serial": 0'));
    expect(await sign()).toMatchObject({
      status: 1,
      error: expect.stringMatching(/^not signed\n.*pack\.json: serial: /),
    });
    expect(existsSync(at('pack.json.sig'))).toBe(false);
  });

  it('does not use a key that others can read', async () => {
    execFileSync('chmod', ['644', at('key.pem')]);
    expect(await sign()).toMatchObject({ status: 2, error: expect.stringMatching(/run "chmod 600"/) });
  });

  it('knows what is no key, and does not repeat it', async () => {
    const path = file('no.pem', 'secret');
    execFileSync('chmod', ['600', path]);
    const { status, error } = await sign('pack.json', 'no.pem');
    expect(status).toBe(2);
    expect(error).toMatch(/is no Ed25519 private key/);
    expect(error).not.toContain('secret');
  });

  it.each([
    ['no key', ['pack.json'], /--key is missing/],
    ['no pack', ['--key', 'k'], /name one pack/],
    ['no such key', ['--key', '/nowhere.pem', '/nowhere.json'], /no such file/],
  ])('with %s says so', async (_, args, error) => {
    expect(await runSign(args)).toMatchObject({ status: 2, error: expect.stringMatching(error) });
  });
});

describe('pack:verify', () => {
  let publicKey = '';
  beforeEach(async () => {
    tablesOf(GUIDES[0] ?? '');
    publicKey = await makeKey();
    for (const serial of [1, 2]) {
      await build(`${serial}.json`, serial);
      await sign(`${serial}.json`);
    }
  });

  it('says accepted, and what is in it', async () => {
    const { status, out } = await verify(publicKey, '1.json');
    expect(status).toBe(0);
    expect(out).toMatch(/^pack +bkd-contoh, serial 1$/m);
    expect(out).toMatch(/^sha256 +[0-9a-f]{64}$/m);
  });

  it('shows a downgrade beside the previous pack, even when that has expired', async () => {
    const back = await verify(publicKey, '1.json', '--previous', at('2.json'));
    expect(back).toMatchObject({
      status: 1,
      out: '',
      error: expect.stringMatching(/^refused \(downgrade\)\n.*1\.json: serial: /),
    });
    expect(await verify(publicKey, '2.json', '--previous', at('1.json'))).toMatchObject({ status: 0 });
    expect((await verify(publicKey, '2.json', '--previous', at('2.json'))).out).toMatch(
      /^accepted, the same/,
    );
  });

  it('refuses on the day after the last', async () => {
    const late = await runVerify(['--public-key', publicKey, '--today', '2031-01-01', at('1.json')]);
    expect(late).toMatchObject({ status: 1, error: expect.stringMatching(/^refused \(expired\)/) });
  });

  it('refuses changed bytes and another key', async () => {
    const other = await makeKey('other.pem');
    expect(await verify(other, '1.json')).toMatchObject({
      status: 1,
      error: expect.stringMatching(/^refused \(wrong-key\)/),
    });
    file('1.json', `${readFileSync(at('1.json'), 'utf8')} `);
    expect(await verify(publicKey, '1.json')).toMatchObject({
      status: 1,
      error: expect.stringMatching(/^refused \(bad-signature\)/),
    });
  });

  it.each([
    ['no key', () => [at('1.json')], /--public-key is missing/],
    ['no pack', () => ['--public-key', publicKey], /name one pack/],
    ['a day that is none', () => ['--public-key', publicKey, '--today', 'x', at('1.json')], /--today/],
    ['no signature', () => ['--public-key', publicKey, at('election.json')], /\.sig: there is no such file/],
  ])('with %s says so', async (_, args, error) => {
    expect(await runVerify(args())).toMatchObject({ status: 2, error: expect.stringMatching(error) });
  });
});

it.each([
  ['keygen', runKeygen],
  ['build', runBuild],
  ['sign', runSign],
  ['verify', runVerify],
])('pack:%s --help tells how it is called and what its exit status says', async (name, run) => {
  const { status, out, error } = await run(['--help']);
  expect({ status, error }).toEqual({ status: 0, error: '' });
  expect(out).toContain(`npm run pack:${name} -- `);
  expect(out).toMatch(/Exit status:/);
});

it('there is no private key in the repository', () => {
  // How every Ed25519 key in PKCS#8 begins, in base64; in two pieces, so as not to be found here.
  const beginning = ['MC4CAQAwBQYD', 'K2VwBCIEI'].join('');
  const paths = ['docs', 'public', 'rules', 'scripts', 'src', 'tests'].flatMap((name) =>
    readdirSync(join(REPOSITORY, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(paths.length).toBeGreaterThan(200);
  expect(paths.filter((path) => readFileSync(path, 'latin1').includes(beginning))).toEqual([]);
});
