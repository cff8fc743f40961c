/** `npm run worker` itself, told to end in the middle of a task: another one has it at once. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Build, buildChild } from "./build.ts";
import { FILMS } from "./cases.ts";
import { expectInvariants } from "./invariants.ts";
import { openProduct } from "./product.ts";
import { openStage, type Stage } from "./stage.ts";

let build: Build;
beforeAll(async () => {
  build = await buildChild();
});
afterAll(() => build.remove());

/** A lease of the real worker lasts for 30 s: who waits for it to lapse is late. */
const AT_ONCE_MS = 5000;

interface RealWorker {
  process: ChildProcess;
  /** Resolves when it has said so. */
  said(words: string): Promise<void>;
}

function startWorker({ product }: Stage, url: string): RealWorker {
  const env = {
    ...product.environment,
    REDIS_URL: url,
    PIXORA_DATA_DIR: product.dataDir,
    PATH: process.env.PATH ?? "",
  };
  const worker = fork(build.worker, [], {
    cwd: product.dataDir,
    env,
    execArgv: [],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let text = "";
  const listeners = new Set<() => void>();
  worker.stdout?.setEncoding("utf8").on("data", (more: string) => {
    text += more;
    for (const listen of [...listeners]) listen();
  });
  return {
    process: worker,
    said: (words) =>
      new Promise((resolve) => {
        const look = () => {
          if (!text.includes(words)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

it("a worker that gets SIGTERM hands its task back: another goes on at once, with the very job", async () => {
  // The real worker's keys have their usual names: a database of its own keeps other tests' tasks away.
  const url = `${inject("redisUrl")}/9`;
  const stage = await openStage({ redisUrl: url, prefix: "pixora", latencyMs: 1500 });
  const workers = [startWorker(stage, url), startWorker(stage, url)];
  try {
    await Promise.all(workers.map(({ said }) => said("working on")));
    const polled = new Promise<void>((resolve) => {
      stage.watch(async ({ vendor, moment }) => {
        if (vendor === "fal" && moment === "status") resolve();
        return "go";
      });
    });
    const { agent } = openProduct(stage.product);
    await agent.submit(FILMS.silent, { taskId: stage.taskId, folder: stage.film });
    await agent.close();
    const holder = await Promise.race(workers.map(async (worker) => worker.said("task taken").then(() => worker)));
    const other = workers.find((worker) => worker !== holder);
    await polled;
    const before = await stage.stores.events.lastId(stage.taskId);
    const toldAt = performance.now();
    holder.process.kill("SIGTERM");
    const [code] = await once(holder.process, "exit");
    expect(code).toBe(0);
    await other?.said("task taken");
    expect((await firstEventAfter(stage, before)) - toldAt).toBeLessThan(AT_ONCE_MS);
    for await (const _ of stage.stores.events.follow(stage.taskId, 0, AbortSignal.timeout(40_000)));
    const { row } = await expectInvariants(stage);
    expect(row).toMatchObject({ status: "completed", epoch: 2, crashes: 0 });
    expect(stage.vendors.fal.orders.map(({ state }) => state)).toEqual(["ended"]);
  } finally {
    for (const worker of workers) worker.process.kill("SIGKILL");
    await stage.close();
  }
});

async function firstEventAfter({ stores, taskId }: Stage, id: number): Promise<number> {
  for await (const _ of stores.events.follow(taskId, id, AbortSignal.timeout(40_000))) return performance.now();
  throw new Error("Nobody went on.");
}
