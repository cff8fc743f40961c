import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createOwnerUsage } from "../../../checkpoints/file/owner-usage.ts";
import { aRow } from "../../server/files/deletion-rig.ts";
import { aTask } from "../../task-sample.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const LIMITS = { openTasks: null, budgetUsd: 100 };

async function open() {
  const dataDir = await mkdtemp(join(tmpdir(), "pixora-usage-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const usage = createOwnerUsage(dataDir);
  const leftUsd = async () => {
    const refused = await usage.refusal({ id: "new", owner: null, budgetUsd: 1000 }, LIMITS, []);
    return refused?.reason === "budget" ? refused.leftUsd : null;
  };
  return { usage, leftUsd, months: () => readdir(join(dataDir, "usage")) };
}

/** An ended task that cost ten dollars, made so many days ago. */
function aSpentRow(id: string, daysAgo: number) {
  const createdAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const ended = { ...aTask({ id, status: "completed" }), createdAt };
  return aRow({ id, createdAt, ended: { ...ended, cost: { ...ended.cost, spentUsd: 10, reservedUsd: 0 } } });
}

it("what deleted tasks cost counts for thirty days from their creation, whichever month that was", async () => {
  const { usage, leftUsd } = await open();
  const rows = [0, 1, 15, 29].map((daysAgo) => aSpentRow(`task-${daysAgo}`, daysAgo));
  for (const row of rows) await usage.remember(row);
  expect(await leftUsd()).toBe(60);
  await usage.remember(aSpentRow("task-31", 31));
  for (const row of rows) await usage.remember(row);
  expect(await leftUsd()).toBe(60);
});

it("months that count no more are removed when a task is added", async () => {
  const { usage, leftUsd, months } = await open();
  await usage.remember(aSpentRow("old", 400));
  await usage.remember(aSpentRow("older", 65));
  await usage.remember(aSpentRow("new", 0));
  expect(await months()).toEqual([new Date().toISOString().slice(0, 7)]);
  expect(await leftUsd()).toBe(90);
});

it("a task that is there counts as it is, whatever a deletion that was broken off remembered of it", async () => {
  const { usage } = await open();
  const row = aSpentRow("one", 1);
  await usage.remember(row);
  const reopened = { ...row, status: "queued" as const, request: { ...row.request, budgetUsd: 50 } };
  expect(await usage.refusal({ id: "new", owner: null, budgetUsd: 1000 }, LIMITS, [reopened])).toMatchObject({
    leftUsd: 50,
  });
});
