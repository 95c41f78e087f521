/**
 * Small readings that all three adapters share: which control an event is on, what an element is called, where a
 * link leads. Nothing here changes the page, asks for layout, or throws on a node that has left the page.
 */
import type { Author, Subject } from '../domain/vocabulary.ts';

/** At most this much of any label is looked at; real labels are far shorter. */
const MAX_LABEL = 120;

/** Selectors of several generations as one, newest first. */
export const union = (...generations: readonly (readonly string[])[]): string => generations.flat().join(',');

/** Each list of selectors as one. */
export const unions = <Name extends string>(
  lists: Readonly<Record<Name, readonly string[]>>,
): Record<Name, string> =>
  Object.fromEntries(
    Object.entries<readonly string[]>(lists).map(([name, list]) => [name, union(list)]),
  ) as Record<Name, string>;

/** The first element below a place that a selector finds. */
export const find = (place: ParentNode | null | undefined, selector: string): Element | null =>
  place?.querySelector(selector) ?? null;

/** The nearest element around one, itself included, that a selector finds. */
export const around = (element: Element | null | undefined, selector: string): Element | null =>
  element?.closest(selector) ?? null;

/** An attribute, or the empty text. */
export const attr = (element: Element | null | undefined, name: string): string =>
  element?.getAttribute(name) ?? '';

/** True when an element shows words. */
export const hasWords = (element: Element): boolean => (element.textContent ?? '').trim() !== '';

/**
 * The innermost element of an event, also when it came out of an open shadow tree. Only then is its path asked: that
 * is a list of everything around it, made anew at each question.
 */
export const targetOf = (event: Event): Element | null => {
  const outer = event.target as Element | null;
  const target = outer?.shadowRoot ? (event.composedPath()[0] ?? outer) : outer;
  if (target instanceof Element) return target;
  return target instanceof Text ? target.parentElement : null;
};

/** One spelling for comparison: lower case, single spaces, no dots and no remark in brackets at the end. */
export const plain = (label: string): string =>
  lineOf(label.slice(0, MAX_LABEL))
    .toLowerCase()
    .replace(/(?:…|\.{3}| \([^)]*\))$/, '');

/** What a control is called: its `aria-label`, else its own words when they are few. Plain spelling. */
export const nameOf = (element: Element): string => plain(attr(element, 'aria-label')) || plainText(element);

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
  /^(?:(?:https?:)?\/\/[^/?#]*)?([^#]*)/.exec(attr(link, 'href'))?.[1] ?? '';

/** The path of the page's own address, with its query. Cheaper than asking `location`, which is asked for each post. */
export const here = (): string => document.URL.replace(/^[^/]*\/\/[^/?#]*/, '');

/** The account that a path with one part leads to, or null; `reserved` are the site's own pages. */
export const handleIn = (path: string, reserved: readonly string[]): string | null => {
  const handle = /^\/*([\w.]{1,50})\/*(?:\?|$)/.exec(path)?.[1];
  return handle && !reserved.includes(handle.toLowerCase()) && !handle.endsWith('.php') ? handle : null;
};

/** An author without empty parts, or undefined when nothing is known. */
export const authorOf = (
  handle: string | null | undefined,
  name: string | null | undefined,
): Author | undefined => (handle || name ? { ...(handle && { handle }), ...(name && { name }) } : undefined);

/** What was read, some of it perhaps nothing. */
export type Facts = Pick<Subject, 'kind' | 'site'> & {
  readonly [Fact in keyof Subject]?: Subject[Fact] | null | undefined;
};

/** A subject of the facts that say something. */
export const subjectWith = (facts: Facts): Subject => {
  const said: Record<string, unknown> = { text: '' };
  for (const fact in facts) {
    const value = facts[fact as keyof Facts];
    if (value !== '' && value !== null && value !== undefined) said[fact] = value;
  }
  // Kind and site are never empty, so they are among what is said.
  return said as unknown as Subject;
};

/** The same, or null when nothing is known of what it says and who says it. */
export const readable = (facts: Facts): Subject | null =>
  facts.author || facts.text || facts.imageText ? subjectWith(facts) : null;

/** Controls that turn Enter or Space into a click by themselves; that click is looked at instead. */
const NATIVE = 'button,a[href],input,summary,textarea';

/** True when an event uses a control: by pointer, or by Enter or Space on what is no native control. */
export const isUse = (event: Event, control: Element): boolean =>
  event.type === 'click' ||
  (isKey(event) &&
    (event.key === 'Enter' || event.key === ' ') &&
    !(event.altKey || event.ctrlKey || event.metaKey || control.matches(NATIVE)));

export const isKey = (event: Event): event is KeyboardEvent => event.type === 'keydown' && 'key' in event;

/** Enter that sends: no line break, no half-composed word. */
export const isSendingEnter = (event: Event): event is KeyboardEvent =>
  isKey(event) && event.key === 'Enter' && !event.shiftKey && !event.altKey && !event.isComposing;

/** The field that a person is writing in, or null. */
export const fieldOf = (element: Element): Element | null =>
  around(element, '[contenteditable="true"],[contenteditable=""],textarea');

/**
 * A freshly chosen picture or film: not a drawn face or a placeholder, nor what belongs to a post that is answered or
 * quoted.
 */
const PHOTO =
  ':is(img,video):is([src^="blob:"],[src^="data:image/"]:not([src*="/svg"],[src*="/gif"]),[data-testid="attachments"]:not(:has([data-testid="User-Name"])) *):not(article *,[role="link"] *)';

/** True when a freshly chosen picture or film stands in a composer. */
export const hasPhoto = (composer: Element | null): boolean => find(composer, PHOTO) !== null;

/**
 * Looks at an element and at each one around it, from the inside out.
 * @param look the answer that ends the climb; anything empty goes on
 * @param limit elements that must not be left: the climb ends there
 */
export const climb = <Found>(
  from: Element | null,
  look: (around: Element) => Found | false | null | undefined,
  limit: string,
  steps = 40,
): Found | null => {
  const edge = around(from, limit);
  for (let node = from; node && steps-- > 0; node = node.parentElement) {
    const found = look(node);
    if (found) return found;
    if (node === edge) break;
  }
  return null;
};

/** The nearest ancestor (itself included) that holds what a selector finds. */
export const climbTo = (
  from: Element | null,
  selector: string,
  limit: string,
  steps?: number,
): Element | null => climb(from, (node) => find(node, selector) && node, limit, steps);

/** The first element below a place that a selector finds and a test accepts. */
export const firstIn = (
  place: ParentNode | null | undefined,
  selector: string,
  test: (element: Element) => unknown,
): Element | undefined => {
  // Mostly it is the very first, which a browser finds without looking at the rest.
  const first = find(place, selector) ?? undefined;
  return !first || test(first) ? first : [...(place?.querySelectorAll(selector) ?? [])].find(test);
};

/** Whether an element stands before another in the document, or around it. */
export const isBefore = (one: Element, other: Element): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Elements in document order. */
export const inOrder = (elements: Iterable<Element>): Element[] =>
  [...elements].sort((a, b) => (isBefore(a, b) ? -1 : 1));

/**
 * Everything below a node that any of several selectors finds, in document order. Each is asked by itself: browsers
 * answer one selector about ten times as fast as a list of them, and most of them find nothing.
 */
export const allIn = (root: ParentNode, selectors: readonly string[]): Element[] => {
  let all: Element[] = [];
  for (const selector of selectors) {
    // A list with nothing in it would be made all the same.
    if (!find(root, selector)) continue;
    const found = root.querySelectorAll(selector);
    all = all[0] ? inOrder(new Set([...all, ...found])) : [...found];
  }
  return all;
};

/**
 * Finds the parts of a post by the values of one attribute. A question to the browser for each value is quicker than
 * one for the attribute, whose every bearer would have to be looked at here.
 * @param kinds the selectors of each kind; those of another form are asked only where the mark finds nothing
 * @returns the elements of each kind
 */
export const partsBy = (
  attribute: string,
  kinds: readonly (readonly string[])[],
): ((root: ParentNode) => Element[][]) => {
  const isMark = (selector: string): boolean =>
    /^[^"]+"[^"]+"\]$/.test(selector) && selector.includes(`[${attribute}="`);
  const groups = kinds.map((selectors) => [
    selectors.filter(isMark),
    selectors.filter((selector) => !isMark(selector)),
  ]);
  return (root) =>
    groups.map(([marks = [], others = []]) => {
      const found = allIn(root, marks);
      return found[0] ? found : allIn(root, others);
    });
};

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
