import { createRandom } from "../random.ts";

/** A stream of choices that depends on its seeds alone: same seeds, same choices. */
export interface Chooser {
  /** A whole number from 0 to `below` − 1. */
  index(below: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A copy in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Streams with different topics are independent, so that one more choice here moves nothing there. */
export function chooser(...seeds: readonly (string | number)[]): Chooser {
  const random = createRandom(seeds.join("\u0000"));
  return {
    index: (below) => Math.floor(random.next() * below),
    pick: (items) => random.pick(items),
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: random.next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  };
}
