/** What the lines of one journal add up to. The order of the file decides: whoever wrote a line, it counts from its place on. */
import { type OperationRecord, withDecision, withJob } from "../../models/book.ts";
import type { TaskEvent } from "../../models/event.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { applyDeliveryLine, type Deliveries, deliveryLines } from "./deliveries.ts";
import type { JournalLine } from "./journal-lines.ts";
import { applyThreadLine, isThreadLine, newestLines, type ThreadState } from "./thread-state.ts";

export interface TaskState {
  /** Null for a journal that is only a thread's, and for none. */
  row: TaskRow | null;
  /** The row of a task that is being deleted; null for any other. */
  condemned: TaskRow | null;
  deliveries: Deliveries;
  /** Set where the journal's name does not tell it. */
  threadId: string | null;
  keys: string[];
  /** Without gap: the event with the id 1 is the first. */
  events: TaskEvent[];
  operations: Map<string, OperationRecord>;
  results: Map<string, unknown>;
  thread: ThreadState;
}

export function emptyState(): TaskState {
  return {
    row: null,
    condemned: null,
    deliveries: new Map(),
    threadId: null,
    keys: [],
    events: [],
    operations: new Map(),
    results: new Map(),
    thread: new Map(),
  };
}

/** Changes the state as the line says. A line that was already written once changes nothing. */
export function applyLine(state: TaskState, line: JournalLine): void {
  if (isThreadLine(line)) applyThreadLine(state.thread, line);
  if (line.kind === "thread") state.threadId = line.id;
  if (line.kind === "key") state.keys.push(line.name);
  if (line.kind === "event" && line.event.id === state.events.length + 1) state.events.push(line.event);
  if (line.kind === "result" && !state.results.has(line.name)) state.results.set(line.name, line.result);
  applyRowLine(state, line);
  applyPurchaseLine(state.operations, line);
}

/** The row and what is to be told of it, for whoever needs nothing else of a journal. */
export function applyRowLine(state: Pick<TaskState, "row" | "condemned" | "deliveries">, line: JournalLine): void {
  applyDeliveryLine(state.deliveries, line);
  if (line.kind === "row") state.row = withWish(state.row, line.row);
  if (line.kind === "condemned" && state.row) condemn(state, state.row);
  if (line.kind === "cancel" && state.row && !hasEnded(state.row.status)) {
    state.row = { ...state.row, isCancelRequested: true, updatedAt: line.at };
  }
}

function condemn(state: Pick<TaskState, "row" | "condemned" | "deliveries">, row: TaskRow): void {
  state.condemned = row;
  state.row = null;
  state.deliveries.clear();
}

/** Somebody else's wish to cancel, written a moment before, is not lost to a row that did not know it yet. */
function withWish(known: TaskRow | null, row: TaskRow): TaskRow {
  const isWished = known?.round === row.round && known.isCancelRequested;
  return isWished ? { ...row, isCancelRequested: true } : row;
}

function applyPurchaseLine(operations: TaskState["operations"], line: JournalLine): void {
  if (line.kind === "decision") {
    operations.set(line.decision.id, withDecision(operations.get(line.decision.id), line.decision));
  }
  if (line.kind !== "job" && line.kind !== "end") return;
  const known = operations.get(line.id);
  if (!known) return;
  operations.set(line.id, line.kind === "job" ? withJob(known, line.job) : { ...known, end: known.end ?? line.end });
}

/** The fewest lines that add up to the same task: all but the older checkpoints, which nobody goes back to. */
export function compactLines(state: TaskState): JournalLine[] {
  return [
    ...(state.threadId === null ? [] : [{ kind: "thread" as const, id: state.threadId }]),
    ...(state.row ? [{ kind: "row" as const, row: state.row }] : []),
    ...condemnedLines(state),
    ...deliveryLines(state.deliveries, state.row),
    ...state.keys.map((name) => ({ kind: "key" as const, name })),
    ...state.events.map((event) => ({ kind: "event" as const, event })),
    ...[...state.operations.values()].flatMap(purchaseLines),
    ...[...state.results].map(([name, result]) => ({ kind: "result" as const, name, result })),
    ...newestLines(state.thread),
  ];
}

function condemnedLines({ condemned }: TaskState): JournalLine[] {
  return condemned ? [{ kind: "row", row: condemned }, { kind: "condemned" }] : [];
}

function purchaseLines({ decision, job, end, orphans }: OperationRecord): JournalLine[] {
  const { id } = decision;
  const jobs = job === null ? [] : [job, ...orphans];
  return [
    { kind: "decision", decision },
    ...jobs.map((job) => ({ kind: "job" as const, id, job })),
    ...(end ? [{ kind: "end" as const, id, end }] : []),
  ];
}
