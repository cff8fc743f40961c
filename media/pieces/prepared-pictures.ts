/**
 * Pictures as raw planes on disk, each made once and removed after the last piece that shows it:
 * at 1080p a scene's planes take 12 MB.
 */
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { worthOf } from "../pictures/picture-worth.ts";
import { preparePicture } from "../pictures/pictures.ts";
import { LOOKED_AT } from "../pictures/poster.ts";
import type { PreparedPicture } from "../stills/piece-plan.ts";
import { createOnlyOnce } from "../teamwork.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import { type Piece, piecesShowing, scenesOf } from "./pieces.ts";

export interface PreparedPictures {
  /** Has the planes of a piece's pictures on disk while `work` runs, which gets them; null for a clip. */
  use(piece: Piece, work: (pictures: (PreparedPicture | null)[]) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** The piece came from elsewhere: no pictures are needed for it. */
  skip(piece: Piece): Promise<void>;
  /**
   * How much a scene's picture shows, from 0 to 1: judged when it was prepared, or prepared for that. The same for the
   * same picture in the same film.
   */
  worth(scene: SceneCut, signal: AbortSignal): Promise<number>;
}

interface Use {
  users: number;
  /** Pieces that are there, by kind and first scene. */
  done: Set<string>;
}

export function createPreparedPictures(run: RunFfmpeg, folder: string, format: FilmFormat): PreparedPictures {
  const prepared = createOnlyOnce<PreparedPicture>();
  const uses = new Map<string, Use>();
  const worths = new Map<string, number>();

  const useOf = (scene: SceneCut) => {
    const output = planesPath(folder, scene);
    const use = uses.get(output) ?? { users: 0, done: new Set() };
    uses.set(output, use);
    return use;
  };

  const judge = async (picture: PreparedPicture) => {
    const worth = worths.get(picture.planes) ?? (await worthOf(picture));
    worths.set(picture.planes, worth);
    return worth;
  };

  const prepare = async (scene: SceneCut, output: string, signal: AbortSignal) => {
    const picture = await preparePicture(run, scene, { film: format, output }, signal);
    if (scene.index < LOOKED_AT) await judge(picture);
    return picture;
  };

  const take = async (scene: SceneCut, signal: AbortSignal) => {
    const output = planesPath(folder, scene);
    useOf(scene).users += 1;
    return prepared.run(output, () => prepare(scene, output, signal), signal);
  };

  const finish = (piece: Piece, scene: SceneCut) => useOf(scene).done.add(`${piece.kind} ${piece.from.scene.index}`);

  const tidy = async (scene: SceneCut) => {
    const output = planesPath(folder, scene);
    const use = useOf(scene);
    if (use.users > 0 || use.done.size < piecesNeeding(scene)) return;
    prepared.forget(output);
    await rm(output, { force: true });
  };

  const borrow = async <Result>(
    scenes: readonly SceneCut[],
    work: (pictures: PreparedPicture[]) => Promise<Result>,
    signal: AbortSignal,
  ) => {
    const taken = await Promise.allSettled(scenes.map((scene) => take(scene, signal)));
    try {
      return await work(taken.map(pictureOf));
    } finally {
      for (const scene of scenes) {
        useOf(scene).users -= 1;
        await tidy(scene);
      }
    }
  };

  return {
    async use(piece, work, signal) {
      const shown = scenesOf(piece).map(({ scene }) => scene);
      const stills = shown.filter(({ clip }) => !clip);
      const withPlanes = async (pictures: PreparedPicture[]) => {
        await work(shown.map((scene) => pictures[stills.indexOf(scene)] ?? null));
        for (const scene of stills) finish(piece, scene);
      };
      await borrow(stills, withPlanes, signal);
    },
    async skip(piece) {
      for (const { scene } of scenesOf(piece)) {
        finish(piece, scene);
        await tidy(scene);
      }
    },
    async worth(scene, signal) {
      const known = worths.get(planesPath(folder, scene));
      if (known !== undefined) return known;
      const [worth = 0] = await borrow([scene], (pictures) => Promise.all(pictures.map(judge)), signal);
      return worth;
    },
  };
}

function pictureOf(result: PromiseSettledResult<PreparedPicture>): PreparedPicture {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** Each scene has its own, so that it can be removed with the scene's last piece. */
function planesPath(folder: string, { index, picture, subjectPlace, move }: SceneCut): string {
  const wish = JSON.stringify([picture, subjectPlace, move]);
  const name = createHash("sha256").update(wish).digest("hex").slice(0, 16);
  return join(folder, `planes-${index}-${name}.yuv`);
}

/** A scene with a clip shows its picture nowhere. */
function piecesNeeding(scene: SceneCut): number {
  return scene.clip ? 0 : piecesShowing(scene);
}
