/**
 * Folders as zip files that are the same to the byte wherever and whenever they are made: one order, one time, one
 * mode, no paths of the machine. The compressor is plain JavaScript on purpose: Node's own gives other bytes with
 * another version or processor.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** Path in the archive, with forward slashes -> content. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The first day that a zip file can name, at noon. A zip holds the clock on the wall and no zone, and the library
 * reads it off in the machine's own zone: so it must be made in that zone too.
 */
const FIXED_TIME = () => new Date(1980, 0, 1, 12, 0, 0);
/** A plain file that everybody may read, as Unix writes it in the upper half of the attributes. */
const PLAIN_FILE = 0o100644 * 0x10000;
const UNIX = 3;

/** By code unit and not by language: every machine sorts alike. */
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** All files below a folder. */
export const readFolder = (folder: string): ArchiveFiles =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]),
  );

/** The bytes of a zip file; they depend on names and contents alone. */
export const zipFiles = (files: ArchiveFiles): Uint8Array => {
  const entries: Zippable = {};
  for (const [name, content] of [...files].sort(byName))
    entries[name] = [content, { level: 9, mtime: FIXED_TIME(), os: UNIX, attrs: PLAIN_FILE }];
  return zipSync(entries);
};
