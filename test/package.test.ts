import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEAN_FILM } from "./e2e/lean-film.ts";
import { startProgram } from "./server/processes/programs.ts";
import { startOwnRedis } from "./setup/own-redis.ts";

const call = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const DEADLINE = 120_000;

/** Somebody else's project that has Pixora installed, with nothing beside it but what Pixora depends on. */
let consumer: string;
let packed: string[];

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), "pixora-package-test-"));
  consumer = join(home, "consumer");
  const installed = join(consumer, "node_modules", "pixora");
  await mkdir(installed, { recursive: true });
  const { stdout } = await call("npm", ["pack", "--json", "--pack-destination", home], { cwd: root });
  const [archive] = JSON.parse(stdout);
  packed = archive.files.map((file: { path: string }) => file.path);
  await call("tar", ["-xzf", join(home, archive.filename), "-C", installed, "--strip-components=1"]);
  await linkDependencies(join(home, "node_modules"));
}, DEADLINE);

afterAll(() => rm(dirname(consumer), { recursive: true, force: true }));

/** Links what npm would install with the package, and the types that a TypeScript consumer brings. */
async function linkDependencies(folder: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const packages: [string, { dev?: boolean }][] = Object.entries(lock.packages);
  const names = packages.flatMap(([path, { dev }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name !== undefined && !dev && existsSync(join(root, path)) ? [name] : [];
  });
  for (const name of [...names, "@types/node"]) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await symlink(join(root, "node_modules", name), join(folder, name));
  }
}

describe("the published package", () => {
  it("holds what is built, the licence and the README, and no source or test", () => {
    expect(packed).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "dist/bin/pixora.js", "dist/bin/library.d.ts"]),
    );
    const foreign = packed.filter(
      (path) => !/^(dist\/.*\.(js|d\.ts|wasm|sql|json|svg|png)|LICENSE|README\.md|package\.json)$/.test(path),
    );
    expect(foreign).toEqual([]);
  });

  it("has a command", async () => {
    const command = join(consumer, "node_modules", "pixora", "dist", "bin", "pixora.js");
    const { stdout } = await call(command, ["--help"], { cwd: consumer });
    expect(stdout).toContain("Usage: pixora");
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect((await call(command, ["--version"], { cwd: consumer })).stdout).toBe(`${version}\n`);
  });

  it("makes the film of the README's script", { timeout: DEADLINE }, async () => {
    await writeFile(join(consumer, "script.mjs"), await readmeScript());
    const { stdout, stderr } = await call(process.execPath, ["script.mjs"], { cwd: consumer });
    expect(stderr).toBe("");
    const [status, video] = stdout.trimEnd().split("\n").at(-1)?.split(" ") ?? [];
    expect(status).toBe("completed");
    expect(existsSync(video ?? "")).toBe(true);
    expect(stdout).toContain("scene_asset_generator 1");
  });

  it("has the server and the worker of the Dockerfile, which make a film", { timeout: DEADLINE }, async () => {
    const redis = await startOwnRedis();
    // What the image holds: package.json, dist, and what they depend on.
    const folder = join(consumer, "node_modules", "pixora");
    const home = join(dirname(consumer), "data");
    await mkdir(home);
    const environment = { NODE_ENV: "production", REDIS_URL: redis.url, PIXORA_WORKERS: "0" };
    const server = startProgram(join(folder, "dist", "server", "main.js"), home, { environment });
    const worker = startProgram(join(folder, "dist", "bin", "worker.js"), home, {
      environment: { ...environment, PIXORA_WORKERS: "1" },
    });
    try {
      const url = await server.url();
      await worker.told(({ message }) => message.startsWith("working on"));
      const ready = await fetch(`${url}/readyz`);
      expect({ status: ready.status, text: await ready.text() }).toMatchObject({ status: 200 });
      expect((await fetch(`${url}/docs`)).status).toBe(200);
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({
        ...LEAN_FILM,
        narration: true,
        music: true,
        captions: "burned",
        aspectRatio: "1:1",
      });
      const ordered = await fetch(`${url}/ai/generate`, { method: "POST", headers, body });
      const { id } = (await ordered.json()) as { id: string };
      await (await fetch(`${url}/ai/tasks/${id}/events`)).text();
      expect(await (await fetch(`${url}/ai/tasks/${id}`)).json()).toMatchObject({ status: "completed" });
      const video = await (await fetch(`${url}/ai/tasks/${id}/video`)).arrayBuffer();
      expect(Buffer.from(video).toString("latin1", 4, 8)).toBe("ftyp");
      server.kill("SIGTERM");
      worker.kill("SIGTERM");
      expect(await Promise.all([server.exit, worker.exit])).toEqual(Array(2).fill({ code: 0, signal: null }));
      expect([server.said.stderr, worker.said.stderr]).toEqual(["", ""]);
    } finally {
      server.kill("SIGKILL");
      worker.kill("SIGKILL");
      await redis.stop();
    }
  });

  it("has types for the README's script", { timeout: DEADLINE }, async () => {
    await writeFile(join(consumer, "script.mts"), await readmeScript());
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2023",
      skipLibCheck: true,
      types: ["node"],
    };
    await writeFile(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["script.mts"] }));
    const compiler = join(root, "node_modules", ".bin", "tsc");
    expect(await call(compiler, ["-p", "."], { cwd: consumer }).catch((error) => error.stdout)).toMatchObject({
      stdout: "",
    });
    await writeFile(
      join(consumer, "script.mts"),
      (await readmeScript()).replace("durationSeconds: 6", 'durationSeconds: "6"'),
    );
    await expect(call(compiler, ["-p", "."], { cwd: consumer })).rejects.toMatchObject({ code: expect.any(Number) });
  });
});

async function readmeScript(): Promise<string> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  return /^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? expect.fail("The README has no script.");
}
