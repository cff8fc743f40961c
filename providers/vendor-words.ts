const MOST_CHARACTERS = 300;
/** Shorter ones would blacken ordinary words. */
const LEAST_SECRET = 6;

/**
 * What a vendor said, fit for a message of ours: one line, at most 300 characters, without our keys.
 * The words are for people only; nothing is decided by them.
 */
export function quoteVendor(said: string, secrets: readonly string[] = []): string {
  const hidden = secrets
    .filter((secret) => secret.length >= LEAST_SECRET)
    .reduce((text, secret) => text.replaceAll(secret, "[key]"), said);
  const line = hidden.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}
