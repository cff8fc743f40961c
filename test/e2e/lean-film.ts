import type { VideoRequestInput } from "../../models/request.ts";

/** One still and no sound: as little film as there can be. */
export const LEAN_FILM: VideoRequestInput = {
  prompt: "A fox in the snow",
  durationSeconds: 5,
  scenes: 1,
  narration: false,
  music: false,
  captions: "none",
  characterConsistency: false,
};
