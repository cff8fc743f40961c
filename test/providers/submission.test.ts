import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { Outcome } from "../../providers/send-once.ts";
import { readRetryAfter, readSubmission, type SubmissionReading } from "../../providers/submission.ts";

const Taken = z.object({ id: z.string() });
const Told = z.object({ detail: z.string() });

const SETTINGS = { vendor: "acme", key: "ACME_KEY", address: null };

function read(outcome: Outcome | null, changes: Partial<SubmissionReading<typeof Taken>> = {}) {
  const said = (body: unknown) => Told.safeParse(body).data?.detail ?? null;
  return readSubmission(outcome, { settings: SETTINGS, answer: Taken, said, secrets: ["secret-key"], ...changes });
}

function answered(status: number, body: unknown, headers: Record<string, string> = {}): Outcome {
  return { kind: "answered", status, headers: new Headers(headers), body: JSON.stringify(body) };
}

/** How the reading of an outcome ends. */
function failure(outcome: Outcome | null, changes: Partial<SubmissionReading<typeof Taken>> = {}): unknown {
  try {
    return read(outcome, changes);
  } catch (error) {
    return error;
  }
}

describe("what a paid POST's outcome means", () => {
  it("an answer that can be read is the job", () => {
    expect(read(answered(201, { id: "7" }))).toEqual({ id: "7" });
  });

  it.each([
    ["nobody was reached", { kind: "not_sent", cause: new Error("refused") }, "unreachable", true],
    ["no request can be made", { kind: "unbuilt", cause: new TypeError("bad port") }, "unreachable", false],
    ["it was cancelled before", { kind: "not_sent", cause: new PixoraError("cancelled", "") }, "cancelled", false],
    ["the answer was lost", { kind: "lost", cause: new Error("reset") }, "in_doubt", false],
    ["a success cannot be read", answered(200, { name: "7" }), "in_doubt", false],
    ["the key is refused", answered(401, {}), "account_refused", false],
    ["there is no credit", answered(402, {}), "account_refused", false],
    ["the account is locked", answered(403, {}), "account_refused", false],
    ["there are too many orders", answered(429, {}), "rate_limited", true],
    ["it is moved", answered(307, {}), "vendor_failed", false],
    ["the server gave up", answered(408, {}), "in_doubt", false],
    ["the server broke", answered(500, {}), "in_doubt", false],
    ["the server is busy", answered(503, {}), "in_doubt", false],
    ["the SDK sent nothing", null, "internal", false],
  ] satisfies [string, Outcome | null, string, boolean][])("when %s", (_when, outcome, code, retryable) => {
    expect(failure(outcome)).toMatchObject({ name: "PixoraError", code, retryable });
  });

  it("says which settings to look at, and the address only where one is set", () => {
    const told = (kind: "not_sent" | "unbuilt", address: string | null) =>
      (failure({ kind, cause: null }, { settings: { ...SETTINGS, address } }) as Error).message;
    expect(told("not_sent", null)).toBe("acme cannot be reached, so nothing was sent: look at the network.");
    expect(told("not_sent", "ACME_URL")).toMatch(/: look at the network, and at ACME_URL\.$/);
    expect(told("unbuilt", "ACME_URL")).toMatch(/: look at ACME_KEY and ACME_URL\.$/);
    expect((failure(answered(401, {})) as Error).message).toBe("acme refuses the key: check ACME_KEY.");
  });

  it.each([400, 404, 405, 413, 415, 422])("a %i is final, and nothing was bought", (status) => {
    expect(failure(answered(status, { detail: "no such size" }))).toMatchObject({
      code: "vendor_failed",
      retryable: false,
      message: expect.stringContaining("no such size"),
    });
  });

  it("a vendor's driver knows its own refusals better than their status tells", () => {
    const content = new PixoraError("content_refused", "Not that.");
    expect(failure(answered(422, {}), { refusal: () => content })).toBe(content);
  });

  it("no words of a refused key are repeated, and no key in other words", () => {
    expect(failure(answered(401, { detail: "Not a key: other" }))).toMatchObject({
      message: expect.not.stringContaining("other"),
    });
    expect(failure(answered(422, { detail: "Hello secret-key" }))).toMatchObject({
      message: expect.stringContaining("Hello [hidden]"),
    });
  });

  it("a refusal for now says how long", () => {
    expect(failure(answered(429, {}, { "retry-after": "7" }))).toMatchObject({ retryAfterSeconds: 7 });
    expect(failure(answered(429, {}))).toMatchObject({ retryAfterSeconds: null });
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  it.each([
    ["12", 12],
    ["0.5", 0.5],
    ["Sun, 22 Nov 2026 10:01:30 GMT", 90],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
    ["soon", null],
    ["", null],
  ])("of %j is %j seconds", (value, seconds) => {
    expect(readRetryAfter(new Headers({ "retry-after": value }), now)).toBe(seconds);
  });
});
