import { quoteVendor as quote } from "./vendor-message.ts";

/** What a vendor said, fit for a message of ours (vendor-message.ts), also where no key is at hand to be hidden. */
export function quoteVendor(said: string, secrets: readonly string[] = []): string {
  return quote(said, secrets);
}
