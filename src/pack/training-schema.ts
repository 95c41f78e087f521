/**
 * The schema of `rules/training/`: scenarios for training, and the invented people who play in them. What a person
 * sees in a scenario is judged by the extension's own code; what must come out is written here by hand from the decree,
 * so that lesson and product check one another. Nothing in it is ever part of what the extension recognises outside of
 * the training page.
 */
import { z } from 'zod';
import { SITE_IDS } from '../domain/vocabulary.ts';
import {
  action,
  bilingual,
  civilDate,
  doubt,
  id,
  itemId,
  ParticipantsFile,
  RegionsFile,
  sources,
  text,
} from './schema.ts';

/** The cases from practice that training must reach; docs/training-data.md tells each. */
export const TRAINING_CASES = [
  'larangan-penjabat-gubernur',
  'membagikan-dan-meminta-dukungan',
  'undangan-terselubung',
  'grup-pemenangan',
  'foto-bersama-mantan-gubernur',
  'spanduk',
  'pasangan-maju',
  'artikel-berita',
  'akun-pejabat',
  'unggahan-kpu',
] as const;

/** Words inside a scenario's page: people on these sites write Indonesian, and so the extension reads it. */
const words = z.strictObject({ id: text, en: text }).meta({
  description:
    'Words on the page. "id": as they stand there, and as they are judged. "en": a translation for readers, never judged.',
});
const person = id.max(60).meta({ description: 'Id of a person of cast.json.' });

const participant = ParticipantsFile.shape.participants.element;

/** `rules/training/cast.json`: who plays, and where. */
export const CastFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  /** Says that everybody here is invented. */
  sources,
  /** Invented regions; the first regency or city is where the learner works. */
  regions: z.array(RegionsFile.shape.regions.element).min(2).max(10),
  /** Invented participants in the calendars of real elections. */
  participants: z
    .array(participant.omit({ accounts: true, confidence: true, sources: true }))
    .min(1)
    .max(60),
  /** Whoever writes, owns or invites. All invented, institutions included. */
  people: z
    .array(
      z.strictObject({
        id: person,
        /** One that every site would take; "contoh" ("example") says wherever it is read that it is nobody's. */
        handle: z
          .string()
          .regex(
            /^(?=.*contoh)[a-z0-9]{5,15}$/,
            'an invented handle has 5 to 15 small letters and digits, "contoh" among them',
          ),
        name: text.max(80),
        /** A page of an institution or a public figure. */
        page: z.boolean().optional(),
        verified: z.boolean().optional(),
        bio: words.optional(),
        /** The participant whose account this is, on every site. */
        speaksFor: id.optional(),
        /** A news medium or an election organiser: it names participants by trade. */
        voice: z.enum(['news', 'organiser']).optional(),
      }),
    )
    .min(1)
    .max(80),
});

const post = z.strictObject({
  author: person,
  words,
  /** Alternative texts of its images. */
  images: z.array(words).min(1).max(4).optional(),
  /** Who brought it into the feed. */
  sharedBy: person.optional(),
  /** Name of the group or community in which it stands. */
  group: words.optional(),
});

const draft = z.strictObject({
  words,
  /** What the photo shows that goes with the words; absent: no photo. The extension sees only that there is one. */
  photo: words.optional(),
});

/** What the action is aimed at; each action has its kind. */
const subject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('post'),
    post: post.extend({ quoted: post.optional() }),
    /** The learner's own words, with a comment or quote. */
    draft: draft.optional(),
  }),
  z.strictObject({ kind: z.literal('account'), account: person }),
  /** The post is what the learner sees of the group before joining. */
  z.strictObject({ kind: z.literal('group'), post: post.required({ group: true }) }),
  z.strictObject({
    kind: z.literal('event'),
    event: z.strictObject({ name: words, when: words, host: person.optional() }),
    /** The post that carries the invitation. */
    post,
  }),
  z.strictObject({ kind: z.literal('draft'), draft, group: words.optional() }),
]);

const day = z.strictObject({
  date: civilDate,
  level: z.enum(['dilarang', 'hati-hati', 'aman']),
  items: z.array(itemId).max(8),
  /** Id of the stage that leads to the verdict, or null when none is open. */
  stage: id.nullable(),
  /** What the extension does at the strictness "normal". */
  response: z.enum(['hold', 'badge', 'none']),
  /** What is special about this day. */
  note: bilingual.optional(),
});

/** `rules/training/<action>.json`: the scenarios of one action. */
export const ScenariosFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  scenarios: z
    .array(
      z.strictObject({
        id: id.max(60),
        title: bilingual,
        site: z.enum(SITE_IDS),
        action,
        /** Default: pns. */
        employment: z.enum(['pns', 'pppk', 'ppnpn', 'spouse']).optional(),
        /** The case from practice that it is made from. */
        case: z.enum(TRAINING_CASES).optional(),
        /** Who you are in it and what you see. */
        setting: bilingual,
        /** "May you …?", to be answered before the click. */
        question: bilingual,
        subject,
        /** The days that it is judged on, earliest first; the expectations are written by hand from the decree. */
        days: z.array(day).min(1).max(8),
        /** Why, in two to four sentences. */
        explanation: bilingual,
        /** What one can do in its place. */
        instead: bilingual.optional(),
        doubts: z.array(doubt).max(4),
        sources,
      }),
    )
    .min(1)
    .max(60),
});

export type CastData = z.infer<typeof CastFile>;
export type ScenarioData = z.infer<typeof ScenariosFile>['scenarios'][number];
export type TrainingPostData = z.infer<typeof post>;

/** Everything under `rules/training/`, as one object. */
export interface Training {
  readonly cast: CastData;
  readonly scenarios: readonly ScenarioData[];
}
