import type { MusicCue, MusicTrack } from "../models/music.ts";
import type { Scene } from "../models/scene.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import { Mood } from "../models/vocabulary.ts";
import { StepArguments } from "./arguments.ts";
import { order, passedOver } from "./order.ts";
import type { Tool } from "./types.ts";

const Arguments = StepArguments.extend({
  mood: Mood.describe("The mood of the whole film, which the music carries."),
});

export interface Data {
  scenes: readonly Scene[];
  title: string;
  seed: number;
}

/** Makes the music: one piece over the whole film, in the length that the scenes were planned with. */
export const musicGenerator: Tool<typeof Arguments, Data, MusicTrack[]> = {
  name: "music_generator",
  description: "Makes the background music. Called once; leave it out when the request wants no music.",
  arguments: Arguments,
  async run(args, deps) {
    const cue = wholeFilm(args.mood, args.scenes);
    deps.report.progress(`${cue.mood}, ${Math.round(cue.seconds)} s`, 0);
    const prompt = `Instrumental background music for a short film called “${args.title}”: ${cue.mood}, no vocals.`;
    const wish = { mood: cue.mood, prompt, seconds: cue.seconds, seed: args.seed };
    const piece = await order({ kind: "music", item: "music", wish }, deps.providers.music.generate, deps);
    const { asset } = piece;
    const path = await deps.providers.storage.localPath(asset.key, deps);
    const measuredSeconds = await deps.media.audioSeconds(path, deps.signal);
    return { result: [{ cue, asset, measuredSeconds }], degraded: passedOver(null, "music", piece) };
  },
};

function wholeFilm(mood: Mood, scenes: readonly Scene[]): MusicCue {
  const frames = scenes.reduce((total, scene) => total + scene.frames, 0);
  return { mood, firstScene: 0, lastScene: scenes.length - 1, seconds: frames / FRAME_RATE };
}
