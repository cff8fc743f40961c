import { PixoraError, type Problem } from "./error.ts";
import { type BillItem, type Ledger, type LedgerEntry, type Purchase, spentUsd } from "./ledger.ts";
import type { Operation } from "./operation.ts";

/** What a task has spent and promised so far, in US dollars. */
export interface Balance {
  spentUsd: number;
  /** What is under way or in doubt. */
  reservedUsd: number;
  budgetUsd: number | null;
}

/** One task's money, kept in this process. */
export interface Account {
  balance(): Balance;
  /** Every purchase that ended, in the order of the ends. */
  bill(): readonly BillItem[];
  /** Nothing more that costs money is begun: every purchase from now on is refused with this. */
  stop(problem: Problem): void;
  /** The books of one step. `onChange` is called after every change of the balance. */
  ledger(keyPrefix: string, onChange: () => void): Ledger;
}

/** A hair's breadth for sums of floating-point cents. */
const ROUNDING_USD = 1e-9;

/** Opens a task's account. The budget is a hard cap: no purchase is begun that could pass it. */
export function createAccount(budgetUsd: number | null): Account {
  const reserved = new Map<LedgerEntry, number>();
  const bill: BillItem[] = [];
  let stopped: Problem | null = null;
  const balance = (): Balance => ({
    spentUsd: spentUsd(bill),
    reservedUsd: Math.round([...reserved.values()].reduce((sum, usd) => sum + usd, 0) * 1e6) / 1e6,
    budgetUsd,
  });
  return {
    balance,
    bill: () => bill,
    stop: (problem) => {
      stopped ??= problem;
    },
    ledger: (keyPrefix, onChange) => ({
      async open(purchase) {
        if (stopped && purchase.maxUsd > 0) throw new PixoraError(stopped.code, stopped.message, stopped);
        refuseBeyondBudget(purchase, balance());
        const tell = () => purchase.maxUsd > 0 && onChange();
        const entry = createEntry(`${keyPrefix}:${purchase.item}`, purchase, (item) => {
          if (item) bill.push(item);
          if (item?.state !== "in_doubt") reserved.delete(entry);
          tell();
        });
        reserved.set(entry, purchase.maxUsd);
        tell();
        return entry;
      },
    }),
  };
}

function refuseBeyondBudget({ item, model, maxUsd }: Purchase, { spentUsd, reservedUsd, budgetUsd }: Balance): void {
  if (budgetUsd === null || maxUsd === 0 || spentUsd + reservedUsd + maxUsd <= budgetUsd + ROUNDING_USD) return;
  const left = Math.max(0, budgetUsd - spentUsd - reservedUsd);
  throw new PixoraError(
    "over_budget",
    `The budget of $${budgetUsd.toFixed(2)} has $${left.toFixed(3)} left, and ${item} by ${model} may cost $${maxUsd.toFixed(3)}.`,
  );
}

/** @param onEnd gets the line of the bill, null when nothing was bought; called once */
function createEntry(key: string, purchase: Purchase, onEnd: (item: BillItem | null) => void): LedgerEntry {
  const { capability, vendor, model, maxUsd } = purchase;
  let operation: Operation | null = null;
  let ended = false;
  const end = async (item: BillItem | null) => {
    if (ended) return;
    ended = true;
    onEnd(item);
  };
  const line = (state: BillItem["state"], costUsd: number, requestId: string | null): BillItem => {
    const id = requestId ?? operation?.requestId ?? null;
    return { key, capability, vendor, model, requestId: id, state, costUsd };
  };
  return {
    get operation() {
      return operation;
    },
    sending: async () => {},
    submitted: async (taken) => {
      operation = taken;
    },
    settle: (state, costUsd, requestId = null) => end(line(state, costUsd, requestId)),
    release: () => end(null),
    doubt: () => end(line("in_doubt", maxUsd, null)),
  };
}
