/**
 * The pack that an agency publishes: participants of its Pilkada, accounts of its candidates, candidate lists. One
 * JSON document, described in docs/admin/own-packs.md. A pack adds to what is recognised, or replaces what it names;
 * it holds literal terms only, and none of its words can make a warning milder.
 */
import { z } from 'zod';
import { CandidatesFile, ElectionFile, LexiconFile, ParticipantsFile, SourcesFile } from './schema.ts';

/** The only format so far. A reader refuses what is newer. */
export const PACK_FORMAT = 1;

const participant = ParticipantsFile.shape.participants.element;
const stage = ElectionFile.shape.stages.element;
const account = participant.shape.accounts.element;
const source = SourcesFile.shape.sources.element;
const district = CandidatesFile.shape.districts.element;
const { confidence, sources } = participant.shape;
const words = (most: number) => z.array(LexiconFile.shape.support.element).max(most).optional();
const participantId = participant.shape.id;
const shortId = z
  .string()
  .max(60)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'an id here is lower-case words joined by "-", such as "pilkada-banten"',
  );

/** `pack.json`, field by field. */
export const AgencyPackFile = z.strictObject({
  format: z.literal(PACK_FORMAT),
  /** Stable for ever: names the pack, and begins the ids of its sources. */
  id: shortId,
  /** Raised with every publication; a browser never goes back to a lower one. */
  serial: z.int().min(1),
  publisher: z.string().trim().min(3).max(160),
  issued: z.iso.date(),
  /** Last day on which it counts. */
  expires: z.iso.date().optional(),
  /** Ids of shipped participants, elections or stages in whose place rows of this pack stand. */
  replaces: z.array(participantId).max(500).default([]),
  /** Ids begin with the id of the pack and a full stop. */
  sources: z.array(source).max(500),
  /** Whole elections that the extension does not bring. */
  elections: z
    .array(ElectionFile.omit({ $schema: true }))
    .max(10)
    .default([]),
  /** Stages for an election that the extension brings. */
  stages: z
    .array(stage.extend({ election: shortId }))
    .max(200)
    .default([]),
  participants: z.array(participant).max(1_000).default([]),
  /** Accounts for participants of the extension or of this pack. */
  accounts: z
    .array(account.extend({ participant: participantId }))
    .max(2_000)
    .default([]),
  /** Candidate lists, as in `rules/elections/<election>/candidates`. */
  candidates: z
    .array(
      z.strictObject({
        election: shortId,
        confidence,
        sources,
        districts: z.array(district).min(1).max(200),
      }),
    )
    .max(10)
    .default([]),
  /** Words that weigh, beside those of the extension. Words that make milder (news, offices, stops) are none. */
  lexicon: z
    .strictObject({
      support: words(100),
      attack: words(100),
      praise: words(100),
      insult: words(100),
      campaign: words(100),
      context: words(100),
      honorific: words(50),
      volunteer: words(20),
    })
    .default({}),
});

export type AgencyPack = z.infer<typeof AgencyPackFile>;

/** What is wrong in a pack, where, and what to do. */
export interface PackProblem {
  /** Where in the file: `participants[3].accounts[0].handle`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}
