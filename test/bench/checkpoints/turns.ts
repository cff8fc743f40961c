/** What was measured of one contestant at one size, a figure for each round. */
export interface Measured<Figures> {
  name: string;
  size: number;
  figures: Figures[];
}

/**
 * Measures all at each size in turns, so that what disturbs the machine disturbs all; who begins changes with the round.
 * The first round warms up, and is left out.
 */
export async function takeTurns<Contestant extends { name: string }, Figures>(
  contestants: readonly Contestant[],
  sizes: readonly number[],
  rounds: number,
  measure: (contestant: Contestant, size: number) => Promise<Figures>,
): Promise<Measured<Figures>[]> {
  const all = sizes.flatMap((size) =>
    contestants.map((contestant) => ({ contestant, name: contestant.name, size, figures: [] as Figures[] })),
  );
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contestant, size, figures } of rotated(all, round)) {
      const found = await measure(contestant, size);
      if (round > 0) figures.push(found);
    }
  }
  return all.map(({ name, size, figures }) => ({ name, size, figures }));
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}
