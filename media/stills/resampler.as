/**
 * AssemblyScript: moves a picture by fractions of a pixel and blends two. One plane of bytes at a time.
 * `resampler-wasm.ts` is this file compiled; `javascript-kernel.ts` gives the same values without SIMD.
 *
 * Bilinear in fixed point: down with 7 bits of weight into a row of 16-bit sums, then across with 14 bits.
 * 255 * 2^7 * 2^14 stays below 2^31, so nothing overflows and nothing is rounded twice.
 *
 * Memory: up to 32 bytes past a source row and past the scratch row are read, never used.
 */

const DOWN: i32 = 128;
const ACROSS: i32 = 16384;
const SHIFT: i32 = 21;
const HALF: i32 = 1 << (SHIFT - 1);

/**
 * Fills a plane of `width` x `height`. Sample (x, y) shows the source at (startX + x * step, startY + y * step),
 * held inside the source. `scratch` has room for 8 * width + 2 * sourceWidth + 64 bytes.
 */
export function resample(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  width: i32,
  height: i32,
  startX: f64,
  startY: f64,
  step: f64,
  scratch: usize,
): void {
  const weights = scratch + (width << 2);
  const row = weights + (width << 2);
  for (let x = 0; x < width; x++) {
    const position = hold(startX + <f64>x * step, sourceWidth - 1);
    const left = <i32>position;
    const weight = <i32>((position - <f64>left) * <f64>ACROSS + 0.5);
    store<i32>(scratch + (x << 2), left << 1);
    store<i32>(weights + (x << 2), (weight << 16) | (ACROSS - weight));
  }
  const from = load<i32>(scratch) >> 1;
  const until = (load<i32>(scratch + ((width - 1) << 2)) >> 1) + 2;
  for (let y = 0; y < height; y++) {
    const position = hold(startY + <f64>y * step, sourceHeight - 1);
    const top = <i32>position;
    const weight = <i32>((position - <f64>top) * <f64>DOWN + 0.5);
    const upper = source + top * sourceWidth;
    const lower = top + 1 < sourceHeight ? upper + sourceWidth : upper;
    mixRows(upper, lower, row, from, until, weight);
    stretchRow(scratch, weights, row, target + y * width, width);
  }
}

// @ts-ignore: decorator
@inline
function hold(position: f64, last: i32): f64 {
  return max(0.0, min(position, <f64>last));
}

function mixRows(upper: usize, lower: usize, row: usize, from: i32, until: i32, weight: i32): void {
  const first = i16x8.splat(<i16>(DOWN - weight));
  const second = i16x8.splat(<i16>weight);
  for (let x = from; x < until; x += 16) {
    const a = v128.load(upper + x);
    const b = v128.load(lower + x);
    const low = i16x8.add(
      i16x8.mul(i16x8.extend_low_i8x16_u(a), first),
      i16x8.mul(i16x8.extend_low_i8x16_u(b), second),
    );
    const high = i16x8.add(
      i16x8.mul(i16x8.extend_high_i8x16_u(a), first),
      i16x8.mul(i16x8.extend_high_i8x16_u(b), second),
    );
    v128.store(row + (x << 1), low);
    v128.store(row + (x << 1), high, 16);
  }
}

function stretchRow(lefts: usize, weights: usize, row: usize, target: usize, width: i32): void {
  const whole = width & ~7;
  for (let x = 0; x < whole; x += 8) {
    const at = x << 2;
    const low = fourSamples(lefts + at, weights + at, row);
    const high = fourSamples(lefts + at + 16, weights + at + 16, row);
    const bytes = i16x8.narrow_i32x4_s(low, high);
    v128.store_lane<u64>(target + x, i8x16.narrow_i16x8_u(bytes, bytes), 0);
  }
  for (let x = whole; x < width; x++) {
    const pair = row + load<i32>(lefts + (x << 2));
    const left = <i32>load<u16>(weights + (x << 2));
    const sum = <i32>load<u16>(pair) * left + <i32>load<u16>(pair, 2) * (ACROSS - left);
    store<u8>(target + x, (sum + HALF) >> SHIFT);
  }
}

// @ts-ignore: decorator
@inline
function fourSamples(lefts: usize, weights: usize, row: usize): v128 {
  let pairs = v128.load_zero<u32>(row + load<i32>(lefts));
  pairs = v128.load_lane<u32>(row + load<i32>(lefts, 4), pairs, 1);
  pairs = v128.load_lane<u32>(row + load<i32>(lefts, 8), pairs, 2);
  pairs = v128.load_lane<u32>(row + load<i32>(lefts, 12), pairs, 3);
  const sums = i32x4.dot_i16x8_s(pairs, v128.load(weights));
  return i32x4.shr_s(i32x4.add(sums, i32x4.splat(HALF)), SHIFT);
}

/** Mixes two planes into a third: `weight` of 256 parts are the second. Lengths are multiples of 16 or padded. */
export function blend(first: usize, second: usize, target: usize, length: i32, weight: i32): void {
  const a = i16x8.splat(<i16>(256 - weight));
  const b = i16x8.splat(<i16>weight);
  const half = i16x8.splat(128);
  for (let at = 0; at < length; at += 16) {
    const x = v128.load(first + at);
    const y = v128.load(second + at);
    const low = i16x8.add(
      i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(x), a), i16x8.mul(i16x8.extend_low_i8x16_u(y), b)),
      half,
    );
    const high = i16x8.add(
      i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(x), a), i16x8.mul(i16x8.extend_high_i8x16_u(y), b)),
      half,
    );
    v128.store(target + at, i8x16.narrow_i16x8_u(i16x8.shr_u(low, 8), i16x8.shr_u(high, 8)));
  }
}
