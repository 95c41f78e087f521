/**
 * What the popup and the page of its tab say to each other in a self-check. Nothing of it is stored: the page forgets
 * what it has answered, the popup when it is closed. The popup checks what it gets, for it comes out of a page of a site.
 */
import {
  type ItemId,
  type Level,
  type ListedKind,
  SITE_IDS,
  type SiteId,
  type StageKind,
  type Tier,
} from '../domain/vocabulary.ts';

/** `page:list-here` asks whether this is a page of a site at all; `page:self-check` has the page look. */
export interface SelfCheckQuestion {
  readonly type: 'page:list-here' | 'page:self-check';
}

/** The answer to `page:list-here`. */
export interface SelfCheckOffer {
  readonly site: SiteId;
}

/** One that was recognised as a participant's, in the order of the page. */
export interface FoundOnList {
  /** What the list calls it: name or account, a post's author, a group's name. */
  readonly name: string;
  /** The account, where it is not the name. */
  readonly handle: string;
  /** The participant as the person is told of them. */
  readonly about: string;
  readonly level: Exclude<Level, 'aman'>;
  readonly items: readonly ItemId[];
  readonly tier: Tier;
  /** The words that matched. */
  readonly text: string;
  /** The stage that led to it; null when it is tied to none. */
  readonly stage: StageKind | null;
  /** Its address, a path on the page's host; '' when it shows none. */
  readonly path: string;
}

/** The answer to `page:self-check`. */
export type SelfCheckAnswer =
  /** No list here that can be checked. */
  | { readonly kind: 'elsewhere'; readonly site: SiteId }
  /** The list is somebody else's; `ownPath` leads to the person's own, '' where that is not known. */
  | {
      readonly kind: 'other';
      readonly site: SiteId;
      readonly host: string;
      readonly what: ListedKind;
      readonly ownPath: string;
    }
  | {
      readonly kind: 'list';
      readonly site: SiteId;
      readonly host: string;
      readonly what: ListedKind;
      /** False: the page does not say whose list it is. */
      readonly isOwn: boolean;
      /** How many rows were looked at. */
      readonly looked: number;
      /** False: the worker did not answer, so that names which it alone knows were left out. */
      readonly isWide: boolean;
      readonly found: readonly FoundOnList[];
    };

const TYPES: readonly unknown[] = ['page:list-here', 'page:self-check'];
const KINDS: readonly unknown[] = ['account', 'post', 'group'] satisfies readonly ListedKind[];
const LEVELS: readonly unknown[] = ['dilarang', 'hati-hati'] satisfies readonly Level[];
const TIERS: Readonly<Record<Tier, true>> = {
  account: true,
  group: true,
  hashtag: true,
  name: true,
  'short-name': true,
  slogan: true,
  number: true,
  party: true,
  'campaign-word': true,
};
const STAGES: Readonly<Record<StageKind, true>> = {
  'bakal-calon': true,
  calon: true,
  kampanye: true,
  'masa-tenang': true,
  'pemungutan-suara': true,
  rekapitulasi: true,
  penanda: true,
};

/** More rows than any page holds at once; what is longer is no answer of ours. */
const MAX_FOUND = 5_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSite = (value: unknown): value is SiteId => (SITE_IDS as readonly unknown[]).includes(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isIn = (table: object, value: unknown): boolean => isText(value) && Object.hasOwn(table, value);

const isFound = (value: unknown): value is FoundOnList =>
  isRecord(value) &&
  [value.name, value.handle, value.about, value.text, value.path].every(isText) &&
  LEVELS.includes(value.level) &&
  Array.isArray(value.items) &&
  value.items.every((item) => isText(item) && /^(?:kode-etik|disiplin)-\d{1,2}$/.test(item)) &&
  isIn(TIERS, value.tier) &&
  (value.stage === null || isIn(STAGES, value.stage));

/** True for a well-formed question of one of our pages. */
export const isSelfCheckQuestion = (message: unknown): message is SelfCheckQuestion =>
  isRecord(message) && TYPES.includes(message.type);

/** The site of a well-formed offer; null for anything else, such as the silence of a page without us. */
export const readOffer = (value: unknown): SiteId | null =>
  isRecord(value) && isSite(value.site) ? value.site : null;

/** A well-formed answer; null for anything else. */
export const readSelfCheck = (value: unknown): SelfCheckAnswer | null => {
  if (!isRecord(value) || !isSite(value.site)) return null;
  if (value.kind === 'elsewhere') return { kind: 'elsewhere', site: value.site };
  if (!isText(value.host) || !KINDS.includes(value.what)) return null;
  if (value.kind === 'other') return isText(value.ownPath) ? (value as SelfCheckAnswer) : null;
  return value.kind === 'list' &&
    typeof value.isOwn === 'boolean' &&
    typeof value.isWide === 'boolean' &&
    Number.isSafeInteger(value.looked) &&
    Array.isArray(value.found) &&
    value.found.length <= MAX_FOUND &&
    value.found.every(isFound)
    ? (value as SelfCheckAnswer)
    : null;
};

/**
 * The whole address of a path on the page's host; null when that leads anywhere else than to the site.
 * @param hosts of the site, the usual one first
 */
export const addressOf = (host: string, path: string, hosts: readonly string[]): string | null => {
  const known = hosts.includes(host) ? host : hosts[0];
  if (known === undefined || !/^\/(?![/\\])/.test(path)) return null;
  const address = `https://${known}${path}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.host === known && url.protocol === 'https:' ? url.href : null;
};
