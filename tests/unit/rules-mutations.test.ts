/**
 * Bad rules are refused, one test per kind: a copy of `rules/` is spoilt in one place, and the check must name the
 * file, the path in it and what to do. A checker that never fails guards nothing.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatRules, loadRules, MAX_FILE_BYTES, type RuleProblem, RulesError } from '../../scripts/rules.ts';
import { checkRules } from '../../scripts/rules-check.ts';
import { FILE_KINDS, jsonSchemas } from '../../scripts/rules-schema.ts';

const shipped = join(dirname(fileURLToPath(import.meta.url)), '../../rules');

const ITEMS = 'skb-2-2022/items.json';
const GUIDANCE = 'skb-2-2022/guidance.json';
const SOURCES = 'skb-2-2022/sources.json';
const ELECTION = 'elections/pemilu-2024/election.json';
const PARTICIPANTS = 'elections/pemilu-2024/participants.json';

let folder = '';
let root = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jaga-netral-rules-'));
  root = join(folder, 'rules');
  // Candidate lists have tests of their own (candidates.test.ts); copying 6 MB for each case here would only be slow.
  cpSync(shipped, root, { recursive: true, filter: (path) => !path.endsWith('/candidates') });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A value anywhere in a rules file, looked up and set by path. */
type Data = Record<string, unknown>;

const read = (file: string): Data => JSON.parse(readFileSync(join(root, file), 'utf8')) as Data;
const write = (file: string, data: unknown): void => writeFileSync(join(root, file), formatRules(data));

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;

/** The object or array at a path; a path that leads nowhere is a fault of the test. */
const at = (data: Data, ...path: readonly (string | number)[]): Data =>
  path.reduce<Data>((value, key) => {
    const next = value[key];
    if (!isData(next)) throw new Error(`nothing at ${path.join('.')}`);
    return next;
  }, data);

const rows = (data: Data, list: string): Data[] => Object.values(at(data, list)).filter(isData);

/** Spoils one file in place. */
const spoil = (file: string, change: (data: Data) => void): void => {
  const data = read(file);
  change(data);
  write(file, data);
};

/** The problem that the check reports for a file and path. */
const problemAt = (file: string, path: string): RuleProblem => {
  const { problems } = checkRules(root);
  const found = problems.find((one) => one.file === `rules/${file}` && one.path === path);
  if (!found)
    throw new Error(
      `no problem at rules/${file} ${path}; reported instead:\n${problems.length ? new RulesError(problems).message.slice(0, 2000) : 'none'}`,
    );
  expect(found.remedy.length).toBeGreaterThan(10);
  const said = new RulesError(problems).message;
  expect(said).toContain(`rules/${file}: ${path || '(whole file)'}`);
  expect(said).toContain(found.remedy);
  return found;
};

describe('the check', () => {
  it('accepts the rules as they ship, and counts them', () => {
    const { problems, summary } = checkRules(root);
    expect(problems).toEqual([]);
    expect(summary).toMatch(/^items +19$/m);
    for (const line of ['elections', 'stages', 'regions', 'sources'])
      expect(summary).toMatch(new RegExp(`^${line} +[1-9]\\d*`, 'm'));
    expect(summary).toMatch(/^facts +\d+: \d+ confirmed, \d+ single-source, \d+ inferred, \d+ conflict$/m);
  });

  it('refuses a source that is missing', () => {
    spoil(ITEMS, (data) => {
      at(data, 'items', 3).sources = ['skb.tidak-ada'];
    });
    expect(problemAt(ITEMS, 'items[3].sources').message).toContain('skb.tidak-ada');
  });

  it('refuses a fact without any source', () => {
    spoil(ITEMS, (data) => {
      at(data, 'items', 3, 'sanction').sources = [];
    });
    problemAt(ITEMS, 'items[3].sanction.sources');
  });

  it.each([
    ['a stage', ELECTION, 'stages'],
    ['a participant', PARTICIPANTS, 'participants'],
  ])('refuses %s in an unknown region', (_, file, list) => {
    spoil(file, (data) => {
      at(data, list, 0).region = '99.99';
    });
    expect(problemAt(file, `${list}[0].region`).message).toContain('99.99');
  });

  it('refuses judging stages that overlap', () => {
    let index = 0;
    spoil(ELECTION, (data) => {
      const stages = rows(data, 'stages');
      index = stages.length;
      const campaign = stages.find(({ kind }) => kind === 'kampanye');
      data.stages = [...stages, { ...campaign, id: 'pemilu-2024.kampanye-kedua' }];
    });
    expect(problemAt(ELECTION, `stages[${index}]`).message).toMatch(/overlaps/);
  });

  it('refuses a stage that ends before it starts', () => {
    spoil(ELECTION, (data) => {
      const stage = at(data, 'stages', 0);
      stage.end = '1999-01-01';
    });
    expect(problemAt(ELECTION, 'stages[0]').message).toMatch(/before it starts/);
  });

  it.each(['Lihat <b>butir ini</b>', 'Lihat <script>alert(1)</script>', 'Lihat </p>', '<!-- catatan -->'])(
    'refuses markup in a text: %s',
    (text) => {
      spoil(ITEMS, (data) => {
        at(data, 'items', 0, 'explanation').id = text;
      });
      expect(problemAt(ITEMS, 'items[0].explanation.id').message).toMatch(/markup/);
    },
  );

  it.each([
    ['zero-width space', '\u200b'],
    ['right-to-left override', '\u202e'],
    ['soft hyphen', '\u00ad'],
    ['bell', '\u0007'],
  ])('refuses an invisible character in a text: %s', (_, character) => {
    spoil(GUIDANCE, (data) => {
      at(data, 'answers', 0, 'question').en = `May I${character} delete it?`;
    });
    expect(problemAt(GUIDANCE, 'answers[0].question.en').message).toMatch(/invisible/);
  });

  it('refuses a file of 10 MB before it parses it', () => {
    // Not even JSON: were it parsed, the message would speak of syntax.
    writeFileSync(join(root, ITEMS), `{"id": "${'a'.repeat(10 * 1024 * 1024)}`);
    const { message } = problemAt(ITEMS, '');
    expect(message).toContain(String(MAX_FILE_BYTES));
    expect(message).not.toMatch(/JSON/);
  });

  it('refuses a text of 5 MB in a file that may be read', () => {
    spoil(ITEMS, (data) => {
      at(data, 'items', 0).wording = 'a'.repeat(5 * 1024 * 1024);
    });
    const { message, remedy } = problemAt(ITEMS, 'items[0].wording');
    expect(message.length + remedy.length).toBeLessThan(400);
  });

  it.each([
    ['source', SOURCES, 'sources'],
    ['item', ITEMS, 'items'],
    ['stage', ELECTION, 'stages'],
    ['participant', PARTICIPANTS, 'participants'],
    ['question', GUIDANCE, 'answers'],
  ])('refuses a %s id used twice', (_, file, list) => {
    spoil(file, (data) => {
      at(data, list, 1).id = at(data, list, 0).id;
    });
    expect(problemAt(file, `${list}[1].id`).message).toMatch(/used twice/);
  });

  it('refuses one source id in two files', () => {
    spoil('sources.json', (data) => {
      at(data, 'sources', 0).id = at(read(SOURCES), 'sources', 0).id;
    });
    const { problems } = checkRules(root);
    expect(problems.filter(({ message }) => message.includes('used twice'))).toHaveLength(1);
  });

  it('refuses what is not JSON', () => {
    writeFileSync(join(root, ELECTION), '{"id": "pemilu-2024",}');
    expect(problemAt(ELECTION, '').message).toMatch(/not valid JSON/);
  });

  it.each([
    'skb-2-2022/notes.json',
    'elections/pemilu-2024/catatan.txt',
    'elections/pemilu-2024/Election.json',
  ])('refuses a file that it does not know: %s', (file) => {
    writeFileSync(join(root, file), '{}\n');
    expect(problemAt(file, '').message).toMatch(/no schema knows/);
  });

  it('refuses a field that it does not know', () => {
    spoil(ITEMS, (data) => {
      at(data, 'items', 2).pattern = '.*';
    });
    expect(problemAt(ITEMS, 'items[2]').message).toContain('pattern');
  });

  it('refuses a prototype key', () => {
    const text = readFileSync(join(root, ITEMS), 'utf8');
    writeFileSync(join(root, ITEMS), text.replace('"version": 1,', '"version": 1,\n  "__proto__": {},'));
    expect(problemAt(ITEMS, '').message).toContain('__proto__');
  });

  it.each([
    ['an item', ITEMS, ['items', 4, 'explanation'], 'items[4].explanation.en'],
    ['an answer', GUIDANCE, ['answers', 0, 'answers', 0, 'text'], 'answers[0].answers[0].text.en'],
    ['a source', SOURCES, ['sources', 5, 'title'], 'sources[5].title.en'],
  ] as const)('refuses %s without English', (_, file, path, shown) => {
    spoil(file, (data) => {
      delete at(data, ...path).en;
    });
    const { message, remedy } = problemAt(file, shown);
    expect(message).toMatch(/missing/);
    expect(remedy).toMatch(/both languages/);
  });

  it('refuses fewer than nineteen items', () => {
    spoil(ITEMS, (data) => {
      data.items = rows(data, 'items').slice(1);
    });
    problemAt(ITEMS, 'items');
  });

  it('refuses a question with neither answer nor doubt', () => {
    spoil(GUIDANCE, (data) => {
      Object.assign(at(data, 'answers', 0), { answers: [], doubts: [], disagree: false });
    });
    expect(problemAt(GUIDANCE, 'answers[0]').message).toMatch(/needs a doubt/);
  });

  it('refuses a participant outside its election', () => {
    spoil(PARTICIPANTS, (data) => {
      at(data, 'participants', 0).id = 'pilkada-2024/salah-alamat';
    });
    expect(problemAt(PARTICIPANTS, 'participants[0].id').message).toMatch(/does not belong to/);
  });

  it('refuses participants of an election that is not there', () => {
    spoil(PARTICIPANTS, (data) => {
      data.election = 'pemilu-2099';
    });
    expect(problemAt(PARTICIPANTS, 'election').message).toContain('pemilu-2099');
  });

  it('refuses participants whose election has no calendar', () => {
    rmSync(join(root, ELECTION));
    expect(problemAt(PARTICIPANTS, 'election').message).toMatch(/there is no election/);
  });

  it('refuses a team of somebody who does not stand', () => {
    spoil(PARTICIPANTS, (data) => {
      at(data, 'participants', 0).of = 'pemilu-2024/tidak-ada';
    });
    expect(problemAt(PARTICIPANTS, 'participants[0].of').message).toContain('tidak-ada');
  });

  it('refuses a file out of format', () => {
    writeFileSync(join(root, ITEMS), JSON.stringify(read(ITEMS)));
    expect(problemAt(ITEMS, '').remedy).toContain('rules:format');
  });

  it('refuses a file that does not name its schema, and mends it when told to', () => {
    spoil(ITEMS, (data) => {
      delete data.$schema;
    });
    expect(problemAt(ITEMS, '$schema').remedy).toContain('rules:format');
    expect(checkRules(root, { write: true }).problems).toEqual([]);
    expect(readFileSync(join(root, ITEMS), 'utf8')).toBe(readFileSync(join(shipped, ITEMS), 'utf8'));
  });

  it('refuses a schema that has drifted from the code, and one that belongs to nothing', () => {
    spoil('schema/items.json', (data) => {
      data.title = 'something else';
    });
    writeFileSync(join(root, 'schema/spare.json'), '{}\n');
    problemAt('schema/items.json', '');
    problemAt('schema/spare.json', '');
  });

  it('says that a file is missing', () => {
    rmSync(join(root, GUIDANCE));
    expect(problemAt(GUIDANCE, '').message).toMatch(/missing/);
  });

  it('reports every problem at once, not only the first', () => {
    spoil(ITEMS, (data) => {
      at(data, 'items', 0).wording = '';
      at(data, 'items', 1).phase = 'nanti';
    });
    spoil(ELECTION, (data) => {
      data.version = 0;
    });
    problemAt(ITEMS, 'items[0].wording');
    problemAt(ITEMS, 'items[1].phase');
    problemAt(ELECTION, 'version');
  });
});

describe('the loader', () => {
  it('throws one error that lists the problems', () => {
    writeFileSync(join(root, ITEMS), 'nothing');
    expect(() => loadRules(root)).toThrow(RulesError);
  });

  it('keeps "$schema" out of what the extension ships', () => {
    expect(JSON.stringify(loadRules(root).rules)).not.toContain('$schema');
  });
});

describe('the JSON Schemas', () => {
  it('are one for each kind of file, and say what every field is', () => {
    expect([...jsonSchemas().keys()]).toEqual(FILE_KINDS.map(({ name }) => `${name}.json`));
    for (const [name, schema] of jsonSchemas()) {
      expect(schema, name).toMatchObject({ type: 'object', additionalProperties: false });
      expect(JSON.stringify(schema), name).toContain('"description"');
    }
  });
});

/** Names of all fields that a schema knows, however deep. */
const fieldsOf = (schema: unknown): string[] => {
  if (!isData(schema)) return [];
  const { properties } = schema;
  return [
    ...(isData(properties) ? Object.keys(properties) : []),
    ...Object.values(schema).flatMap((value) => fieldsOf(value)),
  ];
};

describe('the documentation of the format', () => {
  const fields = [...new Set([...jsonSchemas().values()].flatMap((schema) => fieldsOf(schema)))];

  it.each(['docs/rule-pack.md', 'docs/rule-pack.en.md'])(
    '%s names every kind of file and every field',
    (doc) => {
      const text = readFileSync(join(shipped, '..', doc), 'utf8');
      expect(fields.length).toBeGreaterThan(60);
      expect(fields.filter((field) => !text.includes(`\`${field}\``))).toEqual([]);
      expect(FILE_KINDS.filter(({ name }) => !text.includes(`${name}.json`))).toEqual([]);
    },
  );
});

describe('guidance around the decree', () => {
  it('names the persons, shows both sides where officials disagree, and says what was not found', () => {
    const { guidance } = loadRules(shipped).rules;
    expect(new Set(guidance.persons.map(({ employment }) => employment))).toEqual(
      new Set(['pns', 'pppk', 'ppnpn', 'spouse', undefined]),
    );
    for (const id of ['foto-lama', 'hadir-pasif']) {
      const question = guidance.answers.find((one) => one.id === id);
      expect(question?.disagree, id).toBe(true);
      expect(question?.answers.length, id).toBeGreaterThan(1);
    }
    expect(guidance.answers.filter(({ answers }) => answers.length === 0).length).toBeGreaterThanOrEqual(3);
  });

  it('never foretells a sanction', () => {
    const { guidance } = loadRules(shipped).rules;
    expect(JSON.stringify(guidance)).not.toMatch(
      /akan (dikenai|dikenakan|dihukum|diberhentikan|dipecat)|will be (punished|dismissed|sanctioned)/i,
    );
  });
});
