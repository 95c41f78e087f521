/**
 * `npm run rules:import`: turns published candidate lists (CSV) into the files below
 * `rules/elections/<election>/candidates/`. What it does to names, and what it drops, is printed at the end.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatCandidates } from '../src/pack/candidates.ts';
import { nameWords } from '../src/pack/person-name.ts';
import { CandidatesFile } from '../src/pack/schema.ts';
import { loadCandidates, loadNames } from './candidates.ts';
import { FIELDS, type Format, readTable } from './import/columns.ts';
import { decodeTable } from './import/csv.ts';
import { mergeCandidates } from './import/merge.ts';
import { faultReport, importReport } from './import/report.ts';
import { importTables, type Source } from './import/rows.ts';
import { loadRules, RulesError, schemaProblem } from './rules.ts';

/** The source that a format comes from unless --source names another, behind the id of the election. */
const DEFAULT_SOURCE: Record<Format, string> = { dct: 'dct-kpu', pairs: 'sirekap-pasangan' };

const columnsHelp = (format: Format): string =>
  Object.values(FIELDS[format])
    .map((names) => `    ${names.join(' = ')}`)
    .join('\n');

const HELP = `npm run rules:import -- --election ID --format dct|pairs [--source ID] FILE...

Turns published candidate lists into rules/elections/ID/candidates/<province>.json. Districts in FILE replace those of
the same office and code; all others stay. FILE is CSV in UTF-8 (comma, semicolon or tab), or the same gzipped.

  --election ID   an election of rules/elections, such as pemilu-2024
  --format dct    one person a row. Columns, in any order, by one of these headings:
${columnsHelp('dct')}
  --format pairs  one pair a row: head and deputy in columns of their own, or joined by " - ". Columns:
${columnsHelp('pairs')}
  --source ID     where the lists come from, an id of sources.json (ID of the election + ".${DEFAULT_SOURCE.dct}" or
                  ".${DEFAULT_SOURCE.pairs}" unless given); the day on which it was read becomes lastReviewed
  --help          this text

Every other column is dropped and reported. Exit status: 0 all rows used; 1 some were not (they are named, the rest is
written); 2 nothing was written.`;

/** A mistake in the call or in a whole file: nothing is written. */
class ImportError extends Error {}

interface Options {
  readonly election: string;
  readonly format: Format;
  readonly source: string;
  readonly files: readonly string[];
}

const readOptions = (args: readonly string[]): Options | null => {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new ImportError(`${error instanceof Error ? error.message : String(error)}\nSee --help.`);
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const { election, format } = values;
  if (!election) throw new ImportError('--election is missing: an election of rules/elections. See --help.');
  if (format !== 'dct' && format !== 'pairs')
    throw new ImportError('--format is missing or unknown: write dct or pairs. See --help.');
  if (positionals.length === 0) throw new ImportError('no file is named. See --help.');
  return {
    election,
    format,
    source: values.source ?? `${election}.${DEFAULT_SOURCE[format]}`,
    files: positionals,
  };
};

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      election: { type: 'string' },
      format: { type: 'string' },
      source: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

const readSource = (file: string, format: Format): Source => {
  if (!existsSync(file)) throw new ImportError(`${file}: there is no such file; correct the path.`);
  try {
    return { file, table: readTable(decodeTable(readFileSync(file)), format) };
  } catch (error) {
    throw new ImportError(`${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly error: string;
}

/**
 * Runs the import on the rules below `root`.
 * @param args as on the command line, without node and script
 */
export const runImport = (root: string, args: readonly string[]): Outcome => {
  try {
    const options = readOptions(args);
    if (!options) return { status: 0, out: HELP, error: '' };
    const { election, format, source, files } = options;
    const { rules } = loadRules(root);
    if (!rules.elections.some(({ id }) => id === election))
      throw new ImportError(
        `there is no election "${election}"; one of: ${rules.elections.map(({ id }) => id).join(', ')}.`,
      );
    const origin = rules.sources.find(({ id }) => id === source);
    if (!origin)
      throw new ImportError(
        `no source has the id "${source}"; add it to rules/elections/${election}/sources.json, or name another with --source.`,
      );
    const imported = importTables(
      files.map((file) => readSource(file, format)),
      {
        election,
        regions: new Map(rules.regions.regions.map(({ code, name }) => [code, name])),
        names: nameWords(loadNames(root)),
        described: new Set(
          rules.participants.flatMap(({ participants }) => participants.map(({ id }) => id)),
        ),
      },
    );
    const existing = new Map(loadCandidates(root).map(({ file, data }) => [file, data]));
    const texts = new Map<string, string>();
    for (const [province, districts] of [...imported.provinces].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const file = `rules/elections/${election}/candidates/${province}.json`;
      const merged = mergeCandidates(existing.get(file) ?? null, districts, {
        election,
        province,
        source,
        accessed: origin.accessed,
      });
      const checked = CandidatesFile.safeParse(merged);
      if (!checked.success)
        throw new RulesError(checked.error.issues.map((issue) => schemaProblem(file, merged, issue)));
      texts.set(`${province}.json`, formatCandidates(merged));
    }
    // Only now is anything written: either all files are good or none is touched.
    const folder = join(root, 'elections', election, 'candidates');
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of texts) writeFileSync(join(folder, name), text);
    const error = faultReport(imported);
    return { status: error ? 1 : 0, out: importReport(imported, [...texts.keys()]), error };
  } catch (error) {
    if (error instanceof ImportError || error instanceof RulesError)
      return { status: 2, out: '', error: error.message };
    throw error;
  }
};

const self = fileURLToPath(import.meta.url);
if (process.argv[1] === self) {
  const { status, out, error } = runImport(join(dirname(self), '../rules'), process.argv.slice(2));
  if (out) console.log(out);
  if (error) console.error(error);
  process.exitCode = status;
}
