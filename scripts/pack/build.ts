/** `npm run pack:build`: makes `pack.json` from tables, so that nobody has to write JSON by hand. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isCivilDate } from '../../src/domain/settings.ts';
import { type AgencyPack, PACK_FORMAT } from '../../src/pack/agency-pack.ts';
import { readPack } from '../../src/pack/agency-read.ts';
import { rules } from '../../src/pack/bundle.ts';
import { compareDistricts } from '../../src/pack/candidates.ts';
import { nameWords } from '../../src/pack/person-name.ts';
import { ElectionFile, SourcesFile } from '../../src/pack/schema.ts';
import { loadNames } from '../candidates.ts';
import { readTable } from '../import/columns.ts';
import { decodeTable } from '../import/csv.ts';
import { faultReport, importReport } from '../import/report.ts';
import { importTables } from '../import/rows.ts';
import { accountOf, lexiconOf, participantOf, RowError, sourceBook } from './assemble.ts';
import { packSummary } from './summary.ts';
import { headingsHelp, type ReadTable, readRows, type TableName } from './tables.ts';
import {
  done,
  guarded,
  type Outcome,
  problemLines,
  REPOSITORY,
  readArguments,
  readBytes,
  runAsCommand,
  ToolError,
} from './tool.ts';

const HELP = `npm run pack:build -- --id ID --serial N --publisher NAME --issued DATE --out FILE [tables]

Makes a pack (pack.json) from tables. The same tables give the same bytes, in whichever order their rows stand.

  --id ID              the pack's id for ever: "pilkada-banten"
  --serial N           whole number, raised with every publication
  --publisher NAME     as people read it: "BKD Provinsi Banten"
  --issued DATE        YYYY-MM-DD
  --expires DATE       last day on which the pack counts
  --out FILE           where the pack goes; an existing one is replaced
  --replaces ID        a participant, election or stage of the extension in whose place a row stands; may repeat
  --help               this text

Tables, CSV in UTF-8 (comma, semicolon or tab), each may repeat; several values in one cell are separated by ";":

  --participants FILE  a row each, by these headings:
${headingsHelp('participants')}
  --accounts FILE      accounts of participants of the pack or of the extension:
${headingsHelp('accounts')}
  --lexicon FILE       further words; lists: support, attack, praise, insult, campaign, context, honorific, volunteer:
${headingsHelp('lexicon')}
  --candidates ELECTION=FILE
                       a candidate list as KPU publishes it (one person a row; npm run rules:import -- --help)
  --pairs ELECTION=FILE
                       the same for pairs of a Pilkada

JSON files:

  --election FILE      an election.json as in rules/elections: a new election, or more stages of one that is there
  --sources FILE       a sources.json for what --election names; ids begin with the pack's id and a full stop

Exit status: 0 written; 1 the pack is not good, the problems are named; 2 the call or a file is wrong. Nothing is
written unless it is 0.`;

const OPTIONS = {
  id: { type: 'string' },
  serial: { type: 'string' },
  publisher: { type: 'string' },
  issued: { type: 'string' },
  expires: { type: 'string' },
  out: { type: 'string' },
  replaces: { type: 'string', multiple: true },
  participants: { type: 'string', multiple: true },
  accounts: { type: 'string', multiple: true },
  lexicon: { type: 'string', multiple: true },
  candidates: { type: 'string', multiple: true },
  pairs: { type: 'string', multiple: true },
  election: { type: 'string', multiple: true },
  sources: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Two ids in the order of the file; plain comparison, the same on every machine. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const needed = (option: string, value: string | undefined): string => {
  if (!value) throw new ToolError(`--${option} is missing. See --help.`);
  return value;
};

const day = (option: string, value: string): string => {
  if (!isCivilDate(value)) throw new ToolError(`--${option}: "${value}" is no day; write YYYY-MM-DD.`);
  return value;
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(Buffer.from(readBytes(path)).toString('utf8'));
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError(
      `${path}: not valid JSON: ${error instanceof Error ? error.message : ''}; correct the syntax.`,
    );
  }
};

/** A file of the rules' own form. */
const readForm = <T>(
  path: string,
  schema: {
    safeParse(
      data: unknown,
    ):
      | { success: true; data: T }
      | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
  },
): T => {
  const result = schema.safeParse(readJson(path));
  if (result.success) return result.data;
  throw new ToolError(
    result.error.issues
      .map(
        ({ path: at, message }) =>
          `${path}: ${at.join('.') || '(whole file)'}: ${message}; docs/rule-pack.md describes the field.`,
      )
      .join('\n'),
  );
};

/** "pilkada-contoh=pairs.csv" */
const electionAndFile = (option: string, value: string): [election: string, file: string] => {
  const at = value.indexOf('=');
  if (at < 1) throw new ToolError(`--${option}: write ELECTION=FILE, not "${value}".`);
  return [value.slice(0, at), value.slice(at + 1)];
};

const listsOf = (format: 'dct' | 'pairs', value: string, described: ReadonlySet<string>, source: string) => {
  const [election, file] = electionAndFile(format === 'dct' ? 'candidates' : 'pairs', value);
  const bytes = readBytes(file);
  let table: ReturnType<typeof readTable>;
  try {
    table = readTable(decodeTable(bytes), format);
  } catch (error) {
    throw new ToolError(`${file}: ${error instanceof Error ? error.message : ''}.`);
  }
  const imported = importTables([{ file: basename(file), table }], {
    election,
    regions: new Map(rules.regions.regions.map(({ code, name }) => [code, name])),
    names: nameWords(loadNames(join(REPOSITORY, 'rules'))),
    described,
  });
  if (imported.faults.length > 0) throw new ToolError(faultReport(imported));
  const districts = [...imported.provinces.values()].flat().sort(compareDistricts);
  return {
    group: { election, confidence: 'single-source' as const, sources: [source], districts },
    report: importReport(imported, [file]),
  };
};

/** Builds a pack; see HELP. */
export const runBuild = guarded((args): Outcome => {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) return done(HELP);
  if (positionals.length > 0) throw new ToolError(`"${positionals[0]}" belongs to no option. See --help.`);
  const serial = needed('serial', values.serial);
  if (!/^[1-9]\d{0,14}$/.test(serial))
    throw new ToolError(`--serial: "${serial}" is no whole number from 1.`);
  const head = {
    id: needed('id', values.id),
    publisher: needed('publisher', values.publisher),
    issued: day('issued', needed('issued', values.issued)),
  };
  const out = needed('out', values.out);
  const notes: string[] = [];
  const tables = (option: TableName): ReadTable['rows'] =>
    (values[option] ?? []).flatMap((file) => {
      const { rows, dropped } = readRows(basename(file), readBytes(file), option);
      if (dropped.length > 0) notes.push(`${basename(file)}: columns dropped: ${dropped.join(', ')}`);
      return rows;
    });
  try {
    const names = nameWords(loadNames(join(REPOSITORY, 'rules')));
    const sources = sourceBook(head);
    const [people, handles] = [tables('participants'), tables('accounts')];
    sources.gather([...people, ...handles]);
    const participants = people
      .map((row) => participantOf(row, names, sources))
      .sort((a, b) => order(a.id, b.id));
    const described = new Set(participants.map(({ id }) => id));
    const lists = [
      ...(values.candidates ?? []).map((value) => listsOf('dct', value, described, sources.own)),
      ...(values.pairs ?? []).map((value) => listsOf('pairs', value, described, sources.own)),
    ];
    notes.push(...lists.map(({ report }) => report));
    const elections = (values.election ?? []).map((file) => readForm(file, ElectionFile));
    const shipped = new Set(rules.elections.map(({ id }) => id));
    const replaces = [...new Set(values.replaces ?? [])].sort(order);
    const isMore = ({ id }: { readonly id: string }) => shipped.has(id) && !replaces.includes(id);
    const accounts = handles.map((row) => accountOf(row, sources));
    const key = ({ participant, site, handle }: (typeof accounts)[number]) =>
      `${participant} ${site} ${handle}`;
    const pack: AgencyPack = {
      format: PACK_FORMAT,
      id: head.id,
      serial: Number(serial),
      publisher: head.publisher,
      issued: head.issued,
      ...(values.expires ? { expires: day('expires', values.expires) } : {}),
      replaces,
      sources: [
        ...sources.all(),
        ...(values.sources ?? []).flatMap((file) => readForm(file, SourcesFile).sources),
      ],
      elections: elections
        .filter((one) => !isMore(one))
        .map(({ $schema: _, ...one }) => one)
        .sort((a, b) => order(a.id, b.id)),
      stages: elections
        .filter(isMore)
        .flatMap(({ id, stages }) => stages.map((stage) => ({ election: id, ...stage }))),
      participants,
      accounts: accounts.sort((a, b) => order(key(a), key(b))),
      candidates: lists.map(({ group }) => group).sort((a, b) => order(a.election, b.election)),
      lexicon: lexiconOf(tables('lexicon')),
    };
    const text = `${JSON.stringify(pack, null, 2)}\n`;
    const reading = readPack(new TextEncoder().encode(text), rules);
    if ('fault' in reading)
      return { status: 1, out: '', error: `not written\n${problemLines(basename(out), reading.problems)}` };
    writeFileSync(out, text);
    return done([`written       ${out}`, packSummary(reading.pack), ...notes].join('\n'));
  } catch (error) {
    if (error instanceof RowError) throw new ToolError(error.message);
    throw error;
  }
});

await runAsCommand(import.meta.url, runBuild);
