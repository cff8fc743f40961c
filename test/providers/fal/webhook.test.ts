import { afterEach, beforeEach, expect, it } from "vitest";
import { createWebhookVerifier } from "../../../providers/fal/webhook.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";

let server: FalServer;
let clock: number;
beforeEach(async () => {
  server = await startFalServer();
  clock = Date.now();
});
afterEach(() => server.close());

const open = () => createWebhookVerifier({ jwksUrl: server.jwksUrl, now: () => clock });
const received = ({ headers, body }: { headers: Record<string, string>; body: string }) => ({
  headers: new Headers(headers),
  body: Buffer.from(body),
});

it("a webhook that fal signed tells its job, as often as it comes", async () => {
  const verify = open();
  const message = received(server.webhooks.signed("job-1"));
  await expect(verify(message)).resolves.toEqual({ requestId: "job-1" });
  await expect(verify(message)).resolves.toEqual({ requestId: "job-1" });
  expect(server.webhooks.jwksReads).toBe(1);
});

it("a job that fal ran once more is told by the number that its queue knows, not by that of the last run", async () => {
  const body = JSON.stringify({ request_id: "job-1", gateway_request_id: "job-1-again", status: "OK" });
  const message = received(server.webhooks.signed("job-1-again", { body }));
  await expect(open()(message)).resolves.toEqual({ requestId: "job-1" });
});

it.each(["not JSON", "[]", '{"request_id":null}'])("a signed %s tells the job of its headers", async (body) => {
  await expect(open()(received(server.webhooks.signed("job-1", { body })))).resolves.toEqual({ requestId: "job-1" });
});

it("a body is checked byte by byte, also where it is no text", async () => {
  const { headers, body } = server.webhooks.signed("job-1", { body: "\ufffd" });
  const message = { headers: new Headers(headers), body: Buffer.from([0xff]) };
  expect(new TextDecoder().decode(message.body)).toBe(body);
  await expect(open()(message)).resolves.toBeNull();
});

it("many webhooks at once read the key set once", async () => {
  const verify = open();
  const told = await Promise.all(["a", "b", "c"].map((id) => verify(received(server.webhooks.signed(id)))));
  expect(told).toEqual([{ requestId: "a" }, { requestId: "b" }, { requestId: "c" }]);
  expect(server.webhooks.jwksReads).toBe(1);
});

it.each([
  ["another body", (message: ReturnType<typeof received>) => ({ ...message, body: Buffer.from("{}") })],
  ["another job", (message: ReturnType<typeof received>) => withHeader(message, "request-id", "job-2")],
  ["another user", (message: ReturnType<typeof received>) => withHeader(message, "user-id", "user-2")],
  [
    "another time",
    (message: ReturnType<typeof received>) => withHeader(message, "timestamp", String(Math.floor(clock / 1000) + 1)),
  ],
  ["no time that can be read", (message: ReturnType<typeof received>) => withHeader(message, "timestamp", "now")],
  ["a signature that is none", (message: ReturnType<typeof received>) => withHeader(message, "signature", "beef")],
  ["no headers", ({ body }: ReturnType<typeof received>) => ({ headers: new Headers(), body })],
])("a webhook with %s is not fal's", async (_, forge) => {
  const message = received(server.webhooks.signed("job-1", { at: new Date(clock) }));
  await expect(open()(forge(message))).resolves.toBeNull();
});

function withHeader(message: ReturnType<typeof received>, name: string, value: string) {
  const headers = new Headers(message.headers);
  headers.set(`x-fal-webhook-${name}`, value);
  return { ...message, headers };
}

it.each([-301, 301])("a webhook of %s seconds from now is too far off, even well signed", async (seconds) => {
  const at = new Date(clock + seconds * 1000);
  await expect(open()(received(server.webhooks.signed("job-1", { at })))).resolves.toBeNull();
});

it("a new key of fal's is fetched, but not more than once a minute", async () => {
  const verify = open();
  await verify(received(server.webhooks.signed("job-1")));
  server.webhooks.rotateKey();
  await expect(verify(received(server.webhooks.signed("job-2")))).resolves.toBeNull();
  expect(server.webhooks.jwksReads).toBe(1);
  clock += 61_000;
  await expect(verify(received(server.webhooks.signed("job-2")))).resolves.toEqual({ requestId: "job-2" });
  expect(server.webhooks.jwksReads).toBe(2);
});

it("keys that are a day old are read anew", async () => {
  const verify = open();
  await verify(received(server.webhooks.signed("job-1")));
  clock += 25 * 60 * 60 * 1000;
  await verify(received(server.webhooks.signed("job-2", { at: new Date(clock) })));
  expect(server.webhooks.jwksReads).toBe(2);
});

it("without a key set that can be read nothing is fal's", async () => {
  const verify = createWebhookVerifier({ jwksUrl: `${server.url}/nowhere`, now: () => clock });
  await expect(verify(received(server.webhooks.signed("job-1")))).resolves.toBeNull();
});
