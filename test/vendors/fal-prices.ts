/** What fal charges for a job that succeeded, read from its input: on purpose not the table that Pixora estimates with. */
type Input = Record<string, unknown>;

const CLIP_USD_PER_SECOND: Record<string, number> = {
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": 0.07,
  "fal-ai/kling-video/v3/pro/image-to-video": 0.112,
  "fal-ai/minimax/hailuo-02/standard/image-to-video": 0.045,
  "fal-ai/veo3.1/fast/image-to-video": 0.1,
  "fal-ai/ltx-2.3/image-to-video/fast": 0.04,
  "bytedance/seedance-2.0/fast/image-to-video": 0.2419,
};

const PICTURE_USD: Record<string, (input: Input) => number> = {
  "fal-ai/flux-2": (input) => 0.012 * megapixels(input),
  "fal-ai/flux/schnell": (input) => 0.003 * megapixels(input),
  "fal-ai/nano-banana-2": (input) => (input.resolution === "2K" ? 0.12 : 0.08),
  "fal-ai/nano-banana-2/edit": (input) => (input.resolution === "2K" ? 0.12 : 0.08),
  "fal-ai/bytedance/seedream/v5/lite/text-to-image": () => 0.035,
  "fal-ai/bytedance/seedream/v4.5/edit": () => 0.04,
  "fal-ai/flux-pro/kontext/max/multi": () => 0.08,
  "fal-ai/flux-2/edit": (input) => 0.012 * (megapixels(input) + 4 * references(input)),
};

/** In US dollars; a model that is not listed is free. */
export function falPriceUsd(model: string, input: Input): number {
  const perSecond = CLIP_USD_PER_SECOND[model];
  const seconds = Number.parseInt(String(input.duration), 10);
  const price = perSecond === undefined ? (PICTURE_USD[model]?.(input) ?? 0) : perSecond * seconds;
  return Number(price.toFixed(6));
}

function megapixels({ image_size }: Input): number {
  const { width, height } = image_size as { width: number; height: number };
  return Math.ceil((width * height) / 2 ** 20);
}

function references({ image_urls }: Input): number {
  return Array.isArray(image_urls) ? image_urls.length : 0;
}
