/** Looks after the files with clips' ends: one for each scene, written with its body, removed after its last piece. */
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Piece, piecesShowing, scenesOf, seenInTransitions } from "../pieces/pieces.ts";
import type { SceneCut } from "../types.ts";
import type { ClipEnds } from "./clip-ends.ts";

export interface KeptEnds {
  /** A body is being made: from now on, transitions wait for what it leaves. Told before any transition is `ready`. */
  expect(body: Piece, made: Promise<unknown>): void;
  /**
   * Waits for bodies being made whose clips a transition shows; true when there is something of them to take. A body
   * that failed, or came from elsewhere, leaves nothing. A body itself waits for nothing.
   */
  ready(piece: Piece): Promise<boolean>;
  /** The ends of a scene's clip of so many frames, for a piece that shows it: null when there is nothing to keep, or take. */
  of(piece: Piece, scene: SceneCut, clipFrames: number): ClipEnds | null;
  /** The piece is there: rendered in this room, or taken from elsewhere. */
  finish(piece: Piece, isRendered: boolean): Promise<void>;
}

interface Keeping {
  body: Promise<unknown>;
  isThere: boolean;
  /** Pieces that are there, by kind and first scene. */
  done: Set<string>;
}

const FIRST_FRAMES = { first: 0, last: 6 };

export function createKeptEnds(folder: string): KeptEnds {
  const kept = new Map<string, Keeping>();

  const keepingOf = (scene: SceneCut) => {
    const path = endsPath(folder, scene);
    const keeping = kept.get(path) ?? { body: Promise.resolve(), isThere: false, done: new Set() };
    kept.set(path, keeping);
    return keeping;
  };

  return {
    expect(piece, made) {
      for (const scene of piece.kind === "body" ? clipsOf(piece) : []) {
        keepingOf(scene).body = made.catch(() => {});
      }
    },
    async ready(piece) {
      if (piece.kind === "body") return false;
      const keepings = clipsOf(piece).map(keepingOf);
      await Promise.all(keepings.map(({ body }) => body));
      return keepings.some(({ isThere }) => isThere);
    },
    of({ kind }, scene, clipFrames) {
      const { isThere } = keepingOf(scene);
      const frames = endFrames(scene, clipFrames);
      const isUseful = kind === "body" ? frames.length > 0 : isThere;
      return isUseful ? { path: endsPath(folder, scene), frames, isThere: kind !== "body" } : null;
    },
    async finish(piece, isRendered) {
      for (const scene of clipsOf(piece)) {
        const keeping = keepingOf(scene);
        keeping.done.add(`${piece.kind} ${piece.from.scene.index}`);
        if (piece.kind === "body") keeping.isThere = isRendered;
        if (keeping.done.size < piecesShowing(scene)) continue;
        keeping.isThere = false;
        await rm(endsPath(folder, scene), { force: true });
      }
    },
  };
}

function clipsOf(piece: Piece): SceneCut[] {
  return scenesOf(piece).flatMap(({ scene }) => (scene.clip ? [scene] : []));
}

/**
 * Transitions go on beyond their scene, where a clip waits at its first frame, or its last. The first frames are always
 * among them: until some are written, ffmpeg reads on for them alone, and all others pile up before a caption, 3 MB each
 * at 1080p.
 */
function endFrames(scene: SceneCut, clipFrames: number): number[] {
  const seen = seenInTransitions(scene);
  const spans = seen.length > 0 ? [FIRST_FRAMES, ...seen] : [];
  const frames = new Set<number>();
  for (const { first, last } of spans) {
    for (let frame = first; frame <= last; frame++) frames.add(Math.max(0, Math.min(clipFrames - 1, frame)));
  }
  return [...frames].sort((one, other) => one - other);
}

function endsPath(folder: string, scene: SceneCut): string {
  const shown = JSON.stringify([scene.clip, scene.subjectPlace, seenInTransitions(scene)]);
  return join(folder, `ends-${scene.index}-${createHash("sha256").update(shown).digest("hex").slice(0, 16)}.yuv`);
}
