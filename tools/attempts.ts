import { isVendorFailure } from "../models/error.ts";
import type { Degradation } from "../models/video.ts";
import type { PaidContext, Produced } from "../providers/types.ts";
import type { ToolDeps } from "./types.ts";

/** How often one thing is ordered before the film goes down its ladder. */
const ATTEMPTS = 2;

/**
 * Orders something, and once more when the vendor failed in a way that may pass.
 * A job that outlived its deadline may have been paid for: it is not ordered again.
 */
export async function order<Result extends Produced>(
  item: string,
  make: (context: PaidContext) => Promise<Result>,
  { signal, ledger, retryInDoubt }: ToolDeps,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? item : `${item}.${attempt}`;
    try {
      return await make({ signal, ledger, retryInDoubt, item: name });
    } catch (error) {
      const mayPass = isVendorFailure(error) && error.code === "vendor_failed" && error.retryable;
      if (!mayPass || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** What is told when other models had to step in. */
export function passedOver(
  scene: number | null,
  what: string,
  { passedOver: models = [], provenance }: Produced,
): Degradation[] {
  return models.map(({ model, reason }) => ({
    scene,
    wanted: `${what} by ${model}`,
    got: `one by ${provenance.model}`,
    reason,
  }));
}
