import { expect, it } from "vitest";
import { readWebhook } from "../../../providers/replicate/webhook.ts";
import { signWebhook } from "../../vendors/replicate-wire.ts";

const secret = `whsec_${Buffer.from("the account's own secret").toString("base64")}`;
const now = Date.parse("2026-11-22T12:00:00Z");
const body = JSON.stringify({ id: "ufawqhfynnddngldkgtslldrkq", status: "succeeded" });

interface Sent {
  id?: string;
  timestamp?: string;
  signature?: string;
  body?: string;
}

function send({
  id = "msg_1",
  timestamp = String(now / 1000),
  signature,
  ...sent
}: Sent = {}): { requestId: string } | null {
  const signed = `v1,${signWebhook({ id, timestamp, body, secret })}`;
  const headers = new Headers({
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature ?? signed,
  });
  return readWebhook({ headers, body: Buffer.from(sent.body ?? body) }, secret, now);
}

const signature = (key = secret, said = body) =>
  `v1,${signWebhook({ id: "msg_1", timestamp: String(now / 1000), body: said, secret: key })}`;

it("a genuine message tells its job, as often as it comes", () => {
  expect(send()).toEqual({ requestId: "ufawqhfynnddngldkgtslldrkq" });
  expect(send()).toEqual({ requestId: "ufawqhfynnddngldkgtslldrkq" });
});

it("one good signature among several is enough, as while a secret is changed", () => {
  const old = signature(`whsec_${Buffer.from("another secret").toString("base64")}`);
  expect(send({ signature: `${old} v1,bm90IGEgc2lnbmF0dXJl ${signature()}` })).not.toBeNull();
});

it("a forged signature is nobody's", () => {
  const forged = signature(`whsec_${Buffer.from("another secret").toString("base64")}`);
  expect(send({ signature: forged })).toBeNull();
  for (const other of ["", "v1,", "v1", "v2,x", signature().replace("v1,", "v2,"), signature().replace("v1,", "")]) {
    expect(send({ signature: other })).toBeNull();
  }
});

it("a body that was changed on the way is not believed", () => {
  expect(send({ body: body.replace("succeeded", "failed") })).toBeNull();
});

it("another id or time than the signed one is not believed", () => {
  expect(send({ id: "msg_2", signature: signature() })).toBeNull();
  expect(send({ timestamp: String(now / 1000 + 1), signature: signature() })).toBeNull();
});

it("a message of more than five minutes ago may be a recording, and is not believed", () => {
  expect(send({ timestamp: String(now / 1000 - 299) })).not.toBeNull();
  expect(send({ timestamp: String(now / 1000 - 301) })).toBeNull();
  expect(send({ timestamp: String(now / 1000 + 301) })).toBeNull();
  for (const timestamp of ["", "yesterday", "NaN"]) expect(send({ timestamp })).toBeNull();
});

it("a message without its headers is not believed", () => {
  expect(readWebhook({ headers: new Headers(), body: Buffer.from(body) }, secret, now)).toBeNull();
});

it("an empty secret believes nobody", () => {
  const headers = new Headers({
    "webhook-id": "msg_1",
    "webhook-timestamp": String(now / 1000),
    "webhook-signature": signature("whsec_"),
  });
  expect(readWebhook({ headers, body: Buffer.from(body) }, "whsec_", now)).toBeNull();
});

it("a signed message that tells of no job tells nothing", () => {
  for (const said of ["{}", "[]", "not JSON", '{"id":""}']) {
    expect(send({ body: said, signature: signature(secret, said) })).toBeNull();
  }
});
