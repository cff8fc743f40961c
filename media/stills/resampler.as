/**
 * AssemblyScript: moves a picture by fractions of a pixel, mixes two, and lays a patch over one. One plane of bytes at
 * a time. `resampler-wasm.ts` is this file compiled; `javascript-kernel.ts` gives the same values without SIMD.
 *
 * Bilinear in fixed point, positions in parts of 128: across into sums of 15 bits, for the row above and the row below,
 * then down between the two. So a sample is rounded to a byte only once.
 *
 * All that hangs on a column or a row alone is worked out beforehand, into the scratch memory. Nothing with a decimal
 * point may stand near the loop over samples: V8 would move it inside, and take three times as long.
 */

/** Parts of a source sample. */
const PARTS: i32 = 128;
const PARTS_BITS: i32 = 7;

/** Eight neighbours of a target row. All lie within 16 source samples, so that one load finds them. */
const GROUP: i32 = 8;
/** For each: its place among those 16, with a byte of zeros above; then the weight of the one after it. */
const WEIGHTS: usize = 16;
/** Source sample where the 16 begin. */
const BASE: usize = 32;
const GROUP_BYTES: usize = 48;
const ROW_BYTES: usize = 8;

/**
 * Fills a plane of `width` x `height`, at least 16 wide. Sample (x, y) shows the source at (startX + x * step,
 * startY + y * step), held inside the source; `step` is at most 2. `scratch` has room for 48 bytes for each begun 8
 * columns, two groups at least, and 8 for each row. Up to 16 bytes past the source are read, never used.
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
  const rows = noteColumns(scratch, width, sourceWidth, startX, step);
  noteRows(rows, height, sourceHeight, startY, step, sourceWidth);
  for (let y = 0; y < height; y++) {
    const row = rows + y * ROW_BYTES;
    const upper = source + load<i32>(row);
    fillRow(upper, upper + load<u16>(row, 4), load<u16>(row, 6), scratch, target + y * width, width);
  }
}

/** Two groups at a time; the last two end with the row. Returns where the notes end. */
function noteColumns(notes: usize, width: i32, sourceWidth: i32, start: f64, step: f64): usize {
  for (let x = 0; x < width; x += 2 * GROUP) {
    const first = min(x, width - 2 * GROUP);
    noteGroup(notes, first, sourceWidth, start, step);
    noteGroup(notes + GROUP_BYTES, first + GROUP, sourceWidth, start, step);
    notes += 2 * GROUP_BYTES;
  }
  return notes;
}

function noteGroup(notes: usize, first: i32, sourceWidth: i32, start: f64, step: f64): void {
  const base = place(start + <f64>first * step, sourceWidth) >> PARTS_BITS;
  for (let n = 0; n < GROUP; n++) {
    const at = place(start + <f64>(first + n) * step, sourceWidth);
    store<u16>(notes + (n << 1), 0xff00 | ((at >> PARTS_BITS) - base));
    store<u16>(notes + (n << 1), at & (PARTS - 1), WEIGHTS);
  }
  store<i32>(notes, base, BASE);
}

/** For each row: where the source row above it begins, how far on the one below does, and the weight of that one. */
function noteRows(notes: usize, height: i32, sourceHeight: i32, start: f64, step: f64, sourceWidth: i32): void {
  for (let y = 0; y < height; y++) {
    const at = place(start + <f64>y * step, sourceHeight);
    const top = at >> PARTS_BITS;
    store<i32>(notes, top * sourceWidth);
    store<u16>(notes, top + 1 < sourceHeight ? sourceWidth : 0, 4);
    // As a part of 2^15, in which vectors are multiplied.
    store<u16>(notes, (at & (PARTS - 1)) << (15 - PARTS_BITS), 6);
    notes += ROW_BYTES;
  }
}

/** A position in parts of a sample, held inside the source. */
// @ts-ignore: decorator
@inline
function place(position: f64, size: i32): i32 {
  return <i32>(max(0.0, min(position, <f64>(size - 1))) * <f64>PARTS + 0.5);
}

function fillRow(upper: usize, lower: usize, down: i32, notes: usize, target: usize, width: i32): void {
  for (let x = 0; x < width; x += 2 * GROUP) {
    const first = eightSamples(upper, lower, down, notes);
    const second = eightSamples(upper, lower, down, notes + GROUP_BYTES);
    v128.store(target + min(x, width - 2 * GROUP), i8x16.narrow_i16x8_u(first, second));
    notes += 2 * GROUP_BYTES;
  }
}

// @ts-ignore: decorator
@inline
function eightSamples(upper: usize, lower: usize, down: i32, notes: usize): v128 {
  const base = load<i32>(notes, BASE);
  const lefts = v128.load(notes);
  const rights = i16x8.add(lefts, i16x8.splat(1));
  const right = v128.load(notes, WEIGHTS);
  const left = i16x8.sub(i16x8.splat(<i16>PARTS), right);
  const a = v128.load(upper + base);
  const b = v128.load(lower + base);
  const above = i16x8.add(i16x8.mul(i8x16.swizzle(a, lefts), left), i16x8.mul(i8x16.swizzle(a, rights), right));
  const below = i16x8.add(i16x8.mul(i8x16.swizzle(b, lefts), left), i16x8.mul(i8x16.swizzle(b, rights), right));
  const sum = i16x8.add(above, i16x8.q15mulr_sat_s(i16x8.sub(below, above), i16x8.splat(<i16>down)));
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(<i16>(PARTS / 2))), PARTS_BITS);
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

/** Lays a plane of `width` x `height` over a part of another: what `cover` (of 255) leaves of it, and `colour`. */
export function overlay(colour: usize, cover: usize, width: i32, height: i32, target: usize, stride: i32): void {
  const whole = width & ~15;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < whole; x += 16) {
      const under = v128.load(target + x);
      const leaves = v128.not(v128.load(cover + x));
      const low = by255(i16x8.extmul_low_i8x16_u(under, leaves));
      const high = by255(i16x8.extmul_high_i8x16_u(under, leaves));
      v128.store(target + x, i8x16.add_sat_u(i8x16.narrow_i16x8_u(low, high), v128.load(colour + x)));
    }
    for (let x = whole; x < width; x++) {
      const left = <i32>load<u8>(target + x) * (255 - <i32>load<u8>(cover + x)) + 128;
      store<u8>(target + x, min(255, ((left + (left >> 8)) >> 8) + <i32>load<u8>(colour + x)));
    }
    colour += width;
    cover += width;
    target += stride;
  }
}

/** Divides products of two bytes by 255, rounded. */
// @ts-ignore: decorator
@inline
function by255(products: v128): v128 {
  const sums = i16x8.add(products, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(sums, i16x8.shr_u(sums, 8)), 8);
}
