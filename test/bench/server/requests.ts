/**
 * Measures how many requests the real service answers, and how fast: over files and over a Redis that writes each
 * change to its disk. The service, the Redis and what asks are processes of their own, and share this machine.
 */
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStores } from "../../../checkpoints/index.ts";
import type { Stores } from "../../../checkpoints/types.ts";
import { anEvent, claimAgain } from "../../contract/checkpoints/task-samples.ts";
import { type OwnRedis, startOwnRedis } from "../../setup/own-redis.ts";
import { cpuSeconds } from "../processes.ts";
import { table } from "../schedule/table.ts";
import type { AskOrder, AskReport, OwnedTask } from "./requests/protocol.ts";
import { type BenchService, startService } from "./requests/service.ts";
import { type BenchChild, startBenchChild } from "./streams/children.ts";

export interface RequestRow extends Omit<AskReport, "tasks"> {
  store: "files" | "Redis";
  what: AskOrder["what"];
  connections: number;
  /** Of the service for each request: milliseconds of one core. */
  cpuMs: number;
  /** Tasks in the store when it began. */
  stored: number;
}

const CONNECTIONS = [1, 16, 64];
const SECONDS = 2;
const WARM_UP_SECONDS = 1.5;
const WHATS = ["healthz", "create", "status"] as const;
/** Tasks that are asked for: they are held, and have a log as in the middle of a film. */
const HELD = 100;
const EVENTS = 30;
const LEASE_MS = 600_000;
/** As many as have something to do at once. */
const OWNERS = 50;
const KEYS = Array.from({ length: OWNERS }, (_, place) => `key-of-owner-${place}`);
const API_KEYS = KEYS.map((key, place) => `owner-${place}:${createHash("sha256").update(key).digest("hex")}`).join(",");

export async function benchRequests(): Promise<RequestRow[]> {
  const redis = await startOwnRedis();
  try {
    return [...(await measureStore("files", null)), ...(await measureStore("Redis", redis))];
  } finally {
    await redis.stop();
  }
}

export function requestLines(rows: readonly RequestRow[]): string[] {
  const head = [
    "store",
    "request",
    "connections",
    "a second",
    "p50",
    "p99",
    "CPU each",
    "of healthz",
    "tasks",
    "wrong",
  ];
  const rate = ({ requests, seconds }: RequestRow) => requests / seconds;
  const cells = rows.map((row) => {
    const isFloor = ({ store, what, connections }: RequestRow) =>
      what === "healthz" && store === row.store && connections === row.connections;
    const floor = rows.find(isFloor);
    return [
      row.store,
      row.what,
      String(row.connections),
      String(Math.round(rate(row))),
      `${row.p50.toFixed(1)} ms`,
      `${row.p99.toFixed(1)} ms`,
      `${row.cpuMs.toFixed(2)} ms`,
      floor ? (rate(row) / rate(floor)).toFixed(2) : "",
      String(row.stored),
      String(row.failed),
    ];
  });
  return table([head, ...cells]);
}

async function measureStore(store: RequestRow["store"], redis: OwnRedis | null): Promise<RequestRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
  const redisUrl = redis?.url ?? null;
  const stores = openStores({ redisUrl, dataDir: folder });
  const asker = startBenchChild("../requests/asker.ts", []);
  let service: BenchService | null = null;
  try {
    service = await startService({ folder, redisUrl, apiKeys: API_KEYS });
    return await measureAll({ store, service, asker, stores });
  } finally {
    await Promise.all([service?.end(), asker.end(), stores.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ground {
  store: RequestRow["store"];
  service: BenchService;
  asker: BenchChild;
  stores: Stores;
}

async function measureAll({ store, service, asker, stores }: Ground): Promise<RequestRow[]> {
  const rows: RequestRow[] = [];
  let created: OwnedTask[] = [];
  const ask = async (what: AskOrder["what"], connections: number, seconds = SECONDS): Promise<AskReport> => {
    const tasks = created.slice(0, HELD);
    const report = await asker.ask<AskReport>({ what, connections, seconds, port: service.port, keys: KEYS, tasks });
    created = [...created, ...report.tasks];
    return report;
  };
  for (const what of WHATS) {
    if (what === "status") await giveLogs(stores, created.slice(0, HELD));
    await ask(what, 16, WARM_UP_SECONDS);
    for (const connections of CONNECTIONS) {
      const stored = created.length;
      const before = cpuSeconds(service.pid).own;
      const report = await ask(what, connections);
      const cpuMs = ((cpuSeconds(service.pid).own - before) * 1000) / report.requests;
      rows.push({ store, what, connections, ...report, cpuMs, stored });
    }
  }
  return rows;
}

async function giveLogs(stores: Stores, tasks: readonly OwnedTask[]): Promise<void> {
  for (const { id } of tasks) {
    const fence = await claimAgain(stores, id, LEASE_MS);
    const events = Array.from({ length: EVENTS }, (_, place) => anEvent(id, place + 1));
    await stores.events.append(fence, events);
  }
}
