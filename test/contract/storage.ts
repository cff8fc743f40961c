import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Storage } from "../../providers/types.ts";

/** What every storage keeps, whoever runs it. */
export function describeStorage(name: string, open: () => Storage | Promise<Storage>): void {
  describe(`${name} keeps the storage contract`, () => {
    const context = { signal: new AbortController().signal };
    const bytes = new TextEncoder().encode("a picture");
    const sha256 = createHash("sha256").update(bytes).digest("hex");

    it("a file is named by the hash of its bytes", async () => {
      const storage = await open();
      const file = await storage.put(bytes, "image/png", context);
      expect(file).toEqual({ key: `assets/${sha256}.png`, sha256, bytes: bytes.byteLength });
    });

    it("the local copy holds the very bytes", async () => {
      const storage = await open();
      const { key } = await storage.put(bytes, "audio/wav", context);
      const path = await storage.localPath(key, context);
      expect(isAbsolute(path)).toBe(true);
      expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    });

    it("the same bytes stored again, even at the same time, are one file", async () => {
      const storage = await open();
      const files = await Promise.all([1, 2, 3].map(() => storage.put(bytes, "image/png", context)));
      expect(new Set(files.map((file) => file.key)).size).toBe(1);
      const path = await storage.localPath(`assets/${sha256}.png`, context);
      expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    });

    it("an unknown key is refused", async () => {
      const storage = await open();
      const unknown = `assets/${"0".repeat(64)}.png`;
      await expect(storage.localPath(unknown, context)).rejects.toMatchObject({ code: "vendor_failed" });
    });

    it("a key that leaves the storage is refused", async () => {
      const storage = await open();
      for (const key of ["../secret.png", "assets/../../secret.png", "/etc/passwd", `assets/${sha256}.png/../x`]) {
        await expect(storage.localPath(key, context)).rejects.toMatchObject({ code: "vendor_failed" });
      }
    });

    it("a cancelled call stores nothing", async () => {
      const storage = await open();
      const other = new TextEncoder().encode("never stored");
      const put = storage.put(other, "image/png", { signal: AbortSignal.abort() });
      await expect(put).rejects.toMatchObject({ code: "cancelled" });
      const key = `assets/${createHash("sha256").update(other).digest("hex")}.png`;
      await expect(storage.localPath(key, context)).rejects.toMatchObject({ code: "vendor_failed" });
    });

    it("a finished file can be got where it was published, also after it was made anew", async () => {
      const storage = await open();
      const folder = await mkdtemp(join(tmpdir(), "pixora-finished-"));
      const path = join(folder, "poster.jpg");
      for (const film of ["the first film", "the film made anew"]) {
        await writeFile(path, film);
        const finished = { taskId: "task-1", owner: null, path, name: "poster.jpg", mediaType: "image/jpeg" };
        expect(await textAt(await storage.publish(finished, context))).toBe(film);
      }
      await rm(folder, { recursive: true });
    });

    it("a published file that is elsewhere has a link that anybody can follow, until it is taken back", async () => {
      const storage = await open();
      const folder = await mkdtemp(join(tmpdir(), "pixora-finished-"));
      const path = join(folder, "poster.jpg");
      await writeFile(path, "a poster");
      for (const owner of [null, "key:shop", "user:11111111-1111-4111-8111-111111111111"]) {
        const file = { taskId: "task-1", owner, name: "poster.jpg" };
        const place = await storage.publish({ ...file, path, mediaType: "image/jpeg" }, context);
        const link = await storage.link(file, context);
        expect(link === null).toBe(isAbsolute(place));
        if (link !== null) expect(await textAt(link)).toBe("a poster");
        for (const _time of [1, 2]) await storage.unpublish([file], context);
        expect(await storage.link(file, context)).toBeNull();
        if (link !== null) expect((await fetch(link)).ok).toBe(false);
        expect(await readFile(path, "utf8")).toBe("a poster");
      }
      await rm(folder, { recursive: true });
    });

    it("what was never published has no link", async () => {
      const storage = await open();
      expect(await storage.link({ taskId: "task-2", owner: null, name: "video.mp4" }, context)).toBeNull();
    });

    it("a removed file is gone, with its copy, and can be stored anew", async () => {
      const storage = await open();
      const { key } = await storage.put(bytes, "image/png", context);
      const path = await storage.localPath(key, context);
      const never = `assets/${"0".repeat(64)}.png`;
      for (const _time of [1, 2]) await storage.remove([key, never], context);
      await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
      await expect(storage.localPath(key, context)).rejects.toMatchObject({ code: "vendor_failed" });
      await storage.put(bytes, "image/png", context);
      expect(new Uint8Array(await readFile(await storage.localPath(key, context)))).toEqual(bytes);
    });

    it("nothing outside is removed, and nothing by a call that was cancelled", async () => {
      const storage = await open();
      const { key } = await storage.put(bytes, "image/png", context);
      await expect(storage.remove([key], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
      await expect(storage.remove(["assets/../../etc/passwd"], context)).rejects.toMatchObject({
        code: "vendor_failed",
      });
      await storage.localPath(key, context);
    });

    it("a storage that works says so", async () => {
      const storage = await open();
      await expect(storage.ready(context)).resolves.toBeUndefined();
    });
  });
}

/** What a user finds by a URL, or by a path on this machine. */
async function textAt(place: string): Promise<string> {
  return isAbsolute(place) ? readFile(place, "utf8") : (await fetch(place)).text();
}
