/** Still pictures as files: their size, their planes for the renderer, the poster. */
import type { RunFfmpeg } from "./ffmpeg.ts";
import { blameFile, foreignInput, notUsable } from "./foreign-files.ts";
import { type FrameSize, SOURCE_SCALE } from "./stills/piece-plan.ts";

const DEADLINE_SECONDS = 60;

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
  if (!isWhole) throw notUsable("picture");
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
  const { source, options = [] } = await foreignInput(path, "picture");
  const input = { source, options: ["-loglevel", "level+info", ...options] };
  const outputOptions = ["-map", "[film]", "-frames:v", "1", ...decoding.outputOptions];
  try {
    return await run({ ...decoding, inputs: [input], outputOptions, deadlineSeconds: DEADLINE_SECONDS }, signal);
  } catch (error) {
    throw blameFile("picture", error);
  }
}
