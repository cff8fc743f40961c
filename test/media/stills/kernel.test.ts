import { describe, expect, it } from "vitest";
import { createJavascriptKernel } from "../../../media/stills/javascript-kernel.ts";
import {
  createKernelLoan,
  createSimdKernel,
  type Kernel,
  LARGEST_STEP,
  type OverlayJob,
  type ResampleJob,
  scratchBytes,
} from "../../../media/stills/kernel.ts";

const MEMORY = 200_000;
const TARGET = 100_000;
const SCRATCH = 150_000;

/** A picture of noise, the same every time. */
function noise(length: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state >> 16;
  });
}

function job(changes: Partial<ResampleJob>): ResampleJob {
  const sizes = { sourceWidth: 70, sourceHeight: 44, width: 33, height: 21 };
  return { source: 0, target: TARGET, scratch: SCRATCH, startX: 0.5, startY: 0.5, step: 2, ...sizes, ...changes };
}

const overlayJob: OverlayJob = { colour: 2000, cover: 4000, width: 37, height: 9, target: 300, stride: 64 };

function resampled(kernel: Kernel, picture: Uint8Array, asked: ResampleJob): Uint8Array {
  kernel.memory.set(picture, asked.source);
  kernel.resample(asked);
  return kernel.memory.slice(asked.target, asked.target + asked.width * asked.height);
}

/** Bilinear interpolation as the textbook has it, in floating point. */
function exact(picture: Uint8Array, asked: ResampleJob): number[] {
  const at = (x: number, y: number) =>
    picture[Math.min(y, asked.sourceHeight - 1) * asked.sourceWidth + Math.min(x, asked.sourceWidth - 1)] ?? 0;
  return Array.from({ length: asked.width * asked.height }, (_, index) => {
    const px = Math.max(0, Math.min(asked.startX + (index % asked.width) * asked.step, asked.sourceWidth - 1));
    const row = Math.floor(index / asked.width);
    const py = Math.max(0, Math.min(asked.startY + row * asked.step, asked.sourceHeight - 1));
    const [x, y] = [Math.floor(px), Math.floor(py)];
    const upper = at(x, y) * (1 - px + x) + at(x + 1, y) * (px - x);
    const lower = at(x, y + 1) * (1 - px + x) + at(x + 1, y + 1) * (px - x);
    return upper * (1 - py + y) + lower * (py - y);
  });
}

const jobs: [string, ResampleJob][] = [
  ["half the size", job({})],
  ["an odd window between the pixels", job({ startX: 3.337, startY: 1.921, step: 1.8371 })],
  ["the longest step, from just before a sample", job({ startX: 0.9999, startY: 0.9999, step: LARGEST_STEP })],
  ["a window over every edge", job({ startX: -4.2, startY: -3.3, step: 1.97, width: 61, height: 33 })],
  ["an enlargement", job({ startX: 10.1, startY: 9.7, step: 0.37, width: 40 })],
  ["a plane as wide as a vector", job({ width: 16, height: 3, sourceWidth: 9, sourceHeight: 7, step: 0.53 })],
  ["a single source pixel", job({ width: 17, height: 4, sourceWidth: 1, sourceHeight: 1 })],
];

function createSimd(): Kernel {
  const kernel = createSimdKernel(MEMORY);
  if (!kernel) throw new Error("this machine has no WebAssembly SIMD: its path is untested here");
  return kernel;
}

describe.each([
  ["WebAssembly", createSimd],
  ["JavaScript", () => createJavascriptKernel(MEMORY)],
])("the %s kernel", (_name, create) => {
  it.each(jobs)("is within one level of exact bilinear values for %s", (_title, asked) => {
    const picture = noise(asked.sourceWidth * asked.sourceHeight);
    const values = resampled(create(), picture, asked);
    const worst = exact(picture, asked).map((value, index) => Math.abs(value - (values[index] ?? -1)));
    // Half a level is rounding; the rest is 1/256 sample of place, in both directions, on the steepest edge there is.
    expect(Math.max(...worst)).toBeLessThan(2.5);
    expect(worst.reduce((sum, value) => sum + value, 0) / worst.length).toBeLessThan(0.4);
  });

  it("keeps an even plane even, at every position", () => {
    const asked = job({ startX: 0.123, startY: 7.77, step: 1.618 });
    expect(new Set(resampled(create(), new Uint8Array(70 * 44).fill(235), asked))).toEqual(new Set([235]));
  });

  it("writes its plane and nothing else", () => {
    const kernel = create();
    const asked = job({});
    kernel.memory.fill(7, TARGET - 16, TARGET);
    const end = TARGET + asked.width * asked.height;
    kernel.memory.fill(7, end, end + 16);
    kernel.resample(asked);
    expect(new Set([...kernel.memory.slice(TARGET - 16, TARGET), ...kernel.memory.slice(end, end + 16)])).toEqual(
      new Set([7]),
    );
    expect(SCRATCH + scratchBytes(asked.width, asked.height)).toBeLessThan(MEMORY);
  });

  it.each([0, 1, 100, 128, 255, 256])("blends with %i of 256 parts, rounded", (weight) => {
    const kernel = create();
    const [first, second] = [noise(64), noise(128).slice(64)];
    kernel.memory.set(first, 0);
    kernel.memory.set(second, 64);
    kernel.blend(0, 64, 128, 64, weight);
    const wanted = first.map((value, at) => Math.round((value * (256 - weight) + (second[at] ?? 0) * weight) / 256));
    expect([...kernel.memory.slice(128, 192)]).toEqual([...wanted]);
  });

  it("lays a patch over its place: what is left of the frame, rounded, and the patch", () => {
    const kernel = create();
    kernel.memory.set(noise(MEMORY));
    // What covers nothing and what covers all.
    kernel.memory.fill(0, overlayJob.cover, overlayJob.cover + 7);
    kernel.memory.fill(255, overlayJob.cover + 7, overlayJob.cover + 14);
    const frame = kernel.memory.slice(300, 300 + 64 * 12);
    kernel.overlay(overlayJob);
    const { colour, cover, width, height, stride } = overlayJob;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const left = ((frame[y * stride + x] ?? 0) * (255 - (kernel.memory[cover + at] ?? 0))) / 255;
        frame[y * stride + x] = Math.min(255, Math.round(left) + (kernel.memory[colour + at] ?? 0));
      }
    }
    expect(kernel.memory.slice(300, 300 + 64 * 12)).toEqual(frame);
  });
});

describe("the WebAssembly kernel", () => {
  it("refuses what does not fit its vectors", () => {
    expect(() => createSimd().resample(job({ step: 2.01 }))).toThrow("steps of 2.01");
    expect(() => createSimd().resample(job({ width: 15 }))).toThrow("15 wide");
  });
});

it("lends the same memory again as long as it is large enough", () => {
  const lend = createKernelLoan();
  const first = lend(100_000);
  expect(lend(90_000)).toBe(first);
  const larger = lend(10 * first.memory.length);
  expect(larger.memory.length).toBeGreaterThanOrEqual(10 * first.memory.length);
  expect(lend(100_000)).toBe(larger);
});

it.each(jobs)("both kernels agree in every value for %s", (_title, asked) => {
  const picture = noise(asked.sourceWidth * asked.sourceHeight);
  const simd = resampled(createSimd(), picture, asked);
  expect(resampled(createJavascriptKernel(MEMORY), picture, asked)).toEqual(simd);
});
