import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import { fetchBought } from "../delivery.ts";
import type { CallContext, Download, FetchOutside } from "../types.ts";

/** Fetches what a model made: one URI, or the first of a list. At once, since the vendor deletes it after an hour. */
export async function fetchSound(
  { output, model }: { output: unknown; model: string },
  fetchOutside: FetchOutside,
  context: CallContext,
): Promise<Download> {
  const url = Output.safeParse(output).data;
  if (!url) throw new PixoraError("vendor_failed", "The model ended well, and made no sound.");
  return fetchBought({ url, kind: "audio", vendor: "Replicate", model }, fetchOutside, context);
}

const Output = z.union([z.string(), z.array(z.string()).transform(([first]) => first)]);
