/** The film that the bench makes: what its user asks and what the language model answers. */
import type { VideoRequestInput } from "../../../models/request.ts";
import { aSceneDraft } from "../../samples.ts";
import type { Call } from "../../scripted-chat.ts";

const CAST = ["mira", "tom"];

/** Who is seen, scene by scene: the first, both, the second, nobody, and over again. */
export function castOfScenes(count: number): string[][] {
  const pattern = [["mira"], CAST, ["tom"], []];
  return Array.from({ length: count }, (_, scene) => pattern[scene % pattern.length] ?? []);
}

export function filmRequest(scenes: number, motion: "stills" | "clips"): VideoRequestInput {
  return { prompt: "Mira and Tom cross the sea", scenes, durationSeconds: 5 * scenes, motion };
}

/** Which scene a text of the story is of. */
export function sceneOf(text: string): number {
  const found = /scene (\d+)/i.exec(text)?.[1];
  if (found === undefined) throw new Error(`This text is of no scene: ${text}`);
  return Number(found);
}

/** The model's questions, by a tool that only this one offers. */
export const QUESTIONS = { video_composer: "plan", scene_breakdown: "breakdown", character_bible: "bible" } as const;

/** What the model answers to each question. */
export function answersFor(scenes: number): Record<(typeof QUESTIONS)[keyof typeof QUESTIONS], Call[]> {
  const step = (name: string, args = {}) => ({ name, args: { after: [], ...args } });
  return {
    plan: [
      step("scene_generator", { scenes }),
      step("character_generator"),
      step("scene_asset_generator"),
      step("music_generator", { mood: "calm" }),
      step("video_composer"),
    ],
    breakdown: [{ name: "scene_breakdown", args: breakdown(scenes) }],
    bible: [{ name: "character_bible", args: { characters: CAST.map(profile) } }],
  };
}

function breakdown(count: number) {
  const scenes = castOfScenes(count).map((characters, scene) => {
    const draft = aSceneDraft({ title: `Scene ${scene}`, narration: `This is scene ${scene}.`, characters });
    return { ...draft, picture: { ...draft.picture, description: `The picture of scene ${scene}.` } };
  });
  return { title: "The crossing", cast: CAST.map((id) => ({ id, name: id, kind: "sailor" })), scenes };
}

function profile(id: string) {
  return { id, name: id, kind: "sailor", appearance: "A sailor in a blue coat." };
}
