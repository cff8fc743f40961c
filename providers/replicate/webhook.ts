/**
 * Replicate's webhooks, signed after Standard Webhooks (replicate.com/docs/topics/webhooks/verify-webhook). The SDK's
 * own check looks neither at a message's age nor compares in constant time.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { parseJson, type WebhookMessage } from "../webhook.ts";

/** An older message may be a recorded one that is played again. */
const LONGEST_AGE_SECONDS = 300;

/**
 * @param secret `whsec_…`, of the account
 * @returns the job that the message tells of; null for a message that is not the vendor's, or too old. The same
 * message may come several times: whoever is told must take it for a hint, and ask.
 */
export function readWebhook(
  { headers, body }: WebhookMessage,
  secret: string,
  now = Date.now(),
): { requestId: string } | null {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  if (!id || !timestamp || !(Math.abs(now / 1000 - Number(timestamp)) <= LONGEST_AGE_SECONDS)) return null;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  // An empty key would accept what anybody signs.
  if (key.byteLength === 0) return null;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  const signatures = (headers.get("webhook-signature") ?? "").split(" ");
  if (!signatures.some((signature) => isSame(signature, expected))) return null;
  const job = Body.safeParse(parseJson(body));
  return job.success ? { requestId: job.data.id } : null;
}

/** @param signature `v1,<base64>`; other versions are not known to us */
function isSame(signature: string, expected: Buffer): boolean {
  if (!signature.startsWith("v1,")) return false;
  const given = Buffer.from(signature.slice("v1,".length), "base64");
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

const Body = z.object({ id: z.string().min(1) });
