import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { Outcome } from "../send-once.ts";
import { type Refusal, readSubmission } from "../submission.ts";
import { quoteVendor } from "../vendor-message.ts";
import { isOwnHost, type OpenAiAccess } from "./prices.ts";

/** Says what became of the POST: returns when it was answered by a completion, else rejects with one of our errors. */
export function readCompletion(outcome: Outcome | null, access: OpenAiAccess): void {
  const { apiKey, baseUrl } = access;
  const vendor = isOwnHost(access) ? "OpenAI" : `The language server ${new URL(baseUrl ?? "").host}`;
  const secrets = apiKey === null ? [] : [apiKey];
  readSubmission(outcome, {
    settings: { vendor, key: "OPENAI_API_KEY", address: baseUrl && "OPENAI_BASE_URL" },
    answer: Completion,
    said: (body) => ErrorBody.catch({}).parse(body).error?.message ?? null,
    refusal: (refusal) => knownRefusal(refusal, vendor, access),
    secrets,
  });
}

const NO_CREDIT = ["insufficient_quota", "billing_hard_limit_reached"];
const UNWANTED = ["content_policy_violation", "content_filter", "invalid_prompt"];

/** Refusals that the vendor's own fields tell more about than the status does. */
function knownRefusal(refusal: Refusal, vendor: string, access: OpenAiAccess): PixoraError | null {
  const { status, headers, body } = refusal;
  const { error } = ErrorBody.catch({}).parse(body);
  const names = [String(error?.code ?? ""), String(error?.type ?? "")];
  const isAny = (known: readonly string[]) => names.some((name) => known.includes(name));
  if (isAny(NO_CREDIT)) {
    return new PixoraError("account_refused", `The account at ${vendor} has no credit left: add some there.`);
  }
  if (status === 429) return rateLimited(vendor, headers);
  if (isAny(UNWANTED)) {
    return new PixoraError("content_refused", `${vendor}'s rules refuse the words of this film: change the prompt.`);
  }
  if (isAny(["context_length_exceeded"]) || status === 413) {
    const message = `The story is too long for ${access.model}: shorten it, or choose another OPENAI_MODEL.`;
    return new PixoraError("invalid_request", message);
  }
  if (isAny(["model_not_found"]) || status === 404) {
    const address = isOwnHost(access) ? "" : ", or check OPENAI_BASE_URL";
    const message = `${vendor} has no model ${quoteVendor(access.model)}: choose another OPENAI_MODEL${address}.`;
    return new PixoraError("invalid_request", message);
  }
  return null;
}

function rateLimited(vendor: string, headers: Headers): PixoraError | null {
  const milliseconds = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (!(milliseconds >= 0)) return null;
  const pause = { retryable: true, retryAfterSeconds: milliseconds / 1000 };
  return new PixoraError("rate_limited", `${vendor} wants fewer calls (HTTP 429).`, pause);
}

const Name = z.union([z.string(), z.number()]).nullish();
const ErrorBody = z.object({
  error: z.object({ message: z.string().nullish(), type: Name, code: Name }).nullish(),
});

/** As little as makes an answer one; an empty list of choices is an empty answer. */
const Completion = z.object({ choices: z.array(z.object({})) });
