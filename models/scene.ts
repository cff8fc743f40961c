import { z } from "zod";
import { Asset } from "./asset.ts";
import { CharacterId } from "./character.ts";
import { CameraMove, Mood, Shot, TimeOfDay, Transition, Weather } from "./vocabulary.ts";

/** What a still shows, in words and in the few facts that light and weather hang on. */
export const Picture = z.object({
  /** One self-contained sentence: subject, action, surroundings. */
  description: z.string().min(1).max(1000),
  /** Where it is, as a noun phrase: `snowy forest`, `old library`. */
  place: z.string().min(1).max(120),
  /** Things that must be seen beside the characters, most important first. */
  subjects: z.array(z.string().min(1).max(80)).max(6),
  timeOfDay: TimeOfDay,
  weather: Weather,
  shot: Shot,
});
export type Picture = z.infer<typeof Picture>;

/** A scene as the writer gives it. */
export const SceneDraft = z.object({
  title: z.string().min(1).max(80),
  /** What the narrator says; one or more sentences. Without a letter or a digit, such as `…`, the scene is silent. */
  narration: z.string().min(1).max(2000),
  picture: Picture,
  mood: Mood,
  /** Ids of the characters that are seen. */
  characters: z.array(CharacterId).max(6),
  move: CameraMove,
  /** What moves, for a clip that begins with the still: one sentence, without the camera. Empty for a still picture. */
  motion: z.string().max(300),
});
export type SceneDraft = z.infer<typeof SceneDraft>;

/** Whether a text has anything that can be said. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A scene of the film. `frames` is its planned length; narration that needs more makes it longer. */
export const Scene = SceneDraft.extend({
  index: z.int().min(0),
  frames: z.int().min(1),
  /** Into the next scene; the last scene's is not used. */
  transition: Transition,
});
export type Scene = z.infer<typeof Scene>;

/** When one word is heard: seconds from the narration's start. */
export const WordTime = z.object({ text: z.string(), start: z.number().min(0), end: z.number().min(0) });
export type WordTime = z.infer<typeof WordTime>;

/** A spoken narration. `seconds` was measured from the file. */
export const Narration = z.object({ asset: Asset, seconds: z.number().positive(), words: z.array(WordTime) });
export type Narration = z.infer<typeof Narration>;

/** A moving picture of a scene. `seconds` was measured from the file. */
export const Clip = z.object({ asset: Asset, seconds: z.number().positive() });
export type Clip = z.infer<typeof Clip>;

/** All that a scene needs to be put into the film. */
export const SceneAssets = z.object({
  index: z.int().min(0),
  /** The scene's final length in frames. */
  frames: z.int().min(1),
  still: Asset,
  /** Begins with the still; null where the still itself is moved. */
  clip: Clip.nullable(),
  narration: Narration.nullable(),
});
export type SceneAssets = z.infer<typeof SceneAssets>;

/** The writer's answer: the story told in scenes, with those who appear in it. */
export const SceneBreakdown = z.object({
  title: z.string().min(1).max(100),
  cast: z
    .array(z.object({ id: CharacterId, name: z.string().min(1).max(80), kind: z.string().min(1).max(80) }))
    .max(12),
  scenes: z.array(SceneDraft).min(1).max(60),
});
export type SceneBreakdown = z.infer<typeof SceneBreakdown>;
