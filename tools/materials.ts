/** What tools work on beside the model's choices: picked from the graph's state by the nodes. */
import { z } from "zod";
import type { Asset } from "../models/asset.ts";
import { type Character, CharacterProfile } from "../models/character.ts";
import type { MusicTrack } from "../models/music.ts";
import type { Plan } from "../models/plan.ts";
import type { VideoRequest } from "../models/request.ts";
import { Scene, type SceneAssets } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import type { Transition } from "../models/vocabulary.ts";

/** The story as the scene generator settled it. */
export const Story = z.object({
  title: z.string(),
  scenes: z.array(Scene),
  cast: z.array(CharacterProfile.pick({ id: true, name: true, kind: true })),
  /** How captions can be given: `files` where no shipped font can draw them. */
  captions: z.enum(["burned", "files", "none"]),
});
export type Story = z.infer<typeof Story>;

/** One scene and what is around it. */
export interface SceneMaterial {
  /** Without the prompt: a scene is told by its own words, and sixty copies of a long one would fill the checkpoint. */
  request: Omit<VideoRequest, "prompt">;
  language: string;
  captions: Story["captions"];
  scene: Scene;
  /** The recording whose voice the narrator takes. */
  voiceSample: Asset | null;
  /** The transition out of the scene before; `cut` for the first. */
  transitionBefore: Transition;
  isLast: boolean;
}

/** Everything that was made for a film. */
export interface FilmMaterial {
  /** The task whose film this one puts together otherwise; null for a film of its own. */
  variantOf: string | null;
  request: VideoRequest;
  plan: Plan;
  language: string;
  title: string;
  captions: Story["captions"];
  scenes: readonly Scene[];
  sceneAssets: readonly SceneAssets[];
  characters: readonly Character[];
  music: readonly MusicTrack[];
  /** The recording whose voice the narrator took. */
  voiceSample: Asset | null;
  /** What earlier steps could not give as asked. */
  degraded: readonly Degradation[];
}
