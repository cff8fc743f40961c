import { describe, expect, it } from "vitest";
import { createMixingDesk, type Following } from "../../../media/sound/mixing-desk.ts";
import type { FilmSound, Soundtrack } from "../../../media/sound/soundtrack.ts";
import type { HeardScene, MusicSound } from "../../../media/types.ts";
import { layTimeline } from "../../../models/timeline.ts";

const { signal } = new AbortController();
const track: Soundtrack = { path: "/room/soundtrack.m4a", loudnessLufs: -14, truePeakDbtp: -1 };
const music: MusicSound[] = [{ path: "/files/music.wav", firstScene: 0, lastScene: 2 }];

const scene = (index: number, changes: Partial<HeardScene> = {}): HeardScene => {
  return { index, frames: 90 + index, isLast: index === 2, narration: `/files/${index}.wav`, ...changes };
};
const scenes = [0, 1, 2].map((index) => scene(index));
const whole: FilmSound = {
  timeline: layTimeline(scenes.map((heard) => ({ ...heard, transition: "crossfade" }))),
  sounds: scenes,
  music,
};
const without: FilmSound = { ...whole, music: [] };

interface Mixing extends FilmSound, Following {
  end(result: Soundtrack | Error): void;
}

/** A desk whose mixes end when the test says so, or when they are stopped. */
function openDesk() {
  const mixes: Mixing[] = [];
  let running = 0;
  const desk = createMixingDesk(async (mixing) => {
    running += 1;
    expect(running).toBe(1);
    try {
      return await new Promise<Soundtrack>((settle, refuse) => {
        const end = (result: Soundtrack | Error) => (result instanceof Error ? refuse(result) : settle(result));
        mixing.signal.addEventListener("abort", () => end(new Error("It was stopped.")));
        mixes.push({ ...mixing, end });
      });
    } finally {
      running -= 1;
    }
  });
  return { desk, mixes };
}

/** A desk that was told everything, and is at the mix. */
async function deskAtWork() {
  const { desk, mixes } = openDesk();
  for (const heard of scenes) desk.tellScene(heard);
  desk.tellMusic(music);
  await settled();
  expect(mixes).toHaveLength(1);
  return { desk, mixes };
}

/** What needs nobody's doing has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a film's sound", () => {
  it("is mixed as soon as all its scenes and its music are told, and no sooner", async () => {
    const { desk, mixes } = openDesk();
    desk.tellMusic(music);
    for (const index of [2, 0]) desk.tellScene(scene(index));
    await settled();
    expect(mixes).toEqual([]);
    desk.tellScene(scene(1));
    await settled();
    expect(mixes).toMatchObject([{ timeline: { frames: 273 }, sounds: scenes, music }]);
  });

  it("is not mixed while nobody knows whether there is music", async () => {
    const { desk, mixes } = openDesk();
    for (const heard of scenes) desk.tellScene(heard);
    await settled();
    expect(mixes).toEqual([]);
    desk.tellMusic([]);
    await settled();
    expect(mixes).toMatchObject([{ music: [] }]);
  });

  it("is not mixed again when the same is told again, even after a mix that failed", async () => {
    const { desk, mixes } = await deskAtWork();
    desk.tellScene(scene(1));
    mixes[0]?.end(new Error("A narration is broken."));
    await settled();
    desk.tellScene(scene(1));
    desk.tellMusic([...music]);
    await settled();
    expect(mixes).toHaveLength(1);
  });

  it("is mixed anew when something else is told, after the mix before has ended", async () => {
    const { desk, mixes } = await deskAtWork();
    desk.tellScene(scene(1, { narration: "/files/other.wav" }));
    expect(mixes.map((mixing) => mixing.signal.aborted)).toEqual([true]);
    await settled();
    expect(mixes[1]?.sounds[1]?.narration).toBe("/files/other.wav");
    mixes[1]?.end(track);
    await settled();
    desk.tellScene(scene(1, { frames: 200 }));
    await settled();
    expect(mixes[2]?.timeline.frames).toBe(382);
  });
});

describe("a finished film", () => {
  it("takes the mix that is there, as often as it is finished", async () => {
    const { desk, mixes } = await deskAtWork();
    mixes[0]?.end(track);
    expect(await desk.take(whole, { signal })).toBe(track);
    expect(await desk.take(whole, { signal })).toBe(track);
    expect(mixes).toHaveLength(1);
  });

  it("waits for the mix that is under way, and tells how far it is", async () => {
    const { desk, mixes } = await deskAtWork();
    const told: number[] = [];
    mixes[0]?.onProgress?.(0.3);
    const taken = desk.take(whole, { signal, onProgress: (fraction) => told.push(fraction) });
    mixes[0]?.onProgress?.(0.6);
    mixes[0]?.end(track);
    expect(await taken).toBe(track);
    expect(told).toEqual([0.3, 0.6]);
  });

  it("is mixed by itself when another one was mixed, which is given up before", async () => {
    const { desk, mixes } = await deskAtWork();
    const taken = desk.take(without, { signal });
    expect(mixes[0]?.signal.aborted).toBe(true);
    await settled();
    expect(mixes[1]?.music).toEqual([]);
    mixes[1]?.end(track);
    expect(await taken).toBe(track);
  });

  it("is mixed again when the early mix failed, and tells why it fails", async () => {
    const { desk, mixes } = await deskAtWork();
    mixes[0]?.end(new Error("Nobody was told."));
    await settled();
    const taken = desk.take(whole, { signal });
    await settled();
    mixes[1]?.end(new Error("A narration is broken."));
    await expect(taken).rejects.toThrow("A narration is broken.");
  });

  it("is mixed again when the early mix fails while it is waited for", async () => {
    const { desk, mixes } = await deskAtWork();
    const taken = desk.take(whole, { signal });
    mixes[0]?.end(new Error("The machine was busy."));
    await settled();
    expect(mixes).toHaveLength(2);
    mixes[1]?.end(track);
    expect(await taken).toEqual(track);
  });

  it("that is called off takes the mix with it, and can be finished later", async () => {
    const { desk, mixes } = await deskAtWork();
    const calledOff = new AbortController();
    const taken = desk.take(whole, { signal: calledOff.signal });
    calledOff.abort();
    await expect(taken).rejects.toThrow("It was stopped.");
    const again = desk.take(whole, { signal });
    await settled();
    mixes[1]?.end(track);
    expect(await again).toBe(track);
  });

  it("is disturbed by nothing that is told after its end has begun", async () => {
    const { desk, mixes } = await deskAtWork();
    const taken = desk.take(whole, { signal });
    desk.tellMusic([]);
    await settled();
    expect(mixes.map((mixing) => mixing.signal.aborted)).toEqual([false]);
    mixes[0]?.end(track);
    expect(await taken).toBe(track);
  });
});
