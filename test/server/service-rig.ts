/** The real server on a real port, over the stores that a test gives it, with an agent that makes films in a moment. */
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileStores } from "../../checkpoints/file/index.ts";
import type { Stores } from "../../checkpoints/types.ts";
import { type AgentParts, createAgent } from "../../graph/agent.ts";
import { type Config, readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";
import type { ApiDocument } from "../../server/http/openapi.ts";
import { startServer } from "../../server/serve.ts";
import { createDurableAgent } from "../../server/tasks/durable-agent.ts";
import { createLog } from "../../server/telemetry/log.ts";
import { createMetrics } from "../../server/telemetry/metrics.ts";
import { openTracing } from "../../server/telemetry/tracing.ts";
import { openRedisStores } from "../checkpoints/redis/stores.ts";
import { LIGHT_REQUEST, type LightOptions, lightAgentParts } from "../light-agent.ts";
import { createApiCheck } from "./api-check.ts";

/** Keys of the test's owners. */
export const KEYS = { ann: "ann-secret", bob: "bob-secret", viewer: "viewer-secret" } as const;
export type KeyName = keyof typeof KEYS;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const API_KEYS = `ann:${sha256(KEYS.ann)},bob:${sha256(KEYS.bob)},ann:${sha256(KEYS.viewer)}:read`;

export interface RigOptions {
  kind?: "file" | "redis";
  /** Variables beside those that the rig needs. */
  environment?: Record<string, string>;
  /** Sees what is drawn, and may hold it up. */
  onDraw?: LightOptions["onDraw"];
  /** Nobody has to say who they are. */
  isOpen?: boolean;
  /** Where a project's Auth is: its users may come, and nothing else of it is used. */
  usersAt?: string;
  /** Pause between two signs of life on event streams: milliseconds. */
  heartbeatMs?: number;
  /** Settings of the Redis stores, such as the URL of a Redis of the test's own. */
  redis?: Parameters<typeof openRedisStores>[0];
  /** Puts other parts in the place of the light agent's. */
  equip?: (parts: AgentParts) => AgentParts;
}

export interface Asked {
  /** Whose key is sent; null for none. Ann's when absent. */
  as?: KeyName | null;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON. */
  json<Shape = Record<string, unknown>>(): Shape;
}

export interface ServiceRig {
  url: string;
  stores: Stores;
  folder: string;
  document: ApiDocument;
  /** Lines of the log. */
  lines: string[];
  /** Asks, reads the whole answer, and throws when it is not as the OpenAPI document says. */
  ask(method: string, path: string, asked?: Asked): Promise<Answered>;
  /** The same without reading the body, such as for a stream. */
  open(method: string, path: string, asked?: Asked): Promise<Response>;
  /** Orders the light film. Resolves with its id. */
  order(asked?: Asked & { changes?: Record<string, unknown> }): Promise<string>;
  /** Resolves when the task has ended, with the task. */
  ended(id: string, as?: KeyName): Promise<Record<string, unknown>>;
  /** One more server over the same tasks. */
  another(): Promise<ServiceRig>;
  close(): Promise<void>;
}

export async function openServiceRig(options: RigOptions = {}): Promise<ServiceRig> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-service-"));
  const opened = options.kind === "redis" ? await openRedisStores(options.redis) : null;
  const reopen = opened ? opened.reopen : async () => createFileStores({ dataDir: folder });
  const rig = await startRig(options, folder, reopen);
  return {
    ...rig,
    async close() {
      await rig.close();
      await opened?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startRig(options: RigOptions, folder: string, reopen: () => Promise<Stores>): Promise<ServiceRig> {
  const stores = await reopen();
  const config = readConfig({
    PIXORA_PORT: "0",
    PIXORA_DATA_DIR: folder,
    PIXORA_LOG_LEVEL: "debug",
    ...(!options.isOpen && { PIXORA_API_KEYS: API_KEYS }),
    ...options.environment,
  });
  const light = lightAgentParts({ folder, ...(options.onDraw && { onDraw: options.onDraw }) });
  const films = createAgent(options.equip?.(light) ?? light);
  const vendors = createProviders({ ...config, dataDir: folder });
  const lines: string[] = [];
  const log = createLog({ level: config.logLevel, secrets: [], stream: { write: (line) => void lines.push(line) } });
  const telemetry = { log, metrics: createMetrics(), tracing: await openTracing(null) };
  const workplace = { agent: createDurableAgent({ agent: films, stores }), films, stores, vendors };
  const { heartbeatMs } = options;
  const parts = { telemetry, version: "0.0.0-test", workplace, heartbeatMs };
  const server = await startServer({ config: withUsers(config, options), ...parts });
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as ApiDocument;
  const api = createApiCheck(document);
  const others: ServiceRig[] = [];

  const open: ServiceRig["open"] = (method, path, { as = "ann", headers = {}, body, signal } = {}) =>
    fetch(`${server.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(as !== null && !options.isOpen && { authorization: `Bearer ${KEYS[as]}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  const ask: ServiceRig["ask"] = async (method, path, asked) => {
    const answer = await open(method, path, asked);
    const text = await answer.text();
    api.check({ method, path }, answer, text);
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
  };
  return {
    ...{ url: server.url, stores, folder, document, lines, ask, open },
    async order({ changes = {}, ...asked } = {}) {
      const body = { ...LIGHT_REQUEST, ...changes };
      const answer = await ask("POST", "/ai/generate", { ...asked, body });
      if (answer.status !== 202) throw new Error(`The film was not accepted: ${answer.text}`);
      return answer.json<{ id: string }>().id;
    },
    async ended(id, as = "ann") {
      for (;;) {
        const answer = await ask("GET", `/ai/tasks/${id}`, { as, headers: { prefer: "wait=20" } });
        const task = answer.json();
        if (["completed", "failed", "cancelled", "needs_attention"].includes(String(task.status))) return task;
      }
    },
    async another() {
      const other = await startRig(options, folder, reopen);
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      await server.close();
    },
  };
}

function withUsers(config: Config, { usersAt }: RigOptions): Config {
  if (usersAt === undefined) return config;
  const supabase = { url: usersAt, serviceRoleKey: "not-used", bucket: "not-used", jwtSecret: null };
  return { ...config, vendors: { ...config.vendors, supabase } };
}
