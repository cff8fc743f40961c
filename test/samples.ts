import type { Asset } from "../models/asset.ts";
import { VideoRequest } from "../models/request.ts";
import type { Scene, SceneDraft } from "../models/scene.ts";
import type { FilmState } from "../nodes/state.ts";
import type { SceneMaterial } from "../tools/materials.ts";

/** A scene of a story, as the writer would give it. */
export function aSceneDraft(changes: Partial<SceneDraft> = {}): SceneDraft {
  return {
    title: "The lantern",
    narration: "A fox finds a lantern in the snow.",
    picture: {
      description: "A fox looks at a glowing lantern in a snowy forest.",
      place: "snowy forest",
      subjects: ["lantern"],
      timeOfDay: "dusk",
      weather: "snow",
      shot: "medium",
    },
    mood: "mysterious",
    characters: [],
    move: "zoom_in",
    motion: "The fox lowers its nose to the lantern.",
    ...changes,
  };
}

/** A scene with its place and length in the film. */
export function aScene(changes: Partial<Scene> = {}): Scene {
  return { ...aSceneDraft(), index: 0, frames: 90, transition: "crossfade", ...changes };
}

/** The state of a film that nobody has begun. */
export function aFilmState(changes: Partial<FilmState> = {}): FilmState {
  return {
    request: VideoRequest.parse({ prompt: "A fox finds a lantern" }),
    variantOf: null,
    language: "en",
    plan: null,
    title: "",
    captions: "none",
    references: [],
    voiceSample: null,
    scenes: [],
    cast: [],
    characters: [],
    sceneAssets: [],
    music: [],
    steps: {},
    degraded: [],
    film: null,
    manifest: null,
    round: 0,
    problem: null,
    ...changes,
  };
}

/** A stored picture, as a vendor made it. */
export function anAsset(changes: Partial<Asset> = {}): Asset {
  return {
    kind: "sheet",
    key: "assets/x.png",
    sha256: "0".repeat(64),
    bytes: 1,
    mediaType: "image/png",
    provenance: { vendor: "t", model: "t", prompt: "", seed: null, requestId: null, costUsd: 0, credits: [] },
    ...changes,
  };
}

/** One scene's work, with any of the request's options. */
export function aSceneMaterial(
  request: Partial<Omit<VideoRequest, "prompt">> = {},
  changes: Partial<SceneMaterial> = {},
): SceneMaterial {
  const { prompt: _prompt, ...defaults } = VideoRequest.parse({ prompt: "A fox" });
  return {
    request: { ...defaults, ...request },
    language: "en",
    captions: "none",
    scene: aScene(),
    voiceSample: null,
    transitionBefore: "cut",
    isLast: true,
    ...changes,
  };
}
