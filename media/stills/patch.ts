/**
 * Small pictures with transparency that are laid over finished frames: captions.
 *
 * A patch is five planes, one after another: light (full size), two of colour (half size each way), and how much each
 * covers, 0 to 255, once for the light and once for the colours. Light and colours are yuv420p in bt709, tv range, and
 * already multiplied by what they cover: laying one over a frame is one multiplication for each byte.
 */
import { PixoraError } from "../../models/error.ts";
import type { FrameSize } from "./piece-plan.ts";

/** Where the planes of a patch begin, and how many bytes it has. */
export interface PatchPlanes {
  luma: number;
  colours: [number, number];
  cover: number;
  colourCover: number;
  bytes: number;
}

const OPAQUE = 255;
/** What black, and the way from it to white, are in tv range; the same for colours. */
const [BLACK, LIGHT_RANGE] = [16, 219 / 255];
const [NO_COLOUR, COLOUR_RANGE] = [128, 224 / 255];
/** How much red, green and blue make light in bt709. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

export function patchPlanes({ width, height }: FrameSize): PatchPlanes {
  const full = width * height;
  const quarter = full / 4;
  const cover = full + 2 * quarter;
  const colours: [number, number] = [full, full + quarter];
  return { luma: 0, colours, cover, colourCover: cover + full, bytes: cover + full + quarter };
}

/**
 * The patch of a drawn picture.
 * @param rgba pixels as resvg's `render().pixels` has them: red, green and blue multiplied by alpha.
 * @param width pixels, even; so is `height`.
 */
export function toPatch(rgba: Uint8Array, width: number, height: number): Buffer {
  if (width % 2 !== 0 || height % 2 !== 0 || rgba.length !== width * height * 4) {
    throw new PixoraError("internal", `A patch of ${width}x${height} cannot be made of ${rgba.length} bytes.`);
  }
  const planes = patchPlanes({ width, height });
  const patch = Buffer.alloc(planes.bytes);
  for (let at = 0; at < width * height; at++) {
    const alpha = rgba[at * 4 + 3] ?? 0;
    if (alpha === 0) continue;
    const [red, green, blue] = [rgba[at * 4] ?? 0, rgba[at * 4 + 1] ?? 0, rgba[at * 4 + 2] ?? 0];
    patch[planes.luma + at] = Math.round((BLACK * alpha) / OPAQUE + LIGHT_RANGE * lightOf(red, green, blue));
    patch[planes.cover + at] = alpha;
  }
  for (let at = 0; at < (width * height) / 4; at++) {
    const [x, y] = [2 * (at % (width / 2)), 2 * Math.floor(at / (width / 2))];
    const cover = Math.round(meanAround(rgba, width, x, y, 3));
    if (cover === 0) continue;
    const red = meanAround(rgba, width, x, y, 0);
    const green = meanAround(rgba, width, x, y, 1);
    const blue = meanAround(rgba, width, x, y, 2);
    const light = lightOf(red, green, blue);
    // From the rounded cover, so that grey over grey stays grey.
    const grey = (NO_COLOUR * cover) / OPAQUE;
    patch[planes.colours[0] + at] = Math.round(grey + (COLOUR_RANGE * (blue - light)) / (2 - 2 * BLUE));
    patch[planes.colours[1] + at] = Math.round(grey + (COLOUR_RANGE * (red - light)) / (2 - 2 * RED));
    patch[planes.colourCover + at] = cover;
  }
  return patch;
}

/** The same as one frame of yuva420p, as ffmpeg lays it over another: light and colours not multiplied. */
export function toYuva(patch: Uint8Array, size: FrameSize): Buffer {
  const planes = patchPlanes(size);
  const frame = Buffer.from(patch.subarray(0, planes.colourCover));
  const divide = (from: number, to: number, cover: number) => {
    for (let at = from; at < to; at++) {
      const covered = patch[cover + at - from] ?? 0;
      if (covered > 0) frame[at] = Math.min(OPAQUE, Math.round(((frame[at] ?? 0) * OPAQUE) / covered));
    }
  };
  divide(planes.luma, planes.colours[0], planes.cover);
  divide(planes.colours[0], planes.colours[1], planes.colourCover);
  divide(planes.colours[1], planes.cover, planes.colourCover);
  return frame;
}

function lightOf(red: number, green: number, blue: number): number {
  return RED * red + GREEN * green + BLUE * blue;
}

/** The mean of one part around a colour sample, which stands on the left of its pair of pixels and between two rows. */
function meanAround(rgba: Uint8Array, width: number, x: number, y: number, part: number): number {
  const at = (y * width + x) * 4 + part;
  const below = at + width * 4;
  const left = x > 0 ? 4 : 0;
  const upper = (rgba[at - left] ?? 0) + 2 * (rgba[at] ?? 0) + (rgba[at + 4] ?? 0);
  const lower = (rgba[below - left] ?? 0) + 2 * (rgba[below] ?? 0) + (rgba[below + 4] ?? 0);
  return (upper + lower) / 8;
}
