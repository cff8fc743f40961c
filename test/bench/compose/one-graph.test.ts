import { expect, it } from "vitest";
import { type BenchFilm, filmCuts } from "./film.ts";
import { oneGraph } from "./one-graph.ts";

const film: BenchFilm = { motion: "stills", size: "720p", width: 1280, height: 720, scenes: 3, frames: 90 };
const files = { pictures: ["a.png"], clips: [], narrations: ["a.wav"] };

it("gives each side of a crossfade half of its frames, so that the film is as long as its scenes together", () => {
  const graph = oneGraph({ ...film, cuts: filmCuts(film, files), srt: "captions.srt" });
  expect([...graph.matchAll(/:d=(\d+)/g)].map(([, frames]) => Number(frames))).toEqual([97, 104, 97]);
  // 97 + 104 + 97 frames, less two crossfades of 14, are 270.
  expect([...graph.matchAll(/offset=([\d.]+)/g)].map(([, seconds]) => Math.round(Number(seconds) * 30))).toEqual([
    83, 173,
  ]);
});

it("holds a clip's last frame for as long as the scene wants", () => {
  const cuts = filmCuts({ ...film, motion: "clips", scenes: 1 }, { ...files, clips: ["a.mp4"] });
  const graph = oneGraph({ ...film, cuts, srt: "captions.srt" });
  expect(graph).toContain("trim=end_frame=90");
  expect(graph).toContain("[scene0]subtitles=captions.srt");
});
