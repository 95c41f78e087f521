/** Joins freshly imported districts with a candidate file that is already there. */
import { type CandidateDistrict, compareDistricts, formatCandidates } from '../../src/pack/candidates.ts';
import type { CandidatesData } from '../../src/pack/schema.ts';

export interface Origin {
  readonly election: string;
  readonly province: string;
  /** Id in sources.json, and the day on which that source was read: the lists were compared with it then. */
  readonly source: string;
  readonly accessed: string;
}

const keyOf = ({ office, code }: CandidateDistrict): string => `${office}/${code}`;

/**
 * The file after an import: districts of the import replace those of the same office and code, the others stay.
 * Nothing about it depends on the clock, and where nothing changed the file comes out as it was.
 */
export const mergeCandidates = (
  existing: CandidatesData | null,
  imported: readonly CandidateDistrict[],
  { election, province, source, accessed }: Origin,
): CandidatesData => {
  const fresh = new Set(imported.map(keyOf));
  const kept = (existing?.districts ?? []).filter((one) => !fresh.has(keyOf(one)));
  const merged: CandidatesData = {
    election,
    province,
    version: existing?.version ?? 1,
    lastReviewed: accessed,
    confidence: kept.length > 0 && existing ? existing.confidence : 'single-source',
    sources: [...new Set([...(kept.length > 0 && existing ? existing.sources : []), source])].sort(),
    districts: [...kept, ...imported].sort(compareDistricts),
  };
  if (!existing || formatCandidates(existing) === formatCandidates(merged)) return merged;
  return { ...merged, version: existing.version + 1 };
};
