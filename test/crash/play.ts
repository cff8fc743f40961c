/** Plays one case: a process is killed at its point, others go on, and what must be true is looked at. */
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { hasEnded } from "../../models/task.ts";
import { type CrashCase, FILMS, type FilmName } from "./cases.ts";
import type { Child, Children } from "./children.ts";
import { expectInvariants, type Outcome, readOutcome, videoHash } from "./invariants.ts";
import type { Work } from "./protocol.ts";
import { type ActiveJob, openQueueClock } from "./queue-clock.ts";
import { openStage, type Stage } from "./stage.ts";

export interface Troupe {
  children: Children;
  /** Null for files. */
  redisUrl: string | null;
  /** The hash of the same film, made by a process that nobody killed. */
  referenceOf(film: FilmName): Promise<string>;
}

export async function playCase(given: CrashCase, troupe: Troupe): Promise<void> {
  const stage = await openFor(given.film, troupe, given.latencyMs);
  try {
    await crash(given, stage, troupe);
    await expectLeft(given, stage);
    const jobs = await activeJobs(stage);
    await goOn(given, stage, troupe, jobs);
    if (given.answer) await answerDoubt(given, stage, troupe);
    const outcome = await expectInvariants(stage);
    expect(outcome.row.status).toBe("completed");
    expect(await videoHash(stage.film)).toBe(await troupe.referenceOf(given.film));
    expectPosts(given, stage, given);
    expect(outcome.row.request.webhookUrl).toBe(WEBHOOK);
  } finally {
    await stage.close();
  }
}

/** Where the end is to be told: it stays in the task's row until somebody does. */
const WEBHOOK = "https://example.com/told";

function openFor(film: FilmName, { redisUrl }: Troupe, latencyMs = 20): Promise<Stage> {
  return openStage({ redisUrl, latencyMs, without: film === "spoken" ? ["FAL_KEY", "FAL_PROXY_URL"] : [] });
}

const requestOf = (film: FilmName) => ({ ...FILMS[film], webhookUrl: WEBHOOK });

/** A process takes the task up, and is killed at the very point. */
async function crash({ killer, film, wanted }: CrashCase, stage: Stage, { children }: Troupe): Promise<void> {
  const child = await children.take();
  const { taskId, product } = stage;
  const make: Work = { kind: "make", taskId, request: requestOf(film) };
  const queued: Work[] = [
    { ...make, kind: "submit" },
    { kind: "work", atOnce: 1 },
  ];
  const works = product.store.kind === "file" ? [make] : queued;
  let isKilled = false;
  if (killer.by === "vendor") {
    let left = killer.nth ?? 1;
    stage.watch(async ({ vendor, moment }) => {
      if (isKilled || vendor !== wanted.vendor) return "go";
      if (killer.moment === "half" && moment === "file") return "half";
      if (moment !== killer.moment || --left > 0) return "go";
      isKilled = true;
      child.kill("SIGKILL");
      await child.exit;
      return killer.ignores ? "ignore" : "go";
    });
  }
  const doing = child.do({ product, works, crash: killer.by === "itself" ? killer : null });
  const survived = doing.then(() => Promise.reject(new Error("The process came to its end, and not to the point.")));
  survived.catch(() => {});
  const exit = await Promise.race([child.exit, survived, late(child)]);
  expect(exit.signal).toBe("SIGKILL");
  if (killer.by === "itself") expect(exit.place).toBe(killer.place);
  else expect(isKilled).toBe(true);
}

const LATE_MS = 30_000;

/** The point was not reached. */
async function late(child: Child): Promise<never> {
  await pause(LATE_MS, undefined, { ref: false });
  child.kill("SIGKILL");
  throw new Error(
    `After ${LATE_MS / 1000} s the process had not come to the point: ${JSON.stringify(child.news.at(-1))}`,
  );
}

/** The book says what it must at this point: the process did not die before or after it. */
async function expectLeft({ wanted, left, isEnded = false }: CrashCase, { stores, taskId }: Stage): Promise<void> {
  const contents = await stores.book({ taskId, epoch: null }).read();
  const record = contents.operations.find(({ decision }) => decision.capability === wanted.capability);
  expect(left(record, contents), JSON.stringify(record)).toBe(true);
  const row = await stores.tasks.get(taskId);
  expect(hasEnded(row?.status ?? "queued")).toBe(isEnded);
}

async function activeJobs({ product: { store } }: Stage): Promise<ActiveJob[]> {
  if (store.kind === "file") return [];
  const clock = openQueueClock(store);
  try {
    return await clock.active();
  } finally {
    clock.close();
  }
}

/** Another process goes on: over files it is asked to, over Redis it finds the task itself. */
async function goOn(given: CrashCase, stage: Stage, troupe: Troupe, jobs: ActiveJob[]): Promise<void> {
  if (stage.product.store.kind === "redis") return workToEnd(stage, troupe, jobs);
  if (given.isEnded) return;
  await resume({ kind: "resume", taskId: stage.taskId }, stage, troupe);
}

async function resume(work: Extract<Work, { kind: "resume" }>, { product }: Stage, { children }: Troupe) {
  const child = await children.take();
  await child.do({ product, works: [work], crash: null });
  expectNoBug(child);
  children.giveBack(child);
}

async function workToEnd({ product, taskId, stores }: Stage, { children }: Troupe, jobs: ActiveJob[]): Promise<void> {
  const { store } = product;
  if (store.kind === "file") return;
  const child = await children.take();
  const clock = openQueueClock(store);
  try {
    const doing = child.do({ product, works: [{ kind: "work", atOnce: 1 }], crash: null });
    doing.catch(() => {});
    for await (const _ of stores.events.follow(taskId, 0, AbortSignal.timeout(LATE_MS)));
    await clock.forget(jobs);
    await clock.untilEmpty(LATE_MS);
    child.stop();
    await doing;
  } finally {
    clock.close();
  }
  expectNoBug(child);
  children.giveBack(child);
}

function expectNoBug({ news }: Child): void {
  expect(news.filter(({ kind }) => kind === "bug")).toEqual([]);
}

/** Nobody knows whether it was bought: the task has asked, and its owner answers. */
async function answerDoubt(given: CrashCase, stage: Stage, troupe: Troupe): Promise<void> {
  const { taskId } = stage;
  const before = await expectInvariants(stage);
  expect(before.row.status).toBe("needs_attention");
  const doubt = expectDoubt(before);
  const atMostOne = given.point === "C4" ? 0 : 1;
  expectPosts(given, stage, { posts: atMostOne, taken: atMostOne - (given.point === "C5" ? 1 : 0) });
  const [known] = stage.vendors.fal.orders;
  const settle = given.answer === "adopt" && known ? { settle: { [doubt]: { adopt: known.requestId } } } : null;
  await resume({ kind: "resume", taskId, ...(settle ?? { onInDoubt: "retry" }) }, stage, troupe);
  const { bill } = await readOutcome(stage);
  const states = bill.filter(({ capability }) => capability === given.wanted.capability).map(({ state }) => state);
  expect(states.sort()).toEqual(given.answer === "adopt" ? ["done"] : ["done", "in_doubt"]);
}

/** It is on the bill apart, what it may cost is held back, and its owner is told its id. */
function expectDoubt({ bill, events, operations }: Outcome): string {
  const doubtful = bill.filter(({ state }) => state === "in_doubt");
  expect(doubtful).toHaveLength(1);
  const costs = events.filter((event) => event.event === "cost-update");
  expect(costs.at(-1)?.data.reservedUsd).toBeCloseTo(doubtful[0]?.costUsd ?? 0, 6);
  const asked = operations.filter(({ decision }) => decision.state === "in_doubt");
  expect(asked).toHaveLength(1);
  return asked[0]?.decision.id ?? "";
}

function expectPosts(
  { wanted }: CrashCase,
  { visits }: Stage,
  { posts, taken }: Pick<CrashCase, "posts" | "taken">,
): void {
  const theirs = visits.filter(
    ({ vendor, model }) => vendor === wanted.vendor && (!wanted.model || model === wanted.model),
  );
  const count = (moment: string) => theirs.filter((visit) => visit.moment === moment).length;
  expect({ posts: count("order"), taken: count("taken") }).toEqual({ posts, taken });
}

/** Films that nobody disturbs, each made once. */
export function createReference(children: Children): Troupe["referenceOf"] {
  const hashes = new Map<FilmName, Promise<string>>();
  const make = async (film: FilmName) => {
    const stage = await openFor(film, { children, redisUrl: null, referenceOf: () => Promise.resolve("") });
    const child = await children.take();
    try {
      const work: Work = { kind: "make", taskId: stage.taskId, request: requestOf(film) };
      await child.do({ product: stage.product, works: [work], crash: null });
      await expectInvariants(stage);
      return await videoHash(stage.film);
    } finally {
      children.giveBack(child);
      await stage.close();
    }
  };
  return (film) => {
    const known = hashes.get(film) ?? make(film);
    hashes.set(film, known);
    return known;
  };
}
