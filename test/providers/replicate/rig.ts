import { PixoraError } from "../../../models/error.ts";
import { decodeMonoWav } from "../../../providers/draft/wav.ts";
import type { Pacing } from "../../../providers/purchase.ts";
import { createReplicateVendor, type ReplicateVendorOptions } from "../../../providers/replicate/index.ts";
import type { FetchOutside } from "../../../providers/types.ts";
import type { ReplicateServer } from "../../vendors/replicate-server.ts";

/** Pauses of a few milliseconds. */
export const PACING: Partial<Pacing> = {
  polls: { first: 5, factor: 1, most: 5 },
  retries: { first: 5, factor: 1, most: 5 },
  lookUpsMs: [5, 5],
};

/** Fetches what the server made, as the guard does, without its rules. */
export const fetchFile: FetchOutside = async (url, _, { signal }) => {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return { bytes: new Uint8Array(await response.arrayBuffer()), mediaType: "audio/wav" };
  } catch (cause) {
    if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.");
    throw new PixoraError("vendor_failed", "The file cannot be fetched.", { cause });
  }
};

export function openVendor(server: ReplicateServer, options: Partial<ReplicateVendorOptions> = {}) {
  return createReplicateVendor({
    access: { token: server.token, baseUrl: server.url, webhookSecret: server.webhookSecret },
    models: { speech: null, music: null },
    fetchOutside: fetchFile,
    pacing: PACING,
    ...options,
  });
}

/** Length of a sound in seconds. */
export function measure(bytes: Uint8Array): number {
  const { samples, sampleRate } = decodeMonoWav(bytes);
  return samples.length / sampleRate;
}
