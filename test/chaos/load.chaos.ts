/**
 * Many small tasks over three workers, of which one is killed every 2 s, while Redis is killed every 20 s. Media work takes
 * no time here. Chance says who is killed when; PIXORA_CHAOS_TASKS says how many tasks (200).
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { spentUsd } from "../../models/ledger.ts";
import { hasEnded, type TaskStatus } from "../../models/task.ts";
import { reopened } from "../contract/checkpoints/task-samples.ts";
import { FILMS } from "../crash/cases.ts";
import { type Child, type Children, openChildren } from "../crash/children.ts";
import { type Outcome, readOutcome } from "../crash/invariants.ts";
import { openProduct } from "../crash/product.ts";
import { openQueueClock } from "../crash/queue-clock.ts";
import { openStage, type Stage } from "../crash/stage.ts";
import { type OwnRedis, startOwnRedis } from "../setup/own-redis.ts";
import { takeChances } from "./seed.ts";

const TASKS = Number(process.env.PIXORA_CHAOS_TASKS ?? 200);
const WORKERS = 3;
const AT_ONCE = 4;
const KILL_EVERY_MS = 2000;
const REDIS_EVERY_MS = 20_000;
const REDIS_GONE_MS = 500;
/** Of a job at a vendor: long enough to be killed meanwhile. */
const LATENCY_MS = 1000;
const MOST_MS = 420_000;

const chance = takeChances("Many tasks");
let children: Children;
let redis: OwnRedis;
beforeAll(async () => {
  children = await openChildren();
  redis = await startOwnRedis();
});
afterAll(async () => {
  await children.close();
  await redis.stop();
});

interface Damage {
  workers: number;
  redis: number;
}

it(
  `${TASKS} tasks: none is lost and none is paid twice while workers and Redis are killed`,
  async () => {
    const opened = await openStage({ redisUrl: redis.url, leaseMs: 3000, latencyMs: LATENCY_MS });
    const stage = { ...opened, product: { ...opened.product, sweepMs: 500, hasLightMedia: true } };
    const ids = Array.from({ length: TASKS }, (_, number) => `load-${number}`);
    const began = performance.now();
    const storm = startStorm(stage);
    try {
      await submitAll(stage, ids);
      const first = await untilAllEnded(stage, ids);
      const asked = await askedAgain(stage, ids);
      await untilAllEnded(stage, ids);
      const damage = await storm.end();
      await expectNoWakeUps(stage);
      await storm.calm();
      const outcomes = await Promise.all(ids.map((taskId) => readOutcome({ ...stage, taskId })));
      report({ outcomes, stage, damage, first, asked, seconds: (performance.now() - began) / 1000 });
      expectAll(outcomes, stage);
    } finally {
      await storm.end();
      await stage.close();
    }
  },
  MOST_MS + 60_000,
);

/** They are accepted while workers and Redis are killed: who creates asks again, by the same names. */
async function submitAll({ product }: Stage, ids: readonly string[]): Promise<void> {
  const { agent } = openProduct(product);
  for (const taskId of ids) {
    const request = { ...FILMS.silent, prompt: `A fox in the snow, number ${taskId}` };
    await agent.submit(request, { taskId }).catch(async (error: unknown) => {
      // It was accepted before Redis went: the sweeper wakes somebody for it.
      if (!(await agent.task(taskId))) throw error;
    });
  }
  await agent.close();
}

/** Workers that are killed and started again, and a Redis that is. */
function startStorm({ product }: Stage) {
  const damage: Damage = { workers: 0, redis: 0 };
  const over = new AbortController();
  const workers: Child[] = [];
  const hire = async () => {
    const child = await children.take();
    child.do({ product, works: [{ kind: "work", atOnce: AT_ONCE }], crash: null }).catch(() => {});
    workers.push(child);
  };
  /** Not waited for: the next one is killed when its time has come. */
  const hiring: Promise<void>[] = [];
  const until = (milliseconds: number) => pause(milliseconds, undefined, { signal: over.signal }).catch(() => {});
  const killWorkers = async () => {
    for (let number = 0; number < WORKERS; number += 1) await hire();
    for (await until(KILL_EVERY_MS); !over.signal.aborted; await until(KILL_EVERY_MS)) {
      hiring.push(hire());
      if (workers.length === 0) continue;
      const victim = chance.pick(workers);
      workers.splice(workers.indexOf(victim), 1);
      victim.kill("SIGKILL");
      damage.workers += 1;
    }
    await Promise.all(hiring);
  };
  const killRedis = async () => {
    for (await until(REDIS_EVERY_MS); !over.signal.aborted; await until(REDIS_EVERY_MS)) {
      await redis.kill9();
      await pause(chance.next() * REDIS_GONE_MS);
      await redis.restart();
      damage.redis += 1;
    }
  };
  const storm = Promise.all([killWorkers(), killRedis()]);
  storm.catch(() => {});
  return {
    /** No more is killed. */
    async end(): Promise<Damage> {
      over.abort();
      await storm;
      return damage;
    },
    /** The workers end, as they should. */
    async calm(): Promise<void> {
      const isDone = (news: Child["news"][number]): news is { kind: "done" } => news.kind === "done";
      for (const child of workers) child.stop();
      await Promise.all(workers.map((child) => child.told(isDone)));
    },
  };
}

async function statusesOf({ stores }: Stage, ids: readonly string[]): Promise<(TaskStatus | "lost")[]> {
  return Promise.all(ids.map(async (id) => (await stores.tasks.get(id))?.status ?? "lost"));
}

async function untilAllEnded(stage: Stage, ids: readonly string[]): Promise<Record<string, number>> {
  for (const deadline = performance.now() + MOST_MS / 2; performance.now() < deadline; await pause(250)) {
    const statuses = await statusesOf(stage, ids).catch(() => null);
    if (statuses?.every((status) => status !== "lost" && hasEnded(status))) return countOf(statuses);
  }
  throw new Error(`Not all had ended: ${JSON.stringify(countOf(await statusesOf(stage, ids)))}.`);
}

/** The owner of every task that asks for attention wants it to be gone on with, also where it may cost twice. */
async function askedAgain({ stores }: Stage, ids: readonly string[]): Promise<number> {
  let asked = 0;
  for (const id of ids) {
    const row = await stores.tasks.get(id);
    if (row?.status === "completed") continue;
    await stores.queue.add(await reopened(stores, id, { onInDoubt: "retry", isAttended: false }));
    asked += 1;
  }
  return asked;
}

async function expectNoWakeUps({ product: { store } }: Stage): Promise<void> {
  if (store.kind === "file") return;
  const clock = openQueueClock(store);
  try {
    // Tasks have ended: whatever is active was a dead worker's.
    await clock.forget(await clock.active());
    await clock.untilEmpty(30_000);
  } finally {
    clock.close();
  }
}

interface Result {
  outcomes: readonly Outcome[];
  stage: Stage;
  damage: Damage;
  first: Record<string, number>;
  asked: number;
  seconds: number;
}

const isDoubt = ({ state }: { state: string }) => state === "in_doubt";
const takenOf = ({ vendors }: Stage) => vendors.fal.orders.filter(({ state }) => state !== "refused");

function report({ outcomes, stage, damage, first, asked, seconds }: Result): void {
  const doubts = outcomes.flatMap(({ bill }) => bill.filter(isDoubt));
  const rows = {
    seed: chance.seed,
    seconds: seconds.toFixed(0),
    tasks: outcomes.length,
    "workers killed": damage.workers,
    "Redis killed": damage.redis,
    "ended at first": JSON.stringify(first),
    "gone on with by their owner": asked,
    "claims of a task, most": Math.max(...outcomes.map(({ row }) => row.epoch)),
    "pictures bought": takenOf(stage).length,
    "calls of the language model": stage.vendors.openai.orders.length,
    "pictures in doubt, bought again": doubts.filter(({ capability }) => capability === "image").length,
    "calls in doubt, bought again": doubts.filter(({ capability }) => capability === "language").length,
    "spent, by the books": spentOf(outcomes).toFixed(6),
    invoices: stage.vendors.invoiceUsd().toFixed(6),
  };
  process.stdout.write(
    `${Object.entries(rows)
      .map(([name, value]) => `${name.padEnd(34)}${value}`)
      .join("\n")}\n`,
  );
}

const spentOf = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { bill }) => sum + spentUsd(bill), 0);

function expectAll(outcomes: readonly Outcome[], stage: Stage): void {
  for (const { row, events, bill } of outcomes) {
    expect(row.status, row.id).toBe("completed");
    expect(
      events.map(({ id }) => id),
      row.id,
    ).toEqual(events.map((_, place) => place + 1));
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "completed" } });
    expect(
      events.filter(({ event }) => event === "task-end"),
      row.id,
    ).toHaveLength(row.round + 1);
    // Bought once: one picture, one plan, one story. What is in doubt is beside it.
    const done = bill.filter(({ state }) => state === "done").map(({ key }) => key);
    expect(new Set(done).size, row.id).toBe(done.length);
    expect(
      bill.every((item) => item.state === "done" || isDoubt(item)),
      row.id,
    ).toBe(true);
  }
  const known = outcomes.flatMap(({ operations }) => operations.flatMap(({ job, orphans }) => [job, ...orphans]));
  const ours = known.flatMap((job) => job?.requestId ?? []);
  const theirs = takenOf(stage).map(({ requestId }) => requestId);
  expect(ours.filter((id) => !theirs.includes(id))).toEqual([]);
  expect(new Set(ours).size).toBe(ours.length);
  expectMoney(
    outcomes,
    stage,
    theirs.filter((id) => !ours.includes(id)),
  );
}

/** The invoice is what the books say, and what of the things in doubt was bought after all. */
function expectMoney(outcomes: readonly Outcome[], { vendors }: Stage, unknown: readonly string[]): void {
  const doubts = outcomes.flatMap(({ bill }) => bill.filter(isDoubt));
  const pictures = doubts.filter(({ capability }) => capability === "image");
  expect(unknown.length).toBeLessThanOrEqual(pictures.length);
  const rest = vendors.invoiceUsd() - spentOf(outcomes);
  const lostUsd = vendors.fal.orders
    .filter(({ requestId }) => unknown.includes(requestId))
    .reduce((sum, { billedUsd }) => sum + billedUsd, 0);
  // Each sum is rounded to the millionth of a dollar.
  const rounding = outcomes.length * 1e-6;
  expect(rest - lostUsd).toBeGreaterThan(-rounding);
  const calls = doubts.filter(({ capability }) => capability === "language");
  expect(rest - lostUsd).toBeLessThanOrEqual(calls.reduce((sum, { costUsd }) => sum + costUsd, 0) + rounding);
}

function countOf(statuses: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
