import { type Account, createAccount } from "../../models/account.ts";
import { type Book, createMemoryBook } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import type { Ledger, LedgerEntry, OperationName } from "../../models/ledger.ts";
import type { JobNews } from "../../providers/job-news.ts";
import type { OperationStatus } from "../../providers/operation.ts";
import { createBuyer, createJobStopper, type Deal, type Pacing } from "../../providers/purchase.ts";
import { createTraffic, type TrafficLimits } from "../../providers/traffic.ts";
import type { PaidContext } from "../../providers/types.ts";
import { createQuickClock } from "./quick-clock.ts";
import { createScriptedVendor } from "./scripted-vendor.ts";

export const DONE: OperationStatus = { state: "succeeded", computeSeconds: null };
export const BROKEN = new PixoraError("vendor_failed", "The runner died.", { retryable: true });
/** Of a finished job, in US dollars. */
export const PRICE = 0.5;
/** Reserved before. */
export const MOST = 0.8;

const TASK = "task-1";

interface Setting {
  finds?: boolean;
  budgetUsd?: number | null;
  news?: JobNews;
  webhookUrl?: (name: OperationName) => string;
  pacing?: Partial<Pacing>;
  limits?: TrafficLimits;
  /** Where the task's purchases are written down. */
  book?: Book;
  /** Sees every call of the ledger's entries, and may fail it. */
  onEntry?: (call: string) => unknown;
}

/** A vendor, a buyer and a task's books. */
export function openDesk({
  finds = false,
  budgetUsd = null,
  news,
  webhookUrl,
  pacing,
  limits,
  book = createMemoryBook(),
  onEntry = () => {},
}: Setting = {}) {
  const vendor = createScriptedVendor({ finds });
  const clock = createQuickClock();
  const traffic = createTraffic(limits ?? { vendor: 10, models: {} }, { clock });
  const options = {
    driver: vendor.driver,
    traffic,
    ...(news ? { news } : {}),
    webhookUrl,
    pacing: { clock, readMs: 100, cancelMs: 50, collectMs: 50, ...pacing },
  };
  const buy = createBuyer(options);
  const stopJob = createJobStopper(options);
  const account = createAccount(budgetUsd, { taskId: TASK, book });
  /** The books of one round, in this process or in one that has read what others wrote. */
  const ledgerOf = (of: Account, round: number) =>
    watch(
      of.ledger({ step: "still:1", round }, () => {}),
      onEntry,
    );
  const ledger = ledgerOf(account, 1);
  const deal: Deal = {
    capability: "image",
    order: vendor.order,
    maxUsd: MOST,
    costUsd: (seconds) => (seconds === null ? PRICE : seconds * 0.01),
    deadlineSeconds: 5,
  };
  const context = (changes: Partial<PaidContext> = {}): PaidContext => ({
    signal: new AbortController().signal,
    ledger,
    item: "still",
    fingerprint: "a fox",
    retryInDoubt: false,
    ...changes,
  });
  const booksOf = (of: Account) => ({
    spentUsd: of.balance().spentUsd,
    reservedUsd: of.balance().reservedUsd,
    bill: of.bill().map(({ state, costUsd, requestId }) => ({ state, costUsd, requestId })),
  });
  const books = () => booksOf(account);
  /** Another process, which goes on with the same task at the same vendor. */
  const reopen = async ({ round = 1 } = {}) => {
    const later = createAccount(budgetUsd, { taskId: TASK, book, contents: structuredClone(await book.read()) });
    return {
      account: later,
      context: (changes: Partial<PaidContext> = {}) => context({ ledger: ledgerOf(later, round), ...changes }),
      books: () => booksOf(later),
    };
  };
  return { vendor, clock, traffic, buy, stopJob, account, ledger, deal, context, books, reopen };
}

/** A ledger that tells each call before it is made. */
function watch(ledger: Ledger, tell: (call: string) => unknown): Ledger {
  return {
    async open(purchase) {
      const entry = await ledger.open(purchase);
      const told =
        <Arguments extends unknown[]>(name: string, call: (...given: Arguments) => Promise<void>) =>
        async (...given: Arguments) => {
          tell(name);
          return call(...given);
        };
      return {
        name: entry.name,
        past: entry.past,
        jobInBook: entry.jobInBook,
        isKnownJob: entry.isKnownJob,
        sending: told("sending", entry.sending),
        submitted: told("submitted", entry.submitted),
        settle: told("settle", entry.settle),
        release: told("release", entry.release),
        doubt: told("doubt", entry.doubt),
      } satisfies LedgerEntry;
    },
  };
}

export const NOTHING = { spentUsd: 0, reservedUsd: 0, bill: [] };
/** The books after one purchase of which nobody knows what became of it. */
export const doubted = (requestId: string | null = "job-1") => ({
  spentUsd: 0,
  reservedUsd: MOST,
  bill: [{ state: "in_doubt", costUsd: MOST, requestId }],
});
/** The books after one purchase. */
export const booked = (state: string, costUsd: number, requestId: string | null = "job-1") => ({
  spentUsd: costUsd,
  reservedUsd: 0,
  bill: [{ state, costUsd, requestId }],
});
