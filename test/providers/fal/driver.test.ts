import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectFal } from "../../../providers/fal/connection.ts";
import { createFalDriver } from "../../../providers/fal/driver.ts";
import { type DriverRig, describeOperationDriver } from "../../contract/operation-driver.ts";
import type { FalOutcome } from "../../vendors/fal-jobs.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";

const KEY = "11111111-2222-3333-4444-555555555555:abcdefabcdefabcdef";
const ORDER = { model: "fal-ai/flux/schnell", input: { prompt: "a lantern", image_size: { width: 512, height: 512 } } };
const context = { signal: new AbortController().signal };

const open = (server: FalServer) => createFalDriver({ connection: connectFal({ key: KEY, proxyUrl: server.url }) });

describeOperationDriver("fal", async (): Promise<DriverRig> => {
  const server = await startFalServer();
  const end = { success: "success", failure: "failure", content: "content" } as const;
  return {
    driver: open(server),
    reopen: () => open(server),
    order: ORDER,
    output: server.outputOf(ORDER.model, ORDER.input),
    key: KEY,
    posts: () => server.orders.length,
    onNextPost: (fault) => server.faults.next(fault),
    failReads: server.failReads,
    run: server.run,
    end: (requestId, as) => server.end(requestId, end[as]),
    stateOf: (requestId) => {
      const state = server.orders.find((order) => order.requestId === requestId)?.state;
      return state === "refused" ? undefined : state;
    },
    close: server.close,
  };
});

describe("fal's jobs", () => {
  let server: FalServer;
  beforeEach(async () => {
    server = await startFalServer({ key: KEY });
  });
  afterEach(() => server.close());

  const started = async () => {
    const operation = await open(server).start(ORDER, context);
    server.run(operation.requestId);
    return operation;
  };
  const endedAs = async (outcome: FalOutcome) => {
    const operation = await started();
    server.end(operation.requestId, outcome);
    return operation;
  };

  it.each([
    ["a key that no header can carry", { key: "id:“canary”" }, "FAL_KEY"],
    ["an address that nobody goes to", { proxyUrl: "http://127.0.0.1:9/" }, "FAL_PROXY_URL"],
  ])(
    "%s is the settings' matter: nothing is bought, and no other try is worth it",
    async (_title, changes, variable) => {
      const connection = connectFal({ key: KEY, proxyUrl: server.url, ...changes });
      const message = expect.stringContaining(variable);
      const refusal = { code: "unreachable", retryable: false, message };
      const driver = createFalDriver({ connection });
      await expect(driver.start(ORDER, context)).rejects.toMatchObject(refusal);
      const operation = { vendor: "fal", model: ORDER.model, requestId: "1", submittedAt: "" };
      await expect(driver.status(operation, context)).rejects.toMatchObject(refusal);
      expect(server.orders).toEqual([]);
    },
  );

  it.each([
    ["failure", { code: "vendor_failed", retryable: true }, false],
    ["timeout", { code: "vendor_failed", retryable: true }, false],
    ["content", { code: "content_refused", retryable: false }, null],
  ] as const)("a completed job with the error type of %s is a failed one", async (outcome, error, billed) => {
    const status = await open(server).status(await endedAs(outcome), context);
    expect(status).toMatchObject({ state: "failed", error, billed });
  });

  it.each([
    ["failure_at_result", { code: "vendor_failed", retryable: true, billed: false }],
    ["content_at_result", { code: "content_refused", retryable: false, billed: null }],
    ["untyped", { code: "vendor_failed", retryable: false, billed: null }],
    ["no_media", { code: "vendor_failed", retryable: false, billed: null }],
  ] as const)("%s is told by the result of a job whose status is clean", async (outcome, failure) => {
    const operation = await endedAs(outcome);
    const driver = open(server);
    await expect(driver.status(operation, context)).resolves.toMatchObject({ state: "succeeded" });
    await expect(driver.result(operation, context)).rejects.toMatchObject({ name: "PixoraError", ...failure });
  });

  it("a result that is gone is not asked for again", async () => {
    const result = open(server).result(await endedAs("gone"), context);
    await expect(result).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
  });

  it("a waiting job that is cancelled is not billed; of a running one fal does not say", async () => {
    const driver = open(server);
    const waiting = await driver.start(ORDER, context);
    await expect(driver.cancel(waiting, context)).resolves.toMatchObject({ state: "cancelled", billed: false });
    await expect(driver.cancel(await started(), context)).resolves.toMatchObject({ state: "cancelled", billed: null });
  });

  it("a job that fal has taken out of its queue and forgotten is a cancelled one", async () => {
    await server.close();
    server = await startFalServer({ forgetsCancelled: true });
    const driver = open(server);
    const operation = await driver.start(ORDER, context);
    await expect(driver.cancel(operation, context)).resolves.toMatchObject({ state: "cancelled", billed: false });
    const asked = driver.status(operation, context);
    await expect(asked).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
  });

  it("a wish to cancel that fal did not take is to be told again", async () => {
    const driver = open(server);
    const operation = await started();
    server.failCancels(1);
    await expect(driver.cancel(operation, context)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
    await expect(driver.cancel(operation, context)).resolves.toMatchObject({ state: "cancelled" });
  });

  it("an order says that its files may be deleted after a week, and which webhook wants to know", async () => {
    const connection = connectFal({ key: KEY, proxyUrl: server.url });
    const driver = createFalDriver({ connection });
    await driver.start(ORDER, { ...context, webhookUrl: "https://pixora.example/hooks/fal/a" });
    const [order] = server.orders;
    expect(order?.webhookUrl).toBe("https://pixora.example/hooks/fal/a");
    expect(order?.headers["x-fal-object-lifecycle-preference"]).toBe('{"expiration_duration_seconds":604800}');
  });

  it("a key that is refused is named by its variable, at the order and at every question", async () => {
    const operation = await started();
    const stranger = createFalDriver({ connection: connectFal({ key: "wrong:key", proxyUrl: server.url }) });
    const refusal = { code: "account_refused", message: "fal refuses the key: check FAL_KEY." };
    await expect(stranger.start(ORDER, context)).rejects.toMatchObject(refusal);
    await expect(stranger.status(operation, context)).rejects.toMatchObject(refusal);
  });

  it("an order that is cancelled on the way still learns its job, which can then be cancelled", async () => {
    const controller = new AbortController();
    const starting = open(server).start(ORDER, { signal: controller.signal });
    controller.abort();
    const { requestId } = await starting;
    expect(server.orders).toMatchObject([{ requestId, state: "queued" }]);
  });
});
