/**
 * Pictures as raw planes on disk, each made once and removed after the last piece that shows it:
 * at 1080p a scene's planes take 12 MB.
 */
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunFfmpeg } from "./ffmpeg.ts";
import { preparePicture } from "./pictures.ts";
import { bodyOf, type Piece, scenesOf } from "./pieces.ts";
import type { FrameSize } from "./stills/piece-plan.ts";
import { createOnlyOnce } from "./teamwork.ts";
import type { SceneCut } from "./types.ts";

export interface PreparedPictures {
  /** Has the planes of a piece's pictures on disk while `work` runs, which gets their paths; null for a clip. */
  use(piece: Piece, work: (planes: (string | null)[]) => Promise<void>, signal: AbortSignal): Promise<void>;
}

interface Use {
  users: number;
  /** Pieces that are rendered, by kind and first scene. */
  done: Set<string>;
}

export function createPreparedPictures(run: RunFfmpeg, folder: string, size: FrameSize): PreparedPictures {
  const prepared = createOnlyOnce<void>();
  const uses = new Map<string, Use>();

  const take = async (scene: SceneCut, signal: AbortSignal) => {
    const output = planesPath(folder, scene);
    const use = uses.get(output) ?? { users: 0, done: new Set() };
    uses.set(output, use);
    use.users += 1;
    await prepared.run(output, () => preparePicture(run, scene.picture, { ...size, output }, signal), signal);
    return output;
  };

  const giveBack = async (scene: SceneCut) => {
    const output = planesPath(folder, scene);
    const use = uses.get(output);
    if (!use) return;
    use.users -= 1;
    if (use.users > 0 || use.done.size < piecesShowing(scene)) return;
    prepared.forget(output);
    uses.delete(output);
    await rm(output, { force: true });
  };

  return {
    async use(piece, work, signal) {
      const shown = scenesOf(piece).map(({ scene }) => scene);
      const scenes = shown.filter(({ clip }) => !clip);
      const taken = await Promise.allSettled(scenes.map((scene) => take(scene, signal)));
      try {
        const planes = new Map(taken.map((result, position) => [scenes[position], pathOf(result)]));
        await work(shown.map((scene) => planes.get(scene) ?? null));
        for (const scene of scenes) {
          uses.get(planesPath(folder, scene))?.done.add(`${piece.kind} ${piece.from.scene.index}`);
        }
      } finally {
        for (const scene of scenes) await giveBack(scene);
      }
    },
  };
}

function pathOf(result: PromiseSettledResult<string>): string {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** Each scene has its own, so that it can be removed with the scene's last piece. */
function planesPath(folder: string, { index, picture }: SceneCut): string {
  const name = createHash("sha256").update(picture).digest("hex").slice(0, 16);
  return join(folder, `planes-${index}-${name}.yuv`);
}

function piecesShowing(scene: SceneCut): number {
  const hasAfter = !scene.isLast && scene.transition !== "cut";
  return Number(bodyOf(scene) !== null) + Number(scene.transitionBefore !== "cut") + Number(hasAfter);
}
