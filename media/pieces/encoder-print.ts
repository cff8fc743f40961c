/** What tells an encoder from all others: pieces that two of them made are never joined. */
import { createHash } from "node:crypto";
import { Readable, Writable } from "node:stream";
import { VIDEO_OPTIONS } from "../encoding.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";

const SIDE = 64;
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
  const frame = Buffer.alloc((SIDE * SIDE * 3) / 2, 128);
  const output = new Writable({
    autoDestroy: false,
    emitClose: false,
    write(bytes: Buffer, _encoding, done) {
      hash.update(bytes);
      done();
    },
  });
  const job = {
    inputs: [
      {
        source: Readable.from([frame]),
        options: ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${SIDE}x${SIDE}`, "-framerate", "30"],
      },
    ],
    outputOptions: [...VIDEO_OPTIONS, "-movflags", "frag_keyframe+empty_moov", "-f", "mp4"],
    output,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  await run(job, signal);
  return hash.digest("hex");
}
