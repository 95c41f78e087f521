/**
 * The month as a grid: one Tab stop, arrows within it. Each day says in hidden words what its coloured spans
 * show; the spans themselves are pictures that the mouse may use.
 */
import type { CivilDate } from '../../domain/vocabulary.ts';
import { addDays, addMonths, longDate, longMonth, weekdays } from '../shared/dates.ts';
import { fillElement, h } from '../shared/dom.ts';
import { namedAsPacks } from '../shared/pack-mark.ts';
import { stageShape } from '../shared/shapes.ts';
import { type Model, rowName } from './model.ts';
import { monthStart, nearest, type Row, runs, type Stretch, type Week, weekStart, weeksOf } from './rows.ts';

/** More would be a burden to hear; the rest is counted. */
const MAX_SPOKEN = 5;

export interface MonthHandlers {
  /** Another day got the place of the one Tab stop, perhaps in another month. */
  move(date: CivilDate): void;
  openDay(date: CivilDate): void;
  openRow(row: Row, origin: CivilDate): void;
}

export interface MonthView {
  readonly element: HTMLElement;
  /** Draws the month of `date`, with `date` as the Tab stop. */
  update(model: Model, date: CivilDate, chosen: Row | null): void;
  /** Gives the focus to a day of the drawn month. */
  focus(date: CivilDate): void;
}

const dayId = (date: CivilDate) => `day-${date}`;

const spoken = (date: CivilDate, model: Model): string => {
  const { rows, language, t } = model;
  const here = rows.filter((row) => runs(row, date));
  const names = here
    .slice(0, MAX_SPOKEN)
    .map((row) =>
      [
        rowName(row, model),
        row.stage.confidence === 'inferred' && t('common_inferred'),
        row.fromPack && t('common_pack_tag'),
        row.election.short[language],
      ]
        .filter(Boolean)
        .join(', '),
    );
  const more = here.length - names.length;
  return [
    longDate(date, language),
    ...(date === model.date ? [t('common_today')] : []),
    ...names,
    ...(more > 0 ? [t('calendar_day_more', { count: more })] : []),
  ].join('. ');
};

const stretchView = (
  { row, from, to, lane, cutStart, cutEnd }: Stretch,
  model: Model,
  chosen: Row | null,
): HTMLElement =>
  h(
    'div',
    {
      class: [
        'span',
        `kind-${row.stage.kind}`,
        cutStart && 'cut-start',
        cutEnd && 'cut-end',
        row.stage.confidence === 'inferred' && 'unsure',
        from === to && 'short',
        row.id === chosen?.id && 'chosen',
      ]
        .filter(Boolean)
        .join(' '),
      'data-row': row.id,
      'aria-hidden': 'true',
      title: namedAsPacks(
        `${rowName(row, model)} · ${row.election.name[model.language]}`,
        row.fromPack,
        model.t,
      ),
      style: { '--days': String(to - from + 1), '--lane': String(lane) },
    },
    stageShape(row.stage.kind),
    h('span', {}, rowName(row, model)),
  );

/** Where a key leads from a day; null for keys that are not the grid's. */
export const keyTarget = (event: KeyboardEvent, date: CivilDate): CivilDate | null => {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  if (altKey || metaKey) return null;
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return ctrlKey ? monthStart(date) : weekStart(date);
    case 'End':
      return ctrlKey ? addDays(addMonths(monthStart(date), 1), -1) : addDays(weekStart(date), 6);
    case 'PageUp':
      return addMonths(date, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(date, shiftKey ? 12 : 1);
    default:
      return null;
  }
};

/** The month with its head, its grid and what to do when it is empty. */
export const monthView = (initial: Model, handlers: MonthHandlers): MonthView => {
  const { t, language } = initial;
  let model = initial;
  let stop = model.date;
  const name = h('h2', { id: 'month-name', 'aria-live': 'polite' });
  const body = h('tbody');
  const empty = h('div', { class: 'empty' });
  const step = (months: number) => () => handlers.move(addMonths(monthStart(stop), months));

  const rowOf = (target: EventTarget | null): Row | undefined => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
    return id === undefined ? undefined : model.rows.find((row) => row.id === id);
  };
  const dayOf = (target: EventTarget | null): CivilDate | undefined =>
    target instanceof Element ? target.closest<HTMLElement>('[data-date]')?.dataset.date : undefined;

  const table = h(
    'table',
    {
      role: 'grid',
      'aria-labelledby': 'month-name',
      'aria-describedby': 'grid-help',
      onclick: ({ target }) => {
        const date = dayOf(target);
        const row = rowOf(target);
        if (date === undefined) return;
        if (row) handlers.openRow(row, date);
        else handlers.openDay(date);
      },
      onkeydown: (event) => {
        const date = dayOf(event.target);
        if (date === undefined) return;
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          handlers.openDay(date);
          return;
        }
        const next = keyTarget(event, date);
        if (next === null) return;
        event.preventDefault();
        handlers.move(next);
        document.getElementById(dayId(next))?.focus();
      },
    },
    h(
      'thead',
      {},
      h(
        'tr',
        { role: 'row' },
        weekdays(language).map(({ long, short }) =>
          h(
            'th',
            { role: 'columnheader', scope: 'col' },
            h('span', { 'aria-hidden': 'true' }, short),
            h('span', { class: 'hidden-text' }, long),
          ),
        ),
      ),
    ),
    body,
  );

  const dayView = (week: Week, column: number, chosen: Row | null): HTMLElement => {
    const date = week.days[column] ?? stop;
    const hidden = week.hidden[column] ?? 0;
    return h(
      'td',
      {
        role: 'gridcell',
        id: dayId(date),
        'data-date': date,
        tabindex: date === stop ? 0 : -1,
        'aria-current': date === model.date ? 'date' : null,
        class: date.slice(0, 7) === stop.slice(0, 7) ? null : 'outside',
      },
      h('span', { class: 'number', 'aria-hidden': 'true' }, Number(date.slice(8))),
      h('span', { class: 'hidden-text' }, spoken(date, model)),
      week.stretches
        .filter(({ from }) => from === column)
        .map((stretch) => stretchView(stretch, model, chosen)),
      hidden > 0 && h('span', { class: 'more', 'aria-hidden': 'true' }, `+${hidden}`),
    );
  };

  const weekView = (week: Week, chosen: Row | null): HTMLElement => {
    const lanes = Math.max(0, ...week.stretches.map(({ lane }) => lane + 1));
    const overflows = week.hidden.some((count) => count > 0);
    return h(
      'tr',
      { role: 'row', style: { '--lanes': String(lanes + (overflows ? 1 : 0)) } },
      week.days.map((_, column) => dayView(week, column, chosen)),
    );
  };

  const jump = (direction: -1 | 1) => {
    const date = nearest(model.rows, stop, direction);
    return (
      date !== null &&
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          id: direction < 0 ? 'earlier' : 'later',
          onclick: () => {
            handlers.move(date);
            // The month has something now, and with its emptiness the button is gone.
            document.getElementById(dayId(date))?.focus();
          },
        },
        t(direction < 0 ? 'calendar_earlier' : 'calendar_later'),
      )
    );
  };

  return {
    element: h(
      'section',
      { class: 'month', 'aria-labelledby': 'month-name' },
      h(
        'div',
        { class: 'head' },
        name,
        h(
          'div',
          { class: 'steps' },
          h(
            'button',
            {
              type: 'button',
              class: 'button step',
              id: 'previous',
              'aria-label': t('calendar_previous'),
              onclick: step(-1),
            },
            '‹',
          ),
          h(
            'button',
            { type: 'button', class: 'button', id: 'today', onclick: () => handlers.move(model.date) },
            t('calendar_today'),
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'button step',
              id: 'following',
              'aria-label': t('calendar_following'),
              onclick: step(1),
            },
            '›',
          ),
        ),
      ),
      table,
      h('p', { id: 'grid-help', class: 'hidden-text' }, t('calendar_grid_help')),
      empty,
    ),
    update: (next, date, chosen) => {
      model = next;
      stop = date;
      const month = longMonth(date, language);
      // Said only when it changes.
      if (name.textContent !== month) name.textContent = month;
      const weeks = weeksOf(date, model.rows);
      fillElement(
        body,
        weeks.map((week) => weekView(week, chosen)),
      );
      const bare = !weeks.some(({ stretches }) => stretches.length > 0);
      fillElement(empty, bare ? [h('p', {}, t('calendar_empty')), jump(-1), jump(1)] : []);
    },
    focus: (date) => document.getElementById(dayId(date))?.focus(),
  };
};
