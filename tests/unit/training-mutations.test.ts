/**
 * Bad training data is refused, one test per kind: a copy of the scenarios is spoilt in one place, and the check must
 * name the file, the path in it and what to do.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCandidates, loadNames } from '../../scripts/candidates.ts';
import { formatRules, loadRules } from '../../scripts/rules.ts';
import { checkRules } from '../../scripts/rules-check.ts';
import { checkInvented } from '../../scripts/training.ts';

const shipped = join(dirname(fileURLToPath(import.meta.url)), '../../rules');

let folder = '';
let root = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jaga-netral-training-'));
  root = join(folder, 'rules');
  cpSync(shipped, root, { recursive: true, filter: (path) => !path.endsWith('/candidates') });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: a document to be spoilt in any way
type Loose = any;

const spoil = (name: string, change: (data: Loose) => void): void => {
  const path = join(root, 'training', `${name}.json`);
  const data = JSON.parse(readFileSync(path, 'utf8')) as Loose;
  change(data);
  writeFileSync(path, formatRules(data));
};

const CAST = 'rules/training/cast.json';

/** [what is spoilt, file, change, path of the problem, its message] */
const SPOILT: readonly [string, string, (data: Loose) => void, string, RegExp][] = [
  ['an unknown field', 'like', (data) => (data.scenarios[0].colour = 'plum'), 'scenarios[0]', /colour/],
  [
    'a text in one language',
    'like',
    (data) => delete data.scenarios[0].question.en,
    'scenarios[0].question.en',
    /missing/,
  ],
  ['no day', 'share', (data) => (data.scenarios[0].days = []), 'scenarios[0].days', /./],
  [
    'an item that the decree does not have',
    'like',
    (data) => (data.scenarios[0].days[0].items = ['disiplin-13']),
    'scenarios[0].days[0].items[0]',
    /disiplin-1/,
  ],
  [
    'a level without an item',
    'like',
    (data) => (data.scenarios[0].days[0].items = []),
    'scenarios[0].days[0].items',
    /opinion/,
  ],
  [
    'an item twice',
    'like',
    (data) => data.scenarios[0].days[0].items.push(data.scenarios[0].days[0].items[0]),
    'scenarios[0].days[0].items',
    /twice/,
  ],
  [
    'a clear day that holds',
    'like',
    (data) => (data.scenarios[0].days.at(-1).response = 'hold'),
    'scenarios[0].days[6].response',
    /aman/,
  ],
  [
    'a stage that does not exist',
    'like',
    (data) => (data.scenarios[0].days[0].stage = 'pilkada-2024.nowhere'),
    'scenarios[0].days[0].stage',
    /nowhere/,
  ],
  [
    'a date outside of the stage',
    'like',
    (data) => (data.scenarios[0].days[0].date = '2024-01-01'),
    'scenarios[0].days[0].stage',
    /does not judge on 2024-01-01/,
  ],
  [
    'days out of order',
    'like',
    (data) => data.scenarios[0].days.reverse(),
    'scenarios[0].days[1].date',
    /order/,
  ],
  [
    'a scenario in the file of another action',
    'like',
    (data) => (data.scenarios[0].action = 'share'),
    'scenarios[0].action',
    /like\.json/,
  ],
  [
    'an action that the site does not have',
    'attend',
    (data) => (data.scenarios[0].site = 'x'),
    'scenarios[0].site',
    /x has no "attend"/,
  ],
  [
    'a subject that the action cannot be aimed at',
    'follow',
    (data) => (data.scenarios[0].subject = { kind: 'draft', draft: { words: { id: 'Halo', en: 'Hello' } } }),
    'scenarios[0].subject.kind',
    /aimed at "account"/,
  ],
  [
    'a comment without words',
    'comment',
    (data) => delete data.scenarios[0].subject.draft,
    'scenarios[0].subject.draft',
    /own words/,
  ],
  [
    'a like with words',
    'like',
    (data) => (data.scenarios[0].subject.draft = { words: { id: 'Halo', en: 'Hello' } }),
    'scenarios[0].subject.draft',
    /no words of one’s own/,
  ],
  [
    'an Instagram post without a photo',
    'post',
    (data) => {
      const at = data.scenarios.findIndex((one: Loose) => one.site === 'instagram');
      data.scenarios.unshift(...data.scenarios.splice(at, 1));
      delete data.scenarios[0].subject.draft.photo;
    },
    'scenarios[0].subject.draft.photo',
    /without a photo/,
  ],
  [
    'an Instagram comment with a photo',
    'comment',
    (data) => {
      data.scenarios = data.scenarios.filter((one: Loose) => one.site === 'instagram');
      data.scenarios[0].subject.draft.photo = { id: 'Foto', en: 'A photo' };
    },
    'scenarios[0].subject.draft.photo',
    /no photo here/,
  ],
  [
    'a person who is not in the cast',
    'like',
    (data) => (data.scenarios[0].subject.post.author = 'nobody'),
    'scenarios[0].subject.post.author',
    /nobody/,
  ],
  [
    'an id twice',
    'like',
    (data) => (data.scenarios[1].id = data.scenarios[0].id),
    'scenarios[1].id',
    /twice/,
  ],
  [
    'an unknown source',
    'like',
    (data) => (data.scenarios[0].sources = ['skb.tidak-ada']),
    'scenarios[0].sources',
    /skb\.tidak-ada/,
  ],
  [
    'a raised voice',
    'like',
    (data) => (data.scenarios[0].title.en = 'Stop!'),
    'scenarios[0].title.en',
    /raises its voice/,
  ],
  [
    'an informal address',
    'like',
    (data) => (data.scenarios[0].question.id = 'Bolehkah anda menyukainya?'),
    'scenarios[0].question.id',
    /formally/,
  ],
  [
    'a word in capitals',
    'like',
    (data) => (data.scenarios[0].setting.id = 'Ini DILARANG.'),
    'scenarios[0].setting.id',
    /capitals/,
  ],
  [
    'an accusation',
    'like',
    (data) => (data.scenarios[0].explanation.en += ' You have violated the decree.'),
    'scenarios[0].explanation.en',
    /accuses/,
  ],
  [
    'a sanction foretold',
    'like',
    (data) => (data.scenarios[0].explanation.id += ' Anda akan dikenai sanksi.'),
    'scenarios[0].explanation.id',
    /foretells/,
  ],
  [
    'an explanation without "dapat dianggap"',
    'like',
    (data) => (data.scenarios[0].explanation.id = 'Menyukainya tidak boleh.'),
    'scenarios[0].explanation.id',
    /may be treated as/,
  ],
  ['a real region', 'cast', (data) => (data.regions[0].code = '36'), 'regions[0].code', /real region/],
  [
    'a participant of no election',
    'cast',
    (data) => (data.participants[0].id = 'pemilu-1955/presiden/1'),
    'participants[0].id',
    /no election/,
  ],
  [
    'a participant in a real region',
    'cast',
    (data) => (data.participants[6].region = '36'),
    'participants[6].region',
    /no region "36"/,
  ],
  [
    'a team of nobody',
    'cast',
    (data) => (data.participants[2].of = 'pemilu-2024/presiden/1'),
    'participants[2].of',
    /no participant/,
  ],
  [
    'the id of a real participant',
    'cast',
    (data) => (data.participants[0].id = 'pemilu-2024/presiden/1'),
    'participants[0].id',
    /twice/,
  ],
  [
    'a handle that may be somebody’s',
    'cast',
    (data) => (data.people[0].handle = 'prabowo'),
    'people[0].handle',
    /contoh/,
  ],
  [
    'a handle that X would not take',
    'cast',
    (data) => (data.people[0].handle = 'jayantakawiradipacontoh'),
    'people[0].handle',
    /15/,
  ],
  [
    'two people with one handle',
    'cast',
    (data) => (data.people[1].handle = data.people[0].handle),
    'people[1].handle',
    /taken/,
  ],
  [
    'an account for nobody',
    'cast',
    (data) => (data.people[0].speaksFor = 'pemilu-2024/presiden/1'),
    'people[0].speaksFor',
    /no participant/,
  ],
  [
    'a person whom no scenario names',
    'cast',
    (data) => data.people.push({ id: 'sepi', handle: 'sepicontoh', name: 'Sepi Sendirian' }),
    'people[17].id',
    /no scenario names/,
  ],
  [
    'the name of a real participant',
    'cast',
    (data) => (data.people[0].name = 'Ganjar Pranowo'),
    'people[0].name',
    /really stands/,
  ],
];

describe('the check refuses', () => {
  it.each(SPOILT)('%s', (_, name, change, path, message) => {
    spoil(name, change);
    const { problems } = checkRules(root);
    const found = problems.find((one) => one.file === `rules/training/${name}.json` && one.path === path);
    expect(found?.message, JSON.stringify(problems.slice(0, 5))).toMatch(message);
    expect(found?.remedy.length).toBeGreaterThan(10);
  });

  it.each([
    ['an item', 'join', 'disiplin-10'],
    ['an action', 'quote', 'quote'],
    ['a case', 'post', 'spanduk'],
    ['a site’s scenarios', '', 'threads'],
  ])('a training that no longer reaches %s', (_, file, path) => {
    for (const name of file === '' ? ['like', 'share', 'quote', 'comment', 'follow', 'post'] : [file])
      spoil(name, (data) => {
        data.scenarios = data.scenarios
          .map((one: Loose) => (one.site === 'threads' && file === '' ? { ...one, site: 'x' } : one))
          .map((one: Loose) => (one.case === path ? { ...one, case: undefined } : one))
          .filter((one: Loose, at: number) => path !== 'disiplin-10' || at > 0 || one.action !== 'join');
      });
    if (path === 'quote') rmSync(join(root, 'training/quote.json'));
    const { problems } = checkRules(root);
    expect(problems.map((one) => [one.file, one.path])).toContainEqual(['rules/training', path]);
  });

  it('a file that is no action', () => {
    cpSync(join(root, 'training/like.json'), join(root, 'training/likes.json'));
    expect(checkRules(root).problems.map(({ file }) => file)).toContain('rules/training/likes.json');
  });

  it('a training without a cast', () => {
    rmSync(join(root, 'training/cast.json'));
    expect(checkRules(root).problems).toMatchObject([{ file: 'rules/training/cast.json' }]);
  });
});

describe('the name of somebody on a candidate list', () => {
  it('is found, however it is spelt', () => {
    const { training, rules } = loadRules(shipped);
    const lists = loadCandidates(shipped);
    const names = loadNames(shipped);
    const [person] = lists.flatMap(({ data }) =>
      data.districts.flatMap(({ lists = {} }) =>
        Object.values(lists)
          .flat()
          .filter((one) => one !== null && /^Muhammad [A-Z][a-z]+ [A-Z][a-z]+$/.test(one)),
      ),
    );
    const taken = person?.replace('Muhammad', 'Mohamad').toLowerCase() ?? '';
    const people = training.cast.people.map((one, at) => (at === 3 ? { ...one, name: taken } : one));
    expect(
      checkInvented({ ...training, cast: { ...training.cast, people } }, rules, lists, names),
    ).toMatchObject([{ file: CAST, path: 'people[3].name' }]);
  });
});
