/**
 * The slow path of the kernel, for machines without WebAssembly SIMD.
 * Value for value what `resampler.as` computes; about five times slower.
 */
import type { Kernel, ResampleJob } from "./kernel.ts";

const DOWN = 128;
const ACROSS = 16384;
const SHIFT = 21;
const HALF = 2 ** (SHIFT - 1);

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
  };
}

function resample(memory: Uint8Array, job: ResampleJob): void {
  const across = steps(job.startX, job.step, job.width, job.sourceWidth, ACROSS);
  const down = steps(job.startY, job.step, job.height, job.sourceHeight, DOWN);
  const row = new Int32Array(job.sourceWidth + 1);
  down.forEach(({ at, weight }, y) => {
    const upper = job.source + at * job.sourceWidth;
    const lower = at + 1 < job.sourceHeight ? upper + job.sourceWidth : upper;
    for (let x = 0; x < job.sourceWidth; x++) {
      row[x] = byte(memory, upper + x) * (DOWN - weight) + byte(memory, lower + x) * weight;
    }
    const target = job.target + y * job.width;
    across.forEach(({ at: left, weight: right }, x) => {
      const sum = (row[left] ?? 0) * (ACROSS - right) + (row[left + 1] ?? 0) * right;
      memory[target + x] = (sum + HALF) >> SHIFT;
    });
  });
}

/** Source sample before each target sample, and the weight of the one after it. */
function steps(start: number, step: number, count: number, size: number, parts: number) {
  return Array.from({ length: count }, (_, index) => {
    const position = Math.max(0, Math.min(start + index * step, size - 1));
    const at = Math.trunc(position);
    return { at, weight: Math.trunc((position - at) * parts + 0.5) };
  });
}

function byte(memory: Uint8Array, at: number): number {
  return memory[at] ?? 0;
}
