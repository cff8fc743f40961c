import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Records, Storage } from "../../../providers/types.ts";
import { type DeletionParts, deleteTask, removeUnused } from "../../../server/files/delete-task.ts";
import { context, type DeletionRig, openDeletionRig } from "./deletion-rig.ts";

const partsOf = ({ stores, storage, records, places }: DeletionRig): DeletionParts => ({
  stores,
  storage,
  records,
  ...places,
});

/** Everything that is left of tasks, wherever it lies. */
async function leftOf({ dataDir, stores, records }: DeletionRig) {
  const namesIn = (folder: string) => readdir(join(dataDir, folder)).catch(() => []);
  const { rows } = await stores.tasks.list({ limit: 100 });
  return {
    rows: rows.map(({ id }) => id).sort(),
    records: [...records.names].sort(),
    films: (await namesIn("films")).sort(),
    assets: (await namesIn("assets")).length,
    uses: (await namesIn("asset-uses/tasks")).sort(),
    unused: (await namesIn("asset-uses/unused")).length,
  };
}

const NOTHING = { rows: [], records: [], films: [], assets: 0, uses: [], unused: 0 };

describe("a task that is deleted", () => {
  it("leaves nothing, and other tasks alone", async () => {
    const rig = await openDeletionRig();
    const one = await rig.make("one", ["fox", "lantern"]);
    const other = await rig.make("other", ["fox", "snow"]);
    await deleteTask(one, partsOf(rig), context);
    expect(await leftOf(rig)).toMatchObject({
      ...{ rows: ["other"], records: ["other"], films: ["other"], assets: 2, uses: ["other"], unused: 0 },
    });
    await deleteTask(other, partsOf(rig), context);
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it("may have been deleted before, or at the same time", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    await Promise.all([deleteTask(row, partsOf(rig), context), deleteTask(row, partsOf(rig), context)]);
    await deleteTask(row, partsOf(rig), context);
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it.each(["queued", "running"] as const)("has ended: one that is %s is refused, and keeps all", async (status) => {
    const rig = await openDeletionRig();
    const row = { ...(await rig.make("one", ["fox"])), status };
    await expect(deleteTask(row, partsOf(rig), context)).rejects.toMatchObject({ code: "task_busy" });
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], records: ["one"], films: ["one"], assets: 1 });
  });

  it("is not one that somebody goes on with meanwhile: it keeps its files", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"], "failed");
    await rig.stores.tasks.reopen("one", {});
    await expect(deleteTask(row, partsOf(rig), context)).rejects.toMatchObject({ code: "task_busy" });
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], films: ["one"], assets: 1, uses: ["one"] });
  });

  it("can be deleted again after a crash at any step, and nothing is left then", async () => {
    const steps = await deleteUpTo(await openDeletionRig(), Number.POSITIVE_INFINITY);
    expect(steps).toEqual(["records.remove", "unpublish", "get", "release", "sweep", "remove", "delete"]);
    for (let last = 0; last < steps.length; last += 1) {
      const rig = await openDeletionRig();
      await deleteUpTo(rig, last);
      const row = await rig.stores.tasks.get("one");
      expect(row).not.toBeNull();
      if (row) await deleteTask(row, partsOf(rig), context);
      expect(await leftOf(rig)).toEqual(NOTHING);
    }
  });

  it("whose stored files cannot be removed keeps its row and says so; the next deletion removes them", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    const broken = { ...rig.storage, remove: () => Promise.reject(new Error("The bucket is away.")) };
    await expect(deleteTask(row, { ...partsOf(rig), storage: broken }, context)).rejects.toThrow("away");
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], assets: 1, unused: 1 });
    await removeUnused(rig.stores.assets, rig.storage);
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], assets: 0, unused: 0 });
  });
});

/** Deletes a task, and crashes after so many steps. Tells which were made. */
async function deleteUpTo(rig: DeletionRig, last: number): Promise<string[]> {
  const row = await rig.make("one", ["fox", "lantern"]);
  const made: string[] = [];
  const step =
    <Arguments extends unknown[], Result>(name: string, work: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments) => {
      if (made.length >= last) throw new Error("crashed");
      made.push(name);
      return work(...given);
    };
  const { stores, storage, records, places } = rig;
  const { tasks, assets } = stores;
  const parts: DeletionParts = {
    stores: {
      tasks: { ...tasks, get: step("get", tasks.get), delete: step("delete", tasks.delete) },
      assets: { ...assets, release: step("release", assets.release), sweep: step("sweep", assets.sweep) },
    },
    storage: {
      unpublish: step<Parameters<Storage["unpublish"]>, void>("unpublish", storage.unpublish),
      remove: step<Parameters<Storage["remove"]>, void>("remove", storage.remove),
    },
    records: { ...records, remove: step<Parameters<Records["remove"]>, void>("records.remove", records.remove) },
    ...places,
  };
  await deleteTask(row, parts, context).catch((error: unknown) => {
    if (last === Number.POSITIVE_INFINITY) throw error;
  });
  return made;
}

describe("another task that stores the same bytes at that moment", () => {
  it("never loses its file, whatever the order of the two", async () => {
    const rig = await openDeletionRig();
    for (let round = 0; round < 40; round += 1) {
      const row = await rig.make(`one-${round}`, ["fox"]);
      const late = new Promise((resolve) => setTimeout(resolve, round / 4));
      const [, key] = await Promise.all([
        deleteTask(row, partsOf(rig), context),
        late.then(() => rig.store(`other-${round}`, "fox")),
      ]);
      expect(await readFile(await rig.storage.localPath(key, context), "utf8")).toBe("fox");
      await rig.stores.assets.release(`other-${round}`);
      if (round % 2 === 0) await removeUnused(rig.stores.assets, rig.storage);
    }
  });

  it("waits while it is being removed, and stores it anew", async () => {
    const rig = await openDeletionRig();
    const row = await rig.make("one", ["fox"]);
    let storing: Promise<string> | null = null;
    const remove: Storage["remove"] = async (keys, removing) => {
      storing = rig.store("other", "fox");
      await rig.store("other", "something else");
      await rig.storage.remove(keys, removing);
    };
    await deleteTask(row, { ...partsOf(rig), storage: { ...rig.storage, remove } }, context);
    const key = (await storing) ?? "";
    expect(await readFile(await rig.storage.localPath(key, context), "utf8")).toBe("fox");
  });
});
