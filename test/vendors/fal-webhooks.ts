/** The webhooks of a server that plays fal: signed with its key, delivered once. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { FalOrder } from "./fal-jobs.ts";

export interface SignedWebhook {
  headers: Record<string, string>;
  body: string;
}

export interface FalWebhooks {
  /** The key set as fal publishes it. */
  jwks(): { keys: unknown[] };
  /** How often it was read. */
  readonly jwksReads: number;
  /** A webhook as fal sends it, of now unless told otherwise. */
  signed(requestId: string, changes?: { body?: string; at?: Date }): SignedWebhook;
  /** Signs with another key from now on. */
  rotateKey(): void;
  deliver(order: FalOrder, result: { status: number; body: unknown }): void;
  /** When all deliveries have ended. */
  settled(): Promise<unknown>;
}

export function createFalWebhooks(): FalWebhooks {
  let keys = generateKeyPairSync("ed25519");
  let jwksReads = 0;
  const deliveries: Promise<unknown>[] = [];

  function signed(
    requestId: string,
    { body = JSON.stringify({ request_id: requestId, status: "OK" }), at = new Date() } = {},
  ) {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const digest = createHash("sha256").update(body).digest("hex");
    const message = Buffer.from([requestId, "user-1", timestamp, digest].join("\n"));
    const headers = {
      "content-type": "application/json",
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": "user-1",
      "x-fal-webhook-timestamp": timestamp,
      "x-fal-webhook-signature": sign(null, message, keys.privateKey).toString("hex"),
    };
    return { headers, body };
  }

  return {
    jwks() {
      jwksReads += 1;
      return { keys: [{ ...keys.publicKey.export({ format: "jwk" }), use: "sig" }] };
    },
    get jwksReads() {
      return jwksReads;
    },
    signed,
    rotateKey: () => {
      keys = generateKeyPairSync("ed25519");
    },
    deliver({ requestId, webhookUrl }, { status, body: payload }) {
      if (!webhookUrl) return;
      const content = {
        request_id: requestId,
        gateway_request_id: requestId,
        status: status < 400 ? "OK" : "ERROR",
        payload,
      };
      const { headers, body } = signed(requestId, { body: JSON.stringify(content) });
      deliveries.push(
        fetch(webhookUrl, { method: "POST", headers, body, signal: AbortSignal.timeout(5000) }).catch(() => null),
      );
    },
    settled: () => Promise.all(deliveries),
  };
}
