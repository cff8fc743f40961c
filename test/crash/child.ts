/** A process that tests may kill: composes the product and does what it is told, until the end or a point of its crash. */
import { join } from "node:path";
import type { TaskEvent } from "../../models/event.ts";
import type { Worker } from "../../server/tasks/worker.ts";
import { openProduct, type Product } from "./product.ts";
import type { News, Order, Work } from "./protocol.ts";

const say = (news: News) => void (process.connected && process.send?.(news));
const textOf = (error: unknown) => String(error instanceof Error ? error.stack : error);

let stop = () => {};
let go = () => {};
let isLeaving = false;
process.on("message", (order: Order) => {
  if (order.kind === "stop") return stop();
  if (order.kind === "go") return go();
  carryOut(order)
    .then(
      () => say({ kind: "done" }),
      (error: unknown) => say({ kind: "failed", text: textOf(error) }),
    )
    .finally(() => isLeaving && process.exit(0));
});
// As `npm run worker` does: hands back what it has, and ends.
process.on("SIGTERM", () => {
  isLeaving = true;
  stop();
});
// Nobody is left to end it.
process.on("disconnect", () => process.exit(1));
say({ kind: "ready" });

async function carryOut({ product: options, works, crash }: Extract<Order, { kind: "do" }>): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const wait = (place: string) => {
    say({ kind: "at", place });
    return new Promise<void>((resolve) => {
      go = resolve;
    });
  };
  const product = openProduct(options, { crash, wait, onBug: (error) => say({ kind: "bug", text: textOf(error) }) });
  try {
    for (const work of works) await doWork(product, work, { folder: join(options.dataDir, "films"), stopped });
  } finally {
    await product.agent.close();
  }
}

interface Place {
  folder: string;
  stopped: Promise<void>;
}

async function doWork({ agent, work: start }: Product, work: Work, { folder, stopped }: Place): Promise<void> {
  switch (work.kind) {
    case "submit":
      return void (await agent.submit(work.request, { taskId: work.taskId }));
    case "cancel":
      return agent.cancel(work.taskId);
    case "make":
      return tell(agent.stream(work.request, { taskId: work.taskId, folder: join(folder, work.taskId) }));
    case "resume": {
      const { taskId, kind: _kind, ...options } = work;
      return tell(agent.resume(taskId, { ...options, folder: join(folder, taskId) }));
    }
    case "work": {
      const worker: Worker = start(work.atOnce, (news) => say({ kind: "worker", news }));
      await stopped;
      await worker.close();
    }
  }
}

async function tell(events: AsyncIterable<TaskEvent>): Promise<void> {
  for await (const event of events) say({ kind: "event", event });
}
