import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { hashFile } from "../../../media/output-folder.ts";
import { createPieceCache, type PieceCache } from "../../../media/pieces/piece-cache.ts";
import { takeOrMixSoundtrack } from "../../../media/sound/kept-soundtrack.ts";
import type { Soundtrack, SoundtrackOptions } from "../../../media/sound/soundtrack.ts";
import { layTimeline } from "../../../models/timeline.ts";
import { sine, testFfmpeg, writeWav } from "./sound-samples.ts";

const timeline = layTimeline([0, 1].map((index) => ({ index, frames: 45, transition: "cut" })));
const mixesNothing: RunFfmpeg = () => Promise.reject(new Error("It was mixed again."));
let base: string;
let ffmpeg: RunFfmpeg;
let cache: PieceCache;
let options: SoundtrackOptions;
let mixed: Soundtrack | null;
let rooms = 0;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-kept-"));
  ffmpeg = await testFfmpeg();
  await writeWav(join(base, "voice.wav"), 0.6, sine(400, 0.3));
  await writeWav(join(base, "other.wav"), 0.6, sine(500, 0.3));
  await writeWav(join(base, "music.wav"), 4, sine(220, 0.3));
  cache = createPieceCache({ folder: join(base, "cache"), maxBytes: 1e9, maker: async () => "" });
  options = {
    ffmpeg,
    timeline,
    sounds: [0, 1].map((index) => ({ index, narration: join(base, "voice.wav") })),
    music: [{ path: join(base, "music.wav"), firstScene: 0, lastScene: 1 }],
    folder: await roomFolder(),
    signal: new AbortController().signal,
  };
  mixed = await takeOrMixSoundtrack(options, cache);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function roomFolder(): Promise<string> {
  const folder = join(base, `room-${rooms++}`);
  await mkdir(folder);
  return folder;
}

describe("a soundtrack that was mixed before", () => {
  it("is taken with its figures, byte for byte, and nothing is run for it", async () => {
    const told: number[] = [];
    const onProgress = (fraction: number) => told.push(fraction);
    const again = { ...options, ffmpeg: mixesNothing, folder: await roomFolder(), onProgress };
    const second = await takeOrMixSoundtrack(again, cache);
    expect({ ...second, path: "" }).toEqual({ ...mixed, path: "" });
    expect(await hashFile(second?.path ?? "")).toBe(await hashFile(mixed?.path ?? ""));
    expect(told).toEqual([1]);
  });

  it.each<[string, Partial<SoundtrackOptions>]>([
    ["a narration", { sounds: [{ index: 0, narration: "other.wav" }] }],
    ["the place of the music", { music: [{ path: "music.wav", firstScene: 1, lastScene: 1 }] }],
    ["a scene's length", { timeline: layTimeline([0, 1].map((index) => ({ index, frames: 46, transition: "cut" }))) }],
  ])("is mixed anew when %s is another", async (_what, { sounds, music, timeline: other = timeline }) => {
    const changed = {
      sounds: sounds?.map((sound) => ({ ...sound, narration: join(base, sound.narration ?? "") })) ?? options.sounds,
      music: music?.map((piece) => ({ ...piece, path: join(base, piece.path) })) ?? options.music,
      timeline: other,
    };
    const again = { ...options, ...changed, ffmpeg: mixesNothing, folder: await roomFolder() };
    await expect(takeOrMixSoundtrack(again, cache)).rejects.toThrow("It was mixed again.");
  });

  it("is not touched by the next mix in the same folder", async () => {
    const folder = await roomFolder();
    const first = await takeOrMixSoundtrack({ ...options, folder }, cache);
    const sounds = [{ index: 0, narration: join(base, "other.wav") }];
    const other = await takeOrMixSoundtrack({ ...options, sounds, folder }, cache);
    expect(await hashFile(first?.path ?? "")).toBe(await hashFile(mixed?.path ?? ""));
    expect(await hashFile(other?.path ?? "")).not.toBe(await hashFile(mixed?.path ?? ""));
    const again = { ...options, ffmpeg: mixesNothing, folder };
    expect((await takeOrMixSoundtrack(again, cache))?.path).toBe(first?.path);
  });

  it("is none for a film without sound", async () => {
    const folder = await roomFolder();
    expect(await takeOrMixSoundtrack({ ...options, sounds: [], music: [], folder }, cache)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });
});
