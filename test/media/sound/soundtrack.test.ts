import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { audioSeconds } from "../../../media/sound/audio-seconds.ts";
import { measureLoudness } from "../../../media/sound/loudness.ts";
import { mixSoundtrack, type Soundtrack } from "../../../media/sound/soundtrack.ts";
import type { SceneSound } from "../../../media/sound/soundtrack-graph.ts";
import type { MusicSound } from "../../../media/types.ts";
import { LEAD_FRAMES, layTimeline, type Timeline } from "../../../models/timeline.ts";
import { amplitudeAt, decibels, decode, noise, peak, RATE, sine, testFfmpeg, writeWav } from "./sound-samples.ts";

const never = new AbortController().signal;
let folder: string;
let ffmpeg: RunFfmpeg;
let films = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora sound "));
  ffmpeg = await testFfmpeg();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function film(...frames: number[]): Timeline {
  return layTimeline(frames.map((length, index) => ({ index, frames: length, transition: "cut" })));
}

async function sound(name: string, seconds: number, shape: (t: number) => number, rate = RATE): Promise<string> {
  const path = join(folder, `${name}.wav`);
  await writeWav(path, seconds, shape, rate);
  return path;
}

async function mixOrNull(timeline: Timeline, narrations: (string | null)[], music: MusicSound[] = []) {
  const own = join(folder, `film ${films++}`);
  await mkdir(own);
  const sounds: SceneSound[] = narrations.map((narration, index) => ({ index, narration }));
  const track = await mixSoundtrack({ ffmpeg, timeline, sounds, music, folder: own, signal: never });
  expect(await readdir(own)).toEqual(track === null ? [] : ["soundtrack.m4a"]);
  return track;
}

async function mix(timeline: Timeline, narrations: (string | null)[], music: MusicSound[] = []): Promise<Soundtrack> {
  const track = await mixOrNull(timeline, narrations, music);
  if (track === null) throw new Error("The film has no sound.");
  return track;
}

/** Second of the first sample that is louder than a tenth of the loudest around it. */
function onset(samples: Float32Array, from: number, to: number): number {
  const threshold = peak(samples, from, to) / 10;
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  return from + part.findIndex((x) => Math.abs(x) > threshold) / RATE;
}

/** Largest bend between neighbouring samples: a click is a bend that no low tone has. */
function sharpestBend(samples: Float32Array, from: number, to: number): number {
  let most = 0;
  for (let at = Math.round(from * RATE) + 2; at < Math.round(to * RATE); at++) {
    const [x = 0, y = 0, z = 0] = samples.subarray(at - 2, at + 1);
    most = Math.max(most, Math.abs(x - 2 * y + z));
  }
  return most;
}

/** Root mean square between two seconds. */
function level(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
}

/** Syllables: bursts of tone with pauses. */
const speech = (amplitude: number) => (t: number) => (t % 0.5 < 0.35 ? sine(500, amplitude)(t) : 0);

describe("mixSoundtrack: level", () => {
  it.each([
    ["quiet", 6, speech(0.01)],
    ["normal", 6, speech(0.25)],
    ["loud", 6, noise(0.9)],
    ["peaky", 6, (t: number) => (t % 0.25 < 0.002 ? sine(900, 0.9)(t) : sine(300, 0.02)(t))],
    ["of five seconds", 2.5, speech(0.2)],
  ])("brings %s narration to -14 LUFS without passing -1 dBTP", async (name, seconds, shape) => {
    const timeline = film(Math.round(seconds * 30) + 40, 60);
    const track = await mix(timeline, [await sound(name, seconds, shape), null]);
    const measured = await measureLoudness(ffmpeg, { input: { source: track.path }, deadlineSeconds: 30 }, never);
    expect(Math.abs(measured.lufs + 14)).toBeLessThanOrEqual(0.5);
    expect(measured.dbtp).toBeLessThanOrEqual(-1);
    expect(track).toMatchObject({ loudnessLufs: measured.lufs, truePeakDbtp: measured.dbtp });
    expect(Math.abs((await audioSeconds(track.path, ffmpeg, never)) - timeline.frames / 30)).toBeLessThan(1 / 30);
  });

  it("brings voice and music together to -14 LUFS", async () => {
    const music = { path: await sound("both music", 8, sine(220, 0.9)), firstScene: 0, lastScene: 1 };
    const track = await mix(film(120, 120), [await sound("both voice", 3, speech(0.05)), null], [music]);
    expect(Math.abs(track.loudnessLufs + 14)).toBeLessThanOrEqual(0.5);
    expect(track.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it("does not blow up a mix that is nearly silent, and says so", async () => {
    const track = await mix(film(150), [await sound("hiss", 4, noise(0.001))]);
    expect(track.loudnessLufs).toBeLessThan(-20);
    expect(track.loudnessLufs).toBeGreaterThan(-70);
  });

  it("keeps digital silence silent, with figures that are numbers", async () => {
    const track = await mix(film(150), [await sound("nothing", 4, () => 0)]);
    expect(track).toMatchObject({ loudnessLufs: -70 });
    expect(Number.isFinite(track.truePeakDbtp)).toBe(true);
  });
});

describe("mixSoundtrack: narration", () => {
  it("lands within 2 ms of its place in each of 20 scenes, through the limiter too", async () => {
    const beep = await sound("beep", 0.5, (t) => (t < 0.01 ? sine(1000, 1)(t) : sine(1000, 0.1)(t)), 16_000);
    const timeline = film(...Array.from({ length: 20 }, (_, scene) => 41 + ((scene * 7) % 13)));
    const samples = await decode(
      (
        await mix(
          timeline,
          timeline.scenes.map(() => beep),
        )
      ).path,
    );
    for (const { start } of timeline.scenes) {
      const expected = (start + LEAD_FRAMES) / 30;
      expect(Math.abs(onset(samples, expected - 0.2, expected + 0.3) - expected)).toBeLessThan(0.002);
    }
  });

  it("mixes 60 narrations, silent scenes between them", async () => {
    const word = await sound("word", 0.4, sine(600, 0.3), 22_050);
    const timeline = film(...Array.from({ length: 61 }, () => 36));
    const narrations = timeline.scenes.map(({ index }) => (index === 30 ? null : word));
    const samples = await decode((await mix(timeline, narrations)).path);
    for (const { index, start } of timeline.scenes) {
      const at = (start + LEAD_FRAMES) / 30;
      const loudness = amplitudeAt(samples, 600, at + 0.05, at + 0.35);
      if (index === 30) expect(loudness).toBeLessThan(0.001);
      else expect(loudness).toBeGreaterThan(0.1);
    }
  });

  it("rounds off edges that were cut through a wave", async () => {
    const cosine = await sound("cosine", 1, (t) => 0.5 * Math.cos(2 * Math.PI * 200 * t));
    const samples = await decode((await mix(film(60), [cosine])).path);
    const inside = sharpestBend(samples, 0.6, 1);
    expect(sharpestBend(samples, 0, 2)).toBeLessThan(4 * inside + 0.01);
  });
});

describe("mixSoundtrack: music", () => {
  const span = { firstScene: 1, lastScene: 2 };
  const timeline = film(90, 150, 150, 60);
  const [starts, ends] = [3, 13];

  it.each([
    ["exactly as long", 10],
    ["3 % too long", 10.3],
    ["3 % too short", 9.7],
    ["far too long", 17],
    ["to be looped", 4.13],
    ["to be looped many times", 1.31],
  ])("starts and ends with its scenes when it is %s", async (name, seconds) => {
    const path = await sound(name, seconds, sine(220.3, 0.5));
    const samples = await decode((await mix(timeline, [], [{ path, ...span }])).path);
    const loudest = peak(samples, 5, 9);
    // AAC smears a little over its own blocks of 21 ms.
    expect(peak(samples, 0, starts - 0.03)).toBeLessThan(loudest / 300);
    expect(peak(samples, ends + 0.03, 15)).toBeLessThan(loudest / 300);
    expect(peak(samples, starts + 0.1, starts + 0.5)).toBeGreaterThan(loudest / 5);
    expect(peak(samples, ends - 0.2, ends)).toBeGreaterThan(loudest / 100);
  });

  it.each([
    ["looped", 4.13],
    ["looped often", 1.31],
    ["resampled", 9.8],
  ])("has no click when it is %s", async (name, seconds) => {
    const path = await sound(`smooth ${name}`, seconds, sine(220.3, 0.5));
    const samples = await decode((await mix(timeline, [], [{ path, ...span }])).path);
    const tone = peak(samples, 5, 9) * ((2 * Math.PI * 230) / RATE) ** 2;
    expect(sharpestBend(samples, 0, 15)).toBeLessThan(8 * tone);
  });

  it.each([
    ["to its last moment", (t: number) => t < 9],
    ["up to a silence at its end", (t: number) => t < 7.4],
  ])("is never silent where a piece begins again that sounds %s", async (name, sounds) => {
    const hiss = noise(0.4);
    const path = await sound(`again ${name}`, 9, (t) => (sounds(t) ? hiss(t) : 0), 16_000);
    const samples = await decode((await mix(film(660), [], [{ path, firstScene: 0, lastScene: 0 }])).path);
    const levels = Array.from({ length: 180 }, (_, tenth) => level(samples, 1 + tenth / 10, 1.1 + tenth / 10));
    expect(Math.min(...levels)).toBeGreaterThan(0.6 * Math.max(...levels));
  });

  it("is not begun again for the quiet end of a piece that is as long as the film", async () => {
    const path = await sound("dying away", 8, (t) => (t < 7 ? sine(300, 0.3)(t) : sine(300, 0.0001)(t)));
    const samples = await decode((await mix(film(240), [], [{ path, firstScene: 0, lastScene: 0 }])).path);
    expect(level(samples, 7.2, 7.9)).toBeLessThan(0.02 * level(samples, 2, 6));
  });

  it("gives way to the voice by about 10 dB and comes back", async () => {
    const voice = await sound("ducking voice", 3, speech(0.3));
    const music = { path: await sound("ducking music", 12, sine(200, 0.3)), firstScene: 0, lastScene: 1 };
    const samples = await decode((await mix(film(150, 210), [voice, null], [music])).path);
    const under = amplitudeAt(samples, 200, 1.5, 3);
    const alone = amplitudeAt(samples, 200, 6, 8);
    const drop = decibels(alone / under);
    expect(drop).toBeGreaterThan(6);
    expect(drop).toBeLessThan(16);
    expect(decibels(amplitudeAt(samples, 500, 1.5, 3) / alone)).toBeGreaterThan(3);
  });

  it("lets the earlier piece win where two overlap, and leaves scenes without music silent", async () => {
    const low = { path: await sound("low", 8, sine(200, 0.3)), firstScene: 0, lastScene: 1 };
    const high = { path: await sound("high", 8, sine(900, 0.3)), firstScene: 1, lastScene: 2 };
    const samples = await decode((await mix(timeline, [], [high, low])).path);
    expect(amplitudeAt(samples, 900, 3, 7.9)).toBeLessThan(0.001);
    expect(amplitudeAt(samples, 200, 4, 5)).toBeGreaterThan(0.05);
    expect(amplitudeAt(samples, 900, 9, 12)).toBeGreaterThan(0.05);
    expect(peak(samples, 13.1, 15)).toBeLessThan(0.001);
  });
});

describe("mixSoundtrack: files", () => {
  it.each([
    ["mp3", 1, 16_000],
    ["mp3", 2, 44_100],
    ["flac", 2, 48_000],
    ["ogg", 1, 22_050],
    ["m4a", 2, 44_100],
    ["wav", 2, 24_000],
  ])("takes narration and music as %s with %i channels at %i Hz", async (ending, channels, rate) => {
    const coded = async (name: string, seconds: number, hertz: number) => {
      const output = join(folder, `${name} ${channels} ${rate}.${ending}`);
      const inputs = [{ source: await sound(`${name} source`, seconds, sine(hertz, 0.4)) }];
      const outputOptions = ["-ac", String(channels), "-ar", String(rate)];
      await ffmpeg({ inputs, outputOptions, output, deadlineSeconds: 30 }, never);
      return output;
    };
    const music = { path: await coded("music", 3, 200), firstScene: 0, lastScene: 1 };
    const samples = await decode((await mix(film(90, 150), [await coded("voice", 2, 900), null], [music])).path);
    expect(amplitudeAt(samples, 900, 0.5, 2)).toBeGreaterThan(0.1);
    expect(amplitudeAt(samples, 900, 3, 5)).toBeLessThan(0.001);
    expect(amplitudeAt(samples, 200, 3, 5)).toBeGreaterThan(0.03);
  });

  it("refuses a narration that is no sound", async () => {
    const path = join(folder, "text.mp3");
    await writeFile(path, "Too many requests");
    await expect(mixOrNull(film(90), [path])).rejects.toMatchObject({ code: "vendor_failed" });
  });
});

describe("mixSoundtrack: the rest", () => {
  it("makes no track for a film without narration and music", async () => {
    expect(await mixOrNull(film(90, 90), [null, null])).toBeNull();
  });

  it("leaves nothing behind when it is cancelled half way", async () => {
    const own = join(folder, "cancelled");
    await mkdir(own);
    const cancelling = new AbortController();
    const mixing = mixSoundtrack({
      ffmpeg,
      timeline: film(150),
      sounds: [{ index: 0, narration: await sound("half", 3, speech(0.3)) }],
      music: [],
      folder: own,
      signal: cancelling.signal,
      onProgress: () => cancelling.abort(),
    });
    await expect(mixing).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(own)).toEqual([]);
  });
});
