/** One election as a road: its stages in order as spans, its key dates as marks, and where today stands on it. */
import type { CivilDate } from '../../domain/vocabulary.ts';
import { addDays, addMonths, daysBetween, monthYear, shortDate } from '../shared/dates.ts';
import { h } from '../shared/dom.ts';
import { packTag } from '../shared/pack-mark.ts';
import { stageShape } from '../shared/shapes.ts';
import { icsLink } from './export.ts';
import { type Model, rowName, stateText } from './model.ts';
import { monthStart, type Row } from './rows.ts';

/** So many rows are seen at once; an election with many regions keeps the rest behind a button. */
const MAX_ROWS = 24;
const MAX_TICKS = 5;

export interface TimelineHandlers {
  openRow(row: Row): void;
  showAll(): void;
}

interface Scale {
  readonly start: CivilDate;
  readonly end: CivilDate;
  /** Share of the whole at which a day begins. */
  at(date: CivilDate): number;
}

const scaleOf = (rows: readonly Row[]): Scale => {
  const [start = ''] = rows.map(({ stage }) => stage.start).sort();
  const end =
    rows
      .map(({ stage }) => stage.end)
      .sort()
      .at(-1) ?? start;
  const length = daysBetween(start, end) + 1;
  return { start, end, at: (date) => daysBetween(start, date) / length };
};

/** Month beginnings, few enough to read. */
const ticksOf = ({ start, end }: Scale): readonly CivilDate[] => {
  const months: CivilDate[] = [];
  for (let month = addMonths(monthStart(start), 1); month <= end; month = addMonths(month, 1))
    months.push(month);
  const step = Math.ceil(months.length / MAX_TICKS);
  return months.filter((_, index) => index % step === 0);
};

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

const rowView = (row: Row, scale: Scale, model: Model, chosen: Row | null, handlers: TimelineHandlers) => {
  const { language, t } = model;
  const { stage } = row;
  const single = stage.start === stage.end;
  const dates = single
    ? shortDate(stage.start, language)
    : t('common_date_range', {
        start: shortDate(stage.start, language),
        end: shortDate(stage.end, language),
      });
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        id: `row-${row.id}`,
        class: 'row',
        'aria-pressed': row.id === chosen?.id ? 'true' : 'false',
        onclick: () => handlers.openRow(row),
      },
      stageShape(stage.kind, 14),
      h(
        'span',
        { class: 'label' },
        rowName(row, model),
        stage.confidence === 'inferred' && [' ', h('span', { class: 'tag' }, t('common_inferred'))],
        row.fromPack && [' ', packTag(t)],
      ),
      h('span', { class: 'when' }, dates, h('span', { class: 'hidden-text' }, `, ${stateText(row, model)}`)),
      h(
        'span',
        { class: 'track', 'aria-hidden': 'true' },
        h('span', {
          class: [
            single && stage.kind === 'penanda' ? 'milestone' : 'bar',
            `kind-${stage.kind}`,
            stage.confidence === 'inferred' && 'unsure',
          ]
            .filter(Boolean)
            .join(' '),
          style: {
            '--from': percent(scale.at(stage.start)),
            '--width': percent(scale.at(addDays(stage.end, 1)) - scale.at(stage.start)),
          },
        }),
      ),
    ),
  );
};

/** The timeline of one election's rows; `all` shows them however many they are. */
export const timelineView = (
  rows: readonly Row[],
  model: Model,
  chosen: Row | null,
  all: boolean,
  handlers: TimelineHandlers,
): Node[] => {
  const { language, t, date } = model;
  const [first] = rows;
  if (!first) return [h('p', { class: 'soft' }, t('calendar_undated'))];
  const scale = scaleOf(rows);
  const inside = scale.start <= date && date <= scale.end;
  const here = scale.at(date);
  // A name at the very end would leave the page.
  const ticks = ticksOf(scale).filter((tick) => scale.at(tick) < 0.88);
  const shown = all ? rows : rows.slice(0, MAX_ROWS);
  return [
    h('p', { class: 'name' }, first.election.name[language]),
    inside ? null : h('p', { class: 'soft' }, t('calendar_outside')),
    h(
      'div',
      { class: inside ? 'road inside' : 'road', style: inside ? { '--here': percent(here) } : {} },
      (inside || ticks.length > 0) &&
        h(
          'div',
          { class: 'axis', 'aria-hidden': 'true' },
          inside && h('span', { class: here < 0.5 ? 'here after' : 'here before' }, t('popup_here')),
          ticks.map((tick) =>
            h(
              'span',
              { class: 'tick', style: { '--from': percent(scale.at(tick)) } },
              monthYear(tick, language),
            ),
          ),
        ),
      inside && h('div', { class: 'pin', 'aria-hidden': 'true' }),
      h(
        'ol',
        { class: 'rows' },
        shown.map((row) => rowView(row, scale, model, chosen, handlers)),
      ),
    ),
    h(
      'div',
      { class: 'actions' },
      shown.length < rows.length &&
        h(
          'button',
          { type: 'button', class: 'button', id: 'show-all', onclick: handlers.showAll },
          t('calendar_show_all', { count: rows.length }),
        ),
      icsLink(rows, model, {
        id: 'save-election',
        text: t('calendar_add_election'),
        name: first.election.id,
      }),
    ),
  ].filter((node) => node !== null);
};
