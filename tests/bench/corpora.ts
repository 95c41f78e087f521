/**
 * The corpora that recognition is measured on. They are not part of the project (most of them state no licence):
 * whoever has a copy points `--corpora` or `JN_CORPORA` at it, everybody else is told that measuring is skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CivilDate, RegionCode } from '../../src/domain/vocabulary.ts';

/** One post of `labels-dev.tsv`, labelled by hand. */
export interface LabelledPost {
  readonly set: string;
  readonly date: CivilDate;
  readonly region: RegionCode | null;
  /** D: partisan; C: concerns a participant, not clearly partisan; L: nothing to warn of. */
  readonly warn: 'D' | 'C' | 'L';
  /** True when the label can be given from the text alone. */
  readonly textOnly: boolean;
  readonly text: string;
}

const LABELS = 'labels-dev.tsv';

/** True when the folder holds corpora. */
export const hasCorpora = (folder: string): boolean => existsSync(join(folder, LABELS));

const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));

/** The distinct texts of one set, in order. */
const readSet = (path: string): string[] => {
  const rows = rowsOf(gunzipSync(readFileSync(path)).toString('utf8'));
  return [...new Set(rows.map((row) => row.at(-1)?.trim() ?? ''))].filter((line) => line !== '');
};

/** The distinct texts of every set whose name begins so. */
export const readSets = (folder: string, prefix: string): string[] => {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith('.tsv.gz'));
  if (files.length === 0) throw new Error(`${folder} holds no set that begins with "${prefix}"`);
  return [...new Set(files.sort().flatMap((name) => readSet(join(folder, name))))];
};

/** The labelled posts. Sets of an election that has no pack (2019) are left out. */
export const readLabels = (folder: string): LabelledPost[] => {
  const [head = [], ...rows] = rowsOf(readFileSync(join(folder, LABELS), 'utf8'));
  const at = (row: readonly string[], column: string) => {
    const index = head.indexOf(column);
    if (index < 0) throw new Error(`${LABELS} has no column "${column}"`);
    return row[index]?.trim() ?? '';
  };
  return rows
    .filter((row) => !at(row, 'set').includes('2018_19'))
    .map((row) => ({
      set: at(row, 'set'),
      date: at(row, 'date'),
      region: at(row, 'region') || null,
      warn: at(row, 'warn') as LabelledPost['warn'],
      textOnly: at(row, 'text_only') === 'Y',
      text: at(row, 'text'),
    }));
};
