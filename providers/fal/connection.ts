/**
 * fal's own client, reached through our `fetch`: it builds addresses and headers, and repeats nothing.
 * Not here: what the answers mean (answers.ts).
 */
import { createFalClient, type FalClient } from "@fal-ai/client";
import { PixoraError } from "../../models/error.ts";
import { type Settings, toUnreachable } from "../connection-failure.ts";
import { deadlineAfter } from "../deadline.ts";
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
  readonly settings: Settings;
  /** fal's client over a `fetch` of ours. */
  client(fetch: Fetch): FalClient;
  /** One unpaid request of the client's. Rejects with `unreachable`; `vendor_failed`, retryable, without an answer; `cancelled`. */
  request(input: FetchInput, init: RequestInit | undefined, context: CallContext): Promise<Answer>;
  /** Makes one unpaid call that is one request, without repeating it. Resolves with every answer; rejects as `request`. */
  ask(call: (client: FalClient) => Promise<unknown>, context: CallContext): Promise<Answer>;
}

type FetchInput = Parameters<Fetch>[0];

const ANSWER_SECONDS = 30;

export function connectFal({ key, proxyUrl }: FalAccess): FalConnection {
  const settings = { vendor: "fal", key: "FAL_KEY", address: proxyUrl && "FAL_PROXY_URL" };
  const request: FalConnection["request"] = (input, init, context) =>
    requestOnce(input, init, { signal: context.signal, settings });
  const client = (fetch: Fetch): FalClient =>
    createFalClient({
      credentials: key ?? undefined,
      fetch,
      ...(proxyUrl && { proxyUrl: { url: proxyUrl, when: "always" } }),
    });
  return {
    secrets: key ? [key, ...key.split(":")] : [],
    settings,
    client,
    request,
    async ask(call, context) {
      const answers: Promise<Answer>[] = [];
      // The client is content with anything, so that it neither waits nor repeats. What fal said is read here.
      const listening = client(async (input, init) => {
        const answer = request(input, init, context);
        answers.push(answer);
        await answer.catch(() => null);
        return Response.json({});
      });
      await call(listening);
      const [answer] = answers;
      if (!answer) throw new PixoraError("internal", "fal's client has sent nothing.");
      return answer;
    },
  };
}

async function requestOnce(
  input: FetchInput,
  init: RequestInit | undefined,
  { signal, settings }: CallContext & { settings: Settings },
): Promise<Answer> {
  const deadline = AbortSignal.any([signal, deadlineAfter(ANSWER_SECONDS * 1000)]);
  try {
    const response = await fetch(input, { ...init, signal: deadline, redirect: "manual" });
    return { status: response.status, body: parseJson(await response.text()) };
  } catch (cause) {
    if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.", { cause });
    const unanswered = () => new PixoraError("vendor_failed", "fal gave no answer.", { cause, retryable: true });
    throw toUnreachable(cause, settings) ?? unanswered();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
