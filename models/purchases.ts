/** A task's operations in this process, in step with its book. Not here: whether one may be begun (account.ts, operation-past.ts). */
import {
  type Book,
  type BookContents,
  type Decision,
  type OperationEnd,
  type OperationRecord,
  withDecision,
  withJob,
} from "./book.ts";
import { type ErrorCode, PixoraError, type Problem, toProblem } from "./error.ts";
import type { BillItem, LedgerEntry, SettleDetails } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { isReserved, type Opening } from "./operation-past.ts";

/** A job's end that is booked beside its operation's own. */
interface LooseEnd {
  id: string;
  operation: Operation;
}

export interface Purchases {
  readonly results: ReadonlyMap<string, unknown>;
  all(): OperationRecord[];
  of(key: string): OperationRecord[];
  bill(): BillItem[];
  reservedUsd(): number;
  /** Whether it was found in this process that nobody knows what became of it. */
  isGivenUp(id: string): boolean;
  /** Writes down that it is about to be bought. `tell` is called after every change of what is reserved or spent. */
  begin(opening: Opening, tell: () => void): Promise<LedgerEntry>;
  refuse(opening: Opening, reason: PixoraError): Promise<void>;
  keep(name: string, result: unknown): Promise<void>;
  bookLoose(job: LooseEnd, state: OperationEnd["state"], costUsd: number): Promise<void>;
}

interface PurchasesOptions {
  /** What the book says already. */
  contents?: BookContents | undefined;
  taskId?: string | undefined;
}

export function createPurchases(book: Book, { contents, taskId }: PurchasesOptions): Purchases {
  const records = new Map(contents?.operations.map((record) => [record.decision.id, record]));
  const results = new Map(contents?.results);
  const givenUp = new Set<string>();
  /** What this process is buying right now: it is no matter of doubt yet. */
  const underWay = new Set<string>();
  const decide = async (decision: Decision) => {
    records.set(decision.id, withDecision(records.get(decision.id), decision));
    await book.decide(decision);
  };
  const change = (id: string, next: (known: OperationRecord) => OperationRecord) => {
    const known = records.get(id);
    if (known) records.set(id, next(known));
  };
  const isKnownJob = (requestId: string) =>
    [...records.values()].some(({ job, orphans }) => [job, ...orphans].some((known) => known?.requestId === requestId));
  const end = async (id: string, ending: OperationEnd) => {
    change(id, (known) => ({ ...known, end: known.end ?? ending }));
    await book.ended(id, ending);
  };
  return {
    results,
    all: () => [...records.values()],
    of: (key) => [...records.values()].filter(({ decision }) => decision.key === key),
    bill: () => [...records.values()].flatMap((record) => billed(record, underWay.has(record.decision.id))),
    reservedUsd: () =>
      [...records.values()].reduce((sum, record) => {
        return sum + (isReserved(record, underWay.has(record.decision.id)) ? record.decision.maxUsd : 0);
      }, 0),
    isGivenUp: (id) => givenUp.has(id),
    async begin({ record, decision, past }, tell) {
      underWay.add(decision.id);
      if (record === null) await decide(decision);
      if (past.kind === "new") tell();
      const entry = createEntry(decision, {
        decide,
        end,
        async tookJob(job) {
          change(decision.id, (known) => withJob(known, job));
          await book.tookJob(decision.id, job);
        },
        onDoubt: () => void givenUp.add(decision.id),
        onEnd: () => void underWay.delete(decision.id),
        known: record,
        tell,
      });
      const name = taskId === undefined ? null : { taskId, operationId: decision.id };
      return { name, past, isKnownJob, jobInBook: () => jobIn(book, decision.id), ...entry };
    },
    refuse: ({ decision }, reason) => decide({ ...decision, state: "refused", problem: toProblem(reason) }),
    async keep(name, result) {
      if (!results.has(name)) results.set(name, result);
      await book.keep(name, result);
    },
    async bookLoose({ id, operation }, state, costUsd) {
      const { decision, job } = records.get(id) ?? {};
      if (!decision) return;
      const ending = { state, costUsd, requestId: operation.requestId, problem: null, reply: null };
      if (job?.requestId === operation.requestId) return end(id, ending);
      // A record of its own for a second job, so that the bill has a line for each.
      const own = { ...decision, id: `${id}~${operation.requestId}` };
      await decide(own);
      await book.tookJob(own.id, operation);
      change(own.id, (known) => withJob(known, operation));
      await end(own.id, ending);
      change(id, (known) => ({
        ...known,
        orphans: known.orphans.filter(({ requestId }) => requestId !== operation.requestId),
      }));
    },
  };
}

async function jobIn(book: Book, id: string): Promise<Operation | null> {
  const { operations } = await book.read();
  return operations.find(({ decision }) => decision.id === id)?.job ?? null;
}

/** What an entry does to its record. */
interface EntryWriter {
  decide(decision: Decision): Promise<void>;
  tookJob(job: Operation): Promise<void>;
  end(id: string, end: OperationEnd): Promise<void>;
  onDoubt(): void;
  onEnd(): void;
  /** What was written before. */
  known: OperationRecord | null;
  tell(): void;
}

/** What changes an entry's record. */
type EntryWrites = Pick<LedgerEntry, "sending" | "submitted" | "settle" | "release" | "doubt">;

function createEntry(decision: Decision, write: EntryWriter): EntryWrites {
  let current = decision;
  let job = write.known?.job ?? null;
  // An operation whose end is in the book is fetched again, and not booked again.
  let over = (write.known?.end ?? null) !== null;
  const decide = (change: Partial<Decision>) => {
    current = { ...current, ...change };
    return write.decide(current);
  };
  const endOnce = async (act: () => Promise<void>) => {
    if (over) return;
    over = true;
    write.onEnd();
    await act();
    write.tell();
  };
  return {
    // The first POST's time stays: a job of it may show up late, and is looked for from then on.
    sending: () => decide({ state: "sending", sentAt: current.sentAt ?? new Date().toISOString() }),
    async submitted(operation) {
      job = operation;
      await write.tookJob(operation);
    },
    settle: (state, costUsd, details = {}) =>
      endOnce(() => write.end(current.id, endingOf({ state, costUsd }, details, job))),
    release: (reason) => endOnce(() => decide(refusalOf(reason))),
    doubt: () =>
      endOnce(() => {
        write.onDoubt();
        return decide({ state: "in_doubt" });
      }),
  };
}

function endingOf(
  { state, costUsd }: Pick<OperationEnd, "state" | "costUsd">,
  { requestId = null, reason, reply = null }: SettleDetails,
  job: Operation | null,
): OperationEnd {
  return { state, costUsd, requestId: requestId ?? job?.requestId ?? null, problem: standingProblem(reason), reply };
}

function refusalOf(reason: unknown): Pick<Decision, "state" | "problem"> {
  const problem = standingProblem(reason);
  return problem ? { state: "refused", problem } : { state: "released", problem: null };
}

/** Failures that another try in the same round would only meet again. The others pass, or are for people to mend. */
const STANDING: readonly ErrorCode[] = [
  "vendor_failed",
  "timeout",
  "rate_limited",
  "content_refused",
  "over_budget",
  "invalid_request",
];

function standingProblem(reason: unknown): Problem | null {
  return reason instanceof PixoraError && STANDING.includes(reason.code) ? toProblem(reason) : null;
}

/** Its line of the bill. What nobody knows the answer to, or the end of, is listed with the most it may have cost. */
function billed({ decision, job, end }: OperationRecord, isUnderWay: boolean): BillItem[] {
  const { key, capability, vendor, model, maxUsd } = decision;
  const bought = { key, capability, vendor, model };
  if (end) return [{ ...bought, requestId: end.requestId, state: end.state, costUsd: end.costUsd }];
  const isDoubted = decision.state === "in_doubt" || (decision.state === "sending" && job === null);
  if (!isDoubted || isUnderWay || maxUsd === 0) return [];
  return [{ ...bought, requestId: job?.requestId ?? null, state: "in_doubt", costUsd: maxUsd }];
}
