/**
 * fal's own client, reached through our `fetch`: it builds addresses and headers, and repeats nothing.
 * Not here: what the answers mean (answers.ts).
 */
import { createFalClient, type FalClient } from "@fal-ai/client";
import { PixoraError } from "../../models/error.ts";
import type { Fetch } from "../send-once.ts";
import type { CallContext } from "../types.ts";

export interface FalAccess {
  /** Null where a proxy holds it. */
  key: string | null;
  /** A server that speaks fal's proxy protocol; null for fal's own hosts. */
  proxyUrl: string | null;
}

/** An answer, whatever its status. */
export interface Answer {
  status: number;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
}

export interface FalConnection {
  readonly secrets: readonly string[];
  /** fal's client over a `fetch` of ours. */
  client(fetch: Fetch): FalClient;
  /**
   * Makes one unpaid call, without repeating it. Resolves with every answer;
   * rejects with `vendor_failed`, retryable, when there is none, and with `cancelled`.
   */
  ask(call: (client: FalClient) => Promise<unknown>, context: CallContext): Promise<Answer>;
}

const ANSWER_SECONDS = 30;

export function connectFal({ key, proxyUrl }: FalAccess): FalConnection {
  const client = (fetch: Fetch): FalClient =>
    createFalClient({
      credentials: key ?? undefined,
      fetch,
      ...(proxyUrl ? { proxyUrl: { url: proxyUrl, when: "always" as const } } : {}),
    });
  return {
    secrets: key ? [key, ...key.split(":")] : [],
    client,
    async ask(call, { signal }) {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_SECONDS * 1000)]);
      const answers: Promise<Answer>[] = [];
      // The client is content with anything, so that it neither waits nor repeats. What fal said is read here.
      const listening = client(async (input, init) => {
        const answer = readAnswer(input, { ...init, signal: deadline });
        answers.push(answer);
        await answer.catch(() => null);
        return Response.json({});
      });
      try {
        await call(listening);
        const [answer] = answers;
        if (answer) return await answer;
      } catch (cause) {
        if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.", { cause });
        const message = "fal cannot be reached. Look at the network, and at FAL_PROXY_URL if it is set.";
        throw new PixoraError("vendor_failed", message, { cause, retryable: true });
      }
      throw new PixoraError("internal", "fal's client has sent nothing.");
    },
  };
}

async function readAnswer(input: Parameters<Fetch>[0], init: RequestInit): Promise<Answer> {
  const response = await fetch(input, { ...init, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, body: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
