import type { Scene, SceneDraft } from "../models/scene.ts";

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
    transition: "crossfade",
    ...changes,
  };
}

/** A scene with its place and length in the film. */
export function aScene(changes: Partial<Scene> = {}): Scene {
  return { ...aSceneDraft(), index: 0, frames: 90, ...changes };
}
