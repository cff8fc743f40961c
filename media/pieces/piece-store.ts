/** Has the pieces of one film on disk, each rendered once or taken from what earlier films left. */
import { join } from "node:path";
import type { ClipMemory } from "../clips/clip-memory.ts";
import { createKeptEnds } from "../clips/kept-ends.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { hashFile } from "../output-folder.ts";
import type { PiecePool } from "../stills/piece-pool.ts";
import { createOnlyOnce } from "../teamwork.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import type { PieceCache } from "./piece-cache.ts";
import { createPieceMaker } from "./piece-maker.ts";
import { pieceName } from "./piece-name.ts";
import { type Piece, type PieceScene, scenesOf } from "./pieces.ts";
import { createPreparedPictures } from "./prepared-pictures.ts";

export interface PieceStoreOptions {
  /** Path of ffmpeg, for the threads that run their own. */
  program: string;
  run: RunFfmpeg;
  /** The same for what we made ourselves: it may be another one. */
  own: { program: string; run: RunFfmpeg };
  clips: ClipMemory;
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
  const { run, pool, folder, format, cache } = options;
  const pieces = createOnlyOnce<string>();
  /** Pieces by their scenes, for which nothing is to be prepared any more. */
  const ended = new Set<string>();
  const hashes = createOnlyOnce<string>();
  const pictures = createPreparedPictures(run, folder, format);
  const ends = createKeptEnds(folder);

  const hashOf = ({ scene }: PieceScene, signal: AbortSignal) =>
    hashes.run(scene.clip ?? scene.picture, () => hashFile(scene.clip ?? scene.picture), signal);

  const make = createPieceMaker(options, { pictures, ends });

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

  /** Another scene shows the same, and its piece was there: what this one has prepared is needed no more. */
  const leave = async (piece: Piece) => {
    await pictures.skip(piece);
    await ends.finish(piece, false);
  };

  const ensure: PieceStore["ensure"] = async (piece, signal, onReady) => {
    const sources = await Promise.all(scenesOf(piece).map((part) => hashOf(part, signal)));
    const name = pieceName(piece, format, sources);
    const work = async () => {
      ended.add(placeOf(piece, name));
      const reused = await bring(piece, name, signal);
      onReady?.({ reused });
      if (!reused) await cache?.keep(name, join(folder, name));
      return name;
    };
    await pieces.run(name, work, signal);
    if (!ended.has(placeOf(piece, name))) await leave(piece);
    ended.add(placeOf(piece, name));
    return name;
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

function placeOf({ kind, from }: Piece, name: string): string {
  return `${kind} ${from.scene.index} ${name}`;
}
