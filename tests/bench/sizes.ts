/** What is packaged and what a page is given: bytes, for every regency and city. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Gazetteer } from '../../src/recognition/gazetteer.ts';
import { pageTierOf, REGENCIES } from './world.ts';

export interface Sizes {
  /** Bytes of the packaged gazetteer. */
  readonly gazetteer: number;
  readonly regions: number;
  /** Bytes of JSON of the page's lexicon and names together: the median and the largest of all regions. */
  readonly median: number;
  readonly largest: { readonly region: string; readonly lexicon: number; readonly names: number };
}

/** Weighs the gazetteer, and the page's lexicon of every region. */
export const measureSizes = (gazetteer: Gazetteer, root: string): Sizes => {
  const all = REGENCIES.map((region) => ({ region, ...pageTierOf(region, gazetteer).bytes })).sort(
    (a, b) => a.lexicon + a.names - (b.lexicon + b.names),
  );
  const middle = all[Math.floor(all.length / 2)];
  const largest = all.at(-1);
  if (!middle || !largest) throw new Error('rules/regions.json names no regency');
  return {
    gazetteer: statSync(join(root, 'src/generated/gazetteer.bin')).size,
    regions: all.length,
    median: middle.lexicon + middle.names,
    largest,
  };
};
