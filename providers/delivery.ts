/** Fetching what was bought. Not here: the fetching itself (fetch-outside.ts). */
import { PixoraError } from "../models/error.ts";
import type { CallContext, Download, FetchOutside } from "./types.ts";

/** It was made and paid for, and its host cannot be reached: to buy it once more, of whomever, would not mend that. */
export class Undelivered extends PixoraError {
  constructor(model: string, cause: PixoraError) {
    super("vendor_failed", `What ${model} made was paid for, and cannot be fetched. ${cause.message}`, { cause });
  }
}

/** `FetchOutside`, which also rejects with `Undelivered`. */
export async function fetchBought(
  { url, kind, model }: { url: string; kind: Parameters<FetchOutside>[1]; model: string },
  fetchOutside: FetchOutside,
  context: CallContext,
): Promise<Download> {
  try {
    return await fetchOutside(url, kind, context);
  } catch (error) {
    if (error instanceof PixoraError && error.code === "vendor_failed" && error.retryable) {
      throw new Undelivered(model, error);
    }
    throw error;
  }
}
