import type { Config } from "../models/config.ts";
import { PixoraError } from "../models/error.ts";
import { createDraftProviders } from "./draft/index.ts";
import type { Providers } from "./types.ts";

export interface ChosenProviders {
  providers: Providers;
  /** What a user should know before the start, one sentence each. */
  notices: string[];
}

/** The one switch: chooses a vendor for each capability by the keys that are set. */
export function createProviders({ dataDir }: Pick<Config, "dataDir">): ChosenProviders {
  const drafts = createDraftProviders({ storageFolder: dataDir });
  const providers: Providers = {
    ...drafts,
    video: null,
    records: null,
    fetchOutside: async () => {
      throw new PixoraError("unsafe_url", "No file is fetched from outside.");
    },
  };
  return { providers, notices: [draftNotice(providers)].filter((notice) => notice !== null) };
}

/** Says which capabilities have no live vendor; null when all have one. */
function draftNotice(providers: Providers): string | null {
  const capabilities = ["language", "image", "speech", "music", "storage"] as const;
  const drafts = capabilities.filter((capability) => providers[capability].vendor === "draft");
  if (drafts.length === 0) return null;
  return `No key is set for ${drafts.join(", ")}: the draft vendor makes them on this machine, free and offline.`;
}
