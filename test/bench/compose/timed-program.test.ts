import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { readTimes, timeProgram } from "./timed-program.ts";

const busy = "for (const end = Date.now() + 300; Date.now() < end; );";
const system = 'for (let n = 0; n < 2e5; n += 1) require("fs").existsSync("/");';

it("counts a program's time as user and as system", async () => {
  const spent = await timeProgram(process.execPath, ["-e", busy + system], tmpdir());
  expect(spent.cpuMs).toBeGreaterThan(50);
  expect(spent.seconds).toBeGreaterThan(0.3);
});

it("tells why a program failed", async () => {
  const failing = timeProgram(process.execPath, ["-e", 'throw new Error("for a test")'], tmpdir());
  await expect(failing).rejects.toThrow("for a test");
});

it("adds user and system time, and takes nothing else for a time", () => {
  expect(readTimes("a warning\n1.250 0.500 2.000\n")).toEqual({ cpuMs: 1750, seconds: 2 });
  expect(() => readTimes("a warning\n 1.250 0.500 2.000\n")).toThrow("no times");
  expect(() => readTimes("1.250 0.500")).toThrow("no times");
});
