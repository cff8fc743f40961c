import { describe, expect, it } from "vitest";
import { EDIT_MODELS, type ImageModel, type PictureOrder, TEXT_MODELS } from "../../../providers/fal/image-models.ts";
import type { InputOf } from "../../../providers/fal/inputs.ts";
import { falPriceUsd } from "../../vendors/fal-prices.ts";

const FILM_SIZES = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 720, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1080, height: 1080 },
];
const WIDE = { width: 1280, height: 720 };
const FULL_HD = { width: 1920, height: 1080 };
const REFERENCES = ["https://v3.fal.media/files/one.png", "https://v3.fal.media/files/two.png"];
const ALL = [...TEXT_MODELS, ...EDIT_MODELS];

function order(model: ImageModel, changes: Partial<PictureOrder> = {}): PictureOrder {
  const references = model.maxReferences === 0 ? [] : REFERENCES;
  return { prompt: "a lantern", seed: 7, ...WIDE, references, ...changes };
}

/** What each model is sent for a film of 1280 x 720, besides the prompt. */
const SENT: Record<string, Record<string, unknown>> = {
  "fal-ai/flux-2": { seed: 7, image_size: WIDE, output_format: "png" },
  "fal-ai/flux/schnell": { seed: 7, image_size: WIDE, num_inference_steps: 4, output_format: "png" },
  "fal-ai/nano-banana-2": { seed: 7, aspect_ratio: "16:9", resolution: "1K", output_format: "png" },
  "fal-ai/bytedance/seedream/v5/lite/text-to-image": { image_size: { width: 2560, height: 1440 } },
  "fal-ai/nano-banana-2/edit": {
    image_urls: REFERENCES,
    seed: 7,
    aspect_ratio: "16:9",
    resolution: "1K",
    output_format: "png",
  },
  "fal-ai/bytedance/seedream/v4.5/edit": {
    image_urls: REFERENCES,
    seed: 7,
    image_size: { width: 2560, height: 1440 },
  },
  "fal-ai/flux-pro/kontext/max/multi": {
    image_urls: REFERENCES,
    seed: 7,
    aspect_ratio: "16:9",
    output_format: "png",
  },
  "fal-ai/flux-2/edit": { image_urls: REFERENCES, seed: 7, image_size: WIDE, output_format: "png" },
};

describe("fal's picture models", () => {
  it.each(ALL)("$id is sent its own parameters, and no other", (model) => {
    expect(model.input(order(model))).toEqual({ prompt: "a lantern", ...SENT[model.id] });
  });

  it.each(ALL)("$id is estimated at what fal bills for the very input", (model) => {
    for (const size of FILM_SIZES) {
      const ordered = order(model, size);
      const price = model.priceUsd({ ...size, references: ordered.references.length });
      expect(price).toBe(falPriceUsd(model.id, model.input(ordered)));
      expect(price).toBeGreaterThan(0);
    }
  });

  it.each(ALL)("$id says of the seed what its input does", (model) => {
    expect("seed" in model.input(order(model))).toBe(model.takesSeed);
  });

  it.each(ALL)("$id keeps the vendor's safety settings", (model) => {
    const input = model.input(order(model));
    for (const setting of ["enable_safety_checker", "safety_tolerance"]) expect(input).not.toHaveProperty(setting);
  });

  it.each(EDIT_MODELS)("$id takes references", ({ maxReferences }) => {
    expect(maxReferences).toBeGreaterThanOrEqual(4);
  });

  it("sizes are multiples of what the model counts in, as large as the film, within its bounds", () => {
    for (const model of ALL) {
      for (const film of FILM_SIZES) {
        const { image_size: size } = model.input(order(model, film)) as { image_size?: typeof WIDE };
        if (!size) continue;
        expect(Math.min(size.width - film.width, size.height - film.height)).toBeGreaterThanOrEqual(0);
        expect(size.width % 8).toBe(0);
        expect(size.height % 8).toBe(0);
        expect(size.width / size.height).toBeCloseTo(film.width / film.height, 1);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(model.id.includes("seedream") ? 4096 : 2048);
        if (model.id.includes("seedream")) expect(size.width * size.height).toBeGreaterThanOrEqual(2560 * 1440);
      }
    }
  });

  it("a film in full HD gets nano-banana's 2K, and its dearer price", () => {
    const [model] = EDIT_MODELS;
    expect(model?.input(order(model, FULL_HD))).toMatchObject({ aspect_ratio: "16:9", resolution: "2K" });
    expect(model?.priceUsd({ ...FULL_HD, references: 2 })).toBe(0.12);
  });

  it("a parameter that the endpoint does not have breaks the build", () => {
    // @ts-expect-error nano-banana is told a shape and a resolution.
    const renamed: InputOf<"fal-ai/nano-banana-2"> = { prompt: "a lantern", image_size: WIDE };
    // @ts-expect-error All editing models take `image_urls`.
    const singular: InputOf<"fal-ai/flux-2/edit"> = { prompt: "a lantern", image_url: "https://fal.media/a.png" };
    // @ts-expect-error Seedream 5 has no seed.
    const seeded: InputOf<"fal-ai/bytedance/seedream/v5/lite/text-to-image"> = { prompt: "a lantern", seed: 7 };
    expect([renamed, singular, seeded]).toHaveLength(3);
  });
});
