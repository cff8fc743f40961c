/** The front door of the room: opens cutting rooms, and answers questions about files. */
import { availableParallelism } from "node:os";
import { missingGlyphs } from "./captions/fonts.ts";
import { readClipHeader } from "./clips/clip-header.ts";
import { measureClip } from "./clips/clip-info.ts";
import { createClipMemory } from "./clips/clip-memory.ts";
import { createCuttingRoom } from "./cutting-room.ts";
import { refuseFullDisk } from "./disk-space.ts";
import { createFfmpeg } from "./ffmpeg.ts";
import { findFfmpeg, findOwnFfmpeg } from "./find-ffmpeg.ts";
import { pictureSize } from "./pictures/pictures.ts";
import { encoderPrint } from "./pieces/encoder-print.ts";
import { createPieceCache, type PieceCacheOptions } from "./pieces/piece-cache.ts";
import { audioSeconds } from "./sound/audio-seconds.ts";
import { speechSpan } from "./sound/speech-span.ts";
import { createPiecePool, type PiecePool } from "./stills/piece-pool.ts";
import type { Media } from "./types.ts";
import { openRoomFolder, prepareWorkFolder } from "./work-folder.ts";

export interface MediaOptions {
  /** ffmpeg as the user named it; null or empty looks on the PATH, then in the npm package. */
  ffmpegPath: string | null;
  /** Folder for unfinished work: each cutting room has its own folder in it. Made when it is missing. */
  workFolder: string;
  /**
   * Whether files come from outside this program: vendors' or the user's own. Then only an ffmpeg 5 or newer will do,
   * since old decoders have holes that are known.
   */
  readsForeignFiles?: boolean;
  /** Where pieces of films are kept for films to come; null, or absent, renders everything anew in each room. */
  cache?: Pick<PieceCacheOptions, "folder" | "maxBytes"> | null;
}

/** More pieces at once would only wait for each other: x264 has threads of its own. */
const MAX_PIECES_AT_ONCE = 6;

/** Media work on this machine. ffmpeg is looked for at the first use: `missing_program` when there is none. */
export function createMedia(options: MediaOptions): Media {
  const { ffmpegPath, workFolder, readsForeignFiles = false, cache = null } = options;
  const ffmpeg = createLazy(async () => {
    const found = await findFfmpeg(ffmpegPath, { readsForeignFiles });
    const { path, version } = await findOwnFfmpeg(ffmpegPath, found);
    return {
      program: found.path,
      run: createFfmpeg(found.path),
      // Of the other one, which decodes clips and encodes their bodies, the version tells enough: it has to encode alike.
      own: { program: path, version: `${version} ${found.version}`, run: createFfmpeg(path) },
    };
  });
  // Nobody waits for it alone: it is a moment's work that ends by its own deadline.
  const maker = createLazy(async () => encoderPrint((await ffmpeg()).own, new AbortController().signal));
  const pieceCache = cache && createPieceCache({ ...cache, maker });
  const threads = createSharedPool();
  const clips = createClipMemory({
    readHeader: readClipHeader,
    measure: async (path, signal) => measureClip((await ffmpeg()).run, path, signal),
  });
  return {
    async ready(film) {
      await ffmpeg();
      await prepareWorkFolder(workFolder);
      if (film) await refuseFullDisk(film, { workFolder, cache: pieceCache });
    },
    async openCuttingRoom(format) {
      const { program, run, own } = await ffmpeg();
      const folder = await openRoomFolder(workFolder);
      const room = { program, run, own, clips, folder, format, cache: pieceCache };
      return createCuttingRoom({ ...room, pool: threads.take(), onClose: threads.giveBack });
    },
    checkCaptions: async (text) => ({ missingGlyphs: await missingGlyphs(text) }),
    audioSeconds: async (path, signal) => audioSeconds(path, (await ffmpeg()).run, signal),
    pictureSize: async (path, signal) => pictureSize((await ffmpeg()).run, path, signal),
    async clipInfo(path, signal, seenFrames = Number.POSITIVE_INFINITY) {
      const { width, height, seconds, frames } = await clips.of(path, seenFrames, signal);
      return { width, height, seconds, frames };
    },
    speechSpan: async (path, signal) => speechSpan(path, (await ffmpeg()).run, signal),
  };
}

/** What was found stays found; a failure is tried again. */
function createLazy<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

/** One pool for all open rooms; its threads end with the last room. */
function createSharedPool(): { take(): PiecePool; giveBack(): Promise<void> } {
  const pool = createPiecePool(Math.min(availableParallelism(), MAX_PIECES_AT_ONCE));
  let rooms = 0;
  return {
    take() {
      rooms += 1;
      return pool;
    },
    async giveBack() {
      rooms -= 1;
      if (rooms === 0) await pool.close();
    },
  };
}
