/**
 * What an agency declares by policy (accounts, groups, terms), as participants beside those of the rules: one for each
 * election that can run where the person is, so that a declared account counts inside the stages and not outside.
 */
import { accountOf, type Policy } from '../domain/policy.ts';
import type { Office, RegionCode } from '../domain/vocabulary.ts';
import type { Rules } from './bundle.ts';
import type { ElectionData, ParticipantsData } from './schema.ts';

type Row = ParticipantsData['participants'][number];
type StageRow = ElectionData['stages'][number];
type Term = Row['terms'][number];

/** Where a stage row holds for people of a region. */
const holdsIn = ({ region }: StageRow, where: RegionCode): boolean =>
  region === '*' || region === where || where.startsWith(`${region}.`);

/** Stands for whoever stands: rows without offices hold for it too. */
const ANY_OFFICE: Office = 'bupati-walikota';

interface Seat {
  readonly region: RegionCode;
  readonly office: Office;
}

/** One region and office for each calendar that an election has where the person is. */
const seatsOf = ({ stages }: ElectionData, regions: readonly RegionCode[]): Seat[] => {
  const judging = stages.filter(({ kind }) => kind !== 'penanda');
  const offices = new Set(judging.flatMap((stage) => stage.offices ?? []));
  const seats = new Map<string, Seat>();
  for (const region of regions)
    for (const office of offices.size > 0 ? offices : [ANY_OFFICE]) {
      const own = judging.filter(
        (stage) => holdsIn(stage, region) && (stage.offices?.includes(office) ?? true),
      );
      const calendar = own.map(({ id }) => id).join(' ');
      if (calendar !== '' && !seats.has(calendar)) seats.set(calendar, { region, office });
    }
  return [...seats.values()];
};

/** Hashtags stand in rules without their sign. */
const termOf = (text: string): Term =>
  text.startsWith('#')
    ? { text: text.slice(1), tier: 'hashtag', alone: true }
    : { text, tier: 'name', alone: true };

/** Accounts and terms point at somebody who stands; whoever joins a group joins those who stand by them. */
const partsOf = (
  policy: Policy,
): { readonly part: string; readonly row: Pick<Row, 'kind' | 'terms' | 'accounts'> }[] => {
  const { extraAccounts = [], extraGroups = [], extraTerms = [] } = policy;
  const accounts = extraAccounts.map((text) => ({
    ...accountOf(text),
    confidence: 'single-source' as const,
    sources: [],
  }));
  const groups = extraGroups.map((text): Term => ({ text, tier: 'group', alone: true }));
  return [
    { part: 'nama', row: { kind: 'candidate' as const, terms: extraTerms.map(termOf), accounts } },
    { part: 'grup', row: { kind: 'volunteer' as const, terms: groups, accounts: [] } },
  ].filter(({ row }) => row.terms.length + row.accounts.length > 0);
};

/**
 * The rules with what the policy declares.
 * @param regions the person's own
 * @param name how people are told who that is, in their language
 */
export const withDeclared = (
  rules: Rules,
  policy: Policy,
  regions: readonly RegionCode[],
  name: string,
): Rules => {
  const parts = partsOf(policy);
  if (parts.length === 0) return rules;
  // Who has not said where they are is concerned by what runs in the whole country.
  const places = regions.length > 0 ? regions : ['*'];
  const declared = rules.elections.map((election) => ({
    election: election.id,
    version: 1,
    lastReviewed: rules.items.lastReviewed,
    participants: seatsOf(election, places).flatMap(({ region, office }) =>
      parts.map(
        ({ part, row }): Row => ({
          ...row,
          id: `${election.id}/instansi/${region === '*' ? 'nasional' : region}/${office}/${part}`,
          office,
          region,
          name,
          confidence: 'single-source',
          sources: [],
        }),
      ),
    ),
  }));
  return { ...rules, participants: [...rules.participants, ...declared] };
};
