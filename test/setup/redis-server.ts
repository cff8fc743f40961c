import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real Redis. Its data is the tests' own unless `REDIS_URL` was set. */
    redisUrl: string;
    /** Whether the tests started that Redis, and so know how it is configured. */
    ownsRedis: boolean;
  }
}

/** Vitest's global set-up: one Redis for all test files, as durable as the product wants it. */
export default async function startRedis(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.REDIS_URL;
  project.provide("ownsRedis", !given);
  if (given) {
    project.provide("redisUrl", given);
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), "pixora-redis-"));
  const port = await freePort();
  const settings = { bind: "127.0.0.1", port, dir: folder, appendonly: "yes", appendfsync: "always", save: "" };
  const settingArguments = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn("redis-server", settingArguments, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(server, "close").catch(() => undefined);
  const url = `redis://127.0.0.1:${port}`;
  await untilReady(url, ended);
  project.provide("redisUrl", url);
  return async () => {
    server.kill("SIGKILL");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free port for redis-server.");
  return address.port;
}

/** Resolves with Redis's first PONG. The client tries again by itself until the deadline. */
async function untilReady(url: string, ended: Promise<unknown>): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 25, maxRetriesPerRequest: null });
  // While it starts, refused connections are what is expected.
  client.on("error", () => {});
  const deadline = AbortSignal.timeout(10_000);
  const late = once(deadline, "abort").then(() => Promise.reject(new Error("redis-server did not answer in 10 s.")));
  const broken = ended.then(() => Promise.reject(new Error("redis-server ended before it answered.")));
  try {
    await Promise.race([client.ping(), late, broken]);
  } finally {
    late.catch(() => {});
    broken.catch(() => {});
    client.disconnect();
  }
}
