/** What the colours and signs of the calendar stand for. */
import type { StageKind } from '../../domain/vocabulary.ts';
import type { Translate } from '../../platform/i18n.ts';
import { h } from '../shared/dom.ts';
import { STAGE_KEYS } from '../shared/keys.ts';
import { stageShape } from '../shared/shapes.ts';

const KINDS: readonly StageKind[] = [
  'bakal-calon',
  'calon',
  'kampanye',
  'masa-tenang',
  'pemungutan-suara',
  'rekapitulasi',
  'penanda',
];

const swatch = (className: string, sign: SVGSVGElement | null, text: string) =>
  h('li', {}, h('span', { class: `swatch ${className}`, 'aria-hidden': 'true' }, sign), text);

export const legend = (t: Translate): HTMLElement =>
  h(
    'div',
    { class: 'legend' },
    h('h2', { class: 'hidden-text' }, t('calendar_legend')),
    h(
      'ul',
      {},
      KINDS.map((kind) => swatch(`kind-${kind}`, stageShape(kind), t(STAGE_KEYS[kind]))),
      swatch('unsure', null, t('common_inferred')),
    ),
  );
