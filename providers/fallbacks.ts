/**
 * The models of a list, best first, until one works. Not here: what one attempt is (purchase.ts).
 */
import { type ErrorCode, PixoraError } from "../models/error.ts";
import { stopIfCancelled } from "./asking.ts";
import { Undelivered } from "./delivery.ts";
import type { CallContext, PassedOver } from "./types.ts";

/** Failures of one model that another may not have: broken, too slow, too busy, too dear. */
const PASSABLE: readonly ErrorCode[] = ["vendor_failed", "timeout", "rate_limited", "over_budget"];

/**
 * The first result, with the models before it in `passedOver`, which is absent when the first model worked.
 * Any failure that would meet every model, or cost money twice, ends it at once.
 * @throws PixoraError the last model's, its message naming each model with its reason
 */
export async function firstThatWorks<Model extends { id: string }, Result extends object>(
  models: readonly Model[],
  attempt: (model: Model) => Promise<Result>,
  { signal }: CallContext,
): Promise<Result & { passedOver?: readonly PassedOver[] }> {
  const passedOver: PassedOver[] = [];
  let last: PixoraError | null = null;
  for (const model of models) {
    stopIfCancelled(signal);
    try {
      const result = await attempt(model);
      return passedOver.length > 0 ? { ...result, passedOver } : result;
    } catch (error) {
      if (!isPassable(error)) throw error;
      last = error;
      passedOver.push({ model: model.id, reason: error.message });
    }
  }
  throw allFailed(passedOver, last);
}

function isPassable(error: unknown): error is PixoraError {
  return error instanceof PixoraError && PASSABLE.includes(error.code) && !(error instanceof Undelivered);
}

function allFailed(passedOver: readonly PassedOver[], last: PixoraError | null): PixoraError {
  if (last === null) return new PixoraError("internal", "No model was given to choose from.");
  if (passedOver.length === 1) return last;
  const reasons = passedOver.map(({ model, reason }) => `${model}: ${reason}`);
  const { code, retryable, retryAfterSeconds } = last;
  return new PixoraError(code, `No model worked. ${reasons.join(" ")}`, { cause: last, retryable, retryAfterSeconds });
}
