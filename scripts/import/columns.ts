/**
 * Which column of a published candidate list holds what, by its heading. A heading that is not known here is dropped
 * and reported: nothing gets into the rules because it happened to stand beside a name.
 */
import { type CsvTable, readCsv, SEPARATORS } from './csv.ts';

/** Fields of the two kinds of table. */
export const FIELDS = {
  dct: {
    level: ['level', 'tingkat', 'tingkatan', 'jenis_pemilihan', 'lembaga'],
    code: ['dapil_code', 'kode_dapil', 'dapil_kode', 'id_dapil'],
    district: ['dapil_name', 'nama_dapil', 'dapil_nama', 'dapil', 'daerah_pemilihan'],
    party: ['party_no', 'nomor_partai', 'no_partai', 'nomor_urut_partai', 'no_urut_partai'],
    ballot: ['ballot_no', 'no_urut', 'nomor_urut', 'nomor_urut_calon', 'no_urut_calon'],
    name: ['name_raw', 'name', 'nama', 'nama_calon', 'nama_lengkap', 'nama_caleg'],
  },
  pairs: {
    level: ['kind', 'level', 'jenis', 'tingkat', 'jenis_pemilihan'],
    code: ['region_code', 'kode_wilayah', 'kode_daerah', 'wilayah_kode'],
    district: ['region', 'region_name', 'nama_wilayah', 'wilayah', 'daerah'],
    ballot: ['ballot_no', 'no_urut', 'nomor_urut', 'nomor_urut_paslon', 'no_urut_paslon'],
    pair: ['pair_raw', 'pair', 'paslon', 'nama_paslon', 'pasangan_calon'],
    head: ['head', 'kepala', 'kepala_daerah', 'nama_kepala', 'nama_kepala_daerah', 'calon_kepala_daerah'],
    deputy: ['deputy', 'wakil', 'wakil_kepala_daerah', 'nama_wakil', 'nama_wakil_kepala_daerah'],
  },
} as const;

export type Format = keyof typeof FIELDS;

/** Fields that a table may lack. */
const OPTIONAL: ReadonlySet<string> = new Set(['district', 'pair', 'head', 'deputy']);

/** Columns that are known and never carried, with the reason. */
const LEFT_OUT: readonly (readonly [reason: string, headings: readonly string[]])[] = [
  [
    'personal data; never carried',
    [
      'sex',
      'gender',
      'jenis_kelamin',
      'jk',
      'foto',
      'photo',
      'pas_foto',
      'profile',
      'profil',
      'alamat',
      'alamat_kabko',
      'address',
      'nik',
      'tempat_lahir',
      'tanggal_lahir',
      'umur',
      'usia',
      'agama',
      'pekerjaan',
      'pendidikan',
      'pasangan',
      'telepon',
      'no_hp',
      'email',
    ],
  ],
  ['follows from the ballot number of the party', ['party', 'partai', 'nama_partai']],
];

export interface DroppedColumn {
  readonly heading: string;
  readonly reason: string;
}

export interface Table {
  readonly format: Format;
  /** Field to position. */
  readonly columns: ReadonlyMap<string, number>;
  /** Headings in the file; a row has as many fields. */
  readonly width: number;
  readonly dropped: readonly DroppedColumn[];
  readonly csv: CsvTable;
}

const normal = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/**
 * Reads a table by its headings.
 * @throws Error when it has no heading that this format knows, or lacks one that it needs
 */
export const readTable = (text: string, format: Format): Table => {
  const fields: Record<string, readonly string[]> = FIELDS[format];
  const fieldOf = (heading: string): string | undefined =>
    Object.keys(fields).find((field) => fields[field]?.includes(normal(heading)));
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const known = (separator: (typeof SEPARATORS)[number]): number =>
    (readCsv(firstLine, separator).rows[0]?.fields ?? []).filter((heading) => fieldOf(heading)).length;
  const separator = [...SEPARATORS].sort((a, b) => known(b) - known(a))[0] ?? ',';
  if (known(separator) === 0)
    throw new Error(
      `the first line has no heading of the format "${format}"; it must name ${Object.values(fields)
        .map(([first]) => first)
        .join(', ')} (npm run rules:import -- --help lists other names)`,
    );
  const csv = readCsv(text, separator);
  const headings = csv.rows[0]?.fields ?? [];
  const columns = new Map<string, number>();
  const dropped: DroppedColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const field = fieldOf(heading);
    if (field !== undefined && !columns.has(field)) columns.set(field, index);
    else
      dropped.push({
        heading,
        reason:
          field !== undefined
            ? `a second column for "${field}"; the first is used`
            : (LEFT_OUT.find(([, names]) => names.includes(normal(heading)))?.[0] ??
              'no column of this format'),
      });
  }
  const missing = Object.keys(fields).filter((field) => !OPTIONAL.has(field) && !columns.has(field));
  if (format === 'pairs' && !columns.has('pair') && !(columns.has('head') && columns.has('deputy')))
    missing.push('head', 'deputy');
  if (missing.length > 0)
    throw new Error(
      `the first line names no column for ${missing.map((field) => `"${fields[field]?.[0]}"`).join(', ')}; add it (npm run rules:import -- --help lists other names)`,
    );
  return {
    format,
    columns,
    width: headings.length,
    dropped,
    csv: { rows: csv.rows.slice(1), problems: csv.problems },
  };
};
