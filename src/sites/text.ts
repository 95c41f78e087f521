/**
 * Words out of a page, as a person reads them: emoji pictures as their characters, line breaks as line breaks, no
 * buttons, no decoys. Walks without recursion (pages nest deeply) and stops at a length that no real post has.
 */

import { attr } from './dom.ts';

/** Longest text taken from one place, in UTF-16 units. */
export const MAX_TEXT = 20_000;
/** Most nodes looked at in one place: a huge tree costs no more than a large post. */
const MAX_NODES = 8_000;

const BLOCK = /^(?:div|p|li|ul|ol|h[1-6]|blockquote|section|article|td|tr)$/i;
const NEVER = /^(?:script|style|svg|time|button|noscript|textarea|select|title|template|form|video)$/i;

export interface TextOptions {
  /** Boxes end a line (Facebook, Instagram); on X boxes stand inside lines. */
  readonly blocks?: boolean;
  /** Further elements to leave out. */
  readonly skip?: (element: Element) => boolean;
}

const isLeftOut = (element: Element, skip: TextOptions['skip']): boolean =>
  NEVER.test(element.localName) ||
  attr(element, 'role') === 'button' ||
  attr(element, 'aria-hidden') === 'true' ||
  skip?.(element) === true;

const tidy = (text: string): string =>
  text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** The words below an element. */
export const textOf = (root: Element, options: TextOptions = {}): string => {
  if (!root.firstElementChild) return tidy((root.textContent ?? '').slice(0, MAX_TEXT));
  let text = '';
  let node: Node | null = root.firstChild;
  for (let seen = 0; node && seen < MAX_NODES && text.length < MAX_TEXT; seen++) {
    let descend = false;
    if (node.nodeType === 3) text += (node.nodeValue ?? '').slice(0, MAX_TEXT);
    else if (node.nodeType === 1) {
      const element = node as Element;
      const name = element.localName;
      if (name === 'img') text += attr(element, 'alt');
      else if (name === 'br') text += '\n';
      else if (!isLeftOut(element, options.skip)) {
        if (options.blocks && BLOCK.test(name)) text += '\n';
        descend = element.firstChild !== null;
      }
    }
    if (descend) {
      node = node.firstChild;
      continue;
    }
    // Up and on; a box that ends on the way ends a line.
    let up: Node | null = node;
    while (up && up !== root && !up.nextSibling) {
      up = up.parentNode;
      if (options.blocks && up && BLOCK.test(up.nodeName)) text += '\n';
    }
    node = !up || up === root ? null : up.nextSibling;
    if (options.blocks && up && up.nodeType === 1 && BLOCK.test(up.nodeName)) text += '\n';
  }
  return tidy(text.slice(0, MAX_TEXT));
};

/** What a person has written in a field so far; empty when it shows only its prompt. */
export const draftIn = (field: Element | null): string => {
  if (!field) return '';
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)
    return field.value.slice(0, MAX_TEXT).trim();
  return textOf(field, { blocks: true });
};

/** Pieces as one text, without empty ones and repetitions. */
export const joined = (pieces: readonly string[]): string =>
  [...new Set(pieces.filter(Boolean))].join('\n').slice(0, MAX_TEXT);
