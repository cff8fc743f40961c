/** Still pictures as files: their size, and their planes for the renderer. */
import { chooseFit, seenWhenCut } from "../../models/fit.ts";
import { panFor, zoomFor } from "../../models/moves.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import { type FrameSize, type PreparedPicture, sourceSize, WHOLE_ZOOM } from "../stills/piece-plan.ts";
import type { FilmFormat, SceneCut } from "../types.ts";
import { containFilter, coverFilter, cutAround } from "./fitting.ts";
import { decodePicture, findPicture } from "./picture-decoding.ts";

/** The frame that is to be filled, and how. */
type Frame = Pick<FilmFormat, "width" | "height" | "fit">;

const FILM_COLOURS = "out_color_matrix=bt709:out_range=tv";
/** Makes up for what the renderer blurs when it shows a place between samples: once here costs no frame anything. */
const SHARPENED = "unsharp=3:3:0.32:3:3:0";
/** A picture is long when a cut leaves out more of it than this share. */
const LONG = 0.15;
/** No pan goes over more of a long picture than this, in frames. */
const PAN_LENGTH = 1.4;

/**
 * Decodes a PNG, JPEG or WebP picture and tells its size in pixels, turned upright.
 * Rejects with `vendor_failed` (worth another try) for what is not a whole picture: a vendor made the file.
 */
export async function pictureSize(run: RunFfmpeg, path: string, signal: AbortSignal): Promise<FrameSize> {
  const picture = await findPicture(path);
  await decodePicture(run, picture, { filter: "null", outputOptions: [], output: null }, signal);
  return picture.size;
}

/** Which picture, where in it the subject is, and how the camera goes over it. */
export type PictureWish = Pick<SceneCut, "picture" | "subjectPlace" | "move">;

/**
 * Writes a picture's planes for the renderer, in the shape of the film: cut around its subject, with what a pan goes
 * over beside, or whole before a blurred copy of itself.
 */
export async function preparePicture(
  run: RunFfmpeg,
  { picture, subjectPlace, move }: PictureWish,
  { film, output }: { film: Frame; output: string },
  signal: AbortSignal,
): Promise<PreparedPicture> {
  const found = await findPicture(picture);
  const { size } = found;
  const source = sourceSize(film);
  const write = (filter: string) =>
    decodePicture(
      run,
      found,
      { filter: `format=rgb24,${filter},${SHARPENED}`, outputOptions: ["-f", "rawvideo"], output },
      signal,
    );
  if (chooseFit(film.fit, size, film) === "contain") {
    await write(containFilter(size, source, FILM_COLOURS, WHOLE_ZOOM));
    return { planes: output, size: source, fit: "contain", subject: null, move: zoomFor(move) };
  }
  const own = seenWhenCut(size, film) < 1 - LONG ? panFor(move) : move;
  const part = cutAround(subjectPlace, size, source, own === panFor(own) ? PAN_LENGTH : 1);
  await write(coverFilter(part, FILM_COLOURS));
  const { width, height } = part.cut;
  return { planes: output, size: { width, height }, fit: "cover", subject: part.subject, move: own };
}
