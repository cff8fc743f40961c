import { z } from "zod";
import { Verdict } from "./book.ts";
import { VideoRequest } from "./request.ts";
import { hasEnded, Task, TaskId, TaskStatus } from "./task.ts";

/** What its owner decided about an operation in doubt: buy it anew, do without it, or take this job of the vendor's for it. */
export const Settlement = z.union(
  [Verdict, z.object({ adopt: z.string().min(1) })],
  'must be "retry", "abandon" or {"adopt": "the vendor\'s id of the job"}',
);
export type Settlement = z.infer<typeof Settlement>;

/** What is kept of a task beside its events: who carries it out, and how it is to be carried out. */
export const TaskRow = z.object({
  id: TaskId,
  status: TaskStatus,
  /** As it was asked for; a resume may change its budget and what happens to orders in doubt. */
  request: VideoRequest,
  /** Whose task it is: the name of a key or a user; null for whoever runs this machine. */
  owner: z.string().nullable(),
  /** Absolute path of the folder that receives the film; null for the usual one. */
  folder: z.string().nullable(),
  /** The finished task whose film this one puts together otherwise; null for a film of its own. */
  variantOf: TaskId.nullable().default(null),
  /** Somebody sits before it: no worker takes it up by itself. */
  isAttended: z.boolean(),
  /** Grows with each claim: only the holder of the current one can change the task. */
  epoch: z.int().min(0),
  /** Holders in a row that vanished without a word. */
  crashes: z.int().min(0),
  /** How often somebody asked to go on with it after it had ended. */
  round: z.int().min(0),
  isCancelRequested: z.boolean(),
  /** By the id of an operation in doubt: carried out when the task is gone on with. */
  settlements: z.record(z.string(), Settlement),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The whole task as its last end left it; null before. */
  ended: Task.nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

/** As its owner sees it: one that is to end is `cancelling` until it has. */
export function statusOf({ status, isCancelRequested }: Pick<TaskRow, "status" | "isCancelRequested">): TaskStatus {
  return isCancelRequested && !hasEnded(status) ? "cancelling" : status;
}

/** What a task is made of. */
export type TaskDraft = Pick<TaskRow, "id" | "request" | "owner" | "folder" | "isAttended"> &
  Partial<Pick<TaskRow, "variantOf">>;

/** What a holder may change of its task. */
export interface Amendment extends TaskChanges {
  /** The task has come further since its last holder vanished. */
  crashes?: 0;
}

/** What a resume may change. */
export interface TaskChanges {
  /** The new budget; absent to leave it. */
  budgetUsd?: number | null;
  onInDoubt?: VideoRequest["onInDoubt"];
  folder?: string | null;
  isAttended?: boolean;
  /** Added to those of earlier resumes. */
  settlements?: Readonly<Record<string, Settlement>>;
}
