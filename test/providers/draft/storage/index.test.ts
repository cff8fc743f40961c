import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFolderStorage } from "../../../../providers/draft/storage/index.ts";
import { describeStorage } from "../../../contract/storage.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-storage-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const context = { signal: new AbortController().signal };
const bytes = new TextEncoder().encode("a picture");

describeStorage("the folder", () => createFolderStorage({ folder }));

it("nothing but the finished file is left in the folder", async () => {
  const { sha256 } = await createFolderStorage({ folder }).put(bytes, "image/png", context);
  expect(await readdir(join(folder, "assets"))).toEqual([`${sha256}.png`]);
});

it("half a file under the final name, as after a crash of another program, is made whole", async () => {
  const storage = createFolderStorage({ folder });
  const { key } = await storage.put(bytes, "image/png", context);
  await writeFile(join(folder, key), "a pic");
  await storage.put(bytes, "image/png", context);
  expect(await readdir(join(folder, "assets"))).toHaveLength(1);
  expect(await readFile(join(folder, key), "utf8")).toBe("a picture");
});

it("a folder that is a file is named in the error", async () => {
  const path = join(folder, "taken");
  await writeFile(path, "");
  const put = createFolderStorage({ folder: path }).put(bytes, "image/png", context);
  await expect(put).rejects.toMatchObject({ code: "output_unwritable", message: expect.stringContaining(path) });
});

it.skipIf(process.getuid?.() === 0)("a folder that may not be written is named in the error", async () => {
  await chmod(folder, 0o500);
  const put = createFolderStorage({ folder }).put(bytes, "image/png", context);
  await expect(put).rejects.toMatchObject({ code: "output_unwritable", message: expect.stringContaining(folder) });
});
