import { describe, expect, it } from "vitest";
import { type Book, createMemoryBook, type Decision } from "../../../models/book.ts";
import type { PurchaseNews } from "../../../server/tasks/task-news.ts";
import { toldBook } from "../../../server/tasks/told-book.ts";

const decision: Decision = {
  id: "scene_asset_generator:0:still:g0#1",
  key: "scene_asset_generator:0:still",
  round: 0,
  fingerprint: "f",
  capability: "image",
  vendor: "v",
  model: "m",
  maxUsd: 0.1,
  state: "sending",
  sentAt: "2026-11-22T12:00:00.000Z",
  problem: null,
  verdict: null,
};
const job = { vendor: "v", model: "m", requestId: "job-7", submittedAt: "2026-11-22T12:00:01.000Z" };
const end = { state: "done", costUsd: 0.04, requestId: "job-7", problem: null, reply: null } as const;
const name = { taskId: "t", epoch: 3, operationId: decision.id, capability: "image", vendor: "v", model: "m" };

function listenTo(kept: Book) {
  const told: PurchaseNews[] = [];
  return { told, book: toldBook(kept, { taskId: "t", epoch: 3 }, (news) => void told.push(news)) };
}

describe("a book that tells", () => {
  it("tells of a purchase from its decision to its cost", async () => {
    const kept = createMemoryBook();
    const { book, told } = listenTo(kept);
    await book.decide(decision);
    await book.tookJob(decision.id, job);
    await book.ended(decision.id, end);
    expect(told).toEqual([
      { kind: "decided", ...name, state: "sending", maxUsd: 0.1 },
      { kind: "job_taken", ...name, requestId: "job-7" },
      { kind: "operation_ended", ...name, state: "done", costUsd: 0.04, code: null },
    ]);
    expect((await kept.read()).operations).toEqual([{ decision, job, end, orphans: [] }]);
  });

  it("knows what an earlier process ordered", async () => {
    const kept = createMemoryBook();
    await kept.decide(decision);
    const { book, told } = listenTo(kept);
    await book.read();
    const problem = { code: "content_refused", message: "No.", retryable: false } as const;
    await book.ended(decision.id, { ...end, state: "failed", costUsd: 0, problem });
    expect(told).toEqual([{ kind: "operation_ended", ...name, state: "failed", costUsd: 0, code: "content_refused" }]);
  });

  it("tells of nothing that was not written down", async () => {
    const decide = () => Promise.reject(new Error("full"));
    const { book, told } = listenTo({ ...createMemoryBook(), decide });
    await expect(book.decide(decision)).rejects.toThrow("full");
    expect(told).toEqual([]);
  });
});
