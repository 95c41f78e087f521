/**
 * Addresses of the replicas, the same for the page (history) and for the server (which view to open).
 * They are the sites' own, because adapters read group ids, authors and permalinks from them.
 */
import type { ReplicaPost, ReplicaSite, ReplicaView } from './feed.ts';
import { findPost } from './feed.ts';

export const ORIGIN: Readonly<Record<ReplicaSite, string>> = {
  x: 'https://x.com',
  facebook: 'https://www.facebook.com',
  instagram: 'https://www.instagram.com',
  threads: 'https://www.threads.com',
};

/** The site that a host belongs to, or null. */
export const siteOfHost = (host: string): ReplicaSite | null => {
  if (/(^|\.)(x|twitter)\.com$/.test(host)) return 'x';
  if (/(^|\.)facebook\.com$/.test(host)) return 'facebook';
  if (/(^|\.)instagram\.com$/.test(host)) return 'instagram';
  if (/(^|\.)threads\.(com|net)$/.test(host)) return 'threads';
  return null;
};

/** A post's own address. */
export const permalinkOf = (site: ReplicaSite, post: ReplicaPost): string => {
  const handle = post.author.handle;
  if (site === 'x') return `/${handle}/status/${post.id}`;
  if (site === 'instagram') return `/${handle}/p/${post.id}/`;
  if (site === 'threads') return `/@${handle}/post/${post.id}`;
  return post.group ? `/groups/${post.group.id}/posts/${post.id}/` : `/${handle}/posts/${post.id}`;
};

type ListView = Extract<ReplicaView, { readonly kind: 'list' }>;

/** On Threads a list is a dialog over the profile, and the address stays. */
const pathOfList = (site: ReplicaSite, { list, handle }: ListView): string => {
  if (site === 'threads') return `/@${handle}`;
  if (list === 'groups') return '/groups/joins/';
  if (list === 'pages') return '/pages/?category=liked';
  return `/${handle}/${list}${site === 'instagram' ? '/' : ''}`;
};

/** The address of a view. */
export const pathOfView = (site: ReplicaSite, view: ReplicaView, posts: readonly ReplicaPost[]): string => {
  if (view.kind === 'feed') return site === 'x' ? '/home' : '/';
  if (view.kind === 'profile')
    return site === 'instagram' ? `/${view.handle}/` : `/${site === 'threads' ? '@' : ''}${view.handle}`;
  if (view.kind === 'group') return site === 'x' ? `/i/communities/${view.id}` : `/groups/${view.id}/`;
  if (view.kind === 'event') return `/events/${view.id}/`;
  if (view.kind === 'list') return pathOfList(site, view);
  if (view.kind === 'intent') return view.path;
  if (view.kind === 'dialog' && site === 'x') return '/compose/post';
  if (view.kind === 'dialog' && site === 'instagram') return `/p/${view.id}/`;
  if (view.kind === 'dialog' && site === 'threads') return '/';
  if (view.kind === 'reels') return `/reels/${view.id}/`;
  if (view.kind === 'comments') return `/p/${view.id}/comments/`;
  const post = findPost(posts, view.id);
  if (post && view.kind === 'story') return `/stories/${post.author.handle}/${post.id}/`;
  return post === undefined ? '/' : permalinkOf(site, post);
};

const OWN_PAGES: ReadonlySet<string> = new Set([
  '',
  'home',
  'explore',
  'notifications',
  'messages',
  'reels',
  'direct',
  'friends',
  'watch',
  'marketplace',
  'compose',
  'i',
  'jobs',
  'groups',
  'events',
  'hashtag',
  'photo',
  'search',
]);

/** The list that an address leads to; Facebook's own lists name nobody. */
const listOf = (site: ReplicaSite, first: string, second: string): ListView | null => {
  if (site === 'facebook' && first === 'groups' && second === 'joins')
    return { kind: 'list', list: 'groups', handle: '' };
  if (site === 'facebook' && first === 'pages') return { kind: 'list', list: 'pages', handle: '' };
  if (site === 'x' && second === 'likes') return { kind: 'list', list: 'likes', handle: first };
  if (site !== 'threads' && second === 'following' && first !== '')
    return { kind: 'list', list: 'following', handle: first };
  return null;
};

/** The view of an address, with its query; what a replica does not know opens the feed. */
export const viewOfPath = (site: ReplicaSite, path: string): ReplicaView => {
  const parts = (path.split(/[?#]/)[0] ?? '').split('/').filter((part) => part !== '');
  const [first = '', second = '', third = ''] = parts;
  const list = listOf(site, first, second);
  if (list) return list;
  if (site === 'facebook') {
    if (first === 'groups' && third === 'posts' && parts[3]) return { kind: 'post', id: parts[3] };
    if (first === 'groups' && second) return { kind: 'group', id: second };
    if (first === 'events' && second) return { kind: 'event', id: second };
    if (second === 'posts' && third) return { kind: 'post', id: third };
  }
  if (site === 'x' && second === 'status' && third) return { kind: 'post', id: third };
  if (site === 'x' && first === 'intent' && second) return { kind: 'intent', path };
  if (site === 'x' && first === 'i' && second === 'communities' && third) return { kind: 'group', id: third };
  if (site === 'instagram' && first === 'reels' && second) return { kind: 'reels', id: second };
  if (site === 'instagram' && first === 'stories' && third) return { kind: 'story', id: third };
  if (site === 'instagram' && first === 'p' && second)
    return { kind: third === 'comments' ? 'comments' : 'post', id: second };
  if (site === 'instagram' && second === 'p' && third) return { kind: 'post', id: third };
  if (site === 'threads') {
    if (!first.startsWith('@')) return { kind: 'feed' };
    return second === 'post' && third
      ? { kind: 'post', id: third }
      : { kind: 'profile', handle: first.slice(1) };
  }
  if (OWN_PAGES.has(first)) return { kind: 'feed' };
  return { kind: 'profile', handle: first };
};
