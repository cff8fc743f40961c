import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "../../../checkpoints/file/journal.ts";
import type { JournalLine } from "../../../checkpoints/file/journal-lines.ts";

const result = (name: string): JournalLine => ({ kind: "result", name, result: name.toUpperCase() });

describe("a journal", () => {
  let folder: string;
  let path: string;
  let flushes: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pixora-journal-"));
    path = join(folder, "task-1.jsonl");
    flushes = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () =>
    openJournal(path, () => {
      flushes += 1;
    });
  const add = (journal: ReturnType<typeof open>, ...names: string[]) =>
    journal.change(() => ({ lines: names.map(result), result: undefined }), "disk");
  const namesIn = (journal: ReturnType<typeof open>) => journal.read(({ results }) => [...results.keys()]);

  it("has changes of one moment written together, in the order of asking", async () => {
    const journal = open();
    const names = Array.from({ length: 50 }, (_, place) => `result-${place}`);
    await Promise.all(names.map((name) => add(journal, name)));
    expect(flushes).toBeLessThanOrEqual(2);
    expect(await namesIn(open())).toEqual(names);
  });

  it("lets a change see those before it, and refuse itself alone", async () => {
    const journal = open();
    const once = (name: string) =>
      journal.change((state) => {
        if (state.results.size > 0) throw new RangeError("too late");
        return { lines: [result(name)], result: name };
      }, "disk");
    const [first, second, third] = await Promise.allSettled([once("a"), once("b"), add(journal, "c")]);
    expect(first).toEqual({ status: "fulfilled", value: "a" });
    expect(second).toMatchObject({ status: "rejected", reason: { message: "too late" } });
    expect(third?.status).toBe("fulfilled");
    expect(await namesIn(open())).toEqual(["a", "c"]);
  });

  it("drops half a last line, and goes on with whole ones", async () => {
    await add(open(), "a", "b");
    await truncate(path, (await readFile(path)).length - 5);
    const journal = open();
    expect(await namesIn(journal)).toEqual(["a"]);
    await journal.mend();
    await add(journal, "c");
    expect(await namesIn(open())).toEqual(["a", "c"]);
  });

  it("begins anew when a crash left half a first line", async () => {
    await writeFile(path, '{"kind":"jour');
    const journal = open();
    await journal.mend();
    await add(journal, "a");
    expect(await namesIn(open())).toEqual(["a"]);
  });

  it("waits for a line that another process is writing", async () => {
    const journal = open();
    await add(journal, "a");
    const line = `${JSON.stringify(result("b"))}\n`;
    await appendFile(path, line.slice(0, 20));
    const adding = add(journal, "c");
    await namesIn(open());
    await appendFile(path, line.slice(20));
    await adding;
    expect(await namesIn(open())).toEqual(["a", "b", "c"]);
  });

  it("names the line that is broken", async () => {
    await add(open(), "a", "b", "c");
    const lines = (await readFile(path, "utf8")).split("\n");
    await writeFile(path, lines.with(2, '{"kind":"result"').join("\n"));
    await expect(namesIn(open())).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining(`${path}:3`),
    });
  });

  it("shows what others added, and what took its place", async () => {
    const [one, other] = [open(), open()];
    await add(one, "a");
    await add(other, "b");
    await add(one, "c");
    expect(await namesIn(other)).toEqual(["a", "b", "c"]);
    await one.remove();
    expect(await namesIn(other)).toEqual([]);
    await add(one, "d", "e", "f");
    expect(await namesIn(other)).toEqual(["d", "e", "f"]);
  });

  it("keeps what others add while it is made smaller", async () => {
    const [holder, other] = [open(), open()];
    const names = Array.from({ length: 60 }, (_, place) => `result-${place}`);
    const adding = (async () => {
      for (const name of names) await add(other, name);
    })();
    for (let count = 0; count < 15; count += 1) await holder.compact();
    await adding;
    expect((await namesIn(open())).sort()).toEqual(names.sort());
  });

  it("has many write at once, and each line whole and once", async () => {
    const names = Array.from({ length: 100 }, (_, place) => `result-${place}`);
    await Promise.all(
      [open(), open(), open(), open()].flatMap((one, n) => names.map((name) => add(one, `${n}${name}`))),
    );
    expect(await namesIn(open())).toHaveLength(400);
    expect(
      (await readFile(path, "utf8"))
        .trimEnd()
        .split("\n")
        .filter((line) => line.includes("result-")),
    ).toHaveLength(400);
  });

  it("says what to do when it cannot be written", async () => {
    const journal = openJournal(folder, () => {});
    await expect(add(journal, "a")).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining(folder),
    });
    const other = open();
    await add(other, "a");
    expect(await namesIn(other)).toEqual(["a"]);
  });
});
