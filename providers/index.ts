import type { Config, ServiceConfig } from "../models/config.ts";
import { createDraftProviders } from "./draft/index.ts";
import { createFalVendor } from "./fal/index.ts";
import { createFetchOutside } from "./fetch-outside.ts";
import { createJobNews, type JobNews } from "./job-news.ts";
import { createOpenAiLanguage } from "./openai/index.ts";
import { priceNotice } from "./openai/prices.ts";
import { createOutsideRequest } from "./outside-request.ts";
import { isAllowedAddress } from "./outside-target.ts";
import type { Pacing } from "./purchase.ts";
import { createReplicateVendor } from "./replicate/index.ts";
import { createSupabaseVendor } from "./supabase/index.ts";
import { createSupabaseUserTokens } from "./supabase/user-tokens.ts";
import type { Providers, StopJob } from "./types.ts";
import type { UserTokens } from "./user-tokens.ts";
import type { VendorWebhooks } from "./webhook.ts";

export interface ChosenProviders {
  providers: Providers;
  /** What a user should know before the start, one sentence each. */
  notices: string[];
  /** Whether films are made from files of strangers, which only a recent ffmpeg may read. */
  readsForeignFiles: boolean;
  /** How webhooks are checked, by the name of the vendor that they claim to come from; only for vendors that are set up. */
  webhooks: Readonly<Record<string, VendorWebhooks>>;
  /** Wakes who waits for a job in this process. */
  news: JobNews;
}

export type ProviderConfig = Pick<Config, "dataDir" | "vendors" | "models" | "allowedHosts"> & {
  service: Pick<ServiceConfig, "publicUrl">;
};

/**
 * The one switch: chooses a vendor for each capability by the keys that are set.
 * @param pacing how often jobs are asked after, for tests that cannot wait
 * @throws PixoraError `invalid_request` for a model that no table knows
 */
export function createProviders(config: ProviderConfig, pacing?: Partial<Pacing>): ChosenProviders {
  const { dataDir, vendors, models, allowedHosts } = config;
  const hooks = hooksOf(config);
  const baseOf = (vendor: string) => hooks.url && `${hooks.url}/${vendor}`;
  const outsideRequest = createOutsideRequest({ allowedHosts });
  const fetchOutside = createFetchOutside({ request: outsideRequest });
  const news = createJobNews();
  const shared = { models, fetchOutside, news, ...(pacing && { pacing }) };
  const drafts = createDraftProviders({ storageFolder: dataDir });
  const fal =
    vendors.fal && createFalVendor({ access: vendors.fal, outsideRequest, webhookBase: baseOf("fal"), ...shared });
  const replicate =
    vendors.replicate &&
    createReplicateVendor({ access: vendors.replicate, webhookBase: baseOf("replicate"), ...shared });
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
  const prices = vendors.openai && priceNotice(vendors.openai);
  const notices = [draftNotice(providers), liveNotice(providers), prices, ...hooks.notices];
  return {
    providers,
    notices: notices.filter((notice) => notice !== null),
    readsForeignFiles: fal !== null || replicate !== null,
    webhooks: {
      ...(fal && { fal: fal.webhooks }),
      ...(replicate && { replicate: replicate.webhooks }),
    },
    news,
  };
}

/** Checks the tokens of the users whose accounts the storage vendor keeps; null where there is no such vendor. */
export function createUserTokens({ vendors: { supabase } }: Pick<Config, "vendors">): UserTokens | null {
  return supabase && createSupabaseUserTokens(supabase);
}

/** Where vendors may tell that a job has ended, before their names; null for nowhere. And what keeps them from it. */
function hooksOf({ vendors: { fal, replicate }, allowedHosts, service: { publicUrl } }: ProviderConfig) {
  if (publicUrl === null || !(fal || replicate)) return { url: null, notices: [] };
  if (!isAllowedAddress(publicUrl, allowedHosts)) {
    const notice = `Vendors' webhooks are not asked for: PIXORA_PUBLIC_URL must begin with https://.`;
    return { url: null, notices: [notice] };
  }
  const unheard = [
    fal?.key === null && "fal's webhooks are not asked for: FAL_KEY is not set, with which they are told from others.",
    replicate?.webhookSecret === null &&
      "Replicate's webhooks are not asked for: REPLICATE_WEBHOOK_SECRET is not set, with which they are checked.",
  ];
  return { url: `${publicUrl}/hooks`, notices: unheard.filter((notice) => typeof notice === "string") };
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
