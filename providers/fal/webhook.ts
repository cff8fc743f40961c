/**
 * fal's webhooks: signed with Ed25519 by a key of its published set (docs.fal.ai, "Webhooks").
 * A webhook is told again when its answer is lost. That is of no matter here: it only says which job is worth asking for.
 */
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { deadlineAfter } from "../deadline.ts";
import { parseJson, type VerifyWebhook } from "../webhook.ts";

export interface WebhookOptions {
  /** Where the key set lies; null for fal's own. */
  jwksUrl: string | null;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const FAL_JWKS_URL = "https://rest.fal.ai/.well-known/jwks.json";
const SKEW_SECONDS = 300;
const KEYS_LAST_MS = 24 * 60 * 60 * 1000;
/** A forged message must not make us ask fal each time. */
const REFETCH_AFTER_MS = 60 * 1000;
const JWKS_SECONDS = 10;

export function createWebhookVerifier({ jwksUrl, now = Date.now }: WebhookOptions): VerifyWebhook {
  const keys = createKeySet(jwksUrl ?? FAL_JWKS_URL, now);
  return async ({ headers, body }) => {
    const said = Signed.safeParse(Object.fromEntries(headers));
    if (!said.success) return null;
    const { [REQUEST_ID]: requestId, [USER_ID]: userId, [TIMESTAMP]: timestamp, [SIGNATURE]: hex } = said.data;
    if (Math.abs(now() / 1000 - Number(timestamp)) > SKEW_SECONDS) return null;
    const digest = createHash("sha256").update(body).digest("hex");
    const message = Buffer.from([requestId, userId, timestamp, digest].join("\n"));
    const signature = Buffer.from(hex, "hex");
    const isSigned = (key: KeyObject) => verify(null, message, key, signature);
    if (!(await keys.some(isSigned))) return null;
    // The queue's own number, also where fal ran the job once more under another one.
    return { requestId: Told.safeParse(parseJson(body)).data?.request_id ?? requestId };
  };
}

/** fal's public keys. Null and an unreachable key set are the same to a forger: not verified. */
function createKeySet(url: string, now: () => number) {
  let keys: readonly KeyObject[] = [];
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  async function fetchKeys(): Promise<void> {
    fetchedAt = now();
    const answer = await fetch(url, { signal: deadlineAfter(JWKS_SECONDS * 1000), redirect: "error" });
    const set = KeySet.parse(await answer.json());
    keys = set.keys.map((key) => createPublicKey({ key, format: "jwk" }));
  }

  const refresh = () => {
    fetching ??= fetchKeys()
      .catch(() => {})
      .finally(() => {
        fetching = null;
      });
    return fetching;
  };

  return {
    /** Whether a key of the set fits; when none does, the set is read anew, once a minute at most. */
    async some(fits: (key: KeyObject) => boolean): Promise<boolean> {
      if (fetching) await fetching;
      const age = now() - fetchedAt;
      if (age < KEYS_LAST_MS && keys.some(fits)) return true;
      if (age < REFETCH_AFTER_MS) return false;
      await refresh();
      return keys.some(fits);
    },
  };
}

const REQUEST_ID = "x-fal-webhook-request-id";
const USER_ID = "x-fal-webhook-user-id";
const TIMESTAMP = "x-fal-webhook-timestamp";
const SIGNATURE = "x-fal-webhook-signature";

const Signed = z.object({
  [REQUEST_ID]: z.string().min(1),
  [USER_ID]: z.string(),
  [TIMESTAMP]: z.string().regex(/^\d+$/),
  [SIGNATURE]: z.string().regex(/^[0-9a-f]{128}$/i),
});

const Told = z.object({ request_id: z.string().min(1).nullish() });

const KeySet = z.object({
  keys: z.array(z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() })),
});
