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

/** Everything under `rules/`, except `rules/sites/`, which belongs to the adapters. */
export interface Rules {
  readonly items: ItemsData;
  /** What stands around the decree: persons, later law, answers, the reporting road. */
  readonly guidance: GuidanceData;
  readonly elections: readonly ElectionData[];
  readonly participants: readonly ParticipantsData[];
  readonly lexicon: LexiconData;
  readonly regions: RegionsData;
  /** All sources of all files; ids are unique across them. */
  readonly sources: SourcesData['sources'];
}

export const rules = bundled as unknown as Rules;
