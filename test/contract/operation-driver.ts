/** What every vendor's driver of remote jobs must do. Not here: what a model makes, how a buyer waits. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { Operation } from "../../models/operation.ts";
import type { OperationDriver, OperationStatus, Order } from "../../providers/operation.ts";

/** A driver and the local server that it talks to, which speaks the vendor's protocol. */
export interface DriverRig {
  driver: OperationDriver;
  /** Another driver of the same account, as another process opens it. */
  reopen(): OperationDriver;
  order: Order;
  /** What a job that ended as `success` has made, as the driver hands it out. */
  output: unknown;
  /** The account's key. The server repeats it in the body of its 401, as careless servers do. */
  key: string;
  /** Paid POSTs that the vendor's server has seen. */
  posts(): number;
  /**
   * What the server does with the next paid POST: `drop` takes the job, then cuts the connection before answering;
   * `reset` cuts before taking it; `rate_limit` is a 429 with `Retry-After: 7`; `server_error` is a 500 or 503.
   */
  onNextPost(fault: "drop" | "reset" | "rate_limit" | "refuse_key" | "no_credit" | "bad_input" | "server_error"): void;
  /** The next n reads of a status fail, in turn with 503 and with a cut connection. */
  failReads(count: number): void;
  /** Moves a job on, as the vendor would. */
  run(requestId: string): void;
  /** Ends a job; `failure` is one of the vendor's own that another try may mend. */
  end(requestId: string, as: "success" | "failure" | "content"): void;
  /** The job's state as the vendor keeps it. */
  stateOf(requestId: string): "queued" | "running" | "ended" | "cancelled" | undefined;
  /** Stops the server: from then on it refuses connections. May be called twice. */
  close(): Promise<void>;
}

const context = { signal: new AbortController().signal, isKnown: () => false };

/** Asks again as the buyer does, without its pauses. */
async function ask<Answer>(question: () => Promise<Answer>, tries = 5): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    if (tries === 1 || !(error instanceof PixoraError && error.retryable)) throw error;
    return ask(question, tries - 1);
  }
}

/** How a job ended without a result, told by its status or only by its result. */
async function failureOf(driver: OperationDriver, operation: Operation): Promise<PixoraError> {
  const status: OperationStatus = await driver.status(operation, context);
  if (status.state === "failed") return status.error;
  expect(status.state).toBe("succeeded");
  return driver.result(operation, context).then(
    () => expect.unreachable("a failed job has no result"),
    (error) => error,
  );
}

/** @param open starts a server of its own for each test */
export function describeOperationDriver(name: string, open: () => Promise<DriverRig>): void {
  describe(`${name} keeps the contract of remote jobs`, () => {
    let rig: DriverRig;
    beforeEach(async () => {
      rig = await open();
    });
    afterEach(() => rig.close());

    const start = () => rig.driver.start(rig.order, context);
    const startedAfter = async (fault: Parameters<DriverRig["onNextPost"]>[0]): Promise<PixoraError> => {
      rig.onNextPost(fault);
      const error = await start().then(
        () => expect.unreachable("the start must fail"),
        (reason) => reason,
      );
      expect(error).toBeInstanceOf(PixoraError);
      expect(rig.posts()).toBe(1);
      return error;
    };

    it("a job is started with exactly one POST", async () => {
      const before = Date.now();
      const operation = await start();
      expect(rig.posts()).toBe(1);
      expect(rig.stateOf(operation.requestId)).toBe("queued");
      expect(operation).toMatchObject({ vendor: rig.driver.vendor, model: rig.order.model });
      expect(Math.abs(Date.parse(operation.submittedAt) - before)).toBeLessThan(5000);
    });

    it("every order is a job of its own, with one POST each", async () => {
      const [one, other] = await Promise.all([start(), start()]);
      expect(one.requestId).not.toBe(other.requestId);
      expect(rig.posts()).toBe(2);
    });

    it("a job can be followed by another process that has its operation as JSON", async () => {
      const operation = Operation.parse(JSON.parse(JSON.stringify(await start())));
      rig.end(operation.requestId, "success");
      const other = rig.reopen();
      await expect(other.status(operation, context)).resolves.toMatchObject({ state: "succeeded" });
      await expect(other.result(operation, context)).resolves.toEqual(rig.output);
      expect(rig.posts()).toBe(1);
    });

    it("a job is queued, then runs, then has succeeded, and its result is what the vendor made", async () => {
      const operation = await start();
      const state = async () => (await rig.driver.status(operation, context)).state;
      expect(await state()).toBe("queued");
      rig.run(operation.requestId);
      expect(await state()).toBe("running");
      rig.end(operation.requestId, "success");
      expect(await state()).toBe("succeeded");
      await expect(rig.driver.result(operation, context)).resolves.toEqual(rig.output);
    });

    it("a job that broke at the vendor is a failure that another try may mend", async () => {
      const operation = await start();
      rig.run(operation.requestId);
      rig.end(operation.requestId, "failure");
      expect(await failureOf(rig.driver, operation)).toMatchObject({ code: "vendor_failed", retryable: true });
    });

    it("refused content is told apart from a failure, and no other try mends it", async () => {
      const operation = await start();
      rig.run(operation.requestId);
      rig.end(operation.requestId, "content");
      expect(await failureOf(rig.driver, operation)).toMatchObject({ code: "content_refused", retryable: false });
    });

    it("a waiting job can be cancelled, and says so from then on", async () => {
      const operation = await start();
      const cancelled = { state: "cancelled", error: { code: "vendor_failed" } };
      await expect(rig.driver.cancel(operation, context)).resolves.toMatchObject(cancelled);
      expect(rig.stateOf(operation.requestId)).toBe("cancelled");
      await expect(rig.reopen().status(operation, context)).resolves.toMatchObject(cancelled);
    });

    it("a running job is told to stop", async () => {
      const operation = await start();
      rig.run(operation.requestId);
      await rig.driver.cancel(operation, context);
      expect(rig.stateOf(operation.requestId)).toBe("cancelled");
    });

    it("to cancel a job that has ended tells how it ended, and changes nothing", async () => {
      const operation = await start();
      rig.end(operation.requestId, "success");
      await expect(rig.driver.cancel(operation, context)).resolves.toMatchObject({ state: "succeeded" });
      expect(rig.stateOf(operation.requestId)).toBe("ended");
      await expect(rig.driver.result(operation, context)).resolves.toEqual(rig.output);
    });

    it("a job whose answer was lost is in doubt, and is not ordered again", async () => {
      const sentAt = new Date();
      expect(await startedAfter("drop")).toMatchObject({ code: "in_doubt" });
      if (!rig.driver.find) return;
      const found = await rig.driver.find(rig.order, sentAt, context);
      expect(found).toMatchObject({ requestId: expect.any(String) });
      expect(rig.stateOf(found && found !== "unclear" ? found.requestId : "")).toBe("queued");
      expect(rig.posts()).toBe(1);
    });

    it("a job that somebody has is not taken for the lost one", async () => {
      const sentAt = new Date();
      await startedAfter("drop");
      if (rig.driver.find) {
        await expect(rig.driver.find(rig.order, sentAt, { ...context, isKnown: () => true })).resolves.toBeNull();
      }
    });

    it("a connection that broke before the answer leaves doubt, too", async () => {
      const sentAt = new Date();
      expect(await startedAfter("reset")).toMatchObject({ code: "in_doubt" });
      if (rig.driver.find) await expect(rig.driver.find(rig.order, sentAt, context)).resolves.toBeNull();
      expect(rig.posts()).toBe(1);
    });

    it("an error of the server leaves doubt, since the order may have been taken", async () => {
      expect(await startedAfter("server_error")).toMatchObject({ code: "in_doubt" });
    });

    it("a refusal for now says how long to wait, and nothing was bought", async () => {
      const wait = { code: "rate_limited", retryable: true, retryAfterSeconds: 7 };
      expect(await startedAfter("rate_limit")).toMatchObject(wait);
    });

    it("a refused key is the account's matter, and is never repeated", async () => {
      const error = await startedAfter("refuse_key");
      expect(error).toMatchObject({ code: "account_refused", retryable: false });
      expect(error.message).not.toContain(rig.key);
    });

    it("an account without credit is the account's matter", async () => {
      expect(await startedAfter("no_credit")).toMatchObject({ code: "account_refused", retryable: false });
    });

    it("an input that the model does not take is final", async () => {
      expect(await startedAfter("bad_input")).toMatchObject({ code: "vendor_failed", retryable: false });
    });

    it("a vendor that cannot be reached has sold nothing, and may be asked again", async () => {
      await rig.close();
      await expect(start()).rejects.toMatchObject({ code: "unreachable", retryable: true });
      expect(rig.posts()).toBe(0);
    });

    it("a call that was cancelled before sends nothing", async () => {
      const cancelled = rig.driver.start(rig.order, { signal: AbortSignal.abort() });
      await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
      expect(rig.posts()).toBe(0);
    });

    it("a question whose answer failed may be asked again, and finds the job as it is", async () => {
      const operation = await start();
      rig.run(operation.requestId);
      rig.failReads(2);
      const status = await ask(() => rig.driver.status(operation, context));
      expect(status.state).toBe("running");
    });

    it("a question stops at once when it is cancelled", async () => {
      const operation = await start();
      const asked = rig.driver.status(operation, { signal: AbortSignal.abort() });
      await expect(asked).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}
