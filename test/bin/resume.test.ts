import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ResumeOptions } from "../../server/tasks/resume-options.ts";
import type { KeptTask } from "../../server/tasks/task-reader.ts";
import { aTask } from "../task-sample.ts";
import { runMain } from "./run-main.ts";
import type { Script } from "./scripted-agent.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-resume-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const failure = { code: "vendor_failed" as const, message: "It broke.", retryable: true };

function keptTask(changes: Partial<KeptTask> = {}): KeptTask {
  return { task: aTask({ status: "failed", error: failure }), events: [], folder: join(folder, "film"), ...changes };
}

function resume(words: string[], script: Script) {
  return runMain({ words: ["--resume", "task-1", ...words], folder, script });
}

describe("--resume", () => {
  it("goes on with a task, and puts the film where the task wanted it", async () => {
    const asked: [string, ResumeOptions][] = [];
    const script = {
      kept: { "task-1": keptTask() },
      onResume: (...given: [string, ResumeOptions]) => asked.push(given),
    };
    const { code, stdout } = await resume([], script);
    expect(code).toBe(0);
    expect(stdout).toContain(join(folder, "film", "video.mp4"));
    expect(asked).toMatchObject([["task-1", { folder: join(folder, "film") }]]);
  });

  it("may raise the budget, decide about orders in doubt, and choose another folder", async () => {
    const asked: ResumeOptions[] = [];
    const script = {
      kept: { "task-1": keptTask() },
      onResume: (_taskId: string, options: ResumeOptions) => asked.push(options),
    };
    await resume(["--budget", "3.5", "--on-in-doubt", "retry", "--out", "other"], script);
    expect(asked).toMatchObject([{ budgetUsd: 3.5, onInDoubt: "retry", folder: join(folder, "other") }]);
  });

  it("leaves budget and doubts as they were when nothing is said of them", async () => {
    const asked: ResumeOptions[] = [];
    const script = {
      kept: { "task-1": keptTask() },
      onResume: (_taskId: string, options: ResumeOptions) => asked.push(options),
    };
    await resume([], script);
    expect(asked.flatMap((options) => Object.keys(options))).not.toEqual(expect.arrayContaining(["budgetUsd"]));
    expect(asked.flatMap((options) => Object.keys(options))).not.toEqual(expect.arrayContaining(["onInDoubt"]));
  });

  it("tells where the film of a completed task is, and makes nothing", async () => {
    const made = await runMain({ words: ["a fox", "--out", "film"], folder });
    expect(made.code).toBe(0);
    const kept = { "task-1": keptTask({ task: aTask({ status: "completed" }) }) };
    const { code, stdout } = await resume([], { kept, onResume: () => expect.fail("made anew") });
    expect(code).toBe(0);
    expect(stdout).toContain("made before");
  });

  it("tells a script of a completed task, too", async () => {
    await runMain({ words: ["a fox", "--out", "film"], folder });
    const kept = { "task-1": keptTask({ task: aTask({ status: "completed" }) }) };
    const { code, stdout } = await resume(["--json"], { kept });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ event: "snapshot", data: { task: { status: "completed" } } });
  });

  it("says so when the film of a completed task was moved", async () => {
    const kept = { "task-1": keptTask({ task: aTask({ status: "completed" }) }) };
    const { code, stderr } = await resume([], { kept });
    expect(code).toBe(3);
    expect(stderr).toContain("is not in");
    expect(stderr).not.toContain("bug");
  });

  it("of a task that is not there names those that can be gone on with", async () => {
    const { code, stderr } = await resume([], { kept: { "task-2": keptTask({ task: aTask({ id: "task-2" }) }) } });
    expect(code).toBe(2);
    expect(stderr).toContain("there is no task task-1 here. These can be gone on with: task-2 (running: A fox finds a");
  });

  it("of a task that is not there says where was looked for it", async () => {
    const files = await resume([], {});
    expect(files.stderr).toContain("Without REDIS_URL, only tasks in files under .pixora are known.");
    const environment = { REDIS_URL: "redis://127.0.0.1:6379" };
    const redis = await runMain({ words: ["--resume", "task-1"], folder, environment });
    expect(redis.stderr).toContain("With REDIS_URL set, only tasks in that Redis are known, and none in files.");
  });

  it("says that the last process is waited for, and what makes the store unsafe", async () => {
    const script: Script = {
      kept: { "task-1": keptTask() },
      hazards: ["Set appendonly yes."],
      onResume: (_taskId, { onHeld }) => onHeld?.(29_400),
    };
    const { code, stderr } = await resume([], script);
    expect(code).toBe(0);
    expect(stderr).toBe(
      "pixora: Set appendonly yes.\npixora: its last process may still be there: waiting for up to 30 s …\n",
    );
  });
});
