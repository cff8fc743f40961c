/** A prediction, which is what Replicate calls a job: what its fields say. */
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { OperationStatus, Unfinished } from "../operation.ts";
import { quoteVendor } from "../vendor-message.ts";

/**
 * The job's state, decided by `status` and `data_removed`.
 * @param secrets are hidden in what the vendor says
 */
export function statusOf(prediction: Prediction, secrets: readonly string[]): OperationStatus {
  const computeSeconds = prediction.metrics?.predict_time ?? null;
  switch (prediction.status) {
    case "starting":
      return { state: "queued" };
    case "succeeded":
      if (prediction.data_removed) return { ...DELETED, computeSeconds };
      return { state: "succeeded", computeSeconds };
    case "failed":
      // Models billed by time are charged for failed runs, too; of the others the vendor does not say.
      return { state: "failed", error: failure(prediction.error, secrets), billed: null, computeSeconds };
    case "canceled":
      return { ...cancelled("cancelled the job"), billed: prediction.started_at ? true : null, computeSeconds };
    case "aborted":
      return { ...cancelled("gave the job up before it began"), billed: false };
    default:
      // "processing", and whatever else may come: the buyer's deadline ends what never ends.
      return { state: "running" };
  }
}

const DELETED: Unfinished = {
  state: "failed",
  error: new PixoraError("vendor_failed", "Replicate has deleted the result, as it does an hour after the job."),
  billed: true,
};

function cancelled(what: string): Unfinished {
  return { state: "cancelled", error: new PixoraError("vendor_failed", `Replicate ${what}.`), billed: null };
}

/**
 * The one place where a vendor's text decides: a refusal of content has no field of its own at Replicate. Told by the
 * code E005, with which the platform marks flagged content, or by the sentence that its safety checker begins with.
 */
const REFUSED_CONTENT = /\(E005\)|^NSFW content detected/;

function failure(error: unknown, secrets: readonly string[]): PixoraError {
  const text = typeof error === "string" ? error : "";
  const told = text ? `: ${quoteVendor(text, secrets)}` : ".";
  if (REFUSED_CONTENT.test(text)) return new PixoraError("content_refused", `Replicate refuses the content${told}`);
  return new PixoraError("vendor_failed", `The job failed at Replicate${told}`, { retryable: true });
}

export const Prediction = z.object({
  id: z.string().min(1),
  status: z.string(),
  model: z.string().nullish(),
  version: z.string().nullish(),
  webhook: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  output: z.unknown(),
  error: z.unknown(),
  data_removed: z.boolean().nullish(),
  metrics: z.object({ predict_time: z.number().nullish() }).nullish(),
  created_at: z.string().nullish(),
  started_at: z.string().nullish(),
});
export type Prediction = z.infer<typeof Prediction>;
