import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { newApiKey } from "../../server/auth/api-keys.ts";
import { openServiceRig } from "./service-rig.ts";
import { bearer } from "./shared-house.ts";
import { numbers, readStream } from "./stream/stream-reader.ts";

/** A service that carries nothing out, with two keys of Carl's in a file. */
async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), "pixora-keys-"));
  const file = join(folder, "keys");
  const [first, second] = [newApiKey("carl"), newApiKey("carl")];
  await writeFile(file, `${first.pair}\n${second.pair}`);
  const environment = { PIXORA_API_KEYS_FILE: file, PIXORA_WORKERS: "0" };
  const rig = await openServiceRig({ environment, heartbeatMs: 300 });
  onTestFinished(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });
  const as = (secret: string, headers = {}) => ({ as: null, headers: { ...bearer(secret), ...headers } });
  const follow = async (path: string, secret: string, headers = {}) => {
    const { status, body } = await rig.open("GET", path, as(secret, headers));
    if (status !== 200 || !body) throw new Error(`No stream: ${status}.`);
    return body;
  };
  return { folder, file, rig, as, follow, first, second };
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(body).text();
}

describe("a key that is taken back", () => {
  it("ends the streams that were opened with it, and gets no answer that it waits for", async () => {
    const { file, rig, as, follow, first, second } = await openHouse();
    const id = await rig.order(as(first.secret));
    const path = `/ai/tasks/${id}`;
    const [events, graph, others] = await Promise.all([
      follow(`${path}/events`, first.secret),
      follow(`${path}/events?mode=values`, first.secret),
      follow(`${path}/events`, second.secret),
    ]);
    const waiting = rig.ask("GET", path, as(first.secret, { prefer: "wait=30" }));
    await writeFile(file, second.pair);
    const [told, debugged] = await Promise.all([textOf(events), textOf(graph)]);
    expect(told).toContain("still here");
    expect(told).toMatch(/: your key or token does not hold any more\n\n$/);
    expect(debugged).toContain("event: metadata");
    expect((await rig.ask("GET", `${path}/events`, as(first.secret))).status).toBe(401);
    expect((await rig.ask("POST", `${path}/cancel`, as(second.secret))).status).toBe(202);
    expect((await waiting).status).toBe(401);
    // The other key's stream has gone on to the end, and what was missed is got with it.
    const ids = await readStream(others).idsToEnd();
    expect(ids).toEqual(numbers(1, ids.length));
    const rest = await follow(`${path}/events`, second.secret, { "last-event-id": "1" });
    expect(await readStream(rest).idsToEnd()).toEqual(ids.slice(1));
  });
});

describe("a file of keys that cannot be used any more", () => {
  it("is told by /readyz, by the name of its setting alone, until it is good again", async () => {
    const { folder, file, rig, as, first } = await openHouse();
    const ready = async () => {
      const { status, text } = await rig.ask("GET", "/readyz", { as: null });
      return { status, text };
    };
    expect((await ready()).status).toBe(200);
    await writeFile(file, "carl:none");
    const named = expect.stringMatching(/"warnings":\["PIXORA_API_KEYS_FILE /);
    await expect.poll(ready, { timeout: 8000 }).toEqual({ status: 200, text: named });
    const { text } = await ready();
    expect(text).not.toContain(folder);
    expect(text).not.toContain("carl");
    expect((await rig.ask("GET", "/ai/tasks", as(first.secret))).status).toBe(200);
    await writeFile(file, first.pair);
    await expect.poll(ready, { timeout: 8000 }).toMatchObject({ text: expect.stringContaining('"warnings":[]') });
  });
});
