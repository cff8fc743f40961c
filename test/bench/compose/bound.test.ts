import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { type BoundOptions, boundOfEnd, boundOfFilm } from "./bound.ts";

const FRAME_BYTES = (320 * 180 * 3) / 2;
let options: BoundOptions;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-bound-"));
  const { path: program } = await findFfmpeg();
  const video = join(folder, "film.mp4");
  const frames = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30", "-frames:v", "50"];
  execFileSync(program, ["-v", "error", ...frames, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-g", "30", video]);
  options = { program, video, folder, width: 320, height: 180, frames: 50 };
});
afterAll(() => rm(options.folder, { recursive: true, force: true }));

it("encodes each frame of the film once, part after part, and leaves no decoded ones", async () => {
  const { cpuMs, seconds } = await boundOfFilm({ ...options, partBytes: 20 * FRAME_BYTES + 1 });
  expect(Math.min(cpuMs, seconds)).toBeGreaterThan(0);
  expect(await readdir(options.folder)).not.toContain("decoded.yuv");
  // The last part is what is left of the film.
  expect(framesOf(join(options.folder, "bound.mp4"))).toBe(10);
});

it("is no bound of a film with other frames than were said", async () => {
  await expect(boundOfFilm({ ...options, frames: 51 })).rejects.toThrow("has 50 frames");
});

it("encodes exactly the film's last frames, from between two key frames", async () => {
  await boundOfEnd(options, 13);
  expect(framesOf(join(options.folder, "bound.mp4"))).toBe(13);
});

function framesOf(video: string): number {
  const words = ["-v", "error", "-i", video, "-f", "rawvideo", "pipe:1"];
  return execFileSync(options.program, words, { maxBuffer: 2 ** 28 }).length / FRAME_BYTES;
}
