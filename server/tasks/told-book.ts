import type { Fence } from "../../checkpoints/types.ts";
import type { Book, Decision } from "../../models/book.ts";
import type { PurchaseName, PurchaseNews } from "./task-news.ts";

/** A book that tells what was written in it about purchases, once it is. */
export function toldBook(book: Book, fence: Fence, onNews: (news: PurchaseNews) => void): Book {
  /** What a vendor tells of an operation does not say what was ordered. */
  const names = new Map<string, PurchaseName>();
  const learn = (decision: Decision): PurchaseName => {
    const { id: operationId, capability, vendor, model } = decision;
    const name = { ...fence, operationId, capability, vendor, model };
    names.set(operationId, name);
    return name;
  };
  return {
    ...book,
    async read() {
      const contents = await book.read();
      for (const { decision } of contents.operations) learn(decision);
      return contents;
    },
    async decide(decision) {
      await book.decide(decision);
      onNews({ kind: "decided", ...learn(decision), state: decision.state, maxUsd: decision.maxUsd });
    },
    async tookJob(id, job) {
      await book.tookJob(id, job);
      const name = names.get(id);
      if (name) onNews({ kind: "job_taken", ...name, requestId: job.requestId });
    },
    async ended(id, end) {
      await book.ended(id, end);
      const { state, costUsd, problem } = end;
      const name = names.get(id);
      if (name) onNews({ kind: "operation_ended", ...name, state, costUsd, code: problem?.code ?? null });
    },
  };
}
