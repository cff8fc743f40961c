/**
 * What a task bought, as it outlives its process: one record for each operation, in three parts with rules of their own.
 * A decision is the task's holder's alone (fenced). What the vendor told (a job's id, an end and its cost) is a fact:
 * whoever learns it writes it down, and the first to do so is right.
 * Not here: budgets and bills (account.ts), who keeps the book (checkpoints).
 */
import { z } from "zod";
import { Operation } from "./operation.ts";
import { Problem } from "./problem.ts";
import { Capability } from "./vocabulary.ts";

/**
 * `intent`: about to be bought, nothing sent. `sending`: a byte may have left. `in_doubt`: it was sent, and its answer was lost.
 * `refused`: surely not bought, for a reason that stands within its round. `released`: surely not bought; as if it had never been.
 */
export const DecisionState = z.enum(["intent", "sending", "in_doubt", "refused", "released"]);
export type DecisionState = z.infer<typeof DecisionState>;

/** What an owner decided about an operation in doubt: buy it anew, or do without it. */
export const Verdict = z.enum(["retry", "abandon"]);
export type Verdict = z.infer<typeof Verdict>;

/** What the holder of a task decided about one operation. */
export const Decision = z.object({
  /** Unique in its task: `<key>:g<round>#<number>`. */
  id: z.string(),
  /** What is bought: `<step>:<scene or empty>:<item>`, e.g. `scene_asset_generator:3:still`. */
  key: z.string(),
  /** Grows with each plan and each resume that somebody asked for. */
  round: z.int().min(0),
  /** Hash of the request, so that another one under the same key is noticed. */
  fingerprint: z.string(),
  capability: Capability,
  vendor: z.string(),
  model: z.string(),
  /** The most it may cost in US dollars: reserved until it ends. */
  maxUsd: z.number().min(0),
  state: DecisionState,
  /** When the first POST was begun; null before. */
  sentAt: z.iso.datetime().nullable(),
  /** Why it was refused. */
  problem: Problem.nullable(),
  verdict: Verdict.nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** How an operation ended at its vendor. */
export const OperationEnd = z.object({
  state: z.enum(["done", "failed", "cancelled"]),
  costUsd: z.number().min(0),
  /** The vendor's id of the call; null where it never told one. */
  requestId: z.string().nullable(),
  /** Why it failed, as whoever waited for it was told. */
  problem: Problem.nullable(),
  /** What a call that is no job answered; null for jobs, which can be asked again. */
  reply: z.unknown(),
});
export type OperationEnd = z.infer<typeof OperationEnd>;

export const OperationRecord = z.object({
  decision: Decision,
  /** The vendor's job; null until it is known. */
  job: Operation.nullable(),
  end: OperationEnd.nullable(),
  /** Further jobs of the same operation: bought by accident, to be cancelled. */
  orphans: z.array(Operation),
});
export type OperationRecord = z.infer<typeof OperationRecord>;

/** Everything written down about a task's purchases. */
export interface BookContents {
  /** In the order of their first writing. */
  operations: OperationRecord[];
  /** What steps made and kept, by the step's and the thing's name: never made again. */
  results: Map<string, unknown>;
}

/** Where one task's holder writes. A write has reached the disk when it resolves; it rejects with `fenced` for a holder no more. */
export interface Book {
  read(): Promise<BookContents>;
  /** Writes a decision; the same id replaces what was decided before. */
  decide(decision: Decision): Promise<void>;
  /** The vendor took the job. Not fenced. The first job of an operation is its job; a different one is an orphan. */
  tookJob(id: string, job: Operation): Promise<void>;
  /** It ended. Not fenced. The first end counts. */
  ended(id: string, end: OperationEnd): Promise<void>;
  /** Keeps what a step made (any JSON). The first under a name stays. */
  keep(name: string, result: unknown): Promise<void>;
}

/** A book in this process's memory: for films that nobody goes on with. */
export function createMemoryBook(): Book {
  const operations = new Map<string, OperationRecord>();
  const results = new Map<string, unknown>();
  return {
    read: async () => ({ operations: [...operations.values()], results }),
    decide: async (decision) => void operations.set(decision.id, withDecision(operations.get(decision.id), decision)),
    async tookJob(id, job) {
      const known = operations.get(id);
      if (known) operations.set(id, withJob(known, job));
    },
    async ended(id, end) {
      const known = operations.get(id);
      if (known) operations.set(id, { ...known, end: known.end ?? end });
    },
    async keep(name, result) {
      if (!results.has(name)) results.set(name, result);
    },
  };
}

/** A record after one more decision. */
export function withDecision(known: OperationRecord | undefined, decision: Decision): OperationRecord {
  return known ? { ...known, decision } : { decision, job: null, end: null, orphans: [] };
}

/** A record after the vendor told of a job: the first is its own, a different one an orphan. */
export function withJob(known: OperationRecord, job: Operation): OperationRecord {
  if (known.job === null) return { ...known, job };
  const isKnown = [known.job, ...known.orphans].some(({ requestId }) => requestId === job.requestId);
  return isKnown ? known : { ...known, orphans: [...known.orphans, job] };
}
