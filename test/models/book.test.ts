import { describe, expect, it } from "vitest";
import { createMemoryBook, type Decision, type OperationEnd, withDecision, withJob } from "../../models/book.ts";
import { job } from "./bookkeeping.ts";

const intent: Decision = {
  id: "step:still:g1#1",
  key: "step:still",
  round: 1,
  fingerprint: "a fox",
  capability: "image",
  vendor: "v",
  model: "m",
  maxUsd: 0.4,
  state: "intent",
  sentAt: null,
  problem: null,
  verdict: null,
};
const end = (costUsd: number): OperationEnd => ({ state: "done", costUsd, requestId: "a", problem: null, reply: null });

describe("the record of an operation", () => {
  it("begins with a decision, and has neither job nor end", () => {
    expect(withDecision(undefined, intent)).toEqual({ decision: intent, job: null, end: null, orphans: [] });
  });

  it("keeps its job and its end when another decision is made", () => {
    const known = { decision: intent, job: job("a"), end: end(0.3), orphans: [job("b")] };
    const sending: Decision = { ...intent, state: "sending", sentAt: "2026-11-22T00:00:00.000Z" };
    expect(withDecision(known, sending)).toEqual({ ...known, decision: sending });
  });

  it("has the first job that is told of; another one is an orphan, once", () => {
    const ids = ["a", "b", "a", "b", "c"];
    const record = ids.reduce((known, id) => withJob(known, job(id)), withDecision(undefined, intent));
    expect(record.job?.requestId).toBe("a");
    expect(record.orphans.map(({ requestId }) => requestId)).toEqual(["b", "c"]);
  });
});

describe("a book in memory", () => {
  it("has what was written, in the order of the first writing", async () => {
    const book = createMemoryBook();
    const other = { ...intent, id: "step:clip:g1#1" };
    for (const decision of [intent, other, { ...intent, state: "sending" as const }]) await book.decide(decision);
    const { operations } = await book.read();
    expect(operations.map(({ decision }) => `${decision.id} ${decision.state}`)).toEqual([
      "step:still:g1#1 sending",
      "step:clip:g1#1 intent",
    ]);
  });

  it("counts the first end, the first result and the first job", async () => {
    const book = createMemoryBook();
    await book.decide(intent);
    for (const id of ["a", "b"]) await book.tookJob(intent.id, job(id));
    for (const cost of [0.3, 0.1]) await book.ended(intent.id, end(cost));
    for (const result of ["first", "second"]) await book.keep("step:still", result);
    const { operations, results } = await book.read();
    expect(operations).toEqual([{ decision: intent, job: job("a"), end: end(0.3), orphans: [job("b")] }]);
    expect([...results]).toEqual([["step:still", "first"]]);
  });

  it("knows nothing of operations that nobody decided about", async () => {
    const book = createMemoryBook();
    await book.tookJob(intent.id, job("a"));
    await book.ended(intent.id, end(0.3));
    expect((await book.read()).operations).toEqual([]);
  });
});
