import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer as createPlainServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";
import { createOutsideRequest, type OutsideSend } from "../../providers/outside-request.ts";
import { leadTo, namesFrom, serve } from "./outside-server.ts";

afterEach(() => vi.unstubAllEnvs());

const context = { signal: new AbortController().signal };
const limits = { maxBytes: 1000, deadlineMs: 1500 };

async function open(listener: RequestListener, options: { connectMs?: number; stallMs?: number } = {}) {
  const server = await serve(listener);
  const request = createOutsideRequest({ allowedHosts: [server.host], ...options });
  const url = `http://${server.host}`;
  const get = (path = "/", more: Partial<typeof limits> = {}, signal = context.signal) =>
    request({ method: "GET", url: `${url}${path}`, ...limits, ...more }, { signal });
  const send = (call: Partial<OutsideSend> = {}) =>
    request(
      { method: "PUT", url, body: Buffer.from("body"), contentType: "text/plain", deadlineMs: 1500, ...call },
      context,
    );
  return { server, request, url, get, send };
}

const final = { code: "vendor_failed", retryable: false };
const passing = { code: "vendor_failed", retryable: true };

it("a file is fetched whole, with its head", async () => {
  const { get } = await open((request, response) => {
    response.setHeader("x-path", request.url ?? "").end(Buffer.alloc(1000, 7));
  });
  const { status, headers, bytes } = await get("/a%20b?c=d");
  expect({ status, path: headers["x-path"] }).toEqual({ status: 200, path: "/a%20b?c=d" });
  expect(Buffer.from(bytes)).toEqual(Buffer.alloc(1000, 7));
});

it("a file in many crumbs is put together in order", async () => {
  const whole = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
  const { get } = await open((_request, response) => {
    for (let at = 0; at < whole.length; at += 999) response.write(whole.subarray(at, at + 999));
    response.end();
  });
  const { bytes } = await get("/", { maxBytes: whole.length });
  expect(Buffer.compare(Buffer.from(bytes), whole)).toBe(0);
});

it("nothing about us is sent along: no credentials, no cookies, no compression asked for", async () => {
  let sent: unknown;
  const { get, server } = await open((request, response) => {
    sent = request.headers;
    response.end();
  });
  await get();
  expect(sent).toEqual({ host: server.host, "accept-encoding": "identity", connection: "close" });
});

it("proxies of the environment play no part", async () => {
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]) vi.stubEnv(name, "http://127.0.0.1:9");
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  const { get } = await open((_request, response) => response.end("ok"));
  await expect(get()).resolves.toMatchObject({ status: 200 });
});

it.each(["PUT", "POST"] as const)("%s sends its body with type, length and further headers", async (method) => {
  const received: Buffer[] = [];
  let headers: unknown;
  const { send } = await open(async (request, response) => {
    headers = request.headers;
    for await (const part of request) received.push(part);
    response.setHeader("etag", '"1"').writeHead(201).end("thanks");
  });
  const answer = await send({ method, body: Buffer.alloc(300_000, 1), headers: { "X-Signature": "abc" } });
  expect(headers).toMatchObject({ "content-type": "text/plain", "content-length": "300000", "x-signature": "abc" });
  expect(Buffer.concat(received)).toEqual(Buffer.alloc(300_000, 1));
  expect(answer).toMatchObject({ status: 201, headers: { etag: '"1"' } });
});

it("credentials that are handed in are not sent, and the host stays the URL's", async () => {
  let sent: Record<string, unknown> = {};
  const { send, server } = await open((request, response) => {
    sent = request.headers;
    response.end();
  });
  await send({ headers: { Authorization: "Bearer abc", "Proxy-Authorization": "abc", COOKIE: "a=b", Host: "other" } });
  expect(Object.keys(sent).sort()).toEqual(["connection", "content-length", "content-type", "host"]);
  expect(sent.host).toBe(server.host);
});

it.each(["PUT", "POST"] as const)("%s follows no redirect", async (method) => {
  const { send, server } = await open((_request, response) => response.writeHead(307, { location: "/next" }).end());
  await expect(send({ method })).rejects.toMatchObject(final);
  expect(server.connections()).toBe(1);
});

it("five redirects are followed, a sixth is not", async () => {
  const { get, server } = await open((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
    else response.end("there");
  });
  await expect(get("/5")).resolves.toMatchObject({ status: 200 });
  expect(server.connections()).toBe(6);
  await expect(get("/6")).rejects.toMatchObject(final);
  expect(server.connections()).toBe(12);
});

it("the connection of a redirect whose body never ends is closed before the next one is waited for", async () => {
  const { get, server } = await open((request, response) => {
    if (request.url === "/") response.writeHead(302, { location: "/next" }).write("endless");
    else
      vi.waitFor(() => expect(server.open()).toBe(1)).then(
        () => response.end("there"),
        () => response.destroy(),
      );
  });
  await expect(get()).resolves.toMatchObject({ status: 200 });
});

it("a redirect to nowhere is an error", async () => {
  const { get } = await open((_request, response) => response.writeHead(302).end());
  await expect(get()).rejects.toMatchObject(final);
});

it("a redirect goes to the host it names, checked and with that host's name", async () => {
  const hosts: unknown[] = [];
  const server = await serve((request, response) => {
    hosts.push(request.headers.host);
    if (hosts.length === 1) response.writeHead(308, { location: "https://cdn.test:8443/a" }).end();
    else response.end("there");
  });
  const { connect, visited } = leadTo(server);
  const { lookup } = namesFrom({ "files.test": ["8.8.8.8"], "cdn.test": ["9.9.9.9", "2606:4700::1111"] });
  const request = createOutsideRequest({ allowedHosts: [], lookup, connect });
  await request({ method: "GET", url: "https://files.test/", ...limits }, context);
  expect(hosts).toEqual(["files.test", "cdn.test:8443"]);
  expect(visited).toEqual(["files.test 8.8.8.8", "cdn.test:8443 9.9.9.9 2606:4700::1111"]);
});

it.each([400, 401, 403, 404, 410, 304])("status %i is final", async (status) => {
  const { get } = await open((_request, response) => response.writeHead(status).end());
  await expect(get("/path?token=secret")).rejects.toMatchObject({
    ...final,
    message: expect.not.stringMatching(/path|secret/),
  });
});

it.each([408, 425, 429, 500, 502, 503, 504])("status %i may pass", async (status) => {
  const { get } = await open((_request, response) => response.writeHead(status).end());
  await expect(get()).rejects.toMatchObject(passing);
});

it("an unknown name, a refused and a broken connection may pass", async () => {
  const { get } = await open((request) => request.socket.destroy());
  await expect(get()).rejects.toMatchObject(passing);
  const closed = createPlainServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const address = closed.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  closed.close();
  const { lookup } = namesFrom({});
  const request = createOutsideRequest({ allowedHosts: [host], lookup });
  for (const url of [`http://${host}/`, "https://unknown.test/"]) {
    await expect(request({ method: "GET", url, ...limits }, context)).rejects.toMatchObject(passing);
  }
});

it("a server that wants to speak another protocol is left at once", async () => {
  const { get } = await open((request) => {
    request.socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n");
  });
  const started = performance.now();
  await expect(get()).rejects.toMatchObject(passing);
  expect(performance.now() - started).toBeLessThan(1000);
});

it("a body that breaks off before its announced length may pass another time", async () => {
  const { get } = await open((_request, response) => {
    response.writeHead(200, { "content-length": 900 });
    response.write("half", () => response.destroy());
  });
  await expect(get()).rejects.toMatchObject(passing);
});

it("an announced length over the limit is refused at once", async () => {
  const { get, server } = await open((_request, response) =>
    response.writeHead(200, { "content-length": 1001 }).write("a"),
  );
  await expect(get()).rejects.toMatchObject({ ...final, message: expect.stringContaining("too large") });
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

it("an endless body is cut at the limit, and its connection closed", async () => {
  const { get, server } = await open((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000)));
    };
    response.on("drain", more);
    more();
  });
  await expect(get("/", { maxBytes: 1_000_000 })).rejects.toMatchObject({
    ...final,
    message: expect.stringContaining("1 MB"),
  });
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

it("more bytes than the announced length are not taken", async () => {
  const raw = createPlainServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n${"x".repeat(5000)}`);
  }).listen(0, "127.0.0.1");
  await once(raw, "listening");
  const address = raw.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const request = createOutsideRequest({ allowedHosts: [host] });
  const size = await request({ method: "GET", url: `http://${host}/`, ...limits }, context).then(
    ({ bytes }) => bytes.length,
    () => 0,
  );
  expect(size).toBeLessThanOrEqual(3);
  raw.close();
});

it.each(["gzip", "br", "deflate, gzip", "x-unknown"])("a body in %s is refused, not unpacked", async (encoding) => {
  const bomb = gzipSync(Buffer.alloc(1_000_000));
  const { get } = await open((_request, response) => response.setHeader("content-encoding", encoding).end(bomb));
  await expect(get("/", { maxBytes: 10_000 })).rejects.toMatchObject({
    ...final,
    message: expect.stringContaining("compressed"),
  });
});

it("a body that drips in is cut at the deadline", async () => {
  let drip: NodeJS.Timeout | undefined;
  const { get, server } = await open((_request, response) => {
    drip = setInterval(() => response.write("."), 10);
  });
  await expect(get("/", { deadlineMs: 150 })).rejects.toMatchObject({
    ...passing,
    message: expect.stringContaining("too slow"),
  });
  clearInterval(drip);
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

it("redirects together have one deadline", async () => {
  const { get } = await open((_request, response) => {
    setTimeout(() => response.writeHead(302, { location: "/" }).end(), 60);
  });
  await expect(get("/", { deadlineMs: 150 })).rejects.toMatchObject(passing);
});

it("a connection on which nothing moves is given up long before the deadline", async () => {
  const { get } = await open((_request, response) => response.writeHead(200).write("a"), { stallMs: 50 });
  const started = performance.now();
  await expect(get("/", { deadlineMs: 10_000 })).rejects.toMatchObject(passing);
  expect(performance.now() - started).toBeLessThan(1000);
});

it("an answer that never begins is given up too", async () => {
  const { get, server } = await open(() => undefined, { stallMs: 50 });
  await expect(get("/", { deadlineMs: 10_000 })).rejects.toMatchObject(passing);
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

it("a name server that never answers is given up after the time for connecting", async () => {
  const lookup = () => new Promise<never>(() => undefined);
  const request = createOutsideRequest({ allowedHosts: [], lookup, connectMs: 50 });
  const call = { method: "GET", url: "https://files.test/", maxBytes: 10, deadlineMs: 10_000 } as const;
  await expect(request(call, context)).rejects.toMatchObject(passing);
});

it("a server that never finishes its TLS greeting is given up after the time for connecting", async () => {
  const mute = createPlainServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const address = mute.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const request = createOutsideRequest({ allowedHosts: [host], connectMs: 50 });
  const call = { method: "GET", url: `https://${host}/`, maxBytes: 10, deadlineMs: 10_000 } as const;
  await expect(request(call, context)).rejects.toMatchObject(passing);
  mute.close();
});

it("the time for connecting does not cut a long answer", async () => {
  const { get } = await open((_request, response) => void setTimeout(() => response.end("late"), 120), {
    connectMs: 60,
  });
  await expect(get()).resolves.toMatchObject({ status: 200 });
});

it("a cancelled task sends nothing", async () => {
  const { get, server } = await open((_request, response) => response.end());
  await expect(get("/", {}, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  expect(server.connections()).toBe(0);
});

it.each([
  ["before the answer", false],
  ["within the body", true],
])("a task cancelled %s closes the connection", async (_name, begins) => {
  const abort = new AbortController();
  const { get, server } = await open((_request, response) => {
    if (begins) response.writeHead(200).write("a");
    setTimeout(() => abort.abort(), 20);
  });
  await expect(get("/", {}, abort.signal)).rejects.toMatchObject({ code: "cancelled", retryable: false });
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

it("a connection is closed also after a good answer that asks to keep it", async () => {
  const { get, server } = await open((_request, response) => response.setHeader("connection", "keep-alive").end("ok"));
  await get();
  await vi.waitFor(() => expect(server.open()).toBe(0));
});
