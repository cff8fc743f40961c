import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Script } from "./scripted-agent.ts";

const program = fileURLToPath(new URL("scripted-process.ts", import.meta.url));
const setup = fileURLToPath(new URL("../../bin/setup.mjs", import.meta.url));
const tsx = import.meta.resolve("tsx");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-process-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function start(words: string[], script: Script = {}, before: string[] = [], accident = ""): ChildProcess {
  const env = { ...process.env, SCRIPT: JSON.stringify(script), ACCIDENT: accident };
  return spawn(process.execPath, [...before, "--import", tsx, program, ...words], { cwd: folder, env });
}

/** Collects a child's output; `onText` sees stdout as it grows. */
async function finish(child: ChildProcess, onText: (stdout: string) => void = () => {}) {
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => {
    output.stdout += text;
    onText(output.stdout);
  });
  child.stderr?.on("data", (text) => {
    output.stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("the command line as a process", () => {
  it("ends by itself, with the result on stdout and nothing on stderr", async () => {
    const result = await finish(start(["a fox", "--out", "film"]));
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(result.stdout).toContain(join("film", "video.mp4"));
  });

  it("reads the prompt from stdin", async () => {
    const child = start(["-", "--json"]);
    child.stdin?.end("A fox\nand its lantern");
    const { stdout } = await finish(child);
    expect(JSON.parse(stdout.split("\n")[0] ?? "")).toMatchObject({
      data: { request: { prompt: "A fox\nand its lantern" } },
    });
  });

  it.each([
    ["directly", []],
    ["through the set-up", [setup, "node"]],
  ])("cancels at the first interrupt, cleans up and exits with 130, started %s", async (_title, before) => {
    const child = start(["a fox", "--json"], { hangs: true }, before);
    let pressed = false;
    const result = await finish(child, (stdout) => {
      if (!pressed && stdout.includes('"scene":2')) pressed = child.kill("SIGINT");
    });
    expect(result.code).toBe(130);
    expect(result.stderr).toMatch(
      /^pixora: cancelling …[^\n]*\npixora: cancelled; [^\n]*\npixora: To go on with it: [^\n]*\n$/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("stops without a word when the reader of stdout goes away", async () => {
    const child = start(["a fox", "--json"], { scenes: 60, hangs: true });
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, stderr } = await finish(child);
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
  });

  it("reads .env of the working folder, which the environment overrules", async () => {
    await writeFile(join(folder, ".env"), "PIXORA_LOG_LEVEL=loud\n");
    const { code, stderr } = await finish(start(["a fox"]));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("PIXORA_LOG_LEVEL is set wrongly") });
  });

  it.each([
    ["throw", "broken"],
    ["standstill", "all work stopped before the task ended"],
  ])("tells an accident (%s) in one line, with exit code 3", async (accident, message) => {
    const { code, stderr } = await finish(start(["a fox"], {}, [], accident));
    expect({ code, stderr }).toEqual({ code: 3, stderr: `pixora: this is a bug in Pixora: ${message}\n` });
  });
});
