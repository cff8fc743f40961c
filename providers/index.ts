import type { Config } from "../models/config.ts";
import { createDraftProviders } from "./draft/index.ts";
import { createFalVendor } from "./fal/index.ts";
import { createFetchOutside } from "./fetch-outside.ts";
import { createJobNews, type JobNews } from "./job-news.ts";
import { createOpenAiLanguage } from "./openai/index.ts";
import { priceNotice } from "./openai/prices.ts";
import { createOutsideRequest } from "./outside-request.ts";
import type { Pacing } from "./purchase.ts";
import { createReplicateVendor } from "./replicate/index.ts";
import { createSupabaseVendor } from "./supabase/index.ts";
import type { Providers, StopJob } from "./types.ts";
import type { VerifyWebhook, WebhookMessage } from "./webhook.ts";

export interface ChosenProviders {
  providers: Providers;
  /** What a user should know before the start, one sentence each. */
  notices: string[];
  /** Whether films are made from files of strangers, which only a recent ffmpeg may read. */
  readsForeignFiles: boolean;
  /**
   * What checks a webhook, by the name of the vendor that it claims to come from; only for vendors that are set up.
   * Resolves with whether it is genuine and fresh, after whoever waits for its job was woken.
   */
  webhooks: Readonly<Record<string, (message: WebhookMessage) => Promise<boolean>>>;
}

export type ProviderConfig = Pick<Config, "dataDir" | "vendors" | "models" | "allowedHosts">;

/**
 * The one switch: chooses a vendor for each capability by the keys that are set.
 * @param pacing how often jobs are asked after, for tests that cannot wait
 * @throws PixoraError `invalid_request` for a model that no table knows
 */
export function createProviders(config: ProviderConfig, pacing?: Partial<Pacing>): ChosenProviders {
  const { dataDir, vendors, models, allowedHosts } = config;
  const outsideRequest = createOutsideRequest({ allowedHosts });
  const fetchOutside = createFetchOutside({ request: outsideRequest });
  const news = createJobNews();
  const shared = { models, fetchOutside, news, ...(pacing && { pacing }) };
  const drafts = createDraftProviders({ storageFolder: dataDir });
  const fal = vendors.fal && createFalVendor({ access: vendors.fal, outsideRequest, ...shared });
  const replicate = vendors.replicate && createReplicateVendor({ access: vendors.replicate, ...shared });
  const supabase = vendors.supabase && createSupabaseVendor({ access: vendors.supabase, dataDir });
  const providers: Providers = {
    language: vendors.openai ? createOpenAiLanguage({ access: vendors.openai }) : drafts.language,
    image: fal?.image ?? drafts.image,
    video: fal?.video ?? null,
    speech: replicate?.speech ?? drafts.speech,
    music: replicate?.music ?? drafts.music,
    storage: supabase?.storage ?? drafts.storage,
    records: supabase?.records ?? null,
    fetchOutside,
    stopJob: stopAt({ fal, replicate }),
  };
  const notices = [draftNotice(providers), liveNotice(providers), vendors.openai && priceNotice(vendors.openai)];
  return {
    providers,
    notices: notices.filter((notice) => notice !== null),
    readsForeignFiles: fal !== null || replicate !== null,
    webhooks: {
      ...(fal && { fal: hear("fal", fal.webhook, news) }),
      ...(replicate && { replicate: hear("replicate", replicate.webhook, news) }),
    },
  };
}

/** @param vendor as its jobs name it */
function hear(vendor: string, verify: VerifyWebhook, news: JobNews): (message: WebhookMessage) => Promise<boolean> {
  return async (message) => {
    const told = await verify(message);
    if (told) news.tell(vendor, told.requestId);
    return told !== null;
  };
}

/** A vendor that is not set up any more cannot be asked. */
function stopAt(vendors: Readonly<Record<string, { stopJob: StopJob } | null>>): StopJob {
  return async (operation, maxUsd, context) =>
    (await vendors[operation.vendor]?.stopJob(operation, maxUsd, context)) ?? null;
}

/** What every film needs somebody for. */
const NEEDED = ["language", "image", "speech", "music", "storage"] as const;

/** Says which capabilities have no live vendor; null when all have one. */
function draftNotice(providers: Providers): string | null {
  const drafts = NEEDED.filter((capability) => providers[capability].vendor === "draft");
  if (drafts.length === 0) return null;
  return `No key is set for ${drafts.join(", ")}: the draft vendor makes them on this machine, free and offline.`;
}

/** Who may be paid for something; clips only where somebody makes them. */
const PAID = ["language", "image", "video", "speech", "music", "storage"] as const;

/** Says who is paid; null when nobody is. */
function liveNotice(providers: Providers): string | null {
  const served = PAID.flatMap((capability) => {
    const vendor = providers[capability]?.vendor ?? "draft";
    return vendor === "draft" ? [] : [`${vendor} for ${capability}`];
  });
  return served.length === 0 ? null : `Live vendors are paid by your accounts: ${served.join(", ")}.`;
}
