/**
 * The lines by week. Rows are made once and only moved, so that a line which arrives while somebody reads or has the
 * focus here disturbs neither, and a filter has nothing to draw.
 */
import type { Language } from '../../domain/vocabulary.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { Outcome } from '../../platform/messages.ts';
import { h } from '../shared/dom.ts';
import { type EntryWords, entryRow } from '../shared/journal-entry.ts';
import { weekDates } from './chart-view.ts';
import { type Counts, type Line, OUTCOMES, type Week } from './lines.ts';

const COUNT_KEYS: Readonly<Record<Outcome, MessageKey>> = {
  cancelled: 'journal_count_cancelled',
  continued: 'journal_count_continued',
  excepted: 'journal_count_excepted',
  slipped: 'journal_count_slipped',
};

/** "3 dibatalkan · 1 dilanjutkan": what did not happen is not counted. */
export const countsText = (counts: Counts, t: Translate): string =>
  OUTCOMES.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => t(COUNT_KEYS[outcome], { count: counts[outcome] }))
    .join(' · ');

/** Puts children in this order: those that stay where they are are not touched, and so keep focus and place. */
export const arrange = (parent: Element, wanted: readonly Element[]): void => {
  const staying = new Set<Element>(wanted);
  for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = element.nextElementSibling;
    else parent.insertBefore(element, next);
  }
};

/** A long journal shows so many lines at once, more than any window holds, and the others in steps right after. */
const AT_ONCE = 100;
const STEP = 500;
/** Between two steps the browser can paint, and hear the person, ms. */
const PAUSE_MS = 20;

/** The first weeks that together hold so many lines. */
const firstWeeks = (weeks: readonly Week[], count: number): readonly Week[] => {
  let lines = 0;
  const end = weeks.findIndex((week) => {
    lines += week.lines.length;
    return lines >= count;
  });
  return end < 0 ? weeks : weeks.slice(0, end + 1);
};

/** Id of a week's heading, which takes the focus when a line of the week was deleted. */
export const weekId = (monday: string): string => `week-${monday}`;

interface WeekView {
  readonly element: HTMLElement;
  update(week: Week): void;
}

export interface ListView {
  readonly element: HTMLElement;
  /**
   * Shows these weeks.
   * @param all the whole journal: rows of lines that are no longer in it are let go of
   */
  update(weeks: readonly Week[], all: readonly Line[]): void;
}

/** @param remove asks, and deletes the line */
export const listView = (words: EntryWords, remove: (line: Line) => void): ListView => {
  const { t, language }: { t: Translate; language: Language } = words;
  const rows = new Map<string, HTMLElement>();
  const weekViews = new Map<string, WeekView>();

  const rowOf = (line: Line): HTMLElement => {
    const known = rows.get(line.key);
    if (known) return known;
    const row = entryRow(line.entry, words, { press: () => remove(line) });
    rows.set(line.key, row);
    return row;
  };

  const makeWeek = (monday: string): WeekView => {
    const counts = h('p', { class: 'soft small' });
    const list = h('ol', { class: 'rows' });
    const element = h(
      'section',
      { class: 'week', 'aria-labelledby': weekId(monday) },
      h('h3', { id: weekId(monday), tabindex: -1 }, weekDates(monday, { t, language })),
      counts,
      list,
    );
    let shown: Week | null = null;
    return {
      element,
      update: (week) => {
        if (week === shown) return;
        shown = week;
        counts.textContent = countsText(week.counts, t);
        // How much room the week takes before the browser has laid it out.
        element.style.setProperty('--lines', String(week.lines.length));
        arrange(list, week.lines.map(rowOf));
      },
    };
  };
  const weekOf = (monday: string): WeekView => {
    const view = weekViews.get(monday) ?? makeWeek(monday);
    weekViews.set(monday, view);
    return view;
  };

  const element = h('div', { class: 'weeks' });
  let next: ReturnType<typeof setTimeout> | undefined;
  const draw = (weeks: readonly Week[]) =>
    arrange(
      element,
      weeks.map((week) => {
        const view = weekOf(week.monday);
        view.update(week);
        return view.element;
      }),
    );
  const drawInSteps = (weeks: readonly Week[], count: number) => {
    const first = firstWeeks(weeks, count);
    draw(first);
    if (first.length < weeks.length) next = setTimeout(() => drawInSteps(weeks, count + STEP), PAUSE_MS);
  };
  return {
    element,
    update: (weeks, all) => {
      clearTimeout(next);
      if (rows.size > all.length) {
        const there = new Set(all.map(({ key }) => key));
        for (const key of rows.keys()) if (!there.has(key)) rows.delete(key);
      }
      // Rows are made once; only then there are many to make.
      if (rows.size === 0) drawInSteps(weeks, AT_ONCE);
      else draw(weeks);
    },
  };
};
