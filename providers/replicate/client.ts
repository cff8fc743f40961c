/**
 * Questions to Replicate that cost nothing: each is one request, since the SDK repeats what fails at once and
 * without a pause (measured: 6 requests in 52 ms), and the buyer has its own pace.
 */
import Replicate from "replicate";
import type { VendorAccess } from "../../models/config.ts";
import { isCancellation, PixoraError } from "../../models/error.ts";
import { type Settings, toUnreachable } from "../connection-failure.ts";
import { deadlineAfter } from "../deadline.ts";
import type { Fetch } from "../send-once.ts";
import { readRetryAfter, refusedKey } from "../submission.ts";
import type { CallContext } from "../types.ts";

export type ReplicateAccess = NonNullable<VendorAccess["replicate"]>;

/** Longest that one request may take, paid ones too. An upload of a voice sample has it as well. */
export const REQUEST_SECONDS = 30;

export function settingsOf({ baseUrl }: ReplicateAccess): Settings {
  return { vendor: "Replicate", key: "REPLICATE_API_TOKEN", address: baseUrl && "REPLICATE_BASE_URL" };
}

/** The SDK with a `fetch` of our own. It keeps no state, so that every request can have one. */
export function openClient({ token, baseUrl }: ReplicateAccess, fetch: Fetch): Replicate {
  return new Replicate({ auth: token, ...(baseUrl && { baseUrl }), useFileOutput: false, fetch });
}

/**
 * Asks once. Rejects with `retryable` when there was no answer, a 429 or a 5xx, `unreachable` when nothing could be sent,
 * `account_refused` for a 401, 402 or 403,
 * `cancelled` when the signal was aborted.
 */
export async function ask<Answer>(
  access: ReplicateAccess,
  question: (client: Replicate, signal: AbortSignal) => Promise<Answer>,
  { signal }: CallContext,
): Promise<Answer> {
  let refusal: PixoraError | null = null;
  const once: Fetch = async (input, init) => {
    const response = await fetch(input, init).catch((cause: unknown) => {
      refusal = toUnreachable(cause, settingsOf(access)) ?? unanswered(cause);
      return null;
    });
    if (response?.ok) return response;
    if (response) refusal = refused(response, settingsOf(access));
    await response?.body?.cancel().catch(() => {});
    return new Response(null, { status: 400 });
  };
  try {
    signal.throwIfAborted();
    const deadline = AbortSignal.any([signal, deadlineAfter(REQUEST_SECONDS * 1000)]);
    return await question(openClient(access, once), deadline);
  } catch (error) {
    if (signal.aborted || isCancellation(error)) throw new PixoraError("cancelled", "The task was cancelled.");
    throw refusal ?? (error instanceof PixoraError ? error : unanswered(error));
  }
}

function unanswered(cause: unknown): PixoraError {
  return new PixoraError("vendor_failed", "Replicate gave no answer that can be read.", { cause, retryable: true });
}

/** Nothing of the body is repeated: on this way there is nothing that a user could mend by it. */
function refused({ status, headers }: Response, settings: Settings): PixoraError {
  if (status === 401) return refusedKey(settings);
  const message = `Replicate refuses the question (HTTP ${status}).`;
  if (status === 402 || status === 403) return new PixoraError("account_refused", message);
  if (status !== 429 && status < 500) return new PixoraError("vendor_failed", message);
  const code = status === 429 ? "rate_limited" : "vendor_failed";
  return new PixoraError(code, message, { retryable: true, retryAfterSeconds: readRetryAfter(headers) });
}
