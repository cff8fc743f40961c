import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { createFalClient } from "@fal-ai/client";
import OpenAI from "openai";
import Replicate from "replicate";
import { afterEach, describe, expect, it } from "vitest";
import { sendOnce } from "../../providers/send-once.ts";

let servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  servers = [];
});

/** A server that counts what arrives at it. */
async function serve(answer: RequestListener): Promise<{ url: string; posts: () => number; stop: () => void }> {
  let posts = 0;
  const server = createServer((request, response) => {
    if (request.method === "POST") posts++;
    request.resume().on("end", () => answer(request, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posts: () => posts,
    stop: () => server.close(),
  };
}

const cut: RequestListener = (request) => request.socket.destroy();
const post = { method: "POST", body: "{}" };

/** Status and headers that make the SDKs repeat a request, or not. */
const says =
  (status: number): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end('{"detail":"told"}');

const SDKS: [string, (url: string, fetch: typeof globalThis.fetch) => Promise<unknown>][] = [
  [
    "fal's",
    (url, fetch) =>
      createFalClient({ credentials: "key", fetch, proxyUrl: { url, when: "always" } }).queue.submit("a/b", {
        input: {},
      }),
  ],
  [
    "Replicate's",
    (url, fetch) =>
      new Replicate({ auth: "key", fetch, baseUrl: url }).predictions.create({ model: "a/b", input: { text: "" } }),
  ],
  [
    "OpenAI's",
    (url, fetch) =>
      new OpenAI({ apiKey: "key", fetch, baseURL: url }).chat.completions.create({ model: "a", messages: [] }),
  ],
];

describe.each(SDKS)("%s SDK", (_name, submit) => {
  it("sends one POST when its answer is lost", async () => {
    const server = await serve(cut);
    const once = sendOnce();
    await expect(submit(server.url, once.fetch)).rejects.toThrow();
    expect(once.outcome()).toMatchObject({ kind: "lost" });
    expect(server.posts()).toBe(1);
  });

  it.each([408, 409, 425, 429, 500, 502, 503, 504])("sends one POST when it is answered with %i", async (status) => {
    const server = await serve(says(status));
    const once = sendOnce();
    let tries = 0;
    const counted: typeof fetch = (input, init) => {
      tries++;
      return once.fetch(input, init);
    };
    await expect(submit(server.url, counted)).rejects.toThrow();
    expect(once.outcome()).toMatchObject({ kind: "answered", status, body: '{"detail":"told"}' });
    expect(server.posts()).toBe(1);
    expect(tries).toBe(1);
  });

  it("tries a vendor that refuses connections once", async () => {
    const server = await serve(cut);
    server.stop();
    let tries = 0;
    const once = sendOnce((input, init) => {
      tries++;
      return fetch(input, init);
    });
    await expect(submit(server.url, once.fetch)).rejects.toThrow();
    expect(once.outcome()).toMatchObject({ kind: "not_sent" });
    expect(tries).toBe(1);
  });
});

describe("a request that is sent once", () => {
  it("gives its answer both to the SDK and to the driver", async () => {
    const server = await serve(says(201));
    const once = sendOnce();
    const answer = await once.fetch(server.url, post);
    expect(await answer.json()).toEqual({ detail: "told" });
    expect(once.outcome()).toMatchObject({ kind: "answered", status: 201 });
  });

  it("is not sent a second time, even after a failure", async () => {
    const server = await serve(cut);
    const once = sendOnce();
    await once.fetch(server.url, post);
    await expect(once.fetch(server.url, post)).rejects.toMatchObject({ code: "internal" });
    expect(server.posts()).toBe(1);
  });

  it("does not follow a redirect, which would send it again", async () => {
    const server = await serve((_request, response) => response.writeHead(307, { location: "/again" }).end());
    const once = sendOnce();
    await once.fetch(server.url, post);
    expect(once.outcome()).toMatchObject({ kind: "answered", status: 307 });
    expect(server.posts()).toBe(1);
  });

  it("lets reads pass, and is not used up by them", async () => {
    const server = await serve(says(200));
    const once = sendOnce();
    await once.fetch(server.url);
    expect(once.outcome()).toBeNull();
    await once.fetch(new Request(server.url, post));
    expect(server.posts()).toBe(1);
  });

  it("is lost when the answer breaks off half way", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setImmediate(() => response.destroy());
    });
    const once = sendOnce();
    await once.fetch(server.url, post);
    expect(once.outcome()).toMatchObject({ kind: "lost" });
  });

  it("is lost when it is aborted under way, and surely unsent when before", async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const underWay = sendOnce();
    await underWay.fetch(server.url, { ...post, signal: controller.signal });
    expect(underWay.outcome()).toMatchObject({ kind: "lost" });
    const before = sendOnce();
    await before.fetch(server.url, { ...post, signal: controller.signal });
    expect(before.outcome()).toMatchObject({ kind: "not_sent", cause: { code: "cancelled" } });
    expect(server.posts()).toBe(1);
  });

  it.each([
    ["a header that no request may have", "http://127.0.0.1:1024/", { authorization: "Bearer “canary”" }],
    ["a port that no request goes to", "http://127.0.0.1:9/", {}],
  ])("can never be sent with %s", async (_title, url, headers) => {
    const once = sendOnce();
    await once.fetch(url, { ...post, headers });
    expect(once.outcome()).toMatchObject({ kind: "unbuilt" });
  });

  it("is surely unsent when no address has the vendor's name", async () => {
    const once = sendOnce();
    await once.fetch("http://vendor.invalid/", post);
    expect(once.outcome()).toMatchObject({ kind: "not_sent" });
  });

  it("is surely unsent when the server at an https address speaks no TLS", async () => {
    const server = createTcpServer((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const once = sendOnce();
    await once.fetch(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`, post);
    expect(once.outcome()).toMatchObject({ kind: "not_sent" });
    server.close();
  });
});
