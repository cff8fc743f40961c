/** fal's clips: a picture that is set in motion. */
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import { fetchBought } from "../delivery.ts";
import { firstThatWorks } from "../fallbacks.ts";
import type { Buy } from "../purchase.ts";
import type { FetchOutside, PaidContext, Produced, VideoProvider } from "../types.ts";
import type { UploadPicture } from "./uploads.ts";
import type { ClipOrder, VideoModel } from "./video-models.ts";

export interface FalVideosOptions {
  /** Best first. */
  models: readonly VideoModel[];
  buy: Buy;
  upload: UploadPicture;
  fetchOutside: FetchOutside;
}

export function createFalVideos({ models, upload, ...shop }: FalVideosOptions): VideoProvider {
  return {
    vendor: "fal",

    price(request) {
      const usd = models[0]?.priceUsd(request) ?? 0;
      return { minUsd: usd, maxUsd: usd };
    },

    async generate(request, context) {
      const order = { ...request, picture: await upload(request.picture, context) };
      return firstThatWorks(models, (model) => film({ ...shop, model, order }, context), context);
    },
  };
}

interface Filming extends Pick<FalVideosOptions, "buy" | "fetchOutside"> {
  model: VideoModel;
  order: ClipOrder;
}

async function film({ model, order, buy, fetchOutside }: Filming, context: PaidContext): Promise<Produced> {
  const usd = model.priceUsd(order);
  const deal = {
    capability: "video",
    order: { model: model.id, input: model.input(order) },
    maxUsd: usd,
    costUsd: () => usd,
    deadlineSeconds: model.deadlineSeconds,
  } as const;
  const { output, requestId, costUsd } = await buy(deal, context);
  const told = Output.safeParse(output);
  if (!told.success) throw new PixoraError("vendor_failed", `${model.id} made no clip.`);
  const { video, seed: used } = told.data;
  const { bytes, mediaType } = await fetchBought(
    { url: video.url, kind: "video", vendor: "fal", model: model.id },
    fetchOutside,
    context,
  );
  const seed = model.takesSeed ? (used ?? order.seed) : null;
  const provenance = { vendor: "fal", model: model.id, prompt: order.prompt, seed, requestId, costUsd, credits: [] };
  return { bytes, mediaType, provenance };
}

const Output = z.object({
  video: z.object({ url: z.string() }),
  seed: z.int().nullish().catch(null),
});
