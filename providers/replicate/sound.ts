import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { CallContext, Download, FetchOutside } from "../types.ts";

/** Downloads of one file that was paid for. */
const MOST_TRIES = 3;

/** Fetches what a model made: one URI, or the first of a list. The vendor deletes it after an hour. */
export async function fetchSound(output: unknown, fetchOutside: FetchOutside, context: CallContext): Promise<Download> {
  const url = Output.safeParse(output).data;
  if (!url) throw new PixoraError("vendor_failed", "The model ended well, and made no sound.");
  for (let left = MOST_TRIES - 1; ; left--) {
    try {
      return await fetchOutside(url, "audio", context);
    } catch (error) {
      if (left === 0 || !(error instanceof PixoraError && error.code === "vendor_failed")) throw error;
    }
  }
}

const Output = z.union([z.string(), z.array(z.string()).transform(([first]) => first)]);
