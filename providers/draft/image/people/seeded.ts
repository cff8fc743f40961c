/** Choices that depend on a seed alone. Each named choice is independent of the order in which choices are made. */

export interface Chance {
  /** A number from 0 up to 1. */
  share(name: string): number;
  pick<Item>(name: string, items: readonly [Item, ...Item[]]): Item;
}

export function chanceOf(seed: number): Chance {
  const share = (name: string): number => {
    let hash = (Math.imul(Math.trunc(seed) ^ 0x9e3779b9, 0x85ebca6b) >>> 0) ^ 0x811c9dc5;
    for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
  };
  return { share, pick: (name, items) => items[Math.floor(share(name) * items.length)] ?? items[0] };
}
