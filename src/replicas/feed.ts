/**
 * What a replica shows, as plain data: posts, their authors, and how the page is to be opened. JSON throughout,
 * so that a test can send it to a page, a scenario can store it, and nothing of it depends on a browser.
 */
import type { SiteId } from '../domain/vocabulary.ts';

/** Every site that the extension guards has its replica. */
export type ReplicaSite = SiteId;
export type ReplicaLanguage = 'id' | 'en';

export interface ReplicaAuthor {
  readonly handle: string;
  readonly name: string;
  readonly verified?: boolean;
  /** Shown on the profile. */
  readonly bio?: string;
  /** Facebook: a page, which can be liked as well as followed. */
  readonly page?: boolean;
  readonly followed?: boolean;
}

export interface ReplicaGroup {
  readonly id: string;
  readonly name: string;
  readonly joined?: boolean;
}

export interface ReplicaEvent {
  readonly id: string;
  readonly name: string;
  readonly when: string;
  readonly host?: ReplicaAuthor;
}

export interface ReplicaComment {
  readonly id: string;
  readonly author: ReplicaAuthor;
  readonly text: string;
  readonly liked?: boolean;
}

/** What sort of post it is, for whoever picks posts by meaning; the page does not show it. */
export type ReplicaPostKind =
  | 'neutral'
  | 'participant'
  | 'partisan'
  | 'quote'
  | 'news'
  | 'organiser'
  | 'team'
  | 'own';

export interface ReplicaPost {
  readonly id: string;
  readonly kind: ReplicaPostKind;
  readonly author: ReplicaAuthor;
  readonly text: string;
  /** The rest of the text: in the DOM, but behind "see more". */
  readonly textHidden?: string;
  readonly images?: readonly { readonly alt: string }[];
  /** Instagram: a film in place of the picture. */
  readonly film?: boolean;
  /** The post inside this one: quoted on X, re-shared on Facebook. */
  readonly quoted?: ReplicaPost;
  /** Who brought it into the feed: "A reposted". */
  readonly sharedBy?: ReplicaAuthor;
  readonly group?: ReplicaGroup;
  readonly event?: ReplicaEvent;
  readonly comments?: readonly ReplicaComment[];
  readonly promoted?: boolean;
  /** ISO instant. */
  readonly at?: string;
  /** Hours since it was written, said in place of the day, as the sites do of what is new. */
  readonly age?: number;
  readonly liked?: boolean;
  readonly reposted?: boolean;
  readonly followed?: boolean;
}

/** The page that is open. Each has an address on the site, see `routes.ts`. */
export type ReplicaView =
  | { readonly kind: 'feed' }
  | { readonly kind: 'post'; readonly id: string }
  /** The post in the site's own dialog over the feed (X: the reply composer). */
  | { readonly kind: 'dialog'; readonly id: string }
  | { readonly kind: 'profile'; readonly handle: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'event'; readonly id: string }
  /** A list of somebody's: the accounts that they follow, the posts that they like; Facebook: their groups and pages. */
  | {
      readonly kind: 'list';
      readonly list: 'following' | 'likes' | 'groups' | 'pages';
      readonly handle: string;
    }
  /** X: a page that other sites link to, `/intent/like?tweet_id=...`. */
  | { readonly kind: 'intent'; readonly path: string }
  /** Instagram: films one below the other, from this one on. */
  | { readonly kind: 'reels'; readonly id: string }
  /** Instagram: the comments of a post as a page of their own, on phones. */
  | { readonly kind: 'comments'; readonly id: string }
  /** Instagram: a story, which is a post without words. */
  | { readonly kind: 'story'; readonly id: string };

export interface ReplicaOptions {
  /** Render only what is near the viewport, as the sites do. Default true. */
  readonly virtualised?: boolean;
  /** The site's dialogs: plain (default), with a focus trap above everything, or a native modal. */
  readonly modal?: 'plain' | 'trap' | 'native';
  /** The page removes children of the root element that it did not make. */
  readonly removeHost?: boolean;
  /** Links and dialogs change the address as the sites do. Off where the page's address is not the site's. */
  readonly navigates?: boolean;
  /** Facebook: where the comment button leads. Default `unit`. Instagram: `unit` puts a comment box into the feed. */
  readonly commentsIn?: 'unit' | 'dialog';
  /** Facebook: whether the reaction bar hangs at the end of the page (default) or inside the unit. */
  readonly reactionBar?: 'portal' | 'inline';
  /** Facebook: how many hidden decoys surround each unit. Default 12. */
  readonly decoys?: number;
  /** Single-key commands (X: on by default; Facebook: off until a person enables them). */
  readonly shortcuts?: boolean;
  /** Facebook: the key of the like where single-key commands are on. Default `l`; people may choose another. */
  readonly likeKey?: string;
  /** Facebook and Instagram: a card with a follow button opens where the pointer rests on a name. Default no. */
  readonly hoverCards?: boolean;
  /** Facebook: what the share button opens, a dialog with a composer (default) or the older menu. */
  readonly shareIn?: 'dialog' | 'menu';
  /** X: which of its two spellings the repost menu uses. Default `retweet`. */
  readonly confirmSpelling?: 'retweet' | 'repost';
  /** The like control has lost every mark by which it was known: label, test id, role and drawing are new. */
  readonly disguised?: boolean;
  /** Instagram: what likes a picture: the browser's double click (default), or two clicks or touches that it counts. */
  readonly doubleLike?: 'dblclick' | 'clicks' | 'touches';
  /** Instagram: which name its like goes by. Default `media`. */
  readonly likeMutation?: 'media' | 'api';
}

/** What the person is about to write, lying ready in the composer that is meant for it. */
export interface ReplicaDraft {
  readonly as: 'post' | 'comment' | 'quote';
  readonly text: string;
  /** A photo that goes with it, where the site can show one in a composer. */
  readonly photo?: { readonly src: string; readonly alt: string };
}

export interface ReplicaConfig {
  readonly site: ReplicaSite;
  readonly language: ReplicaLanguage;
  readonly posts: readonly ReplicaPost[];
  readonly view?: ReplicaView;
  readonly options?: ReplicaOptions;
  /** Accounts that the page suggests to follow. */
  readonly suggestions?: readonly ReplicaAuthor[];
  readonly draft?: ReplicaDraft;
  /** Accounts that the person follows, in the order of their lists; on Facebook those with `page` are pages. */
  readonly follows?: readonly ReplicaAuthor[];
  /** Facebook: groups that the person has joined. */
  readonly memberOf?: readonly ReplicaGroup[];
  /** The person who is logged in; an invented one by default. */
  readonly me?: ReplicaAuthor;
}

export const DEFAULT_ME: ReplicaAuthor = { handle: 'sariwulandari', name: 'Sari Wulandari' };

/** A post that stands in the feed or inside another one. */
export const findPost = (posts: readonly ReplicaPost[], id: string): ReplicaPost | undefined => {
  for (const post of posts) {
    if (post.id === id) return post;
    if (post.quoted?.id === id) return post.quoted;
  }
  return undefined;
};

/** A number that is always the same for the same text: ids, colours and counts need no randomness. */
export const numberOf = (text: string): number => {
  let sum = 2166136261;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 16777619);
  return sum >>> 0;
};
