import type { Mood } from "../../models/vocabulary.ts";
import { firstThatWorks } from "../fallbacks.ts";
import type { Buy } from "../purchase.ts";
import type { FetchOutside, MusicProvider, MusicRequest, PaidContext, Produced } from "../types.ts";
import type { MusicModel } from "./music-models.ts";
import { rangeOf } from "./price.ts";
import { fetchSound } from "./sound.ts";

export interface ReplicateMusicOptions {
  /** Best first, at least one. */
  models: readonly MusicModel[];
  buy: Buy;
  fetchOutside: FetchOutside;
}

/** Music by Replicate's models: instrumental, and as long as wanted where a model can be told so. */
export function createReplicateMusic(options: ReplicateMusicOptions): MusicProvider {
  const { models } = options;
  return {
    vendor: "replicate",
    price: () => rangeOf(models[0]?.price),
    generate: (request, context) =>
      firstThatWorks(models, (model) => compose(model, request, options, context), context),
  };
}

async function compose(
  model: MusicModel,
  { mood, prompt, seconds, seed }: MusicRequest,
  { buy, fetchOutside }: ReplicateMusicOptions,
  context: PaidContext,
): Promise<Produced> {
  const { id, deadlineSeconds, price } = model;
  const input = model.input({ prompt: instrumental(mood, prompt, model.maxPrompt), seconds, seed });
  const deal = { capability: "music" as const, order: { model: id, input }, deadlineSeconds, ...price };
  const { output, requestId, costUsd } = await buy(deal, context);
  const usedSeed = "seed" in input ? seed : null;
  const provenance = { vendor: "replicate", model: id, prompt, seed: usedSeed, requestId, costUsd, credits: [] };
  return { ...(await fetchSound({ output, model: id }, fetchOutside, context)), provenance };
}

/** In the terms that music models are trained on: instruments, tempo, feeling. */
const STYLES: Record<Mood, string> = {
  calm: "calm ambient score, soft piano and warm strings, slow, 65 BPM",
  joyful: "joyful light-hearted score, ukulele, pizzicato strings and glockenspiel, lively, 120 BPM",
  mysterious: "mysterious score, celesta, harp and low woodwinds, sparse, 80 BPM",
  tense: "tense cinematic score, pulsing low strings and soft percussion, building, 100 BPM",
  melancholic: "melancholic score, solo cello and felt piano, slow, 60 BPM",
  triumphant: "triumphant orchestral score, brass, strings and timpani, uplifting, 110 BPM",
};

/** The end is said first, so that a long prompt cannot push it out. */
function instrumental(mood: Mood, prompt: string, maxPrompt: number): string {
  return `Instrumental, no vocals, background music under a narrator: ${STYLES[mood]}. ${prompt}`.slice(0, maxPrompt);
}
