/** Building our own nodes: text only, never markup from anywhere. */

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

const SVG = 'http://www.w3.org/2000/svg';

/** What each sign is drawn of: an octagon with a bar, a rounded triangle with a stroke. */
const SHAPES = {
  dilarang: { solid: 'M6.3 1.5h7.4l4.8 4.8v7.4l-4.8 4.8H6.3l-4.8-4.8V6.3z', bar: 'M6 10h8' },
  'hati-hati': { line: 'M10 2.5 18.3 17H1.7zM10 8v4.2M10 14.6v.1' },
} as const;

/** The sign of a level: shape first, colour second; the style sheets paint it. */
export const sign = (level: keyof typeof SHAPES): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'sign');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, d] of Object.entries(SHAPES[level])) {
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('d', d);
    shape.setAttribute('class', name);
    svg.append(shape);
  }
  return svg;
};

/** A style sheet for a shadow root; no `<style>` element, which a page's policy could refuse. */
export const style = (root: ShadowRoot, css: string): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
};
