import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isClipPlan } from "../../../media/clips/clip-piece.ts";
import { findFfmpeg, findOwnFfmpeg } from "../../../media/find-ffmpeg.ts";
import { createPieceEncoder } from "../../../media/stills/encode-piece.ts";
import { toPatch } from "../../../media/stills/patch.ts";
import type { PiecePlan, PlayingClip } from "../../../media/stills/piece-plan.ts";
import { difference, framesOf } from "../darkroom.ts";
import { writeMarkedClip } from "../marked-clips.ts";

const never = new AbortController().signal;
const size = { width: 320, height: 180 };
let folder: string;
let programs: { program: string; encoder: string };
let playing: PlayingClip;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora clip piece "));
  const found = await findFfmpeg();
  programs = { program: found.path, encoder: (await findOwnFfmpeg(null, found)).path };
  const path = writeMarkedClip(join(folder, "clip.mp4"), { frames: 40, width: 400, height: 200, rate: "25" });
  const clip = { path, frames: 48, matrix: "bt601", width: 400, height: 200, isMeasured: true } as const;
  playing = { kind: "clip", clip, fit: "cover", subject: null, ends: null, startFrame: 7 };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function planOf(changes: Partial<PiecePlan>): PiecePlan {
  return { ...size, frames: 30, from: playing, to: null, fadeIn: 0, fadeOut: 0, patches: [], ...changes };
}

async function render(plan: PiecePlan, mayEncodeClips: boolean): Promise<Buffer[]> {
  const output = `${mayEncodeClips}.mp4`;
  await createPieceEncoder()({ ...programs, plan, mayEncodeClips, folder, output }, never);
  return framesOf(join(folder, output), size);
}

/** How far apart two renderings are: the mean over each frame's bytes, at its worst frame. */
async function apart(plan: PiecePlan): Promise<number> {
  const [direct, drawn] = [await render(plan, true), await render(plan, false)];
  expect([direct.length, drawn.length]).toEqual([plan.frames, plan.frames]);
  return Math.max(...direct.map((frame, index) => difference(frame, drawn[index] ?? Buffer.alloc(0))));
}

describe("a piece that only plays its clip, made by one program", () => {
  it("shows the same frames as one that we draw", async () => {
    expect(await apart(planOf({}))).toBe(0);
  });

  it("rises from black and sinks into it by the same steps", async () => {
    // Half a step of light would be 5.
    expect(await apart(planOf({ fadeIn: 10, fadeOut: 15 }))).toBeLessThan(2.5);
  });

  it("lays captions where and as long as we do, from one frame to the next", async () => {
    // Yellow, as lit words are, more and less of it.
    const yellow = [255, 212, 59, 255];
    const covers = Array.from({ length: 80 * 20 }, (_, at) => Math.min(1, (at % 80) / 60));
    const rgba = Buffer.from(covers.flatMap((cover) => yellow.map((part) => Math.round(part * cover))));
    await writeFile(join(folder, "a.patch"), toPatch(rgba, 80, 20));
    await writeFile(join(folder, "b.patch"), toPatch(Buffer.alloc(40 * 30 * 4, 255), 40, 30));
    const patches = [
      { name: "a.patch", x: 100, y: 130, width: 80, height: 20, firstFrame: 3, endFrame: 12 },
      { name: "b.patch", x: 20, y: 40, width: 40, height: 30, firstFrame: 11, endFrame: 29 },
    ];
    // One of them for a frame too long would be 1 and more.
    expect(await apart(planOf({ patches }))).toBeLessThan(0.1);
    expect(await apart(planOf({ patches, fadeIn: 10, fadeOut: 15 }))).toBeLessThan(2.5);
    expect((await readdir(folder)).filter((name) => name.endsWith(".yuva"))).toEqual([]);
  });

  it("is none where a frame is held, two scenes are seen, or captions are too many", () => {
    expect(isClipPlan(planOf({ frames: 41 }))).toBe(true);
    expect(isClipPlan(planOf({ frames: 42 }))).toBe(false);
    expect(isClipPlan(planOf({ from: { ...playing, startFrame: -7 } }))).toBe(false);
    expect(isClipPlan(planOf({ to: { shot: playing, by: "fade" } }))).toBe(false);
    const patch = { name: "a.patch", x: 0, y: 0, width: 2, height: 2, firstFrame: 0, endFrame: 9 };
    expect(isClipPlan(planOf({ patches: Array.from({ length: 25 }, () => patch) }))).toBe(false);
  });
});
