/** How many of a kind a phrase means. Not here: how several stand together. */

/** More than five would be too small to see. */
export type Count = 2 | 3 | 4 | 5;

/** A number inside `three-headed` counts heads. */
const COUNTS: readonly [RegExp, Count][] = [
  [/(?<![\p{L}-])(?:two|couple|pair|twins|twin|both|2)(?![\p{L}\d-])/iu, 2],
  [/(?<![\p{L}-])(?:three|trio|triplets|3)(?![\p{L}\d-])/iu, 3],
  [/(?<![\p{L}-])(?:four|quartet|4)(?![\p{L}\d-])/iu, 4],
  [
    /(?<![\p{L}-])(?:five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|thousands?|[5-9]|1\d)(?![\p{L}\d-])/iu,
    5,
  ],
];

const CROWDS = /\b(?:many|herd|flock|pack|swarm|crowd|team|crew|army|family)\b/i;

/** Exactly as many as a number word says, up to five; four for a crowd; three where nothing tells. */
export function countOf(phrase: string): Count {
  const told = COUNTS.find(([pattern]) => pattern.test(phrase))?.[1];
  return told ?? (CROWDS.test(phrase) ? 4 : 3);
}
