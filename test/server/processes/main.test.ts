import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnRedis, startOwnRedis } from "../../setup/own-redis.ts";
import { openPrograms, type Program, type Programs, type Start } from "./programs.ts";

let programs: Programs;
/** Of one's own: on the tests' common one, this server would carry out what is others'. */
let redis: OwnRedis;
beforeAll(async () => {
  [programs, redis] = await Promise.all([openPrograms(), startOwnRedis()]);
});
afterAll(async () => {
  await programs.close();
  await redis.stop();
});

/** Runs it to its end. */
async function ended(start: Start): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const program = programs.server(start);
  const { code } = await program.exit;
  return { code, ...program.said };
}

async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function freePort(): Promise<number> {
  const probe = await listenOn(0);
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

const portOf = (url: string) => Number(new URL(url).port);

describe("npm start", () => {
  it("tells its options and its version, and starts nothing", async () => {
    const [help, version] = await Promise.all([ended({ arguments: ["--help"] }), ended({ arguments: ["--version"] })]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toMatch(/^Usage: npm start .*--dev .*--version /s);
    const { version: known } = JSON.parse(await readFile(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(version).toEqual({ code: 0, stdout: `${known}\n`, stderr: "" });
  });

  const SECRET = "whsec_bm90LWxvbmctZW5vdWdo";
  it.each<[string, Start, RegExp]>([
    ["an option that it does not have", { arguments: ["--port"] }, /^Unknown option '--port'\. --help tells/],
    ["another address without keys", { environment: { PIXORA_HOST: "0.0.0.0" } }, /^PIXORA_HOST is .*npm run key /],
    ["a webhook secret that signs nothing", { environment: { PIXORA_WEBHOOK_SECRET: SECRET } }, /openssl rand/],
    [
      "keys that are none",
      { environment: { PIXORA_API_KEYS: "ann:secret" } },
      /^PIXORA_API_KEYS, line 1: .*npm run key/,
    ],
    [
      "a host that is none",
      { environment: { PIXORA_HOST: "999.1.1.1" } },
      /^PIXORA_HOST is set wrongly: it is no address.*127\.0\.0\.1/,
    ],
    ["a port that is none", { environment: { PIXORA_PORT: "70000" } }, /^PIXORA_PORT is set wrongly: .*65535/],
  ])("ends at once with code 2 and a sentence for %s", async (_what, start, sentence) => {
    const { code, stdout, stderr } = await ended(start);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^pixora: [^\n]+\n$/);
    expect(stderr.replace(/^pixora: /, "")).toMatch(sentence);
    expect(stderr).not.toContain(SECRET);
  });

  it("ends at once with code 2 and says what to do when its port is taken, and where it may not listen", async () => {
    const other = await listenOn(0);
    const PIXORA_PORT = String((other.address() as AddressInfo).port);
    const taken = await ended({ environment: { PIXORA_PORT, REDIS_URL: redis.url } });
    other.close();
    const message = `Something else listens on 127.0.0.1:${PIXORA_PORT} already. End it, or set PIXORA_PORT to another port.`;
    expect(taken).toEqual({ code: 2, stdout: "", stderr: `pixora: ${message}\n` });
    // An address that this machine has not, and a name that no machine has.
    for (const [PIXORA_HOST, sentence] of [
      ["192.0.2.1", /does not let Pixora listen on 192\.0\.2\.1/],
      ["a..b", /^pixora: PIXORA_HOST is a\.\.b, which is no address/],
    ] as const) {
      const foreign = await ended({ environment: { PIXORA_HOST, PIXORA_API_KEYS: `ann:${"0".repeat(64)}` } });
      expect(foreign).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
    }
  });
});

describe("the server's log", () => {
  it("says first who makes what, and then where it listens and where tasks lie", async () => {
    const server = programs.server({ environment: { REDIS_URL: redis.url } });
    const url = await server.url();
    expect(server.lines[0]).toMatchObject({
      ...{ level: "warn", service: "pixora", pid: server.pid, time: expect.stringMatching(/^\d{4}-.*Z$/) },
      message: expect.stringMatching(/^No key is set for language, image, speech, music, storage: the draft vendor/),
    });
    expect(server.lines.at(-1)).toMatchObject({ level: "info", url, stores: "redis" });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await end(server);
  });

  it("is for people with --dev, which keeps tasks in files", { timeout: 20_000 }, async () => {
    // As `npm run dev` does, from the sources.
    const path = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));
    const environment = { REDIS_URL: "redis://127.0.0.1:1" };
    const nodeArguments = ["--import", import.meta.resolve("tsx")];
    const server = programs.node(path, { nodeArguments, arguments: ["--dev"], environment });
    await server.heard(/listening on http:\/\/127\.0\.0\.1:\d+/);
    expect(server.said.stdout).toMatch(/stores.*files/);
    expect(server.lines).toEqual([]);
    server.kill("SIGINT");
    expect(await server.exit).toEqual({ code: 0, signal: null });
  });
});

async function end(server: Program): Promise<void> {
  server.kill("SIGINT");
  expect(await server.exit).toEqual({ code: 0, signal: null });
}

describe("a server that is told to end", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("ends by itself at %s, and its port is free", async (signal) => {
    const server = programs.server();
    const url = await server.url();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    server.kill(signal);
    expect(await server.exit).toEqual({ code: 0, signal: null });
    expect(server.lines.slice(-2).map(({ message }) => message.split(":")[0])).toEqual(["ending", "ended"]);
    expect(server.said.stderr).toBe("");
    (await listenOn(portOf(url))).close();
  });

  it("says so to those that send requests here, before it takes no more of them", async () => {
    const server = programs.server();
    const url = await server.url();
    server.kill("SIGTERM");
    await server.told(({ message }) => message.startsWith("ending"));
    const [ready, health] = await Promise.all([fetch(`${url}/readyz`), fetch(`${url}/healthz`)]);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: "not_ready", problems: ["The server ends."] });
    expect(health.status).toBe(200);
    expect(health.headers.get("connection")).toBe("close");
    expect((await server.exit).code).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it("ends at once when it is told again", async () => {
    const server = programs.server();
    await server.url();
    // Its drain takes two seconds; one press of Ctrl-C may come as several signals within half of one.
    const again = setInterval(() => server.kill("SIGTERM"), 100);
    expect(await server.exit).toEqual({ code: 130, signal: null });
    clearInterval(again);
    expect(server.lines.at(-1)?.message).toMatch(/^ending/);
  });
});

describe("a bug that nobody caught", () => {
  it.each(["throw new Error", "Promise.reject(Error)"])(
    "ends the server with code 1, and tells its stack (%s)",
    async (how) => {
      const fails = how.startsWith("throw") ? "throw new Error('a bug')" : "Promise.reject(new Error('a bug'))";
      const path = join(programs.folder, `${how.slice(0, 5)}.mjs`);
      await writeFile(path, `process.on("SIGUSR2", function strike() { ${fails}; });`);
      const server = programs.server({ nodeArguments: ["--import", path] });
      await server.url();
      server.kill("SIGUSR2");
      expect(await server.exit).toEqual({ code: 1, signal: null });
      expect(server.lines.at(-1)).toMatchObject({
        level: "fatal",
        message: expect.stringMatching(/^a bug ends the process/),
        error: { message: "a bug", stack: expect.stringContaining("at process.strike") },
      });
      expect(server.said.stderr).toBe("");
    },
  );
});

describe("a Redis that cannot be reached", () => {
  it("is told of within the time that it is waited for, and served when it is there", { timeout: 30_000 }, async () => {
    await redis.kill9();
    const port = await freePort();
    const began = performance.now();
    const server = programs.server({ environment: { REDIS_URL: redis.url, PIXORA_PORT: String(port) } });
    const isAlive = () => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok && server.lines.length === 0);
    await expect.poll(() => isAlive().catch(() => false), { timeout: 9000 }).toBe(true);
    const asked = Promise.all([film(`http://127.0.0.1:${port}`), fetch(`http://127.0.0.1:${port}/readyz`)]);
    const url = await server.url();
    // It is waited for 10 s; the rest is how long a process takes to start on a busy machine.
    expect(performance.now() - began).toBeLessThan(18_000);
    const sentence = `Redis at 127.0.0.1:${redis.port} cannot be reached (connect ECONNREFUSED 127.0.0.1:${redis.port}). Start it, or correct its URL.`;
    expect(server.lines).toContainEqual(expect.objectContaining({ level: "warn", message: sentence }));
    const [order, ready] = await asked;
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: "not_ready", problems: [sentence] });
    expect(order.status).toBe(503);
    expect(Number(order.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await order.json()).toMatchObject({ code: "store_failed", detail: expect.stringMatching(/try again/) });
    await redis.restart();
    const status = async () => (await fetch(`${url}/readyz`)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
    await end(server);
  });

  it("does not hold a server that is told to end", async () => {
    const server = programs.server({ environment: { REDIS_URL: redis.url } });
    await server.url();
    await redis.kill9();
    await end(server);
    await redis.restart();
  });
});

function film(url: string): Promise<Response> {
  const body = JSON.stringify({ prompt: "A fox in the snow" });
  return fetch(`${url}/ai/generate`, { method: "POST", headers: { "content-type": "application/json" }, body });
}
