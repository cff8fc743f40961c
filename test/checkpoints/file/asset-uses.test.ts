import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeAssetUses } from "../../contract/checkpoints/asset-uses.ts";
import { openFileStores } from "./stores.ts";

describeAssetUses("the file store", openFileStores);

describe("the uses of files in a folder", () => {
  const name = `${"0".repeat(64)}.png`;
  let opened: Awaited<ReturnType<typeof openFileStores>>;
  beforeEach(async () => {
    opened = await openFileStores();
  });
  afterEach(() => opened.close());

  const placeOf = (...parts: string[]) => join(opened.dataDir, "asset-uses", ...parts);
  const sweep = async () => {
    const removed: string[] = [];
    await opened.stores.assets.sweep(async (keys) => void removed.push(...keys));
    return removed;
  };

  it("leave nothing behind when all is removed", async () => {
    await opened.stores.assets.add("a", [`assets/${name}`]);
    await opened.stores.assets.release("a");
    expect(await sweep()).toEqual([`assets/${name}`]);
    expect(await Promise.all(["files", "tasks", "unused"].map((part) => readdir(placeOf(part))))).toEqual([[], [], []]);
  });

  it("are released after a crash between any two steps of a release", async () => {
    await opened.stores.assets.add("a", [`assets/${name}`]);
    await mkdir(placeOf("unused"), { recursive: true });
    await writeFile(placeOf("unused", name), "");
    await rm(placeOf("files", name, "a"));
    await opened.stores.assets.release("a");
    expect(await sweep()).toEqual([`assets/${name}`]);
  });

  it("are there after a crash between the two steps of an entry, so that a release finds them", async () => {
    await mkdir(placeOf("tasks", "a"), { recursive: true });
    await writeFile(placeOf("tasks", "a", name), "");
    await opened.stores.assets.release("a");
    expect(await sweep()).toEqual([`assets/${name}`]);
  });

  it("wait on when the removal fails, which is told", async () => {
    await opened.stores.assets.add("a", [`assets/${name}`]);
    await opened.stores.assets.release("a");
    const failing = opened.stores.assets.sweep(() => Promise.reject(new Error("The bucket is away.")));
    await expect(failing).rejects.toMatchObject({ code: "store_failed" });
    expect(await sweep()).toEqual([`assets/${name}`]);
  });

  it("take no name that leaves the folder", async () => {
    const add = opened.stores.assets.add("a", ["assets/../../secret"]);
    await expect(add).rejects.toMatchObject({ code: "internal" });
  });
});
