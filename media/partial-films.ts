/** When a film under way is joined once more for those who watch: seldom enough to cost next to nothing. */
import { join } from "node:path";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { countFrames } from "./joining.ts";
import { PARTIAL_FILM } from "./output-folder.ts";
import { makePartialFilm, type PartialPlan, planPartialFilm } from "./partial-film.ts";
import type { Piece } from "./pieces/pieces.ts";
import type { PartialFilm, SceneCut } from "./types.ts";

/** What is there of a film, and where it is to be watched. */
export interface FilmUnderWay {
  /** In any order. */
  scenes: readonly SceneCut[];
  /** File name of a piece that is there. */
  nameOf(piece: Piece): string | undefined;
  /** Existing folder that receives the partial film. */
  target: string;
}

export interface PartialFilms {
  /** Makes the film where that is worth it: see `CuttingRoom.preview`. */
  offer(film: FilmUnderWay, signal: AbortSignal): Promise<PartialFilm | null>;
  /** The whole film is made now: one that is being made is given up, and none is made any more. */
  stop(): Promise<void>;
}

/** So much must have come since the last one: then all of them together join about four times the film's frames. */
const WORTH_IT = 1.5;

export function createPartialFilms(room: { run: RunFfmpeg; own: RunFfmpeg; folder: string }): PartialFilms {
  const stopping = new AbortController();
  let making: Promise<PartialFilm> | null = null;
  let frames: number | null = null;
  return {
    async offer({ scenes, nameOf, target }, signal) {
      const inOrder = [...scenes].sort((one, other) => one.index - other.index);
      const plan = planPartialFilm(inOrder, nameOf);
      // One that was made before a crash may show more than is ready here.
      frames ??= await countFrames(join(target, PARTIAL_FILM));
      const isDue = plan.frames > 0 && plan.frames >= frames * WORTH_IT;
      if (making || stopping.signal.aborted || !isDue || isWhole(plan, inOrder)) return null;
      making = makePartialFilm(plan, { ...room, target }, AbortSignal.any([signal, stopping.signal]));
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

function isWhole({ scenes }: PartialPlan, inOrder: readonly SceneCut[]): boolean {
  const last = inOrder.at(-1);
  return last?.isLast === true && scenes.length === last.index + 1;
}
