/**
 * The mark on a post that concerns a participant, in the post's own header. It takes no room, moves nothing, and
 * is made again when the site recycles the node for another post.
 */
import type { Level } from '../domain/vocabulary.ts';
import { attributes, el, sign, style } from './dom.ts';

const BADGE_TAG = 'jaga-netral-badge';

const badges = new WeakMap<Element, { readonly key: string; readonly element: HTMLElement }>();

/**
 * Shows, changes or removes the badge of a post.
 * @param anchor where in the post's header it stands; the post itself stays untouched
 * @param label what it says; nothing is done when it already says so
 */
export const setBadge = (
  post: Element,
  anchor: Element | null,
  level: Level,
  label: string,
  css: string,
): void => {
  const current = badges.get(post);
  const key = level === 'aman' || !anchor ? '' : `${level}|${label}`;
  if (current) {
    if (current.key === key && current.element.isConnected) return;
    current.element.remove();
    badges.delete(post);
  }
  if (level === 'aman' || !anchor) return;
  // The label is on the host, so that a pointer and a screen reader find it in the page's own order.
  const element = attributes(document.createElement(BADGE_TAG), {
    role: 'img',
    'aria-label': label,
    title: label,
  });
  const root = element.attachShadow({ mode: 'closed' });
  style(root, css);
  root.append(el('span', '', sign(level)));
  anchor.append(element);
  badges.set(post, { key, element });
};

/** Takes the badge off a post. */
export const removeBadge = (post: Element): void => {
  badges.get(post)?.element.remove();
  badges.delete(post);
};
