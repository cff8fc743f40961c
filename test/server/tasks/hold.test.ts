import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import { holdTask } from "../../../server/tasks/hold.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fence = { taskId: "t", epoch: 1 };
const away = () => Promise.reject(new PixoraError("store_failed", "Nobody answers."));

function hold(renew: () => Promise<"held" | "lost">) {
  let asked = 0;
  const tasks = {
    renew: () => {
      asked += 1;
      return renew();
    },
  };
  return { held: holdTask({ tasks, fence, leaseMs: 3000 }), asked: () => asked };
}

describe("the hold on a task", () => {
  it("is renewed every third of its lease, for as long as it is wanted", async () => {
    const { held, asked } = hold(async () => "held");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked()).toBe(30);
    expect(held.signal.aborted).toBe(false);
    held.end();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked()).toBe(30);
    expect(held.signal.aborted).toBe(false);
  });

  it("is given up as soon as the store says that it is another one's", async () => {
    const { held } = hold(async () => "lost");
    await vi.advanceTimersByTimeAsync(1000);
    expect(held.signal).toMatchObject({ aborted: true, reason: "fenced" });
    held.end();
  });

  it("outlasts a store that is away for a moment", async () => {
    let isAway = true;
    const { held } = hold(() => (isAway ? away() : Promise.resolve("held" as const)));
    await vi.advanceTimersByTimeAsync(2000);
    isAway = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(held.signal.aborted).toBe(false);
    held.end();
  });

  it("is given up when nobody has confirmed it for the whole lease", async () => {
    const { held } = hold(away);
    await vi.advanceTimersByTimeAsync(2900);
    expect(held.signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(300);
    expect(held.signal.reason).toBe("fenced");
    held.end();
  });

  it("is given up when the store hangs instead of answering", async () => {
    const { held } = hold(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(3200);
    expect(held.signal.reason).toBe("fenced");
    held.end();
  });

  it("is confirmed before something that needs it for longer than it lasts", async () => {
    const { held, asked } = hold(async () => "held");
    await held.ensure(2000);
    expect(asked()).toBe(0);
    await vi.advanceTimersByTimeAsync(900);
    await held.ensure(2500);
    expect(asked()).toBe(1);
    held.end();
  });

  it("is refused to who needs it when it is lost", async () => {
    const { held } = hold(async () => "lost");
    await expect(held.ensure(10_000)).rejects.toMatchObject({ code: "fenced" });
    await expect(held.ensure(0)).rejects.toMatchObject({ code: "fenced" });
    held.end();
  });
});
