import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpeg, type RunFfmpeg } from "../../../media/ffmpeg.ts";
import { findFfmpeg } from "../../../media/find-ffmpeg.ts";
import { pictureSize, preparePicture } from "../../../media/pictures/pictures.ts";
import { frameBytes, sourceSize, WHOLE_ZOOM } from "../../../media/stills/piece-plan.ts";
import { writePicture, writeTexture } from "../darkroom.ts";

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

const film = { width: 32, height: 32, fit: null };

/** A picture that tells its place: red grows to the right, green downwards. */
function placed(name: string, size: { width: number; height: number }): string {
  const colourAt = (x: number, y: number) => [(255 * x) / size.width, (255 * y) / size.height, 128] as const;
  return writePicture(join(folder, name), size, colourAt);
}

describe("preparePicture", () => {
  const still = { subjectPlace: null, move: "zoom_in" } as const;

  it("gives planes of one and a half times the frame in bt709 and tv range", async () => {
    const red = writePicture(join(folder, "red.png"), { width: 64, height: 36 }, () => [255, 0, 0]);
    const output = join(folder, "red.yuv");
    const wide = { width: 32, height: 18, fit: null };
    const prepared = await preparePicture(run, { ...still, picture: red }, { film: wide, output }, never);
    expect(prepared).toEqual({
      planes: output,
      size: sourceSize(wide),
      fit: "cover",
      subject: null,
      move: "zoom_in",
    });
    const planes = await readFile(output);
    const { width, height } = prepared.size;
    expect(planes).toHaveLength(frameBytes(prepared.size));
    // Red is 63, 102, 240 in bt709, and 81, 90, 240 in the older bt601.
    const chroma = width * height;
    const [luma, blue, red709] = [planes[0] ?? 0, planes[chroma] ?? 0, planes[chroma + chroma / 4] ?? 0];
    expect(Math.max(Math.abs(luma - 63), Math.abs(blue - 102), Math.abs(red709 - 240))).toBeLessThanOrEqual(1);
  });

  it.each([
    ["wider", { width: 96, height: 60 }],
    ["taller", { width: 60, height: 96 }],
  ])(
    "cuts a picture that is %s than the frame, with more of it for a pan, and never shows a border",
    async (_name, size) => {
      const isMiddle = (x: number, y: number) =>
        Math.abs(x - size.width / 2) < 46 && Math.abs(y - size.height / 2) < 46;
      const picture = writePicture(join(folder, "aspect.png"), size, (x, y) =>
        isMiddle(x, y) ? [255, 255, 255] : [90, 90, 90],
      );
      const output = join(folder, "aspect.yuv");
      const prepared = await preparePicture(run, { ...still, picture }, { film, output }, never);
      expect(prepared).toMatchObject({ fit: "cover", move: "pan_right" });
      const { width, height } = prepared.size;
      const source = sourceSize(film);
      expect(Math.max(width, height) / source.width).toBeCloseTo(1.4, 1);
      expect(Math.min(width, height)).toBe(source.width);
      const luma = (await readFile(output)).subarray(0, width * height);
      expect(Math.min(...luma)).toBeGreaterThan(200);
    },
  );

  it("cuts around the subject, and tells where it is in what is left", async () => {
    const picture = placed("placed.png", { width: 320, height: 100 });
    const output = join(folder, "placed.yuv");
    const cover = { ...film, fit: "cover" } as const;
    const wish = { picture, subjectPlace: { x: 0.75, y: 0.5 }, move: "zoom_out" } as const;
    const prepared = await preparePicture(run, wish, { film: cover, output }, never);
    expect(prepared.subject?.x).toBeCloseTo(0.5, 1);
    expect(prepared.move).toBe("pan_left");
    const planes = await readFile(output);
    const { width, height } = prepared.size;
    const [left, right] = [planes[0] ?? 0, planes[width - 1] ?? 0];
    // The cut goes from 53 to 97 % of the picture's width; bt709 gives red a fifth of the light.
    const lightOf = (x: number) => 16 + 219 * (0.2126 * x + 0.0722 * 0.5);
    expect(Math.abs(left - lightOf(0.53))).toBeLessThan(4);
    expect(Math.abs(right - lightOf(0.97))).toBeLessThan(4);
    expect(planes).toHaveLength(frameBytes({ width, height }));
  });

  it.each([
    ["wide", { width: 240, height: 80 }],
    ["tall", { width: 80, height: 240 }],
  ])("shows a very %s picture whole, unstretched, before a blurred copy of itself", async (_name, size) => {
    const isEdge = (x: number, y: number) => Math.min(x, y, size.width - 1 - x, size.height - 1 - y) < 10;
    const picture = writePicture(join(folder, "whole.png"), size, (x, y) =>
      isEdge(x, y) ? [255, 255, 255] : [100, 100, 100],
    );
    const output = join(folder, "whole.yuv");
    const large = { width: 160, height: 160, fit: null };
    const prepared = await preparePicture(run, { ...still, picture, move: "pan_left" }, { film: large, output }, never);
    expect(prepared).toMatchObject({ fit: "contain", move: "zoom_out", subject: null, size: sourceSize(large) });
    const { width, height } = prepared.size;
    const planes = (await readFile(output)).subarray(0, width * height);
    const bright = [...planes.keys()].filter((at) => (planes[at] ?? 0) > 215);
    const columns = bright.map((at) => at % width);
    const rows = bright.map((at) => Math.floor(at / width));
    const box = { left: least(columns), right: most(columns), top: least(rows), bottom: most(rows) };
    const [across, down] = [box.right - box.left + 1, box.bottom - box.top + 1];
    expect(Math.abs(across / down / (size.width / size.height) - 1)).toBeLessThan(0.05);
    expect(Math.abs(Math.max(across, down) - width / WHOLE_ZOOM)).toBeLessThan(4);
    expect(Math.abs(box.left + box.right - width)).toBeLessThan(6);
    expect(Math.abs(box.top + box.bottom - height)).toBeLessThan(6);
    // The ground is soft and darker than the picture: no step between neighbours, no black.
    const ground = size.width > size.height ? planes.subarray(0, 20 * width) : planes.subarray(0, 20);
    const steps = [...ground]
      .slice(1)
      .map((light, at) => ((at + 1) % width === 0 ? 0 : Math.abs(light - (ground[at] ?? 0))));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2);
    expect(least([...ground])).toBeGreaterThan(30);
    expect(most([...ground])).toBeLessThan(150);
  });

  it.each([
    ["9:16", { width: 180, height: 320 }],
    ["1:1", { width: 240, height: 240 }],
    ["16:9", { width: 320, height: 180 }],
  ])("makes no colours for the ground in %s that the picture has not", async (_name, size) => {
    // Grey, a little warm on one side and cold on the other.
    const shape = { width: 200, height: 90 };
    const picture = writePicture(join(folder, "tinted.png"), shape, (x) => [120 + x / 10, 130, 150 - x / 10]);
    const output = join(folder, "tinted.yuv");
    const prepared = await preparePicture(
      run,
      { ...still, picture },
      { film: { ...size, fit: "contain" }, output },
      never,
    );
    const planes = await readFile(output);
    const colours = planes.subarray(prepared.size.width * prepared.size.height);
    const far = [...colours].map((colour) => Math.abs(colour - 128));
    expect(most(far)).toBeGreaterThan(5);
    expect(most(far)).toBeLessThan(16);
  });

  it("leaves no planes of a broken picture", async () => {
    const whole = await readFile(writeTexture(join(folder, "broken.png"), [120, 120, 120]));
    await writeFile(join(folder, "broken.png"), whole.subarray(0, 40));
    const output = join(folder, "broken.yuv");
    const picture = join(folder, "broken.png");
    const prepared = preparePicture(run, { ...still, picture }, { film, output }, never);
    await expect(prepared).rejects.toMatchObject({ code: "vendor_failed" });
    await expect(stat(output)).rejects.toThrow("ENOENT");
  });
});

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other));
}

function most(values: readonly number[]): number {
  return values.reduce((one, other) => Math.max(one, other));
}
