import { describe, expect, it } from "vitest";
import type { LogLevel } from "../../../models/config.ts";
import { PixoraError } from "../../../models/error.ts";
import { createLog, type Log } from "../../../server/telemetry/log.ts";

const CANARY = 'canary-"1"\n/key';

/** A log, and the lines that it wrote. */
function listen(options: { level?: LogLevel; pretty?: boolean } = {}) {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: "info", secrets: [CANARY], stream, ...options });
  return { log, lines, told: () => lines.map((line) => JSON.parse(line)) };
}

describe("the log", () => {
  it("writes a line of JSON for each thing, with when, who, and what it is about", () => {
    const { log, lines, told } = listen();
    log.child({ requestId: "r-1", owner: null }).child({ taskId: "t", epoch: 3 }).info({ operationId: "o" }, "bought");
    expect(told()).toEqual([
      {
        level: "info",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        service: "pixora",
        pid: process.pid,
        requestId: "r-1",
        owner: null,
        taskId: "t",
        epoch: 3,
        operationId: "o",
        message: "bought",
      },
    ]);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
  });

  it("leaves out what is below its level", () => {
    const { log, told } = listen({ level: "warn" });
    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");
    expect(told().map(({ message }) => message)).toEqual(["c", "d"]);
  });

  const places: [string, (log: Log) => void][] = [
    ["a message", (log) => log.info(`The vendor said ${CANARY}.`)],
    ["a field", (log) => log.info({ header: CANARY }, "asked")],
    ["a field within fields", (log) => log.info({ a: [{ b: { [CANARY]: CANARY } }] }, "asked")],
    ["JSON within a field", (log) => log.info({ body: JSON.stringify({ key: CANARY }) }, "asked")],
    ["a line's beginning", (log) => log.child({ requestId: CANARY }).info("asked")],
    ["an error", (log) => log.error({ error: new Error(CANARY) }, "failed")],
    ["an error that is the line", (log) => log.error(new PixoraError("vendor_failed", CANARY))],
    ["an error's cause", (log) => log.error({ error: new Error("a", { cause: new Error(CANARY) }) }, "failed")],
    ["one of several errors", (log) => log.error({ error: new AggregateError([new Error(CANARY)], "a") }, "failed")],
    [
      "a stack",
      (log) => log.error({ error: Object.assign(new Error("a"), { stack: `Error: a\n  at ${CANARY}` }) }, "failed"),
    ],
    ["a problem", (log) => log.error({ error: { code: "internal", message: CANARY, retryable: false } }, "failed")],
  ];

  it.each(places)("keeps a secret out of %s", (_place, write) => {
    for (const options of [{}, { level: "debug" as const }, { pretty: true }]) {
      const { log, lines } = listen(options);
      write(log);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain("[redacted]");
      expect(lines[0]).not.toMatch(/canary|\/key/);
      if (!options.pretty) expect(() => JSON.parse(lines[0] ?? "")).not.toThrow();
    }
  });

  it("tells an error by its code and its message, and shows the stack of a bug", () => {
    const { log, told } = listen();
    const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    log.error({ error: new PixoraError("vendor_failed", "It broke.", { cause }) }, "failed");
    log.error({ error: new TypeError("x is not a function") }, "failed");
    const [ours, bug] = told();
    expect(ours.error).toEqual({
      code: "vendor_failed",
      message: "It broke.",
      causes: [{ code: "ECONNREFUSED", message: "connect" }],
    });
    expect(bug.error).toEqual({
      code: "internal",
      message: "x is not a function",
      stack: expect.stringContaining("log.test.ts"),
    });
  });

  it("shows every stack at debug", () => {
    const { log, told } = listen({ level: "debug" });
    log.error({ error: new PixoraError("vendor_failed", "It broke.") }, "failed");
    expect(told()[0].error.stack).toContain("log.test.ts");
  });

  it("survives errors whose causes go round", () => {
    const { log, told } = listen();
    const error = new PixoraError("vendor_failed", "It broke.");
    error.cause = error;
    log.error({ error }, "failed");
    expect(told()[0].message).toBe("failed");
  });
});

describe("the log for people", () => {
  it("is short, without what is the same in every line", () => {
    const { log, lines } = listen({ pretty: true });
    log.info({ taskId: "t", epoch: 3, owner: null }, "task taken");
    expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d info {3}task taken {2}taskId=t {2}epoch=3\n$/)]);
  });

  it("shows an error below its line, and lets no text move the cursor", () => {
    const { log, lines } = listen({ pretty: true });
    const error = new PixoraError("vendor_failed", "It\u001b[2J broke.", { cause: new Error("connect") });
    log.warn({ error }, "failed\r");
    const [line, ...below] = lines[0]?.split("\n") ?? [];
    expect(line).toMatch(/ warn {3}failed $/);
    expect(below).toEqual(["  vendor_failed: It [2J broke.", "    internal: connect", ""]);
  });
});
