/** Has the pieces of one film on disk, each rendered once or taken from what earlier films left. */
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../../models/error.ts";
import { chooseFit } from "../../models/fit.ts";
import { type DrawnCaption, drawCaptions } from "../captions/caption-overlay.ts";
import type { MeasuredClip } from "../clips/clip-info.ts";
import { createKeptEnds } from "../clips/kept-ends.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { hashFile } from "../output-folder.ts";
import type { PiecePlan, PreparedPicture, Shot } from "../stills/piece-plan.ts";
import type { PiecePool, RenderPiece } from "../stills/piece-pool.ts";
import { createOnlyOnce } from "../teamwork.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import type { PieceCache } from "./piece-cache.ts";
import { cuesShown, pieceName } from "./piece-name.ts";
import { type Piece, type PieceScene, scenesOf } from "./pieces.ts";
import { createPreparedPictures } from "./prepared-pictures.ts";

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
  /** Where pieces of earlier films are; null for nowhere. */
  cache: PieceCache | null;
}

export interface PieceStore {
  /** File name of the piece, when it is on disk. `onReady` is called when this call brought it there. */
  ensure(piece: Piece, signal: AbortSignal, onReady?: (came: { reused: boolean }) => void): Promise<string>;
  /** How much a scene's picture shows, from 0 to 1. */
  worth(scene: SceneCut, signal: AbortSignal): Promise<number>;
}

export function createPieceStore(options: PieceStoreOptions): PieceStore {
  const { program, run, measureClip, pool, folder, format, cache } = options;
  const pieces = createOnlyOnce<string>();
  const hashes = createOnlyOnce<string>();
  const pictures = createPreparedPictures(run, folder, format);
  const ends = createKeptEnds(folder);

  const hashOf = ({ scene }: PieceScene, signal: AbortSignal) =>
    hashes.run(scene.clip ?? scene.picture, () => hashFile(scene.clip ?? scene.picture), signal);

  const shotOf = async (piece: Piece, part: PieceScene, picture: PreparedPicture | null, signal: AbortSignal) => {
    const { scene, seen, subject, startFrame } = part;
    if (picture !== null) return { kind: "still", ...picture, seen, startFrame } satisfies Shot;
    const path = scene.clip ?? "";
    const { frames, matrix, width, height } = await measureClip(path, signal);
    const fit = chooseFit(format.fit, { width, height }, format);
    const clip = { path, frames, matrix, width, height };
    return { kind: "clip", clip, fit, subject, startFrame, ends: ends.of(piece, scene, frames) } satisfies Shot;
  };

  const captionsOf = async (part: PieceScene, frames: number, prefix: string, signal: AbortSignal) => {
    const drawn = await drawCaptions(cuesShown(part, frames, format), format, { folder, prefix, signal });
    return onPieceClock(drawn, part.startFrame, frames);
  };

  const make = async (piece: Piece, name: string, render: RenderPiece, signal: AbortSignal) => {
    const unfinished = `${name}.part`;
    const prefixes = scenesOf(piece).map((_, position) => `${name}-caption-${position}`);
    const draw = (part: PieceScene, position: number) =>
      captionsOf(part, piece.frames, prefixes[position] ?? "", signal);
    const withPlanes = async (prepared: (PreparedPicture | null)[]) => {
      const shots = scenesOf(piece).map((part, position) => shotOf(piece, part, prepared[position] ?? null, signal));
      const patches = (await Promise.all(scenesOf(piece).map(draw))).flat();
      const plan = { ...planOf(piece, format, await Promise.all(shots)), patches };
      await render({ program, plan, folder, output: unfinished }, signal);
    };
    try {
      await pictures.use(piece, withPlanes, signal);
      await rename(join(folder, unfinished), join(folder, name));
    } finally {
      await removeCaptions(folder, prefixes);
    }
  };

  const bring = async (piece: Piece, name: string, signal: AbortSignal) => {
    const reused = (await cache?.take(name, join(folder, name))) ?? false;
    if (reused) await pictures.skip(piece);
    else {
      // Before all pieces that wait: else the ends of all clips of a long film would be on disk at once.
      const isNext = await ends.ready(piece);
      await pool.use((render) => make(piece, name, render, signal), signal, isNext);
    }
    await ends.finish(piece, !reused);
    return reused;
  };

  const ensure: PieceStore["ensure"] = async (piece, signal, onReady) => {
    const sources = await Promise.all(scenesOf(piece).map((part) => hashOf(part, signal)));
    const name = pieceName(piece, format, sources);
    const work = async () => {
      const reused = await bring(piece, name, signal);
      onReady?.({ reused });
      if (!reused) await cache?.keep(name, join(folder, name));
      return name;
    };
    return pieces.run(name, work, signal);
  };

  return {
    ensure(piece, signal, onReady) {
      const ensured = ensure(piece, signal, onReady);
      ends.expect(piece, ensured);
      return ensured;
    },
    worth: pictures.worth,
  };
}

function planOf(piece: Piece, { width, height }: FilmFormat, [from, next]: Shot[]): PiecePlan {
  const { frames, to, fadeIn, fadeOut } = piece;
  if (!from) throw new PixoraError("internal", "A piece shows nothing.");
  return {
    width,
    height,
    frames,
    from,
    to: to && next ? { shot: next, by: to.by } : null,
    fadeIn,
    fadeOut,
    patches: [],
  };
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

/** In a long film they would add up. */
async function removeCaptions(folder: string, prefixes: readonly string[]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => prefixes.some((prefix) => name.startsWith(`${prefix}-`)));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
