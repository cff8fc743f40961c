import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cinema, greyFrames, openCinema, runFfmpeg, type Shot } from "./cinema.ts";
import { roundnessOf, type Size, writeDots } from "./dots.ts";

const WIDE = { width: 640, height: 360 };
const RADIUS = 60;
const FRAMES = 40;
let cinema: Cinema;
let picture: string;

beforeAll(async () => {
  cinema = await openCinema();
  picture = writeDots(cinema.at("circle.png"), WIDE, [{ x: 320, y: 180 }], RADIUS);
});
afterAll(() => cinema.close());

/** The circle in the middle of a film of one shot. */
async function circleIn(shot: Partial<Shot>, size: Size, fit: "cover" | "contain" | null) {
  const { video } = await cinema.show([{ frames: FRAMES, picture, ...shot }], {
    format: { ...size, captions: null, fit },
  });
  return roundnessOf(greyFrames(video, size)[FRAMES / 2] ?? Buffer.alloc(0), size);
}

describe("a circle stays a circle", () => {
  it.each([
    ["9:16", "cover", { width: 180, height: 320 }],
    ["9:16", "contain", { width: 180, height: 320 }],
    ["1:1", "cover", { width: 240, height: 240 }],
    ["1:1", "contain", { width: 240, height: 240 }],
  ] as const)("in %s by %s", async (_shape, fit, size) => {
    const { width, height } = await circleIn({ move: "pan_right" }, size, fit);
    const ratio = width / height;
    expect(Math.abs(ratio - 1), `it is ${ratio.toFixed(4)} times as wide as high`).toBeLessThan(0.02);
    const scales = [size.width / WIDE.width, size.height / WIDE.height];
    const wanted = 2 * RADIUS * (fit === "cover" ? Math.max(...scales) : Math.min(...scales));
    // A move nears the picture by up to an eighth; one that is to be whole begins a little farther away.
    expect(width / wanted, `it is ${(width / wanted).toFixed(3)} times as large as it should be`).toBeGreaterThan(0.9);
    expect(width / wanted, `it is ${(width / wanted).toFixed(3)} times as large as it should be`).toBeLessThan(1.15);
  });

  it("in a clip whose pixels are not square", async () => {
    const clip = cinema.at("wide pixels.mp4");
    const filter = "scale=480:360:flags=bicubic,setsar=4/3,format=yuv420p";
    const coding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-r", "30", "-frames:v", String(FRAMES)];
    runFfmpeg(["-v", "error", "-loop", "1", "-i", picture, "-vf", filter, ...coding, clip]);
    const { width, height } = await circleIn({ clip }, { width: 320, height: 180 }, null);
    const ratio = width / height;
    expect(Math.abs(ratio - 1), `it is ${ratio.toFixed(4)} times as wide as high`).toBeLessThan(0.02);
    expect(Math.abs(width - RADIUS)).toBeLessThan(2);
  });
});
