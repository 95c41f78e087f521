/** The seam between weighing and looking names up: whoever finds names, page or worker, speaks in these. */
import type { Office, Participant, RegionCode } from '../domain/vocabulary.ts';
import type { Token } from './tokens.ts';

/** Somebody who bears a found name and stands. */
export interface NamedPerson {
  /** Id of the participant. */
  readonly participant: string;
  /** Stands in the person's own region, or in one that they added. */
  readonly own: boolean;
  /** The name says little: ordinary words, or borne by very many. */
  readonly ordinary: boolean;
}

/** A run of tokens that is the name of people who stand. `from` and `to` are token indices, `to` exclusive. */
export interface NameHit {
  readonly from: number;
  readonly to: number;
  /** Words of the name; initials are not counted. */
  readonly width: number;
  readonly people: readonly NamedPerson[];
  /**
   * Of a name of one word: whether a word that occurs in names stands right before or after it, so that it may be a
   * part of somebody else's longer name.
   */
  readonly crowded?: { readonly before: boolean; readonly after: boolean };
}

export interface NameFinder {
  /** @param source the text that the tokens point into */
  find(tokens: readonly Token[], source: string): readonly NameHit[];
}

/** A finder that also knows who the people are that it named. */
export interface FinderOfPeople extends NameFinder {
  /** Somebody whom `find` has named. */
  participant(id: string): Participant | undefined;
}

/** Someone who stands, as the gazetteer knows them. */
export interface Standing {
  readonly election: string;
  readonly office: Office;
  readonly district: { readonly code: string; readonly name: string; readonly region: RegionCode };
  /** Ballot number of the party; 0 for none. */
  readonly party: number;
  /** The person's own number on the list, or the pair's. */
  readonly ballot: number;
}

/** True for offices for which two people stand together under one number. */
export const isPairOffice = (office: Office): boolean =>
  office === 'gubernur' || office === 'bupati-walikota' || office === 'presiden';

/**
 * The stable id of one candidate, `pemilu-2024/dprd-kabkota/360301/5/4`, or of a pair, `pilkada-2024/gubernur/36/1`.
 * @param code of the district: "3601", "36", "360001", "360301", "36.03"
 * @param party ballot number of the party (0 for DPD); null for a pair
 * @param ballot number on the ballot, from 1
 */
export const candidateId = (
  election: string,
  office: Office,
  code: string,
  party: number | string | null,
  ballot: number,
): string => [election, office, code, ...(party === null ? [] : [party]), ballot].join('/');

/**
 * Somebody who stands as judging needs to know them.
 * @param name as it was read: the lists hold fingerprints
 */
export const toParticipant = (standing: Standing, name: string): Participant => ({
  id: candidateId(
    standing.election,
    standing.office,
    standing.district.code,
    isPairOffice(standing.office) ? null : standing.party,
    standing.ballot,
  ),
  kind: isPairOffice(standing.office) ? 'pair' : 'candidate',
  election: standing.election,
  office: standing.office,
  region: standing.district.region,
  name,
  ballot: standing.ballot,
  district: standing.district.name,
  ...(standing.party > 0 ? { party: standing.party } : {}),
});
