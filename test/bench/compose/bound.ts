/**
 * The bound: a finished film's frames, already decoded, through the encoder alone with the product's own settings.
 * Decoded frames lie in a file that is as large as the disk's cache bears, part after part; their decoder counts for nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { VIDEO_OPTIONS } from "../../../media/encoding.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";
import { type ProgramTime, timeProgram } from "./timed-program.ts";

export interface BoundOptions {
  /** Absolute path of ffmpeg. */
  program: string;
  /** The finished film. */
  video: string;
  width: number;
  height: number;
  /** Of the whole film. */
  frames: number;
  /** Existing folder for decoded frames. */
  folder: string;
  /** What is decoded at once. */
  partBytes?: number;
}

export type BoundTime = Pick<ProgramTime, "cpuMs" | "seconds">;

const PART_BYTES = 2 ** 31;
const QUIET = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"];
const RAW = ["-pix_fmt", "yuv420p", "-f", "rawvideo"];
const PART = "decoded.yuv";

/** Encodes the whole film. */
export async function boundOfFilm(options: BoundOptions): Promise<BoundTime> {
  const { program, video, folder, width, height, frames } = options;
  const frameBytes = (width * height * 3) / 2;
  const partBytes = Math.floor((options.partBytes ?? PART_BYTES) / frameBytes) * frameBytes;
  const decoder = spawn(program, [...QUIET, "-i", video, "-map", "0:v", ...RAW, "pipe:1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const total = { cpuMs: 0, seconds: 0, bytes: 0 };
  const encodePart = async (bytes: number) => {
    const { cpuMs, seconds } = await encodeFrames(options);
    total.cpuMs += cpuMs;
    total.seconds += seconds;
    total.bytes += bytes;
  };
  let part: WriteStream | null = null;
  let filled = 0;
  // While a part is encoded nothing is read, and the decoder waits.
  for await (const chunk of decoder.stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; ) {
      part ??= createWriteStream(join(folder, PART));
      const taken = Math.min(chunk.length - at, partBytes - filled);
      if (!part.write(chunk.subarray(at, at + taken))) await once(part, "drain");
      at += taken;
      filled += taken;
      if (filled < partBytes) continue;
      await close(part);
      await encodePart(filled);
      part = null;
      filled = 0;
    }
  }
  if (part) {
    await close(part);
    await encodePart(filled);
  }
  await rm(join(folder, PART), { force: true });
  if (total.bytes !== frames * frameBytes) throw new Error(`${video} has ${total.bytes / frameBytes} frames.`);
  return { cpuMs: total.cpuMs, seconds: total.seconds };
}

/** Encodes the film's last frames: what nobody can begin before the last scene is there. */
export async function boundOfEnd(options: BoundOptions, lastFrames: number): Promise<BoundTime> {
  const { program, video, folder, width, height, frames } = options;
  const from = ["-ss", ((frames - lastFrames) / FRAME_RATE).toFixed(6), "-i", video];
  await timeProgram(program, [...QUIET, ...from, "-map", "0:v", ...RAW, join(folder, PART)], folder);
  const { size } = await stat(join(folder, PART));
  if (size !== (lastFrames * width * height * 3) / 2) throw new Error(`${video} was not decoded from where it should.`);
  const time = await encodeFrames(options);
  await rm(join(folder, PART), { force: true });
  return time;
}

function encodeFrames({ program, folder, width, height }: BoundOptions): Promise<BoundTime> {
  const input = [...RAW, "-s", `${width}x${height}`, "-framerate", String(FRAME_RATE), "-i", PART];
  return timeProgram(program, [...QUIET, ...input, ...VIDEO_OPTIONS, "-f", "mp4", "bound.mp4"], folder);
}

async function close(file: WriteStream): Promise<void> {
  file.end();
  await once(file, "close");
}
