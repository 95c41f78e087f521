/**
 * The chart of the last weeks, drawn: bars told apart by their filling before any colour, a legend, and the same numbers
 * as a table. It counts; it does not praise or blame.
 */
import type { Language } from '../../domain/vocabulary.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Outcome } from '../../platform/messages.ts';
import { addDays, dayMonth, longDate, shortDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { outcomeKey } from '../shared/keys.ts';
import { svg } from '../shared/svg.ts';
import { type Chart, type Column, TALLEST } from './chart.ts';
import { OUTCOMES } from './lines.ts';

interface Words {
  readonly t: Translate;
  readonly language: Language;
}

/** Room above the ground: the tallest stack, what its least parts add to it, and its number. */
const GROUND = TALLEST + 36;
const HEIGHT = GROUND + 22;
/** Share of a week's width that its bar takes. */
const BAR = 0.62;
/** Under every so-manieth bar stands its date, counted from the last. */
const DATED = 4;

const fillId = (outcome: Outcome): string => `fill-${outcome}`;

/** The fillings that need a pattern: stripes, dots and lines that cross; the first outcome is plain. */
const patterns = (): SVGDefsElement => {
  const pattern = (outcome: Outcome, turn: number | null, ...parts: readonly SVGElement[]) =>
    svg(
      'pattern',
      {
        id: fillId(outcome),
        width: 6,
        height: 6,
        patternUnits: 'userSpaceOnUse',
        patternTransform: turn === null ? null : `rotate(${turn})`,
      },
      svg('rect', { class: 'under', width: 6, height: 6 }),
      ...parts,
    );
  return svg(
    'defs',
    {},
    pattern('continued', 45, svg('rect', { class: 'ink', width: 2.5, height: 6 })),
    pattern('excepted', null, svg('circle', { class: 'ink', cx: 3, cy: 3, r: 1.25 })),
    pattern(
      'slipped',
      45,
      svg('rect', { class: 'ink', width: 1.2, height: 6 }),
      svg('rect', { class: 'ink', width: 6, height: 1.2 }),
    ),
  );
};

const filled = (outcome: Outcome, place: Readonly<Record<string, string | number>>): SVGRectElement =>
  svg('rect', {
    class: `part part-${outcome}`,
    ...(outcome === 'cancelled' ? {} : { fill: `url(#${fillId(outcome)})` }),
    ...place,
  });

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

const drawing = ({ columns, total }: Chart, { t, language }: Words): SVGSVGElement => {
  const width = 1 / columns.length;
  const middle = (index: number) => (index + 0.5) * width;
  const last = columns.length - 1;
  return svg(
    'svg',
    {
      class: 'bars',
      width: '100%',
      height: HEIGHT,
      role: 'img',
      'aria-label': t('journal_chart_label', { weeks: columns.length, count: total }),
    },
    patterns(),
    svg('line', { class: 'ground', x1: 0, x2: '100%', y1: GROUND + 0.5, y2: GROUND + 0.5 }),
    columns.flatMap(({ parts, total: own }, index) => [
      ...parts.map(({ outcome, from, height }) =>
        filled(outcome, {
          x: percent(middle(index) - (width * BAR) / 2),
          width: percent(width * BAR),
          y: GROUND - from - height,
          height,
        }),
      ),
      ...(own > 0
        ? [
            svg(
              'text',
              {
                x: percent(middle(index)),
                y: GROUND - parts.reduce((sum, { height }) => sum + height, 0) - 6,
                'text-anchor': 'middle',
              },
              String(own),
            ),
          ]
        : []),
    ]),
    columns.flatMap(({ monday }, index) =>
      (last - index) % DATED === 0
        ? [
            svg(
              'text',
              {
                class: 'when',
                // The last one ends with its bar, so that it does not leave the picture.
                x: percent(index === last ? middle(index) + (width * BAR) / 2 : middle(index)),
                y: HEIGHT - 6,
                'text-anchor': index === last ? 'end' : 'middle',
              },
              dayMonth(monday, language),
            ),
          ]
        : [],
    ),
  );
};

const legend = ({ t }: Words): HTMLElement =>
  h(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    OUTCOMES.map((outcome) => {
      const swatch = svg('svg', { width: 20, height: 14 });
      swatch.append(filled(outcome, { x: 0.5, y: 0.5, width: 19, height: 13 }));
      return h('li', {}, swatch, t(outcomeKey(outcome)));
    }),
  );

/** "13 Januari 2024 sampai 19 Januari 2024". */
export const weekDates = (monday: string, { t, language }: Words): string =>
  t('common_date_range', {
    start: longDate(monday, language),
    end: longDate(addDays(monday, 6), language),
  });

const table = (columns: readonly Column[], words: Words): HTMLElement => {
  const { t, language } = words;
  return h(
    'div',
    // It may be wider than the page, and then arrow keys must reach all of it.
    { class: 'numbers', tabindex: 0, role: 'region', 'aria-label': t('journal_table') },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, t('journal_week')),
          OUTCOMES.map((outcome) => h('th', { scope: 'col' }, t(outcomeKey(outcome)))),
          h('th', { scope: 'col' }, t('journal_total')),
        ),
      ),
      h(
        'tbody',
        {},
        columns.map(({ monday, counts, total }) =>
          h(
            'tr',
            {},
            h(
              'th',
              { scope: 'row' },
              t('common_date_range', {
                start: shortDate(monday, language),
                end: shortDate(addDays(monday, 6), language),
              }),
            ),
            OUTCOMES.map((outcome) => h('td', {}, counts[outcome])),
            h('td', {}, total),
          ),
        ),
      ),
    ),
  );
};

/** The chart with its legend and table. */
export interface ChartView {
  readonly element: HTMLElement;
  update(chart: Chart): void;
}

export const chartView = (words: Words): ChartView => {
  const { t } = words;
  const picture = h('div', { class: 'picture' });
  const numbers = h('div');
  let shown = '';
  return {
    element: h(
      'section',
      { class: 'chart', 'aria-labelledby': 'chart-heading' },
      h('h2', { id: 'chart-heading' }, t('journal_chart')),
      picture,
      legend(words),
      // Folded or not stays as the person left it: only what is inside is drawn anew.
      h('details', {}, h('summary', {}, t('journal_table')), numbers),
    ),
    update: (chart) => {
      const now = JSON.stringify(chart);
      if (now === shown) return;
      shown = now;
      picture.replaceChildren(
        drawing(chart, words),
        ...(chart.total === 0 ? [h('p', { class: 'soft' }, t('journal_chart_none'))] : []),
      );
      numbers.replaceChildren(table(chart.columns, words));
    },
  };
};
