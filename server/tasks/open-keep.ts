/** What a task is carried out in: its log, its book and its checkpoints, written as its holder. */
import type { Fence, Stores } from "../../checkpoints/types.ts";
import { createNumbering, type TaskKeep } from "../../graph/task-keep.ts";
import type { Book } from "../../models/book.ts";
import { PixoraError } from "../../models/error.ts";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { fenced } from "./fenced.ts";
import type { Hold } from "./hold.ts";
import type { PurchaseNews } from "./task-news.ts";
import { toldBook } from "./told-book.ts";

export interface KeepOptions {
  stores: Stores;
  row: TaskRow;
  hold: Hold;
  /** Whether somebody asks to go on with it just now. */
  isAskedFor: boolean;
  /** Told of what it buys. */
  onNews?: (news: PurchaseNews) => void;
}

/** How long the lease must last when a paid order is sent, in milliseconds: its answer comes within that, as a rule. */
const SUBMIT_MS = 10_000;

/** Opens what an earlier holder left, and carries out what the owner decided about operations in doubt. */
export async function openKeep(options: KeepOptions): Promise<TaskKeep> {
  const { stores, row, hold, isAskedFor, onNews = () => {} } = options;
  const fence: Fence = { taskId: row.id, epoch: row.epoch };
  const numbering = createNumbering(row.id, await stores.events.read(row.id, 0));
  const book = toldBook(stores.book(fence), fence, onNews);
  await settleDoubts(book, row);
  const next = (body: TaskEventBody): TaskEvent => numbering.next(body);
  const claim = claimOnce(stores.assets, row.id, hold);
  return {
    taskId: row.id,
    owner: row.owner,
    variantOf: row.variantOf,
    round: row.round,
    isAskedFor,
    saver: stores.saver(fence),
    book: heldBook(book, hold),
    progress: numbering.progress,
    claim,
    async log(body) {
      if (body.event === "asset-ready") await claim(body.data.asset.key);
      const event = next(body);
      await stores.events.append(fence, [event]);
      return event;
    },
    async end(body) {
      const event = next(body);
      const { task } = numbering.progress() ?? {};
      if (!task) throw new PixoraError("internal", "A task ended before it began.");
      // Its log begins with its turn, which is later than the order.
      await stores.tasks.finish(fence, { task: { ...task, createdAt: row.createdAt }, event });
      return event;
    },
  };
}

/** Enters the task as one that has a file. A holder that lost it claims nothing: nobody would ever give that back. */
function claimOnce(assets: Stores["assets"], taskId: string, hold: Hold): TaskKeep["claim"] {
  const claimed = new Set<string>();
  return async (key) => {
    if (claimed.has(key)) return;
    if (hold.signal.aborted) throw fenced();
    await assets.add(taskId, [key]);
    claimed.add(key);
  };
}

/** Nothing is sent in the last moments of a lease: another process could take the task over before the answer comes. */
function heldBook(book: Book, hold: Hold): Book {
  return {
    ...book,
    async decide(decision) {
      if (decision.state === "sending") await hold.ensure(SUBMIT_MS);
      await book.decide(decision);
    },
  };
}

async function settleDoubts(book: Book, { settlements }: TaskRow): Promise<void> {
  if (Object.keys(settlements).length === 0) return;
  const { operations } = await book.read();
  for (const { decision, job, end } of operations) {
    const settlement = settlements[decision.id];
    if (settlement === undefined || job !== null || end !== null) continue;
    if (typeof settlement === "string") await book.decide({ ...decision, verdict: settlement });
    else await book.tookJob(decision.id, adopted(decision, settlement.adopt));
  }
}

function adopted({ vendor, model, sentAt }: Parameters<Book["decide"]>[0], requestId: string) {
  return { vendor, model, requestId, submittedAt: sentAt ?? new Date().toISOString() };
}
