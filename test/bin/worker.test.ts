import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createRedisStores } from "../../checkpoints/redis/index.ts";
import { Environment } from "../../models/config.ts";
import { createDurableAgent } from "../../server/tasks/durable-agent.ts";
import { LIGHT_REQUEST, lightAgent } from "../light-agent.ts";

const script = fileURLToPath(new URL("../../bin/worker.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

let folder: string;
let workers: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-worker-"));
  workers = [];
});
afterEach(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

function start(environment: Record<string, string>, ...given: string[]) {
  const env = { ...process.env, PIXORA_DATA_DIR: join(folder, "data"), ...environment };
  const worker = spawn(process.execPath, ["--import", loader, script, ...given], { cwd: folder, env });
  workers.push(worker);
  let told = "";
  worker.stderr.on("data", (data) => {
    told += data;
  });
  const lines: Record<string, unknown>[] = [];
  const reading = createInterface({ input: worker.stdout });
  reading.on("line", (line) => void lines.push(JSON.parse(line)));
  const until = (isIt: (line: Record<string, unknown>) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => lines.some(isIt) && resolve();
      reading.on("line", look);
      look();
    });
  const ended = once(worker, "close").then(([code]) => ({ code, told }));
  return { worker, lines, until, ended };
}

describe("npm run worker", () => {
  it("tells what it does, its options and its settings, and starts nothing", async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", loader, script, "--help"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Usage: npm run worker\n.*--help.*--version.*REDIS_URL/s);
    const named = stdout.match(/\b[A-Z]+_[A-Z_]*(?=[ ,])/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(Environment.shape)).toContain(name);
  });

  it("refuses options that it does not have", async () => {
    const { code, told } = await start({ REDIS_URL: inject("redisUrl") }, "--once").ended;
    expect([code, told]).toEqual([2, "pixora: Unknown option '--once'. --help tells the options.\n"]);
  });

  it("needs a Redis, and says what carries tasks out without one", async () => {
    const { code, told } = await start({ REDIS_URL: "" }).ended;
    expect(code).toBe(2);
    expect(told).toBe(
      "pixora: npm run worker needs REDIS_URL, from where it takes tasks. Without a Redis, tasks are carried out by the process that accepts them.\n",
    );
  });

  it("carries out what was accepted, and ends by itself at SIGTERM", { timeout: 60_000 }, async () => {
    const REDIS_URL = inject("redisUrl");
    const stores = createRedisStores({ url: REDIS_URL });
    const agent = createDurableAgent({ agent: lightAgent({ folder }), stores });
    const taskId = await agent.submit({ ...LIGHT_REQUEST, scenes: 1 }, { folder: join(folder, "film") });
    const { worker, lines, until, ended } = start({ REDIS_URL, PIXORA_WORKERS: "1", PIXORA_LOG_LEVEL: "debug" });
    await until(({ message }) => String(message).startsWith("working on up to 1 tasks"));
    for await (const event of agent.follow(taskId)) if (event.event === "task-end") break;
    expect((await agent.task(taskId))?.task).toMatchObject({ status: "completed" });
    await until((line) => line.taskId === taskId && line.message === "task left");
    worker.kill("SIGTERM");
    expect(await ended).toEqual({ code: 0, told: "" });
    const about = lines.filter((line) => line.taskId === taskId);
    expect(about[0]).toMatchObject({ level: "info", message: "task taken", epoch: 1, owner: null });
    expect(about.at(-1)).toMatchObject({ level: "info", how: "ended", status: "completed", code: null, spentUsd: 0 });
    const operation = expect.objectContaining({ level: "info", message: "operation ended", state: "done", costUsd: 0 });
    expect(about).toContainEqual(operation);
    expect(about).toContainEqual(expect.objectContaining({ level: "debug", message: "operation decided" }));
    await agent.close();
  });
});
