/**
 * How many calls a vendor gets at once, when it gets none, and who waits: one per vendor and process.
 */
import type { CallContext } from "./types.ts";

/** What an account may have under way at once. */
export interface TrafficLimits {
  /** Over all models. */
  vendor: number;
  /** For single models; the others share the vendor's. */
  models: Readonly<Record<string, number>>;
}

export interface Traffic {
  /**
   * Runs a call when there is a place for it. Places are given in the order of asking.
   * Rejects with `vendor_failed` at once while the model's circuit is open, and with `cancelled` while it waits.
   */
  run<Result>(model: string, call: () => Promise<Result>, context: CallContext): Promise<Result>;
  /** The vendor wants no new orders for so long: nobody sends one before. */
  pause(seconds: number): void;
  /** Resolves when orders may be sent. */
  untilOpen(context: CallContext): Promise<void>;
}
