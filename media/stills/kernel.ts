/** The inner loops over pixels, in WebAssembly SIMD or, where that is missing, in JavaScript. */
import { createJavascriptKernel } from "./javascript-kernel.ts";
import { RESAMPLER_WASM } from "./resampler-wasm.ts";

/** One plane to fill from another, both in the kernel's memory. Positions are in source samples. */
export interface ResampleJob {
  source: number;
  sourceWidth: number;
  sourceHeight: number;
  target: number;
  width: number;
  height: number;
  /** Source position that the first target sample shows; `step` is the way to the next, in both directions. */
  startX: number;
  startY: number;
  step: number;
  /** Room for `scratchBytes(width, sourceWidth)`. */
  scratch: number;
}

/** Works on planes in its own memory; addresses are byte offsets into it. */
export interface Kernel {
  memory: Uint8Array;
  /** Bilinear; what lies outside the source shows its nearest edge. */
  resample(job: ResampleJob): void;
  /** Mixes two planes: `weight` of 256 parts are the second. Target may be one of them. */
  blend(first: number, second: number, target: number, length: number, weight: number): void;
}

interface ResamplerExports {
  resample(...numbers: number[]): void;
  blend(...numbers: number[]): void;
}

const PAGE_BYTES = 65_536;
/** Vector loads reach past the end of a plane. */
const MARGIN_BYTES = 64;

/** Scratch memory that one resampling needs. */
export function scratchBytes(width: number, sourceWidth: number): number {
  return 8 * width + 2 * sourceWidth + MARGIN_BYTES;
}

/** A kernel with at least this much memory, as fast as this machine allows. */
export function createKernel(bytes: number): Kernel {
  return createSimdKernel(bytes) ?? createJavascriptKernel(bytes);
}

/** Null where the machine has no WebAssembly SIMD. */
export function createSimdKernel(bytes: number): Kernel | null {
  const code = Buffer.from(RESAMPLER_WASM, "base64");
  if (!WebAssembly.validate(code)) return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + MARGIN_BYTES) / PAGE_BYTES) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  if (!isResampler(exports)) throw new TypeError("resampler-wasm.ts does not hold the resampler");
  return {
    memory: new Uint8Array(memory.buffer),
    resample(job) {
      const { source, sourceWidth, sourceHeight, target, width, height, startX, startY, step, scratch } = job;
      exports.resample(source, sourceWidth, sourceHeight, target, width, height, startX, startY, step, scratch);
    },
    blend: (...numbers) => exports.blend(...numbers),
  };
}

function isResampler(exports: object): exports is ResamplerExports {
  return "resample" in exports && "blend" in exports;
}
