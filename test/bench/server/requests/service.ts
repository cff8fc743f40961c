/** The real service in a process of its own, which only answers. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface BenchService {
  pid: number;
  port: number;
  end(): Promise<void>;
}

export interface ServiceOptions {
  /** Holds everything that it writes. */
  folder: string;
  /** Null for files. */
  redisUrl: string | null;
  /** As PIXORA_API_KEYS has it. */
  apiKeys: string;
}

const START_MS = 60_000;

export async function startService({ folder, redisUrl, apiKeys }: ServiceOptions): Promise<BenchService> {
  const log = join(folder, "log");
  const lines = openSync(log, "w");
  const main = fileURLToPath(new URL("../../../../server/main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), main], {
    // No settings of this machine: neither its environment nor a file .env.
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
      PIXORA_PORT: "0",
      PIXORA_WORKERS: "0",
      PIXORA_DATA_DIR: folder,
      PIXORA_API_KEYS: apiKeys,
      PIXORA_REQUESTS_PER_MINUTE: "1000000",
      PIXORA_MAX_OPEN_TASKS: "100000",
    },
    stdio: ["ignore", lines, "inherit"],
  });
  closeSync(lines);
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(50)) {
    const [, port] = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(await readFile(log, "utf8")) ?? [];
    if (port) return { pid: child.pid ?? 0, port: Number(port), end };
    if (child.exitCode !== null) break;
  }
  await end();
  throw new Error(`The service did not start: ${await readFile(log, "utf8")}`);
}
