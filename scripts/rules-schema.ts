/**
 * JSON Schemas of the files under `rules/`, made from the zod schemas so that the two cannot drift: editors complete
 * and check by them. Written by `npm run rules:format`, compared by `npm run rules:check`; never edited by hand.
 * What JSON Schema cannot say (references, overlaps, order) remains with the check.
 */
import { z } from 'zod';
import { ACTIONS } from '../src/domain/vocabulary.ts';
import { HelpFile } from '../src/pack/help-schema.ts';
import {
  CandidatesFile,
  ElectionFile,
  GuidanceFile,
  ItemsFile,
  LexiconFile,
  NamesFile,
  ParticipantsFile,
  RegionsFile,
  SourcesFile,
} from '../src/pack/schema.ts';
import { CastFile, ScenariosFile } from '../src/pack/training-schema.ts';

export interface FileKind {
  /** Name of the schema: `rules/schema/<name>.json`. */
  readonly name: string;
  readonly title: string;
  /** Which files it is for, as a path below `rules/`. */
  readonly pattern: RegExp;
  readonly schema: z.ZodType;
  /** Not loaded with the rules, for its size; `scripts/candidates.ts` loads and checks it. */
  readonly apart?: true;
}

/** Every kind of rules file; a path that none matches is no rules file. */
export const FILE_KINDS: readonly FileKind[] = [
  {
    name: 'items',
    title: 'Lampiran II as data: the items of the decree',
    pattern: /^skb-2-2022\/items\.json$/,
    schema: ItemsFile,
  },
  {
    name: 'guidance',
    title: 'Around the decree: persons, later law, answers of officials, the road of a report',
    pattern: /^skb-2-2022\/guidance\.json$/,
    schema: GuidanceFile,
  },
  {
    name: 'help',
    title: 'Questions that people bring, answered in a few words',
    pattern: /^skb-2-2022\/help\.json$/,
    schema: HelpFile,
  },
  {
    name: 'sources',
    title: 'What facts rest on',
    pattern: /^([a-z0-9-]+\/){0,2}sources\.json$/,
    schema: SourcesFile,
  },
  {
    name: 'election',
    title: 'One election and its calendar',
    pattern: /^elections\/[a-z0-9-]+\/election\.json$/,
    schema: ElectionFile,
  },
  {
    name: 'participants',
    title: 'Who stands in one election',
    pattern: /^elections\/[a-z0-9-]+\/participants\.json$/,
    schema: ParticipantsFile,
  },
  {
    name: 'candidates',
    title: 'Everybody on the candidate lists of one province',
    pattern: /^elections\/[a-z0-9-]+\/candidates\/\d{2}\.json$/,
    schema: CandidatesFile,
    apart: true,
  },
  {
    name: 'names',
    title: 'What stands around a name, and how names vary',
    pattern: /^elections\/names\.json$/,
    schema: NamesFile,
  },
  {
    name: 'lexicon',
    title: 'Words that weigh, whoever stands',
    pattern: /^elections\/lexicon\.json$/,
    schema: LexiconFile,
  },
  {
    name: 'regions',
    title: 'Provinces, regencies and cities by Kemendagri code',
    pattern: /^regions\.json$/,
    schema: RegionsFile,
  },
  {
    name: 'cast',
    title: 'Training: the invented people, participants and regions',
    pattern: /^training\/cast\.json$/,
    schema: CastFile,
  },
  {
    name: 'scenarios',
    title: 'Training: scenarios of one action',
    pattern: new RegExp(`^training/(${ACTIONS.join('|')})\\.json$`),
    schema: ScenariosFile,
  },
];

/** Files of other rooms, checked there; `schema/` is made here. */
const ELSEWHERE = /^(sites|schema)\//;

/** The kind of a file by its path below `rules/`; null: checked elsewhere; undefined: no rules file. */
export const kindOf = (file: string): FileKind | null | undefined =>
  ELSEWHERE.test(file) ? null : FILE_KINDS.find(({ pattern }) => pattern.test(file));

/** The `$schema` that a file must name: `../../schema/election.json`. */
export const schemaReference = (file: string, { name }: FileKind): string =>
  `${'../'.repeat(file.split('/').length - 1) || './'}schema/${name}.json`;

/** All JSON Schemas as data, by file name below `rules/schema/`. */
export const jsonSchemas = (): ReadonlyMap<string, unknown> =>
  new Map(
    FILE_KINDS.map(({ name, title, schema }) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
      return [`${name}.json`, { $schema, title, ...rest }];
    }),
  );
