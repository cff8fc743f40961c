/** Servers that are replaced, one after the other, while everybody goes on using them. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { LEAN_FILM } from "../../e2e/lean-film.ts";
import { type OwnRedis, startOwnRedis } from "../../setup/own-redis.ts";
import { type AllVendors, startAllVendors } from "../../vendors/all.ts";
import { type Client, openClient, type Reply } from "./keep-alive-client.ts";
import { openPrograms, type Program, type Programs } from "./programs.ts";

/** Of a job at a vendor: long enough to be handed over meanwhile. */
const LATENCY_MS = 1000;
const USERS = 3;
const FILMS_EACH = 2;
/** Machines are shared: who asks all the time makes no film. */
const ASK_EVERY_MS = 10;
/** The least pixels. Its picture is a vendor's job. */
const FILM = { ...LEAN_FILM, aspectRatio: "1:1" };

let programs: Programs;
let redis: OwnRedis;
let vendors: AllVendors;
beforeAll(async () => {
  [programs, redis, vendors] = await Promise.all([
    openPrograms(),
    startOwnRedis(),
    startAllVendors({ latencyMs: LATENCY_MS, hasClip: false }),
  ]);
});
afterAll(async () => {
  await programs.close();
  await Promise.all([redis.stop(), vendors.close()]);
});

function start(port = "0"): Program {
  const own = { REDIS_URL: redis.url, PIXORA_WORKERS: "1", PIXORA_PORT: port, PIXORA_LOG_LEVEL: "debug" };
  return programs.server({ environment: { ...vendors.environment, ...own } });
}

/** Ends it by SIGTERM, and starts another one in its place when its port is free. */
async function replace(server: Program, url: string): Promise<Program> {
  server.kill("SIGTERM");
  expect(await server.exit).toEqual({ code: 0, signal: null });
  const next = start(new URL(url).port);
  await next.url();
  return next;
}

async function order(client: Client): Promise<string> {
  const headers = { "idempotency-key": crypto.randomUUID() };
  const { status, text } = await client.ask("POST", "/ai/generate", { body: FILM, headers });
  expect(status, text).toBe(202);
  return JSON.parse(text).id;
}

interface Used {
  taskIds: string[];
  /** The servers that its streams came from, in order. */
  streams: number[][];
  answers: Map<number, number>;
}

/** Orders films one after the other, follows each, and asks how it stands all the time. */
async function use(client: Client, reader: Client): Promise<Used> {
  const used: Used = { taskIds: [], streams: [], answers: new Map() };
  for (let made = 0; made < FILMS_EACH; made += 1) {
    const id = await order(client);
    used.taskIds.push(id);
    let isOver = false;
    const following = reader.follow(id).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const { status, text, server } = await client.ask("GET", `/ai/tasks/${id}`);
      expect(status, text).toBe(200);
      used.answers.set(server, (used.answers.get(server) ?? 0) + 1);
      await pause(ASK_EVERY_MS);
    }
    const { events, servers } = await following;
    expect(events.map((event) => event.id)).toEqual(events.map((_, place) => place + 1));
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "completed" } });
    used.streams.push(servers);
  }
  return used;
}

it("lose no request, no event and no film when they are replaced one after the other", {
  timeout: 60_000,
}, async () => {
  let first = start();
  let second = start();
  const urls = [await first.url(), await second.url()];
  const clients = Array.from({ length: 2 * USERS }, (_, number) => openClient(urls, number));
  const all = Array.from({ length: USERS }, (_, user) => use(clients[user] as Client, clients[USERS + user] as Client));
  const done = Promise.all(all);
  done.catch(() => {});
  const servers = [first, second];
  // In the middle of a film: its picture is being made.
  await Promise.race([first.told(isOrdered), done]);
  first = await replace(first, urls[0] ?? "");
  await Promise.race([second.told(isOrdered), done]);
  second = await replace(second, urls[1] ?? "");
  const used = await done;
  for (const client of clients) client.close();
  const handedBack = servers.flatMap(({ lines }) => lines.filter(({ how }) => how === "handed_back"));
  expect(handedBack.length).toBeGreaterThan(0);
  const streams = used.flatMap((user) => user.streams);
  expect(streams.some((places) => new Set(places).size > 1)).toBe(true);
  const answers = used.flatMap((user) => [...user.answers.values()]).reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `${answers} answers, ${streams.flat().length} streams of ${streams.length} films, ${handedBack.length} handed back\n`,
  );
  for (const line of [...servers, first, second].flatMap(({ lines }) => lines)) {
    expect(["info", "debug", "warn"]).toContain(line.level);
    expect(line).not.toMatchObject({ message: "request", status: 500 });
  }
  for (const server of [first, second]) server.kill("SIGTERM");
  expect(await Promise.all([first.exit, second.exit])).toEqual(Array(2).fill({ code: 0, signal: null }));
});

const isOrdered: Parameters<Program["told"]>[0] = ({ message }) => message === "operation taken by its vendor";

it("answer who waits and who downloads before they end", { timeout: 60_000 }, async () => {
  const server = start();
  const url = await server.url();
  const client = openClient([url], 0);
  const made = await order(client);
  await client.follow(made);
  // More than all buffers between the two processes hold.
  const path = join(programs.folder, "data", "films", made, "video.mp4");
  await appendFile(path, Buffer.alloc(64 * 1024 * 1024));
  const { answer } = await client.open("GET", `/ai/tasks/${made}/video`);
  const hash = createHash("sha256");
  answer.once("data", (bytes: Buffer) => {
    hash.update(bytes);
    answer.pause();
  });
  const id = await order(client);
  const waiting = client.ask("GET", `/ai/tasks/${id}`, { headers: { prefer: "wait=50" } });
  await server.told(({ message, taskId }) => message === "operation taken by its vendor" && taskId === id);
  server.kill("SIGTERM");
  const { status, headers, text }: Reply = await waiting;
  expect({ status, connection: headers.connection }).toEqual({ status: 200, connection: "close" });
  expect(JSON.parse(text)).toMatchObject({ id, status: expect.stringMatching(/^(running|queued)$/) });
  answer.on("data", (bytes: Buffer) => hash.update(bytes));
  answer.resume();
  await once(answer, "end");
  expect(hash.digest("hex")).toBe(
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex"),
  );
  expect(await server.exit).toEqual({ code: 0, signal: null });
  client.close();
});
