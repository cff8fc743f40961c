import type { RequestListener } from "node:http";
import { expect, it } from "vitest";
import { createPostOutside } from "../../providers/post-outside.ts";
import { serve } from "./outside-server.ts";

const context = { signal: new AbortController().signal };

async function postTo(listener: RequestListener, headers: Record<string, string> = {}) {
  const server = await serve(listener);
  const post = createPostOutside({ allowedHosts: [server.host] });
  return post({ url: `http://${server.host}/hook?a=b`, body: '{"ä":1}', headers, deadlineMs: 1500 }, context);
}

it("what is told arrives as it is, with its headers and without credentials", async () => {
  let seen: unknown;
  const answer = await postTo(
    async (request, response) => {
      let text = "";
      for await (const chunk of request.setEncoding("utf8")) text += chunk;
      const { "content-type": type, "webhook-id": id, authorization } = request.headers;
      seen = { method: request.method, url: request.url, type, id, authorization, text };
      response.writeHead(202).end("thanks");
    },
    { "webhook-id": "msg_1", Authorization: "Bearer secret" },
  );
  expect(answer).toEqual({ status: 202, retryAfterSeconds: null });
  expect(seen).toEqual({
    ...{ method: "POST", url: "/hook?a=b", type: "application/json", id: "msg_1", text: '{"ä":1}' },
    authorization: undefined,
  });
});

it.each([302, 410, 429, 500])("the status %i is an answer", async (status) => {
  const answer = await postTo((_request, response) => {
    response.writeHead(status, { location: "https://elsewhere.example/", "retry-after": "7" }).end();
  });
  expect(answer).toEqual({ status, retryAfterSeconds: 7 });
});

it("a private address is refused before anything is sent", async () => {
  const server = await serve((_request, response) => response.end());
  const post = createPostOutside({ allowedHosts: [] });
  const call = { url: `https://${server.host}/`, body: "{}", headers: {}, deadlineMs: 1500 };
  await expect(post(call, context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(server.connections()).toBe(0);
});
