/**
 * The rules that ship with the extension, as one typed object. The JSON is made by `npm run generate`, which has
 * already validated every file against `schema.ts`; for the background and the extension's pages, never for a
 * content script, which receives only the compact page pack.
 */
import bundled from '../generated/rules.json' with { type: 'json' };
import type {
  ElectionData,
  GuidanceData,
  ItemsData,
  LexiconData,
  ParticipantsData,
  RegionsData,
  SourcesData,
} from './schema.ts';

/** A pair as the candidate lists name it. */
export interface PairRow {
  readonly id: string;
  readonly election: string;
  readonly region: string;
  readonly ballot: number;
  readonly members: readonly [head: string, deputy: string];
}

/** Everything under `rules/`, except `rules/sites/`, which belongs to the adapters, and the
 * lists of candidates, which become the gazetteer. */
export interface Rules {
  readonly items: ItemsData;
  /** What stands around the decree: persons, later law, answers, the reporting road. */
  readonly guidance: GuidanceData;
  readonly elections: readonly ElectionData[];
  readonly participants: readonly ParticipantsData[];
  /** Pairs of regents and mayors from the candidate lists; all other candidates are in the gazetteer. */
  readonly pairs: readonly PairRow[];
  readonly lexicon: LexiconData;
  readonly regions: RegionsData;
  /** All sources of all files; ids are unique across them. */
  readonly sources: SourcesData['sources'];
}

export const rules = bundled as unknown as Rules;
