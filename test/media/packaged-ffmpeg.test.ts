/** The draft film needs no installed ffmpeg: with the one from npm, which is of 2018, it is as whole as with a new one. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import installer from "@ffmpeg-installer/ffmpeg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../../media/index.ts";
import type { SceneCut } from "../../media/types.ts";
import { layTimeline } from "../../models/timeline.ts";
import { brightness, frameHashes, framesOf, writeTexture, writeTone } from "./darkroom.ts";
import { numberIn, writeMarkedClip } from "./marked-clips.ts";

const never = new AbortController().signal;
const format = { width: 320, height: 180, captions: "box" as const, fit: null };
let base: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-packaged-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

function cuts(shots: readonly Partial<SceneCut>[]): SceneCut[] {
  return shots.map((shot, index) => ({
    index,
    frames: 60,
    picture: writeTexture(join(base, `picture-${index}.png`), [150, 130, 110]),
    clip: null,
    subjectPlace: null,
    move: "zoom_in",
    transition: "cut",
    transitionBefore: shots[index - 1]?.transition ?? "cut",
    isLast: index === shots.length - 1,
    words: [{ text: "Lantern", start: 0.3, end: 1.5 }],
    narration: writeTone(join(base, "voice.wav"), 1.3),
    ...shot,
  }));
}

async function film(scenes: readonly SceneCut[], out: string) {
  const media = createMedia({ ffmpegPath: installer.path, workFolder: join(base, "work") });
  await media.ready();
  const room = await media.openCuttingRoom(format);
  try {
    await Promise.all(scenes.map((scene) => room.addScene(scene, () => {}, never)));
    const music = writeTone(join(base, "music.wav"), 2.5);
    const span = { firstScene: 0, lastScene: scenes.length - 1 };
    const finishing = { timeline: layTimeline(scenes), music: [{ path: music, ...span }], folder: out };
    return await room.finish({ ...finishing, captions: "burned" }, never);
  } finally {
    await room.close();
  }
}

describe("the ffmpeg that npm brings", () => {
  it("makes a whole draft film: pictures that move, captions, voice, looped music, files beside", async () => {
    const out = join(base, "out");
    const { video, metadata } = await film(cuts([{ transition: "fade" }, { transition: "crossfade" }, {}]), out);
    expect(metadata).toMatchObject({ frames: 180, width: 320, height: 180 });
    expect(Math.abs((metadata.loudnessLufs ?? 0) + 14)).toBeLessThan(0.6);
    expect((await readdir(out)).sort()).toEqual(["captions.srt", "captions.vtt", "poster.jpg", "video.mp4"]);
    // So small a frame moves by less than a step of light where a move begins and ends.
    expect(new Set(frameHashes(video)).size).toBeGreaterThan(140);
    const lights = framesOf(video, format).map(brightness);
    expect(Math.min(...lights.slice(66, 160))).toBeGreaterThan(80);
  });

  it("measures sounds and voices", async () => {
    const media = createMedia({ ffmpegPath: installer.path, workFolder: join(base, "work") });
    const path = writeTone(join(base, "measured.wav"), 1.25);
    expect(await media.audioSeconds(path, never)).toBe(1.25);
    const { seconds, start, end } = await media.speechSpan(path, never);
    expect(seconds).toBe(1.25);
    expect([start < 0.05, end > 1.15]).toEqual([true, true]);
  });

  it("can play a clip, should one be ours", async () => {
    const clip = writeMarkedClip(join(base, "own.mp4"), { frames: 40, rate: "25" });
    const { video } = await film(cuts([{}, { clip, words: [] }, {}]), join(base, "with-clip"));
    const frames = framesOf(video, format).slice(60, 120);
    const seen = frames.map((frame) => numberIn(frame, format));
    expect([seen[0], seen[12], seen[59]]).toEqual([0, 10, 39]);
  });
});
