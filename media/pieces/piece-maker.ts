/** Renders one piece: has its pictures prepared, its captions drawn and its frames encoded, and tidies after it. */
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../../models/error.ts";
import { chooseFit } from "../../models/fit.ts";
import { type DrawnCaption, drawCaptions } from "../captions/caption-overlay.ts";
import { isClipPlan } from "../clips/clip-piece.ts";
import type { KeptEnds } from "../clips/kept-ends.ts";
import type { RunFfmpeg } from "../ffmpeg.ts";
import type { PiecePlan, PlayingClip, PreparedPicture, Shot } from "../stills/piece-plan.ts";
import type { RenderPiece } from "../stills/piece-pool.ts";
import { createOnlyOnce } from "../teamwork.ts";
import type { FilmFormat } from "../types.ts";
import { expectedSets, parameterSets } from "./parameter-sets.ts";
import { cuesShown } from "./piece-name.ts";
import type { PieceStoreOptions } from "./piece-store.ts";
import { type Piece, type PieceScene, scenesOf } from "./pieces.ts";
import type { PreparedPictures } from "./prepared-pictures.ts";

/** Renders a piece to the file of this name in the room's folder, or leaves none. */
export type MakePiece = (piece: Piece, name: string, render: RenderPiece, signal: AbortSignal) => Promise<void>;

export function createPieceMaker(
  { program, own, clips, folder, format }: PieceStoreOptions,
  { pictures, ends }: { pictures: PreparedPictures; ends: KeptEnds },
): MakePiece {
  const isOurs = createSetsCheck(own.run, folder, format);
  let mayEncodeClips = true;

  const shotOf = async (piece: Piece, part: PieceScene, picture: PreparedPicture | null, signal: AbortSignal) => {
    const { scene, seen, subject, startFrame } = part;
    if (picture !== null) return { kind: "still", ...picture, seen, startFrame } satisfies Shot;
    // A body that leaves the clip's ends finds out where it ends; what shows the ends has to know.
    const seenFrames = piece.kind === "body" ? startFrame + piece.frames : seen.last + 1;
    const clip = { ...(await clips.of(scene.clip ?? "", seenFrames, signal)), path: scene.clip ?? "" };
    const fit = chooseFit(format.fit, clip, format);
    return { kind: "clip", clip, fit, subject, startFrame, ends: ends.of(piece, scene, clip.frames) } satisfies Shot;
  };

  const captionsOf = async (part: PieceScene, frames: number, prefix: string, signal: AbortSignal) => {
    const drawn = await drawCaptions(cuesShown(part, frames, format), format, { folder, prefix, signal });
    return onPieceClock(drawn, part.startFrame, frames);
  };

  /** Renders the plan; again by our own encoder, when the other one's pieces do not belong to ours. */
  const renderPlan = async (plan: PiecePlan, output: string, render: RenderPiece, signal: AbortSignal) => {
    await render({ program, encoder: own.program, plan, mayEncodeClips, folder, output }, signal);
    if (!mayEncodeClips || !isClipPlan(plan) || (await isOurs(output, signal))) return;
    mayEncodeClips = false;
    await render({ program, encoder: own.program, plan, mayEncodeClips, folder, output }, signal);
  };

  /** Renders with what is known of the clips; again, once they are measured, when one is not what it says. */
  const withClips = async (
    open: () => Promise<Shot[]>,
    renderShots: (shots: Shot[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> => {
    const shots = await open();
    try {
      await renderShots(shots);
    } catch (error) {
      const believed = shots.filter(isBelieved);
      if (!isUnlike(error) || believed.length === 0) throw error;
      await Promise.all(believed.map(({ clip }) => clips.doubt(clip.path)));
      return withClips(open, renderShots, signal);
    }
    await Promise.all(shots.filter(isDecodedToItsEnd).map(({ clip }) => clips.confirm(clip.path)));
  };

  return async (piece, name, render, signal) => {
    const unfinished = `${name}.part`;
    const prefixes = scenesOf(piece).map((_, position) => `${name}-caption-${position}`);
    const draw = (part: PieceScene, position: number) =>
      captionsOf(part, piece.frames, prefixes[position] ?? "", signal);
    const withPlanes = async (prepared: (PreparedPicture | null)[]) => {
      const patches = (await Promise.all(scenesOf(piece).map(draw))).flat();
      const open = () =>
        Promise.all(scenesOf(piece).map((part, position) => shotOf(piece, part, prepared[position] ?? null, signal)));
      const renderShots = (shots: Shot[]) =>
        renderPlan({ ...planOf(piece, format, shots), patches }, unfinished, render, signal);
      await withClips(open, renderShots, signal);
    };
    try {
      await pictures.use(piece, withPlanes, signal);
      await rename(join(folder, unfinished), join(folder, name));
    } finally {
      await removeCaptions(folder, prefixes);
    }
  };
}

/** Tells whether a piece in the folder has the parameter sets that our own encoder makes. */
function createSetsCheck(run: RunFfmpeg, folder: string, { width, height }: FilmFormat) {
  const ours = createOnlyOnce<Buffer | null>();
  return async (name: string, signal: AbortSignal) => {
    const expected = await ours.run("ours", () => expectedSets(run, { folder, width, height }, signal), signal);
    const found = await parameterSets(join(folder, name));
    return expected !== null && found !== null && expected.equals(found);
  };
}

/** Whether a clip may be the reason. */
function isUnlike(error: unknown): boolean {
  return error instanceof PixoraError && ["ffmpeg_failed", "vendor_failed"].includes(error.code);
}

function isBelieved(shot: Shot): shot is PlayingClip {
  return shot.kind === "clip" && !shot.clip.isMeasured;
}

/** As `decodeClip` proves it. */
function isDecodedToItsEnd(shot: Shot): shot is PlayingClip {
  return shot.kind === "clip" && !shot.ends?.isThere && shot.ends?.frames.at(-1) === shot.clip.frames - 1;
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
