import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunOptions } from "../../graph/agent.ts";
import { PixoraError } from "../../models/error.ts";
import type { VariantChanges } from "../../models/request.ts";
import type { Task } from "../../models/task.ts";
import type { KeptTask } from "../../server/tasks/task-reader.ts";
import { aTask } from "../task-sample.ts";
import { runMain } from "./run-main.ts";
import type { Script } from "./scripted-agent.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-variant-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keptTask = (changes: Partial<Task>): KeptTask => ({ task: aTask(changes), events: [], folder: null });
const FINISHED = { "task-1": keptTask({ status: "completed" }) };

function from(words: string[], script: Script, environment: Record<string, string> = {}) {
  return runMain({ words: ["--from", "task-1", ...words], folder, script, environment });
}

describe("--from", () => {
  it("makes a task of its own, with just what was said to be different", async () => {
    const asked: [string, VariantChanges, RunOptions][] = [];
    const script: Script = { kept: FINISHED, onVariant: (...given) => asked.push(given) };
    const words = ["--aspect", "9:16", "--captions", "burned", "--caption-style", "highlight", "--fit", "contain"];
    const { code, stdout } = await from([...words, "--resolution", "1080p"], script);
    expect(code).toBe(0);
    const [[source, changes, options] = []] = asked;
    expect([source, options?.taskId]).toEqual(["task-1", expect.not.stringMatching("task-1")]);
    expect(options?.folder).toBe(join(folder, "out", options?.taskId ?? ""));
    expect(changes).toEqual({
      ...{ aspectRatio: "9:16", captions: "burned", captionStyle: "highlight", fit: "contain" },
      resolution: "1080p",
    });
    expect(stdout).toContain(join(options?.folder ?? "", "video.mp4"));
  });

  it("says nothing of what was not said, also where that is not the usual", async () => {
    const asked: VariantChanges[] = [];
    const script: Script = { kept: FINISHED, onVariant: (_taskId, changes) => asked.push(changes) };
    await from(["--captions", "none", "--out", "film"], script);
    expect(asked).toEqual([{ captions: "none" }]);
    expect(await readdir(folder)).toEqual(["film"]);
  });

  it("is done also where its source can be looked up no more", async () => {
    const lost = new PixoraError("store_failed", "Redis is gone.");
    const { code, stdout, stderr } = await from(["--fit", "cover"], { kept: FINISHED, lost });
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("video.mp4");
  });

  it("tells events and nothing else with --json", async () => {
    const { stdout } = await from(["--fit", "cover", "--json"], { kept: FINISHED });
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).event);
    expect([events[0], events.at(-1)]).toEqual(["task-start", "task-end"]);
  });

  it.each([
    ["failed", "First go on with it: pixora --resume task-1"],
    ["cancelled", "First go on with it: pixora --resume task-1"],
    ["running", "Wait for its end or, where no process is left of it, go on with it: pixora --resume task-1"],
  ] as const)("of a task that is %s makes nothing, and says what to do", async (status, advice) => {
    const kept = { "task-1": keptTask({ status }) };
    const { code, stderr } = await from(["--aspect", "1:1"], { kept, onVariant: () => expect.fail("was made") });
    expect(code).toBe(2);
    expect(stderr).toBe(`pixora: the task task-1 is ${status}, and has no film yet. ${advice}\n`);
    expect(await readdir(folder)).toEqual([]);
  });

  it("of a task that is not there names those that have a film, and says where was looked", async () => {
    const kept = { done: keptTask({ id: "done", status: "completed" }), open: keptTask({ id: "open" }) };
    const { code, stderr } = await from(["--aspect", "1:1"], { kept });
    expect(code).toBe(2);
    expect(stderr).toContain(
      "there is no task task-1 here. These have a film: done (completed: A fox finds a lantern).",
    );
    expect(stderr).toContain("Without REDIS_URL, only tasks in files under .pixora are known.");
    const environment = { REDIS_URL: "redis://127.0.0.1:6379" };
    expect((await from(["--aspect", "1:1"], {}, environment)).stderr).toContain("only tasks in that Redis are known");
  });

  it("of a task that is not there tells variants apart by what they have otherwise", async () => {
    const request = aTask().request;
    const done = { status: "completed", request } as const;
    const tall = { ...request, aspectRatio: "9:16", captionStyle: "highlight" } as const;
    const kept = {
      done: keptTask({ ...done, id: "done" }),
      tall: keptTask({ ...done, id: "tall", variantOf: "done", request: tall }),
      mute: keptTask({ ...done, id: "mute", variantOf: "tall", request: { ...tall, captions: "none" } }),
      left: keptTask({ ...done, id: "left", variantOf: "gone", request: { ...tall, fit: "cover" } }),
    };
    const { stderr } = await from(["--aspect", "1:1"], { kept });
    const prompt = "A fox finds a lantern";
    expect(/have a film: (.*)\. Without/.exec(stderr)?.[1]?.split("; ")).toEqual([
      `done (completed: ${prompt})`,
      `tall (completed, variant of done --aspect 9:16 --caption-style highlight: ${prompt})`,
      `mute (completed, variant of tall --captions none: ${prompt})`,
      `left (completed, variant of gone --aspect 9:16 --resolution 720p --captions burned --caption-style highlight --fit cover: ${prompt})`,
    ]);
  });
});

describe("a variant's result", () => {
  const sourceIn = (name: string) => ({
    "task-1": { ...keptTask({ status: "completed" }), folder: join(folder, name) },
  });
  /** Makes the source, whose video has the hash "0", and then the variant. */
  async function vary(sha256: string, out: string) {
    await runMain({ words: ["--resume", "task-1", "--out", "source"], folder, script: { kept: OPEN } });
    const { code, stdout } = await from(["--fit", "contain", "--out", out], { kept: sourceIn("source"), sha256 });
    expect(code).toBe(0);
    return stdout;
  }
  const OPEN = { "task-1": keptTask({ status: "failed" }) };

  it("says so where it is its source, byte for byte", async () => {
    expect(await vary("0", "film")).toContain("\nnothing is different: it is the film of task-1, byte for byte\n");
  });

  it("says nothing of that where it is another film, or where its source is there no more", async () => {
    expect(await vary("1", "film")).not.toContain("nothing is different");
    expect(await vary("0", "source")).not.toContain("nothing is different");
    const script: Script = { kept: sourceIn("nowhere"), sha256: "0" };
    expect((await from(["--fit", "contain", "--out", "film"], script)).stdout).not.toContain("nothing is different");
  });
});
