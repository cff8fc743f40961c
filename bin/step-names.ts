import type { StepRef } from "../models/task-progress.ts";

const NAMES: Record<StepRef["step"], string> = {
  planner: "planning",
  scene_generator: "writing the scenes",
  character_generator: "drawing the characters",
  scene_asset_generator: "making the scenes",
  music_generator: "composing the music",
  video_composer: "putting the film together",
};

/** A step in words. Scenes count from 1 for people. */
export function nameOf({ step, scene }: StepRef): string {
  return scene === null ? NAMES[step] : `scene ${scene + 1}`;
}
