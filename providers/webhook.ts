/** What every vendor's webhooks have in common. Not here: how each vendor signs them. */
import type { OperationName } from "../models/ledger.ts";

/** A request to our door, from whomever. */
export interface WebhookMessage {
  headers: Headers;
  /** As it came: the signature is over these very bytes. */
  body: Uint8Array;
}

/**
 * Tells the job that a message speaks of; null for a message that the vendor has not signed, or not lately.
 * The same message may come several times: whoever is told must take it for a hint, and ask.
 */
export type VerifyWebhook = (message: WebhookMessage) => Promise<{ requestId: string } | null>;

/** How a vendor's webhooks are told from others. */
export interface VendorWebhooks {
  verify: VerifyWebhook;
  /** Which of our operations the address speaks of that a message came to; null for an address that we gave nobody. */
  operationOf(correlation: string): OperationName | null;
}

/** Null for what is no JSON. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
