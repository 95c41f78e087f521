/**
 * The chart of the last weeks as numbers: which weeks, what stands on what, how tall each part is. Pure; drawing is
 * `chart-view.ts`.
 */
import { civilDateAt } from '../../domain/civil-date.ts';
import type { CivilDate, RegionCode } from '../../domain/vocabulary.ts';
import type { Outcome } from '../../platform/messages.ts';
import { addDays, mondayOf } from '../shared/dates.ts';
import { byWeek, type Counts, countsOf, type Line, OUTCOMES, totalOf } from './lines.ts';

/** Weeks at most: a quarter of a year is what one still remembers. */
export const MAX_WEEKS = 12;
/** Tallest stack, px. */
export const TALLEST = 112;
/** Less would not be seen, px. */
const LEAST = 4;
/** So many warnings fill the height at least: one alone should not look like an alarm. */
const FULL_FROM = 4;

export interface Part {
  readonly outcome: Outcome;
  /** px above the ground. */
  readonly from: number;
  /** px. */
  readonly height: number;
}

export interface Column {
  readonly monday: CivilDate;
  readonly counts: Counts;
  readonly total: number;
  /** From the ground up; outcomes that did not happen are left out. */
  readonly parts: readonly Part[];
}

export interface Chart {
  /** Oldest first; the last is the week of today. */
  readonly columns: readonly Column[];
  readonly total: number;
}

/**
 * The weeks that a chart shows, oldest first.
 * @param now ms since the epoch: the real day, for lines stand on the day on which they were written
 * @param days for how many days lines are kept; null: as long as there is room
 */
export const weeksShown = (
  now: number,
  region: RegionCode | null,
  days: number | null,
): readonly CivilDate[] => {
  const today = civilDateAt(now, region);
  const last = mondayOf(today);
  const oldest = days === null ? addDays(last, -7 * MAX_WEEKS) : mondayOf(addDays(today, -days));
  const mondays: CivilDate[] = [];
  for (let monday = last; mondays.length < MAX_WEEKS && monday >= oldest; monday = addDays(monday, -7))
    mondays.unshift(monday);
  return mondays;
};

const NONE = countsOf([]);

const columnOf = (monday: CivilDate, counts: Counts, full: number): Column => {
  const parts: Part[] = [];
  let from = 0;
  for (const outcome of OUTCOMES) {
    if (counts[outcome] === 0) continue;
    const height = Math.max(LEAST, Math.round((counts[outcome] / full) * TALLEST));
    parts.push({ outcome, from, height });
    from += height;
  }
  return { monday, counts, total: totalOf(counts), parts };
};

/** Stacks lines on the weeks that are shown; lines of other weeks are in the list alone. */
export const chartOf = (lines: readonly Line[], mondays: readonly CivilDate[]): Chart => {
  const weeks = new Map(byWeek(lines).map(({ monday, counts }) => [monday, counts]));
  const shown = mondays.map((monday) => ({ monday, counts: weeks.get(monday) ?? NONE }));
  const full = Math.max(FULL_FROM, ...shown.map(({ counts }) => totalOf(counts)));
  const columns = shown.map(({ monday, counts }) => columnOf(monday, counts, full));
  return { columns, total: columns.reduce((sum, { total }) => sum + total, 0) };
};
