/** Fetching what was bought. Not here: the fetching itself (fetch-outside.ts). */
import { PixoraError } from "../models/error.ts";
import type { CallContext, Download, FetchOutside } from "./types.ts";

/** It was made and paid for, and its host cannot be reached: to buy it once more, of whomever, would not mend that. */
export class Undelivered extends PixoraError {
  constructor(model: string, cause: PixoraError) {
    super("vendor_failed", `What ${model} made was paid for, and cannot be fetched. ${cause.message}`, { cause });
  }
}

export interface BoughtFile {
  url: string;
  kind: Parameters<FetchOutside>[1];
  /** As it is called in messages. */
  vendor: string;
  model: string;
}

/** `FetchOutside`, which also rejects with `Undelivered`, and says of an `unsafe_url` whose it was. */
export async function fetchBought(
  { url, kind, vendor, model }: BoughtFile,
  fetchOutside: FetchOutside,
  context: CallContext,
): Promise<Download> {
  try {
    return await fetchOutside(url, kind, context);
  } catch (error) {
    if (error instanceof PixoraError && error.code === "vendor_failed" && error.retryable) {
      throw new Undelivered(model, error);
    }
    if (!(error instanceof PixoraError && error.code === "unsafe_url")) throw error;
    throw new PixoraError("unsafe_url", `${vendor}'s result was not fetched: ${error.message}`, { cause: error });
  }
}
