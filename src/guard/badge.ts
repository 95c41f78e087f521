/**
 * The mark on a post that concerns a participant, in the post's own header. It takes no room, moves nothing, and
 * is made again when the site recycles the node for another post.
 */
import type { Level } from '../domain/vocabulary.ts';
import { sign, style } from './dom.ts';

export const BADGE_TAG = 'jaga-netral-badge';

const CSS = `
:host{all:initial;display:inline-block;position:relative;inline-size:0;block-size:0;vertical-align:middle}
span{position:absolute;inset-block-start:-10px;inset-inline-start:4px;inline-size:20px;block-size:20px;
color:#6b2c63;background:rgb(255 255 255/.82);border-radius:6px}
svg{display:block;inline-size:20px;block-size:20px}
@media (prefers-color-scheme:dark){span{color:#dba9d3;background:rgb(24 20 28/.7);--accent-ink:#24121f}}
`;

const badges = new WeakMap<Element, { readonly key: string; readonly element: HTMLElement }>();

/**
 * Shows, changes or removes the badge of a post.
 * @param anchor where in the post's header it stands; the post itself stays untouched
 * @param key what it says: nothing is done when it already says so
 */
export const setBadge = (post: Element, anchor: Element | null, level: Level, label: string): void => {
  const current = badges.get(post);
  const key = level === 'aman' || !anchor ? '' : `${level}|${label}`;
  if (current) {
    if (current.key === key && current.element.isConnected) return;
    current.element.remove();
    badges.delete(post);
  }
  if (level === 'aman' || !anchor) return;
  const element = document.createElement(BADGE_TAG);
  const root = element.attachShadow({ mode: 'closed' });
  style(root, CSS);
  const span = document.createElement('span');
  span.append(sign(level));
  root.append(span);
  // On the host, so that a pointer and a screen reader find it in the page's own order.
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  element.title = label;
  anchor.append(element);
  badges.set(post, { key, element });
};

/** Takes the badge off a post. */
export const removeBadge = (post: Element): void => {
  badges.get(post)?.element.remove();
  badges.delete(post);
};
