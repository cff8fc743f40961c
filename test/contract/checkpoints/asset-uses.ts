import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AssetUses } from "../../../checkpoints/types.ts";
import type { OpenedStores } from "./task-samples.ts";

export interface OpenedAssetUses extends OpenedStores {
  reopen(): ReturnType<NonNullable<OpenedStores["reopen"]>>;
}

/** What all stores keep about the files that tasks have. */
export function describeAssetUses(name: string, open: () => Promise<OpenedAssetUses>): void {
  describe(`${name} keeps the contract of asset uses`, () => {
    let opened: OpenedAssetUses;
    let assets: AssetUses;
    beforeEach(async () => {
      opened = await open();
      assets = opened.stores.assets;
    });
    afterEach(() => opened.close());

    const keyOf = (text: string) => `assets/${createHash("sha256").update(text).digest("hex")}.png`;
    const [fox, lantern] = [keyOf("fox"), keyOf("lantern")];

    async function sweep(uses = assets) {
      const removed: string[] = [];
      await uses.sweep(async (keys) => void removed.push(...keys));
      return removed.sort();
    }

    it("a file waits for its removal when its last task has gone, and not before", async () => {
      await assets.add("a", [fox, lantern]);
      await assets.add("b", [fox]);
      expect(await sweep()).toEqual([]);
      await assets.release("a");
      expect(await sweep()).toEqual([lantern]);
      await assets.release("b");
      expect(await sweep()).toEqual([fox]);
      expect(await sweep()).toEqual([]);
    });

    it("a task has the files that were added for it, until it is released", async () => {
      await assets.add("a", [fox]);
      await assets.add("b", [lantern]);
      expect(await Promise.all([assets.has("a", fox), assets.has("a", lantern), assets.has("c", fox)])).toEqual([
        true,
        false,
        false,
      ]);
      await assets.release("a");
      expect(await assets.has("a", fox)).toBe(false);
      expect(await assets.has("a", "../../secret")).toBe(false);
    });

    it("adding and releasing again change nothing", async () => {
      for (const _time of [1, 2]) await assets.add("a", [fox]);
      for (const _time of [1, 2]) await assets.release("a");
      await assets.release("never seen");
      expect(await sweep()).toEqual([fox]);
    });

    it("what waits for its removal is another process's to remove as well", async () => {
      await assets.add("a", [fox]);
      await assets.release("a");
      const other = await opened.reopen();
      expect(await sweep(other.assets)).toEqual([fox]);
      expect(await sweep()).toEqual([]);
      await other.close();
    });

    it("a file that a task has again is not removed", async () => {
      await assets.add("a", [fox]);
      await assets.release("a");
      await assets.add("b", [fox]);
      expect(await sweep()).toEqual([]);
      await assets.release("b");
      expect(await sweep()).toEqual([fox]);
    });

    it("many files are removed, none twice by two who sweep at the same time", async () => {
      const keys = Array.from({ length: 250 }, (_, place) => keyOf(`file ${place}`));
      await assets.add("a", keys);
      await assets.release("a");
      const both = await Promise.all([sweep(), sweep()]);
      expect(both.flat().sort()).toEqual([...keys].sort());
    });

    it("a task gets a file that is being removed once it is gone, in whichever process", async () => {
      await assets.add("a", [fox]);
      await assets.release("a");
      const other = await opened.reopen();
      const story: string[] = [];
      let adding: Promise<unknown> = Promise.resolve();
      await assets.sweep(async () => {
        adding = other.assets.add("b", [fox]).then(() => story.push("added"));
        // Time enough for whoever would not wait.
        await other.assets.add("b", [lantern]);
        story.push("removed");
      });
      await adding;
      expect(story).toEqual(["removed", "added"]);
      expect(await sweep()).toEqual([]);
      await other.close();
    });

    it("of tasks that come and go at the same time, the last to go leaves the file", async () => {
      const tasks = Array.from({ length: 12 }, (_, place) => `task-${place}`);
      const other = await opened.reopen();
      const removed: string[] = [];
      let users = 0;
      await Promise.all(
        tasks.map(async (task, place) => {
          const uses = place % 2 === 0 ? assets : other.assets;
          await uses.add(task, [fox]);
          users += 1;
          await uses.sweep(async (keys) => {
            expect(users).toBe(0);
            removed.push(...keys);
          });
          users -= 1;
          await uses.release(task);
        }),
      );
      removed.push(...(await sweep()));
      expect(removed.at(-1)).toBe(fox);
      expect(await sweep()).toEqual([]);
      await other.close();
    });
  });
}
