import { describe, expect, it } from "vitest";
import { hasEnded, mayBecome, TaskStatus } from "../../models/task.ts";

describe("the status of a task", () => {
  it("never leaves completed", () => {
    expect(TaskStatus.options.filter((next) => mayBecome("completed", next))).toEqual([]);
  });

  it("can be resumed after a failure, a cancel and a doubt", () => {
    for (const status of ["failed", "cancelled", "needs_attention"] as const)
      expect(mayBecome(status, "queued")).toBe(true);
  });

  it("cannot complete without having run", () => {
    expect(mayBecome("queued", "completed")).toBe(false);
  });

  it("has ended exactly when nothing more happens by itself", () => {
    expect(TaskStatus.options.filter(hasEnded)).toEqual(["completed", "failed", "cancelled", "needs_attention"]);
  });
});
