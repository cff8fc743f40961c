import { z } from "zod";
import type { RunOptions } from "../../graph/agent.ts";
import { PixoraError } from "../../models/error.ts";
import { VideoRequest } from "../../models/request.ts";
import { Settlement, type TaskChanges } from "../../models/task-row.ts";

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

const Changes = z.object({
  budgetUsd: VideoRequest.shape.budgetUsd,
  onInDoubt: VideoRequest.shape.onInDoubt,
  settle: z.record(z.string(), Settlement).optional(),
});

/**
 * What a resume changes of its task. It is checked before it is written down: what cannot be read again would end the task.
 * @throws PixoraError `invalid_request`
 */
export function changesOf(options: ResumeOptions): TaskChanges {
  const { error } = Changes.safeParse(options);
  if (error) throw new PixoraError("invalid_request", complaintOf(error));
  const { folder, budgetUsd, onInDoubt, settle } = options;
  return {
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(onInDoubt && { onInDoubt }),
    ...(folder !== undefined && { folder }),
    ...(settle && { settlements: settle }),
    isAttended: true,
  };
}

function complaintOf({ issues: [issue] }: z.ZodError): string {
  const allowed = `may be "retry", "abandon" or { adopt: "the vendor's id of the job" }`;
  return `${issue?.path.join(".")}: ${issue?.path[0] === "settle" ? allowed : issue?.message}.`;
}
