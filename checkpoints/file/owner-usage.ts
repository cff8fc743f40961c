/**
 * What each owner's tasks of the last 30 days may cost, or have cost: told by their rows, and for deleted ones by a line
 * in `<dataDir>/usage/<month of the creation>/<owner>.jsonl`. Months that count no more are removed.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { USAGE_MS } from "../allowance.ts";
import type { Allowance, Refused } from "../types.ts";
import { appendDurably, isCode, PRIVATE_FOLDER, storeFailed, syncFolder } from "./durable-files.ts";

export interface OwnerUsage {
  /** Why one more task may not be; null when it may. `rows`: all that there are. */
  refusal(asked: Asked, allowance: Allowance, rows: readonly TaskRow[]): Promise<Refused | null>;
  /** It is about to be deleted: what it cost counts all the same. Twice told, it counts once. */
  remember(row: TaskRow): Promise<void>;
}

/** A task that asks for its place. */
export interface Asked {
  id: string;
  owner: string | null;
  budgetUsd: number | null;
}

const Spent = z.object({ id: z.string(), createdAt: z.iso.datetime(), usd: z.number() });
type Spent = z.infer<typeof Spent>;

export function createOwnerUsage(dataDir: string): OwnerUsage {
  const folder = join(dataDir, "usage");
  const pathOf = (owner: string | null, month: string) => join(folder, month, `${nameOf(owner)}.jsonl`);
  return {
    async refusal({ id, owner, budgetUsd }, allowance, rows) {
      const own = rows.filter((row) => row.owner === owner && row.id !== id);
      const open = own.filter((row) => !hasEnded(row.status)).length;
      if (allowance.openTasks !== null && open >= allowance.openTasks) return { kind: "refused", reason: "open_tasks" };
      const claim = budgetUsd ?? 0;
      if (allowance.budgetUsd === null || claim === 0) return null;
      const deleted = (await Promise.all(monthsThatCount().map((month) => readSpent(pathOf(owner, month))))).flat();
      const left = allowance.budgetUsd - sumOf([...deleted.filter(isRecent), ...own.filter(counts).map(toSpent)]);
      return claim > left + ROUNDING ? { kind: "refused", reason: "budget", leftUsd: Math.max(0, left) } : null;
    },
    async remember(row) {
      const spent = toSpent(row);
      if (spent.usd === 0) return;
      const path = pathOf(row.owner, monthOf(Date.parse(row.createdAt)));
      try {
        const made = await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
        await appendDurably(path, JSON.stringify(spent));
        if (made !== undefined) await syncFolder(folder);
        await removeOld(folder);
      } catch (cause) {
        throw storeFailed(path, cause);
      }
    },
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** As a folder is called: 2026-11. */
function monthOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 7);
}

/** Those in which a task that counts was created. */
function monthsThatCount(): string[] {
  const now = Date.now();
  const months = new Set<string>();
  for (let past = 0; past <= USAGE_MS; past += DAY_MS) months.add(monthOf(now - past));
  return [...months];
}

async function removeOld(folder: string): Promise<void> {
  const months = monthsThatCount();
  const old = (await readdir(folder)).filter((name) => !months.includes(name));
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Sums of dollars are right to the millionth. */
const ROUNDING = 1e-6;

function isRecent({ createdAt }: Pick<TaskRow, "createdAt">): boolean {
  return Date.parse(createdAt) > Date.now() - USAGE_MS;
}

function counts(row: TaskRow): boolean {
  return !hasEnded(row.status) || isRecent(row);
}

function toSpent({ id, createdAt, status, ended, request }: TaskRow): Spent {
  const cost = hasEnded(status) ? ended?.cost : null;
  return { id, createdAt, usd: cost ? cost.spentUsd + cost.reservedUsd : (request.budgetUsd ?? 0) };
}

/** The last of a task counts. */
function sumOf(spent: readonly Spent[]): number {
  const byTask = new Map(spent.map(({ id, createdAt, usd }) => [`${id} ${createdAt}`, usd]));
  return [...byTask.values()].reduce((sum, usd) => sum + usd, 0);
}

async function readSpent(path: string): Promise<Spent[]> {
  const text = await readFile(path, "utf8").catch((cause) => {
    if (isCode(cause, "ENOENT")) return "";
    throw storeFailed(path, cause);
  });
  // A torn last line was of a task that is still there.
  return text.split("\n").flatMap((line) => {
    const spent = Spent.safeParse(readJson(line));
    return spent.success ? [spent.data] : [];
  });
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function nameOf(owner: string | null): string {
  return createHash("sha256")
    .update(owner ?? "")
    .digest("hex");
}
