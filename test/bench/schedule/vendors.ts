/** The simulated vendors: each job takes its time, and what was asked when is written down. */
import PQueue from "p-queue";
import { PixoraError } from "../../../models/error.ts";
import { type Clock, createClock } from "./clock.ts";
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
  /** Milliseconds that a simulated second takes: the fewer, the more the graph's own work counts. */
  scale: number;
}

export function createVendors({ seconds, limits, scale }: VendorOptions): Vendors {
  const clock = createClock();
  const traces: Trace[] = [];
  const queueOf = (concurrency: number) => new PQueue({ concurrency });
  const queues = {
    language: queueOf(limits.language),
    fal: queueOf(limits.fal),
    replicate: queueOf(limits.replicate),
  };
  const now = () => clock.now() / scale;
  return {
    now,
    traces,
    async work(kind, name, signal = new AbortController().signal) {
      const key = name === "" ? kind : `${kind}:${name}`;
      const asked = now();
      await queues[KINDS[kind].vendor].add(() => pass(clock, seconds({ key, kind }) * scale, signal));
      traces.push({ key, kind, asked, ended: now() });
      return key;
    },
  };
}

async function pass(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.wait(milliseconds, signal);
  } catch (cause) {
    throw new PixoraError("cancelled", "The task was cancelled.", { cause });
  }
}
