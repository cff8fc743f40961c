import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPieceCache } from "../../../media/pieces/piece-cache.ts";
import { PixoraError } from "../../../models/error.ts";

const LARGE = 1_000_000;
const maker = async () => "an encoder";
let base: string;
let folder: string;
let films = 0;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "pixora-cache-"));
  folder = join(base, "cache");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const open = (maxBytes = LARGE) => createPieceCache({ folder, maxBytes, maker });

/** A file of a film, of so many bytes. */
async function aFile(content: string, bytes = content.length): Promise<string> {
  const path = join(base, `film-${films++}.mp4`);
  await writeFile(path, content.padEnd(bytes, "."));
  return path;
}

/** Where a film would have the file. */
const place = () => join(base, `taken-${films++}.mp4`);

async function entries(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.includes("/")).map((name) => join(folder, name));
}

/** The entry that holds this content. */
async function entryOf(content: string): Promise<string> {
  for (const path of await entries()) if ((await readFile(path, "utf8")).startsWith(content)) return path;
  throw new Error(`No entry holds ${content}.`);
}

describe("a piece cache", () => {
  it("gives what was kept under a name, to other caches of its folder too, and nothing under other names", async () => {
    await open().keep("piece-a.mp4", await aFile("frames"));
    const path = place();
    expect(await open().take("piece-a.mp4", path)).toBe(true);
    expect(await readFile(path, "utf8")).toBe("frames");
    for (const name of ["piece-b.mp4", "piece-a.json"]) expect(await open().take(name, place())).toBe(false);
  });

  it("gives nothing that another encoder made", async () => {
    await open().keep("piece-a.mp4", await aFile("frames"));
    const other = createPieceCache({ folder, maxBytes: LARGE, maker: async () => "another encoder" });
    const path = place();
    expect(await other.take("piece-a.mp4", path)).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  it("has one copy of a file and its entry on the disk, and the film's name outlives the entry", async () => {
    const file = await aFile("frames");
    await open().keep("piece-a.mp4", file);
    const path = place();
    await open().take("piece-a.mp4", path);
    expect((await stat(path)).ino).toBe((await stat(file)).ino);
    await rm(folder, { recursive: true });
    expect(await readFile(path, "utf8")).toBe("frames");
  });

  it.each([
    ["changed", (entry: string) => writeFile(entry, "framez")],
    ["cut short", (entry: string) => truncate(entry, 3)],
    ["emptied", (entry: string) => truncate(entry, 0)],
  ])("removes an entry that was %s, and takes a sound one after that", async (_name, damage) => {
    const cache = open();
    await cache.keep("piece-a.mp4", await aFile("frames"));
    await damage(await entryOf("frames"));
    const path = place();
    expect(await cache.take("piece-a.mp4", path)).toBe(false);
    expect(existsSync(path)).toBe(false);
    expect(await entries()).toEqual([]);
    await cache.keep("piece-a.mp4", await aFile("frames"));
    expect(await cache.take("piece-a.mp4", path)).toBe(true);
  });

  it("evicts what was longest not used, down to below its limit", async () => {
    const cache = open(3500);
    for (const [age, content] of ["first", "second", "third"].entries()) {
      await cache.keep(`piece-${content}.mp4`, await aFile(content, 1000));
      await utimes(await entryOf(content), new Date(), new Date(Date.now() - 60_000 * (10 - age)));
    }
    expect(await cache.take("piece-first.mp4", place())).toBe(true);
    await cache.keep("piece-fourth.mp4", await aFile("fourth", 1000));
    const there = await Promise.all(
      ["first", "second", "third", "fourth"].map((content) => cache.take(`piece-${content}.mp4`, place())),
    );
    expect(there).toEqual([true, false, true, true]);
  });

  it("counts what other processes keep in its folder", async () => {
    const caches = [open(4000), open(4000)];
    for (let index = 0; index < 12; index++) {
      await caches[index % 2]?.keep(`piece-${index}.mp4`, await aFile(`${index}`, 1000));
    }
    expect((await entries()).length).toBeLessThanOrEqual(4);
    expect(await caches[0]?.take("piece-11.mp4", place())).toBe(true);
  });

  it("bears that others evict, keep and take the same at the same time", async () => {
    const caches = Array.from({ length: 4 }, () => open(5000));
    const works = caches.flatMap((cache, number) =>
      Array.from({ length: 20 }, async (_, index) => {
        const name = `piece-${index % 7}.mp4`;
        const path = place();
        if (await cache.take(name, path)) expect(await readFile(path, "utf8")).toBe(`${index % 7}`.padEnd(1000, "."));
        else await cache.keep(name, await aFile(`${index % 7}`, 1000));
        expect(cache.problem(), `cache ${number}`).toBeNull();
      }),
    );
    await Promise.all(works);
    expect((await entries()).length).toBeLessThanOrEqual(5);
  });

  it("gives up as much of the disk as it is asked for", async () => {
    const cache = open();
    for (const content of ["a", "b", "c"]) await cache.keep(`piece-${content}.mp4`, await aFile(content, 1000));
    await cache.release(1500);
    expect((await entries()).length).toBeLessThanOrEqual(1);
  });

  it("removes what writers that crashed have left, and not what others write just now", async () => {
    await mkdir(join(folder, "ab"), { recursive: true });
    const [crashed, writing] = [".unfinished-crashed", ".unfinished-writing"].map((name) => join(folder, "ab", name));
    for (const path of [crashed, writing]) await writeFile(path ?? "", "half");
    await utimes(crashed ?? "", new Date(), new Date(Date.now() - 2 * 3_600_000));
    await open().keep("piece-a.mp4", await aFile("frames"));
    expect(existsSync(crashed ?? "")).toBe(false);
    expect(existsSync(writing ?? "")).toBe(true);
  });

  it("says why it keeps nothing where it cannot be written, and finds nothing there", async () => {
    await writeFile(folder, "not a folder");
    const cache = open();
    await cache.keep("piece-a.mp4", await aFile("frames"));
    expect(cache.problem()).toContain("is, or lies in, a file and not a folder");
    expect(await cache.take("piece-a.mp4", place())).toBe(false);
    await rm(folder);
    await cache.keep("piece-a.mp4", await aFile("frames"));
    expect(cache.problem()).toBeNull();
  });

  it("does not fail a film when what makes its files cannot be told", async () => {
    const gone = new PixoraError("missing_program", "ffmpeg is gone.");
    const cache = createPieceCache({ folder, maxBytes: LARGE, maker: () => Promise.reject(gone) });
    await cache.keep("piece-a.mp4", await aFile("frames"));
    expect(cache.problem()).toBe("ffmpeg is gone.");
    expect(await cache.take("piece-a.mp4", place())).toBe(false);
  });

  it.skipIf(!existsSync("/dev/shm"))("copies, whole, where a film lies on another disk", async () => {
    const elsewhere = await mkdtemp("/dev/shm/pixora-cache-");
    try {
      const file = join(elsewhere, "film.mp4");
      await writeFile(file, "frames");
      await open().keep("piece-a.mp4", file);
      expect((await stat(await entryOf("frames"))).dev).not.toBe((await stat(file)).dev);
      const path = join(elsewhere, "taken.mp4");
      expect(await open().take("piece-a.mp4", path)).toBe(true);
      expect(await readFile(path, "utf8")).toBe("frames");
      expect(await entries()).toHaveLength(1);
      expect(await readdir(elsewhere)).toEqual(["film.mp4", "taken.mp4"]);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it("names an entry by the hash of its bytes, so that anybody can check them", async () => {
    await open().keep("piece-a.mp4", await aFile("frames"));
    const hash = createHash("sha256").update("frames").digest("hex");
    expect(await entryOf("frames")).toMatch(new RegExp(`/[0-9a-f]{64}\\.${hash}\\.mp4$`));
  });
});
