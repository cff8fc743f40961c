import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEAD_FRAMES } from "../../../models/timeline.ts";
import { CameraMove, Transition } from "../../../models/vocabulary.ts";
import { decode, peak, RATE, sine, writeWav } from "../sound/sound-samples.ts";
import { type Cinema, dueTimes, greyFrames, openCinema, type Shot } from "./cinema.ts";
import { isFlash, numberOn, THUMBNAIL, writeFlashingCard, writeNumberCard } from "./number-cards.ts";

const SCENES = 60;
/** Scenes after which the shots come again: a piece that is rendered already costs no second process. */
const ROUND = 20;
const format = { width: 320, height: 180, captions: null, fit: null };
let cinema: Cinema;

beforeAll(async () => {
  cinema = await openCinema();
});
afterAll(() => cinema.close());

/** Numbered scenes with a beep, each of another length than its neighbours; every tenth is a clip that flashes with it. */
async function numberedShots(): Promise<Shot[]> {
  const beep = cinema.at("beep.wav");
  await writeWav(beep, 0.12, sine(1000, 0.3));
  const round = Array.from({ length: ROUND }, (_, number): Shot => {
    const frames = 18 + ((number * 7) % 11);
    const isClip = number % 10 === 3;
    return {
      frames,
      picture: writeNumberCard(cinema.at(`card ${number}.png`), number),
      clip: isClip ? writeFlashingCard(cinema.at(`card ${number}.mp4`), number, LEAD_FRAMES, frames) : null,
      move: CameraMove.options[number % 4] ?? "zoom_in",
      transition: Transition.options[Math.max(0, (number % 5) - 2)] ?? "cut",
      narration: beep,
    };
  });
  return Array.from({ length: SCENES / ROUND }, () => round).flat();
}

/** Frame in which the sound begins between two frames of the film, as a fraction. */
function onsetFrame(samples: Float32Array, from: number, to: number): number {
  const first = Math.round((from / 30) * RATE);
  const part = samples.subarray(first, Math.round((to / 30) * RATE));
  const threshold = peak(samples, from / 30, to / 30) / 5;
  return ((first + part.findIndex((x) => Math.abs(x) > threshold)) / RATE) * 30;
}

describe("a film of 60 scenes with flash and beep", () => {
  it("has every frame from its own scene, and no drift between picture and sound at any join", async () => {
    const shots = await numberedShots();
    const { video, timeline, metadata } = await cinema.show(shots, { format });
    const frames = greyFrames(video, THUMBNAIL);
    const total = shots.reduce((sum, shot) => sum + shot.frames, 0);
    expect([frames.length, metadata.frames]).toEqual([total, total]);

    const due = dueTimes(video, "v");
    const late = due.map((seconds, frame) => Math.abs(seconds - frame / 30));
    expect(Math.max(...late), "seconds that a frame is due too early or too late").toBeLessThan(1e-4);
    expect(Math.abs(dueTimes(video, "a")[0] ?? 1), "seconds that the sound begins too late").toBeLessThan(1e-4);

    const wanted = timeline.scenes.flatMap(({ index, frames: length }) => Array<number>(length).fill(index % ROUND));
    const flashes = frames.flatMap((frame, at) => (isFlash(frame) ? [at] : []));
    const seen = frames.map((frame, at) => (flashes.includes(at) ? wanted[at] : numberOn(frame)));
    const foreign = seen.flatMap((number, at) => (number === wanted[at] ? [] : [`${at}: ${number} for ${wanted[at]}`]));
    expect(foreign, `${foreign.length} frames show another scene`).toEqual([]);

    const samples = await decode(video);
    const drifts = timeline.scenes.map(({ start }) => onsetFrame(samples, start, start + 18) - LEAD_FRAMES - start);
    const worst = Math.max(...drifts.map(Math.abs));
    expect(drifts.map(Math.round), `the sound drifts by up to ${worst.toFixed(3)} frames`).toEqual(
      Array(SCENES).fill(0),
    );
    expect(worst, `the sound drifts by up to ${worst.toFixed(3)} frames`).toBeLessThan(0.1);
    const clips = timeline.scenes.filter(({ index }) => shots[index]?.clip);
    expect(flashes, "flashes of the clips").toEqual(clips.map(({ start }) => start + LEAD_FRAMES));
  });
});
