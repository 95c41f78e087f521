/**
 * What the person has done on a replica so far. It changes at once (optimistically), before any answer.
 */
import type { Reaction } from './endpoint.ts';
import {
  findPost,
  type ReplicaComment,
  type ReplicaConfig,
  type ReplicaDraft,
  type ReplicaPost,
} from './feed.ts';

/** A layer over the page: a menu, a dialog, a bar. `anchor` says where a menu hangs. */
export interface Layer {
  readonly kind: string;
  readonly postId: string;
  /** The address while it is open, where the site changes it. */
  readonly path?: string;
  readonly anchor?: { readonly left: number; readonly top: number };
}

/** What is written in an editor, by the first word of its draft's key. */
const AS: Readonly<Record<string, ReplicaDraft['as']>> = {
  post: 'post',
  home: 'post',
  caption: 'post',
  comment: 'comment',
  reply: 'comment',
  inline: 'comment',
  quote: 'quote',
};

export class Store {
  posts: ReplicaPost[];
  readonly reactions = new Map<string, Reaction>();
  readonly reposted = new Set<string>();
  readonly saved = new Set<string>();
  readonly followed = new Set<string>();
  readonly pagesLiked = new Set<string>();
  readonly joined = new Set<string>();
  readonly rsvp = new Map<string, 'interested' | 'going'>();
  readonly unfolded = new Set<string>();
  readonly commenting = new Set<string>();
  readonly comments = new Map<string, ReplicaComment[]>();
  /** The person's words by editor. */
  readonly drafts = new Map<string, string>();
  /** Raised when an editor is to be emptied: a new one takes its place. */
  readonly draftRound = new Map<string, number>();
  layers: Layer[] = [];
  made = 0;
  /** What lies ready to be sent, until it is. */
  #ready: ReplicaDraft | null;

  constructor(config: ReplicaConfig) {
    this.posts = [...config.posts];
    this.#ready = config.draft ?? null;
    const accounts = [...(config.suggestions ?? [])];
    for (const outer of config.posts)
      for (const post of [outer, ...(outer.quoted ? [outer.quoted] : [])]) {
        accounts.push(post.author, ...(post.event?.host ? [post.event.host] : []));
        if (post.liked) this.reactions.set(post.id, 'LIKE');
        if (post.reposted) this.reposted.add(post.id);
        if (post.followed) this.followed.add(post.author.handle);
        if (post.group?.joined) this.joined.add(post.group.id);
        for (const comment of post.comments ?? []) if (comment.liked) this.reactions.set(comment.id, 'LIKE');
      }
    for (const account of accounts) if (account.followed) this.followed.add(account.handle);
    for (const { handle, page } of config.follows ?? []) (page ? this.pagesLiked : this.followed).add(handle);
    for (const { id } of config.memberOf ?? []) this.joined.add(id);
  }

  post(id: string): ReplicaPost | undefined {
    return findPost(this.posts, id);
  }

  commentsOf(post: ReplicaPost): readonly ReplicaComment[] {
    return [...(post.comments ?? []), ...(this.comments.get(post.id) ?? [])];
  }

  addComment(postId: string, comment: ReplicaComment): void {
    this.comments.set(postId, [...(this.comments.get(postId) ?? []), comment]);
  }

  draft(key: string): string {
    return this.drafts.get(key) ?? (this.#isFor(key) ? (this.#ready?.text ?? '') : '');
  }

  /** The photo that goes with a draft. */
  photo(key: string): ReplicaDraft['photo'] {
    return this.#isFor(key) ? this.#ready?.photo : undefined;
  }

  #isFor(key: string): boolean {
    return this.#ready !== null && AS[key.split('-')[0] ?? ''] === this.#ready.as;
  }

  clearDraft(key: string): void {
    this.drafts.delete(key);
    if (this.#isFor(key)) this.#ready = null;
    this.draftRound.set(key, (this.draftRound.get(key) ?? 0) + 1);
  }

  top(): Layer | undefined {
    return this.layers.at(-1);
  }

  close(): void {
    this.layers = this.layers.slice(0, -1);
  }

  toggle(set: Set<string>, id: string): boolean {
    if (set.delete(id)) return false;
    set.add(id);
    return true;
  }

  nextId(): string {
    this.made += 1;
    return `9900000000${String(this.made).padStart(6, '0')}`;
  }
}
