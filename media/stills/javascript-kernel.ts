/**
 * The slow path of the kernel, for machines without WebAssembly SIMD.
 * Value for value what `resampler.as` computes; about twenty times slower, which is what encoding takes.
 */
import type { Kernel, OverlayJob, ResampleJob } from "./kernel.ts";

const PARTS = 128;
const PARTS_BITS = 7;

/** A kernel in plain JavaScript with this much memory. */
export function createJavascriptKernel(bytes: number): Kernel {
  const memory = new Uint8Array(bytes);
  return {
    memory,
    resample: (job) => resample(memory, job),
    blend(first, second, target, length, weight) {
      for (let at = 0; at < length; at++) {
        const sum = byte(memory, first + at) * (256 - weight) + byte(memory, second + at) * weight;
        memory[target + at] = (sum + 128) >> 8;
      }
    },
    overlay: (job) => overlay(memory, job),
  };
}

function resample(memory: Uint8Array, job: ResampleJob): void {
  const columns = steps(job.startX, job.step, job.width, job.sourceWidth);
  const rows = steps(job.startY, job.step, job.height, job.sourceHeight);
  rows.forEach(({ at: top, weight: down }, y) => {
    const upper = job.source + top * job.sourceWidth;
    const lower = top + 1 < job.sourceHeight ? upper + job.sourceWidth : upper;
    const target = job.target + y * job.width;
    columns.forEach(({ at: left, weight: right }, x) => {
      const above = byte(memory, upper + left) * (PARTS - right) + byte(memory, upper + left + 1) * right;
      const below = byte(memory, lower + left) * (PARTS - right) + byte(memory, lower + left + 1) * right;
      const sum = above + (((below - above) * down + PARTS / 2) >> PARTS_BITS);
      memory[target + x] = (sum + PARTS / 2) >> PARTS_BITS;
    });
  });
}

/** Source sample before each target sample, and the weight of the one after it. */
function steps(start: number, step: number, count: number, size: number) {
  return Array.from({ length: count }, (_, index) => {
    const position = Math.max(0, Math.min(start + index * step, size - 1));
    const at = Math.trunc(position * PARTS + 0.5);
    return { at: at >> PARTS_BITS, weight: at % PARTS };
  });
}

function overlay(memory: Uint8Array, { colour, cover, width, height, target, stride }: OverlayJob): void {
  for (let at = 0; at < width * height; at++) {
    const place = target + Math.floor(at / width) * stride + (at % width);
    const left = byte(memory, place) * (255 - byte(memory, cover + at)) + 128;
    memory[place] = Math.min(255, ((left + (left >> 8)) >> 8) + byte(memory, colour + at));
  }
}

function byte(memory: Uint8Array, at: number): number {
  return memory[at] ?? 0;
}
