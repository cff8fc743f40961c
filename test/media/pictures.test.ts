import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpeg, type RunFfmpeg } from "../../media/ffmpeg.ts";
import { findFfmpeg } from "../../media/find-ffmpeg.ts";
import { pictureSize, preparePicture, writePoster } from "../../media/pictures.ts";
import { writePicture, writeTexture } from "./darkroom.ts";

const never = new AbortController().signal;
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-pictures-"));
  run = createFfmpeg((await findFfmpeg()).path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("pictureSize", () => {
  it.each(["png", "jpg"])("reads a %s, whatever its file is called", async (kind) => {
    const made = writeTexture(join(folder, `texture.${kind}`), [120, 120, 120], { width: 123, height: 77 });
    const renamed = join(folder, `error invalid ${kind}-without-ending %d`);
    await writeFile(renamed, await readFile(made));
    expect(await pictureSize(run, renamed, never)).toEqual({ width: 123, height: 77 });
  });

  it.each(["png", "jpg"])("refuses a %s that breaks off", async (kind) => {
    const whole = await readFile(writeTexture(join(folder, `whole.${kind}`), [120, 120, 120]));
    const path = join(folder, `half.${kind}`);
    await writeFile(path, whole.subarray(0, whole.length / 2));
    await expect(pictureSize(run, path, never)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });

  it.each([
    ["an empty file", ""],
    ["a text", "not a picture at all, but long enough"],
    ["a playlist that points elsewhere", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n"],
  ])("refuses %s", async (_name, content) => {
    const path = join(folder, "no-picture.png");
    await writeFile(path, content);
    await expect(pictureSize(run, path, never)).rejects.toMatchObject({ code: "vendor_failed" });
  });
});

describe("preparePicture", () => {
  it("gives planes of twice the frame in bt709 and tv range", async () => {
    const red = writePicture(join(folder, "red.png"), { width: 64, height: 36 }, () => [255, 0, 0]);
    const output = join(folder, "red.yuv");
    await preparePicture(run, red, { width: 32, height: 18, output }, never);
    const planes = await readFile(output);
    expect(planes).toHaveLength((64 * 36 * 3) / 2);
    // Red is 63, 102, 240 in bt709, and 81, 90, 240 in the older bt601.
    const [luma, blue, red709] = [planes[0] ?? 0, planes[64 * 36] ?? 0, planes[64 * 36 + 32 * 18] ?? 0];
    expect(Math.max(Math.abs(luma - 63), Math.abs(blue - 102), Math.abs(red709 - 240))).toBeLessThanOrEqual(1);
  });

  it.each([
    ["wider", { width: 300, height: 60 }],
    ["taller", { width: 60, height: 300 }],
  ])("cuts a picture that is %s than the frame at its sides, and never shows a border", async (_name, size) => {
    const isMiddle = (x: number, y: number) => Math.abs(x - size.width / 2) < 35 && Math.abs(y - size.height / 2) < 35;
    const picture = writePicture(join(folder, "aspect.png"), size, (x, y) =>
      isMiddle(x, y) ? [255, 255, 255] : [90, 90, 90],
    );
    const output = join(folder, "aspect.yuv");
    await preparePicture(run, picture, { width: 32, height: 32, output }, never);
    const luma = (await readFile(output)).subarray(0, 64 * 64);
    expect(Math.min(...luma)).toBeGreaterThan(200);
  });

  it("leaves no planes of a broken picture", async () => {
    const whole = await readFile(writeTexture(join(folder, "broken.png"), [120, 120, 120]));
    await writeFile(join(folder, "broken.png"), whole.subarray(0, 40));
    const output = join(folder, "broken.yuv");
    const prepared = preparePicture(run, join(folder, "broken.png"), { width: 32, height: 18, output }, never);
    await expect(prepared).rejects.toMatchObject({ code: "vendor_failed" });
    await expect(stat(output)).rejects.toThrow("ENOENT");
  });
});

describe("writePoster", () => {
  it("writes a JPEG of the film's size", async () => {
    const picture = writeTexture(join(folder, "for-poster.png"), [150, 100, 60]);
    const output = join(folder, "poster.jpg");
    await writePoster(run, picture, { width: 90, height: 160, output }, never);
    expect(await pictureSize(run, output, never)).toEqual({ width: 90, height: 160 });
  });
});
