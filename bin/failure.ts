import { existsSync } from "node:fs";
import { join } from "node:path";
import { PARTIAL_FILM } from "../media/output-folder.ts";
import type { ErrorCode, Problem } from "../models/error.ts";
import { hasEnded, type Task } from "../models/task.ts";
import { dollars } from "./format.ts";
import type { Voice } from "./voice.ts";

export interface WayOnOptions {
  voice: Voice;
  folder: string;
  /** How the command line is called. */
  command: string;
}

/** Why there is no film, what it has cost all the same, and how to go on. */
export function tellFailure(task: Task, problem: Problem, options: WayOnOptions): void {
  tellProblem(problem, options.voice);
  tellWayOn(task, problem.code, options);
}

/** What there is of a film that was not finished, what it has cost, and how to go on. */
export function tellWayOn(
  { id, status, cost: { spentUsd, reservedUsd } }: Task,
  code: ErrorCode,
  { voice, folder, command }: WayOnOptions,
): void {
  const partial = join(folder, PARTIAL_FILM);
  if (existsSync(partial)) voice.tell(`What was ready of it can be watched: ${partial}`);
  const more = reservedUsd > 0 ? `, and ${dollars(reservedUsd)} more may have been spent` : "";
  const isPaid = spentUsd + reservedUsd > 0;
  // The bill is written at a task's end.
  const bill = hasEnded(status) ? `: ${join(folder, "bill.json")} says on what` : "";
  if (isPaid) voice.tell(`At most ${dollars(spentUsd)} was spent${more}${bill}.`);
  const reuse = isPaid ? ", without paying again for what is paid" : "";
  const raised = code === "over_budget" ? " --budget …" : "";
  voice.tell(`To go on with it${reuse}: ${command} --resume ${id}${raised}`);
  if (code === "in_doubt") voice.tell(DOUBT_ADVICE);
}

const DOUBT_ADVICE =
  "That looks for the order once more. With --on-in-doubt retry it is ordered again, and may be paid for twice; a program can also abandon or adopt it.";

/** One line about why there is no film, and what can be done. */
export function tellProblem({ code, message, retryable }: Problem, { tell }: Voice): void {
  if (code === "cancelled") tell("cancelled; no half-made film is left.");
  else if (code === "internal") tell(`this is a bug in Pixora: ${message}`);
  else tell(`${message}${retryable ? " It may succeed later." : ""}`);
}
