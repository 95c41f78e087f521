/** Building our own nodes: text only, never markup from anywhere. */
import type { Tree } from '../recognition/page-pack.ts';

/** An element with a class and children; strings become text nodes. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
};

/** Gives an element attributes; returns it. */
export const attributes = <E extends Element>(element: E, given: Readonly<Record<string, string>>): E => {
  for (const name in given) element.setAttribute(name, given[name] ?? '');
  return element;
};

/** What is folded away is built when it is unfolded: most people never do, and the warning should not wait for it. */
const folded = (className: string, [summary = '', ...rest]: readonly Tree[]): HTMLElement => {
  const element = el('details', className, ...grow([summary]));
  element.addEventListener('toggle', () => element.append(...grow(rest)), { once: true });
  return element;
};

/** Nodes of words that were laid out ahead of time. */
export const grow = (trees: readonly Tree[]): (Node | string)[] =>
  trees.map((tree) => {
    if (typeof tree === 'string') return tree;
    const [tag, className, children, href] = tree;
    if (tag === 'details') return folded(className, children);
    const element = el(tag, className, ...grow(children));
    // The decree's own words stay Indonesian in every language of ours, and are to be spoken so.
    if (tag === 'blockquote') element.lang = 'id';
    return href ? attributes(element, { href, target: '_blank', rel: 'noopener noreferrer' }) : element;
  });

const SVG = 'http://www.w3.org/2000/svg';

/** What each sign is drawn of: an octagon with a bar, a rounded triangle with a stroke. */
const SHAPES = {
  dilarang: { solid: 'M6.3 1.5h7.4l4.8 4.8v7.4l-4.8 4.8H6.3l-4.8-4.8V6.3z', bar: 'M6 10h8' },
  'hati-hati': { line: 'M10 2.5 18.3 17H1.7zM10 8v4.2M10 14.6v.1' },
} as const;

/** The sign of a level: shape first, colour second; the style sheets paint it. */
export const sign = (level: keyof typeof SHAPES): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, d] of Object.entries(SHAPES[level]))
    svg.append(attributes(document.createElementNS(SVG, 'path'), { class: name, d }));
  return attributes(svg, { viewBox: '0 0 20 20', class: 'sign', 'aria-hidden': 'true' });
};

/** The sheets made so far, by their text: every mark of a page shares one. */
const sheets = new Map<string, CSSStyleSheet>();

/** A style sheet for a shadow root; no `<style>` element, which a page's policy could refuse. */
export const style = (root: ShadowRoot, css: string): void => {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  root.adoptedStyleSheets = [sheet];
};
