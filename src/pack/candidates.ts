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

/** How many digits a district's code has. */
export const CODE_DIGITS: Readonly<Record<CandidateOffice, number>> = {
  dpr: 4,
  dpd: 2,
  'dprd-provinsi': 6,
  'dprd-kabkota': 6,
  gubernur: 2,
  'bupati-walikota': 4,
};

export interface Place {
  /** As in the rules: "360301", or the region's own code for a regional head: "36.03". */
  readonly code: string;
  readonly region: string;
  readonly province: string;
}

/** The place of a code as published ("360301", "3603" or "36.03" for a regency's head); null when it has another form. */
export const placeOf = (office: CandidateOffice, published: string): Place | null => {
  const digits = published.trim().replace(/^(\d{2})\.(\d{2})$/, '$1$2');
  if (!/^\d+$/.test(digits) || digits.length !== CODE_DIGITS[office]) return null;
  const province = digits.slice(0, 2);
  const regency = `${province}.${digits.slice(2, 4)}`;
  const region = office === 'dprd-kabkota' || office === 'bupati-walikota' ? regency : province;
  return { code: office === 'bupati-walikota' ? regency : digits, region, province };
};

const placeProblems = (
  office: CandidateOffice,
  code: string,
  region: string,
  province: string | null,
  regions: ReadonlySet<string>,
) => {
  const problem = (field: string, message: string, remedy: string) => [{ field, message, remedy }];
  const place = placeOf(office, code);
  if (place?.code !== code)
    return problem(
      'code',
      `"${code}" is no code for ${office}`,
      `A code for ${office} has ${CODE_DIGITS[office]} digits${office === 'bupati-walikota' ? ', written "36.03"' : ''}.`,
    );
  if (province !== null && place.province !== province)
    return problem(
      'code',
      `"${code}" lies outside province ${province}`,
      `Move the district to ${place.province}.json.`,
    );
  if (place.region !== region)
    return problem('region', `"${region}" is not the region of ${code}`, `Write "${place.region}".`);
  if (!regions.has(region))
    return problem('region', `no region has the code "${region}"`, 'Use a code of rules/regions.json.');
  return [];
};

/**
 * What no schema sees in a district: its code and region, and which lists its office has.
 * @param province two digits when the district belongs in a certain province's file, else null
 * @param regions all codes of `rules/regions.json`
 * @returns each fault with its field below the district
 */
export const districtProblems = (
  { office, code, region, lists }: CandidateDistrict,
  province: string | null,
  regions: ReadonlySet<string>,
): { readonly field: string; readonly message: string; readonly remedy: string }[] => [
  ...placeProblems(office, code, region, province, regions),
  ...Object.entries(lists ?? {}).flatMap(([party, list]) => [
    ...((party === '0') !== (office === 'dpd')
      ? [
          {
            field: `lists.${party}`,
            message: `${office} has no list "${party}"`,
            remedy: '"0" is for DPD alone.',
          },
        ]
      : []),
    ...(list.at(-1) === null
      ? [
          {
            field: `lists.${party}`,
            message: 'the list ends with nobody',
            remedy: 'Take the last null out.',
          },
        ]
      : []),
  ]),
];

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
