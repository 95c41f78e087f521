/**
 * Small readings that all three adapters share: which control an event is on, what an element is called, where a
 * link leads. Nothing here changes the page, asks for layout, or throws on a node that has left the page.
 */
import type { Author, Subject } from '../domain/vocabulary.ts';

/** At most this much of any label is looked at; real labels are far shorter. */
const MAX_LABEL = 120;

/** Selectors of several generations as one, newest first. */
export const union = (...generations: readonly (readonly string[])[]): string => generations.flat().join(',');

/** An attribute, or the empty text. */
export const attr = (element: Element | null | undefined, name: string): string =>
  element?.getAttribute(name) ?? '';

/** True when an element shows words. */
export const hasWords = (element: Element): boolean => (element.textContent ?? '').trim() !== '';

/** The innermost element of an event, also when it came out of an open shadow tree. */
export const targetOf = (event: Event): Element | null => {
  const target = event.composedPath()[0] ?? event.target;
  if (target instanceof Element) return target;
  return target instanceof Text ? target.parentElement : null;
};

/** One spelling for comparison: lower case, single spaces, no dots and no remark in brackets at the end. */
export const plain = (label: string): string =>
  label
    .slice(0, MAX_LABEL)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/(?:…|\.{3}| \([^)]*\))$/, '');

/** What a control is called: its `aria-label`, else its own words when they are few. Plain spelling. */
export const nameOf = (element: Element): string => {
  const label = attr(element, 'aria-label');
  return label ? plain(label) : plainText(element);
};

/** The words on a control, when they are few; plain spelling. */
export const plainText = (element: Element): string => {
  const text = element.textContent ?? '';
  return text.length > MAX_LABEL ? '' : plain(text);
};

/** A table from plain label to meaning, from lists of labels in several languages. */
export const labelTable = <Kind extends string>(
  lists: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>>,
): ReadonlyMap<string, Kind> => {
  const table = new Map<string, Kind>();
  for (const kind of Object.keys(lists) as Kind[])
    for (const labels of Object.values(lists[kind]))
      for (const label of labels) table.set(plain(label), kind);
  return table;
};

/** All labels of a kind in every language, plain spelling. */
export const labelsOf = (lists: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.values(lists).flat().map(plain);

/** The path of a link, with its query, without host and fragment; empty when it has none. */
export const pathOf = (link: Element): string =>
  attr(link, 'href')
    .replace(/^(?:https?:)?\/\/[^/?#]*/, '')
    .replace(/#.*$/, '');

/** Parts of a path that are the site's own and no account. */
export const segmentsOf = (path: string): string[] => (path.split('?')[0] ?? '').split('/').filter(Boolean);

/** The account that a path with one part leads to, or null. */
export const handleIn = (path: string, reserved: readonly string[]): string | null => {
  const segments = segmentsOf(path);
  const handle = segments[0];
  if (
    segments.length !== 1 ||
    handle === undefined ||
    reserved.includes(handle.toLowerCase()) ||
    /\.php$/.test(handle)
  )
    return null;
  return /^[\w.]{1,50}$/.test(handle) ? handle : null;
};

/** An author without empty parts, or undefined when nothing is known. */
export const authorOf = (
  handle: string | null | undefined,
  name: string | null | undefined,
): Author | undefined =>
  handle || name ? { ...(handle ? { handle } : {}), ...(name ? { name } : {}) } : undefined;

/** What was read, some of it perhaps nothing. */
type Facts = Pick<Subject, 'kind' | 'site'> & {
  readonly [Fact in keyof Subject]?: Subject[Fact] | null | undefined;
};

/** A subject of the facts that say something. */
export const subjectWith = (facts: Facts): Subject => {
  const said = Object.entries(facts).filter(([, fact]) => fact !== undefined && fact !== null && fact !== '');
  return { kind: facts.kind, site: facts.site, text: '', ...Object.fromEntries(said) };
};

/** The same, or null when nothing is known of what it says and who says it. */
export const readable = (facts: Facts): Subject | null =>
  facts.author || facts.text || facts.imageText ? subjectWith(facts) : null;

/** Which way an event uses a control: by pointer, or by Enter or Space on what is no native control. */
export const isUse = (event: Event, control: Element): boolean => {
  if (event.type === 'click') return true;
  if (!isKey(event)) return false;
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  // Native controls turn the key into a click by themselves; that click is looked at instead.
  return !/^(?:button|a|input|summary|textarea)$/i.test(control.tagName) || isBareLink(control);
};

/** An `a` without an address does not answer to keys by itself. */
const isBareLink = (control: Element): boolean => control.tagName === 'A' && !control.hasAttribute('href');

export const isKey = (event: Event): event is KeyboardEvent => event.type === 'keydown' && 'key' in event;

/** Enter that sends: no line break, no half-composed word. */
export const isSendingEnter = (event: Event): event is KeyboardEvent =>
  isKey(event) && event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing;

/** The field that a person is writing in, or null. */
export const fieldOf = (element: Element): Element | null =>
  element.closest('[contenteditable="true"],[contenteditable=""],textarea');

/** True when a freshly chosen picture or film stands in a composer. */
export const hasPhoto = (composer: Element): boolean =>
  composer.querySelector(
    'img[src^="blob:"],img[src^="data:"],video[src^="blob:"],[data-testid="attachments"] img,[data-testid="attachments"] video',
  ) !== null;

/**
 * The nearest ancestor (itself included) that holds what a selector finds.
 * @param limit elements that must not be left: the climb ends there
 */
export const climbTo = (from: Element, selector: string, limit: string, steps = 30): Element | null => {
  let node: Element | null = from;
  for (let step = 0; node && step < steps; step++, node = node.parentElement) {
    if (node.querySelector(selector)) return node;
    if (node.matches(limit)) return null;
  }
  return null;
};

/**
 * Elements in document order. Browsers answer in that order already, which one pass confirms; sets that were
 * gathered by several questions, and jsdom with lists of selectors, need the sorting.
 */
export const inOrder = (elements: Iterable<Element>): Element[] => {
  const list = [...elements];
  const follows = (a: Element, b: Element): boolean =>
    (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isSorted = list.every((element, at) => {
    const next = list[at + 1];
    return next === undefined || follows(element, next);
  });
  return isSorted ? list : list.sort((a, b) => (a === b ? 0 : follows(a, b) ? -1 : 1));
};

/** Everything below a node that a selector finds, in document order. */
export const allIn = (root: ParentNode, selector: string): Element[] =>
  inOrder(root.querySelectorAll(selector));

/** An author's name on one line. */
export const lineOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** True for a document and for any element that can be asked. */
export const isElement = (node: ParentNode | Element): node is Element => node instanceof Element;

/** Runs a reading; a page that we do not understand gives the fallback, never an error. */
export const quietly = <T>(fallback: T, read: () => T): T => {
  try {
    return read();
  } catch {
    return fallback;
  }
};
