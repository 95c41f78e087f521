/**
 * Checks the training data beyond its schemas: that everything named exists, that a day's expectation is one that can
 * be, that texts keep the tone, that invented people are invented, and that no item, action, site or case is left out.
 * Whether the expectations are what the extension does is not asked here but by a unit test: a check that runs the code
 * could not tell a lesson from a slip.
 */
import { stageOn, strictnessRank } from '../src/domain/stages.ts';
import { ACTIONS, type ItemId, SITE_IDS, type SiteId } from '../src/domain/vocabulary.ts';
import type { Rules } from '../src/pack/bundle.ts';
import { toElection } from '../src/pack/compile.ts';
import { spellingsOf } from '../src/pack/gazetteer.ts';
import type { NamesData } from '../src/pack/schema.ts';
import { witnessRules } from '../src/pack/sites.ts';
import { homeOf } from '../src/pack/training.ts';
import {
  type CastData,
  type ScenarioData,
  TRAINING_CASES,
  type Training,
} from '../src/pack/training-schema.ts';
import { nameFamilies, printName } from '../src/recognition/name-prints.ts';
import { tokenize } from '../src/recognition/tokens.ts';
import type { CandidateFile } from './candidates.ts';
import type { RuleFile, RuleProblem } from './rules.ts';

const CAST = 'rules/training/cast.json';

/** Actions that a site has at all: those whose operations the rules name. */
export const actionsOn = (site: SiteId): readonly string[] => Object.keys(witnessRules[site].operations);

/** What an action is aimed at. */
const KIND: Readonly<Record<ScenarioData['action'], ScenarioData['subject']['kind']>> = {
  like: 'post',
  share: 'post',
  quote: 'post',
  comment: 'post',
  follow: 'account',
  join: 'group',
  post: 'draft',
  attend: 'event',
};

/** So many scenarios each item that can happen on social media needs: one is an anecdote. */
export const PER_ITEM = 3;

/** Every kind of stage that a day can fall in; `selesai`: none is open. */
const STAGE_KINDS = [
  'bakal-calon',
  'calon',
  'kampanye',
  'masa-tenang',
  'pemungutan-suara',
  'rekapitulasi',
  'selesai',
] as const;

/** A scenario with its place. */
interface Placed {
  readonly file: string;
  readonly path: string;
  readonly scenario: ScenarioData;
}

const placedIn = (files: readonly RuleFile[]): Placed[] =>
  files
    .filter(({ kind }) => kind?.name === 'scenarios')
    .flatMap(({ file, data }) =>
      (data as { scenarios: ScenarioData[] }).scenarios.map((scenario, at) => ({
        file,
        path: `scenarios[${at}]`,
        scenario,
      })),
    );

/** Every text for the reader below a value, with its path; words on the page are quotations and keep their own tone. */
export const readersTexts = (
  value: unknown,
  path: string,
): [path: string, language: 'id' | 'en', text: string][] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('id' in value && 'en' in value && typeof value.id === 'string' && typeof value.en === 'string')
    return [
      [`${path}.id`, 'id', value.id],
      [`${path}.en`, 'en', value.en],
    ];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === 'subject'
      ? []
      : readersTexts(entry, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
  );
};

/** What no text says: the same that holds for the extension's own. */
export const TONE: readonly {
  readonly language?: 'id' | 'en';
  readonly bad: RegExp;
  readonly message: string;
  readonly remedy: string;
}[] = [
  {
    bad: /!/,
    message: 'the text raises its voice',
    remedy: 'Write a full stop in place of the exclamation mark.',
  },
  {
    bad: /\b[A-Z]{6,}\b/,
    message: 'a word stands in capitals',
    remedy: 'Write it in small letters.',
  },
  {
    language: 'id',
    bad: /\b(kamu|kau|kalian|anda)\b/,
    message: 'the reader is not addressed formally',
    remedy: 'Address the reader as "Anda", with a capital letter.',
  },
  {
    bad: /\bAnda (telah |sudah )?(melanggar|bersalah)|kesalahan Anda|\byou (have |are )?(violat|broke|guilty)/i,
    message: 'the text accuses the reader',
    remedy: 'Say what the act "dapat dianggap" (may be treated as), not what the reader did wrong.',
  },
  {
    bad: /\b(akan|pasti) (dikenai|dikenakan|kena|dihukum|diberhentikan|dipecat|disanksi)|\bwill be (punished|dismissed|sanctioned|fired|disciplined)/i,
    message: 'the text foretells a sanction',
    remedy: 'Leave the sanction out: the item tells its range, and nobody knows the outcome of one case.',
  },
];

const checkTone = ({ file, path, scenario }: Placed): RuleProblem[] => [
  ...readersTexts(scenario, path).flatMap(([at, language, text]) =>
    TONE.filter((rule) => (rule.language ?? language) === language && rule.bad.test(text)).map(
      ({ message, remedy }) => ({ file, path: at, message, remedy }),
    ),
  ),
  ...(['id', 'en'] as const).flatMap((language): RuleProblem[] => {
    const phrase = language === 'id' ? /dapat dianggap/i : /may be treated as/i;
    const counts = scenario.days.some(({ level }) => level !== 'aman');
    const says = phrase.test(scenario.explanation[language]);
    if (says === counts) return [];
    return [
      {
        file,
        path: `${path}.explanation.${language}`,
        message: counts
          ? 'the explanation does not say what the act may be treated as'
          : 'the explanation speaks of an item, and no day has one',
        remedy: `${counts ? 'Use' : 'Take out'} the words "${language === 'id' ? 'dapat dianggap' : 'may be treated as'}".`,
      },
    ];
  }),
];

/** Ids of people that a scenario names, with their paths. */
const peopleIn = ({ subject }: ScenarioData): [path: string, person: string][] => {
  if (subject.kind === 'account') return [['subject.account', subject.account]];
  if (subject.kind === 'draft') return [];
  const { post } = subject;
  const named: [string, string | undefined][] = [
    ['subject.post.author', post.author],
    ['subject.post.sharedBy', post.sharedBy],
    ['subject.post.quoted.author', 'quoted' in post ? post.quoted?.author : undefined],
    ['subject.event.host', subject.kind === 'event' ? subject.event.host : undefined],
  ];
  return named.filter((one): one is [string, string] => one[1] !== undefined);
};

/** Whether the subject is one that the action can be aimed at on its site. */
const checkSubject = ({ file, path, scenario }: Placed): RuleProblem[] => {
  const { site, action, subject } = scenario;
  const problem = (at: string, message: string, remedy: string) => [
    { file, path: `${path}.${at}`, message, remedy },
  ];
  if (!file.endsWith(`/${action}.json`))
    return problem('action', `a scenario of "${action}" stands in ${file}`, `Move it to ${action}.json.`);
  if (!actionsOn(site).includes(action))
    return problem(
      'site',
      `${site} has no "${action}"`,
      `Choose a site that has it: ${SITE_IDS.filter((one) => actionsOn(one).includes(action)).join(', ')}.`,
    );
  if (subject.kind !== KIND[action])
    return problem('subject.kind', `"${action}" is aimed at "${KIND[action]}"`, `Write "${KIND[action]}".`);
  const isSpoken = action === 'quote' || action === 'comment';
  if (subject.kind === 'post' && isSpoken !== (subject.draft !== undefined))
    return problem(
      'subject.draft',
      isSpoken ? `a ${action} needs the learner’s own words` : `a ${action} has no words of one’s own`,
      isSpoken ? 'Add "draft" with the words.' : 'Take "draft" out, or choose another action.',
    );
  const draft = 'draft' in subject ? subject.draft : undefined;
  if (site === 'instagram' && draft && (draft.photo !== undefined) !== (action === 'post'))
    return problem(
      'subject.draft.photo',
      action === 'post' ? 'Instagram takes no post without a photo' : 'Instagram takes no photo here',
      action === 'post' ? 'Say what the photo shows.' : 'Take "photo" out.',
    );
  return [];
};

/** Whether each day's expectation can be: stages that cover the day, items where there is a level. */
const checkDays = ({ file, path, scenario }: Placed, { elections }: Rules): RuleProblem[] => {
  const stages = new Map(
    elections.flatMap(({ stages }) => stages.map((stage) => [stage.id, stage] as const)),
  );
  return scenario.days.flatMap(({ date, level, items, stage, response }, at): RuleProblem[] => {
    const problem = (field: string, message: string, remedy: string) => ({
      file,
      path: `${path}.days[${at}].${field}`,
      message,
      remedy,
    });
    const found: RuleProblem[] = [];
    const isClear = level === 'aman';
    if (at > 0 && date <= (scenario.days[at - 1]?.date ?? ''))
      found.push(problem('date', 'the days are not in order', 'Put the earliest first; no day twice.'));
    if (isClear !== (items.length === 0))
      found.push(
        problem(
          'items',
          isClear ? 'a day that is clear has items' : `"${level}" without an item is only an opinion`,
          isClear ? 'Take the items out.' : 'Name the items, the most fitting first.',
        ),
      );
    if (isClear !== (response === 'none'))
      found.push(
        problem('response', `"${response}" does not follow "${level}"`, 'Only what is clear gets "none".'),
      );
    if (new Set(items).size < items.length)
      found.push(problem('items', 'an item stands twice', 'Remove one.'));
    const row = stage === null ? null : stages.get(stage);
    if (row === undefined)
      found.push(
        problem('stage', `no stage has the id "${stage}"`, 'Use an id of an election.json, or null.'),
      );
    else if (row && (row.kind === 'penanda' || date < row.start || row.end < date))
      found.push(
        problem(
          'stage',
          `"${stage}" does not judge on ${date}`,
          `It runs from ${row.start} to ${row.end}; correct the date or the stage.`,
        ),
      );
    return found;
  });
};

const checkScenarios = (placed: readonly Placed[], { cast }: Training, rules: Rules): RuleProblem[] => {
  const people = new Set(cast.people.map(({ id }) => id));
  const seen = new Set<string>();
  return placed.flatMap((one): RuleProblem[] => {
    const { file, path, scenario } = one;
    const twice = seen.has(scenario.id);
    seen.add(scenario.id);
    return [
      ...(twice
        ? [
            {
              file,
              path: `${path}.id`,
              message: `the id "${scenario.id}" is used twice`,
              remedy: 'Ids are stable and unique: rename the newer.',
            },
          ]
        : []),
      ...checkSubject(one),
      ...peopleIn(scenario)
        .filter(([, person]) => !people.has(person))
        .map(([at, person]) => ({
          file,
          path: `${path}.${at}`,
          message: `nobody has the id "${person}"`,
          remedy: 'Add the person to "people" in cast.json, or correct the id.',
        })),
      ...checkDays(one, rules),
      ...checkTone(one),
    ];
  });
};

/** The cast: everything in it belongs to something, is used, and clashes with nothing real. */
const checkCast = ({ cast, scenarios }: Training, rules: Rules): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const problem = (path: string, message: string, remedy: string) =>
    problems.push({ file: CAST, path, message, remedy });
  const elections = new Set(rules.elections.map(({ id }) => id));
  const real = rules.participants.flatMap(({ participants }) => participants);
  const regions = new Set(['*', ...cast.regions.map(({ code }) => code)]);
  for (const [at, { code }] of cast.regions.entries())
    if (rules.regions.regions.some((one) => one.code === code))
      problem(
        `regions[${at}].code`,
        `"${code}" is a real region`,
        'Invented people stand in invented regions: choose a code that is not given.',
      );
  const ids = new Set(real.map(({ id }) => id));
  const own = new Set(cast.participants.map(({ id }) => id));
  for (const [at, { id, region, of }] of cast.participants.entries()) {
    const path = `participants[${at}]`;
    if (ids.has(id)) problem(`${path}.id`, `the id "${id}" is used twice`, 'Rename the invented one.');
    ids.add(id);
    if (!elections.has(id.slice(0, Math.max(0, id.indexOf('/')))))
      problem(`${path}.id`, `"${id}" belongs to no election`, 'Start it with the id of an election and "/".');
    if (!regions.has(region))
      problem(`${path}.region`, `the cast has no region "${region}"`, 'Use "*" or a region of this file.');
    if (of !== undefined && !own.has(of))
      problem(`${path}.of`, `the cast has no participant "${of}"`, 'Name a participant of this file.');
  }
  const handles = new Set<string>();
  const known = new Set<string>();
  const named = new Set(scenarios.flatMap((one) => peopleIn(one).map(([, person]) => person)));
  for (const [at, { id, handle, speaksFor }] of cast.people.entries()) {
    const path = `people[${at}]`;
    if (known.has(id)) problem(`${path}.id`, `the id "${id}" is used twice`, 'Rename one of the two.');
    known.add(id);
    if (handles.has(handle))
      problem(`${path}.handle`, `"${handle}" is taken`, 'Invent another: one account, one person.');
    handles.add(handle);
    if (speaksFor !== undefined && !own.has(speaksFor))
      problem(
        `${path}.speaksFor`,
        `the cast has no participant "${speaksFor}"`,
        'Name a participant of this file.',
      );
    if (!named.has(id))
      problem(`${path}.id`, `no scenario names "${id}"`, 'Use the person in a scenario, or take them out.');
  }
  return problems;
};

/** How often scenarios reach each value of one kind. A scenario counts once, whatever its days. */
export interface Coverage {
  readonly items: ReadonlyMap<ItemId, readonly ScenarioData[]>;
  readonly cases: ReadonlyMap<string, readonly ScenarioData[]>;
}

export const coverageOf = ({ scenarios }: Training, { items }: Rules): Coverage => ({
  items: new Map(
    items.items.map(({ id }) => [
      id as ItemId,
      scenarios.filter(({ days }) => days.some((day) => day.items.includes(id))),
    ]),
  ),
  cases: new Map(TRAINING_CASES.map((name) => [name, scenarios.filter((one) => one.case === name)])),
});

/** Scenarios with a value, by action. */
type ByAction = ReadonlyMap<ScenarioData['action'], number>;

const countByAction = (scenarios: readonly ScenarioData[]): ByAction =>
  new Map(ACTIONS.map((action) => [action, scenarios.filter((one) => one.action === action).length]));

/** The kind of stage that holds for the learner on a day: the one that an expectation rests on, else the strictest. */
const kindOn = ({ date, stage }: ScenarioData['days'][number], { cast }: Training, rules: Rules): string => {
  const rows = rules.elections.flatMap(({ stages }) => stages);
  const named = rows.find(({ id }) => id === stage);
  if (named) return named.kind;
  const [strictest] = rules.elections
    .flatMap((election) => stageOn(toElection(election), homeOf(cast), date) ?? [])
    .sort((one, other) => strictnessRank(one.kind) - strictnessRank(other.kind));
  return strictest?.kind ?? 'selesai';
};

/** The coverage as tables: items, sites and kinds of stage, each by action. */
export const coverageTables = (training: Training, rules: Rules) => {
  const { scenarios } = training;
  const { items } = coverageOf(training, rules);
  return {
    items: rules.items.items.map(({ id, socialMedia }) => {
      const reached = items.get(id as ItemId) ?? [];
      return { id, socialMedia, byAction: countByAction(reached), all: reached.length };
    }),
    sites: new Map(
      SITE_IDS.flatMap((site) =>
        ACTIONS.map((action) => [
          `${site} ${action}`,
          scenarios.filter((one) => one.site === site && one.action === action).length,
        ]),
      ),
    ),
    stages: new Map(
      STAGE_KINDS.map((kind) => [
        kind,
        countByAction(
          scenarios.filter(({ days }) => days.some((day) => kindOn(day, training, rules) === kind)),
        ),
      ]),
    ),
  };
};

/** Nothing that training promises may be out of reach. */
const checkCoverage = (training: Training, rules: Rules): RuleProblem[] => {
  const { items, cases } = coverageOf(training, rules);
  const problem = (path: string, message: string): RuleProblem => ({
    file: 'rules/training',
    path,
    message,
    remedy: 'Write the scenarios that are missing; docs/training-data.md shows how.',
  });
  const reached = new Set(
    training.scenarios.flatMap(({ days }) => days.map((day) => kindOn(day, training, rules))),
  );
  return [
    ...rules.items.items
      .filter(({ id, socialMedia }) => socialMedia && (items.get(id as ItemId)?.length ?? 0) < PER_ITEM)
      .map(({ id }) =>
        problem(
          id,
          `only ${items.get(id as ItemId)?.length} scenarios reach this item; ${PER_ITEM} are needed`,
        ),
      ),
    ...ACTIONS.filter((one) => !training.scenarios.some(({ action }) => action === one)).map((one) =>
      problem(one, 'no scenario has this action'),
    ),
    ...SITE_IDS.filter((one) => !training.scenarios.some(({ site }) => site === one)).map((one) =>
      problem(one, 'no scenario is on this site'),
    ),
    ...STAGE_KINDS.filter((kind) => !reached.has(kind)).map((kind) =>
      problem(kind, 'no scenario has a day in such a stage'),
    ),
    ...[...cases]
      .filter(([, list]) => list.length === 0)
      .map(([name]) => problem(name, 'no scenario tells this case')),
  ];
};

/** Everything but the names, which need the candidate lists. */
export const checkTraining = (
  training: Training,
  rules: Rules,
  files: readonly RuleFile[],
): RuleProblem[] => [
  ...checkScenarios(placedIn(files), training, rules),
  ...checkCast(training, rules),
  ...checkCoverage(training, rules),
];

/** Names in the cast, with their paths: of people, and of a pair each of its two. */
const inventedNames = ({ people, participants }: CastData): [path: string, name: string][] => [
  ...people.map(({ name }, at): [string, string] => [`people[${at}].name`, name]),
  ...participants.flatMap(({ name, members = [] }, at): [string, string][] => [
    [`participants[${at}].name`, name],
    ...members.map((member, place): [string, string] => [`participants[${at}].members[${place}]`, member]),
  ]),
];

/**
 * Nobody invented bears the name of somebody who stands, as far as recognition can tell names apart.
 * @param names families of spellings: "Muhammad" and "Mohamad" are one name
 */
export const checkInvented = (
  { cast }: Training,
  rules: Rules,
  candidates: readonly CandidateFile[],
  names: NamesData,
): RuleProblem[] => {
  const families = nameFamilies(names.families);
  const printOf = (name: string) => printName(tokenize(name), families)?.print;
  const invented = new Map<number | undefined, [path: string, name: string]>(
    inventedNames(cast).map((one) => [printOf(one[1]), one]),
  );
  const real = [
    ...rules.participants.flatMap(({ participants }) =>
      participants.flatMap(({ name, members = [] }) => [name, ...members]),
    ),
    ...candidates.flatMap(({ data }) =>
      data.districts.flatMap(({ lists, pairs }) =>
        [...Object.values(lists ?? {}).flat(), ...(pairs ?? []).flatMap((pair) => pair ?? [])].flatMap(
          (person) => (person === null ? [] : spellingsOf(person)),
        ),
      ),
    ),
  ];
  const problems = new Map<string, RuleProblem>();
  for (const name of real) {
    const found = invented.get(printOf(name));
    if (found)
      problems.set(found[0], {
        file: CAST,
        path: found[0],
        message: `"${found[1]}" is the name of somebody who really stands or stood`,
        remedy: 'Invent another name: nobody real may be put into a scenario.',
      });
  }
  return [...problems.values()];
};
