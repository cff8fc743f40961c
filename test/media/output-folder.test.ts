import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hiddenFile, prepareFolder, removeUnfinished, writeDocument } from "../../media/output-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-output-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the output folder", () => {
  it("is made with all that is above it, and may exist already", async () => {
    const deep = join(folder, "a", "b");
    await prepareFolder(deep);
    await prepareFolder(deep);
    expect(await readdir(deep)).toEqual([]);
  });

  it("that is a file is refused in one line that says what to do", async () => {
    const file = join(folder, "film");
    await writeFile(file, "");
    for (const path of [file, join(file, "below")]) {
      await expect(prepareFolder(path)).rejects.toMatchObject({
        code: "output_unwritable",
        message: `${path} is, or lies in, a file and not a folder: choose another folder with --out.`,
      });
    }
  });

  it("receives documents whole, described by their bytes", async () => {
    const described = await writeDocument(folder, "manifest.json", "{}\n");
    expect(described).toEqual({
      name: "manifest.json",
      mediaType: "application/json",
      bytes: 3,
      sha256: createHash("sha256").update("{}\n").digest("hex"),
    });
    expect(await readdir(folder)).toEqual(["manifest.json"]);
  });

  it("that is gone is reported, and an earlier document elsewhere stays", async () => {
    await writeDocument(folder, "manifest.json", "old");
    await expect(writeDocument(join(folder, "gone"), "manifest.json", "new")).rejects.toMatchObject({
      code: "output_unwritable",
    });
    expect(await readFile(join(folder, "manifest.json"), "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["manifest.json"]);
  });

  it("is cleared of what a process left unfinished that is gone, and of nothing else", async () => {
    const child = spawn("true");
    await once(child, "exit");
    const crashed = `.video.mp4.${hostname()}-${child.pid}-0a1b2c`;
    const mine = basename(hiddenFile(folder, "video.mp4").unfinished);
    const others = [mine, ".video.mp4.elsewhere-1-0a1b2c", ".hidden", ".some.conf.of-mine", "video.mp4"];
    for (const name of [crashed, ...others]) await writeFile(join(folder, name), "");
    await removeUnfinished(folder);
    expect((await readdir(folder)).sort()).toEqual(others.sort());
  });
});
