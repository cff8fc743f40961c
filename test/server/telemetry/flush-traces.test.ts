import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReceiver, type Received, type Receiver } from "./receiver.ts";

const script = fileURLToPath(new URL("./traced-film.ts", import.meta.url));
const KEY = "canary-of-langsmith";

let folder: string;
let langSmith: Receiver | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-traced-"));
});
afterEach(async () => {
  await langSmith?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a film in a process of its own. */
async function makeFilm(options: {
  isTraced: boolean;
  deadlineMs: number;
  answer?: (request: Received, response: ServerResponse) => void;
}) {
  langSmith = await openReceiver(options.answer);
  const env = {
    ...process.env,
    LANGSMITH_TRACING: options.isTraced ? "true" : "",
    LANGSMITH_API_KEY: KEY,
    LANGSMITH_ENDPOINT: langSmith.url,
    LANGSMITH_PROJECT: "films",
  };
  const command = ["--import", import.meta.resolve("tsx"), script, folder, "my-film", String(options.deadlineMs)];
  const child = spawn(process.execPath, command, { env, stdio: ["ignore", "pipe", "ignore"] });
  const [told, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(code).toBe(0);
  return { received: langSmith.received, flushMs: Number(told) };
}

describe("the traces of LangChain", () => {
  it("tell LangSmith of a film under its task's name, all before the process ends, and never of the key", async () => {
    const { received } = await makeFilm({ isTraced: true, deadlineMs: 5000 });
    const runs = received.filter(({ path }) => path.startsWith("/runs")).map(({ body }) => body);
    const told = runs.join();
    const films = [...told.matchAll(/\{"session_name":"films","id":"([^"]+)","name":"video"/g)].map(([, id]) => id);
    expect(films).toHaveLength(1);
    const [id] = films;
    expect(told).toContain(`name="post.${id}.extra"`);
    expect(told).toMatch(/"thread_id":"my-film"/);
    // Its end, with what it made, was sent as well.
    expect(told).toMatch(new RegExp(`name="(post|patch)\\.${id}\\.outputs"`));
    expect(told).toContain('"langgraph_node":"video_composer"');
    expect(received.map(({ body }) => body).join()).not.toContain(KEY);
  });

  it("are waited for no longer than is allowed", async () => {
    const answer = ({ path }: Received, response: ServerResponse) => {
      if (path === "/info") response.end("{}");
    };
    const { received, flushMs } = await makeFilm({ isTraced: true, deadlineMs: 300, answer });
    expect(received.some(({ path }) => path.startsWith("/runs"))).toBe(true);
    expect(flushMs).toBeGreaterThanOrEqual(290);
    expect(flushMs).toBeLessThan(2000);
  });

  it("are not there, and nothing is sent, when nobody asked for them", async () => {
    const { received } = await makeFilm({ isTraced: false, deadlineMs: 5000 });
    expect(received).toEqual([]);
  });
});
