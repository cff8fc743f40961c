import { PixoraError } from "../../models/error.ts";
import { firstThatWorks } from "../fallbacks.ts";
import type { Buy } from "../purchase.ts";
import type { FetchOutside, PaidContext, ProducedSpeech, SpeechProvider, SpeechRequest } from "../types.ts";
import { rangeOf } from "./price.ts";
import { fetchSound } from "./sound.ts";
import { lineFor, spokenLanguage, voiceFor, voicesFor } from "./speaker.ts";
import type { SpeechModel } from "./speech-models.ts";

export interface ReplicateSpeechOptions {
  /** Best first, at least one. */
  models: readonly SpeechModel[];
  buy: Buy;
  fetchOutside: FetchOutside;
  /** Makes a recording on this machine readable for the models. */
  sampleUrl(path: string, context: PaidContext): Promise<string>;
}

/** Speech by Replicate's models. None of them tells the times of its words. */
export function createReplicateSpeech(options: ReplicateSpeechOptions): SpeechProvider {
  const { models } = options;
  return {
    vendor: "replicate",
    takesVoiceSample: models.some(({ takesSample }) => takesSample),

    price: ({ text }) => rangeOf(models.find(({ maxCharacters }) => [...text].length <= maxCharacters)?.price(text)),

    async check(request) {
      const able = models.filter((model) => spokenLanguage(model, request.language) !== null);
      if (able.length === 0) throw unsupported(request.language, models);
      if (able.every((model) => voiceFor(model, request) === null)) throw unknownVoice(request, able);
    },

    async generate(request, context) {
      if (!/[\p{L}\p{N}]/u.test(request.text)) {
        throw new PixoraError("vendor_failed", "The narration has no words to speak.");
      }
      const speech = await firstThatWorks(
        inOrder(models, request),
        (model) => speak(model, request, options, context),
        context,
      );
      return { ...speech, words: null };
    },
  };
}

/** With a recording to follow, those who can come first: a line in another voice is only their fallback, and is told. */
function inOrder(models: readonly SpeechModel[], { voiceSample }: SpeechRequest): readonly SpeechModel[] {
  if (voiceSample === null) return models;
  return models.toSorted((one, other) => Number(other.takesSample) - Number(one.takesSample));
}

async function speak(
  model: SpeechModel,
  request: SpeechRequest,
  { buy, fetchOutside, sampleUrl }: ReplicateSpeechOptions,
  context: PaidContext,
): Promise<Omit<ProducedSpeech, "words" | "passedOver">> {
  const { text, voiceSample } = request;
  const said = lineFor(model, request);
  const line = {
    ...said,
    sampleUrl: voiceSample !== null && model.takesSample ? await sampleUrl(voiceSample, context) : null,
  };
  const { maxUsd, costUsd: priceOf } = model.price(text);
  const { id, deadlineSeconds } = model;
  const order = { model: id, input: model.input(line) };
  const deal = { capability: "speech" as const, order, maxUsd, costUsd: priceOf, deadlineSeconds };
  const { output, requestId, costUsd } = await buy(deal, context);
  const provenance = { vendor: "replicate", model: id, prompt: text, seed: null, requestId, costUsd, credits: [] };
  return { ...(await fetchSound({ output, model: id }, fetchOutside, context)), provenance };
}

function unsupported(language: string, models: readonly SpeechModel[]): PixoraError {
  const known = [...new Set(models.flatMap((model) => Object.keys(model.languages)))].sort();
  const message = `No speech model at Replicate that is set speaks "${language}". They speak: ${known.join(", ")}.`;
  return new PixoraError("unsupported_language", message);
}

function unknownVoice(
  { language, voice }: Pick<SpeechRequest, "language" | "voice">,
  able: readonly SpeechModel[],
): PixoraError {
  const known = able.flatMap((model) => voicesFor(model, language).slice(0, 5));
  const message = `There is no voice "${voice}" for ${language} at Replicate. Choose one such as: ${known.join(", ")}.`;
  return new PixoraError("invalid_request", message);
}
