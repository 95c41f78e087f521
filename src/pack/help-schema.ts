/**
 * The schema of `rules/skb-2-2022/help.json`: the questions that people bring about the rules, answered in a few words.
 * What officials said, whom the decree concerns and the road of a report stay in `guidance.json`; here they are only
 * named, so that nothing is stated twice.
 */
import { z } from 'zod';
import { bilingual, civilDate, confidence, doubt, id, itemId, sources, text } from './schema.ts';

const searchWords = z.array(text.max(40)).min(1).max(30);

/** Questions for the help page, in the order in which they are shown. */
export const HelpFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  topics: z
    .array(
      z.strictObject({
        /** Also the place on the page: `#foto-lama-bersama-calon`. */
        id: id.max(60),
        question: bilingual,
        /** Other words by which people look for it. */
        words: z.strictObject({ id: searchWords, en: searchWords }),
        /** The answer for whoever reads one paragraph only. */
        short: bilingual,
        why: bilingual,
        /** What the person can do. Advice of ours, and shown as that. */
        steps: z.array(bilingual).max(8),
        /** Questions of `guidance.json` that officials answered, or that were looked for in vain. */
        answers: z.array(id).max(8),
        /** Persons of `guidance.json`. */
        persons: z.array(id).max(6),
        /** True where the road of a report belongs to the answer. */
        reporting: z.boolean(),
        items: z.array(itemId).max(19),
        doubts: z.array(doubt).max(6),
        confidence,
        sources,
      }),
    )
    .min(1)
    .max(40),
});

export type HelpData = Omit<z.infer<typeof HelpFile>, '$schema'>;
