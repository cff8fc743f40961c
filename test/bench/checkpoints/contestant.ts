import type { BaseCheckpointSaver } from "@langchain/langgraph";

/** One kind of saver over a store of its own. */
export interface Contestant {
  name: string;
  /** A thread that nobody has written to. */
  open(): Promise<Thread>;
  stop(): Promise<void>;
}

export interface Thread {
  id: string;
  saver: BaseCheckpointSaver;
  /** What the store took in so far, from whenever it counts. */
  meter(): Promise<Reading>;
  /** The same thread to a process that knows nothing of it, but is connected. */
  reopen(): Promise<{ saver: BaseCheckpointSaver; close(): Promise<void> }>;
}

export interface Reading {
  bytes: number;
  /** Questions that were each sent and waited for; null where nothing is asked over a wire. */
  trips: number | null;
}

export function difference(after: Reading, before: Reading): Reading {
  const trips = after.trips === null || before.trips === null ? null : after.trips - before.trips;
  return { bytes: after.bytes - before.bytes, trips };
}
