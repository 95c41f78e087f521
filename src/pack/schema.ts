/**
 * The schema of every file under `rules/`: what a lawyer edits and a build reads.
 * Literal terms only: no patterns, no markup, no logic. All ids are stable for ever.
 */
import { z } from 'zod';
import { SITE_IDS } from '../domain/vocabulary.ts';

// Extension pages forbid `Function`; zod would probe for it and the browser would log a violation.
z.config({ jitless: true });

const MAX_TEXT = 4_000;
export const id = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+([./-][a-z0-9]+)*$/, 'an id is lower-case words joined by "-", "." or "/"')
  .meta({ description: 'Stable for ever: never changed, never given to something else.' });
/** Plain text: no markup, no control or invisible characters. */
export const text = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TEXT)
  .refine((value) => !/<\/?[a-z!]/i.test(value), 'no markup is allowed in a text')
  .refine(
    (value) => !/[^\P{Cc}\n]|\p{Cf}/u.test(value),
    'no control or invisible characters are allowed in a text',
  )
  .meta({
    description: 'Plain text, taken literally: no markup, no pattern, no control or invisible characters.',
    // Editors see the JSON Schema only; the refinements above are repeated there as far as it can say them.
    not: { pattern: '</?[A-Za-z!]' },
  });
const term = text.max(120);
export const bilingual = z
  .strictObject({ id: text, en: text })
  .meta({ description: 'The same text in Indonesian and in English; both are required.' });
export const civilDate = z.iso.date();
const region = z
  .string()
  .regex(/^(\*|\d{2}(\.\d{2})?)$/, 'a region is "*", "36" or "36.03"')
  .meta({ description: 'Kemendagri code: "*" the country, "36" a province, "36.03" a regency or city.' });
export const confidence = z.enum(['confirmed', 'single-source', 'inferred', 'conflict']).meta({
  description:
    'confirmed: two or more sources agree; single-source: one; inferred: our reading, never a verdict by itself; conflict: sources disagree.',
});
/** One of the nineteen rows of Lampiran II. */
export const itemId = z
  .string()
  .regex(/^(kode-etik-[1-7]|disiplin-([1-9]|1[0-2]))$/, 'an item is "kode-etik-1" … "disiplin-12"');
/** Ids of `sources.json`; a fact without one is no fact. */
export const sources = z.array(id).min(1).max(40).meta({ description: 'Ids of sources.json; at least one.' });
export const doubt = z.strictObject({ text: bilingual, sources });
export const action = z.enum(['like', 'share', 'quote', 'comment', 'follow', 'join', 'post', 'attend']);
const participantKind = z.enum(['candidate', 'pair', 'party', 'team', 'volunteer']);
const office = z.enum([
  'presiden',
  'dpr',
  'dpd',
  'dprd-provinsi',
  'dprd-kabkota',
  'gubernur',
  'bupati-walikota',
  'partai',
]);

/** `rules/**\/sources.json`: what a fact rests on. */
export const SourcesFile = z.strictObject({
  $schema: z.string().optional(),
  sources: z
    .array(
      z.strictObject({
        id,
        publisher: text.max(160),
        /** What it is, in a few words: "Salinan daftar Lampiran II", "Pengumuman jadwal". */
        title: bilingual,
        url: z
          .url({ protocol: /^https?$/ })
          .regex(/^[!-~]+$/, 'an address has printable ASCII characters only')
          .max(600)
          .optional(),
        /** Regulation, decree or ruling instead of, or besides, a page. */
        cite: text.max(200).optional(),
        published: civilDate.optional(),
        accessed: civilDate,
      }),
    )
    .max(3000),
});

/** `rules/skb-2-2022/items.json`: Lampiran II as data. */
export const ItemsFile = z.strictObject({
  $schema: z.string().optional(),
  id,
  version: z.int().positive(),
  issued: civilDate,
  validFrom: civilDate,
  lastReviewed: civilDate,
  name: bilingual,
  numbers: z.array(text).min(1),
  items: z
    .array(
      z.strictObject({
        id: itemId,
        category: z.enum(['kode-etik', 'disiplin']),
        no: z.int().min(1).max(12),
        phase: z.enum(['bakal-calon', 'calon', 'any']),
        objects: z.array(participantKind).min(1),
        socialMedia: z.boolean(),
        actions: z.array(
          z.strictObject({
            action,
            as: z.enum(['primary', 'also', 'fallback']),
            needs: z.array(z.enum(['partisan', 'photo', 'own', 'spouse'])).optional(),
          }),
        ),
        /** Official Indonesian wording. */
        wording: text,
        /** A few words that name the item in a list. */
        short: bilingual,
        /** Plain explanation, two or three sentences. */
        explanation: bilingual,
        /** What the wording leaves to context, as conditions a person can see. */
        conditions: z.array(bilingual).max(8),
        legalBasis: z
          .array(z.strictObject({ cite: text.max(200), note: bilingual.optional(), confidence, sources }))
          .max(8),
        sanction: z.strictObject({
          class: z.enum(['moral', 'sedang', 'berat', 'pemberhentian']),
          range: bilingual,
          cite: text.max(300),
          confidence,
          sources,
        }),
        doubts: z.array(doubt).max(12),
        confidence,
        sources,
      }),
    )
    .length(19),
});

/** `rules/elections/<id>/election.json`: one election and its calendar. */
export const ElectionFile = z.strictObject({
  $schema: z.string().optional(),
  id,
  kind: z.enum(['pemilu', 'pilkada']),
  version: z.int().positive(),
  lastReviewed: civilDate,
  name: bilingual,
  /** As it stands in a sentence: "Pemilu 2024". */
  short: bilingual,
  stages: z
    .array(
      z.strictObject({
        id,
        kind: z.enum([
          'bakal-calon',
          'calon',
          'kampanye',
          'masa-tenang',
          'pemungutan-suara',
          'rekapitulasi',
          'penanda',
        ]),
        name: bilingual,
        region,
        offices: z.array(office).min(1).optional(),
        start: civilDate,
        end: civilDate,
        regulation: text.max(300),
        note: bilingual.optional(),
        confidence,
        sources,
      }),
    )
    .min(1)
    .max(600),
  /** Facts without a civil date: a year, a month or a window is all that is known, and nothing is made up beyond it. */
  known: z
    .array(
      z.strictObject({
        id,
        text: bilingual,
        /** "2029", "2031-10" or a window: "2031-10..2032-04". */
        when: z
          .string()
          .regex(
            /^\d{4}(-(0[1-9]|1[0-2]))?(\.\.\d{4}(-(0[1-9]|1[0-2]))?)?$/,
            'known only to the year or month: "2029", "2031-10" or "2031-10..2032-04"',
          ),
        regulation: text.max(300),
        confidence,
        sources,
      }),
    )
    .max(40)
    .optional(),
});

const account = z.strictObject({
  site: z.enum(SITE_IDS),
  /** As the site spells it, without "@"; compared without regard to case, never by likeness. */
  handle: z.string().regex(/^[A-Za-z0-9._]{1,60}$/, 'a handle has letters, digits, "." and "_" only'),
  confidence,
  sources,
});

/** A literal that points at a participant. */
const pointer = z.strictObject({
  text: term,
  tier: z.enum(['group', 'hashtag', 'name', 'short-name', 'slogan', 'number', 'party']),
  /** true: enough by itself. false: counts only beside another signal (an ordinary word as well). */
  alone: z.boolean(),
});

/** `rules/elections/<id>/participants.json`: who stands. */
export const ParticipantsFile = z.strictObject({
  $schema: z.string().optional(),
  election: id,
  version: z.int().positive(),
  lastReviewed: civilDate,
  participants: z
    .array(
      z.strictObject({
        id,
        kind: participantKind,
        office,
        region,
        ballot: z.int().min(1).max(99).optional(),
        /** As shown to the person: "Nama Satu – Nama Dua". */
        name: text.max(200),
        /** The people of a pair, in the order of the ballot, titles and degrees stripped. */
        members: z.array(text.max(120)).max(2).optional(),
        /** For a team or volunteer group: whom it is for. */
        of: id.optional(),
        terms: z.array(pointer).max(80),
        accounts: z.array(account).max(40),
        confidence,
        sources,
      }),
    )
    .max(5000),
});

/** `rules/elections/lexicon.json`: words that weigh, whoever stands. */
export const LexiconFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  /**
   * What each kind of sign contributes; a subject concerns a participant when the sum reaches `threshold`.
   * `strong`: a term that is enough alone. `weak`: an ordinary word that is also somebody's name or slogan.
   * `numeral`: a bare number; `numberPhrase`: "nomor urut 2". `vouching`: a campaign or partisan word, or an
   * honorific right before a name. `mention`: an @-mention of a participant's account. `own`: the call name of
   * somebody who stands in the person's own region. `tone`: a word of praise, insult or public affairs.
   */
  weights: z.strictObject({
    threshold: z.number().positive().max(10),
    strong: z.number().positive().max(10),
    weak: z.number().positive().max(10),
    numeral: z.number().positive().max(10),
    numberPhrase: z.number().positive().max(10),
    vouching: z.number().positive().max(10),
    mention: z.number().positive().max(10),
    own: z.number().positive().max(10),
    tone: z.number().positive().max(10),
  }),
  /** Words that ask for or show support of a participant. */
  support: z.array(term).max(400),
  /** Words that attack or reject a participant. */
  attack: z.array(term).max(400),
  /** Words that speak well, or ill, of somebody: they take a side, and vouch for little. */
  praise: z.array(term).max(400),
  insult: z.array(term).max(400),
  /** Words of a campaign that take no side by themselves: they vouch for an ambiguous term beside them. */
  campaign: z.array(term).max(400),
  /** Words of public affairs: they take no side, and vouch for little. */
  context: z.array(term).max(200),
  /** Words that announce a person's name: honorifics and offices sought. */
  honorific: z.array(term).max(200),
  /** Offices held: who is named in one is at work, and counts for half. */
  office: z.array(term).max(200),
  /** "relawan", "sahabat": before a participant's name they make the name of a volunteer group. */
  volunteer: z.array(term).max(60),
  /** How pairs are called by their number: each prefix before "2", "02" and the word for it. */
  ballot: z.strictObject({ prefixes: z.array(term).max(60), words: z.array(term).max(20) }),
  /** Election organisers and their appeals. */
  organiser: z.strictObject({
    terms: z.array(term).max(200),
    hashtags: z.array(term).max(200),
    accounts: z.array(account).max(200),
  }),
  /** News media: their accounts, and words that only a report uses. */
  news: z.strictObject({ terms: z.array(term).max(200), accounts: z.array(account).max(400) }),
  /** Ordinary phrases that contain a participant's term and mean something else. */
  stop: z.array(term).max(2000),
});

/**
 * `rules/skb-2-2022/guidance.json`: what stands around the decree: persons, later law, answers, the reporting road.
 * Whatever was looked for and not found is said as a doubt, never filled in.
 */
export const GuidanceFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  /** Whom it concerns and by which instrument: PNS, PPPK, PPNPN, a candidate's spouse on or off CLTN. */
  persons: z
    .array(
      z.strictObject({
        id,
        /** The choice in the settings that it belongs to; absent where there is none (CPNS). */
        employment: z.enum(['pns', 'pppk', 'ppnpn', 'spouse']).optional(),
        /** For a spouse: on unpaid leave (CLTN), or not. */
        leave: z.enum(['cltn', 'bekerja']).optional(),
        name: bilingual,
        rule: bilingual,
        /** What stays allowed, and what does not. */
        points: z.array(z.strictObject({ allowed: z.boolean(), text: bilingual })).max(20),
        instrument: text.max(200),
        doubts: z.array(doubt).max(6),
        confidence,
        sources,
      }),
    )
    .max(20),
  /** What changed after the decree. */
  laterLaw: z
    .array(
      z.strictObject({
        id,
        /** In force, only planned, or looked for and not found. */
        status: z.enum(['berlaku', 'rencana', 'tidak-ditemukan']),
        date: civilDate.optional(),
        title: bilingual,
        text: bilingual,
        /** The regulation or ruling; absent where none was found. */
        cite: text.max(200).optional(),
        doubts: z.array(doubt).max(6),
        confidence,
        sources,
      }),
    )
    .max(40),
  /** Questions that officials answered; where they disagree, both answers stand. */
  answers: z
    .array(
      z
        .strictObject({
          id,
          question: bilingual,
          /** Actions beside which the question helps. */
          actions: z.array(action).max(8),
          /** Items beside which it helps. */
          items: z.array(itemId).max(19),
          /** Empty: no official answer was found, and a doubt says so. */
          answers: z
            .array(
              z.strictObject({
                who: bilingual,
                date: civilDate.optional(),
                text: bilingual,
                /** Oral advice, a circular, a rule, or what was done in a case: how much it binds. */
                weight: z.enum(['lisan', 'edaran', 'aturan', 'praktik']),
                confidence,
                sources,
              }),
            )
            .max(6),
          /** True when the answers do not agree; all of them are shown. */
          disagree: z.boolean(),
          doubts: z.array(doubt).max(6),
        })
        .refine(
          ({ answers, doubts }) => answers.length > 0 || doubts.length > 0,
          'a question without an answer needs a doubt that says that none was found',
        )
        .refine(
          ({ answers, disagree }) => !disagree || answers.length > 1,
          'only two or more answers can disagree',
        ),
    )
    .max(60),
  /** The road of a report, step by step. */
  reporting: z
    .array(
      z.strictObject({
        id,
        step: z.int().positive(),
        title: bilingual,
        text: bilingual,
        doubts: z.array(doubt).max(6),
        confidence,
        sources,
      }),
    )
    .max(20),
});

/** `rules/regions.json`: provinces, regencies and cities by Kemendagri code. */
export const RegionsFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  confidence,
  sources,
  regions: z
    .array(z.strictObject({ code: z.string().regex(/^\d{2}(\.\d{2})?$/), name: text.max(80) }))
    .min(1)
    .max(700),
});

/** A name with other names behind it: "Rano Karno (Si Doel)". Nothing but a name fits: no address, no long number. */
export const PersonText = z
  .string()
  .max(120)
  .regex(
    /^[A-Za-zÀ-ÖØ-öø-ÿ0-9 .'/-]{2,}( \([A-Za-zÀ-ÖØ-öø-ÿ0-9 .'/-]{2,}(; [A-Za-zÀ-ÖØ-öø-ÿ0-9 .'/-]{2,})*\))?$/,
    'a person is a name, and other names in brackets joined by "; "',
  )
  .refine((value) => !/\d{4}/.test(value), 'a name holds no long number')
  .meta({ description: 'Name without titles and degrees; nicknames in brackets, joined by "; ".' });

/** `rules/elections/<id>/candidates/<province>.json`: everybody on the lists of one province. */
export const CandidatesFile = z.strictObject({
  $schema: z.string().optional(),
  election: id,
  /** Two digits, the same as the file's name. */
  province: z.string().regex(/^\d{2}$/, 'a province is two digits: "36"'),
  version: z.int().positive(),
  lastReviewed: civilDate,
  confidence,
  sources,
  districts: z
    .array(
      z
        .strictObject({
          office: z.enum(['dpr', 'dpd', 'dprd-provinsi', 'dprd-kabkota', 'gubernur', 'bupati-walikota']),
          /** KPU's code of the dapil ("360301"), or the region's own for a regional head ("36.03"). */
          code: z
            .string()
            .regex(/^(\d{2}|\d{4}|\d{6}|\d{2}\.\d{2})$/, 'a code is 2, 4 or 6 digits, or "36.03"'),
          name: text.max(80),
          region: z.string().regex(/^\d{2}(\.\d{2})?$/, 'a region is "36" or "36.03"'),
          /** By ballot number of the party ("0" for DPD): the people; index + 1 is the number, null is nobody. */
          lists: z
            .record(
              z.string().regex(/^(0|[1-9]\d?)$/, 'a list is named by the party’s ballot number'),
              z.array(PersonText.nullable()).min(1).max(99),
            )
            .optional(),
          /** Head and deputy; index + 1 is the number, null is nobody (an empty column). */
          pairs: z
            .array(z.tuple([PersonText, PersonText]).nullable())
            .min(1)
            .max(99)
            .optional(),
        })
        .refine(
          ({ office, lists, pairs }) =>
            office === 'gubernur' || office === 'bupati-walikota' ? pairs && !lists : lists && !pairs,
          'a regional head has "pairs", every other office "lists"',
        ),
    )
    .min(1)
    .max(1000),
});

/** `rules/elections/names.json`: what stands around a name, and how names vary. */
export const NamesFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  lastReviewed: civilDate,
  confidence,
  sources,
  /** Before a name. An entry with a full stop counts only where one is written. */
  titles: z.array(term).max(400),
  /** Military and police ranks before a name. */
  ranks: z.array(term).max(400),
  /** What follows a rank and is a name elsewhere: "Purn.", "TNI", "Mar". */
  corps: z.array(term).max(200),
  /** Behind a comma or in brackets. */
  degrees: z.array(term).max(3000),
  /** Degrees that cannot be anything else, dropped from the end of a name without a comma as well. */
  trailing: z.array(term).max(1000),
  /** Words in the case in which they are written, where the rule would spell them otherwise. */
  written: z.array(term).max(400),
  /** Spellings of one name, the usual one first. */
  families: z.array(z.array(term).min(2).max(40)).max(400),
  /** Names that are ordinary words as well. */
  everyday: z.array(term).max(5000),
});

export type SourcesData = z.infer<typeof SourcesFile>;
export type ItemsData = z.infer<typeof ItemsFile>;
export type ElectionData = z.infer<typeof ElectionFile>;
export type ParticipantsData = z.infer<typeof ParticipantsFile>;
export type GuidanceData = z.infer<typeof GuidanceFile>;
export type RegionsData = z.infer<typeof RegionsFile>;
export type LexiconData = z.infer<typeof LexiconFile>;
export type CandidatesData = z.infer<typeof CandidatesFile>;
export type NamesData = z.infer<typeof NamesFile>;
