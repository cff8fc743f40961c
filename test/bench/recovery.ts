/**
 * Measures how long a task stands still when its worker ends: `npm run bench -- recovery`. From the signal to the first
 * event that another worker tells, which was there all the time, over a Redis that writes each change to its disk.
 * The task waits for a job at a vendor, so that nothing but going on is measured.
 */
import { setTimeout as pause } from "node:timers/promises";
import { type Build, buildChild } from "../crash/build.ts";
import { type Child, type Children, createChildren } from "../crash/children.ts";
import { openStage, type Stage } from "../crash/stage.ts";
import { LEAN_FILM } from "../e2e/lean-film.ts";
import { type OwnRedis, startOwnRedis } from "../setup/own-redis.ts";
import { median, table } from "./schedule/table.ts";

interface Setting {
  title: string;
  signal: "SIGKILL" | "SIGTERM";
  leaseMs: number;
  sweepMs: number;
  runs: number;
}

/** As the product has them. */
const LEASE_MS = 30_000;
const SWEEP_MS = 5000;
/** So many at once: they do nothing but wait. */
const AT_ONCE = 4;

const SETTINGS: readonly Setting[] = [
  { title: "SIGTERM, as it is", signal: "SIGTERM", leaseMs: LEASE_MS, sweepMs: SWEEP_MS, runs: 12 },
  { title: "SIGKILL, lease 5 s, look every 1 s", signal: "SIGKILL", leaseMs: 5000, sweepMs: 1000, runs: 12 },
  { title: "SIGKILL, lease 5 s, look every 5 s", signal: "SIGKILL", leaseMs: 5000, sweepMs: SWEEP_MS, runs: 12 },
  { title: "SIGKILL, as it is (30 s, 5 s)", signal: "SIGKILL", leaseMs: LEASE_MS, sweepMs: SWEEP_MS, runs: 8 },
];

/** One recovery, in milliseconds. */
interface Times {
  /** Until the lease of the dead had lapsed; 0 when it was given back. */
  lease: number;
  /** From there until somebody took the task. */
  taking: number;
  /** From there until its first event. */
  opening: number;
  whole: number;
}

let build: Build | null = null;
let redis: OwnRedis | null = null;
try {
  build = await buildChild();
  redis = await startOwnRedis();
  await show(build, redis);
} finally {
  await redis?.stop();
  await build?.remove();
}

async function show(built: Build, { url }: OwnRedis): Promise<void> {
  const rows = [["", "runs", "p50", "worst", "lease lapses", "then taken", "then first event", "dominates"]];
  for (const setting of SETTINGS) {
    const times: Times[] = [];
    while (times.length < setting.runs) {
      const group = Array.from({ length: Math.min(AT_ONCE, setting.runs - times.length) }, (_, place) => place);
      times.push(...(await Promise.all(group.map(() => recover(setting, built, url)))));
    }
    rows.push(rowOf(setting, times));
  }
  process.stdout.write(`From the signal to the first event by another worker; medians of the parts.\n`);
  process.stdout.write(`${table(rows).join("\n")}\n`);
}

async function recover({ signal, leaseMs, sweepMs }: Setting, built: Build, redisUrl: string): Promise<Times> {
  const opened = await openStage({ redisUrl, leaseMs });
  const stage: Stage = { ...opened, product: { ...opened.product, sweepMs } };
  const children = createChildren(built);
  try {
    stage.vendors.fal.faults.next("hang");
    const polled = new Promise<void>((resolve) => {
      stage.watch(async ({ moment, vendor }) => {
        if (moment === "status" && vendor === "fal") resolve();
        return "go";
      });
    });
    const first = await startWorker(stage, children, true);
    await polled;
    await startWorker(stage, children, false);
    return await measure(stage, first, { signal, leaseMs });
  } finally {
    await children.close();
    await stage.close();
  }
}

async function startWorker({ product, taskId }: Stage, children: Children, submits: boolean): Promise<Child> {
  const child = await children.take();
  const works = [{ kind: "work", atOnce: 1 } as const];
  const submit = { kind: "submit", taskId, request: LEAN_FILM } as const;
  // It is killed, and comes to no end.
  child.do({ product, works: submits ? [submit, ...works] : works, crash: null }).catch(() => {});
  return child;
}

async function measure(
  { stores, taskId }: Stage,
  holder: Child,
  { signal, leaseMs }: Pick<Setting, "signal" | "leaseMs">,
): Promise<Times> {
  // Anywhere between two heartbeats.
  await pause(Math.random() * (leaseMs / 3));
  const before = await stores.events.lastId(taskId);
  const killed = Date.now();
  holder.kill(signal);
  const held = signal === "SIGKILL" ? await stores.tasks.claim(taskId, 1) : null;
  const lease = held?.kind === "held" ? Date.now() - killed + held.forMs : 0;
  for await (const _ of stores.events.follow(taskId, before, AbortSignal.timeout(120_000))) {
    const told = Date.now();
    const taken = Date.parse((await stores.tasks.get(taskId))?.updatedAt ?? "");
    return { lease, taking: taken - killed - lease, opening: told - taken, whole: told - killed };
  }
  throw new Error("Nobody went on.");
}

function rowOf({ title }: Setting, times: readonly Times[]): string[] {
  const middle = (part: keyof Times) => median(times.map((time) => time[part]));
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const parts = { lease: middle("lease"), taking: middle("taking"), opening: middle("opening") };
  const names = { lease: "the lease", taking: "the wait for a look or a wake-up", opening: "the store and the graph" };
  const order = ["lease", "taking", "opening"] as const;
  const largest = order.reduce((most, part) => (parts[part] > parts[most] ? part : most));
  const worst = Math.max(...times.map(({ whole }) => whole));
  const shown = [middle("whole"), worst, parts.lease, parts.taking, parts.opening].map(seconds);
  return [title, `${times.length}`, ...shown, names[largest]];
}
