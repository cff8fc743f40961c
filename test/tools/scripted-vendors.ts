import { createHash } from "node:crypto";
import type { PixoraError } from "../../models/error.ts";
import type { ImageRequest, PaidContext, PassedOver, Produced, Storage } from "../../providers/types.ts";

/** What a scripted vendor does with one order: delivers, or rejects. */
export type Turn = PixoraError | { passedOver?: PassedOver[] };

/** A vendor that does as told, order by order (the last turn for all that follow), and remembers every order. */
export function scriptedVendor<Request extends { prompt: string }>(mediaType: string, ...turns: Turn[]) {
  const orders: (Request & { item: string })[] = [];
  const generate = async (request: Request, { item }: PaidContext): Promise<Produced> => {
    orders.push({ ...request, item });
    const turn = turns[Math.min(orders.length, turns.length) - 1] ?? {};
    if (turn instanceof Error) throw turn;
    const made = {
      vendor: "scripted",
      model: "m-1",
      prompt: request.prompt,
      seed: null,
      requestId: `r-${orders.length}`,
    };
    const bytes = new TextEncoder().encode(`${mediaType} ${orders.length}`);
    return { bytes, mediaType, provenance: { ...made, costUsd: 0.1, credits: [] }, ...turn };
  };
  return { vendor: "scripted", price: () => ({ minUsd: 0.1, maxUsd: 0.1 }), generate, orders };
}

export const scriptedImages = (...turns: Turn[]) => ({
  ...scriptedVendor<ImageRequest>("image/png", ...turns),
  maxReferences: 14,
});

/** Files that exist by name only: enough for tools, which never open one. */
export function nominalStorage(): Storage {
  return {
    vendor: "nominal",
    ready: async () => {},
    async put(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { key: `assets/${sha256}.bin`, sha256, bytes: bytes.byteLength };
    },
    localPath: async (key) => `/files/${key}`,
    publish: async ({ name }) => `https://files.example/${name}`,
    link: async ({ name }) => `https://files.example/${name}`,
    unpublish: async () => {},
    remove: async () => {},
  };
}
