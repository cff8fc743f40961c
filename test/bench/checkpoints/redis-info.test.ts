import { expect, it } from "vitest";
import { figureOf, scriptCalls } from "./redis-info.ts";

it("finds a figure by its whole name", () => {
  const info = "# Persistence\r\naof_base_size:88\r\naof_current_size:1234\r\naof_current_size_more:5\r\n";
  expect(figureOf(info, "aof_current_size")).toBe(1234);
  expect(() => figureOf(info, "current_size")).toThrow(/tells no current_size/);
});

it("counts scripts, and not what they call", () => {
  const stats = [
    "cmdstat_evalsha:calls=7,usec=9,usec_per_call=1.29",
    "cmdstat_hset:calls=30,usec=9",
    "cmdstat_eval:calls=2,usec=9",
    "cmdstat_eval_ro:calls=50,usec=9",
  ].join("\r\n");
  expect(scriptCalls(stats)).toBe(9);
  expect(scriptCalls("")).toBe(0);
});
