import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMedia } from "../../media/index.ts";
import type { CuttingRoom, FilmFormat, FinishOptions, Media, PieceReady, SceneCut } from "../../media/types.ts";
import { layTimeline } from "../../models/timeline.ts";
import type { Transition } from "../../models/vocabulary.ts";
import {
  brightness,
  type Colour,
  childProcesses,
  difference,
  frameHashes,
  framesOf,
  pixelAt,
  writePicture,
  writeTexture,
  writeTone,
} from "./darkroom.ts";

const format: FilmFormat = { width: 320, height: 180, captions: null, fit: null };
const never = new AbortController().signal;
const ignore = () => {};
const TINTS: Colour[] = [
  [150, 120, 110],
  [110, 150, 120],
  [120, 110, 150],
];
let base: string;
let pictures: string[];
let workFolder: string;
let media: Media;
/** Stays open, so that the threads need not start anew for each test. */
let keeper: CuttingRoom;
let out: string;
let room: CuttingRoom;
/** The room's own folder. */
let folder: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-room-"));
  pictures = TINTS.map((tint, index) => writeTexture(join(base, `picture-${index}.png`), tint));
  workFolder = join(base, "work");
  media = createMedia({ ffmpegPath: null, workFolder });
  keeper = await media.openCuttingRoom(format);
});
afterAll(async () => {
  await keeper.close();
  await rm(base, { recursive: true, force: true });
});
beforeEach(async () => {
  out = await mkdtemp(join(base, "out-"));
  const before = await readdir(workFolder);
  room = await media.openCuttingRoom(format);
  folder = join(workFolder, (await readdir(workFolder)).find((name) => !before.includes(name)) ?? "none");
});
afterEach(() => room.close());

function scenes(transitions: readonly Transition[], changes: Partial<SceneCut> = {}): SceneCut[] {
  return transitions.map((transition, index) => ({
    index,
    frames: 36 + index,
    picture: pictures[index % pictures.length] ?? "",
    clip: null,
    subjectPlace: null,
    move: index % 2 === 0 ? "pan_right" : "zoom_in",
    transition,
    transitionBefore: transitions[index - 1] ?? "cut",
    isLast: index === transitions.length - 1,
    words: [],
    narration: null,
    ...changes,
  }));
}

function finishing(cuts: readonly SceneCut[], changes: Partial<FinishOptions> = {}): FinishOptions {
  return { timeline: layTimeline(cuts), music: [], captions: "none", folder: out, ...changes };
}

async function addAll(cuts: readonly SceneCut[]): Promise<PieceReady[]> {
  const ready: PieceReady[] = [];
  await Promise.all(cuts.map((cut) => room.addScene(cut, (piece) => ready.push(piece), never)));
  return ready;
}

describe("a cutting room", () => {
  it("makes a film of one scene: exact frames, no sound, a poster", async () => {
    const cuts = scenes(["cut"]);
    await addAll(cuts);
    const film = await room.finish(finishing(cuts), never);
    expect(film.metadata).toMatchObject({ frames: 36, frameRate: 30, width: 320, height: 180, loudnessLufs: null });
    expect(film.metadata.durationSeconds).toBeCloseTo(1.2, 5);
    expect(await readdir(out)).toEqual(["poster.jpg", "video.mp4"]);
    expect(await media.pictureSize(film.poster, never)).toEqual({ width: 320, height: 180 });
  });

  it("leaves no captions of an earlier film beside it", async () => {
    await Promise.all(["captions.srt", "captions.vtt"].map((name) => writeFile(join(out, name), "1")));
    const cuts = scenes(["cut"]);
    await addAll(cuts);
    await room.finish(finishing(cuts), never);
    expect(await readdir(out)).toEqual(["poster.jpg", "video.mp4"]);
  });

  it("lays the sound under the pictures: as loud as it says, and as long as they are", async () => {
    const narration = writeTone(join(base, "tone.wav"), 2);
    const cuts = scenes(["crossfade", "cut"], { frames: 75, narration });
    await addAll(cuts);
    const film = await room.finish(finishing(cuts), never);
    expect(film.metadata.loudnessLufs).toBeGreaterThan(-14.6);
    expect(film.metadata.loudnessLufs).toBeLessThan(-13.4);
    expect(film.metadata.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(Math.abs((await media.audioSeconds(film.video, never)) - 5)).toBeLessThan(1 / 30);
  });

  it("joins cut, fade and crossfade without a lost, repeated or foreign frame", async () => {
    const cuts = scenes(["cut", "fade", "crossfade", "cut"]);
    const ready = await addAll([...cuts].reverse());
    expect(ready).toHaveLength(6);
    const film = await room.finish(finishing(cuts), never);
    const names = (await pieceFiles()).map((name) => join(folder, name));
    const pieces = new Map(names.map((name) => [frameHashes(name)[0], frameHashes(name)]));
    const hashes = frameHashes(film.video);
    expect(hashes).toHaveLength(36 + 37 + 38 + 39);
    // Every piece is found whole, and one after another they are the film.
    const rebuilt: string[] = [];
    while (rebuilt.length < hashes.length) rebuilt.push(...(pieces.get(hashes[rebuilt.length]) ?? ["no such piece"]));
    expect(rebuilt).toEqual(hashes);
  });

  it("shows each scene at its place, moving in every frame, dark only where it fades", async () => {
    const cuts = scenes(["cut", "crossfade", "fade", "cut"]);
    await addAll(cuts);
    const film = await room.finish(finishing(cuts), never);
    const frames = framesOf(film.video, format);
    const still = frames.flatMap((frame, index) =>
      index > 0 && difference(frame, frames[index - 1] ?? frame) < 0.2 ? [index] : [],
    );
    expect(still).toEqual([]);
    const dark = frames.flatMap((frame, index) => (brightness(frame) < 60 ? [index] : []));
    const fadeMiddle = 36 + 37 + 38;
    expect(dark.filter((index) => index > 10 && index < frames.length - 15)).toEqual(
      dark.filter((index) => Math.abs(index - fadeMiddle) < 5),
    );
    expect(dark).toContain(fadeMiddle);
    // The tint of each picture is the strongest colour in the middle of its scene.
    const strongest = [18, 54, 92, 130].map((index) => strongestChannel(frames[index]));
    expect(strongest).toEqual([0, 1, 2, 0]);
  });

  it("keeps colours within three levels on the whole way", async () => {
    const patches: Colour[] = [
      [255, 255, 255],
      [16, 16, 16],
      [200, 40, 40],
      [40, 180, 60],
      [50, 70, 200],
      [220, 200, 60],
      [120, 120, 120],
      [230, 150, 180],
    ];
    const place = (x: number, y: number) => Math.floor(x / 160) + 4 * Math.floor(y / 180);
    const picture = join(base, "patches.png");
    writePicture(picture, { width: 640, height: 360 }, (x, y) => patches[place(x, y)] ?? [0, 0, 0]);
    const cuts = scenes(["cut"], { picture, move: "zoom_out" });
    await addAll(cuts);
    const film = await room.finish(finishing(cuts), never);
    const frame = framesOf(film.video, format)[18] ?? Buffer.alloc(0);
    const found = patches.map((_, index) =>
      pixelAt(frame, 320, 40 + 80 * (index % 4), 45 + 90 * Math.floor(index / 4)),
    );
    const worst = found.flatMap((colour, index) =>
      colour.map((value, part) => Math.abs(value - (patches[index]?.[part] ?? 0))),
    );
    expect(Math.max(...worst)).toBeLessThanOrEqual(3);
  });

  it("renders each piece once, however often its scene is added, and tells it once", async () => {
    const cuts = scenes(["crossfade", "cut"]);
    const [first, again] = await Promise.all([addAll(cuts), addAll(cuts)]);
    expect([...first, ...again]).toHaveLength(3);
    const made = await Promise.all((await pieceFiles()).map((name) => stat(join(folder, name))));
    expect(await addAll(cuts)).toEqual([]);
    const later = await Promise.all((await pieceFiles()).map((name) => stat(join(folder, name))));
    expect(later.map(({ mtimeMs }) => mtimeMs)).toEqual(made.map(({ mtimeMs }) => mtimeMs));
  });

  it("renders what is missing when a scene turned out longer than it was added", async () => {
    const cuts = scenes(["fade", "cut"]);
    await addAll(cuts);
    const longer = cuts.map((cut) => ({ ...cut, frames: cut.frames + 5 }));
    const film = await room.finish(finishing(longer), never);
    expect(film.metadata.frames).toBe(36 + 37 + 10);
  });

  it("removes the planes of pictures that no piece needs any more", async () => {
    await addAll(scenes(["crossfade", "fade", "cut"]));
    expect((await roomFiles()).filter((name) => name.includes("planes-"))).toEqual([]);
  });

  it("burns captions into bodies and transitions alike", async () => {
    const words = [{ text: "Lantern", start: 0.1, end: 1.9 }];
    const cuts = scenes(["crossfade", "cut"], { words, frames: 60 });
    const plain = await addAll(cuts).then(() => room.finish(finishing(cuts), never));
    const bare = framesOf(plain.video, format);
    const captioned = await media.openCuttingRoom({ ...format, captions: "box" as const, fit: null });
    try {
      for (const cut of cuts) await captioned.addScene(cut, ignore, never);
      const film = await captioned.finish(finishing(cuts, { captions: "burned" }), never);
      const frames = framesOf(film.video, format);
      expect(frames).toHaveLength(120);
      const differs = frames.map((frame, index) => lowerDifference(frame, bare[index] ?? frame) > 3);
      // The first scene's caption is gone when the transition begins, at 53; the second's comes in its second half.
      expect([20, 45, 51, 64, 66, 80].filter((index) => !differs[index])).toEqual([]);
      expect([0, 54, 56, 58, 61].filter((index) => differs[index])).toEqual([]);
      expect(await readFile(film.srt ?? "", "utf8")).toContain("Lantern");
      expect(await readFile(film.vtt ?? "", "utf8")).toMatch(/^WEBVTT/);
    } finally {
      await captioned.close();
    }
  });

  it("tells progress that never falls and ends at 1", async () => {
    const cuts = scenes(["cut", "cut"]);
    const told: number[] = [];
    await room.finish(finishing(cuts.slice(0, 0), { timeline: layTimeline(cuts) }), never).catch(ignore);
    await addAll(cuts);
    await room.finish(finishing(cuts, { onProgress: (fraction) => told.push(fraction) }), never);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it("refuses a timeline with a scene that was never added", async () => {
    await expect(room.finish(finishing(scenes(["cut"])), never)).rejects.toMatchObject({ code: "internal" });
  });

  it("stops at once when cancelled: no process, no thread at work, no file", async () => {
    const controller = new AbortController();
    const cuts = scenes(["crossfade", "crossfade", "cut"], { frames: 3000 });
    const added = Promise.allSettled(cuts.map((cut) => room.addScene(cut, ignore, controller.signal)));
    while ((await roomFiles()).every((name) => !name.endsWith(".part"))) await pause(20);
    if (existsSync("/proc/self/stat")) expect(childProcesses().length).toBeGreaterThan(0);
    controller.abort();
    const results = await added;
    expect(results.map((result) => result.status === "rejected" && result.reason.code)).toEqual(
      Array(3).fill("cancelled"),
    );
    if (existsSync("/proc/self/stat")) expect(childProcesses()).toEqual([]);
    expect((await roomFiles()).filter((name) => /\.(part|mp4)$/.test(name))).toEqual([]);
    await room.close();
    expect(existsSync(folder)).toBe(false);
  });

  it("cancels its work when it is closed, and can be closed twice", async () => {
    const added = room.addScene(scenes(["cut"], { frames: 3000 })[0] as SceneCut, ignore, never);
    const refused = expect(added).rejects.toMatchObject({ code: "cancelled" });
    await Promise.all([room.close(), room.close()]);
    await refused;
    expect(existsSync(folder)).toBe(false);
    await expect(addAll(scenes(["cut"]))).rejects.toMatchObject({ code: "cancelled" });
  });

  it("leaves nothing in the output folder when the film cannot be finished", async () => {
    const cuts = scenes(["cut"], { narration: join(base, "picture-0.png") });
    await addAll(cuts);
    await expect(room.finish(finishing(cuts), never)).rejects.toThrow();
    expect(await readdir(out)).toEqual([]);
  });

  it("says in one line that an output folder is a file", async () => {
    const file = join(out, "film");
    await writeFile(file, "");
    const cuts = scenes(["cut"]);
    await addAll(cuts);
    await expect(room.finish(finishing(cuts, { folder: file }), never)).rejects.toMatchObject({
      code: "output_unwritable",
    });
  });

  it("says so when a folder has the film's name", async () => {
    await mkdir(join(out, "video.mp4"));
    const cuts = scenes(["cut"]);
    await addAll(cuts);
    await expect(room.finish(finishing(cuts), never)).rejects.toMatchObject({ code: "output_unwritable" });
    expect((await readdir(out)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("says that a folder cannot be written", async () => {
    await chmod(out, 0o500);
    const cuts = scenes(["cut"]);
    await addAll(cuts);
    await expect(room.finish(finishing(cuts), never)).rejects.toMatchObject({ code: "output_unwritable" });
  });

  it("says that a picture is broken, in time for another try", async () => {
    const picture = join(base, "broken.png");
    await writeFile(picture, (await readFile(pictures[0] ?? "")).subarray(0, 60));
    const added = room.addScene(scenes(["cut"], { picture })[0] as SceneCut, ignore, never);
    await expect(added).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });
});

async function roomFiles(): Promise<string[]> {
  return readdir(folder);
}

async function pieceFiles(): Promise<string[]> {
  return (await roomFiles()).filter((name) => /^piece-.*\.mp4$/.test(name));
}

function strongestChannel(frame: Buffer | undefined): number {
  const sums = [0, 0, 0];
  frame?.forEach((value, at) => {
    sums[at % 3] = (sums[at % 3] ?? 0) + value;
  });
  return sums.indexOf(Math.max(...sums));
}

/** Mean difference in the lower third, where captions stand. */
function lowerDifference(first: Buffer, second: Buffer): number {
  const from = Math.floor(first.length * 0.67);
  return difference(first.subarray(from), second.subarray(from));
}
