/** Still pictures as files: their size, their planes for the renderer, the poster. */
import { open } from "node:fs/promises";
import { PixoraError } from "../models/error.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { type FrameSize, SOURCE_SCALE } from "./stills/piece-plan.ts";

const DEADLINE_SECONDS = 60;

/** How the pictures we take begin, and ffmpeg's reader for each: it must not guess, nor open what a file refers to. */
const KINDS: readonly { reader: string; matches(head: Buffer): boolean }[] = [
  { reader: "png_pipe", matches: (head) => head.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n" },
  { reader: "jpeg_pipe", matches: (head) => head.toString("latin1", 0, 3) === "\xff\xd8\xff" },
  {
    reader: "webp_pipe",
    matches: (head) => head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP",
  },
];

/**
 * Decodes a PNG, JPEG or WebP picture and tells its size in pixels.
 * Rejects with `vendor_failed` (worth another try) for what is not a whole picture: a vendor made the file.
 */
export async function pictureSize(
  run: RunFfmpeg,
  path: string,
  signal: AbortSignal,
): Promise<{ width: number; height: number }> {
  const { log } = await decode(run, path, { filter: "[0:v]showinfo[film]", outputOptions: [], output: null }, signal);
  const size = / s:(\d+)x(\d+) /.exec(log);
  // A picture that breaks off is decoded all the same, with a complaint.
  const isWhole = size !== null && !/\[(error|fatal)\]|EOI missing/.test(log);
  if (!isWhole) throw notWhole();
  return { width: Number(size[1]), height: Number(size[2]) };
}

/** Writes a picture's planes as `PiecePlan` wants them. A picture of another aspect is cut at its sides. */
export async function preparePicture(
  run: RunFfmpeg,
  picture: string,
  { output, ...size }: FrameSize & { output: string },
  signal: AbortSignal,
): Promise<void> {
  const large = { width: size.width * SOURCE_SCALE, height: size.height * SOURCE_SCALE };
  const filter = `${covering(large, "out_color_matrix=bt709:out_range=tv")},format=yuv420p[film]`;
  await decode(run, picture, { filter, outputOptions: ["-f", "rawvideo"], output }, signal);
}

/** Writes a picture as a JPEG of the film's size. */
export async function writePoster(
  run: RunFfmpeg,
  picture: string,
  { output, ...size }: FrameSize & { output: string },
  signal: AbortSignal,
): Promise<void> {
  const filter = `${covering(size, "out_color_matrix=bt601:out_range=pc")},format=yuvj420p[film]`;
  await decode(run, picture, { filter, outputOptions: ["-q:v", "2", "-f", "mjpeg"], output }, signal);
}

/** Through RGB, so that it does not matter how the file holds its colours. */
function covering({ width, height }: FrameSize, colours: string): string {
  const cover = `${width}:${height}:force_original_aspect_ratio=increase`;
  return `[0:v]format=rgb24,scale=${cover}:flags=bicubic+accurate_rnd:${colours},crop=${width}:${height},setsar=1`;
}

type Decoding = { filter: string; outputOptions: readonly string[]; output: string | null };

async function decode(run: RunFfmpeg, path: string, decoding: Decoding, signal: AbortSignal) {
  const input = { source: path, options: ["-loglevel", "level+info", "-f", await readerFor(path)] };
  const outputOptions = ["-map", "[film]", "-frames:v", "1", ...decoding.outputOptions];
  try {
    return await run({ ...decoding, inputs: [input], outputOptions, deadlineSeconds: DEADLINE_SECONDS }, signal);
  } catch (error) {
    throw error instanceof PixoraError && error.code === "ffmpeg_failed" ? notWhole(error) : error;
  }
}

async function readerFor(path: string): Promise<string> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(12);
    await file.read(head);
    const kind = KINDS.find(({ matches }) => matches(head));
    if (!kind) throw notWhole();
    return kind.reader;
  } finally {
    await file.close();
  }
}

function notWhole(cause?: PixoraError): PixoraError {
  const message = "A picture file is not a whole PNG, JPEG or WebP picture.";
  return new PixoraError("vendor_failed", message, { cause, retryable: true });
}
