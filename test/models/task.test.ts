import { describe, expect, it } from "vitest";
import { hasEnded, TaskStatus } from "../../models/task.ts";

describe("the status of a task", () => {
  it("has ended exactly when nothing more happens by itself", () => {
    expect(TaskStatus.options.filter(hasEnded)).toEqual(["completed", "failed", "cancelled", "needs_attention"]);
  });
});
