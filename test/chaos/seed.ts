/** Chance that can be had again: by PIXORA_CHAOS_SEED, which every run tells. */
export interface Chance {
  seed: number;
  /** From 0 up to 1. */
  next(): number;
  pick<Value>(from: readonly Value[]): Value;
  shuffled<Value>(values: readonly Value[]): Value[];
}

export function takeChances(what: string): Chance {
  const seed = Number(process.env.PIXORA_CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${what}: PIXORA_CHAOS_SEED=${seed}\n`);
  let state = seed;
  // Mulberry32.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    seed,
    next,
    pick(from) {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    },
    shuffled: (values) =>
      values
        .map((value) => ({ value, place: next() }))
        .sort((one, other) => one.place - other.place)
        .map(({ value }) => value),
  };
}
