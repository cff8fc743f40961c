/** The film's poster: which picture shows best what it is, and the JPEG of it. */
import { chooseFit } from "../../models/fit.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import { containFilter, coverFilter, cutAround } from "./fitting.ts";
import { decodePicture, findPicture } from "./picture-decoding.ts";

type PosterScene = Pick<SceneCut, "picture" | "subjectPlace" | "isTitleCard">;

/** So many scenes are looked at: the beginning tells what a film is about, and gives no end away. */
export const LOOKED_AT = 5;

/** Good enough to look at no more: few need to be prepared where all pieces are there. */
const GOOD = 0.95;
/** A later picture has to be better than an earlier one by so much, of 1. */
const BETTER = 0.05;

const COLOURS = "out_color_matrix=bt601:out_range=tv";

/**
 * The scene whose picture makes the poster: a rich, sharp and well lit one of the first; no title card if possible.
 * `judge` tells how much a scene's picture shows, from 0 to 1.
 */
export async function choosePoster<Scene extends PosterScene>(
  scenes: readonly Scene[],
  judge: (scene: Scene) => Promise<number>,
): Promise<Scene | null> {
  const drawn = scenes.filter(({ isTitleCard }) => !isTitleCard);
  const candidates = (drawn.length > 0 ? drawn : scenes).slice(0, LOOKED_AT);
  if (candidates.length < 2) return candidates[0] ?? null;
  const judged: { scene: Scene; worth: number }[] = [];
  for (const scene of candidates) {
    const worth = await judge(scene);
    if (worth >= GOOD) return scene;
    judged.push({ scene, worth });
  }
  const best = Math.max(...judged.map(({ worth }) => worth));
  return judged.find(({ worth }) => worth >= best - BETTER)?.scene ?? null;
}

/** Writes a scene's picture as a JPEG of the film's size, cut or whole as the film has it. */
export async function writePoster(
  run: RunFfmpeg,
  { picture, subjectPlace }: PosterScene,
  { film, output }: { film: Pick<FilmFormat, "width" | "height" | "fit">; output: string },
  signal: AbortSignal,
): Promise<void> {
  const found = await findPicture(picture);
  const { size } = found;
  const isWhole = chooseFit(film.fit, size, film) === "contain";
  const fitted = isWhole
    ? containFilter(size, film, COLOURS)
    : coverFilter(cutAround(subjectPlace, size, film), COLOURS);
  const filter = `format=rgb24,${fitted},scale=in_range=tv:out_range=pc,format=yuvj420p`;
  await decodePicture(run, found, { filter, outputOptions: ["-q:v", "2", "-f", "mjpeg"], output }, signal);
}
