/**
 * fal's picture models, a row each: what they are asked with, what they cost.
 * List prices in US dollars, from copies of fal.ai/models/<id> read on 2026-11-22; nothing in an answer tells a price.
 */
import type { InputOf } from "./inputs.ts";
import { billedMegapixels, fitSize, nearestShape, type PixelSize } from "./picture-size.ts";
import { usd } from "./usd.ts";

/** A picture to be made, in no model's terms. */
export interface PictureOrder extends PixelSize {
  prompt: string;
  seed: number;
  /** URLs of the pictures that the prompt refers to, in its order. */
  references: readonly string[];
}

export interface ImageModel {
  id: string;
  /** Pictures it can refer to at most; 0 for a model that draws from words alone. */
  maxReferences: number;
  /** Whether the same seed gives the same picture. */
  takesSeed: boolean;
  input(order: PictureOrder): Record<string, unknown>;
  /** The most that a picture costs. */
  priceUsd(size: PixelSize & { references: number }): number;
  /** From the order to the picture, with the time that it may wait for others of the account. */
  deadlineSeconds: number;
}

const SHAPES = ["16:9", "1:1", "9:16"] as const;
const FLUX_2 = { step: 16, minSide: 512, maxSide: 2048 };
const FLUX_1 = { step: 16, minSide: 256, maxSide: 2048 };
/** Both Seedreams want 2560 x 1440 pixels or more. */
const SEEDREAM = { step: 8, minSide: 1440, maxSide: 4096, minArea: 2560 * 1440 };

/** For what is painted and what is referred to; from lumenfall.ai's copy of fal's price. */
const FLUX_2_USD_PER_MEGAPIXEL = 0.012;
/** A larger reference is made smaller before it is billed. */
const FLUX_2_MEGAPIXELS_PER_REFERENCE = 4;
const FLUX_SCHNELL_USD_PER_MEGAPIXEL = 0.003;
/** 2K is half as much again. */
const NANO_BANANA_2_USD = { "1K": 0.08, "2K": 0.12 };
/** From public price lists of 2026 that name fal. */
const SEEDREAM_5_LITE_USD = 0.035;
const SEEDREAM_4_5_USD = 0.04;
const KONTEXT_MAX_USD = 0.08;

const DEADLINE_SECONDS = 300;

/** Pictures from words, best first. */
export const TEXT_MODELS: readonly ImageModel[] = [
  {
    id: "fal-ai/flux-2",
    maxReferences: 0,
    takesSeed: true,
    input: ({ prompt, seed, ...size }): InputOf<"fal-ai/flux-2"> => ({
      prompt,
      seed,
      image_size: fitSize(size, FLUX_2),
      output_format: "png",
    }),
    priceUsd: (size) => usd(FLUX_2_USD_PER_MEGAPIXEL * billedMegapixels(fitSize(size, FLUX_2))),
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/flux/schnell",
    maxReferences: 0,
    takesSeed: true,
    input: ({ prompt, seed, ...size }): InputOf<"fal-ai/flux/schnell"> => ({
      prompt,
      seed,
      image_size: fitSize(size, FLUX_1),
      // The types speak of 28 by default, which this model is not made for.
      num_inference_steps: 4,
      output_format: "png",
    }),
    priceUsd: (size) => usd(FLUX_SCHNELL_USD_PER_MEGAPIXEL * billedMegapixels(fitSize(size, FLUX_1))),
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/nano-banana-2",
    maxReferences: 0,
    takesSeed: true,
    input: ({ prompt, seed, ...size }): InputOf<"fal-ai/nano-banana-2"> => ({
      prompt,
      seed,
      aspect_ratio: nearestShape(size, SHAPES),
      resolution: nanoBananaResolution(size),
      output_format: "png",
    }),
    priceUsd: (size) => NANO_BANANA_2_USD[nanoBananaResolution(size)],
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/bytedance/seedream/v5/lite/text-to-image",
    maxReferences: 0,
    takesSeed: false,
    input: ({ prompt, ...size }): InputOf<"fal-ai/bytedance/seedream/v5/lite/text-to-image"> => ({
      prompt,
      image_size: fitSize(size, SEEDREAM),
    }),
    priceUsd: () => SEEDREAM_5_LITE_USD,
    deadlineSeconds: DEADLINE_SECONDS,
  },
];

/** Pictures with references, best first. */
export const EDIT_MODELS: readonly ImageModel[] = [
  {
    id: "fal-ai/nano-banana-2/edit",
    maxReferences: 14,
    takesSeed: true,
    input: ({ prompt, seed, references, ...size }): InputOf<"fal-ai/nano-banana-2/edit"> => ({
      prompt,
      image_urls: [...references],
      seed,
      aspect_ratio: nearestShape(size, SHAPES),
      resolution: nanoBananaResolution(size),
      output_format: "png",
    }),
    priceUsd: (size) => NANO_BANANA_2_USD[nanoBananaResolution(size)],
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/bytedance/seedream/v4.5/edit",
    maxReferences: 10,
    takesSeed: true,
    input: ({ prompt, seed, references, ...size }): InputOf<"fal-ai/bytedance/seedream/v4.5/edit"> => ({
      prompt,
      image_urls: [...references],
      seed,
      image_size: fitSize(size, SEEDREAM),
    }),
    priceUsd: () => SEEDREAM_4_5_USD,
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/flux-pro/kontext/max/multi",
    // Not published. fal's own examples show up to four.
    maxReferences: 4,
    takesSeed: true,
    input: ({ prompt, seed, references, ...size }): InputOf<"fal-ai/flux-pro/kontext/max/multi"> => ({
      prompt,
      image_urls: [...references],
      seed,
      aspect_ratio: nearestShape(size, SHAPES),
      output_format: "png",
    }),
    priceUsd: () => KONTEXT_MAX_USD,
    deadlineSeconds: DEADLINE_SECONDS,
  },
  {
    id: "fal-ai/flux-2/edit",
    maxReferences: 4,
    takesSeed: true,
    input: ({ prompt, seed, references, ...size }): InputOf<"fal-ai/flux-2/edit"> => ({
      prompt,
      image_urls: [...references],
      seed,
      image_size: fitSize(size, FLUX_2),
      output_format: "png",
    }),
    priceUsd: ({ references, ...size }) => {
      const painted = billedMegapixels(fitSize(size, FLUX_2));
      return usd(FLUX_2_USD_PER_MEGAPIXEL * (painted + FLUX_2_MEGAPIXELS_PER_REFERENCE * references));
    },
    deadlineSeconds: DEADLINE_SECONDS,
  },
];

/** 1K is about a square of 1024 pixels, in any shape. */
function nanoBananaResolution({ width, height }: PixelSize): "1K" | "2K" {
  return width * height <= 1024 * 1024 ? "1K" : "2K";
}
