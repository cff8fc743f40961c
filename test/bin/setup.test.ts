import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const setup = fileURLToPath(new URL("../../bin/setup.mjs", import.meta.url));
const lock = { packages: { "": {}, "node_modules/a": { version: "1.2.3" }, "node_modules/b": { optional: true } } };
/** Stands in for npm: notes the call and leaves npm's record of what it installed. */
const fakeNpm = `
  import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
  appendFileSync("calls", process.argv.slice(2).join(" ") + "\\n");
  console.log("npm speaks");
  if (process.env.NPM_BREAKS) process.exit(7);
  mkdirSync("node_modules", { recursive: true });
  writeFileSync("node_modules/.package-lock.json", readFileSync("package-lock.json"));
`;

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), "pixora-setup-test-"));
  await mkdir(join(clone, "bin"));
  await cp(setup, join(clone, "bin", "setup.mjs"));
  await writeFile(join(clone, "package.json"), JSON.stringify({ engines: { node: ">=20.19" } }));
  await writeFile(join(clone, "package-lock.json"), JSON.stringify(lock));
  await mkdir(join(clone, "npm"));
  await writeFile(join(clone, "npm", "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(clone, "npm", "npm-cli.js"), fakeNpm);
});
afterEach(() => rm(clone, { recursive: true, force: true }));

function start(setupArguments: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, npm_execpath: join(clone, "npm", "npm-cli.js"), ...environment };
  return spawn(process.execPath, ["bin/setup.mjs", ...setupArguments], { cwd: clone, env });
}

async function run(setupArguments: string[], environment?: NodeJS.ProcessEnv) {
  const child = start(setupArguments, environment);
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (text) => (output.stdout += text));
  child.stderr?.on("data", (text) => (output.stderr += text));
  const [code] = await once(child, "close");
  return { code, ...output };
}

const npmCalls = () => readFile(join(clone, "calls"), "utf8").catch(() => "");

describe("the set-up of a fresh clone", () => {
  it("installs once, speaks on stderr only, and hands arguments and output through", async () => {
    const show = ["node", "-e", "console.log(JSON.stringify(process.argv.slice(1)))", "a b", '"quoted"'];
    const first = await run(show);
    expect(first).toMatchObject({ code: 0, stdout: '["a b","\\"quoted\\""]\n' });
    expect(first.stderr).toContain("installing 1 npm packages");
    expect(first.stderr).toContain("npm speaks");
    const second = await run(show);
    expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
    expect(await npmCalls()).toBe("ci --include=dev --no-audit --no-fund --loglevel=error\n");
  });

  it("installs again when the lock file has moved on", async () => {
    await run([]);
    const newer = { packages: { "node_modules/a": { version: "1.2.4" } } };
    await writeFile(join(clone, "package-lock.json"), JSON.stringify(newer));
    expect((await run([])).stderr).toContain("installing 1 npm packages");
  });

  it("says in one line that npm failed, and does not run the program", async () => {
    const result = await run(["node", "-e", "console.log('ran')"], { NPM_BREAKS: "1" });
    expect(result).toMatchObject({ code: 3, stdout: "" });
    expect(result.stderr).toContain("npm ci ended with code 7");
    expect(result.stderr).not.toContain("    at ");
  });

  it("refuses an older Node with a line that says which is needed", async () => {
    await writeFile(join(clone, "package.json"), JSON.stringify({ engines: { node: ">=99.1" } }));
    const result = await run([]);
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(/^pixora set-up: this is Node .*; Pixora needs 99\.1 or newer.*\n$/);
  });

  it("keeps the program's exit code", async () => {
    expect((await run(["node", "-e", "process.exit(5)"])).code).toBe(5);
  });

  it("passes an interrupt on, waits for the program and keeps its code", async () => {
    const program =
      "process.on('SIGINT', () => { console.log('cleaned'); process.exit(130); }); console.log('up'); setInterval(() => {}, 1000)";
    const child = start(["node", "-e", program]);
    let output = "";
    child.stdout?.on("data", (text) => {
      output += text;
      if (output === "up\n") child.kill("SIGINT");
    });
    const [code] = await once(child, "close");
    expect({ code, output }).toEqual({ code: 130, output: "up\ncleaned\n" });
  });

  it("ends the program when npm's shell, which started it, ended without a word", async () => {
    const program = "process.on('SIGTERM', () => { console.log('cleaned'); process.exit(0); }); console.log('up')";
    // With more to do after it, no shell puts the program in its own place.
    const script = `"$0" bin/setup.mjs node -e "${program}; setTimeout(() => {}, 10_000)"; exit`;
    const env = { ...process.env, npm_execpath: join(clone, "npm", "npm-cli.js"), npm_lifecycle_event: "dev" };
    const shell = spawn("sh", ["-c", script, process.execPath], { cwd: clone, env });
    let output = "";
    shell.stdout?.on("data", (text) => {
      output += text;
      if (output === "up\n") shell.kill("SIGTERM");
    });
    // Its streams are the program's too: they end with that.
    await once(shell, "close");
    expect({ output, signal: shell.signalCode }).toEqual({ output: "up\ncleaned\n", signal: "SIGTERM" });
  });

  it("needs no installation of Redis where REDIS_URL is set or redis-server is on the PATH", async () => {
    const elsewhere = { REDIS_URL: "redis://elsewhere", PATH: clone };
    expect(await run(["--redis"], elsewhere)).toMatchObject({ code: 0 });
    await writeFile(join(clone, "redis-server"), "");
    await chmod(join(clone, "redis-server"), 0o755);
    expect(await run(["--redis"], { REDIS_URL: "", PATH: clone })).toMatchObject({ code: 0 });
  });

  it("names the command that installs Redis where it cannot do so itself", async () => {
    const result = await run(["--redis", "node", "-e", "console.log('ran')"], { REDIS_URL: "", PATH: clone });
    expect(result).toMatchObject({ code: 3, stdout: "" });
    expect(result.stderr).toContain("set REDIS_URL, or install redis-server");
    expect(result.stderr).toContain("apt-get install -y --no-install-recommends redis-server");
  });

  it.each([
    ["a release", "ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 the FFmpeg developers", 0],
    ["a tagged build", "ffmpeg version n7.1 Copyright (c) 2000-2024 the FFmpeg developers", 0],
    ["a build of today", "ffmpeg version N-120000-gabcdef Copyright (c) 2000-2025 the FFmpeg developers", 0],
    ["an old release", "ffmpeg version 4.4.6 Copyright (c) 2000-2025 the FFmpeg developers", 3],
    ["an old build", "ffmpeg version N-47683-g0e8eb07980-static Copyright (c) 2000-2018 the FFmpeg developers", 3],
    ["another program", "hello", 3],
  ])("takes %s of ffmpeg only where it is version 5 or newer", async (_title, words, code) => {
    const program = join(clone, "ffmpeg-of-mine");
    await writeFile(program, `#!/bin/sh\necho '${words}'\n`);
    await chmod(program, 0o755);
    expect(await run(["--ffmpeg"], { PATH: clone, FFMPEG_PATH: program })).toMatchObject({ code });
  });

  it("names all that is missing in one line, with one command for it", async () => {
    const elsewhere = { REDIS_URL: "", FFMPEG_PATH: "", PATH: clone };
    const result = await run(["--redis", "--ffmpeg", "node", "-e", "console.log('ran')"], elsewhere);
    expect(result).toMatchObject({ code: 3, stdout: "" });
    expect(result.stderr).toContain("set REDIS_URL, or install redis-server; name an ffmpeg of version 5");
    expect(result.stderr).toContain("apt-get install -y --no-install-recommends redis-server ffmpeg");
  });
});
