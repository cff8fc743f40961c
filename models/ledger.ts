/**
 * The contract of money: every paid call goes through a ledger entry, before it is sent and after it ended.
 * Not here: who keeps it. Facts about money are never dropped, not even those of a task that was cancelled.
 */
import { z } from "zod";
import type { Operation } from "./operation.ts";
import { Capability } from "./vocabulary.ts";

/** How a paid call ended. `in_doubt`: nobody knows whether the vendor took it, or what became of it; its reservation stays. */
export const BillState = z.enum(["done", "failed", "cancelled", "in_doubt"]);
export type BillState = z.infer<typeof BillState>;

/** One line of a task's bill. */
export const BillItem = z.object({
  /** What was bought: `<step>:<scene or empty>:<item>`, e.g. `scene_asset_generator:3:still`. */
  key: z.string(),
  capability: Capability,
  vendor: z.string(),
  model: z.string(),
  /** The vendor's id of the call; null where it never told one. */
  requestId: z.string().nullable(),
  state: BillState,
  /** What it cost in US dollars; for `in_doubt` the most it may cost, which is not in the sum of what was spent. */
  costUsd: z.number().min(0),
});
export type BillItem = z.infer<typeof BillItem>;

/** What a bill adds up to, to the millionth of a dollar, without what is in doubt. */
export function spentUsd(bill: readonly BillItem[]): number {
  const sum = bill.reduce((total, item) => total + (item.state === "in_doubt" ? 0 : item.costUsd), 0);
  return Math.round(sum * 1e6) / 1e6;
}

/** The most that the calls of a bill may cost of which nobody knows whether they were taken. */
export function inDoubtUsd(bill: readonly BillItem[]): number {
  const sum = bill.reduce((total, item) => total + (item.state === "in_doubt" ? item.costUsd : 0), 0);
  return Math.round(sum * 1e6) / 1e6;
}

/** A paid call that is about to be made. */
export interface Purchase {
  /** What is bought within the step, such as `still` or `sheet:mira:front`; a ledger adds step and scene. */
  item: string;
  capability: Capability;
  vendor: string;
  model: string;
  /** The most it may cost in US dollars: reserved until it is settled. */
  maxUsd: number;
  /** Hash of what is asked for: the same thing asked for again has the same. */
  fingerprint: string;
}

/** The books of one step of one task. */
export interface Ledger {
  /**
   * Reserves the most that a purchase may cost, or finds what an earlier process, or an earlier try, left of the same one.
   * Rejects with `over_budget`, and reserves nothing, when spent + reserved would pass the task's budget; and with what
   * the same purchase was refused or failed with before, within the same round: it is not tried twice.
   */
  open(purchase: Purchase): Promise<LedgerEntry>;
}

/** What an operation is called everywhere. */
export interface OperationName {
  taskId: string;
  /** Unique in its task. */
  operationId: string;
}

/** What is known of a purchase when it is opened. */
export type Past =
  /** Nothing was sent. */
  | { kind: "new" }
  /** It was sent, and its answer is not known: look for the job before anything is sent again. */
  | { kind: "sent"; sentAt: Date }
  /** The vendor has the job: wait for it. It may have ended, and been booked. */
  | { kind: "job"; operation: Operation }
  /** A call that is no job was answered, and booked. */
  | { kind: "answered"; reply: unknown };

/**
 * One purchase under way. Exactly one of `settle`, `release` and `doubt` ends it; the first one counts.
 * The order of calls: `sending`, the one POST, `submitted` (for jobs), then the end.
 */
export interface LedgerEntry {
  /** Null in an account that is no task's: nobody else can tell anything of it. */
  readonly name: OperationName | null;
  readonly past: Past;
  /** Whether this job is another purchase of the same task: a search for a lost one must not take it. */
  isKnownJob(requestId: string): boolean;
  /** The job as the book has it by now: its vendor may have told another process of it. */
  jobInBook(): Promise<Operation | null>;
  /** Written down before the first byte leaves. Called again for each POST after one that surely bought nothing. */
  sending(): Promise<void>;
  /** The vendor took the job. */
  submitted(operation: Operation): Promise<void>;
  /** It ended, and cost this much. */
  settle(state: "done" | "failed" | "cancelled", costUsd: number, details?: SettleDetails): Promise<void>;
  /** Nothing was bought, for certain. With a reason that would meet every other try too, none is made in this round. */
  release(reason?: unknown): Promise<void>;
  /** Nobody knows whether it was bought, or what became of it. */
  doubt(): Promise<void>;
}

export interface SettleDetails {
  /** The vendor's id of a call that is no job. */
  requestId?: string | null;
  /** Why it failed: within the same round it is not tried again. */
  reason?: unknown;
  /** What a call that is no job answered, as JSON: handed out again instead of bought twice. */
  reply?: unknown;
}

/** What one step made and kept: whoever does the step again finds it. */
export interface StepMemory {
  /** What was kept under this name; undefined for nothing. */
  recall(item: string): unknown;
  /** Resolves when it is on disk. Any JSON. */
  keep(item: string, result: unknown): Promise<void>;
}
