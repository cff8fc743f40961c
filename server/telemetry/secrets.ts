import { base64Spellings } from "../../models/base64-spellings.ts";
import type { Config } from "../../models/config.ts";

/** What is known of a vendor to everybody. Any other setting of one counts as a secret. */
const OPEN_SETTINGS = ["baseUrl", "proxyUrl", "jwksUrl", "url", "model", "bucket"];

/** Every secret of a config, in each form in which it may come back in a message. Passwords within URLs are among them. */
export function secretsOf(config: Config): string[] {
  const vendors = Object.values(config.vendors).flatMap((vendor) => Object.entries<string | null>(vendor ?? {}));
  const settings = vendors.filter(([name]) => !OPEN_SETTINGS.includes(name)).map(([, value]) => value);
  const { webhookSecret, publicUrl, tracing } = config.service;
  const urls = [config.redisUrl, publicUrl, tracing?.endpoint, ...vendors.map(([, value]) => value)];
  const secrets = [...settings, webhookSecret, ...urls.map(passwordOf)];
  return [...new Set(secrets.flatMap((secret) => (secret ? formsOf(secret) : [])))];
}

/** As it is written in a URL; null for what is none. */
function passwordOf(text: string | null | undefined): string | null {
  return text && URL.canParse(text) ? new URL(text).password : null;
}

function formsOf(secret: string): string[] {
  const plain = decoded(secret);
  const inUrl = [secret, plain].map(encodeURIComponent);
  return [secret, plain, ...inUrl, plain.replace(/^whsec_/, ""), ...base64Spellings(plain)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
