import fc, { type Arbitrary } from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApiCheck } from "./api-check.ts";
import { forAll, oddBodies, oddText } from "./fuzz-values.ts";
import {
  CHUNKED,
  CHUNKS,
  HEADER_VALUES,
  HOSTS,
  inPieces,
  latin,
  latinPath,
  MEDIA_TYPES,
  METHODS,
  NONSENSE,
  printable,
  TARGETS,
  token,
} from "./fuzz-wire.ts";
import { type OperationCase, operationCases, type Place } from "./operation-cases.ts";
import { answersIn, type Exchange, exchange, type RawAnswer, type RawRequest, toBytes } from "./raw-client.ts";
import { KEYS, openServiceRig, type ServiceRig } from "./service-rig.ts";
import { placeOf } from "./shared-house.ts";

/** Requests of each test; together they take less than half a minute. */
const BODIES = 120;
const RESUMES = 50;
const RAW_BODIES = 200;
const HEADERS = 200;
const PATHS = 500;
const CONNECTIONS = 300;

const AUTHORIZED: RawRequest["headers"][number] = ["Authorization", `Bearer ${KEYS.ann}`];
const JSON_TYPE: RawRequest["headers"][number] = ["Content-Type", "application/json"];

/** A service with one finished film, whose one worker is held up with another one: so nothing ends that is not meant to. */
describe.each(["file", "redis"] as const)("over %s stores, the service", (kind) => {
  let rig: ServiceRig;
  let cases: OperationCase[];
  let done: Place;
  let port: number;
  let check: ReturnType<typeof createApiCheck>["check"];

  beforeAll(async () => {
    let isShut = false;
    rig = await openServiceRig({
      kind,
      environment: { PIXORA_WORKERS: "1", PIXORA_MAX_OPEN_TASKS: "100000", PIXORA_REQUESTS_PER_MINUTE: "1000000" },
      onDraw: (_what, signal) => isShut && new Promise((resolve) => signal.addEventListener("abort", resolve)),
    });
    ({ check } = createApiCheck(rig.document, { validateFormats: false }));
    cases = operationCases(rig.document).filter(({ method }) => method !== "DELETE");
    port = Number(new URL(rig.url).port);
    done = await placeOf(rig, await rig.order());
    isShut = true;
    await rig.order();
  });
  afterAll(() => rig?.close());
  afterEach(async () => {
    const bugs = rig.lines.splice(0).filter((line) => /a request met a bug|"level":"(error|fatal)"/.test(line));
    expect(bugs).toEqual([]);
    expect((await rig.ask("GET", "/healthz")).status).toBe(200);
    expect((await rig.ask("GET", `/ai/tasks/${done.taskId}`)).status).toBe(200);
  });

  /** One request: it is answered, in time, and as the document says. */
  const ask = async (request: RawRequest): Promise<RawAnswer> => {
    const answer = only(await say({ pieces: [toBytes(request)], ending: "wait" }));
    check(request, toResponse(answer), request.method === "HEAD" ? "" : answer.text);
    return answer;
  };
  /** Any bytes: whatever is answered, in time, is no failure of the service. */
  const say = async (sent: Exchange): Promise<RawAnswer[]> => {
    const answers = answersIn(await exchange(port, sent));
    for (const { status, text } of answers) if (status >= 500) throw new Error(`It failed, ${status}: ${text}`);
    return answers;
  };

  it("takes any body of an order, refuses it, or keeps it as it was taken", async () => {
    const post = (path: string, body: string) => ask({ method: "POST", path, headers: [AUTHORIZED, JSON_TYPE], body });
    const look = (path: string) => ask({ method: "GET", path, headers: [AUTHORIZED] });
    const taken: string[] = [];
    await forAll(BODIES, oddBodies(rig.document, "VideoRequest"), async (body) => {
      const estimated = await post("/ai/estimate", body);
      const answer = await post("/ai/generate", body);
      if (estimated.status === 422) expect(answer.status).toBe(422);
      if (answer.status !== 202) return expect(answer.status).toBeOneOf([413, 422]);
      const { id, request } = JSON.parse(answer.text);
      taken.push(id);
      // A mark of the byte order is no part of the text.
      const text = new TextDecoder().decode(Buffer.from(body));
      expect(request.prompt).toBe(JSON.parse(text).prompt.trim());
      expect(JSON.parse((await look(`/ai/tasks/${id}`)).text).request).toEqual(request);
    });
    const listed: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = JSON.parse((await look(`/ai/tasks?limit=100${cursor && `&cursor=${cursor}`}`)).text);
      listed.push(...page.data.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    }
    expect(taken).not.toEqual([]);
    expect(listed).toEqual(expect.arrayContaining(taken));
  });

  it("takes any body of a resume, or refuses it and leaves the task as it is", async () => {
    const path = `/ai/tasks/${await rig.order()}`;
    const toEnd = async () => {
      await rig.ask("POST", `${path}/cancel`);
      while ((await rig.ask("GET", path)).json().status !== "cancelled");
    };
    await toEnd();
    await forAll(RESUMES, oddBodies(rig.document, "ResumeWishes"), async (body) => {
      const sent = { method: "POST", path: `${path}/resume`, headers: [AUTHORIZED, JSON_TYPE], body };
      const { status } = await ask(sent);
      expect(status).toBeOneOf([202, 413, 422]);
      if (status === 202) await toEnd();
    });
  });

  it("takes any body of a variant, or refuses it", async () => {
    const path = `/ai/tasks/${done.taskId}/variants`;
    await forAll(RESUMES, oddBodies(rig.document, "VariantChanges"), async (body) => {
      const answer = await ask({ method: "POST", path, headers: [AUTHORIZED, JSON_TYPE], body });
      expect(answer.status).toBeOneOf([202, 413, 422]);
      if (answer.status === 202) expect(JSON.parse(answer.text)).toMatchObject({ variantOf: done.taskId });
    });
  });

  it("takes no bytes for a body that are none, whatever they are called", async () => {
    const types = fc.oneof(fc.constantFrom(...MEDIA_TYPES), printable(100));
    const encodings = fc.constantFrom("gzip", "br", "deflate", "identity", "x", "gzip, gzip");
    const bodies = fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom(262_144, 262_145, 3_000_000));
    const posts = cases.filter(({ method }) => method === "POST").map(({ path }) => path(done));
    const sent = fc.tuple(fc.constantFrom(...posts), types, fc.option(encodings), bodies);
    await forAll(RAW_BODIES, sent, async ([path, type, encoding, given]) => {
      const packed: RawRequest["headers"] = encoding === null ? [] : [["Content-Encoding", encoding]];
      const body = typeof given === "number" ? new Uint8Array(given).fill(0x20) : given;
      const headers = [AUTHORIZED, ["Content-Type", type] as const, ...packed];
      const { status } = await ask({ method: "POST", path, headers, body });
      expect(status).toBeGreaterThanOrEqual(400);
    });
  });

  it("answers whatever the headers are", async () => {
    const named = parametersOf(rig, "header");
    const others = [
      "range",
      "if-range",
      "if-modified-since",
      "authorization",
      "x-api-key",
      "x-request-id",
      "traceparent",
    ];
    const odd = [
      "host",
      "te",
      "upgrade",
      "origin",
      "cookie",
      "content-type",
      "content-encoding",
      "__proto__",
      "constructor",
    ];
    const value = fc.oneof(latin(60), latin(20_000), fc.constantFrom(...HEADER_VALUES));
    const host = fc.tuple(fc.constant("Host"), fc.constantFrom(...HOSTS));
    const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...named, ...others, ...odd) }, token(20));
    const headers = fc.array(fc.oneof({ weight: 5, arbitrary: fc.tuple(name, value) }, host), {
      minLength: 1,
      maxLength: 5,
    });
    const one = fc.record({
      operation: fc.constantFrom(...cases),
      isHead: fc.boolean(),
      headers,
      isKnown: fc.boolean(),
    });
    await forAll(HEADERS, one, async ({ operation, isHead, headers: given, isKnown }) => {
      const method = operation.method === "GET" && isHead ? "HEAD" : operation.method;
      const body = operation.body === undefined ? {} : { body: JSON.stringify({ prompt: 1 }) };
      const all = [...(isKnown ? [AUTHORIZED] : []), ...given];
      const bytes = toBytes({ method, path: operation.path(done), headers: all, ...body });
      expect(await say({ pieces: [bytes], ending: "wait" })).toHaveLength(1);
    });
  });

  it("answers whatever the path, the query and the method are", async () => {
    // One that may be deleted on the way.
    const id = await rig.order();
    const part = fc.oneof(
      fc.constantFrom("ai", "tasks", "generate", "events", "assets", "hooks", "fal", "docs", "video", id),
      fc.constantFrom(
        "",
        ".",
        "..",
        "%2e%2e",
        "%2F",
        "%00",
        "%",
        "%zz",
        "%ff",
        "%c0%af",
        "%ED%A0%80",
        "\\",
        "*",
        "{id}",
      ),
      fc.constantFrom(":id", "@", ";a=b", "//evil.example", "http:", "%5C..", "%0d%0ax: y", "__proto__", "\xe4\xf6"),
      oddText.map((text) => encodeURIComponent(Buffer.from(text).toString()).slice(0, 9000)),
      latinPath,
    );
    const odd = fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join("/")}`);
    const known = (place: Place) => fc.constantFrom(...cases).map(({ path }) => path(place));
    const names = fc.oneof(fc.constantFrom(...parametersOf(rig, "query"), "__proto__", "limit[]", ""), latinPath);
    const pair = fc.tuple(
      names,
      fc.oneof(part, fc.constantFrom("1", "-1", "1e3", "NaN", "values,custom", "completed")),
    );
    const query = fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.map((one) => one.join("=")).join("&"));
    const asked = (paths: Arbitrary<string>) => fc.tuple(paths, query).map((parts) => parts.join("?"));
    const methods = (all: readonly string[]) =>
      fc.oneof({ weight: 5, arbitrary: fc.constant("GET") }, fc.constantFrom(...all));
    // The finished film is every test's: another one is there to be deleted.
    const harmless = METHODS.filter((method) => method !== "DELETE");
    const sent = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(methods(METHODS), fc.oneof(asked(odd), fc.constantFrom(...TARGETS))) },
      { weight: 6, arbitrary: fc.tuple(methods(harmless), asked(known(done))) },
      { weight: 1, arbitrary: fc.tuple(fc.constant("DELETE"), asked(known({ ...done, taskId: id }))) },
    );
    await forAll(PATHS, sent, async ([given, path]) => {
      const answers = await say({ pieces: [toBytes({ method: given, path, headers: [AUTHORIZED] })], ending: "wait" });
      if (given !== "CONNECT") expect(answers).toHaveLength(1);
    });
  });

  it("stands connections that break, dawdle or talk nonsense", async () => {
    const order = toBytes({
      method: "POST",
      path: "/ai/generate",
      headers: [AUTHORIZED, JSON_TYPE],
      body: '{"prompt": ""}',
    });
    const look = toBytes({ method: "GET", path: `/ai/tasks/${done.taskId}/events`, headers: [AUTHORIZED] });
    const bytes = fc.oneof(
      fc.constantFrom(order, look),
      fc
        .tuple(fc.constantFrom(...CHUNKED), fc.constantFrom(...CHUNKS))
        .map((parts) => Buffer.from(parts.join(""), "latin1")),
      fc.constantFrom(...NONSENSE).map((text) => Buffer.from(text, "latin1")),
      fc.uint8Array({ maxLength: 500 }).map((array) => Buffer.from(array)),
    );
    const cut = fc.record({
      bytes,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.integer({ min: 1, max: 60 }),
    });
    const broken = fc.tuple(cut, fc.constantFrom("end" as const, "reset" as const));
    await forAll(CONNECTIONS, broken, async ([{ bytes: all, part, size }, ending]) => {
      const sent = all.subarray(0, Math.ceil(all.length * part));
      await say({ pieces: inPieces(sent, size), ending });
    });
  });

  it("answers each of the requests that come at once, in their order", async () => {
    const kept = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${KEYS.ann}\r\n\r\n`;
    const ways = fc.constantFrom<[string, number]>(
      ["/healthz", 200],
      ["/none", 404],
      [`/ai/tasks/${done.taskId}`, 200],
    );
    const stream: [string, number] = [`/ai/tasks/${done.taskId}/events`, 200];
    const all = fc.array(fc.oneof(ways, fc.constant(stream)), { minLength: 1, maxLength: 12 });
    await forAll(CONNECTIONS / 10, fc.tuple(all, fc.integer({ min: 5, max: 3000 })), async ([asked, size]) => {
      const text = asked.map(([path]) => kept(path)).join("");
      const last = toBytes({ method: "GET", path: "/docs", headers: [] });
      const answers = await say({ pieces: inPieces(Buffer.concat([Buffer.from(text), last]), size), ending: "wait" });
      expect(answers.map(({ status }) => status)).toEqual([...asked.map(([, status]) => status), 200]);
    });
  });
});

function only(answers: RawAnswer[]): RawAnswer {
  const [answer, ...others] = answers;
  if (!answer || others.length > 0) throw new Error(`One answer should come, not ${answers.length}.`);
  return answer;
}

function toResponse({ status, headers }: RawAnswer): Response {
  return new Response(null, { status, headers });
}

function parametersOf({ document }: ServiceRig, place: "query" | "header"): string[] {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const all = operations.flatMap(({ parameters = [] }) => parameters.filter((one) => one.in === place));
  return [...new Set(all.map(({ name }) => name))];
}
