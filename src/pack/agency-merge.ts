/**
 * Lays an accepted pack over the rules that ship with the extension, so that everything made from rules (the page pack,
 * the worker's recogniser, calendar and options) sees both in one. Nothing here decides whether a pack may be used.
 */
import { candidateId } from '../recognition/names.ts';
import type { AgencyPack } from './agency-pack.ts';
import type { Rules } from './bundle.ts';
import { toPairRow } from './compile.ts';
import { spellingsOf } from './gazetteer.ts';
import type { ElectionData, ParticipantsData } from './schema.ts';

type Row = ParticipantsData['participants'][number];
type Term = Row['terms'][number];
type CandidateGroup = AgencyPack['candidates'][number];
type District = CandidateGroup['districts'][number];

/** The election that an id of a participant begins with. */
export const electionOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf('/')));

/** How a listed person is written. A name of one word, and a nickname, is somebody else's word too. */
const termsOf = (people: readonly string[]): Term[] => {
  const terms = people.flatMap((person) =>
    spellingsOf(person).map((text, at): Term => {
      const alone = at === 0 && text.includes(' ');
      return { text: text.toLowerCase(), tier: alone ? 'name' : 'short-name', alone };
    }),
  );
  return terms.filter(({ text }, at) => terms.findIndex((one) => one.text === text) === at);
};

const plainName = (person: string): string => spellingsOf(person)[0] ?? person;

const districtRows = (
  { election, confidence, sources }: Omit<CandidateGroup, 'districts'>,
  { office, code, region, lists, pairs }: District,
): Row[] => {
  const row = (kind: Row['kind'], id: string, ballot: number, people: readonly string[]): Row => {
    const members = people.map(plainName);
    return {
      id,
      kind,
      office,
      region,
      ballot,
      name: members.join(' – '),
      ...(kind === 'pair' ? { members } : {}),
      terms: termsOf(people),
      accounts: [],
      confidence,
      sources,
    };
  };
  return [
    ...(pairs ?? []).flatMap((pair, at) =>
      pair ? [row('pair', candidateId(election, office, code, null, at + 1), at + 1, pair)] : [],
    ),
    ...Object.entries(lists ?? {}).flatMap(([party, people]) =>
      people.flatMap((person, at) =>
        person
          ? [row('candidate', candidateId(election, office, code, party, at + 1), at + 1, [person])]
          : [],
      ),
    ),
  ];
};

/** Everybody on the pack's candidate lists, as rows. */
export const listedRows = ({ candidates }: AgencyPack): Row[] =>
  candidates.flatMap(({ districts, ...group }) => districts.flatMap((one) => districtRows(group, one)));

const withoutAt = <T extends { readonly id: string }>(rows: readonly T[], gone: ReadonlySet<string>): T[] =>
  rows.filter(({ id }) => !gone.has(id));

/** The elections, calendars of the pack included. */
export const mergedElections = (rules: Rules, pack: AgencyPack): ElectionData[] => {
  const replaced = new Set(pack.replaces);
  return [...withoutAt(rules.elections, new Set(pack.elections.map(({ id }) => id))), ...pack.elections].map(
    (election) => {
      const own = pack.stages
        .filter((stage) => stage.election === election.id)
        .map(({ election: _, ...stage }) => stage);
      return own.length === 0
        ? election
        : { ...election, stages: [...withoutAt(election.stages, replaced), ...own] };
    },
  );
};

/**
 * The rules with a pack laid over them.
 * @param rules those that ship with the extension; they are not changed
 * @param pack as `acceptPack` returned it for these rules
 */
export const mergePack = (rules: Rules, pack: AgencyPack): Rules => {
  const added = [...pack.participants, ...listedRows(pack)];
  const gone = new Set(added.map(({ id }) => id));
  const elections = mergedElections(rules, pack);
  const accounts = new Map<string, Row['accounts']>();
  for (const { participant, ...account } of pack.accounts)
    accounts.set(participant, [...(accounts.get(participant) ?? []), account]);
  const withAccounts = (row: Row): Row => {
    const own = accounts.get(row.id);
    return own ? { ...row, accounts: [...row.accounts, ...own] } : row;
  };
  // A pair from the lists has no place for accounts; with one it becomes a row.
  const stillPairs = withoutAt(rules.pairs, gone);
  const toRows = stillPairs
    .filter(({ id }) => accounts.has(id))
    .map((pair) => ({ ...toPairRow(pair), terms: termsOf(pair.members) }));
  const rows = [...added, ...toRows];
  const files = new Map(rules.participants.map((file) => [file.election, file]));
  const empty = (election: string): ParticipantsData => ({
    election,
    version: 1,
    lastReviewed: pack.issued,
    participants: [],
  });
  for (const election of new Set(rows.map(({ id }) => electionOf(id))))
    if (!files.has(election)) files.set(election, empty(election));
  return {
    ...rules,
    elections,
    participants: [...files.values()].map((file) => ({
      ...file,
      participants: [
        ...withoutAt(file.participants, gone),
        ...rows.filter(({ id }) => electionOf(id) === file.election),
      ].map(withAccounts),
    })),
    pairs: stillPairs.filter(({ id }) => !accounts.has(id)),
    lexicon: {
      ...rules.lexicon,
      ...Object.fromEntries(
        Object.entries(pack.lexicon).map(([list, terms]) => [
          list,
          [...rules.lexicon[list as keyof AgencyPack['lexicon']], ...(terms ?? [])],
        ]),
      ),
    },
    sources: [...rules.sources, ...pack.sources],
  };
};
