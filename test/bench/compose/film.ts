/** The films that are composed: what their scenes show, say and are captioned with. The same in every run. */
import type { FilmFormat, SceneCut } from "../../../media/types.ts";
import type { WordTime } from "../../../models/scene.ts";
import { FRAME_RATE } from "../../../models/timeline.ts";
import type { CameraMove } from "../../../models/vocabulary.ts";

export type Motion = "stills" | "clips";

/** One film of the bench. */
export interface BenchFilm {
  motion: Motion;
  /** As in the tables: `720p`. */
  size: string;
  width: number;
  height: number;
  scenes: number;
  /** Length of each scene in frames. */
  frames: number;
}

/** Files by scene; scenes beyond a list's end begin it anew. */
export interface SceneFiles {
  pictures: readonly string[];
  /** None for a film of moving stills. */
  clips: readonly string[];
  narrations: readonly string[];
}

const MOVES: readonly CameraMove[] = ["zoom_in", "pan_left", "zoom_out", "pan_right"];
const WORDS = "the lantern drifts along a quiet river while old friends wait under the bridge".split(" ");
const WORDS_A_SECOND = 2.7;
const LEAD_SECONDS = 0.3;
const TAIL_SECONDS = 0.5;

export function formatOf({ width, height }: BenchFilm): FilmFormat {
  return { width, height, captions: "box", fit: null };
}

/** All transitions are crossfades: nothing that a film can be made of costs more. */
export function filmCuts({ scenes, frames }: BenchFilm, { pictures, clips, narrations }: SceneFiles): SceneCut[] {
  return Array.from({ length: scenes }, (_, index) => ({
    index,
    frames,
    picture: pictures[index % pictures.length] ?? "",
    clip: clips[index % clips.length] ?? null,
    subjectPlace: null,
    move: MOVES[index % MOVES.length] ?? "zoom_in",
    transition: index === scenes - 1 ? "cut" : "crossfade",
    transitionBefore: index === 0 ? "cut" : "crossfade",
    isLast: index === scenes - 1,
    words: spokenWords(`Scene ${index + 1}:`, frames / FRAME_RATE),
    narration: narrations[index % narrations.length] ?? null,
  }));
}

/** The same film with other files, words or lengths in one scene. */
export function withScene(cuts: readonly SceneCut[], index: number, changes: Partial<SceneCut>): SceneCut[] {
  return cuts.map((cut) => (cut.index === index ? { ...cut, ...changes } : cut));
}

/** As many words as can be spoken in a scene of so many seconds, evenly spread. */
export function spokenWords(beginning: string, seconds: number): WordTime[] {
  const spoken = Math.max(0.2, seconds - LEAD_SECONDS - TAIL_SECONDS);
  const count = Math.max(1, Math.floor(spoken * WORDS_A_SECOND));
  const step = spoken / count;
  return Array.from({ length: count }, (_, place) => ({
    text: place === 0 ? beginning : (WORDS[(place - 1) % WORDS.length] ?? ""),
    start: LEAD_SECONDS + place * step,
    end: LEAD_SECONDS + (place + 1) * step,
  }));
}
