import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OperationName } from "../../../models/ledger.ts";
import { createJobNews } from "../../../providers/job-news.ts";
import { paidContext } from "../../contract/context.ts";
import { type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";
import { openVendor } from "./rig.ts";

let server: ReplicateServer;
beforeEach(async () => {
  server = await startReplicateServer({ autoRun: true, latencyMs: 20 });
});
afterEach(() => server.close());

const REQUEST = { text: "A fox finds a lantern.", language: "en", voice: null, voiceSample: null };

it.each([
  ["PIXORA_SPEECH_MODEL", { speech: ["minimax/speech-9"], music: null }, "minimax/speech-2.8-turbo"],
  ["PIXORA_SPEECH_MODEL", { speech: [], music: null }, "minimax/speech-2.8-turbo"],
  ["PIXORA_MUSIC_MODEL", { speech: null, music: ["google/lyria-9"] }, "google/lyria-2"],
])("a model that is not known is refused with %s, and with those that are", (variable, models, known) => {
  const refusal = { code: "invalid_request", message: expect.stringMatching(new RegExp(`${variable}.*${known}`)) };
  expect(() => openVendor(server, { models })).toThrow(expect.objectContaining(refusal));
});

it("models are used in the order of the list", async () => {
  const speech = ["jaaari/kokoro-82m", "minimax/speech-2.8-hd"];
  server.faults.nextEnd("interrupted");
  const { provenance } = await openVendor(server, { models: { speech, music: null } }).speech.generate(
    REQUEST,
    paidContext(),
  );
  expect(server.orders.map(({ model }) => model)).toEqual(speech);
  expect(provenance.model).toBe("minimax/speech-2.8-hd");
});

it("a webhook that the vendor signed wakes who waits, long before the next poll", async () => {
  const news = createJobNews();
  const told: (string | null)[] = [];
  const names: (OperationName | null)[] = [];
  const ears = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const headers = new Headers(request.headers as Record<string, string>);
    const job = await vendor.webhooks.verify({ headers, body: Buffer.concat(parts) });
    names.push(vendor.webhooks.operationOf(request.url?.split("/").at(-1) ?? ""));
    told.push(job?.requestId ?? null);
    if (job) news.tell("replicate", job.requestId);
    response.end();
  });
  await new Promise<void>((resolve) => ears.listen(0, "127.0.0.1", resolve));
  const webhookBase = `http://127.0.0.1:${(ears.address() as AddressInfo).port}/hooks/replicate`;
  const hour = 3_600_000;
  const pacing = { polls: { first: hour, factor: 1, most: hour } };
  const vendor = openVendor(server, { news, webhookBase, pacing });
  await vendor.speech.generate(REQUEST, paidContext());
  expect(told).toEqual([server.orders[0]?.id]);
  expect(names).toEqual([{ taskId: "task-1", operationId: "test:thing:g1#1" }]);
  ears.close();
});

it("without a secret no webhook is asked for, since nobody could check it", async () => {
  const access = { token: server.token, baseUrl: server.url, webhookSecret: null };
  const vendor = openVendor(server, { access, webhookBase: "https://example.org/hooks" });
  await expect(vendor.webhooks.verify({ headers: new Headers(), body: Buffer.from("{}") })).resolves.toBeNull();
  await vendor.speech.generate(REQUEST, paidContext());
  expect(server.orders[0]?.webhook).toBeNull();
});

it("no more than ten jobs are under way at once", async () => {
  const { speech } = openVendor(server);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, server.orders.filter(({ completedAt }) => completedAt === null).length);
  }, 2);
  const lines = Array.from({ length: 14 }, (_, at) => ({ ...REQUEST, text: `Line ${at}.` }));
  await Promise.all(lines.map((line, at) => speech.generate(line, paidContext({ item: `line ${at}` }))));
  clearInterval(watch);
  expect(server.orders).toHaveLength(14);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(10);
});
