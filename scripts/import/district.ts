/** What a row of a candidate list is for: its office, and the name of its district. */
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
