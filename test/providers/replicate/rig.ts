import { decodeMonoWav } from "../../../providers/draft/wav.ts";
import { createFetchOutside } from "../../../providers/fetch-outside.ts";
import { createOutsideRequest } from "../../../providers/outside-request.ts";
import type { Pacing } from "../../../providers/purchase.ts";
import { createReplicateVendor, type ReplicateVendorOptions } from "../../../providers/replicate/index.ts";
import type { ReplicateServer } from "../../vendors/replicate-server.ts";

/** Pauses of a few milliseconds. */
export const PACING: Partial<Pacing> = {
  polls: { first: 5, factor: 1, most: 5 },
  retries: { first: 5, factor: 1, most: 5 },
  lookUpsMs: [5, 5],
};

export function openVendor(server: ReplicateServer, options: Partial<ReplicateVendorOptions> = {}) {
  const request = createOutsideRequest({ allowedHosts: [server.host] });
  return createReplicateVendor({
    access: { token: server.token, baseUrl: server.url, webhookSecret: server.webhookSecret },
    models: { speech: null, music: null },
    fetchOutside: createFetchOutside({ request, pause: async () => {} }),
    pacing: PACING,
    ...options,
  });
}

/** Length of a sound in seconds. */
export function measure(bytes: Uint8Array): number {
  const { samples, sampleRate } = decodeMonoWav(bytes);
  return samples.length / sampleRate;
}
