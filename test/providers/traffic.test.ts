import { describe, expect, it } from "vitest";
import { type ErrorCode, PixoraError } from "../../models/error.ts";
import { createTraffic, type Traffic } from "../../providers/traffic.ts";
import { createQuickClock } from "./quick-clock.ts";

const context = { signal: new AbortController().signal };
const turn = () => new Promise(setImmediate);

/** Calls that end when they are told to, and who is under way. */
function calls(traffic: Traffic) {
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    running,
    begin: (name: string, model = "any", signal = context.signal) =>
      traffic.run(
        model,
        async () => {
          running.push(name);
          await new Promise<void>((resolve) => ends.set(name, resolve));
          running.splice(running.indexOf(name), 1);
          return name;
        },
        { signal },
      ),
    end: async (name: string) => {
      ends.get(name)?.();
      await turn();
    },
  };
}

describe("places at a vendor", () => {
  it("are given in the order of asking, no more at once than the account has", async () => {
    const { begin, end, running } = calls(createTraffic({ vendor: 2, models: {} }));
    const all = ["a", "b", "c", "d"].map((name) => begin(name));
    await turn();
    expect(running).toEqual(["a", "b"]);
    await end("b");
    expect(running).toEqual(["a", "c"]);
    await end("a");
    await end("c");
    await end("d");
    expect(await Promise.all(all)).toEqual(["a", "b", "c", "d"]);
  });

  it("go to the most urgent of those who wait, however long the others have waited", async () => {
    const traffic = createTraffic({ vendor: 1, models: {} });
    const order: string[] = [];
    const call = (name: string, urgency: number) =>
      traffic.run("any", async () => void order.push(name), { ...context, urgency });
    await Promise.all([call("first", 0), call("clip", 0), call("still", 1), call("sheet", 2), call("other still", 1)]);
    expect(order).toEqual(["first", "sheet", "still", "other still", "clip"]);
  });

  it("are not taken by calls that wait for their model", async () => {
    const { begin, end, running } = calls(createTraffic({ vendor: 2, models: { slow: 1 } }));
    const all = [begin("a", "slow"), begin("b", "slow"), begin("c", "quick")];
    await turn();
    expect(running).toEqual(["a", "c"]);
    await end("a");
    expect(running).toEqual(["c", "b"]);
    await end("b");
    await end("c");
    await Promise.all(all);
  });

  it("are free again after a failure", async () => {
    const traffic = createTraffic({ vendor: 1, models: { any: 1 } });
    const failure = new Error("broken");
    await expect(traffic.run("any", () => Promise.reject(failure), context)).rejects.toBe(failure);
    await expect(traffic.run("any", async () => "next", context)).resolves.toBe("next");
  });

  it("are left at once by those who wait and are cancelled, and the next moves up", async () => {
    const { begin, end, running } = calls(createTraffic({ vendor: 1, models: { any: 2 } }));
    const controller = new AbortController();
    const first = begin("a");
    const second = begin("b", "any", controller.signal);
    const third = begin("c");
    await turn();
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    await end("a");
    expect(running).toEqual(["c"]);
    await end("c");
    expect(await Promise.all([first, third])).toEqual(["a", "c"]);
  });

  it("are kept by a call that is cancelled until it has ended its job", async () => {
    const { begin, end, running } = calls(createTraffic({ vendor: 1, models: {} }));
    const controller = new AbortController();
    const first = begin("a", "any", controller.signal);
    const second = begin("b");
    await turn();
    controller.abort();
    await turn();
    expect(running).toEqual(["a"]);
    await end("a");
    expect(running).toEqual(["b"]);
    await end("b");
    expect(await Promise.all([first, second])).toEqual(["a", "b"]);
  });

  it("are not given to a call that was cancelled before", async () => {
    const { begin, running } = calls(createTraffic({ vendor: 1, models: {} }));
    await expect(begin("a", "any", AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    expect(running).toEqual([]);
  });
});

describe("a vendor that wants no orders", () => {
  it("gets none before its time, which only grows", async () => {
    const clock = createQuickClock();
    const traffic = createTraffic({ vendor: 1, models: {} }, { clock });
    await traffic.untilOpen(context);
    expect(clock.now()).toBe(0);
    traffic.pause(7);
    traffic.pause(3);
    await traffic.untilOpen(context);
    expect(clock.now()).toBe(7000);
  });

  it("is not waited for longer than anybody has patience", async () => {
    const clock = createQuickClock();
    const traffic = createTraffic({ vendor: 1, models: {} }, { clock, patienceSeconds: 10 });
    traffic.pause(11);
    const refused = { code: "rate_limited", retryable: true, retryAfterSeconds: 11 };
    await expect(traffic.untilOpen(context)).rejects.toMatchObject(refused);
    expect(clock.pauses).toEqual([]);
  });

  it("is not waited for by a cancelled task", async () => {
    const traffic = createTraffic({ vendor: 1, models: {} });
    const controller = new AbortController();
    traffic.pause(60);
    const waiting = traffic.untilOpen({ signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("a model's circuit", () => {
  const fail = (traffic: Traffic, code: ErrorCode, retryable = true, model = "any") =>
    traffic.run(model, () => Promise.reject(new PixoraError(code, "told", { retryable })), context).catch(() => {});
  const works = (traffic: Traffic, model = "any") => traffic.run(model, async () => true, context);
  const LEFT_ALONE = { code: "vendor_failed", retryable: true, message: expect.stringContaining("5 times in a row") };

  it.each(["vendor_failed", "timeout", "in_doubt"] as const)("opens after five times %s", async (code) => {
    const traffic = createTraffic({ vendor: 1, models: {} });
    for (let time = 0; time < 4; time++) await fail(traffic, code);
    await works(traffic);
    for (let time = 0; time < 5; time++) await fail(traffic, code);
    await expect(works(traffic)).rejects.toMatchObject(LEFT_ALONE);
    await expect(works(traffic, "other")).resolves.toBe(true);
  });

  it.each([
    ["content_refused", false],
    ["account_refused", false],
    ["vendor_failed", false],
    ["rate_limited", true],
    ["cancelled", false],
  ] as const)("stays closed after %s (retryable: %s)", async (code, retryable) => {
    const traffic = createTraffic({ vendor: 1, models: {} });
    for (let time = 0; time < 6; time++) await fail(traffic, code, retryable);
    await expect(works(traffic)).resolves.toBe(true);
  });

  it("refuses at once, also those who have waited for a place", async () => {
    const traffic = createTraffic({ vendor: 1, models: {} });
    const failures = Array.from({ length: 5 }, () => fail(traffic, "vendor_failed"));
    const waiting = works(traffic);
    await Promise.all(failures);
    await expect(waiting).rejects.toMatchObject(LEFT_ALONE);
  });

  it("lets one call try after a rest, and closes when that works", async () => {
    const traffic = createTraffic({ vendor: 5, models: {} }, { restMs: 0 });
    for (let time = 0; time < 5; time++) await fail(traffic, "vendor_failed");
    const { begin, end } = calls(traffic);
    const trial = begin("trial");
    await turn();
    await expect(works(traffic)).rejects.toMatchObject(LEFT_ALONE);
    await end("trial");
    await expect(trial).resolves.toBe("trial");
    await expect(works(traffic)).resolves.toBe(true);
  });

  it("rests again when the try fails", async () => {
    const traffic = createTraffic({ vendor: 1, models: {} }, { restMs: 40 });
    for (let time = 0; time < 5; time++) await fail(traffic, "vendor_failed");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await fail(traffic, "vendor_failed");
    await expect(works(traffic)).rejects.toMatchObject(LEFT_ALONE);
  });
});

it("the time without contact begins with the first order that did not come through, and ends with one that does", async () => {
  const clock = createQuickClock();
  const traffic = createTraffic({ vendor: 1, models: {} }, { clock });
  const fail = async (milliseconds: number) => {
    const sentMs = clock.now();
    await clock.sleep(milliseconds, context.signal);
    traffic.note("unreachable", sentMs);
    return traffic.unreachableMs();
  };
  expect([traffic.unreachableMs(), await fail(10_000), await fail(10_000)]).toEqual([0, 10_000, 20_000]);
  await clock.sleep(60_000, context.signal);
  expect(await fail(1000)).toBe(1000);
  traffic.note("reached", clock.now());
  expect([traffic.unreachableMs(), await fail(1000)]).toEqual([0, 1000]);
});
