/** What tells an encoder from all others: pieces that two of them made are never joined. */
import { createHash } from "node:crypto";
import { Readable, Writable } from "node:stream";
import { rawFrames, VIDEO_OPTIONS } from "../encoding.ts";
import type { FfmpegInput, RunFfmpeg } from "../ffmpeg.ts";
import { type FrameSize, frameBytes } from "../stills/piece-plan.ts";

const SIDE = 64;
const GREY = 128;
const DEADLINE_SECONDS = 60;

/**
 * A hash over ffmpeg's version and a film of one grey frame that it makes. The version alone is not enough: the library
 * behind libx264 changes without it, and writes its own name and settings into what it encodes.
 */
export async function encoderPrint(
  { run, version }: { run: RunFfmpeg; version: string },
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash("sha256").update(version);
  const output = new Writable({
    autoDestroy: false,
    emitClose: false,
    write(bytes: Buffer, _encoding, done) {
      hash.update(bytes);
      done();
    },
  });
  const job = {
    inputs: [greyFrame({ width: SIDE, height: SIDE })],
    outputOptions: [...VIDEO_OPTIONS, "-movflags", "frag_keyframe+empty_moov", "-f", "mp4"],
    output,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  await run(job, signal);
  return hash.digest("hex");
}

/** The least that can be encoded. */
export function greyFrame(size: FrameSize): FfmpegInput {
  return { source: Readable.from([Buffer.alloc(frameBytes(size), GREY)]), options: rawFrames(size) };
}
