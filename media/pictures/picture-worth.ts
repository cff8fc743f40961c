/** How much a picture shows: whether it is sharp, rich and well lit, judged by the light of its planes. */
import { open } from "node:fs/promises";
import type { PreparedPicture } from "../stills/piece-plan.ts";

/** Pictures are judged by about so many samples, each the mean of a square. */
const SAMPLES = 160 * 90;
/** Light steps between neighbours, and spread of the light, at which a picture is sharp and rich enough. */
const SHARP = 8;
const RICH = 50;
/** Mean light under, or over, which a picture is too dark, or too pale. */
const DARK = 70;
const PALE = 200;

/** Light of a picture, from 0 to 255, in rows. */
interface Light {
  width: number;
  values: Float64Array;
}

/** From 0 to 1. The planes have to be on disk. */
export async function worthOf(picture: Pick<PreparedPicture, "planes" | "size">): Promise<number> {
  const light = await lightOf(picture);
  const mean = meanOf(light.values);
  const spread = Math.sqrt(meanOf(light.values.map((value) => (value - mean) ** 2)));
  const exposure = Math.min(1, mean / DARK, (255 - mean) / (255 - PALE));
  return Math.sqrt(Math.min(1, stepsOf(light) / SHARP) * Math.min(1, spread / RICH)) * Math.max(0, exposure);
}

/** A band of rows after another: at 1080p the whole plane has 5 MB. */
async function lightOf({ planes, size }: Pick<PreparedPicture, "planes" | "size">): Promise<Light> {
  const side = Math.max(1, Math.round(Math.sqrt((size.width * size.height) / SAMPLES)));
  const [width, height] = [Math.floor(size.width / side), Math.floor(size.height / side)];
  const values = new Float64Array(width * height);
  const band = Buffer.alloc(size.width * side);
  const file = await open(planes);
  try {
    for (let row = 0; row < height; row++) {
      await file.read(band, 0, band.length, row * band.length);
      for (let column = 0; column < width; column++) {
        const mean = meanOfSquare(band, { left: column * side, side, stride: size.width });
        values[row * width + column] = ((mean - 16) * 255) / 219;
      }
    }
  } finally {
    await file.close();
  }
  return { width, values };
}

function meanOfSquare(band: Buffer, { left, side, stride }: { left: number; side: number; stride: number }): number {
  let sum = 0;
  for (let row = 0; row < side; row++) {
    const start = row * stride + left;
    for (let at = start; at < start + side; at++) sum += band[at] ?? 0;
  }
  return sum / (side * side);
}

/** Mean difference between a sample and its right neighbour, and the one below. */
function stepsOf({ width, values }: Light): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at + width < values.length; at++) {
    if (at % width === width - 1) continue;
    const here = values[at] ?? 0;
    sum += Math.abs(here - (values[at + 1] ?? 0)) + Math.abs(here - (values[at + width] ?? 0));
    count += 2;
  }
  return sum / Math.max(1, count);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
