import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpeg, type RunFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { readPictureHeader } from "../../../media/pictures/picture-header.ts";
import { pictureSize, preparePicture } from "../../../media/pictures/pictures.ts";
import { writePicture, writeTexture } from "../darkroom.ts";

const never = new AbortController().signal;
const size = { width: 124, height: 77 };
let folder: string;
let run: RunFfmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-header-"));
  run = createFfmpeg((await findFfmpeg()).path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("readPictureHeader", () => {
  it.each(["png", "jpg"])("finds the size of a %s", async (kind) => {
    const path = writeTexture(join(folder, `texture.${kind}`), [120, 120, 120], size);
    expect(await readPictureHeader(path)).toEqual({ stored: size, orientation: 1 });
  });

  it.each<[string, readonly string[]]>([
    ["lossy", ["-lossless", "0", "-pix_fmt", "yuv420p"]],
    ["lossless", ["-lossless", "1", "-pix_fmt", "bgra"]],
    ["transparent", ["-lossless", "0", "-pix_fmt", "yuva420p"]],
  ])("finds the size of a %s WebP, which is the one that is decoded", async (name, options) => {
    const path = join(folder, `${name}.webp`);
    const program = (await findFfmpeg()).path;
    const source = ["-f", "lavfi", "-i", "color=c=red@0.5:s=124x77,format=rgba", "-frames:v", "1"];
    execFileSync(program, ["-loglevel", "error", "-y", ...source, "-c:v", "libwebp", ...options, path]);
    expect(await readPictureHeader(path)).toEqual({ stored: size, orientation: 1 });
    expect(await pictureSize(run, path, never)).toEqual(size);
  });

  it("finds the size behind segments of any length, and between bytes that fill", async () => {
    const jpeg = await readFile(writeTexture(join(folder, "plain.jpg"), [120, 120, 120], size));
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(0xffff - 2, 0xff)]);
    const path = join(folder, "long.jpg");
    const filled = Buffer.from([0xff, 0xff, 0xff]);
    await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), comment, comment, filled, jpeg.subarray(2)]));
    expect(await readPictureHeader(path)).toEqual({ stored: size, orientation: 1 });
    expect(await pictureSize(run, path, never)).toEqual(size);
  });

  it.each([
    ["breaks off before its size", Buffer.from("ffd8ffe00010", "hex")],
    ["has no segments", Buffer.concat([Buffer.from("ffd8", "hex"), Buffer.alloc(100)])],
    ["is of fill bytes only", Buffer.concat([Buffer.from("ffd8", "hex"), Buffer.alloc(5000, 0xff)])],
    ["is another RIFF file", Buffer.from("RIFF\x20\0\0\0WAVEfmt ", "latin1")],
  ])("finds nothing in a file that %s", async (_name, bytes) => {
    const path = join(folder, "nothing");
    await writeFile(path, bytes);
    expect(await readPictureHeader(path)).toBeNull();
  });

  it.each([
    ["in a directory outside of it", exifOf(6, { directory: 5000 })],
    ["with no such orientation", exifOf(9)],
    ["that breaks off", exifOf(6).subarray(0, 20)],
  ])("takes a picture for upright that has Exif data %s", async (_name, exif) => {
    const path = await turnedJpeg("odd-exif.jpg", exif);
    expect(await readPictureHeader(path)).toEqual({ stored: { width: 64, height: 32 }, orientation: 1 });
  });
});

describe("a picture whose header lies about its size", () => {
  it("is refused", async () => {
    const png = await readFile(writeTexture(join(folder, "honest.png"), [120, 120, 120], size));
    const path = join(folder, "lying.jpg");
    const jpeg = await readFile(writeTexture(path, [120, 120, 120], size));
    const app = Buffer.concat([Buffer.from([0xff, 0xc3, 0, 11, 8, 0, 9, 0, 9, 1, 0, 0, 0])]);
    await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), app, jpeg.subarray(2)]));
    await expect(pictureSize(run, path, never)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
    png.writeUInt32BE(0, 16);
    await writeFile(path, png);
    await expect(pictureSize(run, path, never)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });
});

describe("a JPEG that was recorded turned", () => {
  // Where the first pixel of the first row, and the last one of it, are seen.
  it.each([
    [1, "top left", "top right"],
    [2, "top right", "top left"],
    [3, "bottom right", "bottom left"],
    [4, "bottom left", "bottom right"],
    [5, "top left", "bottom left"],
    [6, "top right", "bottom right"],
    [7, "bottom right", "top right"],
    [8, "bottom left", "top left"],
  ])("in way %i is prepared upright, in its own shape", async (orientation, first, last) => {
    const exif = exifOf(orientation, { isLittle: orientation % 2 === 0 });
    const picture = await turnedJpeg("turned.jpg", exif);
    const isLying = orientation > 4;
    const upright = isLying ? { width: 32, height: 64 } : { width: 64, height: 32 };
    expect(await pictureSize(run, picture, never)).toEqual(upright);
    const output = join(folder, "turned.yuv");
    const wish = { picture, subjectPlace: null, move: "zoom_in" } as const;
    const prepared = await preparePicture(run, wish, { film: { ...upright, fit: null }, output }, never);
    const planes = await readFile(output);
    const lightAt = (corner: string) => {
      const x = corner.endsWith("left") ? 4 : prepared.size.width - 5;
      const y = corner.startsWith("top") ? 4 : prepared.size.height - 5;
      return planes[y * prepared.size.width + x] ?? 0;
    };
    expect(lightAt(first)).toBeGreaterThan(200);
    expect(Math.abs(lightAt(last) - 130)).toBeLessThan(25);
  });
});

/** A JPEG of 64 × 32 with this Exif data: its first pixel is in a white corner, the last of its first row in a grey one. */
async function turnedJpeg(name: string, exif: Buffer): Promise<string> {
  const path = writePicture(join(folder, name), { width: 64, height: 32 }, (x, y) => {
    if (y < 16 && x < 24) return [255, 255, 255];
    if (y < 16 && x >= 40) return [133, 133, 133];
    return [(x * y) % 40, (x + y) % 40, 0];
  });
  const jpeg = await readFile(path);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), Buffer.from("Exif\0\0"), exif]);
  segment.writeUInt16BE(segment.length - 2, 2);
  await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]));
  return path;
}

/** Exif data with another entry before the orientation. */
function exifOf(orientation: number, { isLittle = true, directory = 8 } = {}): Buffer {
  const short = (value: number) => Buffer.from(isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number) => (isLittle ? [short(value), short(0)] : [short(0), short(value)]);
  const entry = (tag: number, value: number) => [short(tag), short(3), ...long(1), short(value), short(0)];
  const head = [Buffer.from(isLittle ? "II" : "MM"), short(42), ...long(directory)];
  return Buffer.concat([...head, short(2), ...entry(0x100, 64), ...entry(0x112, orientation), ...long(0)]);
}
