// Medians and quantiles, and when a difference is one.

/** The value that `share` of the values do not exceed, interpolated. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export const median = (values) => quantile(values, 0.5);

/** Each round's ratio: what was slow in one round was slow for both. */
export function ratios(samples, references) {
  return samples.map((sample, round) => sample / references[round]);
}

/** The median of some values and where the middle 80 % of them lie. */
export function spread(values) {
  return { median: median(values), low: quantile(values, 0.1), high: quantile(values, 0.9) };
}

/**
 * What a ratio comes to: `slower` or `faster` only where its median lies outside of what two identical loops reached
 * in the middle 80 % of the rounds, in either direction: which of the two was the slower one is chance, too.
 */
export function verdict(ratio, control) {
  const most = Math.max(control.high, 1 / control.low);
  if (ratio > most) return 'slower';
  return ratio < 1 / most ? 'faster' : 'no difference';
}
