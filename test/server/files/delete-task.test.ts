import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PixoraError } from "../../../models/error.ts";
import type { Records, Storage } from "../../../providers/types.ts";
import { type DeletionParts, deleteTask, endDeletions } from "../../../server/files/delete-task.ts";
import { context, type DeletionRig, openDeletionRig } from "./deletion-rig.ts";

const partsOf = ({ stores, storage, records, places }: DeletionRig): DeletionParts => ({
  stores,
  storage,
  records,
  ...places,
  onLeft(error) {
    throw error;
  },
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
    await rig.make("one", ["fox", "lantern"]);
    await rig.make("other", ["fox", "snow"]);
    await deleteTask("one", partsOf(rig));
    expect(await leftOf(rig)).toMatchObject({
      ...{ rows: ["other"], records: ["other"], films: ["other"], assets: 2, uses: ["other"], unused: 0 },
    });
    await deleteTask("other", partsOf(rig));
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it("may have been deleted before, or at the same time", async () => {
    const rig = await openDeletionRig();
    await rig.make("one", ["fox"]);
    await Promise.all([deleteTask("one", partsOf(rig)), deleteTask("one", partsOf(rig))]);
    await deleteTask("one", partsOf(rig));
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it("has ended: one that is gone on with is refused, and keeps all", async () => {
    const rig = await openDeletionRig();
    await rig.make("one", ["fox"], "failed");
    await rig.stores.tasks.reopen("one", {});
    await expect(deleteTask("one", partsOf(rig))).rejects.toMatchObject({ code: "task_busy" });
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], records: ["one"], films: ["one"], assets: 1 });
  });

  it("is not gone on with by anybody once its deletion has begun", async () => {
    const rig = await openDeletionRig();
    await rig.make("one", ["fox"], "failed");
    const reopenings: unknown[] = [];
    const records: Records = {
      ...rig.records,
      async remove(id, removing) {
        reopenings.push(await rig.stores.tasks.reopen(id, {}).catch((error: unknown) => error));
        await rig.records.remove(id, removing);
      },
    };
    await deleteTask("one", { ...partsOf(rig), records });
    expect(reopenings).toMatchObject([{ code: "task_unknown" }]);
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it("is hidden after a crash at any step, and nothing is left when its deletion is ended", async () => {
    const steps = await deleteUpTo(await openDeletionRig(), Number.POSITIVE_INFINITY);
    expect(steps).toEqual(["condemn", "records.remove", "unpublish", "release", "delete", "sweep", "remove"]);
    for (let last = 1; last < steps.length; last += 1) {
      const rig = await openDeletionRig();
      await deleteUpTo(rig, last);
      expect(await rig.stores.tasks.get("one")).toBeNull();
      await endDeletions(partsOf(rig));
      expect(await leftOf(rig)).toEqual(NOTHING);
    }
  });

  it("keeps all after a crash before it was hidden", async () => {
    const rig = await openDeletionRig();
    await deleteUpTo(rig, 0);
    await endDeletions(partsOf(rig));
    expect(await leftOf(rig)).toMatchObject({ rows: ["one"], records: ["one"], films: ["one"], assets: 2 });
  });

  it("is gone while stored files cannot be removed, which is told, and is done later", async () => {
    const rig = await openDeletionRig();
    for (const id of ["one", "other"]) await rig.make(id, [id]);
    const told: unknown[] = [];
    const problem = new PixoraError("vendor_failed", "The bucket is away.");
    const away = () => Promise.reject(problem);
    const parts = {
      ...partsOf(rig),
      storage: { ...rig.storage, remove: away },
      onLeft: (error: unknown) => told.push(error),
    };
    for (const id of ["one", "other"]) await deleteTask(id, parts);
    expect(told).toEqual([problem, problem]);
    expect(await leftOf(rig)).toEqual({ ...NOTHING, assets: 2, unused: 2 });
    await endDeletions(partsOf(rig));
    expect(await leftOf(rig)).toEqual(NOTHING);
  });

  it("whose deletion cannot be ended keeps no other from its end", async () => {
    const rig = await openDeletionRig();
    for (const id of ["one", "other"]) await rig.make(id, [id]);
    for (const id of ["one", "other"]) await rig.stores.tasks.condemn(id);
    const records: Records = {
      ...rig.records,
      remove: (id, removing) =>
        id === "one" ? Promise.reject(new Error("Not this one.")) : rig.records.remove(id, removing),
    };
    await expect(endDeletions({ ...partsOf(rig), records })).rejects.toThrow("Not this one");
    expect(await leftOf(rig)).toMatchObject({ records: ["one"], films: ["one"], assets: 1, uses: ["one"] });
    await endDeletions(partsOf(rig));
    expect(await leftOf(rig)).toEqual(NOTHING);
  });
});

/** Deletes a task, and crashes after so many steps. Tells which were made. */
async function deleteUpTo(rig: DeletionRig, last: number): Promise<string[]> {
  await rig.make("one", ["fox", "lantern"]);
  const made: string[] = [];
  const step =
    <Arguments extends unknown[], Result>(name: string, work: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments) => {
      if (made.length >= last) throw new Error("crashed");
      made.push(name);
      return work(...given);
    };
  const { stores, storage, records } = rig;
  const { tasks, assets } = stores;
  await deleteTask("one", {
    ...partsOf(rig),
    stores: {
      tasks: { ...tasks, condemn: step("condemn", tasks.condemn), delete: step("delete", tasks.delete) },
      assets: { ...assets, release: step("release", assets.release), sweep: step("sweep", assets.sweep) },
    },
    storage: {
      unpublish: step<Parameters<Storage["unpublish"]>, void>("unpublish", storage.unpublish),
      remove: step<Parameters<Storage["remove"]>, void>("remove", storage.remove),
    },
    records: { ...records, remove: step<Parameters<Records["remove"]>, void>("records.remove", records.remove) },
  }).catch((error: unknown) => {
    if (last === Number.POSITIVE_INFINITY) throw error;
  });
  return made;
}

describe("another task that stores the same bytes at that moment", () => {
  it("never loses its file, whatever the order of the two", async () => {
    const rig = await openDeletionRig();
    for (let round = 0; round < 40; round += 1) {
      await rig.make(`one-${round}`, ["fox"]);
      const late = new Promise((resolve) => setTimeout(resolve, round / 4));
      const [, key] = await Promise.all([
        deleteTask(`one-${round}`, partsOf(rig)),
        late.then(() => rig.store(`other-${round}`, "fox")),
      ]);
      expect(await readFile(await rig.storage.localPath(key, context), "utf8")).toBe("fox");
      await rig.stores.assets.release(`other-${round}`);
      if (round % 2 === 0) await endDeletions(partsOf(rig));
    }
  });

  it("waits while it is being removed, and stores it anew", async () => {
    const rig = await openDeletionRig();
    await rig.make("one", ["fox"]);
    let storing: Promise<string> | null = null;
    const remove: Storage["remove"] = async (keys, removing) => {
      storing = rig.store("other", "fox");
      await rig.store("other", "something else");
      await rig.storage.remove(keys, removing);
    };
    await deleteTask("one", { ...partsOf(rig), storage: { ...rig.storage, remove } });
    const key = (await storing) ?? "";
    expect(await readFile(await rig.storage.localPath(key, context), "utf8")).toBe("fox");
  });
});
