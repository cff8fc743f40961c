import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("run.ts", import.meta.url));
const run = (...given: string[]) =>
  promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...given]);

describe("npm run bench", () => {
  it("lists the benches with --help, and for a name that is none", async () => {
    const { stdout, stderr } = await run("--help");
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Usage: npm run bench -- NAME\n/);
    const names = [...stdout.matchAll(/^ {2}(\w+) {2,}\w/gm)].map(([, name]) => name);
    expect(names).toContain("server");
    const unknown = `There is no bench "constructor". There are: ${names.join(", ")}.\n`;
    await expect(run("constructor")).rejects.toMatchObject({ code: 2, stderr: unknown });
  });
});
