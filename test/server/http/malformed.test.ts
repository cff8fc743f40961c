import { RequestError } from "@hono/node-server";
import { describe, expect, it } from "vitest";
import { answerOutsideApp, refuseMalformed } from "../../../server/http/malformed.ts";
import { ProblemDetails } from "../../../server/http/problem.ts";

describe("a request that the app cannot be given", () => {
  it.each(["http://xn--a/", "http://1.2.3.256/ai/tasks", "http://a b/"])("is refused: %s", async (url) => {
    const answer = refuseMalformed({ url });
    expect(answer?.status).toBe(400);
    expect(answer?.headers.get("content-type")).toBe("application/problem+json");
    const { requestId, code } = ProblemDetails.parse(await answer?.json());
    expect(code).toBe("invalid_request");
    expect(answer?.headers.get("x-request-id")).toBe(requestId);
  });

  it("is told from one that it can be given", () => {
    expect(refuseMalformed({ url: "http://127.0.0.1:8080/ai/tasks?limit=1" })).toBeNull();
  });

  it("is told from a bug", () => {
    expect(answerOutsideApp(new RequestError("Invalid host header")).status).toBe(400);
    expect(answerOutsideApp(new Error("undefined is not a function")).status).toBe(500);
  });
});
