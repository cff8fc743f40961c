import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectSupabase } from "../../../providers/supabase/client.ts";
import { createSupabaseStorage } from "../../../providers/supabase/storage.ts";
import { describeStorage } from "../../contract/storage.ts";
import { type SupabaseServer, startSupabaseServer } from "../../vendors/supabase-server.ts";
import { IMPATIENT } from "./patience.ts";

let server: SupabaseServer;
let folder: string;
beforeEach(async () => {
  server = await startSupabaseServer();
  folder = await mkdtemp(join(tmpdir(), "pixora-supabase-"));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const context = { signal: new AbortController().signal };
const bytes = new TextEncoder().encode("a picture");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const key = `assets/${sha256}.png`;
const MB = 1024 * 1024;

interface Opening {
  /** Of the copies: another one is another machine. */
  copies?: string;
  serviceRoleKey?: string;
  bucket?: string;
  url?: string;
  patience?: Partial<typeof IMPATIENT>;
}

function open({ copies = "copies", patience, ...access }: Opening = {}) {
  const project = { url: server.url, serviceRoleKey: server.key, bucket: "pixora", ...access };
  const connection = connectSupabase(project, { ...IMPATIENT, ...patience });
  return createSupabaseStorage({ connection, folder: join(folder, copies) });
}

async function film(megabytes: number) {
  const path = join(folder, "video.mp4");
  const content = Buffer.alloc(megabytes * MB, "film of some length ");
  await writeFile(path, content);
  return { content, finished: { taskId: "task-1", owner: null, path, name: "video.mp4", mediaType: "video/mp4" } };
}

const published = () => server.objects.get("pixora/videos/shared/task-1/video.mp4")?.bytes;
const count = (request: RegExp) => server.requests.filter((line) => request.test(line)).length;

describeStorage("Supabase", () => open());

describe("a project that cannot be reached", () => {
  const patience = { tries: 6, pauses: { first: 100, factor: 1, most: 100 }, startMilliseconds: 150 };
  const gaveUpIn = async (work: Promise<unknown>) => {
    const begun = performance.now();
    const error = await work.catch((reason: unknown) => reason);
    return { error, milliseconds: performance.now() - begun };
  };

  it("is told in our words, by its host and its variable", async () => {
    const storage = open();
    await server.close();
    await expect(storage.ready(context)).rejects.toMatchObject({
      code: "unreachable",
      message: `Supabase at ${new URL(server.url).host} cannot be reached, so nothing was sent: look at the network, and at SUPABASE_URL.`,
    });
  });

  it("is waited for shortly at the start, and patiently when it has answered before", async () => {
    const never = open({ patience });
    const before = open({ patience, copies: "others" });
    await before.ready(context);
    await server.close();
    const start = await gaveUpIn(never.ready(context));
    const later = await gaveUpIn(before.ready(context));
    expect(start.error).toMatchObject({ code: "unreachable" });
    expect(later.error).toMatchObject({ code: "vendor_failed", retryable: true });
    expect(start.milliseconds).toBeLessThan(240);
    expect(later.milliseconds).toBeGreaterThan(245);
  });

  it("is waited for no longer at the start when it accepts and says nothing", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const { milliseconds } = await gaveUpIn(open({ patience, url }).ready(context));
    expect(milliseconds).toBeLessThan(1000);
    silent.closeAllConnections();
    silent.close();
  });
});

describe("an asset", () => {
  it("lies in the bucket under its name, with its type", async () => {
    await open().put(bytes, "image/png", context);
    const { mediaType, bytes: stored } = server.objects.get(`pixora/${key}`) ?? {};
    expect({ mediaType, stored: stored?.toString() }).toEqual({ mediaType: "image/png", stored: "a picture" });
  });

  it("is uploaded once by many who store it at the same time", async () => {
    const storage = open();
    await Promise.all([1, 2, 3, 4].map(() => storage.put(bytes, "image/png", context)));
    expect(count(/^POST \/storage\/v1\/object\/pixora/)).toBe(1);
  });

  it("is not uploaded where another process has stored it", async () => {
    await open().put(bytes, "image/png", context);
    await open({ copies: "another machine" }).put(bytes, "image/png", context);
    expect(count(/^POST/)).toBe(1);
  });

  it("is uploaded by the next in turn when the first one is cancelled", async () => {
    server.fail({ method: "POST", path: /object/, hang: true });
    const storage = open();
    const cancel = new AbortController();
    const first = storage.put(bytes, "image/png", { signal: cancel.signal });
    await expect.poll(() => count(/^POST/)).toBe(1);
    const second = storage.put(bytes, "image/png", context);
    cancel.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    await second;
    expect(server.objects.has(`pixora/${key}`)).toBe(true);
  });

  it("is not waited for by one who is cancelled meanwhile", async () => {
    server.fail({ method: "POST", path: /object/, hang: true });
    const storage = open();
    const stop = new AbortController();
    const first = storage.put(bytes, "image/png", { signal: stop.signal });
    await expect.poll(() => count(/^POST/)).toBe(1);
    const cancel = new AbortController();
    const second = storage.put(bytes, "image/png", { signal: cancel.signal });
    setImmediate(() => cancel.abort());
    await expect(second).rejects.toMatchObject({ code: "cancelled" });
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
  });

  it("is fetched on a machine that has no copy, once", async () => {
    await open().put(bytes, "image/png", context);
    const elsewhere = open({ copies: "another machine" });
    const paths = await Promise.all([elsewhere.localPath(key, context), elsewhere.localPath(key, context)]);
    expect(await readFile(paths[0] ?? "", "utf8")).toBe("a picture");
    expect(count(/^GET/)).toBe(1);
  });

  it("is refused when its bytes in the bucket are others, and leaves no copy", async () => {
    server.objects.set(`pixora/${key}`, { bytes: Buffer.from("forged"), mediaType: "image/png", cacheControl: "" });
    const storage = open();
    await expect(storage.localPath(key, context)).rejects.toMatchObject({ code: "vendor_failed" });
    server.objects.delete(`pixora/${key}`);
    await expect(storage.localPath(key, context)).rejects.toMatchObject({ code: "vendor_failed" });
  });

  it("is uploaded after all when a process died between the copy and the upload", async () => {
    await mkdir(join(folder, "copies", "assets"), { recursive: true });
    await writeFile(join(folder, "copies", key), bytes);
    await open().put(bytes, "image/png", context);
    expect(server.objects.has(`pixora/${key}`)).toBe(true);
  });
});

describe("a removed asset", () => {
  it("is uploaded anew by a process that put it there before another one removed it", async () => {
    const storage = open();
    await storage.put(bytes, "image/png", context);
    await open({ copies: "another machine" }).remove([key], context);
    await storage.put(bytes, "image/png", context);
    expect(server.objects.has(`pixora/${key}`)).toBe(true);
  });

  it("is one of many that go in few requests", async () => {
    const keys = Array.from({ length: 1200 }, (_, place) => `assets/${String(place).padStart(64, "0")}.png`);
    for (const name of keys)
      server.objects.set(`pixora/${name}`, { bytes: Buffer.from("x"), mediaType: "", cacheControl: "" });
    await open().remove(keys, context);
    expect({ left: server.objects.size, asked: count(/^DELETE/) }).toEqual({ left: 0, asked: 3 });
  });

  it("is told when it cannot be removed, and tried again where that may pass", async () => {
    await open().put(bytes, "image/png", context);
    server.fail({ method: "DELETE", path: /object/, status: 503 });
    await open().remove([key], context);
    expect(server.objects.size).toBe(0);
    server.fail({ method: "DELETE", path: /object/, status: 503, times: 9 });
    await expect(open().remove([key], context)).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });
});

describe("a link to a published file", () => {
  it("ends after ten minutes", async () => {
    const { finished } = await film(1);
    await open().publish(finished, context);
    const link = (await open().link(finished, context)) ?? "";
    const [, claims = ""] = (new URL(link).searchParams.get("token") ?? "").split(".");
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
    expect(exp - Date.now() / 1000).toBeGreaterThan(590);
    expect(exp - Date.now() / 1000).toBeLessThanOrEqual(600);
  });

  it("is not made up where the project cannot be asked", async () => {
    server.fail({ method: "POST", path: /sign/, status: 503, times: 9 });
    const link = open().link({ taskId: "task-1", owner: null, name: "video.mp4" }, context);
    await expect(link).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
  });
});

describe("a file of more than 6 MB", () => {
  it("goes up in pieces and comes down by a signed URL", async () => {
    const { content, finished } = await film(14);
    const url = await open().publish(finished, context);
    expect(count(/^PATCH/)).toBe(2);
    expect(published()?.equals(content)).toBe(true);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(content)).toBe(true);
  });

  it("goes on where the connection was cut, and sends nothing twice", async () => {
    const { content, finished } = await film(14);
    server.fail({ method: "PATCH", path: /resumable/, cutAfterBytes: 2 * MB });
    await open().publish(finished, context);
    expect(published()?.equals(content)).toBe(true);
    expect({ made: count(/^POST .*resumable/), asked: count(/^HEAD/) }).toEqual({ made: 1, asked: 1 });
  });

  it("goes on after more cuts than one answer would be waited for, as long as something arrives", async () => {
    const { content, finished } = await film(20);
    for (const _cut of [1, 2, 3, 4, 5]) server.fail({ method: "PATCH", path: /resumable/, cutAfterBytes: MB });
    await open().publish(finished, context);
    expect(published()?.equals(content)).toBe(true);
  });

  it("goes on after a connection that fell silent", async () => {
    const { content, finished } = await film(13);
    server.fail({ method: "PATCH", path: /resumable/, hang: true });
    await open({ patience: { stallMilliseconds: 200 } }).publish(finished, context);
    expect(published()?.equals(content)).toBe(true);
  });

  it("begins anew when the server has forgotten the upload", async () => {
    const { content, finished } = await film(13);
    server.fail({ method: "PATCH", path: /resumable/, status: 503 });
    server.fail({ method: "HEAD", path: /resumable/, status: 404 });
    await open().publish(finished, context);
    expect(published()?.equals(content)).toBe(true);
    expect(count(/^POST .*resumable/)).toBe(2);
  });

  it("gives up on a server that is down, and says that it may be tried again", async () => {
    const { finished } = await film(7);
    server.fail({ method: "POST", path: /resumable/, status: 503, times: 9 });
    const publish = open().publish(finished, context);
    await expect(publish).rejects.toMatchObject({ code: "vendor_failed", retryable: true });
    expect(count(/^POST/)).toBe(IMPATIENT.tries);
  });

  it("stops with its task", async () => {
    const { finished } = await film(14);
    server.fail({ method: "PATCH", path: /resumable/, hang: true });
    const cancel = new AbortController();
    const publish = open().publish(finished, { signal: cancel.signal });
    await expect.poll(() => count(/^PATCH/)).toBe(1);
    cancel.abort();
    await expect(publish).rejects.toMatchObject({ code: "cancelled" });
    expect(published()).toBeUndefined();
  });
});

describe("what Supabase refuses is told so that it can be mended", () => {
  it.each([
    ["a film in pieces", 7, "the project takes"],
    ["a film in one", 5, "the project takes"],
  ])("%s over the project's limit", async (_title, megabytes, words) => {
    server.storage.limit = 4 * MB;
    const { finished } = await film(megabytes);
    const publish = open().publish(finished, context);
    await expect(publish).rejects.toMatchObject({ code: "output_unwritable", retryable: false });
    await expect(publish).rejects.toThrow(new RegExp(`has ${megabytes}.0 MB.*${words}.*Storage settings`));
  });

  it("a film over the bucket's own limit", async () => {
    server.storage.buckets.set("pixora", { id: "pixora", public: false, file_size_limit: 2 * MB });
    const { finished } = await film(5);
    await expect(open().publish(finished, context)).rejects.toThrow("the bucket takes 2.0 MB");
  });

  it("a bucket that is not there", async () => {
    const storage = open({ bucket: "films" });
    const put = storage.put(bytes, "image/png", context);
    await expect(put).rejects.toMatchObject({ code: "account_refused" });
    await expect(put).rejects.toThrow("no bucket films: apply the migrations in providers/supabase/migrations");
    const { finished } = await film(7);
    await expect(storage.publish(finished, context)).rejects.toThrow("no bucket films");
    await expect(storage.ready(context)).rejects.toThrow("no bucket films");
  });

  it("a bucket that everybody can read", async () => {
    server.storage.buckets.set("pixora", { id: "pixora", public: true, file_size_limit: null });
    await expect(open().ready(context)).rejects.toThrow("Everybody can read the bucket pixora");
  });

  it("a key that is not the service's, which is never repeated in the message", async () => {
    const serviceRoleKey = "sb_secret_wrong";
    const storage = open({ serviceRoleKey });
    for (const call of [() => storage.ready(context), () => storage.put(bytes, "image/png", context)]) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "account_refused", retryable: false });
      expect(String(error)).toContain("check SUPABASE_SERVICE_ROLE_KEY");
      expect(String(error)).not.toContain(serviceRoleKey);
    }
  });

  it("a user's token in the key's place, which may store nothing", async () => {
    const put = open({ serviceRoleKey: server.token("anna") }).put(bytes, "image/png", context);
    await expect(put).rejects.toMatchObject({ code: "account_refused" });
  });
});

describe("what passes is waited for", () => {
  it.each([
    ["a server that is down for a moment", { status: 503 }],
    ["too many calls", { status: 429 }],
    ["an answer that was lost", { loseAnswer: true as const }],
    ["a connection that was cut", { cutAfterBytes: 3 }],
  ])("%s", async (_title, fault) => {
    server.fail({ method: "POST", path: /object/, ...fault });
    await open().put(bytes, "image/png", context);
    expect(server.objects.get(`pixora/${key}`)?.bytes.toString()).toBe("a picture");
    expect(count(/^POST/)).toBe(2);
  });

  it("but not for ever", async () => {
    server.fail({ method: "POST", path: /object/, hang: true, times: 9 });
    const put = open({ patience: { transferMilliseconds: 50 } }).put(bytes, "image/png", context);
    await expect(put).rejects.toMatchObject({ code: "timeout", retryable: true });
    expect(count(/^POST/)).toBe(IMPATIENT.tries);
  });

  it("too many calls for too long are said to be that", async () => {
    server.fail({ method: "POST", path: /object/, status: 429, times: 9 });
    await expect(open().put(bytes, "image/png", context)).rejects.toMatchObject({ code: "rate_limited" });
  });
});

it("a secret key is taken like the legacy one", async () => {
  const other = await startSupabaseServer({ key: "sb_secret_right" });
  const access = { url: other.url, serviceRoleKey: "sb_secret_right", bucket: "pixora" };
  const storage = createSupabaseStorage({ connection: connectSupabase(access, IMPATIENT), folder });
  await storage.put(bytes, "image/png", context);
  expect(other.objects.size).toBe(1);
  await other.close();
});
