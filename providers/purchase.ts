/**
 * Buying one thing from a vendor, whole: reserved, sent once, waited for, booked; or given up with nothing left running.
 * Not here: vendors' protocols (operation.ts), which model comes next when one fails (fallbacks.ts).
 */
import type { Capability } from "../models/vocabulary.ts";
import type { OperationDriver, Order } from "./operation.ts";
import type { Traffic } from "./traffic.ts";
import type { PaidContext } from "./types.ts";

/** What is bought, and on which terms. */
export interface Deal {
  capability: Capability;
  order: Order;
  /** Reserved before it is sent. */
  maxUsd: number;
  /** The price of a finished job, by its seconds of computing where the model is billed so; null when the vendor told none. */
  costUsd(computeSeconds: number | null): number;
  /** A job that is not done by then is cancelled. */
  deadlineSeconds: number;
}

export interface Bought {
  /** The vendor's output, unchecked. */
  output: unknown;
  requestId: string;
  costUsd: number;
}

export type Buy = (deal: Deal, context: PaidContext) => Promise<Bought>;

export interface BuyerOptions {
  driver: OperationDriver;
  traffic: Traffic;
}
