import { PixoraError } from "../../../models/error.ts";
import type { MusicProvider } from "../../types.ts";

/** Music composed by rule. */
export function createDraftMusic(): MusicProvider {
  return {
    vendor: "draft",
    price: () => ({ minUsd: 0, maxUsd: 0 }),
    async generate() {
      throw new PixoraError("vendor_failed", "The draft vendor has no music yet.");
    },
  };
}
