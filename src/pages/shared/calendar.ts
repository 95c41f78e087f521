/**
 * The elections' calendar as the pages show it: which stage is running for the person, how far the election has
 * come, and what comes next. The judging rule itself is the domain's; the pages never decide a stage on their own.
 */
import { stageOn, strictnessRank } from '../../domain/stages.ts';
import type { CivilDate, Election, Office, RegionCode, StageKind } from '../../domain/vocabulary.ts';
import type { ElectionData } from '../../pack/schema.ts';

export type StageData = ElectionData['stages'][number];

/** A stage of the calendar together with its election. */
export interface Dated {
  readonly election: ElectionData;
  readonly stage: StageData;
}

/** An election that is under way: its stages of the day, and the strictest of them. */
export interface Running extends Dated {
  readonly stages: readonly StageData[];
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

/** In place of a region: rows of every region, for whoever looks at the whole country. */
export const ALL_REGIONS: RegionCode = 'all';

/** True when a row for `row` concerns a person of `region` (null: not told, so only what is national). */
export const concerns = (row: RegionCode, region: RegionCode | null): boolean =>
  row === '*' ||
  region === ALL_REGIONS ||
  (region !== null && (row === region || region.startsWith(`${row}.`)));

const byStrictness = (a: StageData, b: StageData) => strictnessRank(a.kind) - strictnessRank(b.kind);

const covers = (stage: StageData, date: CivilDate) => stage.start <= date && date <= stage.end;

/**
 * Rows for the parties alone: a party is a participant long before anyone stands, so its row says nothing about
 * how far the election has come.
 */
const isForPartiesAlone = ({ offices }: StageData) =>
  offices?.every((office) => office === 'partai') ?? false;

/** The offices that an election's rows tell apart; `undefined` where they tell none apart. */
const officesOf = (election: ElectionData): readonly (Office | undefined)[] => {
  const offices = new Set(election.stages.flatMap((stage) => stage.offices ?? []));
  offices.delete('partai');
  return offices.size > 0 ? [...offices] : [undefined];
};

/**
 * The stages that hold on a day, election by election, strictest first; elections without one are left out.
 * Within an election offices may differ for some days: their candidates are determined on different dates.
 */
export const runningOn = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
  date: CivilDate,
): readonly Running[] =>
  elections
    .flatMap((election) => {
      const ids = new Set(
        officesOf(election).map(
          // The schema's optional fields admit an explicit `undefined`, which JSON cannot hold.
          (office) => stageOn(election as unknown as Election, region ?? '*', date, office)?.id,
        ),
      );
      const stages = election.stages.filter(({ id }) => ids.has(id)).sort(byStrictness);
      const [stage] = stages;
      return stage ? [{ election, stage, stages }] : [];
    })
    .sort((a, b) => byStrictness(a.stage, b.stage));

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

/**
 * What begins after a day, soonest first. Of several rows of one election that begin together one is enough
 * here: the strictest, a marker only where nothing else begins.
 */
export const nextDates = (
  elections: readonly ElectionData[],
  region: RegionCode | null,
  date: CivilDate,
  count: number,
): readonly Dated[] => {
  const seen = new Set<string>();
  return elections
    .flatMap((election) => election.stages.map((stage) => ({ election, stage })))
    .filter(({ stage }) => stage.start > date && concerns(stage.region, region))
    .sort((a, b) => a.stage.start.localeCompare(b.stage.start) || byStrictness(a.stage, b.stage))
    .filter(({ election, stage }) => {
      // One line for a day of an election, and one for an event that opens two elections (a court's ruling).
      const lines = [`${election.id} ${stage.start}`, `${stage.name.id} ${stage.start}`];
      if (lines.some((line) => seen.has(line))) return false;
      for (const line of lines) seen.add(line);
      return true;
    })
    .slice(0, count);
};

const DAY = 86_400_000;
const dayNumber = (date: CivilDate) => Date.parse(`${date}T00:00:00Z`) / DAY;

/**
 * The whole election as one bar, from the first judging stage to the last. Where stages overlap the strictest is
 * painted, as it is the one that counts. Null when no stage of the election concerns the region.
 */
export const barOf = (election: ElectionData, region: RegionCode | null, date: CivilDate): Bar | null => {
  const stages = election.stages.filter(
    (stage) => stage.kind !== 'penanda' && !isForPartiesAlone(stage) && concerns(stage.region, region),
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
      .sort(byStrictness);
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
        .filter((stage) => concerns(stage.region, region) && !isForPartiesAlone(stage))
        .sort((a, b) => a.start.localeCompare(b.start));
      return {
        election,
        stages: PRESET_KINDS.flatMap((kind) => open.find((stage) => stage.kind === kind) ?? []).sort((a, b) =>
          a.start.localeCompare(b.start),
        ),
      };
    })
    .filter(({ stages }) => stages.length > 0);
