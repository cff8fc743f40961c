import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKernel } from "../../../media/stills/kernel.ts";
import { toPatch } from "../../../media/stills/patch.ts";
import { createPatchLayer, patchSlots } from "../../../media/stills/patch-layer.ts";
import { frameBytes, type PlacedPatch } from "../../../media/stills/piece-plan.ts";

const FRAME = { width: 64, height: 32 };
const EMPTY = 60;
const NO_COLOUR = 128;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-patches-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A patch of one grey, which covers all of its place. */
async function grey(light: number, place: Partial<PlacedPatch> = {}): Promise<PlacedPatch> {
  const patch = { name: `${light}.patch`, x: 8, y: 4, width: 16, height: 8, firstFrame: 0, endFrame: 4, ...place };
  const rgba = new Uint8Array(patch.width * patch.height * 4).fill(light);
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  await writeFile(join(folder, patch.name), toPatch(rgba, patch.width, patch.height));
  return patch;
}

/** Frames of one grey under these patches. */
async function frames(patches: PlacedPatch[], count: number): Promise<Uint8Array[]> {
  const { bytes, count: slots } = patchSlots({ patches });
  const kernel = createKernel(frameBytes(FRAME) + slots * bytes);
  const addresses = Array.from({ length: slots }, (_, slot) => frameBytes(FRAME) + slot * bytes);
  const lay = createPatchLayer({ kernel, plan: { ...FRAME, patches }, folder }, addresses);
  const drawn: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    kernel.memory.fill(EMPTY, 0, FRAME.width * FRAME.height);
    kernel.memory.fill(NO_COLOUR, FRAME.width * FRAME.height, frameBytes(FRAME));
    await lay(index, 0);
    drawn.push(kernel.memory.slice(0, frameBytes(FRAME)));
  }
  return drawn;
}

function lightAt(frame: Uint8Array | undefined, x: number, y: number): number | undefined {
  return frame?.[y * FRAME.width + x];
}

describe("createPatchLayer", () => {
  it("covers its place in its frames, and nothing else", async () => {
    const [before, first, last, after] = await frames([await grey(255, { firstFrame: 1, endFrame: 3 })], 4);
    for (const frame of [first, last]) {
      const covered = Array.from({ length: FRAME.width * FRAME.height }, (_, at) => at).filter(
        (at) => frame?.[at] !== EMPTY,
      );
      expect(covered).toHaveLength(16 * 8);
      expect([lightAt(frame, 8, 4), lightAt(frame, 23, 11)]).toEqual([235, 235]);
      expect(new Set(frame?.subarray(FRAME.width * FRAME.height))).toEqual(new Set([NO_COLOUR]));
    }
    expect(before).toEqual(after);
    expect(new Set(before?.subarray(0, FRAME.width * FRAME.height))).toEqual(new Set([EMPTY]));
  });

  it("colours the same place as it lights", async () => {
    const patch = { name: "red.patch", x: 8, y: 4, width: 16, height: 8, firstFrame: 0, endFrame: 1 };
    const red = Uint8Array.from({ length: 16 * 8 * 4 }, (_, at) => (at % 4 === 0 || at % 4 === 3 ? 255 : 0));
    await writeFile(join(folder, patch.name), toPatch(red, patch.width, patch.height));
    const [frame] = await frames([patch], 1);
    const plane = frame?.subarray(FRAME.width * FRAME.height * 1.25) ?? Uint8Array.of();
    const coloured = [...plane.keys()].filter((at) => plane[at] !== NO_COLOUR);
    expect(coloured).toHaveLength(8 * 4);
    expect(Math.min(...coloured)).toBe(2 * 32 + 4);
    expect(plane[2 * 32 + 4]).toBe(240);
  });

  it("lays the later over the earlier, however many follow one another", async () => {
    const ground = await grey(0, { endFrame: 6 });
    const above = await Promise.all(
      [100, 150, 200].map((light, at) =>
        grey(light, { x: 12, y: 6, width: 4, height: 2, firstFrame: 2 * at, endFrame: 2 * at + 2 }),
      ),
    );
    const patches = [ground, ...above];
    expect(patchSlots({ patches }).count).toBe(2);
    const drawn = await frames(patches, 6);
    expect(drawn.map((frame) => lightAt(frame, 12, 6))).toEqual([102, 102, 145, 145, 188, 188]);
    expect(drawn.map((frame) => lightAt(frame, 8, 4))).toEqual([16, 16, 16, 16, 16, 16]);
  });

  it.each([
    ["beyond the right edge", { x: 50 }],
    ["beyond the lower edge", { y: 26 }],
    ["before the left edge", { x: -2 }],
    ["between the colour samples", { x: 7 }],
  ])("refuses a patch %s", async (_title, place) => {
    await expect(frames([await grey(255, place)], 1)).rejects.toMatchObject({ code: "internal" });
  });

  it("refuses a patch whose file has other bytes", async () => {
    const patch = await grey(255, { name: "cut.patch" });
    await writeFile(join(folder, patch.name), Buffer.alloc(10));
    await expect(frames([patch], 1)).rejects.toThrow("10 bytes");
  });
});
