/**
 * The worker's matcher against two peers on the same names and the same lines, in one run: an exact `Set` of the
 * names, which is right by construction, and modern-ahocorasick. All three are given what they need ready made
 * (tokens, folded words, a folded line), so that only finding is timed; the peers' folding is the project's own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AhoCorasick from 'modern-ahocorasick';
import { loadCandidates, loadNames } from '../../scripts/candidates.ts';
import { spellingsOf } from '../../src/pack/gazetteer.ts';
import { type Gazetteer, openGazetteer } from '../../src/recognition/gazetteer.ts';
import { findNames, joins, MAX_WORDS } from '../../src/recognition/name-prints.ts';
import { type Token, tokenize } from '../../src/recognition/tokens.ts';
import { readSets } from './corpora.ts';

export interface Peer {
  readonly name: string;
  /** Milliseconds to make it ready, of several the best: for the gazetteer, to open the packaged file. */
  readonly ready: number;
  /** Bytes that it holds. */
  readonly bytes: number;
  /** Microseconds a line, best of several passes. */
  readonly micros: number;
  readonly hits: number;
}

export interface Peers {
  readonly lines: number;
  readonly names: number;
  /** Bytes of the packaged file. */
  readonly file: number;
  readonly peers: readonly Peer[];
  /** Hits of the exact set that the gazetteer misses, and the other way round. */
  readonly missed: number;
  readonly invented: number;
  /** How often faster a line, and how much smaller, than modern-ahocorasick. */
  readonly faster: number;
  readonly smaller: number;
}

const PASSES = 7;
const SETS = ['gen_', 'pol_', 'mix_x_pemilu2024', 'news_', 'hard_'];

/** Old spelling read as new, as `hashWord` reads it. */
const OLD = /oe|dj|tj|sj|nj|ch/g;
const NEW: Readonly<Record<string, string>> = { oe: 'u', dj: 'j', tj: 'c', sj: 'sy', nj: 'ny', ch: 'kh' };

type Fold = (word: string) => string;
const foldWith = (families: readonly (readonly string[])[]): Fold => {
  const heads = new Map(families.flatMap(([head = '', ...rest]) => rest.map((one) => [one, head] as const)));
  const letters = (word: string) => word.replace(OLD, (old) => NEW[old] ?? old);
  const byLetters = new Map([...heads].map(([variant, head]) => [letters(variant), letters(head)] as const));
  return (word) => {
    const plain = letters(word);
    return byLetters.get(plain) ?? plain;
  };
};

const isNameWord = ({ kind, text }: Token) => kind === 'word' && text.length > 1 && !/^\d/.test(text);

/** Runs of words that may make up one name, as lists of [word, token index]. */
const runsOf = (tokens: readonly Token[], source: string, fold: Fold): (readonly [string, number])[][] => {
  const runs: (readonly [string, number])[][] = [];
  let run: (readonly [string, number])[] = [];
  let last: Token | null = null;
  for (const [at, token] of tokens.entries()) {
    const isInitial = token.kind === 'word' && token.text.length === 1;
    if (last && !(token.kind === 'word' && joins(source, last, token))) {
      runs.push(run);
      run = [];
      last = null;
    }
    if (isNameWord(token)) {
      run.push([fold(token.text), at]);
      last = token;
    } else if (isInitial && run.length > 0) last = token;
    else if (run.length > 0) {
      runs.push(run);
      run = [];
      last = null;
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
};

/** The longest names at each place of the runs. */
const findInSet = (
  runs: readonly (readonly (readonly [string, number])[])[],
  names: ReadonlySet<string>,
): string[] => {
  const found: string[] = [];
  for (const run of runs)
    for (let from = 0; from < run.length; ) {
      let name = '';
      let best: string | null = null;
      let end = from + 1;
      for (let to = from; to < Math.min(run.length, from + MAX_WORDS); to += 1) {
        name =
          to === from
            ? (run[to] as readonly [string, number])[0]
            : `${name} ${(run[to] as readonly [string, number])[0]}`;
        if (to > from && names.has(name)) {
          best = `${run[from]?.[1]}-${run[to]?.[1]}`;
          end = to + 1;
        }
      }
      if (best) found.push(best);
      from = end;
    }
  return found;
};

const settle = () => {
  for (let i = 0; i < 3; i += 1) (globalThis as { gc?: () => void }).gc?.();
};
const held = (): number => {
  settle();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Makes something, several times; what it holds and the best time. */
const making = <T>(
  make: () => T,
  times: number,
): { readonly made: T; readonly bytes: number; readonly ms: number } => {
  const before = held();
  let made = make();
  const bytes = held() - before;
  let ms = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    made = make();
    ms = Math.min(ms, performance.now() - start);
  }
  return { made, bytes, ms };
};

const passes = (work: () => number, lines: number): { readonly micros: number; readonly hits: number } => {
  let best = Number.POSITIVE_INFINITY;
  let hits = 0;
  for (let i = 0; i < PASSES; i += 1) {
    const start = performance.now();
    hits = work();
    best = Math.min(best, ((performance.now() - start) * 1_000) / lines);
  }
  return { micros: best, hits };
};

/** Measures all three. Run node with `--expose-gc`: without it the bytes mean little. */
export const measurePeers = (folder: string, root: string): Peers => {
  if (!(globalThis as { gc?: () => void }).gc)
    throw new Error('run with node --expose-gc: memory is measured');
  const path = join(root, 'src/generated/gazetteer.bin');
  const fresh = (): ArrayBuffer => {
    const file = readFileSync(path);
    return file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer;
  };
  const { families } = loadNames(join(root, 'rules'));
  const fold = foldWith(families);
  const spelled = loadCandidates(join(root, 'rules')).flatMap(({ data }) =>
    data.districts.flatMap(({ lists, pairs }) =>
      [...Object.values(lists ?? {}).flat(), ...(pairs ?? []).flatMap((pair) => pair ?? [])].filter(
        (one) => one !== null,
      ),
    ),
  );
  const list = [
    ...new Set(
      spelled
        .flatMap(spellingsOf)
        .map((person) => tokenize(person).filter(isNameWord).slice(0, MAX_WORDS))
        .filter((words) => words.length > 1)
        .map((words) => words.map(({ text }) => fold(text)).join(' ')),
    ),
  ];
  const lines = SETS.flatMap((prefix) => readSets(folder, prefix));
  const tokens = lines.map((line) => tokenize(line));
  const runs = lines.map((line, at) => runsOf(tokens[at] as Token[], line, fold));
  const plain = runs.map((one) => one.map((run) => run.map(([word]) => word).join(' ')).join('\n'));

  const opened = making<Gazetteer>(() => openGazetteer(fresh()), 5);
  // Reading the file is part of opening it in the extension, too.
  const gazetteer = opened.made;
  const everybody = { ...gazetteer.index, lookUpWord: () => -1 };
  const ours = passes(() => {
    let hits = 0;
    for (let at = 0; at < lines.length; at += 1)
      hits += findNames(tokens[at] as Token[], lines[at] as string, everybody).length;
    return hits;
  }, lines.length);
  const exact = making(() => new Set(list.map((name) => `${name}`)), 3);
  const bySet = passes(() => {
    let hits = 0;
    for (const run of runs) hits += findInSet(run, exact.made).length;
    return hits;
  }, lines.length);
  let missed = 0;
  let invented = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const right = new Set(findInSet(runs[at] ?? [], exact.made));
    const found = findNames(tokens[at] as Token[], lines[at] as string, everybody).map(
      ({ from, to }) => `${from}-${to - 1}`,
    );
    for (const one of found) if (!right.delete(one)) invented += 1;
    missed += right.size;
  }
  const automaton = making(() => new AhoCorasick(list), 1);
  const byAutomaton = passes(() => {
    let hits = 0;
    for (const line of plain) hits += automaton.made.search(line).length;
    return hits;
  }, lines.length);
  return {
    lines: lines.length,
    names: list.length,
    file: fresh().byteLength,
    peers: [
      { name: 'gazetteer', ready: opened.ms, bytes: opened.bytes, ...ours },
      { name: 'exact Set', ready: exact.ms, bytes: exact.bytes, ...bySet },
      { name: 'modern-ahocorasick', ready: automaton.ms, bytes: automaton.bytes, ...byAutomaton },
    ],
    missed,
    invented,
    faster: byAutomaton.micros / ours.micros,
    smaller: automaton.bytes / opened.bytes,
  };
};
