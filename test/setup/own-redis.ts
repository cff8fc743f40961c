import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** A Redis of one test's own, to be treated badly. It writes to disk before it answers, unless told otherwise. */
export interface OwnRedis {
  url: string;
  port: number;
  /** The process is gone at once; the data stays. */
  kill9(): Promise<void>;
  /** Starts it again on the same data and port, and resolves when it answers. */
  restart(): Promise<void>;
  /** It stands still, and keeps its connections. */
  stall(): void;
  go(): void;
  /** The end, of the data too. */
  stop(): Promise<void>;
}

export type RedisSettings = Readonly<Record<string, string | readonly string[]>>;

/** @param settings as in redis.conf, on top of the usual ones; several words as a list */
export async function startOwnRedis(settings: RedisSettings = {}): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-own-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const usual = {
    bind: "127.0.0.1",
    port: String(port),
    dir: folder,
    appendonly: "yes",
    appendfsync: "always",
    save: "",
  };
  const all: RedisSettings = { ...usual, ...settings };
  const start = async () => {
    const server = spawn(
      "redis-server",
      Object.entries(all).flatMap(([name, value]) => [`--${name}`, ...[value].flat()]),
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    await untilReady(url, String(settings.requirepass ?? ""));
    return server;
  };
  let server = await start();
  const kill9 = () => end(server);
  return {
    url,
    port,
    kill9,
    async restart() {
      await kill9();
      server = await start();
    },
    stall: () => void server.kill("SIGSTOP"),
    go: () => void server.kill("SIGCONT"),
    async stop() {
      await kill9();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "close");
  server.kill("SIGKILL");
  await ended;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

/** Resolves with the first PONG: also after it has read its data. */
async function untilReady(url: string, password: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 25, maxRetriesPerRequest: 400, password });
  client.on("error", () => {});
  try {
    await client.ping();
  } finally {
    client.disconnect();
  }
}
