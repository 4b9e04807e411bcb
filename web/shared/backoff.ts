/**
 * How long to wait before the next try: exponential with full jitter, so that thousands of pages that lost
 * their connection at once do not come back at once.
 */
export interface BackoffLimits {
  firstSeconds: number;
  longestSeconds: number;
}

export type Random = () => number;

const LIMITS: BackoffLimits = { firstSeconds: 1, longestSeconds: 15 };

/** Milliseconds to wait after `failures` failures in a row (1 or more). */
export function backoffMilliseconds(failures: number, random: Random = Math.random, limits = LIMITS): number {
  const ceiling = Math.min(limits.longestSeconds, limits.firstSeconds * 2 ** Math.max(0, failures - 1));
  return random() * ceiling * 1000;
}
