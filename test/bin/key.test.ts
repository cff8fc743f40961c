import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findApiKey, readApiKeys } from "../../server/auth/api-keys.ts";

const script = fileURLToPath(new URL("../../bin/key.ts", import.meta.url));
const loader = import.meta.resolve("tsx");

function run(...words: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", loader, script, ...words], (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

describe("npm run key", () => {
  it("is a script of the package", async () => {
    const { scripts } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
    expect(scripts.key).toBe("node bin/setup.mjs node --import tsx bin/key.ts");
  });

  it("prints the key on stdout, and beside it the pair that lets it in", async () => {
    const { code, stdout, stderr } = await run("anna");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^pxr_[\w-]{43}\n$/);
    const pair = /PIXORA_API_KEYS=(\S+)\n$/.exec(stderr)?.[1] ?? "";
    const key = findApiKey(readApiKeys(pair, "stderr"), stdout.trim());
    expect(key).toMatchObject({ name: "anna", scopes: ["read", "write"] });
    expect(stderr).not.toContain(stdout.trim());
  });

  it("makes a key that may only look, as JSON for a script", async () => {
    const { code, stdout, stderr } = await run("anna", "--scope", "read", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { name, scopes, key, pair } = JSON.parse(stdout);
    expect({ name, scopes }).toEqual({ name: "anna", scopes: ["read"] });
    expect(findApiKey(readApiKeys(pair, "stdout"), key)).toMatchObject({ name, scopes });
  });

  it("explains itself", async () => {
    const { code, stdout, stderr } = await run("--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Usage: npm run key --");
    expect(stdout).toContain("PIXORA_API_KEYS_FILE");
  });

  it.each([
    ["no name", [], "missing required argument"],
    ["an empty name", [""], "is no name for a key: it may have 1 to 64 letters"],
    ["a name that is a path", ["../anna"], "is no name for a key"],
    ["a name that ends the pair", ["anna:read"], "is no name for a key"],
    ["two names", ["anna", "bert"], "too many arguments"],
    ["a scope that there is not", ["anna", "--scope", "write"], "Allowed choices are read, read+write"],
    ["an option that there is not", ["anna", "--sope"], "unknown option"],
  ])("refuses %s in one line", async (_title, words, message) => {
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
