/** Where a row of a candidate list belongs: its office, the code of its district, its region, the district's name. */
import type { CandidateOffice } from '../../src/pack/candidates.ts';
import type { Format } from './columns.ts';

/** How publishers name the offices. */
const OFFICES: Record<Format, Readonly<Record<string, CandidateOffice>>> = {
  dct: {
    dpr: 'dpr',
    'dpr ri': 'dpr',
    dpd: 'dpd',
    'dpd ri': 'dpd',
    dprdprov: 'dprd-provinsi',
    'dprd prov': 'dprd-provinsi',
    'dprd provinsi': 'dprd-provinsi',
    dprdkk: 'dprd-kabkota',
    'dprd kabko': 'dprd-kabkota',
    'dprd kab kota': 'dprd-kabkota',
    'dprd kabkota': 'dprd-kabkota',
    'dprd kabupaten kota': 'dprd-kabkota',
    'dprd kabupaten': 'dprd-kabkota',
    'dprd kota': 'dprd-kabkota',
  },
  pairs: {
    gubernur: 'gubernur',
    pkwkp: 'gubernur',
    'bupati walikota': 'bupati-walikota',
    'bupati wali kota': 'bupati-walikota',
    bupati: 'bupati-walikota',
    walikota: 'bupati-walikota',
    'wali kota': 'bupati-walikota',
    pkwkk: 'bupati-walikota',
  },
};

/** Words for the level that a format knows, for messages. */
export const levelsOf = (format: Format): string => Object.keys(OFFICES[format]).join(', ');

/** The office that a row is for; null when nobody calls one so. */
export const officeOf = (format: Format, level: string): CandidateOffice | null =>
  OFFICES[format][
    level
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim()
  ] ?? null;

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

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

const ROMAN = /^[IVX]+$/;

const titleCase = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[\s(/-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/**
 * "TANGERANG 1" as people write it: "Tangerang 1". The region's own spelling is used where the name is the region's
 * ("DKI JAKARTA IX": "DKI Jakarta IX"), without the word "Kabupaten" as dapil are named.
 */
export const districtName = (published: string, regionName: string): string => {
  const [, stem = '', number = ''] =
    /^(.*?)\s*((?:\d+|[IVX]+)?)$/.exec(published.trim().replace(/\s+/g, ' ')) ?? [];
  const bare = regionName.replace(/^Kabupaten /, '');
  const name =
    fold(stem) === fold(regionName) ? regionName : fold(stem) === fold(bare) ? bare : titleCase(stem);
  return [name, ROMAN.test(number) ? number : number.replace(/^0+(?=\d)/, '')].filter(Boolean).join(' ');
};
