import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { createMedia } from "../../../media/index.ts";
import type { CuttingRoom, FilmFormat, Media, SceneCut } from "../../../media/types.ts";
import { layTimeline } from "../../../models/timeline.ts";
import type { Transition } from "../../../models/vocabulary.ts";
import { brightness, childProcesses, difference, framesOf, pixelAt, writePicture } from "../darkroom.ts";
import {
  cellLights,
  DARK,
  LIGHT,
  lightsOf,
  type MarkedClip,
  markAsTurned,
  numberIn,
  seenAt,
  writeMarkedClip,
} from "../marked-clips.ts";

const format: FilmFormat = { width: 320, height: 180, captions: null, fit: "cover" };
const never = new AbortController().signal;
const ignore = () => {};
const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12"];
let base: string;
let grey: string;
let media: Media;
let keeper: CuttingRoom;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora clips "));
  grey = writePicture(join(base, "grey.png"), { width: 64, height: 36 }, () => [140, 140, 140]);
  media = createMedia({ ffmpegPath: null, workFolder: join(base, "work"), readsForeignFiles: true });
  keeper = await media.openCuttingRoom(format);
});
afterAll(async () => {
  await keeper.close();
  await rm(base, { recursive: true, force: true });
});

interface Shot {
  clip: string | null;
  frames: number;
  transition?: Transition;
}

/** A film of these shots, decoded. */
async function film(shots: readonly Shot[], fit: FilmFormat["fit"] = "cover"): Promise<Buffer[]> {
  const out = await mkdtemp(join(base, "out-"));
  const room = await media.openCuttingRoom({ ...format, fit });
  try {
    const cuts = cutsOf(shots);
    await Promise.all(cuts.map((cut) => room.addScene(cut, ignore, never)));
    const finishing = { timeline: layTimeline(cuts), music: [], captions: "none", folder: out } as const;
    const { video } = await room.finish(finishing, never);
    return framesOf(video, format);
  } finally {
    await room.close();
  }
}

function cutsOf(shots: readonly Shot[]): SceneCut[] {
  return shots.map(({ clip, frames, transition = "cut" }, index) => ({
    index,
    frames,
    picture: grey,
    clip,
    subjectPlace: null,
    move: "zoom_in",
    transition,
    transitionBefore: shots[index - 1]?.transition ?? "cut",
    isLast: index === shots.length - 1,
    words: [],
    narration: null,
  }));
}

/** The frames of a clip's scene, between two stills whose outer frames fade. */
async function scene(clip: string, frames: number): Promise<Buffer[]> {
  const still = { clip: null, frames: 16 };
  const all = await film([still, { clip, frames }, still]);
  expect(all).toHaveLength(frames + 32);
  return all.slice(16, 16 + frames);
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function evenly(count: number, rate: number): number[] {
  return numbers(0, count).map((index) => index / rate);
}

describe("a scene with a clip", () => {
  it("shows frame k of the clip in its frame k, and leaves out what is longer", async () => {
    const clip = writeMarkedClip(join(base, "long.mp4"), { frames: 60, hasSound: true });
    const frames = await scene(clip, 45);
    expect(frames.map((frame) => numberIn(frame, format))).toEqual(numbers(0, 45));
  });

  it("holds the last frame of a shorter clip: seamless, never black, never from the start, slowly nearer", async () => {
    const clip = writeMarkedClip(join(base, "short.mp4"), { frames: 20, hasSound: true });
    const frames = await scene(clip, 80);
    expect(frames.map((frame) => numberIn(frame, format))).toEqual([...numbers(0, 20), ...Array(60).fill(19)]);
    expect(Math.min(...frames.map(brightness))).toBeGreaterThan(100);
    const [last, held, end] = [frames[19], frames[20], frames[79]];
    if (!last || !held || !end) throw new Error("frames are missing");
    expect(difference(last, held)).toBeLessThan(0.2);
    expect(difference(last, end)).toBeGreaterThan(0.3);
  });

  it.each<[string, MarkedClip & { file: string; times: number[] }]>([
    ["of 24 frames a second", { file: "24.mp4", frames: 24, rate: "24", times: evenly(24, 24) }],
    ["of 25 frames a second", { file: "25.mp4", frames: 25, rate: "25", times: evenly(25, 25) }],
    ["of 16 frames a second", { file: "16.mp4", frames: 16, rate: "16", times: evenly(16, 16) }],
    ["of 23.976", { file: "23.mp4", frames: 24, rate: "24000/1001", times: evenly(24, 24000 / 1001) }],
    ["of 29.97", { file: "29.mp4", frames: 30, rate: "30000/1001", times: evenly(30, 30000 / 1001) }],
    ["of 60", { file: "60.mp4", frames: 60, rate: "60", times: evenly(60, 60) }],
    ["in WebM", { file: "vp9.webm", frames: 30, times: evenly(30, 30), options: ["-c:v", "libvpx", "-b:v", "4M"] }],
    [
      "of 4:4:4 in MOV",
      { file: "444.mov", frames: 30, times: evenly(30, 30), options: [...X264, "-pix_fmt", "yuv444p"] },
    ],
    [
      "of 10 bits",
      { file: "10.mp4", frames: 30, times: evenly(30, 30), options: [...X264, "-pix_fmt", "yuv420p10le"] },
    ],
    [
      "of odd size",
      {
        file: "odd.mp4",
        width: 427,
        height: 241,
        frames: 30,
        times: evenly(30, 30),
        options: [...X264, "-pix_fmt", "yuv444p"],
      },
    ],
    ["that is upright", { file: "upright.mp4", width: 180, height: 320, frames: 30, times: evenly(30, 30) }],
    [
      "whose sound begins first",
      {
        file: "late.mp4",
        frames: 30,
        hasSound: true,
        times: evenly(30, 30),
        options: ["-vf", "setpts=PTS+0.4/TB", ...X264, "-pix_fmt", "yuv420p"],
      },
    ],
    [
      "of changing rate",
      {
        file: "vfr.mp4",
        frames: 20,
        times: numbers(0, 20).map((index) => (index < 10 ? index / 30 : 10 / 30 + (index - 10) / 15)),
        options: [
          ...[
            "-vf",
            "settb=1/600,setpts='if(lt(N,10),N*20,200+(N-10)*40)'",
            "-vsync",
            "vfr",
            "-enc_time_base",
            "1:600",
          ],
          ...[...X264, "-pix_fmt", "yuv420p", "-video_track_timescale", "600"],
        ],
      },
    ],
  ])("plays a clip %s at its own speed", async (_name, { file, times, ...clip }) => {
    const path = writeMarkedClip(join(base, file), clip);
    const count = 28;
    const frames = await scene(path, count);
    const size = { width: clip.width ?? 320, height: clip.height ?? 180 };
    const seen = frames.map((frame) => numberIn(frame, format, size));
    expect(seen).toEqual(numbers(0, count).map((frame) => seenAt(times, frame)));
  });

  it("shows a clip of another shape whole, unstretched, before a soft ground, and does not cut it while it is held", async () => {
    const size = { width: 180, height: 320 };
    const clip = writeMarkedClip(join(base, "whole.mp4"), { ...size, frames: 20 });
    const still = { clip: null, frames: 16 };
    const frames = (await film([still, { clip, frames: 40 }, still], null)).slice(16, 56);
    expect(frames.map((frame) => numberIn(frame, format, size, "contain"))).toEqual([
      ...numbers(0, 20),
      ...Array(20).fill(19),
    ]);
    // The clip is grey around its cells, and its ground a darker grey as soft as air, to the frame's edge.
    for (const frame of [frames[0], frames[19], frames[39]]) {
      const row = numbers(0, 320).map((x) => pixelAt(frame ?? Buffer.alloc(0), 320, x, 170)[0]);
      const inside = row.findIndex((light) => light > 125);
      expect(Math.abs(inside - (320 - 180 * (180 / 320)) / 2)).toBeLessThanOrEqual(2);
      const ground = row.slice(0, inside - 3);
      expect(Math.min(...ground)).toBeGreaterThan(30);
      expect(Math.max(...ground.slice(1).map((light, at) => Math.abs(light - (ground[at] ?? 0))))).toBeLessThanOrEqual(
        3,
      );
    }
  });

  it("turns a clip upright that was recorded turned", async () => {
    const path = writeMarkedClip(join(base, "turned.mp4"), { width: 180, height: 320, frames: 20 });
    markAsTurned(path, 320);
    expect(await media.clipInfo(path, never)).toMatchObject({ width: 320, height: 180, frames: 20 });
    const [frame = Buffer.alloc(0)] = await scene(path, 20);
    const lights = cellLights(frame, format, format);
    // The cell that is always light went from the upper left to the upper right, the dark one to the lower left.
    const [light = 0, dark = 0] = [lights[2], lights[6]];
    expect(light - dark).toBeGreaterThan(60);
  });

  it.each([
    ["bt709 as it says", ["-colorspace", "bt709", "-color_range", "tv"], "bt709:out_range=tv"],
    ["bt601 as it says", ["-colorspace", "smpte170m", "-color_range", "tv"], "bt601:out_range=tv"],
    ["full range", ["-colorspace", "bt709", "-color_range", "pc"], "bt709:out_range=pc"],
  ])("keeps the colours of a clip in %s", async (name, tags, out) => {
    const options = ["-vf", `scale=out_color_matrix=${out}:flags=accurate_rnd,format=yuv420p`, ...X264, ...tags];
    const path = writeMarkedClip(join(base, `${name}.mp4`), { frames: 12, options });
    const [frame = Buffer.alloc(0)] = await scene(path, 12);
    const [light, dark] = [pixelAt(frame, 320, 130, 60), pixelAt(frame, 320, 190, 120)];
    const off = [
      ...light.map((part, at) => part - (LIGHT[at] ?? 0)),
      ...dark.map((part, at) => part - (DARK[at] ?? 0)),
    ];
    expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(4);
  });

  it("gives the same bytes in every run", async () => {
    const clip = writeMarkedClip(join(base, "again.mp4"), { frames: 24, rate: "24" });
    const cuts = cutsOf([
      { clip, frames: 30, transition: "crossfade" },
      { clip: null, frames: 30 },
    ]);
    const runs = [await pieceBytes(cuts), await pieceBytes(cuts)];
    expect(runs[0]).toHaveLength(3);
    expect(runs[1]).toEqual(runs[0]);
  });

  it("is refused when its clip is broken, in time for a still in its place", async () => {
    const clip = join(base, "broken.mp4");
    const whole = await readFile(writeMarkedClip(clip, { frames: 30 }));
    await writeFile(clip, whole.subarray(0, whole.length / 2));
    const [cut] = cutsOf([{ clip, frames: 30 }]) as [SceneCut];
    const room = await media.openCuttingRoom(format);
    try {
      await expect(room.addScene(cut, ignore, never)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
      await room.addScene({ ...cut, clip: null }, ignore, never);
    } finally {
      await room.close();
    }
  });

  it("plays the part of a broken clip that is whole, and is refused where the scene needs the rest", async () => {
    const whole = writeMarkedClip(join(base, "whole.mp4"), {
      frames: 100,
      width: 640,
      height: 360,
      options: [...X264, "-pix_fmt", "yuv420p", "-bf", "0", "-g", "10", "-movflags", "+faststart"],
    });
    const bytes = await readFile(whole);
    // Its index, in front, still says that there are 100.
    const clip = join(base, "cut-off.mp4");
    await writeFile(clip, bytes.subarray(0, Math.round(bytes.length * 0.6)));
    const frames = await film([{ clip, frames: 30 }]);
    expect(frames.slice(10, 15).map((frame) => numberIn(frame, format))).toEqual(numbers(10, 5));
    await expect(film([{ clip, frames: 90 }])).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("stops at once when cancelled: no process is left", async () => {
    const clip = writeMarkedClip(join(base, "cancelled.mp4"), { frames: 30, width: 1280, height: 720 });
    const controller = new AbortController();
    const large = await media.openCuttingRoom({ width: 1280, height: 720, captions: null, fit: null });
    const cuts = cutsOf([
      { clip, frames: 3000, transition: "crossfade" },
      { clip, frames: 3000 },
    ]);
    const added = Promise.allSettled(cuts.map((cut) => large.addScene(cut, ignore, controller.signal)));
    const isRendering = async () => (await roomFiles()).some((name) => name.endsWith(".part"));
    while (!(await isRendering())) await pause(10);
    controller.abort();
    const codes = (await added).map((result) => result.status === "rejected" && result.reason.code);
    expect(codes).toEqual(["cancelled", "cancelled"]);
    if (existsSync("/proc/self/stat")) expect(childProcesses()).toEqual([]);
    await large.close();
  });
});

describe("a transition with a clip", () => {
  it("fades from a clip through black to a clip, each playing on", async () => {
    const clip = writeMarkedClip(join(base, "fades.mp4"), { frames: 60 });
    const frames = await film([
      { clip: null, frames: 16 },
      { clip, frames: 30, transition: "fade" },
      { clip, frames: 30 },
      { clip: null, frames: 16 },
    ]);
    const seen = frames.slice(16, 76).map((frame) => numberIn(frame, format));
    expect(seen).toEqual([...numbers(0, 30), ...numbers(0, 30)]);
    const dark = frames.flatMap((frame, index) => (brightness(frame) < 30 ? [index] : []));
    expect(dark.filter((index) => index > 10 && index < 80)).toEqual([44, 45, 46, 47]);
  });

  it("crossfades clip and clip: the first plays on where it has more, the second waits at its first frame", async () => {
    const [first, second] = [join(base, "cross-1.mp4"), join(base, "cross-2.mp4")];
    writeMarkedClip(first, { frames: 34 });
    writeMarkedClip(second, { frames: 60 });
    const frames = await film([
      { clip: null, frames: 16 },
      { clip: first, frames: 30, transition: "crossfade" },
      { clip: second, frames: 30 },
      { clip: null, frames: 16 },
    ]);
    for (let index = 0; index < 14; index++) {
      const weight = (index + 0.5) / 14;
      // The first clip ends with number 33, four frames after its scene.
      const [from, to] = [lightsOf(Math.min(33, 23 + index)), lightsOf(Math.max(0, index - 7))];
      const wanted = from.map((light, cell) => light * (1 - weight) + (to[cell] ?? 0) * weight);
      const found = cellLights(frames[16 + 23 + index] ?? Buffer.alloc(0), format, format);
      const off = found.map((light, cell) => Math.abs(light - (wanted[cell] ?? 0)));
      expect(Math.max(...off), `frame ${index}`).toBeLessThan(12);
    }
    const around = [...frames.slice(16, 39), ...frames.slice(53, 76)].map((frame) => numberIn(frame, format));
    expect(around).toEqual([...numbers(0, 23), ...numbers(7, 23)]);
  });

  it("crossfades still to clip and clip to still, with no dark or lost frame", async () => {
    const clip = writeMarkedClip(join(base, "still-clip.mp4"), { frames: 40 });
    const frames = await film([
      { clip: null, frames: 40, transition: "crossfade" },
      { clip, frames: 40, transition: "crossfade" },
      { clip: null, frames: 40 },
    ]);
    expect(frames).toHaveLength(120);
    expect(frames.slice(48, 72).map((frame) => numberIn(frame, format))).toEqual(numbers(8, 24));
    expect(Math.min(...frames.slice(10, 105).map(brightness))).toBeGreaterThan(100);
    const strength = frames.slice(33, 47).map((frame) => {
      const lights = cellLights(frame, format, format);
      return (lights[0] ?? 0) - (lights[8] ?? 0);
    });
    expect(strength).toEqual([...strength].sort((one, other) => one - other));
  });
});

describe("a clip between two crossfades", () => {
  const cutsWith = (clip: string) =>
    cutsOf([
      { clip: null, frames: 24, transition: "crossfade" },
      { clip, frames: 40, transition: "crossfade" },
      { clip, frames: 30, transition: "fade" },
      { clip: null, frames: 24 },
    ]);

  /** Runs of ffmpeg over a clip of so many frames while such a film is rendered: what each is for. */
  async function decodings(name: string, frames: number): Promise<string[]> {
    const clip = writeMarkedClip(join(base, `${name}.mp4`), { frames });
    const starts = join(base, `${name}.txt`);
    const script = join(base, `${name}-ffmpeg`);
    const { path: program } = await findFfmpeg();
    await writeFile(script, `#!/bin/sh\necho "$@" >> "${starts}"\nexec "${program}" "$@"\n`, { mode: 0o755 });
    const counted = createMedia({ ffmpegPath: script, workFolder: join(base, name) });
    const room = await counted.openCuttingRoom(format);
    try {
      await Promise.all(cutsWith(clip).map((cut) => room.addScene(cut, ignore, never)));
      const left = await readdir(join(base, name), { recursive: true });
      expect(left.filter((file) => file.endsWith(".yuv"))).toEqual([]);
    } finally {
      await room.close();
    }
    const lines = (await readFile(starts, "utf8")).split("\n").filter((line) => line.includes(`${name}.mp4`));
    return lines.map((line) => (line.endsWith("-f null -") ? "measured" : "rendered")).sort();
  }

  it("is decoded once for each scene, straight into its piece, and leaves none of its frames behind", async () => {
    expect(await decodings("long", 50)).toEqual(["rendered", "rendered"]);
  });

  it("is decoded no more where it ends beneath a transition, but where its scene is longer than it", async () => {
    expect(await decodings("ending", 40)).toEqual(["rendered", "rendered"]);
    expect(await decodings("short", 32)).toEqual(["measured", "rendered", "rendered"]);
  });

  it("is shown the same by transitions whose clips were not decoded before", async () => {
    const clip = writeMarkedClip(join(base, "kept.mp4"), { frames: 35, rate: "24000/1001" });
    const cuts = cutsWith(clip);
    const together = await pieceBytes(cuts);
    // Alone, each transition is rendered when the bodies beside it were there already, as out of a cache.
    const cache = { folder: join(base, "cache"), maxBytes: 1e9 };
    const cached = createMedia({ ffmpegPath: null, workFolder: join(base, "work"), cache });
    await pieceBytes(cuts, cached);
    const kept = (await readdir(cache.folder, { recursive: true })).filter((name) => name.endsWith(".mp4"));
    const lengths = kept.map((name) => framesOf(join(cache.folder, name), format).length);
    await Promise.all(kept.filter((_, at) => lengths[at] === 14).map((name) => rm(join(cache.folder, name))));
    expect(kept).toHaveLength(together.length);
    expect(lengths.filter((length) => length === 14)).toHaveLength(3);
    expect((await pieceBytes(cuts, cached)).sort()).toEqual(together.sort());
  });
});

async function pieceBytes(cuts: readonly SceneCut[], studio: Media = media): Promise<string[]> {
  const before = await readdir(join(base, "work"));
  const room = await studio.openCuttingRoom(format);
  try {
    await Promise.all(cuts.map((cut) => room.addScene(cut, ignore, never)));
    const own = (await readdir(join(base, "work"))).find((name) => !before.includes(name)) ?? "none";
    const folder = join(base, "work", own);
    const names = (await readdir(folder)).filter((name) => name.endsWith(".mp4"));
    return await Promise.all(names.map(async (name) => (await readFile(join(folder, name))).toString("base64")));
  } finally {
    await room.close();
  }
}

async function roomFiles(): Promise<string[]> {
  return readdir(join(base, "work"), { recursive: true });
}
