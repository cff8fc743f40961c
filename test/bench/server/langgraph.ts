/**
 * Measures the same of the dev server that LangGraph brings (`/runs/stream`): there each request is a run of its own,
 * and others may join a run. It keeps all in memory; its runs tell the time, and do nothing else.
 */
import { setTimeout as pause } from "node:timers/promises";
import { table } from "../schedule/table.ts";
import { type DevServer, startDevServer } from "./langgraph/dev-server.ts";
import { startBenchChild } from "./streams/children.ts";
import { type ReadOrder, type ReadReport, sharedNow } from "./streams/protocol.ts";

interface DevLoad {
  readers: number;
  /** Runs that it carries out at once; 10 as it comes. */
  jobs: number;
  /** `resumable`: the run keeps its events, so that each reader gets all. */
  joins: "own run" | "one run" | "one resumable run";
  eventsPerSecond: number;
  seconds: number;
}

export interface DevRow extends DevLoad {
  delivered: number;
  refused: number;
  broken: number;
  /** From when it was due to the receipt: milliseconds. */
  p50: number;
  p99: number;
  /** Of the process that answers, above what it had without readers: kilobytes for each. */
  kilobytes: number;
  /** Share of one core that it and its helpers took. */
  cpu: number;
}

const OWN = { joins: "own run", eventsPerSecond: 1, seconds: 6 } as const;
const ONE = { readers: 1000, jobs: 10, eventsPerSecond: 100, seconds: 5 } as const;
const LOADS: readonly DevLoad[] = [
  { ...OWN, readers: 100, jobs: 10 },
  { ...OWN, readers: 100, jobs: 100 },
  { ...OWN, readers: 500, jobs: 500 },
  { ...OWN, readers: 1000, jobs: 1000 },
  { ...ONE, joins: "one run" },
  { ...ONE, joins: "one resumable run" },
];
/** It looks for runs once a second; and what is on its way at the end comes yet. */
const REST_MS = 3000;
/** In which the readers of one run come. */
const GATHER_MS = 4000;
const PATIENCE_MS = 20_000;

/** Rejects with what the tool said when it does not start. */
export async function benchLangGraph(): Promise<DevRow[]> {
  const rows: DevRow[] = [];
  for (const load of LOADS) rows.push(await measure(load));
  return rows;
}

export function langGraphLines(rows: readonly DevRow[]): string[] {
  const head = [
    "readers",
    "of",
    "jobs",
    "events/s each",
    "delivered",
    "refused",
    "broken",
    "p50",
    "p99",
    "after",
    "CPU",
  ];
  const cells = rows.map((row) => [
    String(row.readers),
    row.joins,
    String(row.jobs),
    String(row.eventsPerSecond),
    `${(row.delivered * 100).toFixed(2)} %`,
    String(row.refused),
    String(row.broken),
    `${row.p50.toFixed(1)} ms`,
    `${row.p99.toFixed(1)} ms`,
    `${row.kilobytes.toFixed(1)} kB`,
    `${Math.round(row.cpu * 100)} %`,
  ]);
  return table([head, ...cells]);
}

async function measure(load: DevLoad): Promise<DevRow> {
  const server = await startDevServer(load.jobs);
  const clients = startBenchChild("./clients.ts", []);
  try {
    const megabytes = server.megabytes();
    const from = sharedNow() + (load.joins === "own run" ? 0 : GATHER_MS);
    const request = await requestOf(load, server, from);
    const order: ReadOrder = { port: server.port, requests: [request], readers: load.readers, answers: "later" };
    const cpu = server.cpuSeconds();
    await clients.ask(order);
    const until = Math.max(from, sharedNow()) + load.seconds * 1000;
    await pause(until - sharedNow());
    const used = { megabytes: server.megabytes() - megabytes, cpu: server.cpuSeconds() - cpu };
    await pause(REST_MS);
    const { events, latencies, refused, broken } = await clients.ask<ReadReport>("report");
    const share = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
    return {
      ...{ ...load, refused, broken, p50: share(0.5), p99: share(0.99) },
      delivered: events / (load.readers * load.eventsPerSecond * load.seconds),
      kilobytes: (used.megabytes * 1024) / load.readers,
      cpu: used.cpu / load.seconds,
    };
  } finally {
    await Promise.all([server.end(), clients.end()]);
  }
}

/** What each reader asks. */
async function requestOf(load: DevLoad, server: DevServer, from: number): Promise<string> {
  const { eventsPerSecond, seconds, joins } = load;
  const run = { assistant_id: "bench", input: { eventsPerSecond, seconds, from }, stream_mode: ["custom"] };
  if (joins === "own run") return textOf("POST", "/runs/stream", { body: run });
  const isResumable = joins === "one resumable run";
  const thread = await post(server, "/threads", {});
  const place = `/threads/${thread.thread_id}/runs`;
  const { run_id } = await post(server, place, { ...run, stream_resumable: isResumable });
  return textOf("GET", `${place}/${run_id}/stream`, isResumable ? { header: "Last-Event-ID: -1" } : {});
}

async function post(
  { port }: DevServer,
  path: string,
  body: unknown,
): Promise<{ thread_id?: string; run_id?: string }> {
  const headers = { "content-type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
    signal,
  });
  if (!answer.ok) throw new Error(`LangGraph's dev server refused ${path}: ${await answer.text()}`);
  return (await answer.json()) as { thread_id?: string; run_id?: string };
}

function textOf(method: string, path: string, { header, body }: { header?: string; body?: unknown }): string {
  const text = body === undefined ? "" : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: bench",
    ...(header ? [header] : []),
    ...(text ? ["Content-Type: application/json", `Content-Length: ${text.length}`] : []),
  ];
  return `${lines.join("\r\n")}\r\n\r\n${text}`;
}
