/**
 * The words of the project as types. Every other room speaks in these; none is defined twice.
 * Plain data only: nothing here knows a page, a browser or a file.
 *
 * Indonesian terms stay Indonesian where English has no exact word:
 * bakal calon = prospective candidate (before determination), calon = candidate (after it),
 * masa tenang = the quiet period before voting, dapil = electoral district.
 */

/** A calendar day as `YYYY-MM-DD`, in the zone of whoever it concerns; compares correctly as text. */
export type CivilDate = string;

/** Kemendagri code: `36` a province, `36.03` a regency or city; `*` stands for the whole country in data. */
export type RegionCode = string;

/** The sites, in the order in which pages list them. */
export const SITE_IDS = ['x', 'facebook', 'instagram', 'threads'] as const;
export type SiteId = (typeof SITE_IDS)[number];

/** What the person is about to do. Undoing (unlike, unfollow, leave, cancel) is never an action. */
export type Action = 'like' | 'share' | 'quote' | 'comment' | 'follow' | 'join' | 'post' | 'attend';
export const ACTIONS: readonly Action[] = [
  'like',
  'share',
  'quote',
  'comment',
  'follow',
  'join',
  'post',
  'attend',
];

export type SubjectKind = 'post' | 'comment' | 'account' | 'group' | 'event' | 'draft';

/** What stands in lists of what the person follows, likes or has joined. */
export type ListedKind = Extract<SubjectKind, 'account' | 'post' | 'group'>;

/** Who wrote or owns a subject. `handle` without `@`, as the site spells it. */
export interface Author {
  readonly handle?: string;
  readonly name?: string;
}

/** What an action is aimed at: facts read from the page, untrusted, never kept. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly site: SiteId;
  readonly author?: Author;
  /** Text as written; for `kind: 'draft'` empty, the person's words being in `draft`. */
  readonly text: string;
  /** Alternative texts of the images, joined by line breaks. */
  readonly imageText?: string;
  /** The post inside this one: quoted, re-shared. */
  readonly quoted?: Subject;
  /** Name of the group or community in which the subject stands, or of the group itself. */
  readonly groupName?: string;
  /** Name of the page or event on which the subject stands. */
  readonly pageTitle?: string;
  /** The person's own words: the new post, the reply, the quote. */
  readonly draft?: string;
  /** True when the person's draft carries a photo. */
  readonly draftHasPhoto?: boolean;
  readonly permalink?: string;
}

export type ParticipantKind = 'candidate' | 'pair' | 'party' | 'team' | 'volunteer';

export type Office =
  | 'presiden'
  | 'dpr'
  | 'dpd'
  | 'dprd-provinsi'
  | 'dprd-kabkota'
  | 'gubernur'
  | 'bupati-walikota'
  | 'partai';

/** Who stands in an election, as far as judging needs to know. */
export interface Participant {
  readonly id: string;
  readonly kind: ParticipantKind;
  readonly election: string;
  readonly office: Office;
  readonly region: RegionCode;
  readonly name: string;
  readonly ballot?: number;
  /** Name of the electoral district, where there is one. */
  readonly district?: string;
  /** Ballot number of the party on whose list they stand. */
  readonly party?: number;
}

export type Tier =
  | 'account'
  | 'group'
  | 'hashtag'
  | 'name'
  | 'short-name'
  | 'slogan'
  | 'number'
  | 'party'
  | 'campaign-word';

/** Where in the subject a piece of evidence was seen. */
export type Where =
  | 'author'
  | 'text'
  | 'quoteAuthor'
  | 'quote'
  | 'imageText'
  | 'group'
  | 'pageTitle'
  | 'draft';

/** One reason to believe that a subject concerns a participant. */
export interface Evidence {
  readonly tier: Tier;
  readonly where: Where;
  /** The matched text as it stands in the source. */
  readonly text: string;
  /** UTF-16 offsets of the match in that source (`end` exclusive). */
  readonly start: number;
  readonly end: number;
  /** Id of the participant. */
  readonly participant: string;
  /** Contribution to the sum that decides; see `rules/elections/lexicon.json`, `weights`. */
  readonly weight: number;
}

export type Stance = 'support' | 'attack' | 'none';

/** A word that takes sides, with its place, so that a verdict can be explained. */
export interface StanceSignal {
  readonly stance: 'support' | 'attack';
  readonly where: Where;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What recognition found in a subject. No evidence: the subject concerns nobody. */
export interface Recognition {
  readonly evidence: readonly Evidence[];
  readonly stance: Stance;
  readonly signals: readonly StanceSignal[];
  /** Who speaks, when it is not a participant: news media and election organisers are judged more mildly. */
  readonly voice: 'news' | 'organiser' | 'other';
}

export type ItemId = `kode-etik-${number}` | `disiplin-${number}`;
export type Phase = 'bakal-calon' | 'calon';
export type Confidence = 'confirmed' | 'single-source' | 'inferred' | 'conflict';

/** How an item of the decree applies to an action. */
export interface ItemAction {
  readonly action: Action;
  /** `primary`: named first; `also`: named after it; `fallback`: only when no other item applies. */
  readonly as: 'primary' | 'also' | 'fallback';
  /** Facts without which the item does not apply to this action. */
  readonly needs?: readonly ('partisan' | 'photo' | 'own' | 'spouse')[];
}

/** One row of Lampiran II, as far as judging needs to know. */
export interface Item {
  readonly id: ItemId;
  /** `any`: holds at any time, before, during and after an election. */
  readonly phase: Phase | 'any';
  readonly objects: readonly ParticipantKind[];
  readonly actions: readonly ItemAction[];
}

/**
 * Kinds of stage. The first six judge; `penanda` (a marker: registration, counting, oath) is for the calendar
 * only. `selesai` (closed) is never stored: it is what remains when no stage covers a day.
 */
export type StageKind =
  | 'bakal-calon'
  | 'calon'
  | 'kampanye'
  | 'masa-tenang'
  | 'pemungutan-suara'
  | 'rekapitulasi'
  | 'penanda';

/** A span of an election's calendar. Both ends inclusive. */
export interface Stage {
  readonly id: string;
  readonly kind: StageKind;
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly region: RegionCode;
  /** Offices it holds for; absent: all of the election. */
  readonly offices?: readonly Office[];
  readonly confidence: Confidence;
}

export interface Election {
  readonly id: string;
  readonly kind: 'pemilu' | 'pilkada';
  readonly stages: readonly Stage[];
}

export type Level = 'dilarang' | 'hati-hati' | 'aman';

/** Why a verdict came out as it did; the dialog has one sentence for each. */
export type Reason =
  | 'own-account'
  | 'own-group'
  | 'party-outside-election'
  | 'partisan'
  | 'concerns'
  | 'none';

export interface Verdict {
  readonly level: Level;
  readonly items: readonly ItemId[];
  readonly reason: Reason;
  /** The stage that led to it, with its election; null when none applies. */
  readonly stage: { readonly election: string; readonly stage: Stage } | null;
  readonly evidence: readonly Evidence[];
  /** Words that take sides, when they were part of the reason. */
  readonly signals: readonly StanceSignal[];
  /** The participant that weighed most, or null. */
  readonly participant: string | null;
  /** True when the subject is a participant's own account, group or campaign team, or comes from one. */
  readonly own: boolean;
}

export type Response = 'hold' | 'badge' | 'none';
export type Strictness = 'longgar' | 'normal' | 'ketat';
export type Employment = 'pns' | 'pppk' | 'ppnpn' | 'spouse';
export type LanguageSetting = 'id' | 'en' | 'auto';
export type Language = 'id' | 'en';

/** What an adapter sees on the page now; feeds the health view. */
export interface HealthSample {
  readonly posts: number;
  readonly controls: number;
  /** Posts in which no like control was found. */
  readonly blind: number;
}
