/**
 * The elections' calendar as the pages show it: which stage is running for the person, how far the election has
 * come, and what comes next. The judging rule itself is the domain's; the pages never decide a stage on their own.
 */
import { stageOn, strictnessRank } from '../../domain/stages.ts';
import type { CivilDate, Election, RegionCode, StageKind } from '../../domain/vocabulary.ts';
import type { ElectionData } from '../../pack/schema.ts';

export type StageData = ElectionData['stages'][number];

/** A stage of the calendar together with its election. */
export interface Dated {
  readonly election: ElectionData;
  readonly stage: StageData;
}

/** One coloured stretch of the bar; `from` and `width` are shares of the whole, 0 to 1. */
export interface Segment {
  readonly kind: StageKind;
  readonly from: number;
  readonly width: number;
}

export interface Bar {
  readonly start: CivilDate;
  readonly end: CivilDate;
  readonly segments: readonly Segment[];
  /** Where today stands, 0 to 1. */
  readonly here: number;
}

/** True when a row for `row` concerns a person of `region` (null: not told, so only what is national). */
export const concerns = (row: RegionCode, region: RegionCode | null): boolean =>
  row === '*' || (region !== null && (row === region || region.startsWith(`${row}.`)));

const covers = (stage: StageData, date: CivilDate) => stage.start <= date && date <= stage.end;

/** The stage that holds in each election on a day, strictest first; elections without one are left out. */
export const stagesOn = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
  date: CivilDate,
): readonly Dated[] =>
  elections
    .flatMap((election) => {
      // The schema's optional fields admit an explicit `undefined`, which JSON cannot hold.
      const found = stageOn(election as unknown as Election, region ?? '*', date);
      const stage = election.stages.find((candidate) => candidate.id === found?.id);
      return stage ? [{ election, stage }] : [];
    })
    .sort((a, b) => strictnessRank(a.stage.kind) - strictnessRank(b.stage.kind));

/** Stages that cover the day but are only inferred: they are mentioned, and judge nothing. */
export const inferredOn = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
  date: CivilDate,
): readonly Dated[] =>
  elections.flatMap((election) =>
    election.stages
      .filter(
        (stage) =>
          stage.confidence === 'inferred' &&
          stage.kind !== 'penanda' &&
          covers(stage, date) &&
          concerns(stage.region, region),
      )
      .map((stage) => ({ election, stage })),
  );

/** The next rows of the calendar that begin after a day, soonest first. */
export const nextDates = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
  date: CivilDate,
  count: number,
): readonly Dated[] =>
  elections
    .flatMap((election) => election.stages.map((stage) => ({ election, stage })))
    .filter(({ stage }) => stage.start > date && concerns(stage.region, region))
    .sort(
      (a, b) =>
        a.stage.start.localeCompare(b.stage.start) ||
        strictnessRank(a.stage.kind) - strictnessRank(b.stage.kind),
    )
    .slice(0, count);

const DAY = 86_400_000;
const dayNumber = (date: CivilDate) => Date.parse(`${date}T00:00:00Z`) / DAY;

/**
 * The whole election as one bar, from the first judging stage to the last. Where stages overlap the strictest is
 * painted, as it is the one that counts. Null when no stage of the election concerns the region.
 */
export const barOf = (election: ElectionData, region: RegionCode | null, date: CivilDate): Bar | null => {
  const stages = election.stages.filter(
    (stage) => stage.kind !== 'penanda' && concerns(stage.region, region),
  );
  if (stages.length === 0) return null;
  const first = Math.min(...stages.map((stage) => dayNumber(stage.start)));
  const last = Math.max(...stages.map((stage) => dayNumber(stage.end)));
  const length = last - first + 1;
  const segments: Segment[] = [];
  // Stages change only where one begins or the day after one ends.
  const edges = [
    ...new Set(stages.flatMap((stage) => [dayNumber(stage.start), dayNumber(stage.end) + 1])),
  ].sort((a, b) => a - b);
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    const [strictest] = stages
      .filter((stage) => dayNumber(stage.start) <= from && from <= dayNumber(stage.end))
      .sort((a, b) => strictnessRank(a.kind) - strictnessRank(b.kind));
    if (!strictest) continue;
    const previous = segments.at(-1);
    const start = (from - first) / length;
    const width = (to - from) / length;
    if (previous?.kind === strictest.kind && Math.abs(previous.from + previous.width - start) < 1e-9)
      segments[segments.length - 1] = { ...previous, width: previous.width + width };
    else segments.push({ kind: strictest.kind, from: start, width });
  }
  const here = (dayNumber(date) - first + 0.5) / length;
  return {
    start: new Date(first * DAY).toISOString().slice(0, 10),
    end: new Date(last * DAY).toISOString().slice(0, 10),
    segments,
    here: Math.min(1, Math.max(0, here)),
  };
};

/** The kinds that a trainer wants to jump to, in the order in which they come. */
const PRESET_KINDS: readonly StageKind[] = [
  'bakal-calon',
  'calon',
  'kampanye',
  'masa-tenang',
  'pemungutan-suara',
  'rekapitulasi',
];

/** For each election the first row of each kind, by date: what "go to a stage" offers. */
export const presets = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
): readonly { readonly election: ElectionData; readonly stages: readonly StageData[] }[] =>
  elections
    .map((election) => {
      const open = election.stages
        .filter((stage) => concerns(stage.region, region))
        .sort((a, b) => a.start.localeCompare(b.start));
      return {
        election,
        stages: PRESET_KINDS.flatMap((kind) => open.find((stage) => stage.kind === kind) ?? []).sort((a, b) =>
          a.start.localeCompare(b.start),
        ),
      };
    })
    .filter(({ stages }) => stages.length > 0);
