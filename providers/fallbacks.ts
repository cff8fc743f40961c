/**
 * The models of a list, best first, until one works. Not here: what one attempt is (purchase.ts).
 */
import { type ErrorCode, PixoraError } from "../models/error.ts";
import { stopIfCancelled } from "./asking.ts";
import { Undelivered } from "./delivery.ts";
import type { CallContext, PassedOver } from "./types.ts";

/**
 * Failures of one model that another may not have: broken, too slow, too busy, too dear.
 * Not `unreachable`, which all models of a vendor are alike.
 */
const PASSABLE: readonly ErrorCode[] = ["vendor_failed", "timeout", "rate_limited", "over_budget"];

/**
 * The first result, with the models before it in `passedOver`, which is absent when the first model worked.
 * Any failure that would meet every model, or cost money twice, ends it at once.
 * @throws PixoraError with the last model's code, its message naming each model with its reason. It is `retryable` only
 * where one model was all there was and is worth another try: a whole list, or a whole deadline, is not gone through twice
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
  const { code, message, retryAfterSeconds } = last;
  if (passedOver.length > 1) {
    return new PixoraError(code, `No model worked: ${reasonsOf(passedOver)}.`, { cause: last, retryAfterSeconds });
  }
  return code === "timeout" && last.retryable ? new PixoraError(code, message, { cause: last }) : last;
}

/** `a: It broke; b, c: Too dear`: the first sentence of each reason, told once for all models that it is true of. */
function reasonsOf(passedOver: readonly PassedOver[]): string {
  const models = new Map<string, string[]>();
  for (const { model, reason } of passedOver) {
    const sentence = reason.split(/[.!?](?:\s|$)/, 1).join("");
    models.set(sentence, [...(models.get(sentence) ?? []), model]);
  }
  return [...models].map(([sentence, ids]) => `${ids.join(", ")}: ${sentence}`).join("; ");
}
