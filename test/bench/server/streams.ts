/**
 * Measures the event streams: how much of what happened reaches thousands of readers, how late, and what they cost.
 * A worker's part (this process), the server and the readers are processes of their own, over a Redis that writes each
 * change to its disk. All share this machine.
 */
import { setTimeout as pause } from "node:timers/promises";
import { createRedisStores } from "../../../checkpoints/redis/index.ts";
import type { Fence, Stores } from "../../../checkpoints/types.ts";
import type { TaskEvent } from "../../../models/event.ts";
import { claimed } from "../../contract/checkpoints/task-samples.ts";
import { startOwnRedis } from "../../setup/own-redis.ts";
import { table } from "../schedule/table.ts";
import { startBenchChild } from "./streams/children.ts";
import { type ReadOrder, type ReadReport, SENT, sharedNow } from "./streams/protocol.ts";

export interface Load {
  readers: number;
  tasks: number;
  /** Of each task. */
  eventsPerSecond: number;
  seconds: number;
}

export interface Row extends Load {
  /** Of the events that the readers should have had. */
  delivered: number;
  gaps: number;
  /** From when it was due to the receipt: milliseconds. */
  p50: number;
  p99: number;
  /** Of the server, above what it had without readers: kilobytes for each, idle and at the end. */
  idleKilobytes: number;
  kilobytes: number;
  /** Share of one core that the server took. */
  cpu: number;
  /** Until all readers were there: seconds. */
  opening: number;
}

const LOADS: readonly Load[] = [
  { readers: 1000, tasks: 100, eventsPerSecond: 1, seconds: 10 },
  { readers: 5000, tasks: 100, eventsPerSecond: 1, seconds: 10 },
  { readers: 1000, tasks: 1, eventsPerSecond: 100, seconds: 10 },
];
/** The holder lives as long as the bench. */
const LEASE_MS = 600_000;
/** For what is on its way at the end. */
const REST_MS = 2000;

export async function benchStreams(loads: readonly Load[] = LOADS): Promise<Row[]> {
  const rows: Row[] = [];
  for (const load of loads) rows.push(await measure(load));
  return rows;
}

export function streamLines(rows: readonly Row[]): string[] {
  const head = ["readers", "tasks", "events/s each", "delivered", "gaps", "p50", "p99", "idle", "after", "CPU", "open"];
  const cells = rows.map((row) => [
    String(row.readers),
    String(row.tasks),
    String(row.eventsPerSecond),
    `${(row.delivered * 100).toFixed(2)} %`,
    String(row.gaps),
    `${row.p50.toFixed(1)} ms`,
    `${row.p99.toFixed(1)} ms`,
    `${row.idleKilobytes.toFixed(1)} kB`,
    `${row.kilobytes.toFixed(1)} kB`,
    `${Math.round(row.cpu * 100)} %`,
    `${row.opening.toFixed(1)} s`,
  ]);
  return table([head, ...cells]);
}

interface ServerState {
  rss: number;
  cpuMs: number;
  streams: number;
}

async function measure(load: Load): Promise<Row> {
  const redis = await startOwnRedis();
  const prefix = "bench";
  const stores = createRedisStores({ url: redis.url, prefix });
  const server = startBenchChild("./server.ts", [redis.url, prefix]);
  const clients = startBenchChild("./clients.ts", []);
  try {
    const { port } = await server.next<{ port: number }>();
    const fences = await Promise.all(Array.from({ length: load.tasks }, () => claimed(stores, LEASE_MS)));
    const before = await server.ask<ServerState>("state");
    const began = sharedNow();
    const requests = fences.map(({ taskId }) => `GET /${taskId} HTTP/1.1\r\nHost: bench\r\n\r\n`);
    const order: ReadOrder = { port, requests, readers: load.readers, answers: "at once" };
    await clients.ask(order);
    const opening = (sharedNow() - began) / 1000;
    await pause(REST_MS);
    const idle = await server.ask<ServerState>("state");
    await appendAll(stores, fences, load);
    const after = await server.ask<ServerState>("state");
    await pause(REST_MS);
    const { events, gaps, latencies } = await clients.ask<ReadReport>("report");
    const share = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
    return {
      ...load,
      delivered: events / (load.readers * load.eventsPerSecond * load.seconds),
      gaps,
      p50: share(0.5),
      p99: share(0.99),
      idleKilobytes: (idle.rss - before.rss) / 1024 / load.readers,
      kilobytes: (after.rss - before.rss) / 1024 / load.readers,
      cpu: (after.cpuMs - idle.cpuMs) / 1000 / load.seconds,
      opening,
    };
  } finally {
    await Promise.all([server.end(), clients.end()]);
    await stores.close();
    await redis.stop();
  }
}

/** The tasks take turns, so that their events are spread over the second as those of real tasks. */
async function appendAll(stores: Stores, fences: readonly Fence[], load: Load): Promise<void> {
  const between = 1000 / (load.eventsPerSecond * fences.length);
  const count = load.eventsPerSecond * load.seconds;
  const began = performance.now();
  const appends: Promise<void>[] = [];
  for (let place = 0; place < count * fences.length; place++) {
    const fence = fences[place % fences.length];
    if (!fence) break;
    const due = performance.timeOrigin + began + place * between;
    appends.push(stores.events.append(fence, [anEvent(fence.taskId, Math.floor(place / fences.length) + 1, due)]));
    await pause(Math.max(0, began + (place + 1) * between - performance.now()));
  }
  await Promise.all(appends);
}

function anEvent(taskId: string, id: number, due: number): TaskEvent {
  const data = {
    step: "video_composer" as const,
    scene: 3,
    message: `${SENT}${due.toFixed(3)}`,
    fraction: 0.5,
  };
  return { id, taskId, at: new Date().toISOString(), event: "step-progress", data };
}
