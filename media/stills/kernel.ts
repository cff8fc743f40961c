/** The inner loops over pixels, in WebAssembly SIMD or, where that is missing, in JavaScript. */
import { PixoraError } from "../../models/error.ts";
import { createJavascriptKernel } from "./javascript-kernel.ts";
import { RESAMPLER_WASM } from "./resampler-wasm.ts";

/** One plane to fill from another, both in the kernel's memory. Positions are in source samples. */
export interface ResampleJob {
  source: number;
  sourceWidth: number;
  sourceHeight: number;
  target: number;
  /** At least `LEAST_WIDTH`. */
  width: number;
  height: number;
  /** Source position that the first target sample shows. */
  startX: number;
  startY: number;
  /** The way to the next, in both directions: `LARGEST_STEP` at most. */
  step: number;
  /** Room for `scratchBytes(width, height)`. */
  scratch: number;
}

/** A plane of a patch to lay into a plane of a frame. */
export interface OverlayJob {
  /** Values, multiplied by `cover`; each plane has `width` x `height` bytes. */
  colour: number;
  cover: number;
  width: number;
  height: number;
  /** Where the first byte goes, and the way to the next row. */
  target: number;
  stride: number;
}

/** Works on planes in its own memory; addresses are byte offsets into it. */
export interface Kernel {
  memory: Uint8Array;
  /** Bilinear; what lies outside the source shows its nearest edge. */
  resample(job: ResampleJob): void;
  /** Mixes two planes: `weight` of 256 parts are the second. Target may be one of them. */
  blend(first: number, second: number, target: number, length: number, weight: number): void;
  /** Each byte becomes what the patch leaves of it, rounded, and the patch's value. */
  overlay(job: OverlayJob): void;
}

interface ResamplerExports {
  resample(...numbers: number[]): void;
  blend(...numbers: number[]): void;
  overlay(...numbers: number[]): void;
}

const PAGE_BYTES = 65_536;
/** Vector loads reach past the end of a plane. */
const MARGIN_BYTES = 64;

/** Compiled once for all pieces of a thread: V8 makes code fast only after it has run for a while. */
const RESAMPLER = compile(Buffer.from(RESAMPLER_WASM, "base64"));

/** The narrowest plane that can be filled: one vector. */
export const LEAST_WIDTH = 16;
/** So far apart, eight neighbours still lie within one vector of the source. */
export const LARGEST_STEP = 2;

/** Scratch memory that one resampling needs. */
export function scratchBytes(width: number, height: number): number {
  return 6 * (width + LEAST_WIDTH) + 8 * height;
}

/** A kernel with at least this much memory, as fast as this machine allows. */
export function createKernel(bytes: number): Kernel {
  return createSimdKernel(bytes) ?? createJavascriptKernel(bytes);
}

/** Gives a kernel with at least this much memory, whose content is anything. */
export type LendKernel = (bytes: number) => Kernel;

/** Lends one kernel again and again, to one user at a time: fresh memory takes 25 ms for a crossfade at 1080p. */
export function createKernelLoan(): LendKernel {
  let lent: { kernel: Kernel; bytes: number } | null = null;
  return (bytes) => {
    if (!lent || lent.bytes < bytes) lent = { kernel: createKernel(bytes), bytes };
    return lent.kernel;
  };
}

/** Null where the machine has no WebAssembly SIMD. */
export function createSimdKernel(bytes: number): Kernel | null {
  if (!RESAMPLER) return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + MARGIN_BYTES) / PAGE_BYTES) });
  const { exports } = new WebAssembly.Instance(RESAMPLER, { env: { memory } });
  if (!isResampler(exports)) throw new TypeError("resampler-wasm.ts does not hold the resampler");
  return {
    memory: new Uint8Array(memory.buffer),
    resample(job) {
      const { source, sourceWidth, sourceHeight, target, width, height, startX, startY, step, scratch } = job;
      if (width < LEAST_WIDTH || step > LARGEST_STEP) {
        throw new PixoraError("internal", `A plane ${width} wide cannot be filled in steps of ${step}.`);
      }
      exports.resample(source, sourceWidth, sourceHeight, target, width, height, startX, startY, step, scratch);
    },
    blend: (...numbers) => exports.blend(...numbers),
    overlay: ({ colour, cover, width, height, target, stride }) =>
      exports.overlay(colour, cover, width, height, target, stride),
  };
}

function compile(code: Uint8Array): WebAssembly.Module | null {
  return WebAssembly.validate(code) ? new WebAssembly.Module(code) : null;
}

function isResampler(exports: object): exports is ResamplerExports {
  return "resample" in exports && "blend" in exports && "overlay" in exports;
}
