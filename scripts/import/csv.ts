/**
 * Reads a table of comma-separated values (RFC 4180), plain or gzipped, and keeps the line of every row so that a
 * mistake can be named. A broken row is reported and reading goes on at the next line.
 */
import { gunzipSync } from 'node:zlib';

export interface CsvRow {
  /** Line of the file at which the row begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvProblem {
  readonly line: number;
  readonly reason: string;
  readonly remedy: string;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly CsvProblem[];
}

/** Separators in use; a spreadsheet set to Indonesian writes semicolons. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** No file may unpack to more, in bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The text of a file: unpacked when it is gzipped, without a byte order mark.
 * @throws Error that says what the file is instead of text
 */
export const decodeTable = (bytes: Uint8Array): string => {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let plain = bytes;
  if (zipped)
    try {
      plain = gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
    } catch {
      throw new Error('the gzip data is broken; download or pack the file again');
    }
  if (plain.subarray(0, 4096).includes(0))
    throw new Error('this is no text but a binary file; save the sheet as CSV (UTF-8)');
  try {
    // A byte order mark is taken off by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    throw new Error('the text is not UTF-8; save the sheet as CSV (UTF-8)');
  }
};

interface Record {
  readonly fields: readonly string[];
  /** Where the next record begins. */
  readonly next: number;
}

const QUOTE_REMEDY = 'double every quotation mark inside a quoted field, and close the field with one';

/** One record from `start` on, or why it cannot be read. */
const readRecord = (text: string, start: number, separator: Separator): Record | string => {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    let field = '';
    if (text[at] === '"') {
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end === -1) return 'a quoted field is never closed';
        field += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
      if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
        return 'something follows the closing quotation mark of a field';
    } else {
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
      field = text.slice(from, at);
      if (field.includes('"')) return 'a quotation mark stands inside a field that is not quoted';
    }
    fields.push(field);
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    return { fields, next: at };
  }
};

/** Reads all rows; empty lines are passed over. */
export const readCsv = (text: string, separator: Separator = ','): CsvTable => {
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = readRecord(text, at, separator);
    if (typeof record === 'string') {
      problems.push({ line, reason: record, remedy: QUOTE_REMEDY });
      const end = text.indexOf('\n', at);
      if (end === -1) break;
      at = end + 1;
      line += 1;
      continue;
    }
    if (record.fields.length > 1 || record.fields[0]?.trim()) rows.push({ line, fields: record.fields });
    for (let index = at; index < record.next; index += 1) if (text[index] === '\n') line += 1;
    at = record.next;
  }
  return { rows, problems };
};
