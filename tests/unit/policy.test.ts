/** The managed policy: what is accepted, what is refused with which advice, and what comes of it for the person. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { managedSchema } from '../../scripts/policy-schema.ts';
import {
  applyPolicy,
  HIDEABLE,
  inForceOf,
  type KeySpec,
  LOCKABLE,
  POLICY_KEYS,
  type PolicyChecks,
  type PolicyKey,
  policyKeys,
  readPolicy,
} from '../../src/domain/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Every key with its example: the whole of a policy. */
const EXAMPLE = Object.fromEntries(policyKeys.map((key) => [key, POLICY_KEYS[key].example]));

const KNOWN: PolicyChecks = { isRegion: () => true, isNeutral: () => false };

describe('the table of keys', () => {
  it('has an example for each that is accepted as it stands', () => {
    expect(readPolicy(EXAMPLE)).toEqual({ policy: EXAMPLE, problems: [] });
  });

  it('is what public/managed_schema.json says; after a change run "npm run policy:schema"', () => {
    expect(readFileSync(join(root, 'public/managed_schema.json'), 'utf8')).toBe(managedSchema());
  });

  it('keeps to what Chromium understands of a schema', () => {
    const { type, properties, ...more } = readJson('public/managed_schema.json') as {
      readonly type: string;
      readonly properties: Record<string, Record<string, unknown>>;
    };
    expect([type, more]).toEqual(['object', {}]);
    expect(Object.keys(properties)).toEqual(policyKeys);
    for (const { title, description, type, ...rest } of Object.values(properties)) {
      expect([title, description]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      expect(rest).toEqual(type === 'array' ? { items: { type: 'string' } } : {});
      expect(['string', 'array', 'boolean', 'integer']).toContain(type);
    }
  });

  it('has a title, a description and every choice in both languages', () => {
    const locales = ['id', 'en'].map(
      (language) =>
        readJson(`public/_locales/${language}/messages.json`) as Record<string, { message: string }>,
    );
    for (const locale of locales)
      for (const key of policyKeys) {
        const text = locale[`policy_${key}_description`]?.message ?? '';
        expect(locale[`policy_${key}_title`]?.message, key).toMatch(/\S/);
        const spec: KeySpec = POLICY_KEYS[key];
        const of = spec.type === 'array' ? spec.of : spec;
        for (const value of (of.type === 'string' && of.values) || []) expect(text, key).toContain(value);
      }
  });

  it('has no key that could read, send or keep the journal', () => {
    // How long the person's own journal stays is the one thing about it, and only less can come of that.
    const about = policyKeys.filter((key) => /journal|catatan|send|log|report|upload|sync/i.test(key));
    expect(about).toEqual(['journalDays']);
  });
});

describe('reading a policy', () => {
  it.each([
    ['region', '3603', 'region'],
    ['region', 36, 'text'],
    ['strictness', 'streng', 'choice'],
    ['language', 'jv', 'choice'],
    ['mode', 'allow', 'choice'],
    ['showWelcome', 'true', 'flag'],
    ['helpContact', 'a\nb', 'contact'],
    ['helpContact', 'ke <b>sini</b>', 'contact'],
    ['helpContact', `${'a'.repeat(201)}`, 'contact'],
    ['helpContact', 'ab\u202Ecd', 'contact'],
    ['simulatedDate', '2024-02-30', 'date'],
    ['journalDays', 1.5, 'number'],
    ['journalDays', -1, 'number'],
    ['journalDays', 3651, 'number'],
    ['journalDays', '30', 'number'],
    ['packUrl', 'http://contoh.go.id/pack.json', 'address'],
    ['packUrl', 'https://a:b@contoh.go.id/', 'address'],
    ['packPublicKey', 'AAAA', 'public_key'],
    ['lockedKeys', 'region', 'list'],
    ['sendJournal', true, 'unknown_key'],
    ['__proto__x', true, 'unknown_key'],
    ['constructor', {}, 'unknown_key'],
  ])('leaves out %s = %j with the remedy "%s", and keeps the rest', (key, found, remedy) => {
    expect(readPolicy({ mode: 'block', [key]: found, extraTerms: ['Salam Contoh'] })).toEqual({
      policy: { ...(key === 'mode' ? {} : { mode: 'block' }), extraTerms: ['Salam Contoh'] },
      problems: [{ key, found, remedy }],
    });
  });

  it('takes a key called __proto__ for a word like any other', () => {
    const { policy, problems } = readPolicy(JSON.parse('{"__proto__": {"mode": "block"}}'));
    expect([policy.mode, problems]).toEqual([
      undefined,
      [{ key: '__proto__', found: { mode: 'block' }, remedy: 'unknown_key' }],
    ]);
  });

  it('refuses bad entries of a list one by one', () => {
    const accounts = ['x:@Calon', 'x:calon', 'telegram:calon', 'x:сalon', 'x:', 7, 'instagram:a.b_c'];
    expect(readPolicy({ extraAccounts: accounts })).toEqual({
      policy: { extraAccounts: ['x:calon', 'instagram:a.b_c'] },
      problems: [
        { key: 'extraAccounts', found: 'telegram:calon', remedy: 'account' },
        { key: 'extraAccounts', found: 'x:сalon', remedy: 'account' },
        { key: 'extraAccounts', found: 'x:', remedy: 'account' },
        { key: 'extraAccounts', found: 7, remedy: 'text' },
      ],
    });
  });

  it.each([
    ['zero width', 'Cal\u200Bon Kita'],
    ['Cyrillic', 'Сalon Kita'],
    ['styled', '𝐂alon Kita'],
    ['full width', 'Ｃalon Kita'],
    ['markup', '<b>Calon'],
    ['a line break', 'Calon\nKita'],
    ['two letters', 'a b'],
    ['signs alone', '.....'],
  ])('refuses a term with %s', (_, term) => {
    for (const key of ['extraTerms', 'extraGroups'])
      expect(readPolicy({ [key]: [term] }).problems).toEqual([{ key, found: term, remedy: 'term' }]);
  });

  it('keeps as many regions as there is room for', () => {
    const { policy, problems } = readPolicy({ moreRegions: ['31', '32', '33', '34', '31', '35'] });
    expect(policy.moreRegions).toEqual(['31', '32', '33', '34']);
    expect(problems).toEqual([{ key: 'moreRegions', found: '35', remedy: 'too_many' }]);
  });

  it('takes no account for a participant’s that is an organiser’s or a news medium’s', () => {
    const checks = { ...KNOWN, isNeutral: ({ handle }: { handle: string }) => handle === 'kpu_id' };
    expect(
      readPolicy({ extraAccounts: ['x:@KPU_ID', 'x:lain'], exemptAccounts: ['x:kpu_id'] }, checks),
    ).toEqual({
      policy: { extraAccounts: ['x:lain'], exemptAccounts: ['x:kpu_id'] },
      problems: [{ key: 'extraAccounts', found: 'x:@KPU_ID', remedy: 'neutral' }],
    });
  });

  it('knows a region that does not exist', () => {
    const { policy, problems } = readPolicy(
      { region: '99' },
      { ...KNOWN, isRegion: (code) => code !== '99' },
    );
    expect([policy, problems]).toEqual([{}, [{ key: 'region', found: '99', remedy: 'region' }]]);
  });

  it('holds no setting whose value the agency did not mean', () => {
    expect(
      readPolicy({ lockedKeys: ['region', 'strictness', 'simulatedDate'], strictness: 'streng' }),
    ).toEqual({
      policy: { lockedKeys: ['simulatedDate'] },
      problems: [
        { key: 'strictness', found: 'streng', remedy: 'choice' },
        { key: 'lockedKeys', found: 'region', remedy: 'lock' },
        { key: 'lockedKeys', found: 'strictness', remedy: 'lock' },
      ],
    });
  });

  it('never fails, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (raw) => {
        const { policy } = readPolicy(raw);
        expect(readPolicy(policy)).toEqual({ policy, problems: [] });
      }),
    );
  });

  it('keeps every good value beside any bad one', () => {
    const good = fc.subarray([...policyKeys]);
    const bad = fc.dictionary(
      fc.oneof(fc.constantFrom<string>(...policyKeys), fc.string()),
      fc.oneof(fc.jsonValue(), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(bad, good, (noise, keys) => {
        const raw = { ...noise, ...Object.fromEntries(keys.map((key) => [key, EXAMPLE[key]])) };
        const { policy } = readPolicy(raw);
        // A lock may fall when what it would hold is noise.
        for (const key of keys.filter((key) => key !== 'lockedKeys'))
          expect(policy[key as PolicyKey]).toEqual(EXAMPLE[key]);
      }),
    );
  });
});

describe('the settings in force', () => {
  const own: Settings = { ...DEFAULT_SETTINGS, strictness: 'longgar', region: '31' };

  it('are the person’s where they chose, and the agency’s where they did not', () => {
    const { policy } = readPolicy({ strictness: 'ketat', region: '36.03', language: 'en' });
    const inForce = applyPolicy(own, new Set(['strictness', 'region']), policy);
    expect([inForce.strictness, inForce.region, inForce.language]).toEqual(['longgar', '31', 'en']);
  });

  it('are the agency’s where it holds them', () => {
    const { policy } = readPolicy({ strictness: 'ketat', lockedKeys: ['strictness', 'simulatedDate'] });
    const chosen = new Set<string>(LOCKABLE);
    const inForce = applyPolicy({ ...own, simulatedDate: '2024-01-01' }, chosen, policy);
    expect([inForce.strictness, inForce.simulatedDate]).toEqual(['ketat', null]);
  });

  it('are the person’s own without a policy', () => {
    expect(applyPolicy(own, new Set(), {})).toEqual(own);
  });

  it('never touch exceptions and employment', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const { policy } = readPolicy({ ...EXAMPLE, ...(typeof raw === 'object' ? raw : {}) });
        const { exceptions, employment } = applyPolicy(own, new Set(), policy);
        expect([exceptions, employment]).toEqual([own.exceptions, own.employment]);
      }),
    );
  });
});

describe('the journal', () => {
  it('is kept for no longer than the person wants, whatever a policy says', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 0, max: 3_650 })),
        fc.option(fc.integer({ min: 0, max: 3_650 })),
        fc.boolean(),
        (wanted, set, locked) => {
          const { policy } = readPolicy({
            ...EXAMPLE,
            journalDays: set ?? undefined,
            lockedKeys: locked ? ['journalDays'] : [],
          });
          const settings = { ...DEFAULT_SETTINGS, journalDays: wanted };
          const { journalDays } = applyPolicy(settings, new Set(['journalDays']), policy);
          const length = (days: number | null) => days ?? Number.POSITIVE_INFINITY;
          expect(length(journalDays)).toBeLessThanOrEqual(length(wanted));
        },
      ),
    );
  });

  it('and privacy are parts that cannot be hidden, nor can what the agency set', () => {
    for (const part of HIDEABLE) expect(part).not.toMatch(/journal|privacy|about|policy|exceptions|rejected/);
  });

  it('is promised to be out of reach in docs/privacy.md, which names every key', () => {
    const text = readFileSync(join(root, 'docs/privacy.md'), 'utf8');
    expect(text).toContain('No policy can read, send or keep the journal');
    expect(policyKeys.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });
});

describe('what pages are told', () => {
  it('is made of settings and policy alone, and exempts the agency’s accounts', () => {
    const { policy } = readPolicy({ ...EXAMPLE, mode: 'block', hideParts: ['not-participant'] });
    expect(inForceOf({ ...DEFAULT_SETTINGS, region: '36.03' }, policy)).toEqual({
      format: 1,
      region: '36.03',
      employment: 'pns',
      language: 'auto',
      strictness: 'normal',
      simulatedDate: null,
      exceptions: [{ kind: 'author', site: 'facebook', author: 'pemkab.contoh', added: '' }],
      block: true,
      help: EXAMPLE.helpContact,
      mayExcept: false,
    });
  });

  it('asks for nothing where there is no policy', () => {
    expect(inForceOf(DEFAULT_SETTINGS, {})).toMatchObject({
      block: false,
      help: '',
      mayExcept: true,
      exceptions: [],
    });
  });
});
