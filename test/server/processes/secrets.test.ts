/** Each secret is a canary that sings wherever it comes out: a server with all of them is used, and led into failures. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEAN_FILM } from "../../e2e/lean-film.ts";
import { type OwnRedis, startOwnRedis } from "../../setup/own-redis.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { type OpenAiServer, startOpenAiServer } from "../../vendors/openai-server.ts";
import { type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";
import { type SupabaseServer, startSupabaseServer } from "../../vendors/supabase-server.ts";
import { dumpRedis, findCanaries, readFiles, type Said } from "./canaries.ts";
import { type Echo, startEcho } from "./echo.ts";
import { openPrograms, type Program, type Programs } from "./programs.ts";

const OWN = {
  OPENAI_API_KEY: "sk-proj+canary/openai=1&of~all",
  FAL_KEY: "canary-fal-id-0001:canary-fal-secret-0001",
  SUPABASE_SERVICE_ROLE_KEY: "sb_secret_canary+supabase/1=",
  SUPABASE_JWT_SECRET: "canary-supabase-jwt-secret/+=1",
  PIXORA_WEBHOOK_SECRET: `whsec_${Buffer.from("canary of the outgoing webhooks").toString("base64")}`,
};
const REDIS_PASSWORD = "canary redis/p@ss+word?&=";
/** Only its caller knows it. */
const API_KEY = "pxr_canary-of-the-caller-0001";
/** Words of a prompt, to see that places are looked into. */
const PROMPT = "A lighthouse keeper counts herons in the fog";

interface Stage {
  programs: Programs;
  redis: OwnRedis;
  redisUrl: string;
  openai: OpenAiServer;
  fal: FalServer;
  replicate: ReplicateServer;
  supabase: SupabaseServer;
  echoes: Record<"openai" | "fal" | "replicate" | "supabase", Echo>;
  outside: Outside;
  secrets: Record<string, string>;
  server: Program;
  url: string;
  answers: Said[];
}

/** Whoever is told things: the receiver of webhooks, and of traces. */
interface Outside {
  server: Server;
  host: string;
  heard: Buffer[];
  /** Resolves when a request to this path has come. */
  asked(path: string): Promise<void>;
}

async function startOutside(): Promise<Outside> {
  const heard: Buffer[] = [];
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    heard.push(Buffer.from(`${request.url}\n${request.rawHeaders.join("\n")}`), await buffer(request));
    paths.push(request.url ?? "");
    response.end();
    server.emit("heard");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const asked = async (path: string) => {
    while (!paths.includes(path)) await once(server, "heard");
  };
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard, asked };
}

async function openStage(): Promise<Stage> {
  const [programs, redis, openai, fal, replicate, supabase, outside] = await Promise.all([
    openPrograms(),
    startOwnRedis({ requirepass: REDIS_PASSWORD }),
    startOpenAiServer({ key: OWN.OPENAI_API_KEY }),
    startFalServer({ key: OWN.FAL_KEY, autoRun: true, latencyMs: 20 }),
    startReplicateServer({ autoRun: true, latencyMs: 20 }),
    startSupabaseServer({ key: OWN.SUPABASE_SERVICE_ROLE_KEY }),
    startOutside(),
  ]);
  const before = { openai, fal, replicate, supabase };
  const started = Object.entries(before).map(async ([name, { url }]) => [name, await startEcho(url)] as const);
  const echoes = Object.fromEntries(await Promise.all(started)) as Stage["echoes"];
  const redisUrl = redis.url.replace("//", `//:${encodeURIComponent(REDIS_PASSWORD)}@`);
  const set = { ...OWN, REPLICATE_API_TOKEN: replicate.token, REPLICATE_WEBHOOK_SECRET: replicate.webhookSecret };
  const hosts = [fal.host, replicate.host, echoes.supabase.host, echoes.replicate.host, outside.host];
  const server = programs.server({
    environment: {
      ...set,
      REDIS_URL: redisUrl,
      OPENAI_BASE_URL: echoes.openai.url,
      FAL_PROXY_URL: echoes.fal.url,
      FAL_JWKS_URL: fal.jwksUrl,
      REPLICATE_BASE_URL: echoes.replicate.url,
      SUPABASE_URL: echoes.supabase.url,
      PIXORA_ALLOWED_HOSTS: hosts.join(","),
      PIXORA_API_KEYS: `ann:${createHash("sha256").update(API_KEY).digest("hex")}`,
      PIXORA_PUBLIC_URL: "http://127.0.0.1:9",
      PIXORA_LOG_LEVEL: "debug",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${outside.host}`,
    },
  });
  const secrets = { ...set, redisPassword: REDIS_PASSWORD, apiKey: API_KEY };
  const answers: Said[] = [];
  return { programs, redis, redisUrl, ...before, echoes, outside, secrets, server, url: await server.url(), answers };
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  const { programs, redis, openai, fal, replicate, supabase, echoes, outside } = stage;
  await programs.close();
  await Promise.all([redis.stop(), openai.close(), fal.close(), replicate.close(), supabase.close()]);
  await Promise.all(Object.values(echoes).map((echo) => echo.close()));
  outside.server.closeAllConnections();
  outside.server.close();
});

/** Keeps all that is answered. */
async function ask(method: string, path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const key = new Headers(init.headers).has("x-api-key") ? {} : { authorization: `Bearer ${API_KEY}` };
  const headers = { ...key, "content-type": "application/json", ...init.headers };
  const answer = await fetch(`${stage.url}${path}`, { method, redirect: "manual", ...init, headers });
  const text = await answer.text();
  const head = [...answer.headers].map((header) => header.join(": ")).join("\n");
  stage.answers.push({ where: `the answer to ${method} ${path}`, bytes: Buffer.from(`${head}\n\n${text}`) });
  return { status: answer.status, text };
}

/** Orders a film, and follows it to its end in each way in which it can be followed. */
async function make(changes: Record<string, unknown> = {}) {
  const webhookUrl = `http://${stage.outside.host}/told`;
  const film = { ...LEAN_FILM, aspectRatio: "1:1", prompt: PROMPT, onInDoubt: "retry", webhookUrl, ...changes };
  const ordered = await ask("POST", "/ai/generate", { body: JSON.stringify(film) });
  expect(ordered.status, ordered.text).toBe(202);
  const { id } = JSON.parse(ordered.text);
  await Promise.all([
    ask("GET", `/ai/tasks/${id}/events`),
    ask("GET", `/ai/tasks/${id}/events?mode=values,updates,messages,custom`),
  ]);
  await ask("GET", `/ai/tasks/${id}/events`, { headers: { accept: "application/json" } });
  const { text } = await ask("GET", `/ai/tasks/${id}`);
  const { status, error } = JSON.parse(text);
  return { id, status, error };
}

describe("a server with secrets", () => {
  it("makes a film whose vendors first fail, and tell what they were sent", { timeout: 60_000 }, async () => {
    for (const vendor of ["openai", "fal", "supabase"] as const) stage.echoes[vendor].refuseNext(500);
    const made = await make({ narration: true });
    expect(made).toMatchObject({ status: "completed", error: null });
    for (const name of ["video", "poster", "manifest", "captions.srt"])
      await ask("GET", `/ai/tasks/${made.id}/${name}`);
    await stage.outside.asked("/told");
  });

  it.each([
    ["openai", 401, "failed"],
    ["openai", 400, "failed"],
    ["fal", 401, "failed"],
    // A picture or a voice that cannot be had is done without.
    ["fal", 422, "completed"],
    ["replicate", 401, "failed"],
    ["replicate", 422, "completed"],
  ] as const)("hides the key that %s repeats with its %i, and its film is %s", async (vendor, status, end) => {
    stage.echoes[vendor].refuseAll(status);
    const made = await make({ prompt: `${PROMPT}, ${vendor} ${status}`, narration: vendor === "replicate" });
    stage.echoes[vendor].refuseAll(null);
    expect(made.status).toBe(end);
    expect(made.error?.code ?? null).toBe(
      end === "completed" ? null : status === 401 ? "account_refused" : "vendor_failed",
    );
  });

  it("refuses what is forged, malformed or not there", async () => {
    const wrong = { authorization: `Bearer ${API_KEY}x` };
    const forged = { "webhook-signature": "v1,AAAA", "webhook-id": "1", "webhook-timestamp": "1" };
    const all = [
      ask("POST", "/hooks/fal/abc", { body: "{}" }),
      ask("POST", `/hooks/replicate/${API_KEY}`, { body: "{}", headers: forged }),
      ask("POST", "/hooks/nobody/abc", { body: "{}" }),
      ask("GET", "/ai/tasks/none"),
      ask("GET", `/ai/tasks/none?api_key=${encodeURIComponent(API_KEY)}`),
      ask("GET", `/nothing/here`),
      ask("POST", "/ai/generate", { body: "{" }),
      ask("POST", "/ai/generate", { body: JSON.stringify({ prompt: "", [API_KEY.slice(0, 4)]: 1 }) }),
      ask("PUT", "/ai/tasks"),
      ask("GET", "/ai/tasks", { headers: wrong }),
      ask("GET", "/ai/tasks", { headers: { "x-api-key": API_KEY } }),
      ask("GET", "/ai/tasks", { headers: { "x-request-id": API_KEY.slice(0, 4) } }),
    ];
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([
      401, 401, 404, 404, 404, 404, 422, 422, 405, 401, 200, 200,
    ]);
    for (const head of [
      `GET  /ai HTTP/1.1\r\nAuthorization: Bearer ${API_KEY}`,
      `G@T /${API_KEY} HTTP/9\r\nX-Api-Key: `,
    ]) {
      stage.answers.push({ where: "the answer to what is no HTTP", bytes: await raw(`${head}\r\n\r\n`) });
    }
    for (const path of ["/metrics", "/readyz", "/healthz", "/openapi.json", "/docs", "/ai/tasks"])
      await ask("GET", path);
  });

  it("has told none of them", async () => {
    const { server, programs, secrets, outside, answers, supabase, redisUrl } = stage;
    const dump = await dumpRedis(redisUrl);
    server.kill("SIGTERM");
    expect((await server.exit).code).toBe(0);
    const rows = [...(await supabase.rows("tasks")), ...(await supabase.rows("videos"))];
    const places: Record<string, Said[]> = {
      output: Object.entries(server.said).map(([where, text]) => ({ where, bytes: Buffer.from(text) })),
      answers,
      redis: dump,
      files: await readFiles(programs.folder),
      outside: outside.heard.map((bytes) => ({ where: "what others were told", bytes })),
      objects: [...supabase.objects].map(([where, object]) => ({ where, bytes: Buffer.from(object.bytes) })),
      rows: rows.map((row) => ({ where: "a record", bytes: Buffer.from(JSON.stringify(row)) })),
    };
    for (const [name, said] of Object.entries(places))
      expect({ [name]: findCanaries(secrets, said) }).toEqual({ [name]: [] });
    // What was looked into is what was meant to be.
    for (const said of [places.answers, dump, places.files, places.outside, places.rows]) {
      expect(findCanaries({ prompt: PROMPT }, said ?? []).length).toBeGreaterThan(0);
    }
  });

  it("has told each vendor its own, and no other", () => {
    const { echoes, secrets } = stage;
    const own: Record<string, readonly string[]> = {
      openai: ["OPENAI_API_KEY"],
      fal: ["FAL_KEY"],
      replicate: ["REPLICATE_API_TOKEN"],
      supabase: ["SUPABASE_SERVICE_ROLE_KEY"],
    };
    for (const [name, { heard }] of Object.entries(echoes)) {
      const told = findCanaries(
        secrets,
        heard.map((bytes) => ({ where: name, bytes })),
      );
      expect(told).toEqual(own[name]?.map((secret) => `${secret} in ${name}`));
    }
  });
});

/** What is answered to bytes that are no request. */
async function raw(bytes: string): Promise<Buffer> {
  const socket = connect(Number(new URL(stage.url).port), "127.0.0.1");
  const heard: Buffer[] = [];
  socket.on("data", (part) => heard.push(part));
  socket.write(bytes);
  await once(socket, "close");
  return Buffer.concat(heard);
}
