import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DrawnCaption, drawCaptions, overlayFilter } from "../../media/caption-overlay.ts";
import type { CaptionCue } from "../../media/captions.ts";
import type { RunFfmpeg } from "../../media/ffmpeg.ts";
import { testFfmpeg } from "./sound-samples.ts";

const never = new AbortController().signal;
const WIDE = { width: 640, height: 360 };
const HOSTILE = "{\\an8}%{pts}':,\\[v];[0:v]null & <b>";
let folder: string;
let ffmpeg: RunFfmpeg;
let films = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora captions' [a], "));
  ffmpeg = await testFfmpeg();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Size {
  width: number;
  height: number;
}

/** Ten frames of one colour under captions, as luma planes. */
async function film(captions: DrawnCaption[], size: Size, colour: string, offset = 0): Promise<Buffer[]> {
  const output = `film-${films++}.yuv`;
  const source = `color=c=${colour}:s=${size.width}x${size.height}:r=30:d=1`;
  const job = {
    inputs: [{ source, options: ["-f", "lavfi"] }, ...captions.map(({ name }) => ({ source: name }))],
    filter: overlayFilter(captions, { source: "0:v", target: "film", firstInput: 1, offset }),
    outputOptions: ["-map", "[film]", "-frames:v", "10", "-pix_fmt", "gray", "-f", "rawvideo"],
    output,
    folder,
    deadlineSeconds: 30,
  };
  await ffmpeg(job, never);
  const bytes = await readFile(join(folder, output));
  const plane = size.width * size.height;
  return Array.from({ length: bytes.length / plane }, (_, at) => bytes.subarray(at * plane, (at + 1) * plane));
}

function draw(cues: CaptionCue[], size: Size, prefix: string): Promise<DrawnCaption[]> {
  return drawCaptions(cues, size, { folder, prefix, signal: never });
}

/** Smallest box around the pixels that differ, as fractions of the frame. */
function changedBox(frame: Buffer, before: Buffer, { width, height }: Size) {
  const changed = [...frame.keys()].filter((at) => Math.abs((frame[at] ?? 0) - (before[at] ?? 0)) > 8);
  const columns = changed.map((at) => at % width);
  const rows = changed.map((at) => Math.floor(at / width));
  const least = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = (values: number[]) => values.reduce((one, other) => Math.max(one, other), 0);
  return {
    left: least(columns) / width,
    right: most(columns) / width,
    top: least(rows) / height,
    bottom: most(rows) / height,
  };
}

describe("drawCaptions", () => {
  it.each([
    ["white", WIDE],
    ["black", WIDE],
    ["white", { width: 360, height: 640 }],
    ["black", { width: 360, height: 360 }],
  ])("shows light letters on a dark ground inside the margins of %s %o", async (colour, size) => {
    const cues = [{ start: 0.1, end: 0.2, lines: ["She carried it through", "the snow, past the mill"] }];
    const drawn = await draw(cues, size, `ground-${colour}-${size.width}x${size.height}`);
    const frames = await film(drawn, size, colour);
    const [empty = Buffer.of(), shown = Buffer.of()] = [frames[0], frames[4]];
    const box = changedBox(shown, empty, size);
    expect(box.left).toBeGreaterThan(0.05);
    expect(box.right).toBeLessThan(0.95);
    expect(box.top).toBeGreaterThan(0.5);
    expect(box.bottom).toBeLessThan(0.95);
    expect(Math.abs(box.left + box.right - 1)).toBeLessThan(0.02);
    const caption = shown.subarray(Math.floor(box.top * size.height) * size.width);
    const ground = caption.filter((luma) => luma < 110).length;
    const letters = caption.filter((luma) => luma > 220).length;
    expect(ground).toBeGreaterThan(2000);
    expect(letters).toBeGreaterThan(500);
  });

  it("shows each cue in its own frames and no other", async () => {
    const cues = [
      { start: 2 / 30, end: 4 / 30, lines: ["One"] },
      { start: 4 / 30, end: 5 / 30, lines: ["Two"] },
      { start: 7 / 30, end: 20 / 30, lines: ["Three"] },
      { start: 1, end: 1.001, lines: ["Too short for a frame"] },
    ];
    const drawn = await draw(cues, WIDE, "times");
    expect(drawn).toHaveLength(3);
    const kinds = (frames: Buffer[]) => frames.map((frame) => frames.findIndex((other) => other.equals(frame)));
    expect(kinds(await film(drawn, WIDE, "gray"))).toEqual([0, 0, 2, 2, 4, 0, 0, 7, 7, 7]);
    expect(kinds(await film(drawn, WIDE, "gray", 3))).toEqual([0, 1, 2, 2, 4, 4, 4, 4, 4, 4]);
  });

  it("draws text that is made to break filters, as text", async () => {
    const drawn = await draw([{ start: 0, end: 1, lines: [HOSTILE, "\n\u0000-->"] }], WIDE, "hostile");
    const plain = await draw([{ start: 0, end: 1, lines: ["x"] }], WIDE, "plain");
    const [hostile, short, empty] = await Promise.all([
      film(drawn, WIDE, "gray"),
      film(plain, WIDE, "gray"),
      film([], WIDE, "gray"),
    ]);
    const frame = (frames: Buffer[]) => frames[5] ?? Buffer.of();
    const wide = changedBox(frame(hostile), frame(empty), WIDE);
    const narrow = changedBox(frame(short), frame(empty), WIDE);
    expect(wide.right - wide.left).toBeGreaterThan(8 * (narrow.right - narrow.left));
    expect(wide.bottom).toBeCloseTo(narrow.bottom, 1);
  });

  it("makes a line smaller that would pass the margins", async () => {
    const drawn = await draw([{ start: 0, end: 1, lines: ["W".repeat(60)] }], WIDE, "long");
    const [frames, empty] = await Promise.all([film(drawn, WIDE, "gray"), film([], WIDE, "gray")]);
    const box = changedBox(frames[5] ?? Buffer.of(), empty[5] ?? Buffer.of(), WIDE);
    expect(box.left).toBeGreaterThan(0.05);
    expect(box.right).toBeLessThan(0.95);
  });

  it("draws nothing once it is cancelled", async () => {
    const drawing = drawCaptions([{ start: 0, end: 1, lines: ["x"] }], WIDE, {
      folder,
      prefix: "never",
      signal: AbortSignal.abort(),
    });
    await expect(drawing).rejects.toMatchObject({ code: "cancelled" });
    expect((await readdir(folder)).filter((name) => name.startsWith("never"))).toEqual([]);
  });
});
