/**
 * Words out of a page, as a person reads them: emoji pictures as their characters, line breaks as line breaks, no
 * buttons, no decoys. Walks without recursion (pages nest deeply) and stops at a length that no real post has.
 */

import { attr } from './dom.ts';

/** Longest text taken from one place, in UTF-16 units. */
export const MAX_TEXT = 20_000;
/** Most nodes looked at in one place: a huge tree costs no more than a large post. */
const MAX_NODES = 8_000;

const BLOCK = new Set('div p li ul ol h1 h2 h3 h4 h5 h6 blockquote section article td tr'.split(' '));
const NEVER = new Set(
  'script style svg time button noscript textarea select title template form video'.split(' '),
);

export interface TextOptions {
  /** Boxes end a line (Facebook, Instagram); on X boxes stand inside lines. */
  readonly blocks?: boolean;
  /** Further elements to leave out. */
  readonly skip?: (element: Element) => boolean;
}

const tidy = (text: string): string =>
  text
    .replace(/[ \t\u00a0]{2,}|[\t\u00a0]/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();

/** The words below an element. */
export const textOf = (root: Element, { blocks, skip }: TextOptions = {}): string => {
  let text = '';
  /** What is open around the node, and what each puts at its end: asking the page for either again costs more. */
  const open: Node[] = [];
  const ends: string[] = [];
  let node = root.firstChild;
  for (let seen = 0; node && seen < MAX_NODES && text.length < MAX_TEXT; seen++) {
    const { nodeType } = node;
    let end = '';
    let inner: ChildNode | null = null;
    if (nodeType === Node.TEXT_NODE) text += (node as Text).data.slice(0, MAX_TEXT);
    else if (nodeType === Node.ELEMENT_NODE) {
      const element = node as Element;
      const { localName } = element;
      if (localName === 'img') text += attr(element, 'alt');
      else if (localName === 'br') text += '\n';
      else {
        if (blocks && BLOCK.has(localName)) end = '\n';
        if (
          !NEVER.has(localName) &&
          attr(element, 'role') !== 'button' &&
          attr(element, 'aria-hidden') !== 'true' &&
          !skip?.(element)
        ) {
          text += end;
          inner = element.firstChild;
        }
      }
    }
    open.push(node);
    ends.push(end);
    node = inner;
    // On, else up and on; a box that ends on the way ends a line.
    while (!node && open[0]) {
      text += ends.pop();
      node = (open.pop() as Node).nextSibling;
    }
  }
  return tidy(text.slice(0, MAX_TEXT));
};

/** What a person has written in a field so far; empty when it shows only its prompt. */
export const draftIn = (field: Element | null | undefined): string => {
  if (!field) return '';
  const { value } = field as Partial<HTMLTextAreaElement>;
  return value === undefined ? textOf(field, { blocks: true }) : value.slice(0, MAX_TEXT).trim();
};

/** Pieces as one text, without empty ones and repetitions. */
export const joined = (pieces: readonly string[]): string =>
  [...new Set(pieces.filter(Boolean))].join('\n').slice(0, MAX_TEXT);
