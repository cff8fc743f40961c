/** A task's books, as one process after another opens them. */
import { type Account, createAccount } from "../../models/account.ts";
import { type Book, createMemoryBook } from "../../models/book.ts";
import type { Past, Purchase } from "../../models/ledger.ts";
import type { Operation } from "../../models/operation.ts";

const STEP = "scene_asset_generator:3";

export const still = (maxUsd = 0.4, changes: Partial<Purchase> = {}): Purchase => ({
  item: "still",
  capability: "image",
  vendor: "v",
  model: "m",
  maxUsd,
  fingerprint: "a fox",
  ...changes,
});

/** A call of the language model. */
export const question = (changes: Partial<Purchase> = {}) =>
  still(0.1, { item: "bible", capability: "language", model: "llm", ...changes });

export const job = (requestId: string): Operation => ({
  vendor: "v",
  model: "m",
  requestId,
  submittedAt: "2026-11-22T00:00:00.000Z",
});

export interface Process {
  account: Account;
  /** How often the balance was told. */
  changes(): number;
  open(purchase?: Purchase, round?: number): ReturnType<ReturnType<Account["ledger"]>["open"]>;
  /** What is known of a purchase when it is opened. */
  past(purchase?: Purchase, round?: number): Promise<Past>;
  bill(): string[];
}

export interface TaskBooks {
  book: Book;
  /** A process that goes on with the task by what is in the book alone. */
  process(budgetUsd?: number | null): Promise<Process>;
}

export function taskBooks(book: Book = createMemoryBook()): TaskBooks {
  return {
    book,
    async process(budgetUsd = null) {
      const account = createAccount(budgetUsd, { book, contents: structuredClone(await book.read()) });
      let changes = 0;
      const open: Process["open"] = (purchase = still(), round = 1) =>
        account.ledger({ step: STEP, round }, () => void changes++).open(purchase);
      return {
        account,
        changes: () => changes,
        open,
        past: async (purchase, round) => (await open(purchase, round)).past,
        bill: () => account.bill().map(({ state, costUsd, requestId }) => `${state} ${costUsd} ${requestId}`),
      };
    },
  };
}
