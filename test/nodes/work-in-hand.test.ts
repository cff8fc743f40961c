import { describe, expect, it } from "vitest";
import { createWorkInHand } from "../../nodes/work-in-hand.ts";

/** A promise with its end in the test's hands. */
function handle() {
  let settle: () => void = () => {};
  const ended = new Promise<void>((done) => {
    settle = done;
  });
  return { ended, settle };
}

describe("work in hand", () => {
  it("is waited for until none of the task's is left, however it ends", async () => {
    const work = createWorkInHand();
    const first = handle();
    const second = handle();
    const failing = work.attend("one", () => first.ended.then(() => Promise.reject(new Error("stopped"))));
    const later = failing.catch(() => work.attend("one", () => second.ended));
    let idle = false;
    const waiting = work.idle("one").then(() => {
      idle = true;
    });
    first.settle();
    await expect(failing).rejects.toThrow("stopped");
    expect(idle).toBe(false);
    second.settle();
    await Promise.all([waiting, later]);
  });

  it("of another task is nobody's concern", async () => {
    const work = createWorkInHand();
    const other = handle();
    const doing = work.attend("two", () => other.ended);
    await work.idle("one");
    other.settle();
    await doing;
  });
});
