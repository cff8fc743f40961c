import type { MusicCue, MusicTrack } from "../models/music.ts";
import type { Scene } from "../models/scene.ts";
import { FRAME_RATE } from "../models/timeline.ts";
import { Mood } from "../models/vocabulary.ts";
import { StepArguments } from "./arguments.ts";
import type { SceneMaterial } from "./materials.ts";
import { musicSound } from "./music-sound.ts";
import { order, passedOver } from "./order.ts";
import { filmFormat } from "./scene-cut.ts";
import type { Tool } from "./types.ts";

const Arguments = StepArguments.extend({
  mood: Mood.describe("The mood of the whole film, which the music carries."),
});

export interface Data extends Pick<SceneMaterial, "request" | "captions"> {
  scenes: readonly Scene[];
  title: string;
}

/**
 * Makes the music: one piece over the whole film, in the length that the scenes were planned with. The cutting room is
 * told at once, so that it need not wait for the last picture to mix the sound.
 */
export const musicGenerator: Tool<typeof Arguments, Data, MusicTrack[]> = {
  name: "music_generator",
  description: "Makes the background music. Called once; leave it out when the request wants no music.",
  arguments: Arguments,
  async run(args, deps) {
    const cue = wholeFilm(args.mood, args.scenes);
    deps.report.progress(`${cue.mood}, ${Math.round(cue.seconds)} s`, 0);
    const prompt = `Instrumental background music for a short film called “${args.title}”: ${cue.mood}, no vocals.`;
    const wish = { mood: cue.mood, prompt, seconds: cue.seconds, seed: args.request.seed };
    const piece = await order({ kind: "music", item: "music", wish }, deps.providers.music.generate, deps);
    const { asset } = piece;
    const sound = await musicSound({ cue, asset }, deps);
    const measuredSeconds = await deps.media.audioSeconds(sound.path, deps.signal);
    const room = await deps.cuttingRoom(filmFormat(args));
    room.addMusic([sound]);
    return { result: [{ cue, asset, measuredSeconds }], degraded: passedOver(null, "music", piece) };
  },
};

function wholeFilm(mood: Mood, scenes: readonly Scene[]): MusicCue {
  const frames = scenes.reduce((total, scene) => total + scene.frames, 0);
  return { mood, firstScene: 0, lastScene: scenes.length - 1, seconds: frames / FRAME_RATE };
}
