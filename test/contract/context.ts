import { createAccount } from "../../models/account.ts";
import type { PaidContext } from "../../providers/types.ts";

/** A paid call's surroundings: a ledger of its own, without a budget unless the test sets one. */
export function paidContext({
  signal = new AbortController().signal,
  budgetUsd = null,
  item = "thing",
  retryInDoubt = false,
}: {
  signal?: AbortSignal;
  budgetUsd?: number | null;
  item?: string;
  retryInDoubt?: boolean;
} = {}): PaidContext {
  return {
    signal,
    ledger: createAccount(budgetUsd, { taskId: "task-1" }).ledger({ step: "test", round: 1 }, () => {}),
    item,
    fingerprint: "asked",
    retryInDoubt,
  };
}
