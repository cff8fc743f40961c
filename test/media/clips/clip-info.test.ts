import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureClip } from "../../../media/clips/clip-info.ts";
import type { RunFfmpeg } from "../../../media/ffmpeg.ts";
import { markAsTurned, writeMarkedClip } from "../marked-clips.ts";
import { testFfmpeg } from "../sound/sound-samples.ts";

const never = new AbortController().signal;
const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora measure "));
  run = await testFfmpeg();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("measureClip", () => {
  it("counts a clip of another rate in frames of the film", async () => {
    const path = writeMarkedClip(join(folder, "24.mp4"), { frames: 48, rate: "24", hasSound: true });
    expect(await measureClip(run, path, never)).toMatchObject({ width: 320, height: 180, seconds: 2, frames: 60 });
  });

  it("tells the size that is seen: upright, with square pixels", async () => {
    const wide = writeMarkedClip(join(folder, "wide.mp4"), { frames: 2, options: ["-vf", "setsar=3/2", ...X264] });
    expect(await measureClip(run, wide, never)).toMatchObject({ width: 480, height: 180 });
    const turned = markAsTurned(writeMarkedClip(join(folder, "turned.mp4"), { frames: 2 }), 180);
    expect(await measureClip(run, turned, never)).toMatchObject({ width: 180, height: 320 });
  });

  it("takes colours as the clip says, and as its size lets expect where it says nothing", async () => {
    const matrixOf = async (name: string, lines: number, tags: readonly string[]) => {
      const options = [...X264, ...tags];
      const clip = writeMarkedClip(join(folder, name), { frames: 1, width: 64, height: lines, options });
      return (await measureClip(run, clip, never)).matrix;
    };
    expect(await matrixOf("small.mp4", 480, [])).toBe("bt601");
    expect(await matrixOf("large.mp4", 720, [])).toBe("bt709");
    expect(await matrixOf("says.mp4", 720, ["-colorspace", "smpte170m"])).toBe("auto");
  });

  it("stops when it is cancelled", async () => {
    const path = writeMarkedClip(join(folder, "cancelled.mp4"), { frames: 2 });
    await expect(measureClip(run, path, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });
});
