import { describe, expect, it } from "vitest";
import { layTimeline } from "../../../models/timeline.ts";
import { type BenchFilm, filmCuts, withScene } from "./film.ts";

const film: BenchFilm = { motion: "stills", size: "720p", width: 1280, height: 720, scenes: 3, frames: 90 };
const files = { pictures: ["a.png", "b.png"], clips: [], narrations: ["a.wav", "b.wav", "c.wav"] };

describe("a film of the bench", () => {
  it("crossfades all its scenes and ends with the last one", () => {
    const cuts = filmCuts(film, files);
    expect(cuts.map(({ transitionBefore, transition }) => [transitionBefore, transition])).toEqual([
      ["cut", "crossfade"],
      ["crossfade", "crossfade"],
      ["crossfade", "cut"],
    ]);
    expect(cuts.map(({ isLast }) => isLast)).toEqual([false, false, true]);
    expect(layTimeline(cuts).frames).toBe(270);
  });

  it("speaks within each scene, and differently in each", () => {
    const cuts = filmCuts(film, files);
    for (const { words } of cuts) {
      expect(words.at(0)?.start).toBeGreaterThan(0);
      expect(words.at(-1)?.end).toBeLessThan(3);
    }
    expect(new Set(cuts.map(({ words }) => words.map(({ text }) => text).join(" "))).size).toBe(3);
  });

  it("shows a clip in each scene, or none", () => {
    expect(filmCuts(film, files).map(({ clip }) => clip)).toEqual([null, null, null]);
    const moved = filmCuts({ ...film, motion: "clips" }, { ...files, clips: ["a.mp4", "b.mp4"] });
    expect(moved.map(({ clip }) => clip)).toEqual(["a.mp4", "b.mp4", "a.mp4"]);
  });

  it("is changed in one scene and in no other", () => {
    const cuts = filmCuts(film, files);
    const edited = withScene(cuts, 1, { picture: "new.png" });
    expect(edited.map(({ picture }) => picture)).toEqual(["a.png", "new.png", "a.png"]);
    expect([edited[0], edited[2]]).toEqual([cuts[0], cuts[2]]);
  });
});
