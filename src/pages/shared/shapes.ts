/**
 * The few signs of the product, drawn here once: the mark, the levels and the states of a site. Each has its own
 * outline, so that none needs its colour to be told from the others; all are decoration beside a word.
 */
import type { Level, StageKind } from '../../domain/vocabulary.ts';

const SVG = 'http://www.w3.org/2000/svg';

type Part = readonly [tag: 'path' | 'circle' | 'rect', attributes: Readonly<Record<string, string | number>>];

const draw = (name: string, size: number, parts: readonly Part[]): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `shape shape-${name}`);
  for (const [tag, attributes] of parts) {
    const part = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
    svg.append(part);
  }
  return svg;
};

const SOLID = { fill: 'currentColor' };
const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 };

/** The mark: a balance beam at rest. The same drawing as `public/icons/mark.svg`. */
export const mark = (size: number): SVGSVGElement =>
  draw('mark', size, [
    ['rect', { class: 'plate', width: 16, height: 16, rx: 3.5 }],
    ['path', { class: 'beam', d: 'M2 5h12v2H2zM8 7l4 6H4z' }],
  ]);

/** The sign of a level; `aman` has none. */
export const levelShape = (level: Level, size = 16): SVGSVGElement | null => {
  if (level === 'dilarang')
    return draw('dilarang', size, [
      ['path', { ...SOLID, d: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z' }],
      ['rect', { class: 'bar', x: 4, y: 7, width: 8, height: 2 }],
    ]);
  if (level === 'hati-hati')
    return draw('hati-hati', size, [
      ['path', { ...LINE, 'stroke-linejoin': 'round', d: 'M8 2.2 14.4 13.4H1.6z' }],
    ]);
  return null;
};

/** The sign of a site's state. */
export const stateShape = (
  state: 'ok' | 'idle' | 'partial' | 'blind' | 'unknown',
  size = 16,
): SVGSVGElement => {
  switch (state) {
    case 'ok':
      return draw('ok', size, [['circle', { ...SOLID, cx: 8, cy: 8, r: 4.5 }]]);
    case 'idle':
      return draw('idle', size, [['circle', { ...LINE, cx: 8, cy: 8, r: 4 }]]);
    case 'partial':
      return draw('partial', size, [
        ['circle', { ...LINE, cx: 8, cy: 8, r: 4.5 }],
        ['path', { ...SOLID, d: 'M8 3.5a4.5 4.5 0 0 1 0 9z' }],
      ]);
    case 'blind':
      return draw('blind', size, [
        ['path', { ...LINE, 'stroke-linejoin': 'round', d: 'M8 2.2 14.4 13.4H1.6z' }],
        ['rect', { ...SOLID, x: 7.25, y: 6, width: 1.5, height: 3.5 }],
        ['rect', { ...SOLID, x: 7.25, y: 10.5, width: 1.5, height: 1.5 }],
      ]);
    default:
      return draw('unknown', size, [['rect', { ...SOLID, x: 4, y: 7.25, width: 8, height: 1.5 }]]);
  }
};

/** The sign of a kind of stage: seven outlines, so that a span is told without its colour. */
export const stageShape = (kind: StageKind, size = 12): SVGSVGElement => {
  switch (kind) {
    case 'bakal-calon':
      return draw('stage', size, [
        ['circle', { ...LINE, 'stroke-width': 2, 'stroke-dasharray': '3.4 2.2', cx: 8, cy: 8, r: 5.5 }],
      ]);
    case 'calon':
      return draw('stage', size, [
        ['circle', { ...LINE, 'stroke-width': 2, cx: 8, cy: 8, r: 5.5 }],
        ['circle', { ...SOLID, cx: 8, cy: 8, r: 2.5 }],
      ]);
    case 'kampanye':
      return draw('stage', size, [
        ['rect', { ...SOLID, x: 2, y: 3, width: 12, height: 2.5 }],
        ['rect', { ...SOLID, x: 2, y: 10.5, width: 12, height: 2.5 }],
      ]);
    case 'masa-tenang':
      return draw('stage', size, [['rect', { ...SOLID, x: 1, y: 6.5, width: 14, height: 3 }]]);
    case 'pemungutan-suara':
      return draw('stage', size, [['rect', { ...SOLID, x: 2.5, y: 2.5, width: 11, height: 11 }]]);
    case 'rekapitulasi':
      return draw('stage', size, [
        ['path', { ...LINE, 'stroke-width': 2, 'stroke-linejoin': 'round', d: 'M3 3h10v10H3zM3 8h10' }],
      ]);
    default:
      return draw('stage', size, [
        ['path', { ...LINE, 'stroke-width': 2, 'stroke-linejoin': 'round', d: 'M8 2l6 6-6 6-6-6z' }],
      ]);
  }
};
