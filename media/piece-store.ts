/** Renders the pieces of one film, each once. What a piece is named by is all that it depends on. */
import { createHash } from "node:crypto";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../models/error.ts";
import { type DrawnCaption, drawCaptions, overlayFilter } from "./caption-overlay.ts";
import { sceneCues } from "./caption-track.ts";
import type { CaptionCue } from "./captions.ts";
import type { MeasuredClip } from "./clips/clip-info.ts";
import { VIDEO_OPTIONS } from "./encoding.ts";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { hashFile } from "./output-folder.ts";
import { type Piece, type PieceScene, scenesOf } from "./pieces.ts";
import { createPreparedPictures } from "./prepared-pictures.ts";
import type { PiecePlan, Shot } from "./stills/piece-plan.ts";
import type { PiecePool, RenderPiece } from "./stills/piece-pool.ts";
import { createOnlyOnce } from "./teamwork.ts";
import type { FilmFormat, SceneCut } from "./types.ts";

export interface PieceStoreOptions {
  /** Path of ffmpeg, for the threads that run their own. */
  program: string;
  run: RunFfmpeg;
  /** Measures a clip; asked again, it may answer from memory. */
  measureClip: (path: string, signal: AbortSignal) => Promise<MeasuredClip>;
  pool: PiecePool;
  /** The room's folder, which holds everything. */
  folder: string;
  format: FilmFormat;
}

export interface PieceStore {
  /** File name of the piece, when it is on disk. `onRendered` is called when this call rendered it. */
  ensure(piece: Piece, signal: AbortSignal, onRendered?: () => void): Promise<string>;
}

export function createPieceStore({ program, run, measureClip, pool, folder, format }: PieceStoreOptions): PieceStore {
  const pieces = createOnlyOnce<string>();
  const hashes = createOnlyOnce<string>();
  const drawings = createOnlyOnce<DrawnCaption[]>();
  const pictures = createPreparedPictures(run, folder, format);

  const hashOf = ({ scene }: PieceScene, signal: AbortSignal) =>
    hashes.run(scene.clip ?? scene.picture, () => hashFile(scene.clip ?? scene.picture), signal);

  const shotOf = async ({ scene, move, seen, startFrame }: PieceScene, planes: string | null, signal: AbortSignal) => {
    if (planes !== null) return { kind: "still", planes, move, seen, startFrame } satisfies Shot;
    const path = scene.clip ?? "";
    const { frames, matrix } = await measureClip(path, signal);
    return { kind: "clip", clip: { path, frames, matrix }, startFrame } satisfies Shot;
  };

  const captionsOf = async ({ scene, startFrame }: PieceScene, frames: number, signal: AbortSignal) => {
    const cues = cuesOf(scene, format);
    const prefix = `caption-${digest(JSON.stringify(cues))}`;
    const drawn = await drawings.run(prefix, () => drawCaptions(cues, format, { folder, prefix, signal }), signal);
    return onPieceClock(drawn, startFrame, frames);
  };

  const make = async (piece: Piece, name: string, render: RenderPiece, signal: AbortSignal) => {
    const captions = await Promise.all(scenesOf(piece).map((scene) => captionsOf(scene, piece.frames, signal)));
    const overlays = captions.flat();
    const filter = overlayFilter(overlays, { source: "0:v", target: "film", firstInput: 1, offset: 0 });
    const unfinished = `${name}.part`;
    const files = { folder, captions: overlays.map((caption) => caption.name), output: unfinished };
    const withPlanes = async (planes: (string | null)[]) => {
      const shots = scenesOf(piece).map((scene, position) => shotOf(scene, planes[position] ?? null, signal));
      await render({ program, plan: planOf(piece, format, await Promise.all(shots)), filter, ...files }, signal);
    };
    await pictures.use(piece, withPlanes, signal);
    await rename(join(folder, unfinished), join(folder, name));
  };

  return {
    async ensure(piece, signal, onRendered) {
      const pictureHashes = await Promise.all(scenesOf(piece).map((scene) => hashOf(scene, signal)));
      const name = `piece-${digest(JSON.stringify([describe(piece, format), pictureHashes, VIDEO_OPTIONS]))}.mp4`;
      const work = async () => {
        await pool.use((render) => make(piece, name, render, signal), signal);
        onRendered?.();
        return name;
      };
      return pieces.run(name, work, signal);
    },
  };
}

/** Burned cues of one scene, on its own clock. */
function cuesOf(scene: SceneCut, format: FilmFormat): CaptionCue[] {
  return format.captions ? sceneCues(scene, format) : [];
}

/** All that a piece shows, but for its pictures. */
function describe(piece: Piece, format: FilmFormat) {
  const scenes = scenesOf(piece).map((part) => ({ ...part, scene: cuesOf(part.scene, format) }));
  const { width, height } = format;
  return { width, height, frames: piece.frames, fades: [piece.fadeIn, piece.fadeOut], by: piece.to?.by, scenes };
}

function planOf(piece: Piece, { width, height }: FilmFormat, [from, next]: Shot[]): PiecePlan {
  const { frames, to, fadeIn, fadeOut } = piece;
  if (!from) throw new PixoraError("internal", "A piece shows nothing.");
  return { width, height, frames, from, to: to && next ? { shot: next, by: to.by } : null, fadeIn, fadeOut };
}

function digest(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 24);
}

function onPieceClock(captions: readonly DrawnCaption[], startFrame: number, frames: number): DrawnCaption[] {
  return captions
    .map((caption) => ({
      ...caption,
      firstFrame: Math.max(0, caption.firstFrame - startFrame),
      endFrame: Math.min(frames, caption.endFrame - startFrame),
    }))
    .filter(({ firstFrame, endFrame }) => endFrame > firstFrame);
}
