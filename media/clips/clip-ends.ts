/**
 * The frames at a clip's two ends, which transitions show. A clip is decoded once for its scene's body, and that leaves
 * the few frames of its ends in a file, so that the transitions need not decode it again.
 */
import { open } from "node:fs/promises";
import { PixoraError } from "../../models/error.ts";
import { type FrameSize, frameBytes } from "../stills/piece-plan.ts";
import type { FrameSource } from "./frame-inlet.ts";

/** Raw frames of a clip in a file, of the film's size. */
export interface ClipEnds {
  /** Absolute path. */
  path: string;
  /** Which frames of the clip they are: rising, each once. */
  frames: readonly number[];
  /** Whether the file is there: else a body's decoding writes it. */
  isThere: boolean;
}

/** Gives the clip's frames from `first` on out of a file that is there. */
export function readEnds({ path, frames }: ClipEnds, first: number, size: FrameSize): FrameSource {
  let next = frames.indexOf(first);
  return {
    async next(place) {
      const bytes = frameBytes(size);
      const file = await open(path);
      try {
        const { bytesRead } = await file.read(place, 0, bytes, bytes * next++);
        if (bytesRead !== bytes) throw new PixoraError("internal", "A clip's kept frames have come to an end.");
      } finally {
        await file.close();
      }
    },
  };
}
