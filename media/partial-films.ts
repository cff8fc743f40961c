/** When a film under way is joined once more for those who watch: seldom enough to cost next to nothing. */
import type { PartialPlan } from "./partial-film.ts";
import type { PartialFilm, SceneCut } from "./types.ts";

export interface PartialFilms {
  /** Has the film made, or leaves it, as `CuttingRoom.preview` says. */
  offer(
    plan: PartialPlan,
    scenes: Iterable<SceneCut>,
    make: (signal: AbortSignal) => Promise<PartialFilm>,
  ): Promise<PartialFilm | null>;
  /** The whole film is made now: one that is being made is given up, and none is made any more. */
  stop(): Promise<void>;
}

/** So much must have come since the last one: then all of them together join four times the film's frames. */
const WORTH_IT = 1.25;

export function createPartialFilms(): PartialFilms {
  const stopping = new AbortController();
  let making: Promise<PartialFilm> | null = null;
  let frames = 0;
  return {
    async offer(plan, scenes, make) {
      const isDue = plan.frames > 0 && plan.frames >= frames * WORTH_IT;
      if (making || stopping.signal.aborted || !isDue || isWhole(plan, scenes)) return null;
      making = make(stopping.signal);
      try {
        const made = await making;
        frames = plan.frames;
        return made;
      } catch (error) {
        // Nobody misses it: the whole film comes.
        if (stopping.signal.aborted) return null;
        throw error;
      } finally {
        making = null;
      }
    },
    async stop() {
      stopping.abort();
      await making?.catch(() => {});
    },
  };
}

function isWhole(plan: PartialPlan, scenes: Iterable<SceneCut>): boolean {
  const last = [...scenes].find(({ isLast }) => isLast);
  return last !== undefined && plan.scenes.length === last.index + 1;
}
