import { existsSync } from "node:fs";
import { join } from "node:path";
import { PARTIAL_FILM } from "../media/output-folder.ts";
import type { Problem } from "../models/error.ts";
import type { Task } from "../models/task.ts";
import { dollars } from "./format.ts";
import type { Voice } from "./voice.ts";

/** Why there is no film, what it has cost all the same, and how to go on. */
export function tellFailure(
  { id, cost: { spentUsd, reservedUsd } }: Task,
  problem: Problem,
  { voice, folder, command }: { voice: Voice; folder: string; command: string },
): void {
  tellProblem(problem, voice);
  const partial = join(folder, PARTIAL_FILM);
  if (existsSync(partial)) voice.tell(`What was ready of it can be watched: ${partial}`);
  const more = reservedUsd > 0 ? `, and ${dollars(reservedUsd)} more may have been spent` : "";
  const isPaid = spentUsd + reservedUsd > 0;
  if (isPaid) voice.tell(`At most ${dollars(spentUsd)} was spent${more}: ${join(folder, "bill.json")} says on what.`);
  const reuse = isPaid ? ", without paying again for what is paid" : "";
  const raised = problem.code === "over_budget" ? " --budget …" : "";
  voice.tell(`To go on with it${reuse}: ${command} --resume ${id}${raised}`);
  if (problem.code === "in_doubt") voice.tell(DOUBT_ADVICE);
}

const DOUBT_ADVICE =
  "That looks for the order once more. With --on-in-doubt retry it is ordered again, and may be paid for twice; a program can also abandon or adopt it.";

/** One line about why there is no film, and what can be done. */
export function tellProblem({ code, message, retryable }: Problem, { tell }: Voice): void {
  if (code === "cancelled") tell("cancelled; no half-made film is left.");
  else if (code === "internal") tell(`this is a bug in Pixora: ${message}`);
  else tell(`${message}${retryable ? " It may succeed later." : ""}`);
}
