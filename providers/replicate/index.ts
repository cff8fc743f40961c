/** Replicate speaks the narration and makes the music. */
import type { ModelLists } from "../../models/config.ts";
import { PixoraError } from "../../models/error.ts";
import { chooseModels } from "../choose-models.ts";
import { addressesAt, createCorrelations } from "../correlation.ts";
import type { JobNews } from "../job-news.ts";
import { createBuyer, createJobStopper, type Pacing } from "../purchase.ts";
import { createTraffic } from "../traffic.ts";
import type { FetchOutside, MusicProvider, SpeechProvider, StopJob } from "../types.ts";
import type { VendorWebhooks } from "../webhook.ts";
import type { ReplicateAccess } from "./client.ts";
import { createReplicateDriver } from "./driver.ts";
import { createReplicateMusic } from "./music.ts";
import { DEFAULT_MUSIC_MODELS, MUSIC_MODELS } from "./music-models.ts";
import { sampleUrl } from "./sample.ts";
import { createReplicateSpeech } from "./speech.ts";
import { DEFAULT_SPEECH_MODELS, SPEECH_MODELS } from "./speech-models.ts";
import { readWebhook } from "./webhook.ts";

export interface ReplicateVendorOptions {
  access: ReplicateAccess;
  models: Pick<ModelLists, "speech" | "music">;
  fetchOutside: FetchOutside;
  news?: JobNews;
  /** Our address before the correlation, where it is told that a job has ended; used only with a secret to check that. */
  webhookBase?: string | null;
  pacing?: Partial<Pacing>;
}

export interface ReplicateVendor {
  speech: SpeechProvider;
  music: MusicProvider;
  stopJob: StopJob;
  /** None is genuine without a secret. */
  webhooks: VendorWebhooks;
}

/** The vendor allows 600 orders a minute and says nothing of jobs at once: enough for a film, kind to a new account. */
const AT_ONCE = { vendor: 10, models: {} };

/** @throws PixoraError `invalid_request` for a model that is not in our tables */
export function createReplicateVendor(options: ReplicateVendorOptions): ReplicateVendor {
  const { access, models, fetchOutside, news, webhookBase, pacing } = options;
  const speechModels = chooseModels({
    wanted: models.speech ?? DEFAULT_SPEECH_MODELS,
    known: SPEECH_MODELS,
    variable: "PIXORA_SPEECH_MODEL",
  });
  const musicModels = chooseModels({
    wanted: models.music ?? DEFAULT_MUSIC_MODELS,
    known: MUSIC_MODELS,
    variable: "PIXORA_MUSIC_MODEL",
  });
  const secret = access.webhookSecret;
  const correlations = secret === null ? null : createCorrelations("replicate", secret);
  const webhookUrl = webhookBase && correlations ? addressesAt(webhookBase, correlations) : undefined;
  const driver = createReplicateDriver({ access, model: ordered });
  const traffic = createTraffic(AT_ONCE, pacing?.clock ? { clock: pacing.clock } : {});
  const desk = { driver, traffic, webhookUrl, ...(news && { news }), ...(pacing && { pacing }) };
  const buy = createBuyer(desk);
  return {
    speech: createReplicateSpeech({
      models: speechModels,
      buy,
      fetchOutside,
      sampleUrl: (path, context) => sampleUrl(path, access, context),
    }),
    music: createReplicateMusic({ models: musicModels, buy, fetchOutside }),
    stopJob: createJobStopper(desk),
    webhooks: {
      verify: async (message) => (secret ? readWebhook(message, secret) : null),
      operationOf: (correlation) => correlations?.read(correlation) ?? null,
    },
  };
}

function ordered(id: string): { version: string | null; deadlineSeconds: number } {
  const speech = SPEECH_MODELS.find((model) => model.id === id);
  const music = MUSIC_MODELS.find((model) => model.id === id);
  const known = speech ?? (music && { version: null, deadlineSeconds: music.deadlineSeconds });
  if (!known) throw new PixoraError("internal", `The model ${id} is in no table of Replicate's.`);
  return known;
}
