/**
 * Measures the HTTP service: `npm run bench -- server`. How many requests it answers and how fast; what reaches
 * thousands of readers of events; and beside that, in the same run, what LangGraph's own dev server does.
 * All share this machine: compare within one run, and not with another machine's.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { LANGGRAPH_CLI } from "./server/langgraph/dev-server.ts";
import { benchLangGraph, langGraphLines } from "./server/langgraph.ts";
import { benchRequests, requestLines } from "./server/requests.ts";
import { benchStreams, streamLines } from "./server/streams.ts";

introduce();
await showRequests();
await showStreams();
await showLangGraph();

function introduce(): void {
  const redis = /v=(\S+)/.exec(execFileSync("redis-server", ["--version"], { encoding: "utf8" }))?.[1];
  const versions = ["hono", "@hono/node-server", "@langchain/langgraph"].map((name) => `${name} ${versionOf(name)}`);
  print(
    `Node ${process.versions.node}, Redis ${redis}, ${versions.join(", ")}, on ${cpus().length} cores.`,
    "Redis has each change on its disk before it answers (appendfsync always).",
  );
}

async function showRequests(): Promise<void> {
  print(
    "",
    "POST /ai/generate (create) and GET /ai/tasks/{id} (status) at the real service, which carries nothing out, with keys",
    "and limits; 50 owners. Those whose status is asked are held, with 30 events. GET /healthz is what the stack itself takes.",
    ...requestLines(await benchRequests()),
  );
}

async function showStreams(): Promise<void> {
  print(
    "",
    "Event streams of tasks in a Redis. Latency: from when an event was due, over Redis, to its receipt. Memory: for each",
    "reader, of the server, with no event yet (idle) and after all of them. CPU: of one core.",
    ...streamLines(await benchStreams()),
  );
}

async function showLangGraph(): Promise<void> {
  print("", `The dev server of ${LANGGRAPH_CLI}, /runs/stream, all in its memory; it runs what it streams itself.`);
  try {
    print(...langGraphLines(await benchLangGraph()));
  } catch (error) {
    print(`It was not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`node_modules/${name}/`));
  return JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, "utf8")).version;
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
