/**
 * What each owner's tasks of the last 30 days may cost, or have cost: told by their rows, and for deleted ones by a line
 * in a file of their owner.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasEnded } from "../../models/task.ts";
import type { TaskRow } from "../../models/task-row.ts";
import { USAGE_MS } from "../allowance.ts";
import type { Allowance, Created } from "../types.ts";
import { appendDurably, isCode, PRIVATE_FOLDER, storeFailed } from "./durable-files.ts";

export interface OwnerUsage {
  /** Why one more task may not be; null when it may. `rows`: all that there are. */
  refusal(asked: Asked, allowance: Allowance, rows: readonly TaskRow[]): Promise<Refusal | null>;
  /** It is about to be deleted: what it cost counts all the same. Twice told, it counts once. */
  remember(row: TaskRow): Promise<void>;
}

export type Refusal = Extract<Created, { kind: "refused" }>;

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
  const pathOf = (owner: string | null) => join(folder, `${nameOf(owner)}.jsonl`);
  return {
    async refusal({ id, owner, budgetUsd }, allowance, rows) {
      const own = rows.filter((row) => row.owner === owner && row.id !== id);
      const open = own.filter((row) => !hasEnded(row.status)).length;
      if (allowance.openTasks !== null && open >= allowance.openTasks) return { kind: "refused", reason: "open_tasks" };
      const claim = budgetUsd ?? 0;
      if (allowance.budgetUsd === null || claim === 0) return null;
      const deleted = await readSpent(pathOf(owner));
      const left = allowance.budgetUsd - sumOf([...own.filter(counts).map(toSpent), ...deleted.filter(isRecent)]);
      return claim > left + ROUNDING ? { kind: "refused", reason: "budget", leftUsd: Math.max(0, left) } : null;
    },
    async remember(row) {
      const spent = toSpent(row);
      if (spent.usd === 0) return;
      const path = pathOf(row.owner);
      try {
        await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
        await appendDurably(path, JSON.stringify(spent));
      } catch (cause) {
        throw storeFailed(path, cause);
      }
    },
  };
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
