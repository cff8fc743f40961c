import type { Figures } from "./compare-film.ts";
import { KINDS } from "./jobs.ts";

/** What is later than this, in real milliseconds, waited for something that it did not need: the graph's own work is shorter. */
const OWN_WORK_MS = 300;

/** Kinds of jobs that the graph asked for later than it could, each with its worst one; empty when it never did. */
export function lateness(films: readonly Pick<Figures, "late">[], scale: number): string {
  const late = films.flatMap((film) => [...film.late]);
  return Object.keys(KINDS)
    .map((kind) => {
      const seconds = late.filter(([key]) => key.split(":")[0] === kind).map(([, delay]) => delay);
      return { kind, worst: Math.max(0, ...seconds) };
    })
    .filter(({ worst }) => worst * scale > OWN_WORK_MS)
    .map(({ kind, worst }) => `${kind} ${worst.toFixed(1)} s`)
    .join(", ");
}
