/**
 * The journal's lines by week, worked out without a page. A line belongs to the day on which it was written, in the
 * person's zone, whatever day it was judged on. Pure.
 */
import { civilDateAt } from '../../domain/civil-date.ts';
import type { CivilDate, RegionCode } from '../../domain/vocabulary.ts';
import type { JournalEntry, Outcome } from '../../platform/messages.ts';
import { mondayOf } from '../shared/dates.ts';
import { isExercise } from '../shared/journal-entry.ts';

/** In the order in which they are counted, stacked and listed. */
export const OUTCOMES: readonly Outcome[] = ['cancelled', 'continued', 'excepted', 'slipped'];

/** A line with what the page works out of it once. */
export interface Line {
  /** The same for the same line, however often the journal is read; two lines never share one. */
  readonly key: string;
  readonly entry: JournalEntry;
  /** The civil day of its moment. */
  readonly day: CivilDate;
  /** Judged on another day than its own: a lesson or a try. */
  readonly exercise: boolean;
}

export type Counts = Readonly<Record<Outcome, number>>;

export interface Week {
  /** Its Monday. */
  readonly monday: CivilDate;
  /** Newest first. */
  readonly lines: readonly Line[];
  readonly counts: Counts;
}

/** Lines newest first. @param region the person's: its zone says which day a moment belongs to */
export const linesOf = (journal: readonly JournalEntry[], region: RegionCode | null): readonly Line[] => {
  const times = new Map<string, number>();
  const lines = journal.map((entry) => {
    const { at, date, site, action, level, items, about, outcome, evidence } = entry;
    const content = JSON.stringify([
      at,
      date,
      site,
      action,
      level,
      items,
      about,
      outcome,
      evidence.map(({ tier, where, text }) => [tier, where, text]),
    ]);
    // The worker writes no line twice; whatever did is shown as often as it is there.
    const time = times.get(content) ?? 0;
    times.set(content, time + 1);
    return {
      key: `${time} ${content}`,
      entry,
      day: civilDateAt(at, region),
      exercise: isExercise(entry),
    };
  });
  // A clock that was set back may have written an earlier moment after a later one.
  return lines.reverse().sort((a, b) => b.entry.at - a.entry.at);
};

/** How many lines ended how. */
export const countsOf = (lines: readonly Line[]): Counts => {
  const counts: Record<Outcome, number> = { cancelled: 0, continued: 0, excepted: 0, slipped: 0 };
  for (const { entry } of lines) counts[entry.outcome] += 1;
  return counts;
};

/** All that ended in any way. */
export const totalOf = (counts: Counts): number =>
  OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);

/** Weeks that have lines, newest first. @param lines newest first */
export const byWeek = (lines: readonly Line[]): readonly Week[] => {
  const weeks = new Map<CivilDate, Line[]>();
  const mondays = new Map<CivilDate, CivilDate>();
  for (const line of lines) {
    const monday = mondays.get(line.day) ?? mondayOf(line.day);
    mondays.set(line.day, monday);
    const week = weeks.get(monday);
    if (week) week.push(line);
    else weeks.set(monday, [line]);
  }
  return [...weeks]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([monday, own]) => ({ monday, lines: own, counts: countsOf(own) }));
};
