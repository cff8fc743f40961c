/** One piece from its sources to its file. Runs inside a worker thread: drawing is heavy. */
import { Readable } from "node:stream";
import { FRAME_RATE } from "../../models/timeline.ts";
import { VIDEO_OPTIONS } from "../encoding.ts";
import { createFfmpeg } from "../ffmpeg.ts";
import { openPiece } from "./piece-frames.ts";
import type { PiecePlan } from "./piece-plan.ts";

/** All that a worker needs to know of a piece; plain data. */
export interface PieceOrder {
  /** The ffmpeg to run. */
  program: string;
  plan: PiecePlan;
  /** Folder of the caption pictures and of the piece. */
  folder: string;
  /** File names of the caption pictures. */
  captions: string[];
  /** From `[0:v]` to `[film]`, with the caption pictures as inputs 1, 2, … */
  filter: string;
  /** File name of the piece. */
  output: string;
}

const START_SECONDS = 60;
/** Far above what a slow machine under load needs. */
const FRAME_SECONDS = 1;

/** Renders the piece to its file, or leaves none. */
export async function encodePiece(order: PieceOrder, signal: AbortSignal): Promise<void> {
  const { plan, folder, captions, filter, output } = order;
  const drawFrame = await openPiece(plan);
  const frameFormat = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${plan.width}x${plan.height}`];
  const run = createFfmpeg(order.program);
  const job = {
    inputs: [
      { source: framesOf(plan.frames, drawFrame), options: [...frameFormat, "-framerate", String(FRAME_RATE)] },
      ...captions.map((source) => ({ source })),
    ],
    filter,
    outputOptions: ["-map", "[film]", ...VIDEO_OPTIONS, "-f", "mp4"],
    output,
    folder,
    deadlineSeconds: START_SECONDS + plan.frames * FRAME_SECONDS,
  };
  await run(job, signal);
}

/**
 * Draws as fast as ffmpeg reads: with a mark of one byte, one frame waits while another is written,
 * which is why the frames' memory may be used again after that.
 */
function framesOf(count: number, drawFrame: (index: number) => Uint8Array): Readable {
  let next = 0;
  return new Readable({
    highWaterMark: 1,
    read() {
      this.push(next < count ? drawFrame(next++) : null);
    },
  });
}
