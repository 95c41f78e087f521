/**
 * The policy files for every platform: each key of the policy in each of them, each of them read back to the same
 * settings, and group policy's forms by Microsoft's rules.
 *
 * To see it fail: leave out a key in scripts/policy/admx.ts, begin lists with "0" in scripts/policy/registry.ts, or take
 * `inXml` away in scripts/policy/profile.ts.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../../scripts/pack/tool.ts';
import {
  ADML_LANGUAGES,
  type AdmlLanguage,
  admlOf,
  admxOf,
  admxProblems,
} from '../../scripts/policy/admx.ts';
import { type Deployment, deploymentOf, exampleAnswers, GECKO_ID } from '../../scripts/policy/answers.ts';
import { problemsOf, readPolicyFile } from '../../scripts/policy/check.ts';
import { filesOf } from '../../scripts/policy/files.ts';
import { foundInRegistry, type RegistryValue, registryOf } from '../../scripts/policy/registry.ts';
import { readXml } from '../../scripts/policy/xml.ts';
import { runPolicy } from '../../scripts/policy.ts';
import { type KeySpec, POLICY_KEYS, policyKeys, readPolicy } from '../../src/domain/policy.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const EVERY_KEY = Object.fromEntries(policyKeys.map((key) => [key, POLICY_KEYS[key].example]));

const deployed = (settings: Readonly<Record<string, unknown>>, more: object = {}): Deployment => {
  const answer = deploymentOf({ ...exampleAnswers(), extensionId: ID, settings, ...more });
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
  return answer.deployment;
};

const home = mkdtempSync(join(tmpdir(), 'jaga-netral-policy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const write = (folder: string, files: ReadonlyMap<string, Uint8Array>): string => {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(home, folder, name)), { recursive: true });
    writeFileSync(join(home, folder, name), content);
  }
  return join(home, folder);
};

const documentOf = async (text: string): Promise<Document> => {
  const reading = await readXml(text);
  if ('fault' in reading) throw new Error(reading.fault);
  return reading.document;
};

/** Files that hold settings, of the whole set. */
const FILLED = [...filesOf(deployed(EVERY_KEY)).keys()].filter((name) => !/\.adm[xl]$/.test(name));

/** Letters that some format has to write in another way; with letters before, so that a term has enough of them. */
const odd = (text: { accepts(text: string): boolean }) =>
  fc
    .array(
      fc.constantFrom(
        'a',
        'Z',
        '7',
        ' ',
        '"',
        '\\',
        "'",
        '&',
        ';',
        '=',
        '[',
        ']',
        '#',
        '%',
        '$',
        ')',
        'é',
        '–',
        '\u{1F33E}',
      ),
      {
        maxLength: 12,
      },
    )
    .map((letters) => `Abc${letters.join('')}.`)
    .filter((one) => text.accepts(one));

const textFor = (
  key: string,
  spec: Extract<KeySpec, { type: 'string' }> | Extract<KeySpec, { type: 'array' }>['of'],
) => {
  if (spec.values) return fc.constantFrom(...spec.values);
  switch (spec.remedy) {
    case 'region':
      return fc.constantFrom('36', '36.03', '31', '11.01', '94');
    case 'account':
      return fc
        .tuple(
          fc.constantFrom('x', 'facebook', 'instagram', 'threads'),
          fc.stringMatching(/^[a-z0-9._]{1,20}$/),
        )
        .map((parts) => parts.join(':'));
    case 'date':
      return fc
        .integer({ min: 0, max: 4000 })
        .map((day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10));
    case 'address':
      return fc
        .webUrl({ validSchemes: ['https'], withQueryParameters: true })
        .filter((url) => spec.accepts(url));
    case 'public_key':
      return fc
        .uint8Array({ minLength: 32, maxLength: 32 })
        .map((bytes) => Buffer.from(bytes).toString('base64'));
    case 'term':
    case 'contact':
      return odd(spec);
    default:
      throw new Error(`${key}: the test has no values for "${spec.remedy}"; add some.`);
  }
};

const valueFor = (key: string, spec: KeySpec): fc.Arbitrary<unknown> => {
  switch (spec.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: spec.least, max: spec.most });
    case 'array':
      return fc.uniqueArray(textFor(key, spec.of), { maxLength: Math.min(spec.most, 12) });
    case 'string':
      return textFor(key, spec);
  }
};

/** Policies as an agency may write them, and what the extension makes of them. */
const policies = fc
  .record(Object.fromEntries(policyKeys.map((key) => [key, valueFor(key, POLICY_KEYS[key])])), {
    requiredKeys: [],
  })
  .filter((raw) => readPolicy(raw).problems.length === 0);

describe('every file of the set', () => {
  it.each(FILLED)('%s holds every key of the policy', async (name) => {
    const deployment = deployed(EVERY_KEY);
    const bytes = filesOf(deployment).get(name) ?? new Uint8Array();
    const { found, problems } = await readPolicyFile(name, bytes, ID);
    expect(problems).toEqual([]);
    expect(found).toHaveLength(1);
    expect(Object.keys(found[0]?.settings ?? {}).toSorted()).toEqual([...policyKeys].toSorted());
  });

  it.each(FILLED)('%s is read back to what it was made from', async (name) => {
    await fc.assert(
      fc.asyncProperty(policies, fc.boolean(), async (raw, isUnsigned) => {
        const deployment = deployed(raw, { firefoxUnsigned: isUnsigned });
        const bytes = filesOf(deployment).get(name) ?? new Uint8Array();
        const { found } = await readPolicyFile(name, bytes, ID);
        expect(found).toHaveLength(1);
        const [one] = found;
        const isFirefox = name.includes('firefox');
        expect(one?.settings ?? {}).toEqual(deployment.settings);
        expect(one?.installedId).toBe(isFirefox ? GECKO_ID : ID);
        expect(one?.address).toBe(isFirefox ? deployment.installUrl : deployment.updateUrl);
        const problems = problemsOf({ found, problems: [] }, ID);
        // Without settings there is something to say; otherwise nothing.
        expect(problems.filter(({ key }) => !key.endsWith(': settings'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is made the same to the byte from the same answers', () => {
    const [one, other] = [filesOf(deployed(EVERY_KEY)), filesOf(deployed(EVERY_KEY))];
    for (const [name, content] of one)
      expect(Buffer.from(other.get(name) ?? []).equals(content), name).toBe(true);
  });

  it('installs nothing when it was not said where from', async () => {
    const { baseUrl: _, ...rest } = exampleAnswers();
    const answer = deploymentOf({ ...rest, extensionId: ID, firefoxUnsigned: true });
    if ('problems' in answer) throw new Error('these answers are good');
    for (const [name, content] of filesOf(answer.deployment)) {
      if (!FILLED.includes(name)) continue;
      const { found } = await readPolicyFile(name, content, ID);
      expect([name, found[0]?.installedId, found[0]?.address]).toEqual([name, null, null]);
      expect(Buffer.from(content).toString('utf8').replaceAll('\0', '')).not.toMatch(
        /signatures|force_installed|Forcelist/,
      );
    }
  });
});

describe('JSON files', () => {
  const schema = JSON.parse(readFileSync(join(REPOSITORY, 'public/managed_schema.json'), 'utf8')) as object;
  const isValid = new Ajv().compile({ ...schema, additionalProperties: false });
  const settingsOf = (name: string, settings: Readonly<Record<string, unknown>>): unknown => {
    const parsed = JSON.parse(Buffer.from(filesOf(deployed(settings)).get(name) ?? []).toString()) as {
      '3rdparty'?: { extensions: Record<string, unknown> };
      policies?: { '3rdparty': { Extensions: Record<string, unknown> } };
    };
    return parsed['3rdparty']?.extensions[ID] ?? parsed.policies?.['3rdparty'].Extensions[GECKO_ID];
  };
  it.each(FILLED.filter((name) => name.endsWith('.json')))('%s fits the schema of the extension', (name) => {
    expect(isValid(settingsOf(name, EVERY_KEY)), JSON.stringify(isValid.errors)).toBe(true);
    fc.assert(
      fc.property(policies, (raw) => {
        expect(isValid(settingsOf(name, raw))).toBe(true);
      }),
    );
  });
});

describe('the registry', () => {
  it('has lists as values "1", "2", ... of a key of their own', () => {
    const registry = registryOf(
      'chrome',
      deployed({ region: '36.03', extraTerms: ['Salam Contoh', 'Maju Contoh'] }),
    );
    const own = `Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${ID}\\policy`;
    expect([...(registry.get(own) ?? [])]).toEqual([['region', '36.03']]);
    expect([...(registry.get(`${own}\\extraTerms`) ?? [])]).toEqual([
      ['1', 'Salam Contoh'],
      ['2', 'Maju Contoh'],
    ]);
  });

  it('has no flags: 1 and 0, as Firefox hands them on, are taken for them', () => {
    const values = registryOf('firefox', deployed({ showWelcome: false })).get(
      `Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\${GECKO_ID}`,
    );
    expect([...(values ?? [])]).toEqual([['showWelcome', 0]]);
    expect(readPolicy({ showWelcome: 0 }).policy).toEqual({ showWelcome: false });
    expect(readPolicy({ showWelcome: 1 }).policy).toEqual({ showWelcome: true });
    expect(readPolicy({ showWelcome: 2 }).problems).toHaveLength(1);
  });

  it('is a file in UTF-16 with ends of lines as on Windows', () => {
    const bytes = Buffer.from(
      filesOf(deployed({ helpContact: 'Sekretariat – lantai é' })).get('windows/edge.reg') ?? [],
    );
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const text = bytes.subarray(2).toString('utf16le');
    expect(text.startsWith('Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\')).toBe(true);
    expect(text).toContain('"helpContact"="Sekretariat – lantai é"\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is read whatever the case of its keys, from a file in UTF-8 too', async () => {
    const text = `Windows Registry Editor Version 5.00

; a note
[HKEY_CURRENT_USER\\SOFTWARE\\POLICIES\\google\\chrome\\3RDPARTY\\Extensions\\${ID}\\Policy]
"journalDays"=dword:0000001E
"showWelcome"=dword:00000000
[HKEY_LOCAL_MACHINE\\software\\policies\\google\\chrome\\3rdparty\\extensions\\${ID}\\policy\\extraTerms]
"10"="Sepuluh Contoh"
"2"="Dua Contoh"
`;
    const { found, problems } = await readPolicyFile('a.reg', Buffer.from(text), ID);
    expect(problems).toEqual([]);
    expect(found[0]?.settings).toEqual({
      journalDays: 30,
      showWelcome: false,
      extraTerms: ['Dua Contoh', 'Sepuluh Contoh'],
    });
  });
});

describe('profiles of macOS', () => {
  const profile = async (settings: Readonly<Record<string, unknown>>) =>
    documentOf(Buffer.from(filesOf(deployed(settings)).get('macos/chrome.mobileconfig') ?? []).toString());
  const uuids = (document: Document): string[] =>
    [...document.getElementsByTagName('key')]
      .filter((key) => key.textContent === 'PayloadUUID')
      .map((key) => key.nextElementSibling?.textContent ?? '');

  it('number each payload, the same for the same content', async () => {
    const [one, same, other] = [
      await profile({ region: '36' }),
      await profile({ region: '36' }),
      await profile({ region: '31' }),
    ];
    expect(uuids(one)).toHaveLength(3);
    expect(new Set(uuids(one)).size).toBe(3);
    for (const uuid of uuids(one)) expect(uuid).toMatch(/^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/);
    expect(uuids(same)).toEqual(uuids(one));
    // The installation is the same, the settings and so the whole are not.
    expect(uuids(other).filter((uuid) => uuids(one).includes(uuid))).toHaveLength(1);
  });
});

describe('the forms of group policy', () => {
  const languages = Object.keys(ADML_LANGUAGES) as AdmlLanguage[];
  const form = () => documentOf(admxOf({ extensionId: ID, geckoId: GECKO_ID }));
  const texts = (language: AdmlLanguage) => documentOf(admlOf(language));

  it.each(languages)(
    'hold every key for every browser, with all texts and controls, in %s',
    async (language) => {
      const [admx, adml] = [await form(), await texts(language)];
      expect(admxProblems(admx, adml)).toEqual([]);
      expect(admx.getElementsByTagName('policy')).toHaveLength(3 * policyKeys.length);
      const used = new Set(
        [...admxOf({ extensionId: ID, geckoId: GECKO_ID }).matchAll(/\$\(\w+\.(\w+)\)/g)].map(([, id]) => id),
      );
      for (const table of ['string', 'presentation'])
        for (const element of adml.getElementsByTagName(table))
          expect(used, `${element.getAttribute('id')} is used by nothing`).toContain(
            element.getAttribute('id'),
          );
    },
  );

  it('say the same in both languages, in other words', async () => {
    const [one, other] = [await texts('id-ID'), await texts('en-US')];
    const ids = (adml: Document) =>
      [...adml.getElementsByTagName('string')].map((text) => text.getAttribute('id'));
    expect(ids(one)).toEqual(ids(other));
    const help = (adml: Document) =>
      [...adml.getElementsByTagName('string')].find((text) => text.getAttribute('id') === 'moreRegions_help')
        ?.textContent;
    expect(help(one)).toContain('Sampai empat kode');
    expect(help(other)).toContain('\n\nExample:\n31\n32.16\n\n');
  });

  /** What the editor of group policy writes when an administrator fills in these settings. */
  const filledIn = (admx: Document, browser: string, settings: Readonly<Record<string, unknown>>) => {
    const registry = new Map<string, Map<string, RegistryValue>>();
    const put = (key: string, name: string, value: RegistryValue) =>
      registry.set(key, (registry.get(key) ?? new Map<string, RegistryValue>()).set(name, value));
    for (const [name, value] of Object.entries(settings)) {
      const policy = [...admx.getElementsByTagName('policy')].find(
        (one) => one.getAttribute('name') === `${browser}_${name}`,
      );
      const key = policy?.getAttribute('key') ?? '';
      const element = policy?.getElementsByTagName('elements')[0]?.firstElementChild;
      const valueName = (element ?? policy)?.getAttribute('valueName') ?? '';
      switch (element?.localName) {
        case undefined: {
          const state = policy?.getElementsByTagName(value === true ? 'enabledValue' : 'disabledValue')[0];
          put(key, valueName, Number(state?.getElementsByTagName('decimal')[0]?.getAttribute('value')));
          break;
        }
        case 'decimal': {
          const [least, most] = ['minValue', 'maxValue'].map((end) => Number(element?.getAttribute(end)));
          expect(value).toBeGreaterThanOrEqual(least ?? Number.NaN);
          expect(value).toBeLessThanOrEqual(most ?? Number.NaN);
          put(key, valueName, Number(value));
          break;
        }
        case 'enum': {
          const values = [...(element?.getElementsByTagName('string') ?? [])].map((item) => item.textContent);
          expect(values).toContain(value);
          put(key, valueName, String(value));
          break;
        }
        case 'text':
          expect(String(value).length).toBeLessThanOrEqual(Number(element?.getAttribute('maxLength')));
          put(key, valueName, String(value));
          break;
        case 'list': {
          const prefix = element?.getAttribute('valuePrefix') ?? 'none';
          for (const [at, entry] of (value as string[]).entries())
            put(element?.getAttribute('key') ?? '', `${prefix}${at + 1}`, entry);
          break;
        }
        default:
          throw new Error(`${name}: the test does not know <${element?.localName}>.`);
      }
    }
    return registry;
  };

  it.each(['chrome', 'edge', 'firefox'] as const)(
    'filled in for %s give what the registry file gives',
    async (browser) => {
      const admx = await form();
      fc.assert(
        fc.property(policies, (raw) => {
          const { settings } = deployed(raw);
          const found = foundInRegistry(filledIn(admx, browser, settings), {
            geckoId: GECKO_ID,
            extensionId: ID,
          });
          expect(found.map((one) => one.browser)).toEqual(
            Object.keys(settings).length === 0 ? [] : [browser],
          );
          expect(found[0]?.settings ?? {}).toEqual(settings);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each([
    [
      'a policy is gone',
      'admx',
      (admx: Document) => admx.getElementsByTagName('policy')[0]?.remove(),
      /There is no policy chrome_region/,
    ],
    [
      'a text is gone',
      'adml',
      (adml: Document) => adml.getElementsByTagName('string')[9]?.remove(),
      /is not in the texts/,
    ],
    [
      'a control is gone',
      'adml',
      (adml: Document) => adml.getElementsByTagName('presentation')[0]?.remove(),
      /region\)" is not in the texts/,
    ],
    [
      'a control names another element',
      'adml',
      (adml: Document) => adml.getElementsByTagName('textBox')[0]?.setAttribute('refId', 'other'),
      /has no control/,
    ],
    [
      'a category is gone',
      'admx',
      (admx: Document) => admx.getElementsByTagName('category')[2]?.remove(),
      /parentCategory "edge" is not defined/,
    ],
    [
      'a supported version is gone',
      'admx',
      (admx: Document) => admx.getElementsByTagName('definition')[0]?.remove(),
      /supportedOn "supported_chrome"/,
    ],
    [
      'the target is gone',
      'admx',
      (admx: Document) => admx.getElementsByTagName('target')[0]?.remove(),
      /prefix and namespace/,
    ],
    [
      'a name is used twice',
      'admx',
      (admx: Document) => admx.getElementsByTagName('policy')[1]?.setAttribute('name', 'chrome_region'),
      /used twice/,
    ],
    [
      'a class is none',
      'admx',
      (admx: Document) => admx.getElementsByTagName('policy')[0]?.setAttribute('class', 'All'),
      /none of Machine/,
    ],
    [
      'a key is elsewhere',
      'admx',
      (admx: Document) => admx.getElementsByTagName('policy')[0]?.setAttribute('key', 'Software\\Other'),
      /not below Software/,
    ],
    [
      'the parts are in another order',
      'admx',
      (admx: Document) => admx.documentElement.append(admx.getElementsByTagName('resources')[0] ?? ''),
      /in this order/,
    ],
  ] as const)('are found wanting when %s', async (_, which, spoil, said) => {
    const [admx, adml] = [await form(), await texts('en-US')];
    spoil(which === 'admx' ? admx : adml);
    expect(
      admxProblems(admx, adml)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(said);
  });
});

describe('npm run policy -- --check', () => {
  const put = (name: string, text: string): string => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };
  const json = (value: unknown): string => JSON.stringify(value);
  const chromium = (settings: unknown, forcelist = [`${ID};https://unduh.example.go.id/updates.xml`]) =>
    json({ ExtensionInstallForcelist: forcelist, '3rdparty': { extensions: { [ID]: settings } } });
  const firefox = (
    settings: unknown,
    own: unknown = { installation_mode: 'force_installed', install_url: 'https://a.go.id/a.xpi' },
  ) =>
    json({
      policies: {
        ExtensionSettings: { [GECKO_ID]: own },
        '3rdparty': { Extensions: { [GECKO_ID]: settings } },
      },
    });

  it('has nothing to say against what it made', async () => {
    const folder = write('made', filesOf(deployed(EVERY_KEY)));
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(names).toHaveLength(13);
    const { status, error } = await runPolicy(names.flatMap((name) => ['--check', name]));
    expect([status, error]).toEqual([0, '']);
  });

  it.each([
    [
      'a bad value',
      'bad.json',
      chromium({ region: '99.99', mode: 'warn' }),
      /bad\.json: chromium: region: "99\.99" is not used\.\n {2}No region has this code/,
    ],
    [
      'a bad entry',
      'entry.json',
      chromium({ extraAccounts: ['x:good', 'tiktok:a'] }),
      /extraAccounts: "tiktok:a" is not used\.\n {2}Write "site:account"/,
    ],
    [
      'an account that is nobody’s',
      'neutral.json',
      chromium({ extraAccounts: ['x:KPU_ID'] }),
      /extraAccounts: "x:KPU_ID" is not used\.\n {2}This is the account of an election organiser/,
    ],
    [
      'an unknown key',
      'unknown.json',
      chromium({ regoin: '36' }),
      /regoin: "36" is not used\.\n {2}This key is unknown/,
    ],
    [
      'a key named like part of every object',
      'proto.json',
      chromium(JSON.parse('{"__proto__":"36","constructor":"x"}')),
      /constructor: "x" is not used/,
    ],
    [
      'a wrong type',
      'type.json',
      firefox({ showWelcome: 'yes' }),
      /firefox: showWelcome: "yes" is not used\.\n {2}It must be true or false/,
    ],
    [
      'two ids',
      'two.json',
      chromium({ region: '36' }, [`${'b'.repeat(32)};https://a.go.id/updates.xml`]),
      /b{32} is installed, but the settings are for abcdef/,
    ],
    [
      'no address',
      'address.json',
      chromium({ region: '36' }, [ID]),
      /address: .*no address.*\n {2}Write the https address/,
    ],
    [
      'an address without https',
      'http.json',
      chromium({ region: '36' }, [`${ID};http://a.go.id/updates.xml`]),
      /https only/,
    ],
    [
      'no package for Firefox',
      'own.json',
      firefox({ region: '36' }, { installation_mode: 'force_installed' }),
      /does not say where to install from/,
    ],
    [
      'no settings',
      'none.json',
      json({ ExtensionInstallForcelist: [`${ID};https://a.go.id/updates.xml`] }),
      /settings: There are none/,
    ],
    ['another extension', 'other.json', json({ '3rdparty': { extensions: {} } }), /nothing for Jaga Netral/],
    ['broken JSON', 'broken.json', '{"3rdparty": {', /is no JSON/],
    [
      'bad answers',
      'answers.json',
      json({ extensionId: 'abc', baseUrl: 'ftp://a/', colour: 1, settings: { journalDays: -1 } }),
      /colour: This field is unknown[\s\S]*"abc" is no extension id[\s\S]*ftp:[\s\S]*journalDays: -1 is not used/,
    ],
    ['another kind', 'notes.txt', 'region=36', /kind of file is unknown/],
    [
      'a registry file without its first line',
      'first.reg',
      '[HKEY_LOCAL_MACHINE\\Software]\n',
      /not the first line/,
    ],
    [
      'a registry value of another kind',
      'kind.reg',
      `Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${ID}\\policy]\n"region"=hex(2):33,00\n"mode"="warn"\n`,
      /line 3: .*hex\(2\).*\n {2}Write \[HKEY/,
    ],
    [
      'a list written as one text',
      'list.reg',
      `Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${ID}\\policy]\n"extraTerms"="Salam Contoh"\n`,
      /extraTerms: "Salam Contoh" is not used\.\n {2}It must be a list/,
    ],
    [
      'a flag that is none',
      'flag.reg',
      `Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\Software\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\${ID}\\policy]\n"showWelcome"=dword:00000005\n`,
      /edge: showWelcome: 5 is not used/,
    ],
    ['a profile that is no XML', 'a.mobileconfig', '<plist><dict>', /is no XML/],
    [
      'a profile with a stray element',
      'b.mobileconfig',
      '<plist><dict><key>a</key><date>2024</date></dict></plist>',
      /<date> is not used/,
    ],
    [
      'a profile that Firefox would not read',
      'c.mobileconfig',
      `<plist><dict><key>PayloadContent</key><array><dict><key>PayloadType</key><string>org.mozilla.firefox</string></dict></array></dict></plist>`,
      /EnterprisePoliciesEnabled: It is not set/,
    ],
    ['a form without its texts', 'alone.admx', '<policyDefinitions/>', /id-ID.*is missing/],
  ])('names file, key and remedy for %s', async (_, name, text, said) => {
    const file = put(name, text);
    const { status, out, error } = await runPolicy(['--check', file]);
    expect(error).toMatch(said);
    expect(error.startsWith(`${file}: `)).toBe(true);
    // Each problem has its remedy in the line below.
    for (const [at, line] of error.split('\n').entries())
      expect(line.startsWith(at % 2 === 0 ? file : '  ')).toBe(true);
    expect([status, out]).toEqual([1, '']);
  });

  it('finds the extension among others: by the id that was named, or by its keys', async () => {
    const twin = 'd'.repeat(32);
    const others = {
      ['c'.repeat(32)]: { blocking: true },
      [twin]: { region: '99.99' },
      [ID]: { mode: 'stop' },
    };
    const file = put('among.json', json({ '3rdparty': { extensions: others } }));
    expect((await runPolicy(['--check', file])).error).toMatch(/region: "99.99"/);
    expect((await runPolicy(['--check', file, '--extension-id', ID])).error).toMatch(/mode: "stop"/);
  });

  it('compares the extension with the one that was named', async () => {
    const file = put('named.json', chromium({ region: '36' }));
    expect((await runPolicy(['--check', file, '--extension-id', ID])).status).toBe(0);
    const { error } = await runPolicy(['--check', file, '--extension-id', 'c'.repeat(32)]);
    expect(error).toMatch(/abcdef\w+: This is another extension than c{32}/);
  });
});

describe('npm run policy', () => {
  it('makes the set from an answers file that it printed itself, and again from the one that it wrote', async () => {
    const answers = join(home, 'printed.json');
    writeFileSync(answers, (await runPolicy(['--example'])).out);
    const one = join(home, 'one');
    const first = await runPolicy(['--answers', answers, '--out', one]);
    expect([first.status, first.error]).toEqual([0, '']);
    expect(first.out).toContain('/etc/chromium/policies/managed/');
    const other = join(home, 'other');
    await runPolicy(['--answers', join(one, 'answers.json'), '--out', other]);
    const names = readdirSync(one, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(names).toHaveLength(14);
    for (const { parentPath, name } of names) {
      const path = join(parentPath, name);
      expect(readFileSync(path.replace(one, other)).equals(readFileSync(path)), path).toBe(true);
    }
  });

  it('leaves the simulated date out of what is meant to be changed', async () => {
    expect((await runPolicy(['--example'])).out).not.toContain('simulatedDate');
  });

  it('takes settings from the command line, each entry of a list by itself', async () => {
    const out = join(home, 'set');
    const set = [
      'region=36.03',
      'showWelcome=false',
      'journalDays=0',
      'extraTerms=Salam Contoh',
      'extraTerms=Maju = Contoh',
    ];
    const { status, error } = await runPolicy([
      '--out',
      out,
      '--extension-id',
      ID,
      ...set.flatMap((pair) => ['--set', pair]),
    ]);
    expect([status, error]).toEqual([0, '']);
    const parsed = JSON.parse(readFileSync(join(out, 'linux/chromium/jaga-netral.json'), 'utf8')) as unknown;
    expect(parsed).toEqual({
      '3rdparty': {
        extensions: {
          [ID]: {
            region: '36.03',
            showWelcome: false,
            journalDays: 0,
            extraTerms: ['Salam Contoh', 'Maju = Contoh'],
          },
        },
      },
    });
  });

  it.each([
    ['no folder', ['--extension-id', ID], 2, /--out FOLDER/],
    ['no id', ['--out', 'x'], 1, /extensionId: null is no extension id/],
    ['no pair', ['--out', 'x', '--extension-id', ID, '--set', 'region'], 2, /write KEY=VALUE/],
    [
      'a bad value',
      ['--out', 'x', '--extension-id', ID, '--set', 'mode=stop'],
      1,
      /mode: "stop" is not used/,
    ],
    ['an unknown option', ['--folder', 'x'], 2, /--folder/],
    ['a file without --check', ['a.json'], 2, /--check FILE/],
    ['a missing file', ['--check', '/nowhere/a.json'], 2, /there is no such file/],
    ['a missing key', ['--out', 'x', '--key', '/nowhere/key.pem'], 2, /there is no such file/],
  ])('says what is wrong with a call: %s', async (_, args, status, said) => {
    const place = join(home, 'nothing');
    const outcome = await runPolicy(args.map((arg) => (arg === 'x' ? place : arg)));
    expect(outcome.error).toMatch(said);
    expect(outcome.status).toBe(status);
    expect(() => readdirSync(place)).toThrow();
  });

  it('explains every key in its help', async () => {
    const { out } = await runPolicy(['--help']);
    for (const key of policyKeys) expect(out).toMatch(new RegExp(`^  ${key} `, 'm'));
  });
});

describe('the administrator’s guide', () => {
  it.each([
    ['README.md', 'id'],
    ['README.en.md', 'en'],
  ])('%s explains every key in the words of the extension', (name, language) => {
    const guide = readFileSync(join(REPOSITORY, 'docs/admin', name), 'utf8');
    const locale = JSON.parse(
      readFileSync(join(REPOSITORY, 'public/_locales', language, 'messages.json'), 'utf8'),
    ) as Record<string, { readonly message: string }>;
    const text = (key: string): string => locale[key]?.message ?? `(no text ${key})`;
    const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
    for (const key of policyKeys) {
      const row = rows.find((line) => line.startsWith(`| \`${key}\` `));
      expect(row, `${name} has no row for ${key}`).toContain(`**${text(`policy_${key}_title`)}.**`);
      expect(row).toContain(text(`policy_${key}_description`));
    }
    // What is no key any more must not be promised.
    const table = guide.slice(guide.indexOf(`| \`${policyKeys[0]}\``)).split('\n\n')[0] ?? '';
    expect(table.match(/^\| `\w+`/gm)).toHaveLength(policyKeys.length);
  });
});
