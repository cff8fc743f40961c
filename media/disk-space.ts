/** Whether a film finds room on the disk, asked before it is made and not found out in the middle of it. */
import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { PixoraError } from "../models/error.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import type { PieceCache } from "./pieces/piece-cache.ts";
import { SAMPLE_RATE } from "./sound/soundtrack-graph.ts";
import { frameBytes, sourceSize } from "./stills/piece-plan.ts";
import type { PlannedFilm } from "./types.ts";

/** What a disk tells of itself. */
export interface Disk {
  /** Equal for folders that share their space. */
  id: number;
  freeBytes: number;
}

/** More than twice what films of usual pictures take: 2.5 Mb/s at 1080p. */
const BITS_A_PIXEL = 0.1;
/** Voice and mix as floats in stereo, while they are mixed. */
const SOUND_BYTES_A_FRAME = (2 * 2 * 4 * SAMPLE_RATE) / FRAME_RATE;
/** Pictures that wait for a neighbour, each with some room to move over. */
const PICTURES_AT_ONCE = 8;
const PICTURE_SLACK = 1.5;
/** Frames at the ends of clips that wait for a neighbour: 21 of each, and few clips at a time. */
const CLIP_ENDS_AT_ONCE = 3 * 21;
/** Whatever else writes to the disk meanwhile. */
const MARGIN_BYTES = 64 * 2 ** 20;

export interface SpaceOptions {
  workFolder: string;
  /** Kept pieces of other films give way before a film is refused. */
  cache: PieceCache | null;
  /** Whether the film's pieces lie in the work folder already. */
  hasPieces?: boolean;
  look?: (folder: string) => Promise<Disk>;
}

/**
 * Rejects with `output_unwritable` when the disks have no room for a film's pieces and sound in the work folder and for
 * the film in its own.
 */
export async function refuseFullDisk(
  film: PlannedFilm,
  { workFolder, cache, hasPieces = false, look = lookAtDisk }: SpaceOptions,
): Promise<void> {
  const { work, output } = bytesFor(film, hasPieces);
  const [workDisk, outputDisk] = [await look(workFolder), await look(film.folder)];
  const isShared = workDisk.id === outputDisk.id;
  const needs = isShared
    ? [{ folder: workFolder, bytes: work + output }]
    : [
        { folder: workFolder, bytes: work },
        { folder: film.folder, bytes: output },
      ];
  for (const { folder, bytes } of needs) {
    const wanted = bytes + MARGIN_BYTES;
    const { id, freeBytes: before } = await look(folder);
    if (before >= wanted) continue;
    if (cache && (await look(cache.folder)).id === id) await cache.release(wanted - before);
    const { freeBytes } = await look(folder);
    if (freeBytes < wanted) throw noRoom(folder, wanted, freeBytes);
  }
}

/** The pieces lie in the work folder until the film is joined from them. */
function bytesFor({ frames, ...size }: PlannedFilm, hasPieces: boolean): { work: number; output: number } {
  const pieces = (frames * size.width * size.height * BITS_A_PIXEL) / 8;
  const pictures = PICTURES_AT_ONCE * PICTURE_SLACK * frameBytes(sourceSize(size));
  const waiting = Math.max(pictures, CLIP_ENDS_AT_ONCE * frameBytes(size));
  return { work: frames * SOUND_BYTES_A_FRAME + (hasPieces ? 0 : pieces + waiting), output: pieces };
}

/** The disk of a folder, or of where it will be. */
async function lookAtDisk(folder: string): Promise<Disk> {
  try {
    const { bavail, bsize, blocks } = await statfs(folder);
    const { dev } = await stat(folder);
    // Some do not tell: they are as large as they turn out to be.
    return { id: dev, freeBytes: blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize };
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return lookAtDisk(dirname(folder));
  }
}

function noRoom(folder: string, wanted: number, free: number): PixoraError {
  const [needs, has] = [wanted, free].map((bytes) => Math.ceil(bytes / 2 ** 20).toLocaleString("en"));
  const message = `The film may need ${needs} MB in ${folder}, where ${has} MB are free: free some space, or make it shorter or smaller.`;
  return new PixoraError("output_unwritable", message);
}
