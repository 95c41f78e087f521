/**
 * The tables of `pack:build`: which columns they have, by which headings, and how a row is read. A column that is not
 * known is dropped and reported: nothing gets into a pack because it happened to stand beside a name.
 */
import { type CsvRow, decodeTable, readCsv, SEPARATORS, type Separator } from '../import/csv.ts';
import { ToolError } from './tool.ts';

/** Field -> headings, the English first, then the Indonesian. */
export const TABLES = {
  participants: {
    id: ['id'],
    election: ['election', 'pemilihan'],
    kind: ['kind', 'jenis'],
    office: ['office', 'jabatan'],
    region: ['region', 'kode_wilayah'],
    ballot: ['ballot_no', 'no_urut'],
    name: ['name', 'nama'],
    deputy: ['deputy', 'wakil'],
    of: ['of', 'untuk'],
    names: ['other_names', 'nama_lain'],
    ordinary: ['ordinary_names', 'nama_umum'],
    hashtags: ['hashtags', 'tagar'],
    slogans: ['slogans', 'slogan'],
    groups: ['groups', 'grup'],
    source: ['source', 'sumber'],
    checked: ['checked', 'diperiksa'],
  },
  accounts: {
    participant: ['participant', 'peserta'],
    site: ['site', 'situs'],
    handle: ['handle', 'akun'],
    source: ['source', 'sumber'],
    checked: ['checked', 'diperiksa'],
  },
  lexicon: {
    list: ['list', 'daftar'],
    term: ['term', 'istilah'],
  },
} as const;

export type TableName = keyof typeof TABLES;

const NEEDED: Record<TableName, readonly string[]> = {
  participants: ['election', 'kind', 'office', 'region', 'name'],
  accounts: ['participant', 'site', 'handle'],
  lexicon: ['list', 'term'],
};

/** The headings of a table, for `--help`. */
export const headingsHelp = (table: TableName): string =>
  Object.entries(TABLES[table])
    .map(
      ([field, names]) =>
        `    ${names.join(' = ')}${NEEDED[table].includes(field) ? '' : ' (may be absent)'}`,
    )
    .join('\n');

/** One row, by field; a field without a column is empty. */
export interface TableRow {
  /** `participants.csv:3`. */
  readonly where: string;
  cell(field: string): string;
  /** Several values in one cell, separated by ";". */
  cells(field: string): string[];
}

export interface ReadTable {
  readonly rows: readonly TableRow[];
  /** Headings that nobody knows. */
  readonly dropped: readonly string[];
}

const normal = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');

/**
 * Reads a table.
 * @param name of the file, for messages
 * @throws ToolError that names file and line
 */
export const readRows = (name: string, bytes: Uint8Array, table: TableName): ReadTable => {
  const fields: Record<string, readonly string[]> = TABLES[table];
  const fieldOf = (heading: string): string | undefined =>
    Object.keys(fields).find((field) => fields[field]?.includes(normal(heading)));
  let text: string;
  try {
    text = decodeTable(bytes);
  } catch (error) {
    throw new ToolError(`${name}: ${error instanceof Error ? error.message : ''}.`);
  }
  const known = (separator: Separator): number =>
    (readCsv(text, separator).rows[0]?.fields ?? []).filter((heading) => fieldOf(heading)).length;
  const separator = [...SEPARATORS].sort((a, b) => known(b) - known(a))[0] ?? ',';
  const { rows, problems } = readCsv(text, separator);
  const [head, ...body] = rows;
  const headings = head?.fields ?? [];
  const columns = new Map<string, number>();
  const dropped: string[] = [];
  for (const [at, heading] of headings.entries()) {
    const field = fieldOf(heading);
    if (field === undefined) dropped.push(heading);
    else if (columns.has(field))
      throw new ToolError(`${name}:1: two columns hold "${field}"; remove one of them.`);
    else columns.set(field, at);
  }
  const missing = NEEDED[table].filter((field) => !columns.has(field));
  if (missing.length > 0)
    throw new ToolError(
      `${name}:1: no column is headed ${missing.map((field) => `"${fields[field]?.[0]}"`).join(', ')}; add it (--help lists the headings).`,
    );
  const bad = [
    ...problems,
    ...body
      .filter(({ fields: own }) => own.length !== headings.length)
      .map(({ line, fields: own }) => ({
        line,
        reason: `the row has ${own.length} fields, the heading ${headings.length}`,
        remedy: 'put fields that hold a comma in quotation marks',
      })),
  ];
  if (bad.length > 0)
    throw new ToolError(
      bad.map(({ line, reason, remedy }) => `${name}:${line}: ${reason}; ${remedy}.`).join('\n'),
    );
  const row = ({ line, fields: own }: CsvRow): TableRow => {
    const cell = (field: string): string => own[columns.get(field) ?? -1]?.trim() ?? '';
    return {
      where: `${name}:${line}`,
      cell,
      cells: (field) =>
        cell(field)
          .split(';')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
    };
  };
  return { rows: body.map(row), dropped };
};
