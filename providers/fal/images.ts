/** fal's pictures: from words, or from words and the pictures they refer to. */
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import { fetchBought } from "../delivery.ts";
import { firstThatWorks } from "../fallbacks.ts";
import type { Buy } from "../purchase.ts";
import type { FetchOutside, ImageProvider, ImageRequest, PaidContext, Produced } from "../types.ts";
import { isBlackPng } from "./black-picture.ts";
import type { ImageModel, PictureOrder } from "./image-models.ts";
import type { UploadPicture } from "./uploads.ts";

export interface FalImagesOptions {
  /** For pictures from words alone, best first. */
  textModels: readonly ImageModel[];
  /** For pictures with references, best first. */
  editModels: readonly ImageModel[];
  buy: Buy;
  upload: UploadPicture;
  fetchOutside: FetchOutside;
}

export function createFalImages({ textModels, editModels, upload, ...shop }: FalImagesOptions): ImageProvider {
  const modelsFor = (references: number) =>
    references === 0 ? textModels : editModels.filter(({ maxReferences }) => maxReferences >= references);
  return {
    vendor: "fal",
    maxReferences: mostReferences(editModels),

    price(request) {
      const usd = modelsFor(request.references)[0]?.priceUsd(request) ?? 0;
      return { minUsd: usd, maxUsd: usd };
    },

    async generate(request, context) {
      const models = modelsFor(request.references.length);
      if (models.length === 0) throw tooManyReferences(request, editModels);
      const references = await uploadAll(request.references, upload, context);
      const { prompt, seed, width, height } = request;
      const order = { prompt, seed, width, height, references };
      return firstThatWorks(
        models,
        (model) => paint({ ...shop, model, order, urgency: URGENCY[request.subject.kind] }, context),
        context,
      );
    },
  };
}

function tooManyReferences({ references }: ImageRequest, models: readonly ImageModel[]): PixoraError {
  const message = `A picture refers to ${references.length} others, and the models of PIXORA_EDIT_MODEL take ${mostReferences(models)} at most.`;
  return new PixoraError("vendor_failed", message);
}

function mostReferences(models: readonly ImageModel[]): number {
  return Math.max(0, ...models.map(({ maxReferences }) => maxReferences));
}

/** Ends when all have ended, so that nothing is left running. */
async function uploadAll(
  paths: readonly string[],
  upload: UploadPicture,
  context: PaidContext,
): Promise<readonly string[]> {
  const uploads = paths.map((path) => upload(path, context));
  await Promise.allSettled(uploads);
  return Promise.all(uploads);
}

interface Painting extends Pick<FalImagesOptions, "buy" | "fetchOutside"> {
  model: ImageModel;
  order: PictureOrder;
  urgency: number;
}

/** Scenes wait for the sheets, and clips, which have none, for the stills. */
const URGENCY: Record<ImageRequest["subject"]["kind"], number> = { sheet: 2, still: 1 };

async function paint({ model, order, urgency, buy, fetchOutside }: Painting, context: PaidContext): Promise<Produced> {
  const usd = model.priceUsd({ ...order, references: order.references.length });
  const deal = {
    capability: "image",
    order: { model: model.id, input: model.input(order) },
    maxUsd: usd,
    costUsd: () => usd,
    deadlineSeconds: model.deadlineSeconds,
    urgency,
  } as const;
  const { output, requestId, costUsd } = await buy(deal, context);
  const picture = readPicture(output, model.id);
  if (picture.isBlackened) throw blackened(model);
  const { bytes, mediaType } = await fetchBought(
    { url: picture.url, kind: "image", vendor: "fal", model: model.id },
    fetchOutside,
    context,
  );
  if (isBlackPng(bytes, mediaType)) throw blackened(model);
  const seed = model.takesSeed ? (picture.seed ?? order.seed) : null;
  const provenance = { vendor: "fal", model: model.id, prompt: order.prompt, seed, requestId, costUsd, credits: [] };
  return { bytes, mediaType, provenance };
}

function blackened({ id }: ImageModel): PixoraError {
  return new PixoraError("content_refused", `${id}'s safety check blackened the picture.`);
}

function readPicture(output: unknown, model: string) {
  const told = Output.safeParse(output);
  const picture = told.data?.images[0];
  if (!told.success || !picture) throw new PixoraError("vendor_failed", `${model} made no picture.`);
  // Flux does not fail on what it may not show: it paints black, says so here, and is paid.
  const { seed = null, has_nsfw_concepts } = told.data;
  return { url: picture.url, seed, isBlackened: has_nsfw_concepts?.[0] === true };
}

const Output = z.object({
  images: z.array(z.object({ url: z.string() })),
  seed: z.int().nullish().catch(null),
  has_nsfw_concepts: z.array(z.boolean()).nullish().catch(null),
});
