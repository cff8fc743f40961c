/** What most projects do: all scenes, moves, crossfades and captions in one filter graph, encoded at its end. */

import { VIDEO_OPTIONS } from "../../../media/encoding.ts";
import type { SceneCut } from "../../../media/types.ts";
import { FRAME_RATE, TRANSITION_FRAMES } from "../../../models/timeline.ts";
import { type ProgramTime, timeProgram } from "./timed-program.ts";

export interface OneGraphOptions {
  program: string;
  cuts: readonly SceneCut[];
  width: number;
  height: number;
  /** Plain name of the captions, in the folder. */
  srt: string;
  folder: string;
}

/** Makes the film's picture, as `one-graph.mp4` of the folder. */
export function runOneGraph({ program, folder, ...film }: OneGraphOptions): Promise<ProgramTime> {
  const words = [
    ...["-hide_banner", "-nostdin", "-loglevel", "error", "-y"],
    ...film.cuts.flatMap(({ picture, clip }) => ["-i", clip ?? picture]),
    ...["-filter_complex", oneGraph(film), "-map", "[film]", ...VIDEO_OPTIONS, "-f", "mp4", "one-graph.mp4"],
  ];
  return timeProgram(program, words, folder);
}

/** As long as our film: a crossfade takes half of its frames from each side. */
export function oneGraph({ cuts, width, height, srt }: Omit<OneGraphOptions, "program" | "folder">): string {
  const half = TRANSITION_FRAMES / 2;
  const size = `${width}x${height}`;
  const scenes = cuts.map(({ clip, frames, isLast }, index) => {
    const length = frames + (index === 0 ? 0 : half) + (isLast ? 0 : half);
    const moved = [
      "scale=8000:-1",
      `zoompan=z='1+0.1*on/${length}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=${length}:s=${size}:fps=${FRAME_RATE}`,
    ];
    const played = [
      `fps=${FRAME_RATE},scale=${width}:${height}:flags=bicubic`,
      `tpad=stop_mode=clone:stop_duration=${length / FRAME_RATE},trim=end_frame=${length},setpts=PTS-STARTPTS`,
    ];
    const chain = [...(clip === null ? moved : played), "setsar=1", "format=yuv420p"];
    return `[${index}:v]${chain.join(",")}[scene${index}]`;
  });
  let passed = 0;
  const joins = cuts.slice(1).map((_, index) => {
    passed += cuts[index]?.frames ?? 0;
    const times = `duration=${TRANSITION_FRAMES / FRAME_RATE}:offset=${(passed - half) / FRAME_RATE}`;
    const before = index === 0 ? "scene0" : `joined${index}`;
    return `[${before}][scene${index + 1}]xfade=transition=fade:${times}[joined${index + 1}]`;
  });
  const joined = joins.length === 0 ? "scene0" : `joined${joins.length}`;
  return [...scenes, ...joins, `[${joined}]subtitles=${srt}:force_style='BorderStyle=3'[film]`].join(";");
}
