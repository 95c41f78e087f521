/**
 * The training scenarios, judged on the extension's own road: recognised, judged and answered on each of their days.
 * What must come out stands in the scenarios, written by hand from the decree. Where the two differ, one of them is
 * wrong: read the decree again before you touch either.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCandidates, loadNames } from '../../scripts/candidates.ts';
import { loadRules } from '../../scripts/rules.ts';
import { actionsOn, checkInvented, checkTraining, coverageOf, PER_ITEM } from '../../scripts/training.ts';
import { type Decree, judge } from '../../src/domain/judge.ts';
import { respond } from '../../src/domain/response.ts';
import { ACTIONS, SITE_IDS, type Subject, type Verdict } from '../../src/domain/vocabulary.ts';
import { messages } from '../../src/generated/guard-messages.ts';
import { rules } from '../../src/pack/bundle.ts';
import { compilePagePack, decreeOf } from '../../src/pack/compile.ts';
import { createRecogniser } from '../../src/pack/recogniser.ts';
import { siteRules } from '../../src/pack/sites.ts';
import { homeOf, sceneOf, subjectOf, withTraining } from '../../src/pack/training.ts';
import { training } from '../../src/pack/training-bundle.ts';
import type { ScenarioData } from '../../src/pack/training-schema.ts';
import { type Gazetteer, openGazetteer } from '../../src/recognition/gazetteer.ts';
import { ignoredOf } from '../../src/recognition/ignored.ts';
import { buildMatcher } from '../../src/recognition/lexicon.ts';
import { recognise } from '../../src/recognition/recognise.ts';
import type { ReplicaPost } from '../../src/replicas/feed.ts';
import { DIFFERENCES } from './training-differences.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { cast, scenarios } = training;
const home = homeOf(cast);
const laid = withTraining(rules, cast);
const NOTHING_IGNORED = ignoredOf([]);
const NONE = { authors: new Set<string>(), terms: new Set<string>() };

type Day = ScenarioData['days'][number];
type Road = (scenario: ScenarioData, day: Day, subject: Subject) => Verdict;

const circumstancesOf = ({ action, employment }: ScenarioData, { date }: Day, subject: Subject) => ({
  action,
  date,
  employment: employment ?? 'pns',
  photo: subject.draftHasPhoto === true,
});

/** As the worker knows it: all regions, and everybody on the candidate lists. */
const workerRoad = (gazetteer: Gazetteer): Road => {
  const recogniser = createRecogniser(laid, gazetteer, [home]);
  const decree: Decree = { ...decreeOf(laid), participants: { get: (id) => recogniser.participant(id) } };
  return (scenario, day, subject) =>
    judge(recogniser.recognise(subject, NOTHING_IGNORED), circumstancesOf(scenario, day, subject), decree);
};

/** As a page knows it: the page pack of the learner's region. */
const pageRoad = (): Road => {
  const pack = compilePagePack(laid, { words: messages, style: '', badgeStyle: '', sites: siteRules }, [
    home,
  ]);
  const matcher = buildMatcher(pack.lexicon);
  const decree: Decree = {
    items: pack.items,
    elections: new Map(pack.elections.map((one) => [one.id, one])),
    participants: new Map(pack.participants.map((one) => [one.id, one])),
  };
  return (scenario, day, subject) =>
    judge(recognise(subject, matcher, NONE), circumstancesOf(scenario, day, subject), decree);
};

const outcome = (verdict: Verdict, { action }: ScenarioData) => ({
  level: verdict.level,
  items: verdict.items,
  stage: verdict.stage?.stage.id ?? null,
  response: respond(verdict, action, 'normal'),
});
const wanted = ({ level, items, stage, response }: Day) => ({ level, items, stage, response });

const cases = scenarios.flatMap((scenario) =>
  scenario.days.map((day) => [`${scenario.id} on ${day.date}` as string, scenario, day] as const),
);

const openShipped = (): Gazetteer => {
  const file = readFileSync(join(root, 'src/generated/gazetteer.bin'));
  return openGazetteer(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer);
};

describe('every scenario comes out as the decree has it', () => {
  let worker: Road;
  let page: Road;
  beforeAll(() => {
    worker = workerRoad(openShipped());
    page = pageRoad();
  });

  it.each(cases)('%s', (name, scenario, day) => {
    const subject = subjectOf(scenario, cast);
    const expected = { ...wanted(day), ...DIFFERENCES.get(name) };
    expect(outcome(worker(scenario, day, subject), scenario), 'as the worker knows it').toEqual(expected);
    expect(outcome(page(scenario, day, subject), scenario), 'as the page knows it').toEqual(expected);
  });

  it('but for known differences, each of which is one', () => {
    const days = new Map(cases.map(([name, , day]) => [name, wanted(day)]));
    for (const [name, found] of DIFFERENCES) {
      expect(days.get(name), name).toBeDefined();
      expect({ ...days.get(name), ...found }, name).not.toEqual(days.get(name));
    }
  });

  it('on the page of an event as well, where its words are no post', () => {
    const events = cases.filter(([, { subject }]) => subject.kind === 'event');
    expect(events.length).toBeGreaterThan(10);
    for (const [name, scenario, day] of events) {
      const { quoted, ...event } = subjectOf(scenario, cast);
      const onPage: Subject = {
        ...event,
        text: quoted?.text ?? '',
        ...(quoted?.author && { author: quoted.author }),
      };
      expect(outcome(page(scenario, day, onPage), scenario), name).toEqual(wanted(day));
    }
  });

  it('by handle alone, where a site shows no names', () => {
    const nameless = (subject: Subject): Subject => ({
      ...subject,
      ...(subject.author?.handle && { author: { handle: subject.author.handle } }),
      ...(subject.quoted && { quoted: nameless(subject.quoted) }),
    });
    for (const [name, scenario, day] of cases) {
      const expected = { ...wanted(day), ...DIFFERENCES.get(name) };
      expect(outcome(page(scenario, day, nameless(subjectOf(scenario, cast))), scenario), name).toEqual(
        expected,
      );
    }
  });

  it('from a feed in which an account’s words are not told', () => {
    for (const [name, scenario, day] of cases.filter(([, { subject }]) => subject.kind === 'account'))
      expect(
        outcome(page(scenario, day, { ...subjectOf(scenario, cast), text: '' }), scenario),
        name,
      ).toEqual(wanted(day));
  });
});

describe('the training data', () => {
  const loaded = loadRules(join(root, 'rules'));

  it('is what the files say', () => {
    expect(training).toEqual(JSON.parse(JSON.stringify(loaded.training)));
    expect(checkTraining(loaded.training, loaded.rules, loaded.files)).toEqual([]);
  });

  it('has at least 45 scenarios, on every site and with every action that it has', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(45);
    for (const site of SITE_IDS)
      expect(new Set(scenarios.filter((one) => one.site === site).map(({ action }) => action)), site).toEqual(
        new Set(actionsOn(site)),
      );
    expect(new Set(scenarios.map(({ action }) => action))).toEqual(new Set(ACTIONS));
  });

  it(`reaches every item that can happen on social media at least ${PER_ITEM} times, and every case`, () => {
    const { items, cases } = coverageOf(training, rules);
    const few = rules.items.items
      .filter(({ id, socialMedia }) => socialMedia && (items.get(id as never)?.length ?? 0) < PER_ITEM)
      .map(({ id }) => id);
    expect(few).toEqual([]);
    expect([...cases].filter(([, list]) => list.length === 0)).toEqual([]);
  });

  it('has learners who are no spouses, and spouses; days that hold, mark and let through', () => {
    expect(new Set(scenarios.map(({ employment }) => employment ?? 'pns'))).toEqual(
      new Set(['pns', 'spouse']),
    );
    expect(new Set(cases.map(([, , { response }]) => response))).toEqual(new Set(['hold', 'badge', 'none']));
  });

  it('treats the two invented pairs of each election alike', () => {
    const page = pageRoad();
    const day: Day = { date: '', level: 'aman', items: [], stage: null, response: 'none' };
    for (const [one, other, date] of [
      ['Jayantaka Wiradipa', 'Kertaraja Adiwangsa', '2024-01-15'],
      ['Baskaranata Tedjalaksana', 'Wicaksana Mangunharja', '2024-10-15'],
    ] as const)
      for (const words of [
        'Ayo pilih @.',
        '@ berkunjung ke pasar.',
        'Jangan pilih @.',
        'Relawan @ berkumpul.',
      ]) {
        const judged = (name: string) => {
          const [scenario] = scenarios;
          if (!scenario) throw new Error('no scenario');
          const subject: Subject = { kind: 'post', site: 'x', text: words.replace('@', name) };
          return outcome(page(scenario, { ...day, date }, subject), scenario);
        };
        expect(judged(one), words).toEqual(judged(other));
        expect(judged(one).level, words).not.toBe('aman');
      }
  });

  it('leaves what ships as it is', () => {
    const before = JSON.stringify(rules);
    withTraining(rules, cast);
    expect(JSON.stringify(rules)).toBe(before);
    const ids = JSON.stringify(rules.participants);
    for (const { id, members = [] } of cast.participants) {
      expect(ids).not.toContain(`"${id}"`);
      for (const member of members) expect(ids).not.toContain(member);
    }
  });
});

describe('invented people', () => {
  it('bear nobody’s name, as far as the lists of candidates tell', () => {
    const { rules: source } = loadRules(join(root, 'rules'));
    expect(
      checkInvented(training, source, loadCandidates(join(root, 'rules')), loadNames(join(root, 'rules'))),
    ).toEqual([]);
  });

  it('have handles that say so, and nobody real has one like it', () => {
    const real = [
      ...rules.participants.flatMap(({ participants }) => participants.flatMap(({ accounts }) => accounts)),
      ...rules.lexicon.news.accounts,
      ...rules.lexicon.organiser.accounts,
    ];
    expect(real.length).toBeGreaterThan(30);
    expect(real.filter(({ handle }) => /contoh/i.test(handle))).toEqual([]);
    expect(cast.people.filter(({ handle }) => !handle.includes('contoh'))).toEqual([]);
  });

  it('are found by no list, and no one else is found in what they write', () => {
    const recogniser = createRecogniser(rules, openShipped(), [home]);
    const found = (subject: Subject) =>
      recogniser
        .recognise(subject, NOTHING_IGNORED)
        .evidence.map(({ text, participant }) => [text, participant]);
    for (const { name, handle } of cast.people)
      expect(found({ kind: 'account', site: 'x', author: { handle, name }, text: name }), name).toEqual([]);
    for (const scenario of scenarios) expect(found(subjectOf(scenario, cast)), scenario.id).toEqual([]);
  });
});

describe('a scene', () => {
  it('shows what the subject says, in the form that a replica of the site takes', () => {
    for (const scenario of scenarios) {
      const scene = sceneOf(scenario, cast);
      const subject = subjectOf(scenario, cast);
      // The replicas must be able to show it: this line is checked by the compiler.
      const post: ReplicaPost | null = scene.post && { kind: 'neutral', ...replicaOf(scene.post) };
      expect(scene.draft ?? '', scenario.id).toBe(subject.draft ?? '');
      expect(scene.photo !== null, scenario.id).toBe(subject.draftHasPhoto === true);
      if (subject.kind === 'account') expect(scene.account).toMatchObject(subject.author ?? {});
      else if (subject.kind === 'draft') expect(post).toBeNull();
      else if (subject.kind === 'event') expect(post?.text).toBe(subject.quoted?.text);
      else if (subject.kind === 'post') {
        expect(post?.text).toBe(subject.text);
        expect(post?.quoted?.text).toBe(subject.quoted?.text);
        expect(post?.images?.map(({ alt }) => alt).join('\n')).toBe(subject.imageText);
      }
      if (subject.kind === 'group') expect(post?.group?.name).toBe(subject.groupName);
      if (subject.kind === 'event') expect(post?.event?.name).toBe(subject.pageTitle);
    }
  });

  it('has an id of its own for each post, the same each time', () => {
    const ids = () =>
      scenarios
        .flatMap((one) => sceneOf(one, cast).post ?? [])
        .flatMap(({ id, quoted }) => (quoted ? [id, quoted.id] : [id]));
    expect(new Set(ids()).size).toBe(ids().length);
    expect(ids()).toEqual(ids());
  });
});

/** A scene's post as a replica takes it. */
const replicaOf = ({
  quoted,
  ...post
}: NonNullable<ReturnType<typeof sceneOf>['post']>): Omit<ReplicaPost, 'kind'> => ({
  ...post,
  ...(quoted ? { quoted: { kind: 'neutral', ...replicaOf(quoted) } } : {}),
});
