import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Colour, framesOf, pixelAt, writePng } from "../darkroom.ts";
import { type Cinema, openCinema, runFfmpeg } from "./cinema.ts";

const size = { width: 320, height: 180 };
const format = { ...size, captions: null, fit: null };
const FRAMES = 40;
/** In four columns and two rows. */
const PATCHES: Colour[] = [
  [250, 250, 250],
  [16, 16, 16],
  [200, 40, 40],
  [40, 180, 60],
  [50, 70, 200],
  [220, 200, 60],
  [120, 120, 120],
  [230, 150, 180],
];
let cinema: Cinema;
let picture: string;

beforeAll(async () => {
  cinema = await openCinema();
  const place = (x: number, y: number) => Math.floor(x / 160) + 4 * Math.floor(y / 180);
  picture = writePng(
    cinema.at("patches.png"),
    { width: 640, height: 360 },
    (x, y) => PATCHES[place(x, y)] ?? [0, 0, 0],
  );
});
afterAll(() => cinema.close());

/** The same picture in another file. */
function recoded(name: string, options: readonly string[]): string {
  runFfmpeg([
    "-v",
    "error",
    ...(name.endsWith("mp4") ? ["-loop", "1"] : []),
    "-i",
    picture,
    ...options,
    cinema.at(name),
  ]);
  return cinema.at(name);
}

/** How far the colours of a film's middle frame are from the patches at most, in levels. */
function farthestColour(video: string): number {
  const frame = framesOf(video, size)[FRAMES / 2] ?? Buffer.alloc(0);
  const off = PATCHES.flatMap((patch, index) => {
    const found = meanColour(frame, 40 + 80 * (index % 4), 45 + 90 * Math.floor(index / 4));
    return found.map((value, part) => Math.abs(value - (patch[part] ?? 0)));
  });
  return Math.max(...off);
}

function meanColour(frame: Buffer, x: number, y: number): number[] {
  const around = Array.from({ length: 49 }, (_, at) =>
    pixelAt(frame, size.width, x - 3 + (at % 7), y - 3 + Math.floor(at / 7)),
  );
  return [0, 1, 2].map((part) => around.reduce((sum, colour) => sum + (colour[part] ?? 0), 0) / around.length);
}

describe("the colours of a film", () => {
  it.each([
    ["PNG", () => picture],
    ["JPEG", () => recoded("patches.jpg", ["-pix_fmt", "yuvj444p", "-q:v", "1"])],
    ["WebP", () => recoded("patches.webp", ["-lossless", "1"])],
  ])("are within 2 levels of a still in %s", async (_kind, source) => {
    const { video } = await cinema.show([{ frames: FRAMES, picture: source(), move: "zoom_out" }], { format });
    const off = farthestColour(video);
    expect(off, `a colour is ${off.toFixed(2)} levels off`).toBeLessThanOrEqual(2);
  });

  it("are within 2 levels of a clip", async () => {
    const matrix = "scale=320:180:flags=area+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p";
    const coding = [
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-crf",
      "4",
      "-colorspace",
      "bt709",
      "-color_range",
      "tv",
    ];
    const clip = recoded("patches.mp4", ["-vf", matrix, "-frames:v", String(FRAMES), "-r", "30", ...coding]);
    const { video } = await cinema.show([{ frames: FRAMES, picture, clip }], { format });
    const off = farthestColour(video);
    expect(off, `a colour is ${off.toFixed(2)} levels off`).toBeLessThanOrEqual(2);
  });
});
