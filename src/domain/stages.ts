/**
 * Which stage of an election holds in a region on a civil date. The dates are data; here is only the rule of
 * reading them: a row for the region itself outranks one for its province, which outranks a national one, and
 * when several hold, the strictest does.
 */
import type { CivilDate, Election, Office, Phase, RegionCode, Stage, StageKind } from './vocabulary.ts';

/** Strictest first: what an observer would weigh most on a day on which two spans meet. */
const STRICTNESS: readonly StageKind[] = [
  'masa-tenang',
  'pemungutan-suara',
  'kampanye',
  'calon',
  'rekapitulasi',
  'bakal-calon',
];

/** Lower is stricter. */
export const strictnessRank = (kind: StageKind): number => {
  const rank = STRICTNESS.indexOf(kind);
  return rank < 0 ? STRICTNESS.length : rank;
};

/** Markers are for the calendar; they never judge. */
export const isJudging = (stage: Stage): boolean => stage.kind !== 'penanda';

/**
 * Before determination the code-of-ethics list speaks of *bakal calon*; from the day of determination on, the
 * discipline list of *calon* (Lampiran II; see the doubt on wording in `rules/skb-2-2022/items.json`).
 */
export const phaseOf = (stage: Stage): Phase => (stage.kind === 'bakal-calon' ? 'bakal-calon' : 'calon');

const covers = (stage: Stage, date: CivilDate) => stage.start <= date && date <= stage.end;

/** How closely a row names the region: 0 national, 1 its province, 2 itself; -1 it does not. */
const closeness = (row: RegionCode, region: RegionCode): number => {
  if (row === '*') return 0;
  if (row === region) return 2;
  return region.startsWith(`${row}.`) ? 1 : -1;
};

/**
 * The stage of `election` in `region` on `date`, or null when none is open (before it, between, after it).
 * @param region where the participant stands; `*` for a national office
 * @param office narrows to rows that hold for it; without it, any office's row counts
 */
export const stageOn = (
  election: Election,
  region: RegionCode,
  date: CivilDate,
  office?: Office,
): Stage | null => {
  let best: Stage | null = null;
  let bestCloseness = -1;
  for (const stage of election.stages) {
    if (!isJudging(stage) || !covers(stage, date)) continue;
    // An inferred row is shown in the calendar, but never raises a verdict by itself.
    if (stage.confidence === 'inferred') continue;
    if (office && stage.offices && !stage.offices.includes(office)) continue;
    const close = closeness(stage.region, region);
    if (close < 0) continue;
    const better =
      !best ||
      close > bestCloseness ||
      (close === bestCloseness && strictnessRank(stage.kind) < strictnessRank(best.kind));
    if (better) {
      best = stage;
      bestCloseness = close;
    }
  }
  return best;
};
