/** What a piece is named by: all that its frames depend on and nothing else, so that equal names mean equal frames. */
import { createHash } from "node:crypto";
import { SHADE_GAP_FRAMES } from "../captions/caption-shade.ts";
import { sceneCues } from "../captions/caption-track.ts";
import type { CaptionCue } from "../captions/captions.ts";
import { frameAt } from "../captions/word-places.ts";
import { RENDERER_VERSION, VIDEO_OPTIONS } from "../encoding.ts";
import type { FilmFormat } from "../types.ts";
import { type Piece, type PieceScene, scenesOf } from "./pieces.ts";

/** The piece's file name. `sources` are the hashes of what its scenes show, in order. */
export function pieceName(piece: Piece, format: FilmFormat, sources: readonly string[]): string {
  const { width, height, fit } = format;
  const scenes = scenesOf(piece).map((part, position) => {
    const { scene, ...shown } = part;
    const source = { kind: scene.clip ? "clip" : "still", sha256: sources[position] };
    // A clip moves by itself.
    const move = scene.clip ? null : shown.move;
    return { ...shown, move, source, captions: captionsOf(part, piece.frames, format) };
  });
  const film = { width, height, fit, renderer: RENDERER_VERSION, encoding: VIDEO_OPTIONS };
  const { kind: _kind, from: _from, to, ...own } = piece;
  return `piece-${digestOf({ film, ...own, by: to?.by ?? null, scenes })}.mp4`;
}

/** Captions that are seen in so many frames of a scene, or whose shade is, on the scene's clock. */
export function cuesShown({ scene, startFrame }: PieceScene, frames: number, format: FilmFormat): CaptionCue[] {
  if (format.captions === null) return [];
  const reach = format.captions === "scrim" ? SHADE_GAP_FRAMES : 0;
  return sceneCues(scene, format).filter(
    ({ start, end }) => frameAt(start) - reach < startFrame + frames && frameAt(end) + reach > startFrame,
  );
}

/** SHA-256 over plain data, in hex. */
export function digestOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** Where nothing is to be read, the style does not matter. */
function captionsOf(part: PieceScene, frames: number, format: FilmFormat) {
  const cues = cuesShown(part, frames, format);
  return cues.length > 0 ? { style: format.captions, cues } : null;
}
