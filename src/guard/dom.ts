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

/** The signs of the levels: shape first, colour second. An octagon with a bar, a rounded triangle with a stroke. */
export const sign = (level: 'dilarang' | 'hati-hati'): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'sign');
  svg.setAttribute('aria-hidden', 'true');
  const path = (d: string, fill: string, stroke: string) => {
    const shape = document.createElementNS(SVG, 'path');
    shape.setAttribute('d', d);
    shape.setAttribute('fill', fill);
    shape.setAttribute('stroke', stroke);
    shape.setAttribute('stroke-width', '1.6');
    shape.setAttribute('stroke-linejoin', 'round');
    shape.setAttribute('stroke-linecap', 'round');
    svg.append(shape);
  };
  if (level === 'dilarang') {
    path('M6.3 1.5h7.4l4.8 4.8v7.4l-4.8 4.8H6.3l-4.8-4.8V6.3z', 'currentColor', 'currentColor');
    path('M6 10h8', 'none', 'var(--accent-ink, #fff)');
  } else {
    path('M10 2.5 18.3 17H1.7z', 'none', 'currentColor');
    path('M10 8v4.2M10 14.6v.1', 'none', 'currentColor');
  }
  return svg;
};

/** A style sheet for a shadow root; `<style>` where constructable sheets are refused. */
export const style = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(el('style', '', css));
  }
};
