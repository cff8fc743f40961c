/** The cutting room of one film: takes scenes in any order and renders what has become possible. */
import { rm } from "node:fs/promises";
import { isCancellation, PixoraError } from "../models/error.ts";
import { finishFilm } from "./finishing.ts";
import { createPartialFilms } from "./partial-films.ts";
import { createPieceStore, type PieceStoreOptions } from "./pieces/piece-store.ts";
import { bodyOf, type Piece, scenesOf, transitionBetween } from "./pieces/pieces.ts";
import { takeOrMixSoundtrack } from "./sound/kept-soundtrack.ts";
import { createMixingDesk } from "./sound/mixing-desk.ts";
import { together } from "./teamwork.ts";
import type { CuttingRoom, SceneCut } from "./types.ts";

export interface CuttingRoomOptions extends PieceStoreOptions {
  /** Called once, when the room is closed. */
  onClose: () => Promise<void>;
}

export function createCuttingRoom({ onClose, ...options }: CuttingRoomOptions): CuttingRoom {
  const { run, own, folder, format, cache } = options;
  const store = createPieceStore(options);
  const scenes = new Map<number, SceneCut>();
  /** File names of the pieces of these scenes that are there. */
  const ready = new Map<string, string>();
  const partialFilms = createPartialFilms({ run, own: own.run, folder });
  const closing = new AbortController();
  const working = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  /** Work that `close` cancels and waits for. */
  const attend = async <Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal) => {
    if (closing.signal.aborted) throw new PixoraError("cancelled", "The cutting room is closed.");
    const result = work(AbortSignal.any([signal, closing.signal]));
    working.add(result);
    try {
      return await result;
    } finally {
      working.delete(result);
    }
  };

  const mixer = { ffmpeg: run, own: own.run, folder };
  const desk = createMixingDesk((mixing) =>
    attend((signal) => takeOrMixSoundtrack({ ...mixer, ...mixing, signal }, cache), mixing.signal),
  );

  return {
    addSound: desk.tellScene,
    addMusic: desk.tellMusic,
    addScene(scene, onPiece, signal) {
      scenes.set(scene.index, scene);
      desk.tellScene(scene);
      const works = possiblePieces(scene, scenes).map((piece) => async (shared: AbortSignal) => {
        const { from, kind, frames } = piece;
        ready.delete(placeOf(piece));
        const told = (came: { reused: boolean }) => onPiece({ scene: from.scene.index, piece: kind, frames, ...came });
        const name = await store.ensure(piece, shared, told).catch(kind === "body" ? refuse : leave(shared));
        if (name === null) return;
        if (scenesOf(piece).every((part) => scenes.get(part.scene.index) === part.scene))
          ready.set(placeOf(piece), name);
      });
      return attend(async (shared) => void (await together(works, shared)), signal);
    },
    preview(target, signal) {
      const film = { scenes: [...scenes.values()], nameOf: (piece: Piece) => ready.get(placeOf(piece)), target };
      return attend((shared) => partialFilms.offer(film, shared), signal);
    },
    finish(finishing, signal) {
      const workshop = { run, own, store, desk, folder, format, cache };
      const finish = async (shared: AbortSignal) => {
        await partialFilms.stop();
        return finishFilm(workshop, [...scenes.values()], finishing, shared);
      };
      return attend(finish, signal);
    },
    close() {
      closed ??= (async () => {
        closing.abort();
        await Promise.allSettled(working);
        try {
          await rm(folder, { recursive: true, force: true });
        } finally {
          await onClose();
        }
      })();
      return closed;
    },
  };
}

/** The scene's body, and its transitions to neighbours that are here. */
function possiblePieces(scene: SceneCut, scenes: ReadonlyMap<number, SceneCut>): Piece[] {
  const before = scenes.get(scene.index - 1);
  const after = scenes.get(scene.index + 1);
  const pieces = [
    before ? transitionBetween(before, scene) : null,
    bodyOf(scene),
    after ? transitionBetween(scene, after) : null,
  ];
  return pieces.filter((piece) => piece !== null);
}

const refuse = (error: unknown): never => {
  throw error;
};

/**
 * A transition shows two scenes, of which either can be what it fails for: that one's body says so, and the film's end
 * tries the transition again.
 */
function leave(signal: AbortSignal) {
  return (error: unknown): null => {
    if (signal.aborted || isCancellation(error)) throw error;
    return null;
  };
}

/** Where in the film a piece stands. */
function placeOf({ kind, from }: Piece): string {
  return `${kind} ${from.scene.index}`;
}
