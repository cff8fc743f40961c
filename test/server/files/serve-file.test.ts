import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, asyncProperty, integer, record } from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServedFile, serveFile } from "../../../server/files/serve-file.ts";
import { askAndNeverRead, serveOverHttp, timesOpen } from "./http.ts";

const MB = 1024 * 1024;
const content = randomBytes(300_001);
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-serve-"));
  path = join(folder, "video.mp4");
  await writeFile(path, content);
});
afterEach(() => rm(folder, { recursive: true }));

function serveIt(changes: Partial<ServedFile> = {}): Promise<string> {
  const served = { path, mediaType: "video/mp4", downloadName: "task-1.mp4", isLasting: false, ...changes };
  return serveOverHttp((request) => serveFile(served, request));
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const get = (url: string, headers: Record<string, string>, method = "GET") => fetch(url, { headers, method });

describe("a file", () => {
  it("comes whole, with all that a client should know of it", async () => {
    const answer = await get(await serveIt(), {});
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": "300001",
      "accept-ranges": "bytes",
      "cache-control": "private, no-cache",
      "content-disposition": 'inline; filename="task-1.mp4"',
      "x-content-type-options": "nosniff",
      etag: expect.stringMatching(/^"[0-9a-z-]+"$/),
      "last-modified": expect.stringMatching(/GMT$/),
    });
    expect((await bytesOf(answer)).equals(content)).toBe(true);
  });

  it("comes in any part that is asked for, byte for byte", async () => {
    const url = await serveIt();
    const places = record({
      start: integer({ min: 0, max: content.length - 1 }),
      length: integer({ min: 1, max: content.length }),
    });
    await assert(
      asyncProperty(places, async ({ start, length }) => {
        const end = Math.min(start + length, content.length) - 1;
        const answer = await get(url, { range: `bytes=${start}-${start + length - 1}` });
        expect(answer.status).toBe(206);
        expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end}/${content.length}`);
        expect(answer.headers.get("content-length")).toBe(String(end - start + 1));
        expect((await bytesOf(answer)).equals(content.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 100 },
    );
    await assert(
      asyncProperty(integer({ min: 1, max: 2 * content.length }), async (length) => {
        const answer = await get(url, { range: `bytes=-${length}` });
        expect(answer.status).toBe(206);
        expect((await bytesOf(answer)).equals(content.subarray(-length))).toBe(true);
      }),
      { numRuns: 50 },
    );
    await expect.poll(() => timesOpen(path)).toBe(0);
  });

  it.each(["bytes=0-1,5-6", "bytes=x", "pages=1-2"])("comes whole for %j", async (range) => {
    const answer = await get(await serveIt(), { range });
    expect(answer.status).toBe(200);
    expect((await bytesOf(answer)).equals(content)).toBe(true);
  });

  it("has no part beyond its end, and says how long it is", async () => {
    const answer = await get(await serveIt(), { range: "bytes=300001-" });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe("bytes */300001");
    expect(await answer.json()).toMatchObject({ code: "range_not_satisfiable", status: 416 });
    expect(await timesOpen(path)).toBe(0);
  });

  it("is told of by HEAD, without its bytes and whatever part is asked for", async () => {
    const url = await serveIt();
    const whole = await get(url, {});
    const head = await get(url, { range: "bytes=0-9" }, "HEAD");
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    for (const name of ["content-length", "content-type", "etag", "last-modified", "accept-ranges"]) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
    await whole.body?.cancel();
    await expect.poll(() => timesOpen(path)).toBe(0);
  });

  it("that is empty comes empty", async () => {
    await truncate(path);
    const answer = await get(await serveIt(), {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-length")).toBe("0");
    expect(await answer.text()).toBe("");
    expect(await timesOpen(path)).toBe(0);
  });

  it("whose hash is known and that never changes says both", async () => {
    const sha256 = createHash("sha256").update(content).digest("hex");
    const { headers } = await get(await serveIt({ sha256, isLasting: true }), {}, "HEAD");
    expect(headers.get("etag")).toBe(`"${sha256}"`);
    expect(headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  });

  it("that is a drawing runs no script where it is opened by itself", async () => {
    const { headers } = await get(await serveIt({ mediaType: "image/svg+xml" }), {}, "HEAD");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("puts nothing into a header by its name", async () => {
    const { headers } = await get(await serveIt({ downloadName: 'a"\r\nx: y' }), {}, "HEAD");
    expect(headers.get("content-disposition")).toBe('inline; filename="a___x__y"');
    expect(headers.get("x")).toBeNull();
  });
});

describe("what a client has already", () => {
  async function known(url: string) {
    const { headers } = await get(url, {}, "HEAD");
    return { etag: headers.get("etag") ?? "", modified: headers.get("last-modified") ?? "" };
  }

  it("is not sent again, by its tag or by its time", async () => {
    const url = await serveIt();
    const { etag, modified } = await known(url);
    for (const headers of [
      { "if-none-match": etag },
      { "if-none-match": `"other", W/${etag}` },
      { "if-none-match": "*" },
      { "if-modified-since": modified },
      { "if-none-match": etag, range: "bytes=0-1" },
    ]) {
      const answer = await get(url, headers);
      expect([answer.status, await answer.text()]).toEqual([304, ""]);
      expect(answer.headers.get("etag")).toBe(etag);
    }
    expect(await timesOpen(path)).toBe(0);
  });

  it("is sent when it is another by now, and a tag counts more than a time", async () => {
    const url = await serveIt();
    const { etag, modified } = await known(url);
    expect((await get(url, { "if-none-match": '"other"', "if-modified-since": modified }, "HEAD")).status).toBe(200);
    expect((await get(url, { "if-modified-since": "no time" }, "HEAD")).status).toBe(200);
    await writeFile(path, content);
    await utimes(path, 4_000_000_000, 4_000_000_000);
    expect((await get(url, { "if-none-match": etag }, "HEAD")).status).toBe(200);
    expect((await get(url, { "if-modified-since": modified }, "HEAD")).status).toBe(200);
  });

  it("is gone on with only while it is the same file", async () => {
    const url = await serveIt();
    const { etag, modified } = await known(url);
    const statusOf = async (condition: string) => {
      const answer = await get(url, { range: "bytes=1-2", "if-range": condition });
      await answer.body?.cancel();
      return answer.status;
    };
    expect(await statusOf(etag)).toBe(206);
    expect(await statusOf(modified)).toBe(206);
    expect(await statusOf(`W/${etag}`)).toBe(200);
    expect(await statusOf('"other"')).toBe(200);
    expect(await statusOf("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(200);
  });
});

describe("no file", () => {
  const answered = () =>
    serveFile({ path, mediaType: "video/mp4", downloadName: "a", isLasting: false }, new Request("http://a"));

  it.each([
    ["is not there", () => rm(path)],
    ["is a folder", () => rm(path).then(() => mkdir(path))],
    ["is a link out of the folder", () => rm(path).then(() => symlink("/etc/passwd", path))],
    ["is a pipe that nobody writes to", () => rm(path).then(() => void execFileSync("mkfifo", [path]))],
  ])("is served where there %s", async (_title, change) => {
    await change();
    expect(await answered()).toBeNull();
    expect(await timesOpen(path)).toBe(0);
  });
});

describe("a client that goes away", () => {
  beforeEach(() => truncate(path, 200 * MB));

  it("in the middle leaves no file open", async () => {
    const url = await serveIt();
    const leave = new AbortController();
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(url, { signal: leave.signal })));
    await Promise.all(answers.map((answer) => answer.body?.getReader().read()));
    expect(await timesOpen(path)).toBe(20);
    leave.abort();
    await expect.poll(() => timesOpen(path)).toBe(0);
  });

  it("without having read a byte leaves no file open, and the file is not read into memory for it", async () => {
    const url = await serveIt();
    const before = process.memoryUsage().rss;
    const clients = await Promise.all(Array.from({ length: 5 }, () => askAndNeverRead(url)));
    await expect.poll(() => timesOpen(path)).toBe(5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
    for (const client of clients) client.leave();
    await expect.poll(() => timesOpen(path)).toBe(0);
  });
});
