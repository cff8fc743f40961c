import { type Book, type BookContents, createMemoryBook, type Decision, type OperationRecord } from "./book.ts";
import { PixoraError, type Problem } from "./error.ts";
import { type BillItem, type Ledger, type Purchase, type StepMemory, spentUsd } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { isWaitedFor, openingOf } from "./operation-past.ts";
import { createPurchases } from "./purchases.ts";

/** What a task has spent and promised so far, in US dollars. */
export interface Balance {
  spentUsd: number;
  /** What is under way or in doubt. */
  reservedUsd: number;
  budgetUsd: number | null;
}

/** Whose books they are: a step, and the round of the task that it is done in. */
export interface StepBooks {
  /** `<step>` or `<step>:<scene>`. */
  step: string;
  round: number;
}

/** A job at a vendor that nobody waits for any more. */
export interface LooseJob {
  /** The record that it belongs to. */
  id: string;
  operation: Operation;
  /** The most it may have cost. */
  maxUsd: number;
}

/** One task's money. */
export interface Account {
  balance(): Balance;
  /** Every purchase that ended or is in doubt, in the order in which they were begun. */
  bill(): readonly BillItem[];
  /** The same as the book tells it now: another process may have written into it what it learned late. */
  billOfBook(): Promise<readonly BillItem[]>;
  /** Nothing more that costs money is begun: every purchase from now on is refused with this. */
  stop(problem: Problem): void;
  /** The books of one step. `onChange` is called after every change of the balance. */
  ledger(books: StepBooks, onChange: () => void): Ledger;
  memory(step: string): StepMemory;
  /** Operations of which nobody knows whether they were bought, and about which nobody has decided. */
  inDoubt(): readonly Decision[];
  /** Jobs that were bought by accident; with `all`, also those that are under way and nobody waits for. */
  looseJobs(all: boolean): LooseJob[];
  /** Books the end of a loose job. */
  bookLoose(job: LooseJob, state: "done" | "failed" | "cancelled", costUsd: number): Promise<void>;
}

export interface AccountOptions {
  /** Whose it is; absent for nobody's. */
  taskId?: string;
  /** Where it is written down; in memory when absent. */
  book?: Book;
  /** What the book says already. */
  contents?: BookContents;
}

/** A hair's breadth for sums of floating-point cents. */
const ROUNDING_USD = 1e-9;

/** Opens a task's account. The budget is a hard cap: no purchase is begun that could pass it. */
export function createAccount(
  budgetUsd: number | null,
  { taskId, book = createMemoryBook(), contents }: AccountOptions = {},
): Account {
  const purchases = createPurchases(book, { contents, taskId });
  let stopped: Problem | null = null;
  const balance = (): Balance => ({
    spentUsd: spentUsd(purchases.bill()),
    reservedUsd: Math.round(purchases.reservedUsd() * 1e6) / 1e6,
    budgetUsd,
  });
  const open = async (purchase: Purchase, { step, round }: StepBooks, onChange: () => void) => {
    const key = `${step}:${purchase.item}`;
    const opening = openingOf(purchases.of(key), { ...purchase, key, round }, purchases.isGivenUp);
    // Also what an earlier process was about to buy: the budget may be a smaller one by now.
    const isNew = opening.past.kind === "new";
    if (isNew && stopped && purchase.maxUsd > 0) throw new PixoraError(stopped.code, stopped.message, stopped);
    // From here to its reservation nothing is waited for: what fits beside it is counted with it.
    const refusal = isNew ? refusalBeyond(balance(), purchase) : null;
    if (refusal) {
      // Refused within its round like anything else, so that whoever does the step again comes to the same end.
      await purchases.refuse(opening, refusal);
      throw refusal;
    }
    const tell = () => void (purchase.maxUsd > 0 && onChange());
    return purchases.begin(opening, tell);
  };
  return {
    balance,
    bill: purchases.bill,
    billOfBook: async () => createPurchases(book, { contents: await book.read() }).bill(),
    stop: (problem) => {
      stopped ??= problem;
    },
    ledger: (books, onChange) => ({ open: (purchase) => open(purchase, books, onChange) }),
    memory: (step) => ({
      recall: (item) => purchases.results.get(`${step}:${item}`),
      keep: (item, result) => purchases.keep(`${step}:${item}`, result),
    }),
    inDoubt: () =>
      purchases
        .all()
        .filter(isUndecided)
        .map(({ decision }) => decision),
    looseJobs: (all) => purchases.all().flatMap((record) => looseIn(record, all)),
    bookLoose: purchases.bookLoose,
  };
}

/** Null for what the budget has room for. */
function refusalBeyond(
  { spentUsd, reservedUsd, budgetUsd }: Balance,
  { item, model, maxUsd }: Purchase,
): PixoraError | null {
  if (budgetUsd === null || maxUsd === 0 || spentUsd + reservedUsd + maxUsd <= budgetUsd + ROUNDING_USD) return null;
  const left = Math.max(0, budgetUsd - spentUsd - reservedUsd);
  return new PixoraError(
    "over_budget",
    `The budget of $${budgetUsd.toFixed(2)} has $${left.toFixed(3)} left, and ${item} by ${model} may cost $${maxUsd.toFixed(3)}.`,
  );
}

function isUndecided(record: OperationRecord): boolean {
  const { state, verdict } = record.decision;
  return (
    record.job === null && record.end === null && verdict === null && (state === "in_doubt" || state === "sending")
  );
}

function looseIn(record: OperationRecord, all: boolean): LooseJob[] {
  const { id, maxUsd } = record.decision;
  const own = all && isWaitedFor(record) && record.job ? [record.job] : [];
  return [...own, ...record.orphans].map((operation) => ({ id, operation, maxUsd }));
}
