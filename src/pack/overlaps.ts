/**
 * Stages of one election that may not run at once: a day must have one answer. Asked where rules are built and where
 * an agency's pack is laid over them.
 */
import type { ElectionData } from './schema.ts';

type StageRow = ElectionData['stages'][number];

/** A marker stands beside the stages, and an inferred row is shown but never raises a verdict: both may overlap. */
const judges = ({ kind, confidence }: StageRow): boolean => kind !== 'penanda' && confidence !== 'inferred';

/**
 * Judging stages of the same region and office that share a day.
 * @returns for each such pair the place of the later row in the list, and the earlier row
 */
export const overlaps = (stages: readonly StageRow[]): [later: number, earlier: StageRow][] => {
  const judging = [...stages.entries()].filter(([, stage]) => judges(stage));
  return judging.flatMap(([, earlier], at) =>
    judging
      .slice(at + 1)
      .filter(
        ([, later]) =>
          later.region === earlier.region &&
          later.start <= earlier.end &&
          earlier.start <= later.end &&
          (!later.offices ||
            !earlier.offices ||
            later.offices.some((office) => earlier.offices?.includes(office))),
      )
      .map(([index]): [number, StageRow] => [index, earlier]),
  );
};
