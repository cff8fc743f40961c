import type { Scene, SceneDraft } from "./scene.ts";
import type { Mood, Transition } from "./vocabulary.ts";

/** How a scene of a mood gives way while the story stays where it is. */
const BY_MOOD: Record<Mood, Transition> = {
  calm: "crossfade",
  melancholic: "crossfade",
  joyful: "cut",
  tense: "cut",
  mysterious: "fade",
  triumphant: "fade",
};

/**
 * The transition out of each scene. A jump in place or time dips to black, and so does the way into the last scene;
 * a chase is cut wherever it goes; all else follows the scene's mood. No two fades stand side by side: a film that
 * blinks all the time is hard to look at. The last scene's is not used.
 */
export function chooseTransitions(scenes: readonly Pick<SceneDraft, "mood" | "picture">[]): Transition[] {
  const chosen: Transition[] = [];
  for (const [index, scene] of scenes.entries()) {
    const next = scenes[index + 1];
    const wanted = next ? wish(scene, next, index + 2 === scenes.length) : "cut";
    chosen.push(wanted === "fade" && chosen.at(-1) === "fade" ? softer(scene.mood) : wanted);
  }
  return chosen;
}

type Told = Pick<Scene, "mood" | "picture">;

function wish(from: Told, to: Told, isIntoLast: boolean): Transition {
  if (isIntoLast) return "fade";
  if (from.mood === "tense" && to.mood === "tense") return "cut";
  return isJump(from, to) ? "fade" : BY_MOOD[from.mood];
}

function isJump({ picture: from }: Told, { picture: to }: Told): boolean {
  return from.timeOfDay !== to.timeOfDay || from.place.trim().toLowerCase() !== to.place.trim().toLowerCase();
}

function softer(mood: Mood): Transition {
  return BY_MOOD[mood] === "fade" ? "crossfade" : BY_MOOD[mood];
}
