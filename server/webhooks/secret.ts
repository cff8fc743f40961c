/** The secret that outgoing webhooks are signed with. */
import { PixoraError } from "../../models/error.ts";

const MARK = "whsec_";

/**
 * Null where none is set: then no webhooks are sent.
 * @throws PixoraError `invalid_request` that names the variable and what it may be, never its value
 */
export function readWebhookSecret(text: string | null): string | null {
  if (text === null) return null;
  const base64 = text.startsWith(MARK) ? text.slice(MARK.length) : "";
  const bytes = Buffer.from(base64, "base64");
  // Buffer skips what is no base64: only what comes back as it was is all of it.
  if (bytes.toString("base64") === base64 && bytes.length >= 24 && bytes.length <= 64) return text;
  throw new PixoraError(
    "invalid_request",
    `PIXORA_WEBHOOK_SECRET is set wrongly: it must be ${MARK} followed by 24 to 64 random bytes in base64, such as \`openssl rand -base64 32\` makes.`,
  );
}
