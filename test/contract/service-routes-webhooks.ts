/** Words from server to server: ends of tasks that are told, and vendors' messages that come in. */
import { randomBytes } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { openReceiver, type Received, type Receiver, SECRET } from "../server/webhooks/receiver.ts";
import { refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

export function describeWebhooks(kind: StoreKind): void {
  describeTelling(kind);
  describeHooks(kind);
}

/** A receiver, and the first message that comes to it. */
async function awaitMessage(): Promise<{ receiver: Receiver; message: Promise<Received> }> {
  let hear: (received: Received) => void = () => {};
  const message = new Promise<Received>((resolve) => {
    hear = resolve;
  });
  const receiver = await openReceiver((received, response) => {
    response.end();
    hear(received);
  });
  return { receiver, message };
}

function describeTelling(kind: StoreKind): void {
  describe(`a webhookUrl over ${kind}`, () => {
    it("is refused by a service that signs nothing", async () => {
      const rig = await rigOfTest({ kind });
      const body = { ...LIGHT_REQUEST, webhookUrl: "https://example.com/hook" };
      const problem = refusalOf(await rig.ask("POST", "/ai/generate", { body }), 422, "invalid_request");
      expect(problem.errors).toEqual([
        { path: "webhookUrl", message: expect.stringContaining("PIXORA_WEBHOOK_SECRET") },
      ]);
      expect((await rig.ask("GET", "/ai/tasks")).json().data).toEqual([]);
    });

    it("is told the end of its task, signed, with what its owner sees of it", async () => {
      const { receiver, message } = await awaitMessage();
      const environment = { PIXORA_WEBHOOK_SECRET: SECRET, PIXORA_ALLOWED_HOSTS: receiver.host };
      const rig = await rigOfTest({ kind, environment });
      const id = await rig.order({ changes: { webhookUrl: receiver.url } });
      const { inDoubt, ...task } = await rig.ended(id);
      // What was not signed as it should be is not received.
      const { method, headers, body } = await message;
      expect(method).toBe("POST");
      expect(headers["content-type"]).toBe("application/json");
      expect(body).toEqual({
        type: "task.completed",
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
        taskId: id,
        task,
      });
      expect(inDoubt).toEqual([]);
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      ajv.addSchema(rig.document, "api");
      expect([ajv.validate({ $ref: "api#/components/schemas/TaskWebhook" }, body), ajv.errorsText()]).toEqual([
        ...[true, "No errors"],
      ]);
      expect(rig.lines.join()).not.toContain("s3cret");
    });

    it("is told of a task that nobody carried out", async () => {
      const { receiver, message } = await awaitMessage();
      const hosts = { PIXORA_ALLOWED_HOSTS: receiver.host };
      const rig = await rigOfTest({
        kind,
        environment: { PIXORA_WEBHOOK_SECRET: SECRET, PIXORA_WORKERS: "0", ...hosts },
      });
      const id = await rig.order({ changes: { webhookUrl: receiver.url } });
      await rig.ask("POST", `/ai/tasks/${id}/cancel`);
      expect((await message).body).toMatchObject({ type: "task.cancelled", taskId: id, task: { status: "cancelled" } });
    });

    it.each([
      "http://example.com/hook",
      "https://127.0.0.1/hook",
      "https://[::1]/hook",
      "https://169.254.169.254/hook",
    ])("is refused where it is no public one: %s", async (webhookUrl) => {
      const rig = await rigOfTest({ kind, environment: { PIXORA_WEBHOOK_SECRET: SECRET } });
      const body = { ...LIGHT_REQUEST, webhookUrl };
      refusalOf(await rig.ask("POST", "/ai/generate", { body }), 422, "unsafe_url");
      expect((await rig.ask("GET", "/ai/tasks")).json().data).toEqual([]);
    });

    it("is not called where its name leads to this machine, and the film is made all the same", async () => {
      const { receiver } = await awaitMessage();
      const rig = await rigOfTest({ kind, environment: { PIXORA_WEBHOOK_SECRET: SECRET } });
      const id = await rig.order({ changes: { webhookUrl: `https://localhost:${receiver.port}/hook` } });
      expect(await rig.ended(id)).toMatchObject({ status: "completed" });
      const givenUp = () => rig.lines.filter((line) => line.includes("webhook given up"));
      await expect.poll(givenUp).toHaveLength(1);
      expect(givenUp()[0]).toContain(id);
      expect(receiver.connections()).toBe(0);
    });
  });
}

function describeHooks(kind: StoreKind): void {
  describe(`POST /hooks/{vendor}/{correlation} over ${kind}`, () => {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    const rig = rigOfSuite({
      kind,
      environment: {
        PIXORA_PUBLIC_URL: "https://films.example.com",
        REPLICATE_API_TOKEN: "r8_secret",
        REPLICATE_WEBHOOK_SECRET: secret,
      },
    });
    const hook = (place: string, body: unknown = { id: "job" }) =>
      rig().ask("POST", `/hooks/${place}`, { as: null, body });

    it.each(["nobody", "fal", "__proto__", "toString"])("knows no vendor %s", async (vendor) => {
      refusalOf(await hook(`${vendor}/abc`), 404, "not_found");
    });

    it.each(["abc", "a.b.c", "%00", "..%2f..%2fmetrics"])("takes no forged message: %s", async (correlation) => {
      refusalOf(await hook(`replicate/${correlation}`), 401, "unauthenticated");
    });

    it("keeps what vendors are trusted by out of the log", async () => {
      await hook("replicate/a-sealed-correlation");
      expect(rig().lines.join()).toContain("/hooks/{vendor}/{correlation}");
      expect(rig().lines.join()).not.toContain("a-sealed-correlation");
    });

    it("reads no message without end, and takes messages alone", async () => {
      refusalOf(await hook("replicate/abc", "x".repeat(2 * 1024 * 1024 + 1)), 413, "payload_too_large");
      refusalOf(await hook("replicate/abc", "x".repeat(2 * 1024 * 1024)), 401, "unauthenticated");
      refusalOf(await hook(`replicate/${"a".repeat(1001)}`), 422, "invalid_request");
      const got = await rig().ask("GET", "/hooks/replicate/abc", { as: null });
      refusalOf(got, 405, "method_not_allowed");
      expect(got.headers.get("allow")).toBe("POST");
    });
  });
}
