/** What must be true of every task that has ended, whatever happened to the processes that carried it out. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { createAccount } from "../../models/account.ts";
import type { OperationRecord } from "../../models/book.ts";
import type { TaskEvent } from "../../models/event.ts";
import { type BillItem, inDoubtUsd, spentUsd } from "../../models/ledger.ts";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import type { Manifest } from "../../models/video.ts";
import type { Stage } from "./stage.ts";

export interface Outcome {
  row: TaskRow;
  events: TaskEvent[];
  operations: OperationRecord[];
  bill: readonly BillItem[];
  reservedUsd: number;
}

export async function readOutcome({ stores, taskId }: Pick<Stage, "stores" | "taskId">): Promise<Outcome> {
  const row = await stores.tasks.get(taskId);
  if (row === null) throw new Error(`There is no task ${taskId}.`);
  const book = stores.book({ taskId, epoch: null });
  const contents = await book.read();
  const events = await stores.events.read(taskId, 0);
  const account = createAccount(null, { book, contents });
  const { reservedUsd } = account.balance();
  return { row, events, operations: contents.operations, bill: account.bill(), reservedUsd };
}

export interface Allowance {
  /** Somebody may have written down what a vendor told them after the film was made. */
  lateFacts?: boolean;
}

/** All of them. Resolves with what was looked at, for what is special about a case. */
export async function expectInvariants(stage: Stage, { lateFacts = false }: Allowance = {}): Promise<Outcome> {
  const outcome = await readOutcome(stage);
  expectEnd(outcome);
  await expectFree(stage);
  expectKnownJobs(stage, outcome);
  expectRightBill(stage, outcome);
  if (outcome.row.status === "completed") await expectFilm(stage, outcome, lateFacts);
  return outcome;
}

/** Terminal, told in a log without a gap, whose last word is the end. */
function expectEnd({ row, events }: Outcome): void {
  expect(hasEnded(row.status), row.status).toBe(true);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, place) => place + 1));
  expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: row.status } });
  const rounds = events.filter(({ event }) => event === "task-end").length;
  expect(rounds, "one end for each round").toBe(row.round + 1);
  expect(events.filter(({ event }) => event === "task-start")).toHaveLength(1);
}

/** Nobody holds it, and nobody will take it up. */
async function expectFree({ stores, taskId }: Stage): Promise<void> {
  expect(await stores.tasks.claim(taskId, 1000)).toMatchObject({ kind: "over" });
  expect(await stores.tasks.unfinished()).toEqual([]);
}

/** Every job that a vendor has is in the book, once, and the book has no other. */
function expectKnownJobs({ vendors }: Stage, { operations }: Outcome): void {
  const taken = vendors.fal.orders.filter(({ state }) => state !== "refused").map(({ requestId }) => requestId);
  const theirs = [...taken, ...vendors.replicate.orders.map(({ id }) => id)];
  const ours = operations.flatMap(({ job, orphans }) => [job, ...orphans]).flatMap((job) => job?.requestId ?? []);
  expect(ours.filter((id) => !theirs.includes(id))).toEqual([]);
  expect(new Set(ours).size, "no job is in the book twice").toBe(ours.length);
  const unknown = theirs.filter((id) => !ours.includes(id));
  const lost = operations.filter(({ decision, job }) => isInDoubt(decision.state) && job === null);
  const lostJobs = lost.filter(({ decision }) => decision.capability !== "language");
  expect(unknown.length, `jobs that nobody knows of: ${unknown}`).toBeLessThanOrEqual(lostJobs.length);
}

const isInDoubt = (state: string) => state === "in_doubt" || state === "sending";

/**
 * What was spent is the invoice. What nobody knows, or nobody has waited for yet, is held back, and covers the rest of it;
 * of a film that is completed nothing is left to be waited for.
 */
function expectRightBill({ vendors }: Stage, { row, bill, reservedUsd }: Outcome): void {
  const rest = vendors.invoiceUsd() - spentUsd(bill);
  if (reservedUsd === 0) expect(rest).toBeCloseTo(0, 6);
  expect(rest).toBeGreaterThan(-1e-6);
  expect(rest).toBeLessThanOrEqual(reservedUsd + 1e-6);
  if (row.status === "completed") expect(reservedUsd).toBeCloseTo(inDoubtUsd(bill), 6);
  const language = bill.filter((item) => isDoubt(item) && item.capability === "language");
  for (const { key } of language) expect(language.filter((item) => item.key === key).length).toBeLessThanOrEqual(2);
}

async function expectFilm({ film }: Stage, { bill, events }: Outcome, lateFacts: boolean): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(film, "manifest.json"), "utf8"));
  // The film's own bill is as old as the film: since then, what was in doubt may have become known.
  const told = lateFacts ? manifest.bill.map((item, place) => (isDoubt(item) ? bill[place] : item)) : manifest.bill;
  expect(told).toEqual(bill);
  expect(manifest.costUsd).toBeCloseTo(spentUsd(manifest.bill), 6);
  const last = events.filter((event) => event.event === "cost-update").at(-1)?.data.spentUsd;
  if (!lateFacts) expect(last).toBeCloseTo(spentUsd(bill), 6);
  expect(manifest.files.find(({ name }) => name === "video.mp4")?.sha256).toBe(await videoHash(film));
}

const isDoubt = ({ state }: BillItem) => state === "in_doubt";

export async function videoHash(film: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(join(film, "video.mp4")))
    .digest("hex");
}
