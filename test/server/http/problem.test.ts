import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, PixoraError } from "../../../models/error.ts";
import { isBug, ProblemDetails, refusal, toAnswer } from "../../../server/http/problem.ts";

const same = (text: string) => text;

async function answerTo(error: unknown, redact = same) {
  const answer = toAnswer(error, "request-1", redact);
  return { answer, body: ProblemDetails.parse(await answer.json()) };
}

describe("the answer to an error", () => {
  it("has its status, its code, and the request's id, as problem+json", async () => {
    const { answer, body } = await answerTo(new PixoraError("task_unknown", "There is no task x."));
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ status: 404, code: "task_unknown", requestId: "request-1", title: "Not Found" });
  });

  it("tells nothing of a bug but where it is logged", async () => {
    const { answer, body } = await answerTo(new Error("undefined is not a function at /srv/app.ts"));
    expect(answer.status).toBe(500);
    expect(body.detail).not.toContain("app.ts");
    expect(isBug(new Error("x"))).toBe(true);
  });

  it.each(ERROR_CODES)("has a status of its own for %s, or is a bug", async (code) => {
    const { answer } = await answerTo(new PixoraError(code, "…"));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(isBug(new PixoraError(code, "…"))).toBe(answer.status === 500);
  });

  it("says when to come back where a vendor said it", async () => {
    const { answer } = await answerTo(new PixoraError("rate_limited", "Later.", { retryAfterSeconds: 17.2 }));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("18");
  });

  it("asks for a key where there is none", async () => {
    const { answer } = await answerTo(new PixoraError("unauthenticated", "No key."));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("is a refusal as it was thrown, with what is wrong with which field", async () => {
    const errors = [{ path: "prompt", message: "must not be empty" }];
    const thrown = refusal({ status: 422, code: "invalid_request", detail: "No.", errors, headers: { "x-why": "so" } });
    const { answer, body } = await answerTo(thrown);
    expect(body).toMatchObject({ detail: "No.", errors, retryable: false });
    expect(answer.headers.get("x-why")).toBe("so");
  });

  it("knows what may succeed later", async () => {
    const later = await answerTo(refusal({ status: 429, code: "too_many_requests", detail: "Later." }));
    const never = await answerTo(refusal({ status: 409, code: "task_ended", detail: "Over." }));
    expect([later.body.retryable, never.body.retryable]).toEqual([true, false]);
  });

  it("takes secrets out of what it says", async () => {
    const hide = (text: string) => text.replaceAll("s3cret", "[redacted]");
    const { body } = await answerTo(new PixoraError("unreachable", "redis://:s3cret@host"), hide);
    expect(body.detail).toBe("redis://:[redacted]@host");
  });

  it("understands what Hono refuses by itself", async () => {
    expect((await answerTo(new HTTPException(413))).body.code).toBe("payload_too_large");
    expect((await answerTo(new HTTPException(400, { message: "odd" }))).answer.status).toBe(422);
    expect((await answerTo(new HTTPException(500))).answer.status).toBe(500);
  });
});
