/**
 * The shipped rules as a page has them: compiled by the same code as in the worker, judged by the same code as in
 * a page. What is measured here is what a person gets.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Decree, judge } from '../../src/domain/judge.ts';
import type {
  Action,
  CivilDate,
  Recognition,
  RegionCode,
  Subject,
  Verdict,
} from '../../src/domain/vocabulary.ts';
import { rules } from '../../src/pack/bundle.ts';
import { compilePagePack, decreeOf } from '../../src/pack/compile.ts';
import { createRecogniser } from '../../src/pack/recogniser.ts';
import { cutRegion, type Gazetteer, openGazetteer } from '../../src/recognition/gazetteer.ts';
import { buildMatcher, type Matcher } from '../../src/recognition/lexicon.ts';
import { recognise } from '../../src/recognition/recognise.ts';
import { regionalFinder } from '../../src/recognition/regional.ts';

export interface World {
  /** What recognition finds in a subject. */
  see(subject: Subject): Recognition;
  /** What an action on it would be judged on a day. */
  judged(seen: Recognition, date: CivilDate, action?: Action): Verdict;
}

const SURFACE = {
  words: { id: {}, en: {} },
  style: '',
  badgeStyle: '',
  sites: { x: null, facebook: null, instagram: null, threads: null },
};
const NONE_IGNORED = { authors: new Set<string>(), terms: new Set<string>() };

const withoutPeople = decreeOf(rules);
const judgedBy =
  (decree: Decree): World['judged'] =>
  (seen, date, action = 'like') =>
    judge(seen, { action, date, employment: 'pns', photo: false }, decree);

/** What the worker sees for a person of a region (null: who has set none), everybody who stands before it. */
export const worldOf = (region: RegionCode | null, gazetteer: Gazetteer): World => {
  const recogniser = createRecogniser(rules, gazetteer, region === null ? [] : [region]);
  return {
    see: (subject) => recogniser.recognise(subject, NONE_IGNORED),
    judged: judgedBy({ ...withoutPeople, participants: { get: (id) => recogniser.participant(id) } }),
  };
};

/** The page's own tier: what decides when the worker has not answered. */
export interface PageTier extends World {
  readonly matcher: Matcher;
  /** Bytes of JSON: the lexicon, and the names of the region. */
  readonly bytes: { readonly lexicon: number; readonly names: number };
}

/** What a page knows by itself for a person of a region. */
export const pageTierOf = (region: RegionCode, gazetteer: Gazetteer): PageTier => {
  const cut = cutRegion(gazetteer, [region]);
  const pack = compilePagePack(rules, SURFACE, [region], cut);
  const matcher = buildMatcher(pack.lexicon);
  const names = regionalFinder(pack.names);
  const known = new Map(pack.participants.map((one) => [one.id, one]));
  return {
    matcher,
    bytes: { lexicon: JSON.stringify(pack.lexicon).length, names: JSON.stringify(pack.names).length },
    see: (subject) => recognise(subject, matcher, NONE_IGNORED, names),
    judged: judgedBy({
      ...withoutPeople,
      participants: { get: (id) => known.get(id) ?? names.participant(id) },
    }),
  };
};

/** The packaged gazetteer, as `npm run generate` made it. */
export const readGazetteer = (root: string): Gazetteer => {
  const file = readFileSync(join(root, 'src/generated/gazetteer.bin'));
  return openGazetteer(file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer);
};

/** A post on X by somebody of whom nothing is known. */
export const postOf = (text: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'post',
  site: 'x',
  text,
  ...more,
});

/** Codes of all regencies and cities. */
export const REGENCIES: readonly RegionCode[] = rules.regions.regions
  .map(({ code }) => code)
  .filter((code) => code.includes('.'));
