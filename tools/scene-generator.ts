import { z } from "zod";
import { settleMoves } from "../models/moves.ts";
import { MIN_SCENE_SECONDS, type VideoRequest } from "../models/request.ts";
import { type Scene, SceneBreakdown, type SceneDraft } from "../models/scene.ts";
import { FRAME_RATE, LEAD_FRAMES, settleTransitions, shareFrames, TAIL_FRAMES } from "../models/timeline.ts";
import { chooseTransitions } from "../models/transitions.ts";
import { StepArguments } from "./arguments.ts";
import { askModel } from "./ask-model.ts";
import { chooseCaptions } from "./caption-choice.ts";
import type { Story } from "./materials.ts";
import { SCENE_INSTRUCTIONS } from "./scene-generator.prompt.ts";
import { speakingSeconds, wordsFor } from "./speaking-rate.ts";
import type { Outcome, Tool, ToolDeps } from "./types.ts";

const Arguments = StepArguments.extend({
  scenes: z.int().min(1).max(60).describe("Into how many scenes the story is told; about one for every 5 seconds."),
});

export interface Data {
  request: VideoRequest;
  /** ISO 639 code of narration and captions. */
  language: string;
  /** Whether recurring characters are to be kept alike. */
  characters: boolean;
}

/** Writes the story: scenes with narration, picture, mood and length, and the cast. */
export const sceneGenerator: Tool<typeof Arguments, Data, Story> = {
  name: "scene_generator",
  description:
    "Writes the story as scenes: narration, picture, mood, length and who is in each. Everything else needs it.",
  arguments: Arguments,
  async run(args, deps) {
    const asked = question(args);
    const breakdown = await askModel(deps, asked);
    const scenes = layScenes(breakdown.scenes, args.request, args.language);
    deps.report.progress(`“${breakdown.title}”, ${scenes.length} scenes`, 1, scenes.map(sceneTitle));
    const cast = knownCast(breakdown, args.characters);
    const { result, degraded } = await withCaptions({ title: breakdown.title, scenes, cast }, args.request, deps);
    return { result, degraded: [...(deps.providers.language.losses?.(asked.data) ?? []), ...degraded] };
  },
};

function question(args: z.output<typeof Arguments> & Data) {
  const { request, language } = args;
  const secondsPerScene = request.durationSeconds / args.scenes;
  const silence = (LEAD_FRAMES + TAIL_FRAMES) / FRAME_RATE;
  return {
    name: "scene_breakdown",
    schema: SceneBreakdown,
    instructions: SCENE_INSTRUCTIONS,
    data: {
      prompt: request.prompt,
      style: request.style,
      language,
      scenes: args.scenes,
      secondsPerScene,
      wordsPerScene: wordsFor(secondsPerScene - silence, language),
      narration: request.narration,
      characters: args.characters,
      seed: request.seed,
    },
    check: ({ scenes }: SceneBreakdown) =>
      scenes.length === args.scenes ? null : `${scenes.length} scenes instead of ${args.scenes}.`,
  };
}

/** What every scene gets before those that say more get more. Below the shortest that a request may ask for. */
const LEAST_SECONDS = 0.8 * MIN_SCENE_SECONDS;

const sceneTitle = (scene: Scene) => ({ index: scene.index, title: scene.title });

/** Gives each scene its share of the asked duration, since those that say more get more, its move and its transition. */
function layScenes(drafts: readonly SceneDraft[], request: VideoRequest, language: string): Scene[] {
  const silence = (LEAD_FRAMES + TAIL_FRAMES) / FRAME_RATE;
  const weights = drafts.map((draft) => silence + speakingSeconds(draft.narration, language));
  const least = Math.floor(LEAST_SECONDS * FRAME_RATE);
  const frames = shareFrames(Math.round(request.durationSeconds * FRAME_RATE), weights, least);
  const transitions = chooseTransitions(drafts);
  const scenes = settleMoves(drafts).map((draft, index) => ({
    ...draft,
    index,
    frames: frames[index] ?? FRAME_RATE,
    transition: request.transition ?? transitions[index] ?? "cut",
  }));
  return settleTransitions(scenes);
}

/** The cast that scenes really show. Scenes keep only ids that the cast knows. */
function knownCast(breakdown: SceneBreakdown, characters: boolean): Story["cast"] {
  if (!characters) return [];
  const seen = new Set(breakdown.scenes.flatMap((scene) => scene.characters));
  return breakdown.cast.filter((member) => seen.has(member.id));
}

/** Drops unknown character ids, and decides whether the captions can be drawn with the shipped fonts. */
async function withCaptions(
  story: Omit<Story, "captions">,
  request: VideoRequest,
  deps: ToolDeps,
): Promise<Outcome<Story>> {
  const ids = new Set(story.cast.map((member) => member.id));
  const scenes = story.scenes.map((scene) => ({ ...scene, characters: scene.characters.filter((id) => ids.has(id)) }));
  const { captions, degraded } = await chooseCaptions(scenes, request.captions, deps);
  return { result: { ...story, scenes, captions }, degraded };
}
