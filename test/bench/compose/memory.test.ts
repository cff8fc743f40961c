import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { watchMemory } from "./memory.ts";

it("sees the memory of what a process has started", async () => {
  const hold =
    "const held = Buffer.alloc(200e6, 1); process.stdout.write(String(held.length)); setInterval(() => {}, 1e6);";
  // The shell stays: it has another command to come.
  const shell = spawn("bash", ["-c", '"$0" -e "$1"; true', process.execPath, hold], { detached: true });
  const watch = watchMemory(shell.pid ?? 0);
  try {
    await once(shell.stdout, "data");
    await expect.poll(() => watch.peak().megabytes, { timeout: 10_000 }).toBeGreaterThan(200);
    expect(watch.peak()).toMatchObject({ others: ["other"] });
    expect(watch.peak().own).toBeLessThan(20);
    expect(watch.peak().megabytes).toBeLessThan(400);
  } finally {
    watch.stop();
    process.kill(-(shell.pid ?? 0), "SIGKILL");
  }
});
