import { z } from "zod";
import type { RunOptions } from "../../graph/agent.ts";
import { PixoraError } from "../../models/error.ts";
import { VideoRequest } from "../../models/request.ts";
import { Settlement, type TaskChanges } from "../../models/task-row.ts";

/** What its owner wants changed of a task that is gone on with; what is absent stays as it was. */
export const ResumeWishes = z.strictObject({
  budgetUsd: VideoRequest.shape.budgetUsd.unwrap().optional().describe("the new hard cap of the whole task"),
  onInDoubt: VideoRequest.shape.onInDoubt
    .unwrap()
    .optional()
    .describe("what to do from now on with a paid call whose answer was lost"),
  settle: z
    .record(z.string(), Settlement)
    .optional()
    .describe(
      'what to do with orders in doubt, by their ids: "retry", "abandon", or {"adopt": "the vendor\'s job id"}',
    ),
});
export type ResumeWishes = z.infer<typeof ResumeWishes>;

export interface ResumeOptions extends Pick<RunOptions, "signal" | "folder" | "onBug"> {
  /** Told when the task is waited for, because the process that had it may still be there: for so many milliseconds. */
  onHeld?: (forMs: number) => void;
  /** A new hard cap of spending, for the whole task; as it was when absent. */
  budgetUsd?: number | null;
  /** What to do from now on with a paid call whose answer was lost. */
  onInDoubt?: VideoRequest["onInDoubt"];
  /** Decisions about single operations in doubt, by their ids (`inDoubt` lists them). */
  settle?: Readonly<Record<string, Settlement>>;
}

/**
 * What somebody who sits before a task changes of it. It is checked before it is written down: what cannot be read again
 * would end the task.
 * @throws PixoraError `invalid_request`
 */
export function changesOf({ folder, budgetUsd, onInDoubt, settle }: ResumeOptions): TaskChanges {
  const wishes = ResumeWishes.safeParse({ budgetUsd, onInDoubt, settle });
  if (wishes.error) throw new PixoraError("invalid_request", complaintOf(wishes.error));
  return { ...toChanges(wishes.data), ...(folder !== undefined && { folder }), isAttended: true };
}

/** As a task's row has them. */
export function toChanges({ budgetUsd, onInDoubt, settle }: ResumeWishes): TaskChanges {
  return {
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(onInDoubt && { onInDoubt }),
    ...(settle && { settlements: settle }),
  };
}

function complaintOf({ issues: [issue] }: z.ZodError): string {
  const allowed = `may be "retry", "abandon" or { adopt: "the vendor's id of the job" }`;
  return `${issue?.path.join(".")}: ${issue?.path[0] === "settle" ? allowed : issue?.message}.`;
}
