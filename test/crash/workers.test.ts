/** Several processes and one task: one carries it out, whatever becomes of the others. */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { TaskEvent } from "../../models/event.ts";
import type { Moment, Visit } from "../vendors/moments.ts";
import { FILMS } from "./cases.ts";
import { type Child, type Children, openChildren } from "./children.ts";
import { expectInvariants, readOutcome } from "./invariants.ts";
import { createPlaces } from "./places.ts";
import type { CrashPoint, News, Work } from "./protocol.ts";
import { openQueueClock } from "./queue-clock.ts";
import { openStage, type Stage, type StageOptions } from "./stage.ts";

let children: Children;
beforeAll(async () => {
  children = await openChildren();
});
afterAll(() => children.close());

/** With the wait for a place. */
const MOST_MS = 120_000;
const places = createPlaces(3);

function withStage(play: (stage: Stage) => Promise<void>, options: Partial<StageOptions> = {}): () => Promise<void> {
  return () =>
    places.run(async () => {
      const stage = await openStage({ redisUrl: inject("redisUrl"), ...options });
      try {
        await play(stage);
      } finally {
        await stage.close();
      }
    });
}

interface Hand {
  child: Child;
  /** Its work has come to its end. */
  done: Promise<void>;
}

/** A process that does something, while the test goes on. */
async function start({ product }: Stage, works: Work[], crash: CrashPoint | null = null, leaseMs = product.leaseMs) {
  const child = await children.take();
  const done = child.do({ product: { ...product, leaseMs }, works, crash });
  done.catch(() => {});
  return { child, done } satisfies Hand;
}

const work = (stage: Stage, atOnce = 1) => start(stage, [{ kind: "work", atOnce }]);

async function submit(stage: Stage, film: keyof typeof FILMS = "silent"): Promise<void> {
  const { child, done } = await start(stage, [{ kind: "submit", taskId: stage.taskId, request: FILMS[film] }]);
  await done;
  children.giveBack(child);
}

/** They hand back what they have, and can be used again. */
async function stop(...hands: Hand[]): Promise<void> {
  for (const { child } of hands) child.stop();
  await Promise.all(hands.map(({ done }) => done));
  for (const { child } of hands) children.giveBack(child);
}

/** Resolves when a vendor is asked this for the first time: it answers after `act`. */
function atFirst(stage: Stage, vendor: Visit["vendor"], moment: Moment, act: () => unknown): Promise<Visit> {
  return new Promise((resolve) => {
    let isOver = false;
    stage.watch(async (visit) => {
      if (isOver || visit.vendor !== vendor || visit.moment !== moment) return "go";
      isOver = true;
      await act();
      resolve(visit);
      return "go";
    });
  });
}

async function untilEnd({ stores, taskId }: Stage, afterId = 0): Promise<TaskEvent> {
  let last: TaskEvent | null = null;
  for await (const event of stores.events.follow(taskId, afterId, AbortSignal.timeout(40_000))) last = event;
  if (last?.event !== "task-end") throw new Error(`The task has not ended: ${last?.event}.`);
  return last;
}

type WorkerTold = Extract<News, { kind: "worker" }>;
const left =
  (how: string) =>
  (news: News): news is WorkerTold =>
    news.kind === "worker" && news.news.kind === "left" && news.news.how === how;
const leaveOf = ({ news }: Child) =>
  news.flatMap((told) => (told.kind === "worker" && told.news.kind === "left" ? [told.news.how] : []));
const posts = ({ visits }: Stage, vendor: Visit["vendor"]) =>
  visits.filter((visit) => visit.vendor === vendor && visit.moment === "order").length;

async function expectNoWakeUps({ product: { store } }: Stage): Promise<void> {
  if (store.kind === "file") return;
  const clock = openQueueClock(store);
  await clock.untilEmpty(10_000).finally(() => clock.close());
}

describe.concurrent("two workers and one task", { timeout: MOST_MS }, () => {
  it(
    "one carries it out, and the other leaves it alone",
    withStage(async (stage) => {
      const both = await Promise.all([work(stage), work(stage)]);
      await submit(stage);
      await untilEnd(stage);
      await expectNoWakeUps(stage);
      const { row } = await expectInvariants(stage);
      expect(row).toMatchObject({ status: "completed", epoch: 1 });
      expect(posts(stage, "fal")).toBe(1);
      await stop(...both);
      expect(both.flatMap(({ child }) => leaveOf(child)).filter((how) => how === "ended")).toHaveLength(1);
    }),
  );

  it(
    "wake-ups that come twice start it once",
    withStage(async (stage) => {
      await submit(stage);
      const row = await stage.stores.tasks.get(stage.taskId);
      for (const epoch of [0, 0, 7, 8])
        await stage.stores.queue.add({ id: stage.taskId, round: row?.round ?? 0, epoch });
      const hands = await Promise.all([work(stage, 3), work(stage, 3)]);
      await untilEnd(stage);
      await expectNoWakeUps(stage);
      const outcome = await expectInvariants(stage);
      expect(outcome.row).toMatchObject({ status: "completed", epoch: 1 });
      expect(posts(stage, "fal")).toBe(1);
      await stop(...hands);
    }),
  );
});

describe.concurrent("a worker that stands still for longer than its lease", { timeout: MOST_MS }, () => {
  it(
    "finds that another has taken over, changes nothing and buys nothing",
    withStage(
      async (stage) => {
        const frozen = await work(stage);
        await submit(stage);
        await atFirst(stage, "fal", "status", () => frozen.child.kill("SIGSTOP"));
        const other = await work(stage);
        await untilEnd(stage);
        const before = await expectInvariants(stage);
        expect(before.row).toMatchObject({ status: "completed", epoch: 2 });
        frozen.child.kill("SIGCONT");
        await frozen.child.told(left("lost"));
        await stop(frozen, other);
        await expectNoWakeUps(stage);
        expect(await expectInvariants(stage)).toEqual(before);
        expect(posts(stage, "fal")).toBe(1);
      },
      { latencyMs: 300 },
    ),
  );

  it(
    "writes down what a vendor tells it late: the other one's doubt is over, and nothing is bought again",
    withStage(async (stage) => {
      const frozen = await work(stage);
      await submit(stage);
      await atFirst(stage, "fal", "taken", () => frozen.child.kill("SIGSTOP"));
      const other = await work(stage);
      const end = await untilEnd(stage);
      expect(end.data).toMatchObject({ status: "needs_attention", error: { code: "in_doubt" } });
      frozen.child.kill("SIGCONT");
      await frozen.child.told(left("lost"));
      await stop(frozen, other);
      const { operations } = await readOutcome(stage);
      expect(operations.flatMap(({ job }) => job?.requestId ?? [])).toEqual([stage.vendors.fal.orders[0]?.requestId]);
      const resumed = await start(stage, [{ kind: "resume", taskId: stage.taskId }]);
      await resumed.done;
      children.giveBack(resumed.child);
      const { row } = await expectInvariants(stage);
      expect(row.status).toBe("completed");
      expect(posts(stage, "fal")).toBe(1);
    }),
  );
});

describe.concurrent("a task that somebody cancels from another process", { timeout: MOST_MS }, () => {
  const cancel = async (stage: Stage) => {
    const { child, done } = await start(stage, [{ kind: "cancel", taskId: stage.taskId }]);
    await done;
    children.giveBack(child);
  };

  it(
    "is ended by its holder, with its job stopped at the vendor and on the bill",
    withStage(
      async (stage) => {
        stage.vendors.replicate.faults.nextEnd("hang");
        const holder = await work(stage);
        await submit(stage, "spoken");
        await atFirst(stage, "replicate", "status", () => {});
        await cancel(stage);
        expect((await untilEnd(stage)).data).toMatchObject({ status: "cancelled" });
        await expectNoWakeUps(stage);
        const { row, bill } = await expectInvariants(stage);
        expect(row.epoch).toBe(1);
        expect(stage.vendors.replicate.orders.map(({ status }) => status)).toEqual(["canceled"]);
        expect(bill.filter(({ vendor }) => vendor === "replicate")).toMatchObject([{ state: "cancelled" }]);
        await stop(holder);
      },
      { without: ["FAL_KEY", "FAL_PROXY_URL"] },
    ),
  );

  it(
    "is ended by another worker when its own was killed, with its job stopped at the vendor",
    withStage(async (stage) => {
      stage.vendors.fal.faults.next("hang");
      const killed = await work(stage);
      await submit(stage);
      await atFirst(stage, "fal", "status", () => killed.child.kill("SIGKILL"));
      expect((await killed.child.exit).signal).toBe("SIGKILL");
      await cancel(stage);
      const other = await work(stage);
      expect((await untilEnd(stage)).data).toMatchObject({ status: "cancelled" });
      const { bill } = await expectInvariants(stage);
      expect(stage.vendors.fal.orders.map(({ state }) => state)).toEqual(["cancelled"]);
      expect(bill.filter(({ vendor }) => vendor === "fal")).toMatchObject([{ state: "cancelled" }]);
      await stop(other);
    }),
  );
});

describe.concurrent("a task that ends one worker after the other", { timeout: MOST_MS }, () => {
  it(
    "asks for attention after six of them, and is gone on with when somebody says so",
    withStage(async (stage) => {
      await submit(stage);
      for (let deaths = 0; deaths < 6; deaths += 1) {
        const { child } = await start(stage, [{ kind: "work", atOnce: 1 }], { place: "claim:after" }, 200);
        expect(await child.exit).toMatchObject({ signal: "SIGKILL", place: "claim:after" });
      }
      const last = await work(stage);
      const end = await untilEnd(stage);
      expect(end.data).toMatchObject({ status: "needs_attention", error: { code: "crash_loop" } });
      await expectInvariants(stage);
      expect(posts(stage, "openai")).toBe(0);
      await stop(last);
      const resumed = await start(stage, [{ kind: "resume", taskId: stage.taskId }]);
      await resumed.done;
      children.giveBack(resumed.child);
      expect((await expectInvariants(stage)).row.status).toBe("completed");
    }),
  );
});
