/** The simulated vendors' clock and counters: what was asked when, and when it was ready. */
import { setImmediate, setTimeout } from "node:timers/promises";
import PQueue from "p-queue";
import { PixoraError } from "../../../models/error.ts";
import { type JobKind, KINDS } from "./jobs.ts";
import type { Seconds } from "./latency.ts";
import type { Limits } from "./list-schedule.ts";

/** One job as it went, in simulated seconds from the film's start. */
export interface Trace {
  key: string;
  kind: JobKind;
  /** When the graph asked for it; it starts when the vendor has a place. */
  asked: number;
  ended: number;
}

export interface Vendors {
  /** Does one job: waits for a place, and then as long as the job takes. */
  work(kind: JobKind, name: string, signal: AbortSignal | undefined): Promise<string>;
  /** Simulated seconds since the vendors were made. */
  now(): number;
  /** Jobs that ended, in the order of their ends. */
  readonly traces: readonly Trace[];
}

export interface VendorOptions {
  seconds: Seconds;
  limits: Limits;
  /** Real milliseconds that a simulated second takes. */
  scale: number;
}

export function createVendors({ seconds, limits, scale }: VendorOptions): Vendors {
  const began = performance.now();
  const traces: Trace[] = [];
  const queueOf = (concurrency: number) => new PQueue({ concurrency });
  const queues = {
    language: queueOf(limits.language),
    fal: queueOf(limits.fal),
    replicate: queueOf(limits.replicate),
  };
  const now = () => (performance.now() - began) / scale;
  return {
    now,
    traces,
    async work(kind, name, signal = new AbortController().signal) {
      const key = name === "" ? kind : `${kind}:${name}`;
      const asked = now();
      await queues[KINDS[kind].vendor].add(() => pass(seconds({ key, kind }) * scale, signal));
      traces.push({ key, kind, asked, ended: now() });
      return key;
    },
  };
}

/** A timer may be two milliseconds late: the last of them are counted off, so that the bench blames no one for them. */
const TIMER_SLACK_MS = 2;

async function pass(milliseconds: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + milliseconds;
  try {
    if (milliseconds > TIMER_SLACK_MS) await setTimeout(milliseconds - TIMER_SLACK_MS, undefined, { signal });
    while (performance.now() < until) await setImmediate(undefined, { signal });
  } catch (cause) {
    throw new PixoraError("cancelled", "The task was cancelled.", { cause });
  }
}
