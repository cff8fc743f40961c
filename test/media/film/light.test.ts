import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FinishedFilm } from "../../../media/types.ts";
import { type Timeline, TRANSITION_FRAMES } from "../../../models/timeline.ts";
import { writePng } from "../darkroom.ts";
import { type Cinema, greyFrames, openCinema, type Shot } from "./cinema.ts";

const format = { width: 90, height: 160, captions: null, fit: null };
const LIGHT = 200;
const HALF = TRANSITION_FRAMES / 2;
/** A film has risen from black after so many frames, and begins to sink into it so many before its end. */
const ENDS = 15;
let cinema: Cinema;
let film: FinishedFilm & { timeline: Timeline };
/** Of each frame, as a part of what its picture has. */
let lights: number[];

beforeAll(async () => {
  cinema = await openCinema();
  const picture = writePng(cinema.at("light.png"), { width: 320, height: 180 }, () => [LIGHT, LIGHT, LIGHT]);
  const transitions = ["crossfade", "fade", "cut", "cut"] as const;
  const shots = transitions.map((transition, index): Shot => ({ frames: 40 + index, picture, transition }));
  film = await cinema.show(shots, { format: { ...format, fit: "cover" } });
  lights = greyFrames(film.video, { width: 1, height: 1 }).map((frame) => (frame[0] ?? 0) / LIGHT);
});
afterAll(() => cinema.close());

describe("the light of a film", () => {
  it("falls to black and rises again in a fade, and is whole in a crossfade and at a cut", () => {
    const middle = film.timeline.scenes[2]?.start ?? 0;
    const isFaded = (frame: number) => frame >= middle - HALF && frame < middle + HALF;
    const inside = lights.map((light, frame) => ({ light, frame })).slice(ENDS, lights.length - ENDS);
    const dimmest = Math.min(...inside.filter(({ frame }) => !isFaded(frame)).map(({ light }) => light));
    expect(dimmest, `a frame outside the fade has ${dimmest.toFixed(3)} of its light`).toBeGreaterThan(0.98);
    const off = inside.filter(({ frame }) => isFaded(frame)).map(({ light, frame }) => light - dipAt(frame - middle));
    const worst = Math.max(...off.map(Math.abs));
    expect(off).toHaveLength(TRANSITION_FRAMES);
    expect(worst, `the fade is ${worst.toFixed(3)} off its line`).toBeLessThan(0.03);
  });

  it.each(["rises from black at its start", "sinks into black at its end"])("%s", (name) => {
    const end = name.startsWith("rises") ? lights.slice(0, ENDS + 1) : lights.slice(-ENDS - 1).reverse();
    const [darkest = 1, full = 0] = [end[0], end.at(-1)];
    expect(darkest, `the outermost frame has ${darkest.toFixed(3)} of its light`).toBeLessThan(0.1);
    expect(full, `${ENDS} frames inside there is ${full.toFixed(3)} of the light`).toBeGreaterThan(0.98);
    const steps = end.slice(1).map((light, at) => light - (end[at] ?? 0));
    const worst = Math.min(...steps);
    expect(worst, `light goes back by ${worst.toFixed(3)}`).toBeGreaterThan(-0.01);
    const most = Math.max(...steps);
    expect(most, `light leaps by ${most.toFixed(3)}`).toBeLessThan(0.15);
  });
});

describe("the poster of a film", () => {
  it("is a JPEG of the film's size", async () => {
    const poster = await readFile(film.poster);
    expect([...poster.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const frameHead = poster.indexOf(Buffer.from([0xff, 0xc0]));
    const [height, width] = [poster.readUInt16BE(frameHead + 5), poster.readUInt16BE(frameHead + 7)];
    expect({ width, height }).toEqual({ width: format.width, height: format.height });
  });
});

/** Light so many frames from the middle of a fade: it falls and rises evenly. */
function dipAt(frame: number): number {
  return Math.abs(frame + 0.5) / HALF;
}
