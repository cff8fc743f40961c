import { expect, it } from "vitest";
import { busyMilliseconds, type Call, supersteps } from "./calls.ts";

const call = (kind: Call["kind"], began: number, ended: number): Call => ({ kind, began, ended });

it("counts the time of calls side by side once", () => {
  const calls = [call("putWrites", 0, 10), call("putWrites", 2, 4), call("putWrites", 8, 12), call("put", 20, 21)];
  expect(busyMilliseconds(calls)).toBe(13);
  expect(busyMilliseconds(calls.toReversed())).toBe(13);
  expect(busyMilliseconds([])).toBe(0);
});

it("ends each superstep with its checkpoint, whatever order the answers came in", () => {
  const [input, write, late, checkpoint, rest] = [
    call("put", 0, 1),
    call("putWrites", 2, 3),
    call("putWrites", 3, 9),
    call("put", 4, 6),
    call("putWrites", 10, 11),
  ] as const;
  expect(supersteps([input, write, checkpoint, late, rest])).toEqual([[input], [write, late, checkpoint]]);
});
