/** The simulated vendors: each job takes its time, and what was asked when is written down. */
import { PixoraError } from "../../../models/error.ts";
import { createTraffic } from "../../../providers/traffic.ts";
import { type Clock, createClock } from "./clock.ts";
import { type JobKind, KINDS } from "./jobs.ts";
import type { Seconds } from "./latency.ts";
import type { Limits } from "./list-schedule.ts";

/** One job as it went, in simulated seconds from the film's start. */
export interface Trace {
  key: string;
  kind: JobKind;
  /** Keys of the jobs whose files were sent along. */
  sent: readonly string[];
  /** When the graph asked for it; it starts when the vendor has a place. */
  asked: number;
  ended: number;
}

/** A job that is asked for: `still`, `3`. The name is empty where there is only one of its kind. */
export interface Ask {
  kind: JobKind;
  name: string;
  sent?: readonly string[];
  signal: AbortSignal | undefined;
}

export interface Vendors {
  /** Does one job: waits for a place, and then as long as the job takes. Resolves with the job's key. */
  work(ask: Ask): Promise<string>;
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

/** As the live vendors have it: scenes wait for sheets, clips for stills. */
const URGENCY: Partial<Record<JobKind, number>> = { sheet: 2, still: 1 };

export function createVendors({ seconds, limits, scale }: VendorOptions): Vendors {
  const clock = createClock();
  const traces: Trace[] = [];
  // As the live vendors keep their limits.
  const trafficOf = (vendor: number) => createTraffic({ vendor, models: {} });
  const traffic = {
    language: trafficOf(limits.language),
    fal: trafficOf(limits.fal),
    replicate: trafficOf(limits.replicate),
  };
  const now = () => clock.now() / scale;
  return {
    now,
    traces,
    async work({ kind, name, sent = [], signal = new AbortController().signal }) {
      const key = name === "" ? kind : `${kind}:${name}`;
      const asked = now();
      const milliseconds = seconds({ key, kind }) * scale;
      await traffic[KINDS[kind].vendor].run(kind, () => pass(clock, milliseconds, signal), {
        signal,
        urgency: URGENCY[kind] ?? 0,
      });
      traces.push({ key, kind, sent, asked, ended: now() });
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
