import { ReducedValue, StateSchema } from "@langchain/langgraph";
import { z } from "zod";
import { Asset } from "../models/asset.ts";
import { Character } from "../models/character.ts";
import { MusicTrack } from "../models/music.ts";
import { Plan } from "../models/plan.ts";
import { Problem } from "../models/problem.ts";
import { VideoRequest } from "../models/request.ts";
import { Scene, SceneAssets } from "../models/scene.ts";
import { Degradation, Film, Manifest } from "../models/video.ts";
import { Story } from "../tools/materials.ts";

/** How a step ended. Steps are named `tool` or, one for each scene, `tool:index`. */
export const StepResult = z.discriminatedUnion("status", [
  z.object({ status: z.literal("done") }),
  z.object({ status: z.literal("failed"), problem: Problem, revision: z.int() }),
]);
export type StepResult = z.infer<typeof StepResult>;

/** The graph's input: what the caller asks for. */
export const FilmInput = new StateSchema({ request: VideoRequest });

/** The film so far. Plain nouns name channels; nodes are named after who works. */
export const FilmState = new StateSchema({
  request: VideoRequest,
  /** The task whose film this one puts together otherwise; null for a film of its own. */
  variantOf: z.string().nullable().default(null),
  /** ISO 639 code of narration and captions. */
  language: z.string().default("en"),
  plan: Plan.nullable().default(null),
  title: z.string().default(""),
  captions: Story.shape.captions.default("none"),
  /** The user's own pictures of the characters, in the order of the cast. */
  references: z.array(Asset).default(() => []),
  /** The recording whose voice the narrator takes. */
  voiceSample: Asset.nullable().default(null),
  scenes: z.array(Scene).default(() => []),
  cast: Story.shape.cast.default(() => []),
  characters: z.array(Character).default(() => []),
  sceneAssets: new ReducedValue(
    z.array(SceneAssets).default(() => []),
    { reducer: mergeByIndex },
  ),
  music: z.array(MusicTrack).default(() => []),
  steps: new ReducedValue(
    z.record(z.string(), StepResult).default(() => ({})),
    { reducer: (known, news) => ({ ...known, ...news }) },
  ),
  degraded: new ReducedValue(
    z.array(Degradation).default(() => []),
    { reducer: (known, news) => [...known, ...news] },
  ),
  film: Film.nullable().default(null),
  manifest: Manifest.nullable().default(null),
  /** How often somebody asked to go on after the film had ended without one. */
  round: z.int().default(0),
  /** Why the film cannot be finished; null while it can. */
  problem: Problem.nullable().default(null),
});
export type FilmState = typeof FilmState.State;
export type FilmUpdate = typeof FilmState.Update;

/** What was made of a scene last takes the place of what was there; in the order of the film. */
function mergeByIndex(known: SceneAssets[], news: SceneAssets[]): SceneAssets[] {
  const fresh = new Set(news.map((assets) => assets.index));
  return [...known.filter((assets) => !fresh.has(assets.index)), ...news].sort((a, b) => a.index - b.index);
}
