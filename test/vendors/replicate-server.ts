/**
 * A server that plays Replicate: its wire protocol, its errors and its bill. Jobs run by hand (`run`, `end`) or by
 * themselves (`autoRun`). Sources: replicate.com/docs/reference/http, docs/topics/predictions, docs/topics/webhooks.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { goOn, type Moment, type Watch } from "./moments.ts";
import { SERVED_MODELS, soundFile } from "./replicate-models.ts";
import {
  charge,
  collect,
  computeSeconds,
  findModel,
  invalid,
  isOver,
  type Job,
  NOT_FOUND,
  newJob,
  type Refusal,
  refuse,
  type SignedWebhook,
  send,
  signedWebhook,
  view,
} from "./replicate-wire.ts";

/**
 * What the server does with a paid POST: `drop` takes the job, then cuts the connection before answering; `reset` cuts
 * it before taking the job; the others refuse, a 429 with `Retry-After: 7` or with the wait in its text only.
 */
export type PostFault = "drop" | "reset" | Refusal;

/** How a job ends. `hang`: never. `empty`: without an output. `removed`: deleted an hour later, before anybody looked. */
export type JobEnd =
  | "success"
  | "sensitive"
  | "nsfw"
  | "interrupted"
  | "out_of_memory"
  | "aborted"
  | "hang"
  | "empty"
  | "removed";

export type FileFault = "cut" | "missing";

/** One paid POST, whatever became of it. */
export interface Post {
  path: string;
  body: Record<string, unknown>;
  /** The job that it started; null for none. */
  job: Job | null;
}

export interface ReplicateServerOptions {
  /** Jobs start, and end well unless a fault was asked for, without being told. */
  autoRun?: boolean;
  /** Time from order to end when jobs run by themselves. */
  latencyMs?: number;
  /** Jobs of one page of the list. */
  pageSize?: number;
  watch?: Watch;
}

export interface ReplicateServer {
  /** The base URL, as REPLICATE_BASE_URL wants it. */
  url: string;
  /** `host:port`, as PIXORA_ALLOWED_HOSTS wants it: files and uploads are served there, too. */
  host: string;
  token: string;
  webhookSecret: string;
  posts: readonly Post[];
  /** Jobs that were taken, in order. */
  orders: readonly Job[];
  /** Files that were uploaded, by URL. */
  uploads: ReadonlyMap<string, Uint8Array>;
  /** The invoice so far. */
  billedUsd(): number;
  faults: {
    nextPost(...faults: PostFault[]): void;
    nextEnd(...ends: JobEnd[]): void;
    nextFile(...faults: FileFault[]): void;
    /** The next n reads fail, in turn with 503 and with a cut connection. */
    reads(count: number): void;
  };
  run(id: string): void;
  end(id: string, as: JobEnd): void;
  job(id: string): Job | undefined;
  webhooks: {
    /** A webhook about a job as Replicate sends it, of now unless told otherwise. */
    signed(id: string, changes?: { at?: Date }): SignedWebhook;
    /** When all deliveries have ended. */
    settled(): Promise<unknown>;
  };
  close(): Promise<void>;
}

const FAILURES: Partial<Record<JobEnd, string>> = {
  sensitive:
    "The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)",
  nsfw: "NSFW content detected. Try running it again, or try a different prompt.",
  interrupted: "Prediction interrupted; please retry (code: PA)",
  out_of_memory: "CUDA out of memory. Tried to allocate 20.00 MiB",
};

const TOKEN = "r8_test-token-of-the-account";

export async function startReplicateServer(options: ReplicateServerOptions = {}): Promise<ReplicateServer> {
  const { autoRun = false, latencyMs = 0, pageSize = 100, watch = goOn } = options;
  const visit = (moment: Moment, order?: Job) =>
    watch({ vendor: "replicate", moment, requestId: order?.id ?? null, model: order?.model ?? "" });
  const posts: Post[] = [];
  const orders: Job[] = [];
  const uploads = new Map<string, Uint8Array>();
  const timers = new Set<NodeJS.Timeout>();
  const deliveries: Promise<void>[] = [];
  const webhookSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const postFaults: PostFault[] = [];
  const ends: JobEnd[] = [];
  const fileFaults: FileFault[] = [];
  let badReads = 0;

  const later = (ms: number, action: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, ms);
    timers.add(timer);
  };
  const job = (id: string) => orders.find((order) => order.id === id);
  const run = (id: string) => {
    const order = job(id);
    if (order?.status === "starting") Object.assign(order, { status: "processing", startedAt: new Date() });
  };
  const finish = (order: Job, status: Job["status"], error: string | null) => {
    Object.assign(order, { status, error, completedAt: new Date() });
    order.computeSeconds = order.startedAt ? computeSeconds(order) : null;
    order.billedUsd = charge(order);
    if (order.webhook) deliveries.push(tell(order));
  };
  const end = (id: string, as: JobEnd) => {
    const order = job(id);
    if (!order || isOver(order) || as === "hang") return;
    if (as === "aborted") return finish(order, "aborted", null);
    run(id);
    const error = FAILURES[as] ?? null;
    if (!error && as !== "empty") order.output = `${base}/delivery/${id}.wav`;
    finish(order, error ? "failed" : "succeeded", error);
    if (as === "removed") Object.assign(order, { removed: true, output: null, input: {} });
  };
  const tell = async (order: Job) => {
    const message = signedWebhook(order.id, { body: JSON.stringify(view(order)), secret: webhookSecret });
    await fetch(order.webhook ?? "", { method: "POST", ...message, signal: AbortSignal.timeout(5000) }).catch(
      () => null,
    );
  };
  const take = (order: Job): Job => {
    orders.push(order);
    const deadline = /^(\d+)(s|m)$/.exec(order.cancelAfter ?? "");
    const as = ends.shift() ?? "success";
    if (autoRun) {
      later(latencyMs / 4, () => as !== "aborted" && run(order.id));
      later(latencyMs, () => end(order.id, as));
      const deadlineMs = Number(deadline?.[1]) * (deadline?.[2] === "m" ? 60_000 : 1000);
      if (deadline) later(deadlineMs, () => isOver(order) || cancel(order));
    }
    return order;
  };
  const cancel = (order: Job) => {
    if (!isOver(order)) finish(order, "canceled", null);
  };

  const create = async (request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>) => {
    if ((await visit("order")) === "ignore") return request.socket.destroy();
    const path = request.url ?? "";
    const post: Post = { path, body, job: null };
    posts.push(post);
    const fault = postFaults.shift();
    if (fault === "reset") return request.socket.destroy();
    if (fault && fault !== "drop") return refuse(response, fault, request.headers.authorization);
    const found = findModel(path, body);
    if ("problem" in found) return send(response, found.status, found.problem);
    const { success, data, error } = found.model.input.safeParse(body.input);
    if (!success) return send(response, 422, invalid(error.issues));
    post.job = take(
      newJob({
        id: randomBytes(13).toString("hex"),
        model: found.name,
        version: found.model.version ?? "hidden",
        input: data,
        webhook: typeof body.webhook === "string" ? body.webhook : null,
        cancelAfter: request.headers["cancel-after"]?.toString() ?? null,
      }),
    );
    await visit("taken", post.job);
    if (fault === "drop") return request.socket.destroy();
    send(response, 201, view(post.job));
  };

  const read = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const id = url.pathname.split("/")[3];
    const order = id ? job(id) : undefined;
    // One question has both answers: how it stands, and once it is over, what it made.
    const moment = order && isOver(order) ? "result" : "status";
    if ((await visit(id ? moment : "list", order)) === "ignore") return request.socket.destroy();
    if (badReads > 0) {
      badReads--;
      return badReads % 2 === 1 ? send(response, 503, { detail: "Service unavailable." }) : request.socket.destroy();
    }
    if (!id) {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      const results = orders.toReversed().slice(from, from + pageSize);
      const next = from + pageSize < orders.length ? `${base}/v1/predictions?cursor=${from + pageSize}` : null;
      return send(response, 200, { previous: null, next, results: results.map(view) });
    }
    return order ? send(response, 200, view(order)) : send(response, 404, NOT_FOUND);
  };

  const deliver = async (response: ServerResponse, path: string) => {
    const verdict = await visit("file");
    if (verdict === "ignore") return response.destroy();
    const fault = verdict === "half" ? "cut" : fileFaults.shift();
    const order = job(/([0-9a-f]+)\.wav$/.exec(path)?.[1] ?? "");
    const model = order && SERVED_MODELS[order.model];
    if (!model || fault === "missing") return send(response, 404, NOT_FOUND);
    const bytes = soundFile(model.sound, model.seconds(order.input));
    response.writeHead(200, { "content-type": "audio/wav", "content-length": bytes.byteLength });
    if (fault !== "cut") return response.end(bytes);
    response.write(bytes.subarray(0, bytes.byteLength / 2), () => void visit("half").then(() => response.destroy()));
  };

  const upload = async (response: ServerResponse, request: IncomingMessage, bytes: Uint8Array<ArrayBuffer>) => {
    const type = request.headers["content-type"] ?? "";
    const content = (await new Response(bytes, { headers: { "content-type": type } }).formData()).get("content");
    if (!(content instanceof File)) return send(response, 422, invalid([]));
    const id = randomBytes(13).toString("hex");
    const get = `${base}/v1/files/${id}`;
    uploads.set(get, new Uint8Array(await content.arrayBuffer()));
    send(response, 201, { id, content_type: content.type, size: content.size, urls: { get } });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", base);
    if (url.pathname.startsWith("/delivery/")) return deliver(response, url.pathname);
    const bytes = await collect(request);
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return refuse(response, "refuse_key", request.headers.authorization);
    }
    if (request.method === "GET") return read(request, response, url);
    if (url.pathname === "/v1/files") return upload(response, request, bytes);
    const cancelled = /^\/v1\/predictions\/([^/]+)\/cancel$/.exec(url.pathname)?.[1];
    if (cancelled === undefined) return create(request, response, JSON.parse(new TextDecoder().decode(bytes)));
    const order = job(cancelled);
    if (!order) return send(response, 404, NOT_FOUND);
    if ((await visit("cancel", order)) === "ignore") return request.socket.destroy();
    cancel(order);
    send(response, 200, view(order));
  };

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const base = `http://${host}`;
  return {
    url: `${base}/v1`,
    host,
    token: TOKEN,
    webhookSecret,
    posts,
    orders,
    uploads,
    billedUsd: () => orders.reduce((sum, order) => sum + order.billedUsd, 0),
    faults: {
      nextPost: (...faults) => void postFaults.push(...faults),
      nextEnd: (...jobEnds) => void ends.push(...jobEnds),
      nextFile: (...faults) => void fileFaults.push(...faults),
      reads: (count) => {
        badReads = count;
      },
    },
    run,
    end,
    job,
    webhooks: {
      signed(id, changes) {
        const order = job(id);
        const body = JSON.stringify(order ? view(order) : { id, status: "succeeded" });
        return signedWebhook(id, { body, secret: webhookSecret, ...changes });
      },
      settled: () => Promise.all(deliveries),
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(deliveries);
    },
  };
}
