import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { audioSeconds } from "../../../media/sound/audio-seconds.ts";
import { speechSpan } from "../../../media/sound/speech-span.ts";
import { noise, sine, testFfmpeg, writeWav } from "./sound-samples.ts";

const never = new AbortController().signal;
let folder: string;
let ffmpeg: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora span "));
  ffmpeg = await testFfmpeg();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Words of a voice between two moments, with a pause in their midst. */
function voice(start: number, end: number, amplitude: number): (t: number) => number {
  const middle = (start + end) / 2;
  return (t) => (t >= start && t < end && Math.abs(t - middle) > 0.2 ? sine(300, amplitude)(t) : 0);
}

async function spanOf(name: string, seconds: number, sound: (t: number) => number, rate = 24_000) {
  const path = join(folder, `${name}.wav`);
  await writeWav(path, seconds, sound, rate);
  return speechSpan(path, ffmpeg, never);
}

describe("speechSpan", () => {
  it.each([
    ["loud", 0.8],
    ["soft", 0.02],
  ])("finds a %s voice between silences to 10 ms", async (name, amplitude) => {
    const { seconds, start, end } = await spanOf(name, 4, voice(0.73, 3.21, amplitude));
    expect(seconds).toBe(4);
    expect(Math.abs(start - 0.73)).toBeLessThanOrEqual(0.011);
    expect(Math.abs(end - 3.21)).toBeLessThanOrEqual(0.011);
  });

  it("passes over the hiss of a microphone and a lone click", async () => {
    const hiss = noise(0.002);
    const click = (t: number) => (t > 0.2 && t < 0.205 ? 0.9 : 0);
    const { start, end } = await spanOf("hiss", 3, (t) => voice(1, 2.5, 0.5)(t) + hiss(t) + click(t), 16_000);
    expect(Math.abs(start - 1)).toBeLessThanOrEqual(0.02);
    expect(Math.abs(end - 2.5)).toBeLessThanOrEqual(0.02);
  });

  it("is the whole recording when it is voice from end to end, or nothing at all", async () => {
    expect(await spanOf("full", 1.503, sine(300, 0.5))).toEqual({ seconds: 1.503, start: 0, end: 1.503 });
    expect(await spanOf("nothing", 1.5, () => 0)).toEqual({ seconds: 1.5, start: 0, end: 1.5 });
  });

  it("measures the same length as audioSeconds, whatever the rate", async () => {
    const path = join(folder, "rate.wav");
    await writeWav(path, 1.237, sine(300, 0.5), 44_100);
    expect((await speechSpan(path, ffmpeg, never)).seconds).toBe(await audioSeconds(path, ffmpeg, never));
  });

  it("stops when it is cancelled", async () => {
    const path = join(folder, "cancelled.wav");
    await writeWav(path, 1, sine(300, 0.5));
    await expect(speechSpan(path, ffmpeg, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });
});
