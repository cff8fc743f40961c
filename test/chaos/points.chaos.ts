/**
 * The faults that are no SIGKILL, at the points of the crash matrix, over Redis. A second worker is there all the time.
 * Which of them are tried is chance: PIXORA_CHAOS_CASES says how many (40), `all` for every one.
 */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEnded } from "../../models/task.ts";
import { type CrashCase, FILMS, matrix } from "../crash/cases.ts";
import { type Child, type Children, openChildren } from "../crash/children.ts";
import { expectInvariants, videoHash } from "../crash/invariants.ts";
import { createPlaces } from "../crash/places.ts";
import { createReference, type Troupe } from "../crash/play.ts";
import type { CrashPoint, Work } from "../crash/protocol.ts";
import { openStage, type Stage } from "../crash/stage.ts";
import { type OwnRedis, startOwnRedis } from "../setup/own-redis.ts";
import { takeChances } from "./seed.ts";

const FAULTS = ["SIGTERM", "SIGSTOP", "Redis killed", "Redis stalled"] as const;
type Fault = (typeof FAULTS)[number];

const LANES = 3;
const chance = takeChances("Faults at points");
const wanted = process.env.PIXORA_CHAOS_CASES ?? "40";

/** Each point once: what its owner answers makes no difference here. */
const points = matrix("redis").filter(({ isEnded, answer }) => !isEnded && answer !== "adopt");
const every = points.flatMap((given) => FAULTS.map((fault) => ({ given, fault })));
const some = wanted === "all" ? every : chance.shuffled(every).slice(0, Number(wanted));
const named = some.map(
  ({ given, fault }) =>
    [`${fault} at ${given.point} ${given.title} (${given.wanted.capability})`, given, fault] as const,
);

let children: Children;
let referenceOf: Troupe["referenceOf"];
/** A Redis for each lane: it is killed. */
const idle: OwnRedis[] = [];
const ends = new Map<string, number>();
beforeAll(async () => {
  children = await openChildren();
  referenceOf = createReference(children);
  for (let lane = 0; lane < LANES; lane += 1) idle.push(await startOwnRedis());
});
afterAll(async () => {
  await children.close();
  await Promise.all(idle.map((redis) => redis.stop()));
  for (const [end, count] of [...ends].sort()) process.stdout.write(`${end}: ${count}\n`);
});

const places = createPlaces(LANES);

describe.concurrent("a task goes on", () => {
  it.each(named)("after %s", async (_title, given, fault) => {
    await places.run(async () => {
      const redis = idle.pop();
      if (!redis) throw new Error("There is no Redis for this lane.");
      try {
        await play(given, fault, redis);
      } finally {
        redis.go();
        idle.push(redis);
      }
    });
  });
});

async function play(given: CrashCase, fault: Fault, redis: OwnRedis): Promise<void> {
  const without = given.film === "spoken" ? ["FAL_KEY", "FAL_PROXY_URL"] : [];
  const stage = await openStage({ redisUrl: redis.url, latencyMs: given.latencyMs ?? 20, without });
  const [holder, other] = [await children.take(), await children.take()];
  try {
    await strikeAt(given, stage, { holder, other, strike: (go) => strike(fault, { holder, redis }, go) });
    const doubtful = (await untilEnded(stage)) === "needs_attention";
    const end = `${fault}, ${doubtful ? "asked its owner first" : "completed by itself"}`;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    await leave(fault, holder, other);
    // Who was frozen may hear from its vendor when the film is there already.
    const allowance = { lateFacts: fault !== "SIGTERM" };
    await expectInvariants(stage, allowance);
    if (doubtful) await retry(stage);
    const { row } = await expectInvariants(stage, allowance);
    expect(row.status).toBe("completed");
    expect(await videoHash(stage.film)).toBe(await referenceOf(given.film));
  } finally {
    for (const child of [holder, other]) child.kill("SIGKILL");
    await Promise.all([holder.exit, other.exit]);
    await stage.close();
  }
}

interface Strike {
  holder: Child;
  other: Child;
  strike(go: () => void): Promise<void>;
}

/** Brings the holder to the point, the other one to work, and the fault upon them. */
async function strikeAt(
  { killer, film, wanted }: CrashCase,
  stage: Stage,
  { holder, other, strike }: Strike,
): Promise<void> {
  const { product, taskId } = stage;
  const work = { kind: "work", atOnce: 1 } as const;
  const begin = (child: Child, works: Work[], crash: CrashPoint | null = null) =>
    void child.do({ product, works, crash }).catch(() => {});
  const submit = { kind: "submit", taskId, request: { ...FILMS[film] } } as const;
  if (killer.by === "itself") {
    begin(holder, [submit, work], { ...killer, waits: true });
    await holder.told((news): news is Extract<typeof news, { kind: "at" }> => news.kind === "at");
    begin(other, [work]);
    return strike(() => holder.go());
  }
  let left = killer.nth ?? 1;
  let isStruck = false;
  await new Promise<void>((resolve, reject) => {
    stage.watch(async ({ vendor, moment }) => {
      if (isStruck || vendor !== wanted.vendor) return "go";
      if (killer.moment === "half" && moment === "file") return "half";
      if (moment !== killer.moment || --left > 0) return "go";
      isStruck = true;
      begin(other, [work]);
      await strike(() => {}).then(resolve, reject);
      return killer.ignores ? "ignore" : "go";
    });
    begin(holder, [submit, work]);
  });
}

/** Longer than a worker's lease here. */
const FROZEN_MS = 4000;
const STALL_MS = 5000;

async function strike(fault: Fault, { holder, redis }: { holder: Child; redis: OwnRedis }, go: () => void) {
  if (fault === "SIGTERM") {
    holder.kill("SIGTERM");
    return go();
  }
  if (fault === "SIGSTOP") {
    holder.kill("SIGSTOP");
    await pause(FROZEN_MS);
    holder.kill("SIGCONT");
    return go();
  }
  if (fault === "Redis killed") {
    await redis.kill9();
    go();
    await pause(chance.next() * 2000);
    return redis.restart();
  }
  redis.stall();
  go();
  await pause(STALL_MS);
  redis.go();
}

const MOST_MS = 60_000;

/** Bounded: whatever happened, it ends. */
async function untilEnded({ stores, taskId }: Stage): Promise<string> {
  for (const deadline = performance.now() + MOST_MS; performance.now() < deadline; await pause(50)) {
    const row = await stores.tasks.get(taskId).catch(() => null);
    if (row && hasEnded(row.status)) return row.status;
  }
  throw new Error(`The task had not ended after ${MOST_MS / 1000} s.`);
}

/** Whoever was told to end has ended; nobody else has died. */
async function leave(fault: Fault, holder: Child, other: Child): Promise<void> {
  for (const child of [holder, other]) {
    if (child !== holder || fault !== "SIGTERM") child.stop();
    expect(child.news.filter(({ kind }) => kind === "bug")).toEqual([]);
  }
  const isDone = (news: Child["news"][number]): news is { kind: "done" } => news.kind === "done";
  const leaving = { other: other.told(isDone), holder: fault === "SIGTERM" ? holder.exit : holder.told(isDone) };
  for (const [name, left] of Object.entries(leaving)) await within(left, `The ${name} does not come to its end.`);
  if (fault === "SIGTERM") expect(await holder.exit).toMatchObject({ code: 0 });
}

async function retry({ product, taskId }: Stage): Promise<void> {
  const child = await children.take();
  await child.do({ product, works: [{ kind: "resume", taskId, onInDoubt: "retry" }], crash: null });
  children.giveBack(child);
}

const LEAVE_MS = 30_000;

async function within(promise: Promise<unknown>, otherwise: string): Promise<void> {
  const late = pause(LEAVE_MS, "late", { ref: false });
  if ((await Promise.race([promise, late])) === "late") throw new Error(otherwise);
}
