/**
 * Candidate lists (`rules/elections/<election>/candidates/<province>.json`): how a candidate is named by id, and how
 * such a file is written. They are data beside the rules: far too many for the extension to carry, and read only by
 * what is made from them.
 */
import type { CandidatesData } from './schema.ts';

/** Offices in the order of a file. */
export const CANDIDATE_OFFICES = [
  'dpr',
  'dpd',
  'dprd-provinsi',
  'dprd-kabkota',
  'gubernur',
  'bupati-walikota',
] as const;

export type CandidateOffice = (typeof CANDIDATE_OFFICES)[number];
export type CandidateDistrict = CandidatesData['districts'][number];

/** Schema that a candidate file names, from its own folder. */
export const CANDIDATES_SCHEMA = '../../../schema/candidates.json';

/**
 * The stable id of one candidate, `pemilu-2024/dprd-kabkota/360301/5/4`, or of a pair, `pilkada-2024/gubernur/36/1`.
 * @param code of the district: "3601", "36", "360001", "360301", "36.03"
 * @param party ballot number of the party ("0" for DPD); null for a pair
 * @param ballot number on the ballot, from 1
 */
export const candidateId = (
  election: string,
  office: CandidateOffice,
  code: string,
  party: string | null,
  ballot: number,
): string => [election, office, code, ...(party === null ? [] : [party]), ballot].join('/');

const byNumber = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  Number(a) - Number(b);

const list = (values: readonly unknown[]): string =>
  `[${values.map((value) => (Array.isArray(value) ? list(value) : JSON.stringify(value))).join(', ')}]`;

/** The order of districts in a file: by office, then by code. */
export const compareDistricts = (a: CandidateDistrict, b: CandidateDistrict): number =>
  CANDIDATE_OFFICES.indexOf(a.office) - CANDIDATE_OFFICES.indexOf(b.office) ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

const district = (one: CandidateDistrict): string => {
  const head = (['office', 'code', 'name', 'region'] as const)
    .map((key) => `"${key}": ${JSON.stringify(one[key])}`)
    .join(', ');
  if (one.pairs) return `    { ${head}, "pairs": ${list(one.pairs)} }`;
  const lists = Object.entries(one.lists ?? {})
    .sort(byNumber)
    .map(([party, people]) => `      ${JSON.stringify(party)}: ${list(people)}`);
  return `    { ${head}, "lists": {\n${lists.join(',\n')}\n    } }`;
};

/** The one form of a candidate file, byte for byte: a line for each list, so that a diff shows whose list changed. */
export const formatCandidates = (data: CandidatesData): string => `{
  "$schema": ${JSON.stringify(CANDIDATES_SCHEMA)},
  "election": ${JSON.stringify(data.election)},
  "province": ${JSON.stringify(data.province)},
  "version": ${data.version},
  "lastReviewed": ${JSON.stringify(data.lastReviewed)},
  "confidence": ${JSON.stringify(data.confidence)},
  "sources": ${list(data.sources)},
  "districts": [
${[...data.districts].sort(compareDistricts).map(district).join(',\n')}
  ]
}
`;
