/** The dev server that LangGraph brings, with the bench's graph, in a group of processes of its own. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../../setup/own-redis.ts";
import { cpuSeconds, groupIds, residentMegabytes } from "../../processes.ts";

/** As `npm run studio` has it. */
export const LANGGRAPH_CLI = "@langchain/langgraph-cli@1.5.1";

export interface DevServer {
  port: number;
  /** Resident, of the largest of its processes, which is the one that answers. */
  megabytes(): number;
  /** Of all its processes. */
  cpuSeconds(): number;
  end(): Promise<void>;
}

/** With the fetching of the tool. */
const START_MS = 60_000;

/**
 * Rejects with what it said when it does not start.
 * @param jobs runs that it carries out at once
 */
export async function startDevServer(jobs: number): Promise<DevServer> {
  const folder = await mkdtemp(join(tmpdir(), "pixora-bench-"));
  // The tool adds it to its own folder, whatever it begins with.
  const graph = relative(folder, fileURLToPath(new URL("./graph.ts", import.meta.url)));
  const settings = { node_version: "20", graphs: { bench: `${graph}:graph` }, dependencies: ["."] };
  await writeFile(join(folder, "langgraph.json"), JSON.stringify(settings));
  const port = await freePort();
  const { group, kill } = spawnGroup(folder, ["--port", String(port), "--n-jobs-per-worker", String(jobs)]);
  const end = async () => {
    kill();
    while (groupIds(group).length > 0) await pause(20);
    await rm(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(100)) {
    const isThere = await fetch(`http://127.0.0.1:${port}/ok`).catch(() => null);
    if (isThere?.ok) return { port, ...figuresOf(group), end };
    if (groupIds(group).length === 0) break;
  }
  const said = (await readFile(join(folder, "log"), "utf8")).trim();
  await end();
  throw new Error(said.split("\n").slice(-3).join(" ") || "It says nothing.");
}

/** Killed with this process, too: a Ctrl-C at a terminal does not reach another group. */
function spawnGroup(folder: string, options: readonly string[]) {
  const log = openSync(join(folder, "log"), "w");
  const words = ["--yes", LANGGRAPH_CLI, "dev", "--no-browser", "--no-reload", "--host", "127.0.0.1", ...options];
  const child = spawn("npx", words, {
    cwd: folder,
    // No settings of this machine.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANGGRAPH_CLI_NO_ANALYTICS: "1" },
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  child.once("error", () => {});
  const group = child.pid;
  if (group === undefined) throw new Error("There is no npx here.");
  const kill = () => {
    process.off("exit", kill);
    for (const signal of SIGNALS) process.off(signal, leave);
    if (groupIds(group).length > 0) process.kill(-group, "SIGKILL");
  };
  process.once("exit", kill);
  for (const signal of SIGNALS) process.once(signal, leave);
  return { group, kill };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function leave(): void {
  process.exit(130);
}

function figuresOf(group: number): Pick<DevServer, "megabytes" | "cpuSeconds"> {
  return {
    megabytes: () => Math.max(...groupIds(group).map((id) => residentMegabytes(String(id)))),
    cpuSeconds: () => groupIds(group).reduce((sum, id) => sum + cpuSeconds(id).own, 0),
  };
}
