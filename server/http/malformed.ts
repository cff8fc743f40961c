/** Requests that have no URL, such as one with a Host that no machine can have: the app cannot be asked, and they are refused here. */
import { randomUUID } from "node:crypto";
import { RequestError } from "@hono/node-server";
import { refusal, toAnswer } from "./problem.ts";

/** The answer to a request that the app cannot be given; null for one that it can. */
export function refuseMalformed({ url }: Pick<Request, "url">): Response | null {
  return URL.canParse(url) ? null : refuse(MALFORMED);
}

/** The answer to what was thrown before the app was asked. */
export function answerOutsideApp(error: unknown): Response {
  return refuse(error instanceof RequestError ? MALFORMED : error);
}

const MALFORMED = refusal({ status: 400, code: "invalid_request", detail: "The path or the Host is malformed." });

function refuse(error: unknown): Response {
  const requestId = randomUUID();
  const answer = toAnswer(error, requestId, (text) => text);
  answer.headers.set("x-request-id", requestId);
  return answer;
}
