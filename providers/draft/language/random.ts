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
  let state = hash(seeds.join("\u0000"));
  const index = (below: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return Math.floor((mix(state) / 2 ** 32) * below);
  };
  return {
    index,
    pick: (items) => items[index(items.length)] ?? items[0],
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: index(2 ** 30) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item),
  };
}

/** FNV-1a over UTF-16 code units. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  return (second ^ (second >>> 15)) >>> 0;
}
