import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { listenForInterrupts } from "../../server/interrupts.ts";

function listen() {
  const signals = new EventEmitter();
  const told: string[] = [];
  let time = 0;
  const interrupts = listenForInterrupts(signals, {
    onFirst: () => told.push("first"),
    onSecond: () => told.push("second"),
    now: () => time,
  });
  const press = (at: number) => {
    time = at;
    signals.emit("SIGINT");
  };
  return { signals, told, interrupts, press };
}

describe("listenForInterrupts", () => {
  it("cancels at the first press and leaves at the second", () => {
    const { told, interrupts, press } = listen();
    expect(interrupts.signal.aborted).toBe(false);
    press(1000);
    expect(interrupts.signal.aborted).toBe(true);
    press(1600);
    expect(told).toEqual(["first", "second"]);
  });

  it("takes one press that arrives several times for one", () => {
    const { told, press } = listen();
    for (const at of [1000, 1001, 1499]) press(at);
    expect(told).toEqual(["first"]);
  });

  it("cancels without a word when the reader goes away", () => {
    const { told, interrupts } = listen();
    interrupts.interrupt();
    expect(interrupts.signal.aborted).toBe(true);
    expect(told).toEqual([]);
  });

  it("leaves no listener behind", () => {
    const { signals, interrupts } = listen();
    expect(signals.eventNames()).toHaveLength(3);
    interrupts.dispose();
    expect(signals.eventNames()).toEqual([]);
  });
});
