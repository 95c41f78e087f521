/** What an agency declares counts as a participant inside the stages of whatever runs where the person is. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/domain/judge.ts';
import { type Policy, readPolicy } from '../../src/domain/policy.ts';
import type { Subject } from '../../src/domain/vocabulary.ts';
import { rules } from '../../src/pack/bundle.ts';
import { compilePagePack, decreeOf, participantsOf } from '../../src/pack/compile.ts';
import { withDeclared } from '../../src/pack/declared.ts';
import { createRecogniser } from '../../src/pack/recogniser.ts';
import { buildMatcher } from '../../src/recognition/lexicon.ts';
import { recognise } from '../../src/recognition/recognise.ts';

const NAME = 'dinyatakan oleh instansi Anda';
const NOBODY = { authors: new Set<string>(), terms: new Set<string>() };
const SURFACE = {
  words: { id: {}, en: {} },
  style: '',
  badgeStyle: '',
  sites: { x: {}, facebook: {}, instagram: {}, threads: {} },
};

const policyOf = (raw: object): Policy => {
  const { policy, problems } = readPolicy(raw);
  expect(problems).toEqual([]);
  return policy;
};

const POLICY = policyOf({
  extraAccounts: ['instagram:Tim.Contoh', 'x:@suara_contoh'],
  extraGroups: ['Sahabat Contoh Sejahtera'],
  extraTerms: ['Salam Contoh Juara', '#ContohJuara'],
});

/** Both tiers must say the same: the page's own, and the worker's. */
const verdictOn = (
  subject: Subject,
  date: string,
  regions: readonly string[],
  action: 'like' | 'join' = 'like',
) => {
  const merged = withDeclared(rules, POLICY, regions, NAME);
  const pack = compilePagePack(merged, SURFACE, regions);
  const inPage = judge(
    recognise(subject, buildMatcher(pack.lexicon), NOBODY),
    { action, date, employment: 'pns', photo: false },
    {
      items: pack.items,
      elections: new Map(pack.elections.map((one) => [one.id, one])),
      participants: new Map(pack.participants.map((one) => [one.id, one])),
    },
  );
  const recogniser = createRecogniser(merged, null, regions);
  const inWorker = judge(
    recogniser.recognise(subject, NOBODY),
    { action, date, employment: 'pns', photo: false },
    {
      ...decreeOf(merged),
      participants: new Map(participantsOf(merged, regions).map((one) => [one.id, one])),
    },
  );
  expect([inWorker.level, inWorker.reason, inWorker.items]).toEqual([
    inPage.level,
    inPage.reason,
    inPage.items,
  ]);
  const name = pack.participants.find(({ id }) => id === inPage.participant)?.name;
  return { ...inPage, name };
};

const by = (site: Subject['site'], handle: string): Subject => ({
  kind: 'post',
  site,
  text: 'Selamat pagi, warga.',
  author: { handle },
});

/** In the campaigns of 2024: of the general election, and of the Pilkada. */
const CAMPAIGNS = ['2024-01-15', '2024-10-15'];
const QUIET_YEARS = '2026-06-01';

describe.each([
  ['a regency', ['36.03']],
  ['a province', ['36']],
  ['several regions', ['36.03', '31', '73.71']],
])('for a person of %s', (_, regions) => {
  it.each(CAMPAIGNS)('on %s, counts a declared account as a participant’s own', (date) => {
    for (const subject of [
      by('instagram', 'tim.contoh'),
      by('threads', 'tim.contoh'),
      by('x', 'Suara_Contoh'),
    ]) {
      const { level, reason, own, name } = verdictOn(subject, date, regions);
      expect([level, reason, own, name]).toEqual(['dilarang', 'own-account', true, NAME]);
    }
    expect(verdictOn(by('facebook', 'suara_contoh'), date, regions).level).toBe('aman');
  });

  it.each(CAMPAIGNS)('on %s, finds declared words and groups', (date) => {
    const post = (text: string): Subject => ({ ...by('x', 'tetangga'), text });
    expect(verdictOn(post('Ayo, salam contoh juara untuk semua'), date, regions)).toMatchObject({
      name: NAME,
    });
    expect(verdictOn(post('Pagi #contohjuara'), date, regions)).toMatchObject({
      level: 'dilarang',
      name: NAME,
    });
    const group: Subject = {
      kind: 'group',
      site: 'facebook',
      text: '',
      groupName: 'Sahabat Contoh Sejahtera',
    };
    expect(verdictOn(group, date, regions, 'join')).toMatchObject({ reason: 'own-group', name: NAME });
    expect(verdictOn(post('Salam hangat, contoh yang baik'), date, regions).level).toBe('aman');
  });

  it('says nothing when no election runs', () => {
    expect(verdictOn(by('x', 'suara_contoh'), QUIET_YEARS, regions).level).toBe('aman');
  });
});

it('where nobody has said where they are, what runs in the whole country counts', () => {
  expect(verdictOn(by('x', 'suara_contoh'), '2024-01-15', []).level).toBe('dilarang');
});

it('an election that runs again in one region concerns its people alone', () => {
  // Barito Utara voted again in August 2025.
  const date = '2025-07-20';
  expect(verdictOn(by('x', 'suara_contoh'), date, ['62.05']).level).toBe('dilarang');
  expect(verdictOn(by('x', 'suara_contoh'), date, ['36.03']).level).toBe('aman');
});

it('without anything declared the rules stay what they are', () => {
  expect(withDeclared(rules, policyOf({ mode: 'block', exemptAccounts: ['x:a'] }), ['36'], NAME)).toBe(rules);
});
