/** Decodes pictures that somebody else made, and turns them upright: the same with every ffmpeg. */
import { rm } from "node:fs/promises";
import type { FfmpegJob, RunFfmpeg } from "../ffmpeg.ts";
import { blameFile, foreignInput, notUsable } from "../foreign-files.ts";
import type { FrameSize } from "../stills/piece-plan.ts";
import { type PictureHeader, readPictureHeader } from "./picture-header.ts";

const DEADLINE_SECONDS = 60;
/** Filters that turn a picture upright, by its orientation as cameras count it. */
const TURNS: Readonly<Record<number, string>> = {
  2: "hflip,",
  3: "hflip,vflip,",
  4: "vflip,",
  5: "transpose=cclock_flip,",
  6: "transpose=clock,",
  7: "transpose=clock_flip,",
  8: "transpose=cclock,",
};
/** From this orientation on, a picture lies on its side. */
const FIRST_LYING = 5;

/** A picture as its file announces it. */
export interface FoundPicture {
  path: string;
  /** Pixels as it is seen: upright. */
  size: FrameSize;
  header: PictureHeader;
}

/**
 * Reads what a picture's file announces: whether it is true shows when it is decoded. Rejects with `vendor_failed` (worth
 * another try) for what is no PNG, JPEG or WebP picture: a vendor made the file.
 */
export async function findPicture(path: string): Promise<FoundPicture> {
  const header = await readPictureHeader(path);
  if (header === null || header.stored.width * header.stored.height === 0) throw notUsable("picture");
  const { width, height } = header.stored;
  const isLying = header.orientation >= FIRST_LYING;
  return { path, size: isLying ? { width: height, height: width } : { width, height }, header };
}

/** Filters for one picture, and where its one frame goes. */
export type Decoding = Pick<FfmpegJob, "outputOptions"> & { filter: string; output: string | null };

/** Runs one picture, upright, through filters. Rejects like `findPicture` where it is not whole, and leaves nothing. */
export async function decodePicture(
  run: RunFfmpeg,
  { path, header }: FoundPicture,
  { filter, outputOptions, output }: Decoding,
  signal: AbortSignal,
): Promise<void> {
  const { source, options = [] } = await foreignInput(path, "picture");
  // Not every ffmpeg turns pictures by itself, and none turns all that others do.
  const reading = ["-loglevel", "level+info", "-noautorotate", ...options];
  const job = {
    inputs: [{ source, options: reading }],
    filter: `[0:v]showinfo,${TURNS[header.orientation] ?? ""}${filter}[film]`,
    outputOptions: ["-map", "[film]", "-frames:v", "1", ...outputOptions],
    output,
    deadlineSeconds: DEADLINE_SECONDS,
  };
  const { log } = await run(job, signal).catch((error: unknown) => {
    throw blameFile("picture", error);
  });
  if (isWhole(log, header.stored)) return;
  if (output !== null) await rm(output, { force: true });
  throw notUsable("picture");
}

/** A picture that breaks off is decoded all the same, with a complaint. */
function isWhole(log: string, { width, height }: FrameSize): boolean {
  return log.includes(` s:${width}x${height} `) && !/\[(error|fatal)\]|EOI missing/.test(log);
}
