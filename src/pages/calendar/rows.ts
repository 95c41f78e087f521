/**
 * What the calendar draws, worked out without a page: rows of stages for a region and an election, the weeks of
 * a month with each row's place in them, and the election that the timeline shows by itself.
 */
import { strictnessRank } from '../../domain/stages.ts';
import type { CivilDate, RegionCode } from '../../domain/vocabulary.ts';
import type { ElectionData } from '../../pack/schema.ts';
import { concerns, type StageData } from '../shared/calendar.ts';
import { addDays, daysBetween } from '../shared/dates.ts';
import type { PackMark } from '../shared/pack-mark.ts';

/** One line of the calendar: a stage, together with those that are the same but for their region. */
export interface Row {
  /** The first stage's id. */
  readonly id: string;
  readonly election: ElectionData;
  readonly stage: StageData;
  readonly stages: readonly StageData[];
  /** They came with the agency's pack. */
  readonly fromPack: boolean;
}

/** What the person wants to see. */
export interface Filter {
  /** A region, `ALL_REGIONS`, or null for national rows alone. */
  readonly region: RegionCode | null;
  /** An election's id, or null for all. */
  readonly election: string | null;
}

/** A row's stretch in one week: columns 0 to 6, both inclusive, and the lane that keeps it from others. */
export interface Stretch {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  /** The row began before this week, goes on after it. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

export interface Week {
  readonly days: readonly CivilDate[];
  readonly stretches: readonly Stretch[];
  /** For each day how many rows found no lane. */
  readonly hidden: readonly number[];
}

/** Lanes of a week; more would make the month unreadable at the popup's width. */
export const MAX_LANES = 4;

/** What must agree for two stages to be one row: all that a person sees but the region and its own notes. */
const sameness = ({ kind, name, start, end, offices, regulation, confidence }: StageData): string =>
  JSON.stringify([kind, name.id, start, end, offices, regulation, confidence]);

const isMarker = ({ stage }: Row) => stage.kind === 'penanda';

const inOrder = (a: Row, b: Row): number =>
  a.stage.start.localeCompare(b.stage.start) ||
  Number(isMarker(a)) - Number(isMarker(b)) ||
  b.stage.end.localeCompare(a.stage.end);

/**
 * The rows of the filter, by date.
 * @param pack whose stages never share a row with shipped ones
 */
export const rowsOf = (
  elections: readonly ElectionData[],
  { region, election }: Filter,
  pack: Pick<PackMark, 'stages'> | null,
): readonly Row[] =>
  elections
    .filter(({ id }) => election === null || id === election)
    .flatMap((one) => {
      const groups = new Map<string, StageData[]>();
      for (const stage of one.stages) {
        if (!concerns(stage.region, region)) continue;
        const key = `${pack?.stages.has(stage.id) === true} ${sameness(stage)}`;
        groups.set(key, [...(groups.get(key) ?? []), stage]);
      }
      return [...groups.values()].flatMap((stages) => {
        const [stage] = stages;
        const fromPack = stage !== undefined && pack?.stages.has(stage.id) === true;
        return stage ? [{ id: stage.id, election: one, stage, stages, fromPack }] : [];
      });
    })
    .sort(inOrder);

/** True when a row is running on a day. */
export const runs = ({ stage }: Row, date: CivilDate): boolean => stage.start <= date && date <= stage.end;

/** The first day of a date's month. */
export const monthStart = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01`;

/** 0 for Monday. */
const weekday = (date: CivilDate): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The Monday of a date's week. */
export const weekStart = (date: CivilDate): CivilDate => addDays(date, -weekday(date));

const weekOf = (monday: CivilDate, rows: readonly Row[]): Week => {
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const sunday = addDays(monday, 6);
  const lanes: boolean[][] = [];
  const stretches: Stretch[] = [];
  const hidden = days.map(() => 0);
  // The strictest comes first: if something finds no room, it is a marker or a long stage seen elsewhere.
  const here = rows
    .filter(({ stage }) => stage.start <= sunday && stage.end >= monday)
    .sort((a, b) => strictnessRank(a.stage.kind) - strictnessRank(b.stage.kind) || inOrder(a, b));
  for (const row of here) {
    const from = Math.max(0, daysBetween(monday, row.stage.start));
    const to = Math.min(6, daysBetween(monday, row.stage.end));
    let lane = 0;
    while (lanes[lane]?.slice(from, to + 1).some(Boolean)) lane += 1;
    if (lane >= MAX_LANES) {
      for (let day = from; day <= to; day += 1) hidden[day] = (hidden[day] ?? 0) + 1;
      continue;
    }
    const taken = lanes[lane] ?? Array.from({ length: 7 }, () => false);
    lanes[lane] = taken.fill(true, from, to + 1);
    stretches.push({
      row,
      from,
      to,
      lane,
      cutStart: row.stage.start < monday,
      cutEnd: row.stage.end > sunday,
    });
  }
  return { days, stretches, hidden };
};

/** The weeks that hold a month, Monday first, neighbouring months' days included. */
export const weeksOf = (month: CivilDate, rows: readonly Row[]): readonly Week[] => {
  const first = monthStart(month);
  const weeks: Week[] = [];
  for (let monday = weekStart(first); monday <= first || monday.startsWith(first.slice(0, 7)); ) {
    weeks.push(weekOf(monday, rows));
    monday = addDays(monday, 7);
  }
  return weeks;
};

/** The nearest day before or after a month on which something begins or ends; null when there is none. */
export const nearest = (rows: readonly Row[], month: CivilDate, direction: -1 | 1): CivilDate | null => {
  const first = monthStart(month);
  const dates = rows
    .map(({ stage }) => (direction < 0 ? stage.end : stage.start))
    .filter((date) => (direction < 0 ? date < first : date.slice(0, 7) > first.slice(0, 7)))
    .sort();
  return (direction < 0 ? dates.at(-1) : dates[0]) ?? null;
};

/**
 * The election that a timeline shows when none is chosen: one that runs today, else the next to begin, else the
 * last to have ended. Only elections with rows for the region are considered.
 */
export const electionInView = (rows: readonly Row[], date: CivilDate): ElectionData | null => {
  const spans = new Map<ElectionData, { start: CivilDate; end: CivilDate }>();
  for (const { election, stage } of rows) {
    const known = spans.get(election);
    spans.set(election, {
      start: known && known.start < stage.start ? known.start : stage.start,
      end: known && known.end > stage.end ? known.end : stage.end,
    });
  }
  const all = [...spans].map(([election, span]) => ({ election, ...span }));
  const running = all
    .filter(({ start, end }) => start <= date && date <= end)
    .sort((a, b) => a.end.localeCompare(b.end));
  const coming = all.filter(({ start }) => start > date).sort((a, b) => a.start.localeCompare(b.start));
  const past = all.sort((a, b) => b.end.localeCompare(a.end));
  return (running[0] ?? coming[0] ?? past[0])?.election ?? null;
};

/** The day on which a person would want to look at an election first: today, or its voting, or its first day. */
export const dayInView = (rows: readonly Row[], date: CivilDate): CivilDate => {
  const judging = rows.filter((row) => !isMarker(row));
  if (judging.length === 0 || judging.some((row) => runs(row, date))) return date;
  const voting = judging.filter(({ stage }) => stage.kind === 'pemungutan-suara');
  return (
    (voting.find(({ stage }) => stage.start >= date) ?? voting.at(-1) ?? judging[0])?.stage.start ?? date
  );
};
