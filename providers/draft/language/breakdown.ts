import type { SceneBreakdown } from "../../../models/scene.ts";
import type { BreakdownData } from "./protocol.ts";
import { asSentence, speakable, splitSentences } from "./sentences.ts";

export function writeBreakdown(data: BreakdownData): SceneBreakdown {
  const own = splitSentences(speakable(data.prompt) || "It", data.language);
  const scenes = Array.from({ length: data.scenes }, (_, index) => {
    const narration = asSentence(own[Math.floor((index * own.length) / data.scenes)] ?? data.prompt);
    return {
      title: `Scene ${index + 1}`,
      narration,
      picture: {
        description: narration.slice(0, 900),
        place: "snowy forest",
        subjects: ["lantern"],
        timeOfDay: "dusk" as const,
        weather: "snow" as const,
        shot: "wide" as const,
      },
      mood: "calm" as const,
      characters: data.characters ? ["fox"] : [],
      move: "zoom_in" as const,
      transition: data.transition ?? ("crossfade" as const),
    };
  });
  return {
    title: asSentence(data.prompt).slice(0, 60),
    cast: data.characters ? [{ id: "fox", name: "Fox", kind: "fox" }] : [],
    scenes,
  };
}
