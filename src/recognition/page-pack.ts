/**
 * What a content script is given: the lexicon, the decree and the elections in compact form, and the texts that
 * the dialog shows. Made by `pack/compile`, kept in `storage.local`, so that a page needs no waking worker.
 */
import type { Election, Item, ItemId, Language, Participant, SiteId } from '../domain/vocabulary.ts';
import type { Lexicon } from './lexicon.ts';
import type { RegionalNames } from './regional.ts';

/** Key in `storage.local`. */
export const PAGE_PACK_KEY = 'pagePack';
/** Raised when the shape changes: a page of an older version then waits for the worker's new one. */
export const PAGE_PACK_FORMAT = 5;

export type Bilingual = Readonly<Record<Language, string>>;

/** A source as the dialog names it. */
export interface SourceText {
  readonly publisher: string;
  readonly title: Bilingual;
  readonly url?: string;
}

/**
 * Words to be shown, in order: a text, or an element with its class, what stands in it and, for a link, its address.
 * Compiled from the rules, so that a page only has to draw it.
 */
export type Tree =
  | string
  | readonly [
      tag: 'p' | 'div' | 'span' | 'a' | 'ul' | 'li' | 'mark' | 'code' | 'blockquote' | 'details' | 'summary',
      className: string,
      children: readonly Tree[],
      href?: string,
    ];

/** What the dialog tells about an item. */
export interface ItemText {
  /** "Lampiran II, kode etik, angka 4": the line that names the item as the reason. */
  readonly rule: Bilingual;
  /** The same in a list of several items. */
  readonly name: Bilingual;
  /**
   * The rule's own words, the range of sanctions, sources and doubts: folded away until wanted. A list of trees, as JSON:
   * every tab keeps those of all items, thousands of objects for the browser's collector, and few show any.
   */
  readonly more: Bilingual;
}

/** What officials answered about old photos, for a draft that carries a photo. */
export interface OldPhotoText extends Readonly<Record<Language, { lead: readonly Tree[]; more: Tree }>> {
  /** Items of the decree that the answers are about. */
  readonly items: readonly ItemId[];
}

export interface PagePack {
  readonly format: typeof PAGE_PACK_FORMAT;
  /** Content hash: equal packs are equal. */
  readonly version: string;
  readonly lexicon: Lexicon;
  /** Those who stand where the person lives. */
  readonly names: RegionalNames;
  readonly items: readonly Item[];
  readonly elections: readonly Election[];
  readonly participants: readonly Participant[];
  readonly texts: {
    readonly decree: Bilingual;
    readonly items: Readonly<Partial<Record<ItemId, ItemText>>>;
    readonly oldPhoto: OldPhotoText;
    readonly elections: Readonly<Record<string, Bilingual>>;
    readonly stages: Readonly<Record<string, Bilingual>>;
    /** The guard's own words by key: in storage rather than in every content script's code. */
    readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  };
  /** The style sheets of the warning and of the mark on a post, for the same reason. */
  readonly style: string;
  readonly badgeStyle: string;
  /** What the adapters know of their sites: `rules/sites/<id>.json`. */
  readonly sites: Readonly<Record<SiteId, unknown>>;
}

/** True when a stored value is a pack of this version's shape. The worker wrote it; this guards against age. */
export const isPagePack = (value: unknown): value is PagePack =>
  typeof value === 'object' && value !== null && (value as { format?: unknown }).format === PAGE_PACK_FORMAT;
