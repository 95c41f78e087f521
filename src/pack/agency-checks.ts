/**
 * What no schema of a pack can see: that ids are its own or marked as replacing, that everything named exists, that
 * regions are regions, that a day has one stage, that accounts are not those of election organisers or news media.
 */
import { tokenize } from '../recognition/tokens.ts';
import { electionOf, listedRows, mergedElections } from './agency-merge.ts';
import type { AgencyPack, PackProblem } from './agency-pack.ts';
import type { Rules } from './bundle.ts';
import { districtProblems } from './candidates.ts';
import { overlaps } from './overlaps.ts';

const NO_REGION = 'Use "*" for the whole country, or a Kemendagri code such as "36" or "36.03".';

/** Rows with the place where they stand. */
const placed = <T>(list: string, rows: readonly T[]): [path: string, row: T][] =>
  rows.map((row, at) => [`${list}[${at}]`, row]);

const checkHead = (pack: AgencyPack): PackProblem[] =>
  pack.expires !== undefined && pack.expires < pack.issued
    ? [
        {
          path: 'expires',
          message: `the pack expires (${pack.expires}) before it is issued (${pack.issued})`,
          remedy: 'Correct one of the two dates.',
        },
      ]
    : [];

/** Every list of sources in the pack, with its place. */
const sourceLists = (pack: AgencyPack): [path: string, ids: readonly string[]][] => [
  ...placed('elections', pack.elections).flatMap(([path, { stages, known = [] }]) =>
    [...placed(`${path}.stages`, stages), ...placed(`${path}.known`, known)].map(
      ([at, { sources }]): [string, readonly string[]] => [at, sources],
    ),
  ),
  ...[
    ...placed('stages', pack.stages),
    ...placed('participants', pack.participants),
    ...placed('participants', pack.participants).flatMap(([path, { accounts }]) =>
      placed(`${path}.accounts`, accounts),
    ),
    ...placed('accounts', pack.accounts),
    ...placed('candidates', pack.candidates),
  ].map(([path, { sources }]): [string, readonly string[]] => [path, sources]),
];

const checkSources = (pack: AgencyPack, rules: Rules): PackProblem[] => {
  const known = new Set(rules.sources.map(({ id }) => id));
  const problems: PackProblem[] = [];
  for (const [path, { id }] of placed('sources', pack.sources)) {
    if (!id.startsWith(`${pack.id}.`))
      problems.push({
        path: `${path}.id`,
        message: `the source "${id}" does not carry the name of the pack`,
        remedy: `Start the id with "${pack.id}.".`,
      });
    if (known.has(id))
      problems.push({
        path: `${path}.id`,
        message: `the source id "${id}" is used twice`,
        remedy: 'Rename one of the two, and what refers to it.',
      });
    known.add(id);
  }
  for (const [path, ids] of sourceLists(pack))
    for (const [at, id] of ids.entries())
      if (!known.has(id))
        problems.push({
          path: `${path}.sources[${at}]`,
          message: `no source has the id "${id}"`,
          remedy: 'Add it to "sources", or correct the id.',
        });
  return problems;
};

/** Everything with an id of its own. A pack may take a shipped id only when it says so. */
const checkIds = (pack: AgencyPack, rules: Rules): PackProblem[] => {
  const shipped = new Set([
    ...rules.elections.flatMap(({ id, stages }) => [id, ...stages.map((stage) => stage.id)]),
    ...rules.participants.flatMap(({ participants }) => participants.map(({ id }) => id)),
    ...rules.pairs.map(({ id }) => id),
  ]);
  const replaces = new Set(pack.replaces);
  const seen = new Set<string>();
  const problems: PackProblem[] = [];
  const rows: [path: string, row: { readonly id: string }][] = [
    ...placed('elections', pack.elections),
    ...placed('elections', pack.elections).flatMap(([path, { stages }]) => placed(`${path}.stages`, stages)),
    ...placed('stages', pack.stages),
    ...placed('participants', pack.participants),
    ...listedRows(pack).map((row): [string, { readonly id: string }] => ['candidates', row]),
  ];
  for (const [path, { id }] of rows) {
    if (seen.has(id))
      problems.push({
        path,
        message: `the id "${id}" is used twice`,
        remedy: 'Ids are unique: remove one of the two rows, or rename the newer.',
      });
    else if (shipped.has(id) && !replaces.has(id))
      problems.push({
        path,
        message: `the extension has "${id}" already`,
        remedy: 'Add the id to "replaces" to stand in its place, or rename the row.',
      });
    seen.add(id);
  }
  for (const [path, id] of placed('replaces', pack.replaces))
    if (!seen.has(id))
      problems.push({
        path,
        message: `no row of the pack has the id "${id}"`,
        remedy: 'Write the row that stands in its place, or remove the id.',
      });
  return problems;
};

const checkCalendars = (pack: AgencyPack, rules: Rules, regions: ReadonlySet<string>): PackProblem[] => {
  const elections = mergedElections(rules, pack);
  const known = new Set(elections.map(({ id }) => id));
  const problems: PackProblem[] = [];
  for (const [path, { election }] of [
    ...placed('stages', pack.stages),
    ...placed('candidates', pack.candidates),
  ])
    if (!known.has(election))
      problems.push({
        path: `${path}.election`,
        message: `there is no election "${election}"`,
        remedy: 'Add it to "elections", or name one that the extension brings.',
      });
  const stages = [
    ...placed('elections', pack.elections).flatMap(([path, one]) => placed(`${path}.stages`, one.stages)),
    ...placed('stages', pack.stages),
  ];
  for (const [path, { id, region, start, end }] of stages) {
    if (!regions.has(region))
      problems.push({
        path: `${path}.region`,
        message: `no region has the code "${region}"`,
        remedy: NO_REGION,
      });
    if (end < start)
      problems.push({
        path,
        message: `"${id}" ends (${end}) before it starts (${start})`,
        remedy: 'Correct the dates.',
      });
  }
  const places = new Map(stages.map(([path, { id }]) => [id, path]));
  // The others were checked when they were shipped.
  const touched = new Set([...pack.elections.map(({ id }) => id), ...pack.stages.map((one) => one.election)]);
  for (const election of elections.filter(({ id }) => touched.has(id)))
    for (const [later, earlier] of overlaps(election.stages)) {
      const other = election.stages[later];
      const path = places.get(other?.id ?? '') ?? places.get(earlier.id);
      if (path !== undefined)
        problems.push({
          path,
          message: `"${other?.id}" overlaps "${earlier.id}"`,
          remedy: 'Judging stages of one office and region follow one another: correct the dates.',
        });
    }
  return problems;
};

/** A term that the matcher can find at all: two letters or digits once folded. */
const isFindable = (text: string): boolean =>
  tokenize(text)
    .map(({ text: word }) => word)
    .join('').length >= 2;

const checkTerms = (pack: AgencyPack): PackProblem[] => {
  const terms: [path: string, text: string][] = [
    ...placed('participants', pack.participants).flatMap(([path, { terms }]) =>
      placed(`${path}.terms`, terms).map(([at, { text }]): [string, string] => [`${at}.text`, text]),
    ),
    ...Object.entries(pack.lexicon).flatMap(([list, texts]) => placed(`lexicon.${list}`, texts ?? [])),
  ];
  return terms
    .filter(([, text]) => !isFindable(text))
    .map(([path, text]) => ({
      path,
      message: `"${text}" can never be found: fewer than two letters or digits remain of it`,
      remedy: 'Write the term as people write it, or remove it.',
    }));
};

const checkPeople = (pack: AgencyPack, rules: Rules, regions: ReadonlySet<string>): PackProblem[] => {
  const elections = new Set(mergedElections(rules, pack).map(({ id }) => id));
  const shipped = [...rules.participants.flatMap(({ participants }) => participants), ...rules.pairs];
  const known = new Set([...shipped, ...pack.participants, ...listedRows(pack)].map(({ id }) => id));
  const problems: PackProblem[] = [];
  const problem = (path: string, message: string, remedy: string) => problems.push({ path, message, remedy });
  for (const [path, { id, region, of }] of placed('participants', pack.participants)) {
    const election = electionOf(id);
    if (!elections.has(election))
      problem(
        `${path}.id`,
        `"${id}" belongs to no election`,
        'Start the id with the id of an election and a slash; add the election to "elections" if it is new.',
      );
    if (!regions.has(region)) problem(`${path}.region`, `no region has the code "${region}"`, NO_REGION);
    if (of !== undefined && (!known.has(of) || electionOf(of) !== election))
      problem(`${path}.of`, `no participant has the id "${of}"`, 'Name a participant of the same election.');
  }
  for (const [path, { participant }] of placed('accounts', pack.accounts))
    if (!known.has(participant))
      problem(
        `${path}.participant`,
        `no participant has the id "${participant}"`,
        'Add the participant to "participants", or correct the id.',
      );
  for (const [group, { districts }] of placed('candidates', pack.candidates))
    for (const [path, one] of placed(`${group}.districts`, districts))
      for (const { field, message, remedy } of districtProblems(one, null, regions))
        problem(`${path}.${field}`, message, remedy);
  return problems;
};

/** Organisers and media speak about everybody: their accounts are nobody's. */
const checkAccounts = (pack: AgencyPack, { lexicon }: Rules): PackProblem[] => {
  const key = ({ site, handle }: { site: string; handle: string }) => `${site}/${handle.toLowerCase()}`;
  const neutral = new Set([...lexicon.organiser.accounts, ...lexicon.news.accounts].map(key));
  const accounts = [
    ...placed('participants', pack.participants).flatMap(([path, row]) =>
      placed(`${path}.accounts`, row.accounts).map(([at, one]) => [at, row.id, one] as const),
    ),
    ...placed('accounts', pack.accounts).map(([at, one]) => [at, one.participant, one] as const),
  ];
  const seen = new Set<string>();
  return accounts.flatMap(([path, participant, one]): PackProblem[] => {
    const same = `${participant} ${key(one)}`;
    const twice = seen.has(same);
    seen.add(same);
    if (twice)
      return [
        {
          path,
          message: `the account "${one.handle}" stands twice for "${participant}"`,
          remedy: 'Remove one.',
        },
      ];
    return neutral.has(key(one))
      ? [
          {
            path: `${path}.handle`,
            message: `"${one.handle}" is the account of an election organiser or of a news medium`,
            remedy: 'Remove it: only a participant’s own account may stand here.',
          },
        ]
      : [];
  });
};

/** Compares a pack with the rules that it will be laid over; every problem, in the order of the checks. */
export const checkPack = (pack: AgencyPack, rules: Rules): PackProblem[] => {
  const regions = new Set(['*', ...rules.regions.regions.map(({ code }) => code)]);
  return [
    ...checkHead(pack),
    ...checkSources(pack, rules),
    ...checkIds(pack, rules),
    ...checkCalendars(pack, rules, regions),
    ...checkPeople(pack, rules, regions),
    ...checkTerms(pack),
    ...checkAccounts(pack, rules),
  ];
};
