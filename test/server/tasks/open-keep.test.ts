import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Decision } from "../../../models/book.ts";
import type { Settlement } from "../../../models/task-row.ts";
import { holdTask } from "../../../server/tasks/hold.ts";
import { openKeep } from "../../../server/tasks/open-keep.ts";
import { anAsset } from "../../samples.ts";
import { openRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.close());

const still: Decision = {
  id: "scene_asset_generator:0:still:g1#1",
  key: "scene_asset_generator:0:still",
  round: 1,
  fingerprint: "f",
  capability: "image",
  vendor: "v",
  model: "m",
  maxUsd: 0.1,
  state: "in_doubt",
  sentAt: "2026-11-22T12:00:00.000Z",
  problem: null,
  verdict: null,
};

/** The keep of a task, in whose book there is one operation in doubt. */
async function keepOf(settlement: Settlement | null) {
  await rig.create("t");
  const claimed = await rig.stores.tasks.claim("t", 3000);
  if (claimed.kind !== "claimed") throw new Error("The task is somebody else's.");
  const fence = { taskId: "t", epoch: claimed.row.epoch };
  await rig.stores.book(fence).decide(still);
  const hold = holdTask({ tasks: rig.stores.tasks, fence, leaseMs: 3000 });
  const row = { ...claimed.row, settlements: settlement === null ? {} : { [still.id]: settlement } };
  const keep = await openKeep({ stores: rig.stores, row, hold, isAskedFor: false });
  hold.end();
  return { keep, hold };
}

describe("what a task is carried out in", () => {
  it.each(["retry", "abandon"] as const)("has the owner's decision to %s in its book", async (verdict) => {
    const { keep } = await keepOf(verdict);
    expect((await keep.book.read()).operations).toMatchObject([{ decision: { verdict }, job: null }]);
  });

  it("has the job in its book that the owner has found", async () => {
    const { keep } = await keepOf({ adopt: "job-7" });
    const [operation] = (await keep.book.read()).operations;
    expect(operation).toMatchObject({
      decision: { verdict: null },
      job: { requestId: "job-7", vendor: "v", model: "m" },
    });
  });

  it("leaves alone what nobody decided about", async () => {
    const { keep } = await keepOf(null);
    expect((await keep.book.read()).operations).toEqual([{ decision: still, job: null, end: null, orphans: [] }]);
  });

  it("writes no order down as sent when the hold is lost, so that it is not sent", async () => {
    const { keep } = await keepOf(null);
    const lost = { ...still, id: "other", state: "sending" as const };
    const others = rig.others();
    await rig.stores.tasks.release({ taskId: "t", epoch: 1 });
    await others.tasks.claim("t", 3000);
    await expect(keep.book.decide(lost)).rejects.toMatchObject({ code: "fenced" });
  });

  it("has the task entered as its files' owner before they are there, and before it tells of them", async () => {
    const { keep } = await keepOf(null);
    const keyOf = (digit: string) => `assets/${digit.repeat(64)}.png`;
    await keep.claim(keyOf("1"));
    expect(await rig.stores.assets.has("t", keyOf("1"))).toBe(true);
    const asset = anAsset({ key: keyOf("2"), sha256: "2".repeat(64) });
    const event = await keep.log({ event: "asset-ready", data: { step: "planner", scene: null, asset } });
    expect(await rig.stores.assets.has("t", keyOf("2"))).toBe(true);
    expect(await rig.stores.events.read("t", 0)).toEqual([event]);
  });

  it("claims no file when the hold is lost, for nobody would ever give it back", async () => {
    const { keep, hold } = await keepOf(null);
    const others = rig.others();
    await rig.stores.tasks.release({ taskId: "t", epoch: 1 });
    await others.tasks.claim("t", 3000);
    await expect(hold.ensure(10_000)).rejects.toMatchObject({ code: "fenced" });
    const claim = keep.claim(`assets/${"1".repeat(64)}.png`);
    await expect(claim).rejects.toMatchObject({ code: "fenced" });
    expect(await rig.stores.assets.has("t", `assets/${"1".repeat(64)}.png`)).toBe(false);
  });
});
