/** Medians and quantiles for the weight on a page. */

/** The value below which a share of the samples lies, by nearest rank; NaN without samples. */
export const quantileOf = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(samples.length * share) - 1)] ?? Number.NaN;

/** The middle; the mean of the two middle ones of an even number. */
export const medianOf = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
};
