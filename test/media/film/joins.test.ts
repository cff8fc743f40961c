import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TimelineScene } from "../../../models/timeline.ts";
import { type Cinema, greyFrames, openCinema, type Shot } from "./cinema.ts";
import { followDot, jitterOf, type Place, writeDots } from "./dots.ts";

const size = { width: 640, height: 360 };
const RADIUS = 12;
/** Where each scene has its dot: far from its neighbours', since a crossfade shows both. */
const DOTS: Place[] = [90, 270, 90, 270].map((y) => ({ x: 320, y }));
const TRANSITIONS = ["crossfade", "fade", "cut", "cut"] as const;
/** So many frames beyond its scene is a dot light enough to be measured. */
const SEEN_BEYOND = { crossfade: 4, fade: -2, cut: 0, end: -5 };

let cinema: Cinema;
let scenes: TimelineScene[];
let frames: Buffer[];

beforeAll(async () => {
  cinema = await openCinema();
  const shots = DOTS.map((dot, index): Shot => {
    const picture = writeDots(cinema.at(`dot ${index}.png`), size, [dot], RADIUS);
    const move = index % 2 === 0 ? "pan_right" : "pan_left";
    return { frames: 44 + index, picture, move, transition: TRANSITIONS[index] ?? "cut" };
  });
  const { video, timeline } = await cinema.show(shots, { format: { ...size, captions: null, fit: null } });
  scenes = timeline.scenes;
  frames = greyFrames(video, size);
});
afterAll(() => cinema.close());

/** The way of a scene's dot from left to right through all frames that show it. */
function pathOf(scene: number): number[] {
  const { start = 0, frames: length = 0 } = scenes[scene] ?? {};
  const before = SEEN_BEYOND[scene === 0 ? "end" : (TRANSITIONS[scene - 1] ?? "end")];
  const after = SEEN_BEYOND[scene === DOTS.length - 1 ? "end" : (TRANSITIONS[scene] ?? "end")];
  const shown = frames.slice(start - before, start + length + after);
  const path = followDot(shown, size, DOTS[scene] as Place, RADIUS).filter((place) => place !== null);
  expect(path, "a frame does not show the dot").toHaveLength(length + before + after);
  return path.map(({ x }) => x);
}

describe("the joins of a film", () => {
  it.each(DOTS.map((_, scene) => scene))(
    "let scene %i go on through its pieces: no frame back, twice or missing",
    (scene) => {
      const path = pathOf(scene);
      // What a pan to the right passes goes to the left.
      const steps = path.slice(1).map((x, at) => (scene % 2 === 0 ? -1 : 1) * (x - (path[at] ?? 0)));
      const shortest = Math.min(...steps);
      expect(shortest, `the shortest step is of ${shortest.toFixed(2)} px`).toBeGreaterThan(0.1);
      const off = Math.max(...jitterOf(path).map(Math.abs));
      // At the speed of these pans, a frame too few or too many is half a pixel off.
      expect(off, `a frame is ${off.toFixed(3)} px off its path`).toBeLessThan(0.2);
    },
  );

  it("have no two neighbours that are the same", () => {
    const same = frames.flatMap((frame, at) => (at > 0 && farthest(frame, frames[at - 1] ?? frame) < 10 ? [at] : []));
    expect(same, `${same.length} frames are like the one before`).toEqual([]);
  });
});

/** Largest difference of two frames' pixels. */
function farthest(one: Buffer, other: Buffer): number {
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - (other[at] ?? 0))), 0);
}
