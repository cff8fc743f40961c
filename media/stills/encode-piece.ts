/** One piece from its sources to its file. Runs inside a worker thread: drawing is heavy. */
import { Readable } from "node:stream";
import { readEnds } from "../clips/clip-ends.ts";
import { clipRange, decodeClip } from "../clips/clip-frames.ts";
import { encodeClip, isClipPlan } from "../clips/clip-piece.ts";
import { createFrameInlet } from "../clips/frame-inlet.ts";
import { rawFrames, VIDEO_OPTIONS } from "../encoding.ts";
import { createFfmpeg, type RunFfmpeg } from "../ffmpeg.ts";
import { together } from "../teamwork.ts";
import { createKernelLoan, type LendKernel } from "./kernel.ts";
import { openPiece } from "./piece-frames.ts";
import { type PiecePlan, shotsOf, shownFrames } from "./piece-plan.ts";

/** All that a worker needs to know of a piece; plain data. */
export interface PieceOrder {
  /** The ffmpeg that reads clips. */
  program: string;
  /** The ffmpeg that encodes. */
  encoder: string;
  plan: PiecePlan;
  /** Whether a piece that only plays a clip may be encoded by the program that decodes it. */
  mayEncodeClips: boolean;
  /** Folder of the plan's patches and of the piece. */
  folder: string;
  /** File name of the piece. */
  output: string;
}

const START_SECONDS = 60;
/** Far above what a slow machine under load needs. */
const FRAME_SECONDS = 1;

/** Renders one piece after another, each to its file, or leaves none. */
export function createPieceEncoder(): (order: PieceOrder, signal: AbortSignal) => Promise<void> {
  let lendKernel = createKernelLoan();
  return async (order, signal) => {
    try {
      await encodePiece(order, lendKernel, signal);
    } catch (error) {
      // Something may still be on its way into the memory of a piece that was given up.
      lendKernel = createKernelLoan();
      throw error;
    }
  };
}

async function encodePiece(order: PieceOrder, lendKernel: LendKernel, signal: AbortSignal): Promise<void> {
  const { plan, folder, output } = order;
  if (order.mayEncodeClips && isClipPlan(plan)) {
    return encodeClip(createFfmpeg(order.program), { plan, folder, output }, signal);
  }
  const clips = openClips(createFfmpeg(order.program), plan);
  const sources = clips.map((clip) => clip?.source ?? null);
  const drawFrame = await openPiece(plan, { folder, sources, lendKernel });
  const job = {
    inputs: [{ source: framesOf(plan.frames, drawFrame), options: rawFrames(plan) }],
    outputOptions: [...VIDEO_OPTIONS, "-f", "mp4"],
    output,
    folder,
    deadlineSeconds: START_SECONDS + plan.frames * FRAME_SECONDS,
  };
  const encode = async (shared: AbortSignal) => void (await createFfmpeg(order.encoder)(job, shared));
  await together([...clips.flatMap((clip) => clip?.decode ?? []), encode], signal);
}

/** For each shot that is a clip, where its frames come from, and the work that decodes it unless they are there. */
function openClips(run: RunFfmpeg, plan: PiecePlan) {
  return shotsOf(plan).map((playing, position) => {
    if (playing.kind === "still") return null;
    const range = clipRange(playing, shownFrames(plan, position));
    if (playing.ends?.isThere) return { source: readEnds(playing.ends, range.first, plan), decode: null };
    const inlet = createFrameInlet();
    const decoding = { playing, range, size: plan, stream: inlet.stream };
    return { source: inlet, decode: (signal: AbortSignal) => decodeClip(run, decoding, signal) };
  });
}

/**
 * Draws as fast as ffmpeg reads: with a mark of one byte, one frame waits while another is written,
 * which is why the frames' memory may be used again after that.
 */
function framesOf(count: number, drawFrame: (index: number) => Promise<Uint8Array>): Readable {
  let next = 0;
  return new Readable({
    highWaterMark: 1,
    read() {
      if (next === count) this.push(null);
      else
        drawFrame(next++).then(
          (frame) => this.push(frame),
          (error: Error) => this.destroy(error),
        );
    },
  });
}
