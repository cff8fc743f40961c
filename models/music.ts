import { z } from "zod";
import { Asset } from "./asset.ts";
import { Mood } from "./vocabulary.ts";

/** One piece of music and the scenes it covers, both ends included. */
export const MusicCue = z.object({
  mood: Mood,
  firstScene: z.int().min(0),
  lastScene: z.int().min(0),
  /** Planned length; the soundtrack fits the piece to the film's measured one. */
  seconds: z.number().positive(),
});
export type MusicCue = z.infer<typeof MusicCue>;

/** A cue with its recording. `measuredSeconds` is the file's own length. */
export const MusicTrack = z.object({ cue: MusicCue, asset: Asset, measuredSeconds: z.number().positive() });
export type MusicTrack = z.infer<typeof MusicTrack>;
