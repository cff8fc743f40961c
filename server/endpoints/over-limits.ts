import type { Refused } from "../../checkpoints/types.ts";
import { refusal } from "../http/problem.ts";
import type { Service } from "../service.ts";

/** How an owner is told that there may not be one more task, or that the budget does not cover it. */
export function overLimits({ limits }: Pick<Service, "limits">, refused: Refused): Error {
  if (refused.reason === "open_tasks") {
    const detail = `There are ${limits.openTasks} tasks that have not ended, which is the most. Wait for one to end, or cancel one.`;
    return refusal({ status: 429, code: "too_many_tasks", detail, retryAfterSeconds: 30 });
  }
  const left = `$${refused.leftUsd.toFixed(2)} of $${(limits.budgetUsd ?? 0).toFixed(2)} is left`;
  const detail = `The most that this film may cost is more than your budget for 30 days has left: ${left}. Ask for a smaller budgetUsd, or wait.`;
  return refusal({ status: 429, code: "budget_spent", detail, retryAfterSeconds: 3600 });
}
