/** How long to wait before an end is told once more: three days together, as Standard Webhooks proposes. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After the first try, the second, and so on. */
const PAUSES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** A receiver may put us off for so long at a time. */
const MOST_MS = 24 * HOUR_MS;

/**
 * Milliseconds; null when it was tried often enough. Up to a fifth more or less, so that what failed together does not
 * come back together.
 * @param tries behind us
 * @param askedSeconds what the receiver asked for; null for nothing
 * @param chance from 0 up to 1
 */
export function pauseAfter(tries: number, askedSeconds: number | null, chance: number): number | null {
  const usual = PAUSES_MS[tries - 1];
  if (usual === undefined) return null;
  const asked = Math.min((askedSeconds ?? 0) * SECOND_MS, MOST_MS);
  return Math.round(Math.max(usual * (0.8 + 0.4 * chance), asked));
}
