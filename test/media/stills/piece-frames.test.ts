import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { viewAt, windowOf } from "../../../media/stills/camera.ts";
import { FRAMES_KEPT, openPiece } from "../../../media/stills/piece-frames.ts";
import { frameBytes, type MovingStill, type PiecePlan } from "../../../media/stills/piece-plan.ts";
import type { CameraMove } from "../../../models/vocabulary.ts";

const WIDTH = 160;
const HEIGHT = 90;
/** Planes as large as the film's own, with rows to spare. */
const source = { width: 240, height: 136 };
const lumaBytes = source.width * source.height;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-frames-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Planes of a picture from its light at each place. */
async function picture(name: string, lightAt: (x: number, y: number) => number, colour = 128): Promise<string> {
  const planes = Buffer.alloc(frameBytes(source), colour);
  for (let at = 0; at < lumaBytes; at++) planes[at] = lightAt(at % source.width, Math.floor(at / source.width));
  await writeFile(join(folder, name), planes);
  return join(folder, name);
}

function still(planes: string, move: CameraMove = "zoom_in", last = 29): MovingStill {
  const prepared = { planes, size: source, fit: "cover", subject: null } as const;
  return { kind: "still", ...prepared, move, seen: { first: 0, last }, startFrame: 0 };
}

function plan(changes: Partial<PiecePlan> & Pick<PiecePlan, "from">): PiecePlan {
  return { width: WIDTH, height: HEIGHT, frames: 30, to: null, fadeIn: 0, fadeOut: 0, patches: [], ...changes };
}

async function lights(piece: PiecePlan): Promise<number[]> {
  const draw = await openPiece(piece, { folder });
  const values: number[] = [];
  for (let index = 0; index < piece.frames; index++) values.push((await draw(index))[WIDTH * 45 + 80] ?? -1);
  return values;
}

describe("openPiece", () => {
  it.each(["zoom_in", "zoom_out", "pan_left", "pan_right"] as const)(
    "moves a dot without jitter in a slow %s",
    async (move) => {
      const [dotX, dotY] = [90, 70];
      const dot = (x: number, y: number) => 16 + 200 * Math.exp(-((x - dotX) ** 2 + (y - dotY) ** 2) / 18);
      const from = { ...still(await picture(`dot-${move}`, dot), move), seen: { first: 0, last: 299 } };
      const draw = await openPiece(plan({ from, frames: 300 }), { folder });
      const errors: number[] = [];
      for (let index = 0; index < 300; index++) {
        const film = { width: WIDTH, height: HEIGHT };
        const { left, top, step } = windowOf(viewAt(from, index, film), source, film);
        const wanted = { x: (dotX + 0.5 - left) / step - 0.5, y: (dotY + 0.5 - top) / step - 0.5 };
        const found = centroid(await draw(index));
        errors.push(Math.hypot(found.x - wanted.x, found.y - wanted.y));
      }
      const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      expect(rms).toBeLessThan(0.02);
    },
  );

  it("keeps colour with light: both move the same way", async () => {
    const planes = Buffer.alloc(frameBytes(source), 16);
    const edge = source.width / 4;
    for (let at = 0; at < lumaBytes; at++) planes[at] = at % source.width < edge ? 40 : 200;
    for (let at = lumaBytes; at < planes.length; at++) {
      planes[at] = (at - lumaBytes) % (source.width / 2) < edge / 2 ? 90 : 160;
    }
    const path = join(folder, "edge");
    await writeFile(path, planes);
    const draw = await openPiece(plan({ from: still(path, "pan_right") }), { folder });
    for (const index of [0, 11, 29]) {
      const frame = await draw(index);
      const luma = crossing([...frame.subarray(WIDTH * 45, WIDTH * 46)], 120);
      const chromaRow = WIDTH * HEIGHT + (WIDTH / 2) * 22;
      const chroma = crossing([...frame.subarray(chromaRow, chromaRow + WIDTH / 2)], 125);
      // Colour samples stand at every second pixel, on its left.
      expect(Math.abs(2 * chroma - luma)).toBeLessThan(1.2);
    }
  });

  it("crossfades evenly from one picture to the other", async () => {
    const [dark, bright] = [await picture("dark", () => 40), await picture("bright", () => 200)];
    const piece = plan({ from: still(dark), to: { shot: still(bright), by: "crossfade" }, frames: 14 });
    const values = await lights(piece);
    const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
    expect(values[0]).toBeGreaterThan(40);
    expect(values[13]).toBeLessThan(200);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(11);
    expect(Math.max(...steps)).toBeLessThanOrEqual(12);
  });

  it("fades through black, and is never brighter than the pictures", async () => {
    const [first, second] = [await picture("first", () => 100), await picture("second", () => 200)];
    const values = await lights(plan({ from: still(first), to: { shot: still(second), by: "fade" }, frames: 14 }));
    expect(values.slice(0, 7)).toEqual([...values.slice(0, 7)].sort((a, b) => b - a));
    expect(values.slice(7)).toEqual([...values.slice(7)].sort((a, b) => a - b));
    expect(Math.min(...values)).toBeLessThan(32);
    expect([values[0], values[13]].every((value) => (value ?? 0) > 80)).toBe(true);
  });

  it("rises from black and sinks into it, colour included", async () => {
    const path = await picture("colourful", () => 200, 60);
    const draw = await openPiece(plan({ from: still(path), fadeIn: 10, fadeOut: 15 }), { folder });
    const light = async (index: number) => (await draw(index))[WIDTH * 45 + 80] ?? 0;
    expect(Math.max(await light(0), await light(29))).toBeLessThan(32);
    expect(await light(12)).toBe(200);
    const colour = (await draw(0))[WIDTH * HEIGHT + 500] ?? 0;
    expect(colour).toBeGreaterThan(120);
  });

  it("leaves the last frames untouched while it draws the next", async () => {
    const path = await picture("slope", (x) => (x * 255) / source.width);
    const draw = await openPiece(plan({ from: still(path, "pan_right") }), { folder });
    const kept = await draw(0);
    const copy = Buffer.from(kept);
    for (let index = 1; index <= FRAMES_KEPT; index++) await draw(index);
    expect(copy.equals(kept)).toBe(true);
  });

  it("refuses planes of another size", async () => {
    await writeFile(join(folder, "short"), Buffer.alloc(100));
    await expect(openPiece(plan({ from: still(join(folder, "short")) }), { folder })).rejects.toMatchObject({
      code: "internal",
    });
  });
});

function centroid(frame: Uint8Array): { x: number; y: number } {
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const light = Math.max(0, (frame[at] ?? 0) - 24);
    mass += light;
    sumX += light * (at % WIDTH);
    sumY += light * Math.floor(at / WIDTH);
  }
  return { x: sumX / mass, y: sumY / mass };
}

/** Where a rising row of values passes this one, between the samples. */
function crossing(row: number[], value: number): number {
  const after = row.findIndex((sample) => sample > value);
  const [low = 0, high = 0] = [row[after - 1], row[after]];
  return after - 1 + (value - low) / (high - low);
}
