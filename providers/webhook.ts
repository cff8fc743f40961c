/** What every vendor's webhooks have in common. Not here: how each vendor signs them. */

/** A request to our door, from whomever. */
export interface WebhookMessage {
  headers: Headers;
  /** As it came: the signature is over these very characters. */
  body: string;
}

/**
 * Tells the job that a message speaks of; null for a message that the vendor has not signed, or not lately.
 * The same message may come several times: whoever is told must take it for a hint, and ask.
 */
export type VerifyWebhook = (message: WebhookMessage) => Promise<{ requestId: string } | null>;
