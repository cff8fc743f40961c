/** Pictures of dots, and the places of the dots in decoded frames: to a hundredth of a pixel. */
import { type Colour, writePng } from "../darkroom.ts";

export interface Size {
  width: number;
  height: number;
}

export interface Place {
  x: number;
  y: number;
}

const GROUND = 40;
const LIGHT = 240;

/** The centre is found when it moves by less, in pixels; it always is after a few rounds. */
const EXACT = 0.0005;
const ROUNDS = 12;
/** Of a dot that is fainter than a few levels nothing can be told. */
const FAINTEST = 10;

/** Writes a dark picture with light discs of this radius in pixels, at places in pixels. */
export function writeDots(path: string, size: Size, dots: readonly Place[], radius: number): string {
  return writePng(path, size, (x, y): Colour => {
    const nearest = Math.min(...dots.map((dot) => Math.hypot(x - dot.x, y - dot.y)));
    const strength = Math.max(0, Math.min(1, radius + 0.5 - nearest));
    const light = Math.round(GROUND + (LIGHT - GROUND) * strength);
    return [light, light, light];
  });
}

/**
 * The centre of the dot near a place. A soft window of the dot's own radius is laid on it again and again, until both
 * centres are one: what the encoder does far from the dot does not count. Null where there is no dot.
 */
export function findDot(frame: Buffer, size: Size, near: Place, radius: number): Place | null {
  let place = near;
  for (let round = 0; round < ROUNDS; round++) {
    const found = centreInWindow(frame, size, place, radius);
    if (found === null) return null;
    const moved = Math.hypot(found.x - place.x, found.y - place.y);
    // A dot under a window of its own width seems to be half way.
    place = { x: 2 * found.x - place.x, y: 2 * found.y - place.y };
    if (moved < EXACT) break;
  }
  return place;
}

/** Follows the dot that is nearest to a place from frame to frame. Null where it is not seen. */
export function followDot(frames: readonly Buffer[], size: Size, start: Place, radius: number): (Place | null)[] {
  let near = lightestNear(frames[0] ?? Buffer.alloc(0), size, start, 8 * radius);
  return frames.map((frame) => {
    const found = findDot(frame, size, near, radius);
    if (found) near = found;
    return found;
  });
}

function lightestNear(frame: Buffer, { width, height }: Size, { x, y }: Place, reach: number): Place {
  let [most, place] = [-1, { x, y }];
  for (let row = Math.max(0, y - reach); row < Math.min(height, y + reach); row++) {
    for (let column = Math.max(0, x - reach); column < Math.min(width, x + reach); column++) {
      const light = frame[row * width + column] ?? 0;
      if (light > most) [most, place] = [light, { x: column, y: row }];
    }
  }
  return place;
}

function centreInWindow(frame: Buffer, { width, height }: Size, { x, y }: Place, radius: number): Place | null {
  const reach = Math.ceil(2 * radius);
  const [left, top] = [Math.round(x) - reach, Math.round(y) - reach];
  if (left < 0 || top < 0 || left + 2 * reach >= width || top + 2 * reach >= height) return null;
  const corners = [0, 2 * reach].flatMap((down) => [0, 2 * reach].map((right) => (top + down) * width + left + right));
  const ground = corners.reduce((total, at) => total + (frame[at] ?? 0), 0) / corners.length;
  let [sum, across, down] = [0, 0, 0];
  for (let row = top; row <= top + 2 * reach; row++) {
    for (let column = left; column <= left + 2 * reach; column++) {
      const near = Math.exp(-((column - x) ** 2 + (row - y) ** 2) / radius ** 2);
      const weight = near * ((frame[row * width + column] ?? 0) - ground);
      sum += weight;
      across += weight * column;
      down += weight * row;
    }
  }
  return sum < FAINTEST * radius ** 2 ? null : { x: across / sum, y: down / sum };
}

/** Width and height of the one light shape in a frame, as if it were a circle: from how its light spreads. */
export function roundnessOf(frame: Buffer, { width }: Size): Size {
  const light = Array.from(frame, (value) => Math.max(0, value - (GROUND + LIGHT) / 2));
  const total = light.reduce((sum, weight) => sum + weight, 0);
  const spread = (placeOf: (at: number) => number) => {
    const middle = light.reduce((sum, weight, at) => sum + weight * placeOf(at), 0) / total;
    const squares = light.reduce((sum, weight, at) => sum + weight * (placeOf(at) - middle) ** 2, 0);
    // A disc's spread is a quarter of its diameter.
    return 4 * Math.sqrt(squares / total);
  };
  return { width: spread((at) => at % width), height: spread((at) => Math.floor(at / width)) };
}

/** What is left of values after the smooth path through them is taken away: a polynomial of the sixth degree. */
export function jitterOf(values: readonly number[]): number[] {
  const degree = 6;
  // Orthogonal on the frames, so that the fit is exact: each power is freed of all before it.
  const times = values.map((_, at) => (2 * at) / (values.length - 1) - 1);
  const basis: number[][] = [];
  let rest = [...values];
  for (let power = 0; power <= degree; power++) {
    let vector = times.map((time) => time ** power);
    for (const other of basis) vector = without(vector, other);
    const length = Math.sqrt(dot(vector, vector));
    const unit = vector.map((value) => value / length);
    basis.push(unit);
    rest = without(rest, unit);
  }
  return rest;
}

function without(values: readonly number[], unit: readonly number[]): number[] {
  const share = dot(values, unit);
  return values.map((value, at) => value - share * (unit[at] ?? 0));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
