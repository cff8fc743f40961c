import type { Config, VendorKey } from "../models/config.ts";
import type { Capability } from "../models/vocabulary.ts";
import { createDraftProviders } from "./draft/index.ts";
import type { Providers } from "./types.ts";

export interface ChosenProviders {
  providers: Providers;
  /** What a user should know before the start, one sentence each. */
  notices: string[];
}

/** Which capability each key is for. */
const CAPABILITY_OF: Record<VendorKey, string> = {
  OPENAI_API_KEY: "the language model",
  OPENAI_BASE_URL: "the language model",
  FAL_KEY: "pictures",
  FAL_PROXY_URL: "pictures",
  REPLICATE_API_TOKEN: "narration and music",
  SUPABASE_SERVICE_ROLE_KEY: "storage",
};

/** The one switch: chooses a vendor for each capability by the keys that are set. */
export function createProviders({ dataDir, vendorKeys }: Pick<Config, "dataDir" | "vendorKeys">): ChosenProviders {
  const providers = createDraftProviders({ storageFolder: dataDir });
  const unused = vendorKeys.map(
    (key) => `${key} is set, but this version cannot use it yet: the draft vendor serves ${CAPABILITY_OF[key]}.`,
  );
  return { providers, notices: [draftNotice(providers), ...unused].filter((notice) => notice !== null) };
}

/** Says which capabilities have no live vendor; null when all have one. */
function draftNotice(providers: Providers): string | null {
  const capabilities: Capability[] = ["language", "image", "speech", "music", "storage"];
  const drafts = capabilities.filter((capability) => providers[capability].vendor === "draft");
  if (drafts.length === 0) return null;
  return `No key is set for ${drafts.join(", ")}: the draft vendor makes them on this machine, free and offline.`;
}
