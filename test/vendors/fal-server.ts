/**
 * A local server that speaks fal's wire protocol behind its proxy protocol: queue, storage, files, webhooks, key set.
 * It keeps a ledger of every paid POST, and breaks where it is told to. Not here: a GPU.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createFalFiles, type FalFiles } from "./fal-files.ts";
import { createFalJobs, type FalFaults, type FalOrder, type FalOutcome } from "./fal-jobs.ts";
import { createFalWebhooks, type FalWebhooks } from "./fal-webhooks.ts";
import { goOn, type Moment, type Watch } from "./moments.ts";

export interface FalServerOptions {
  /** Jobs run and end by themselves. Else by `run` and `end`. */
  autoRun?: boolean;
  /** From the order to the end of a job that runs by itself. */
  latencyMs?: number | ((model: string) => number);
  /** The only key that is let in; every key by default. */
  key?: string;
  /** Knows nothing any more of a job that was cancelled. */
  forgetsCancelled?: boolean;
  /** The clip that every video model makes; by default one that can be told as an MP4, but not played. */
  clip?: Uint8Array;
  watch?: Watch;
}

export interface FalServer {
  /** For FAL_PROXY_URL. */
  url: string;
  /** `host:port`, for PIXORA_ALLOWED_HOSTS. */
  host: string;
  /** For FAL_JWKS_URL. */
  jwksUrl: string;
  /** Every paid POST in the order of arrival, with what became of it. */
  orders: readonly FalOrder[];
  /** Bodies that were uploaded, in the order of arrival. */
  uploads: FalFiles["uploads"];
  faults: FalFaults;
  webhooks: FalWebhooks;
  /** The next n reads of a status fail, in turn with 503 and with a cut connection. */
  failReads(count: number): void;
  /** The next n wishes to cancel a job are answered with 503, and change nothing. */
  failCancels(count: number): void;
  run(requestId: string): void;
  end(requestId: string, outcome?: FalOutcome): void;
  /** What a job of this order that succeeded has for a result. */
  outputOf(model: string, input: Record<string, unknown>): Record<string, unknown>;
  /** May be called twice. */
  close(): Promise<void>;
}

const QUEUE = "https://queue.fal.run/";
const UPLOAD = "https://rest.fal.ai/storage/upload/initiate";

export async function startFalServer(options: FalServerOptions = {}): Promise<FalServer> {
  const http = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (!response.headersSent) reply(response, 500, { detail: `The test server broke: ${error.stack}` });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const files = createFalFiles({ url, ...(options.clip ? { clip: options.clip } : {}) });
  const webhooks = createFalWebhooks();
  const { watch = goOn } = options;
  const visit = (moment: Moment, requestId: string | null, model = "") =>
    watch({ vendor: "fal", moment, requestId, model });
  const jobs = createFalJobs({
    ...options,
    files,
    onEnd: (order) => webhooks.deliver(order, jobs.resultOf(order)),
    onTaken: ({ requestId, model }) => visit("taken", requestId, model),
  });
  let failing = 0;
  let deaf = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.headers["x-fal-target-url"];
    if (typeof target !== "string") return answerPublic(request, response);
    const body = request.method === "GET" ? "" : await text(request);
    if (options.key && request.headers.authorization !== `Key ${options.key}`) {
      return reply(response, 401, { detail: `Cannot find the key ${request.headers.authorization}` });
    }
    if (target.startsWith(UPLOAD)) return reply(response, 200, files.initiate(JSON.parse(body)));
    if (!target.startsWith(QUEUE)) return reply(response, 404, { detail: "Not found" });
    const { pathname, searchParams } = new URL(target);
    const [, app = "", requestId = "", call = ""] = /^\/([^/]+\/[^/]+)\/requests\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
    if (request.method === "POST" && !requestId) {
      const order = { model: pathname.slice(1), input: JSON.parse(body), webhookUrl: searchParams.get("fal_webhook") };
      if ((await visit("order", null, order.model)) === "ignore") return void response.destroy();
      return jobs.submit({ ...order, headers: request.headers }, response);
    }
    const moment = call === "status" || call === "cancel" ? call : "result";
    if ((await visit(moment, requestId, app)) === "ignore") return void response.destroy();
    if (call === "status" && failing > 0) return failRead(response);
    if (call === "cancel" && deaf > 0) {
      deaf -= 1;
      return reply(response, 503, { detail: "Service unavailable" });
    }
    return jobs.answer({ app, requestId, call }, response);
  }

  function failRead(response: ServerResponse): void {
    failing -= 1;
    if (failing % 2 === 1) reply(response, 503, { detail: "Service unavailable" });
    else response.destroy();
  }

  async function answerPublic(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", url);
    if (pathname === "/.well-known/jwks.json") return reply(response, 200, webhooks.jwks());
    if (request.method === "PUT") return files.take(pathname, request, response);
    const verdict = await visit("file", null);
    if (verdict === "ignore") return void response.destroy();
    if (verdict === "go") return files.serve(pathname, response);
    return files.serve(pathname, response, () => void visit("half", null).then(() => response.destroy()));
  }

  return {
    url,
    host,
    jwksUrl: `${url}/.well-known/jwks.json`,
    orders: jobs.orders,
    uploads: files.uploads,
    faults: jobs.faults,
    webhooks,
    failReads: (count) => {
      failing = count;
    },
    failCancels: (count) => {
      deaf = count;
    },
    run: jobs.run,
    end: jobs.end,
    outputOf: files.outputOf,
    async close() {
      jobs.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await webhooks.settled();
    },
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
