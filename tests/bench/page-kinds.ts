/**
 * What the extension adds to a scroll besides its own script, by kind of work: the scroll of a page differs from run to
 * run by more than all that we add to it, but mostly in the page's own script. Kinds in which every run with the extension
 * lies beyond every run without it are told apart from those that merely happened to differ.
 */
import { medianOf } from './page-statistics.ts';

/** CPU time of one run by kind of work, ms. */
export type Kinds = ReadonlyMap<string, number>;

/** A kind of work in runs without the extension and with it. */
export interface Kind {
  readonly name: string;
  /** Least and most without it, and with it; ms. */
  readonly bare: readonly [number, number];
  readonly with: readonly [number, number];
  /** Between the medians, ms. */
  readonly added: number;
  /** Whether no run with it lies among those without. */
  readonly standsOut: boolean;
}

const rangeOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** The kinds of work that the runs differ in, those that differ most first. */
export const compareKinds = (bare: readonly Kinds[], withIt: readonly Kinds[]): readonly Kind[] =>
  [...new Set([...bare, ...withIt].flatMap((run) => [...run.keys()]))]
    .map((name): Kind => {
      const [without, present] = [bare, withIt].map((runs) => runs.map((run) => run.get(name) ?? 0)) as [
        number[],
        number[],
      ];
      const [a, b] = [rangeOf(without), rangeOf(present)];
      return {
        name,
        bare: a,
        with: b,
        added: medianOf(present) - medianOf(without),
        standsOut: b[0] > a[1] || b[1] < a[0],
      };
    })
    .toSorted((a, b) => Math.abs(b.added) - Math.abs(a.added));
