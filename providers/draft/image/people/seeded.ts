/** Choices that depend on a seed alone. Each named choice is independent of the order in which choices are made. */
import { createRandom } from "../../random.ts";

export interface Chance {
  /** A number from 0 up to 1. */
  share(name: string): number;
  pick<Item>(name: string, items: readonly [Item, ...Item[]]): Item;
}

export function chanceOf(seed: number): Chance {
  const choice = (name: string) => createRandom(`${Math.trunc(seed)}/${name}`);
  return { share: (name) => choice(name).next(), pick: (name, items) => choice(name).pick(items) };
}
