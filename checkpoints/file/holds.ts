/**
 * Which tasks this process holds, and who may write to a journal.
 * A hold is a lock on the task and an epoch. It ends when it is given back, when the process ends, or when it was not
 * renewed in time: then the lock is free for whoever comes first, the late holder included.
 * Not here: rows and epochs themselves (tasks.ts).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { PixoraError } from "../../models/error.ts";
import { hasEnded } from "../../models/task.ts";
import type { Fence } from "../types.ts";
import type { TaskFolder } from "./folder.ts";
import type { Journal } from "./journal.ts";
import type { TaskLock, TaskLocks } from "./task-lock.ts";
import type { TaskState } from "./task-state.ts";
import { createTurns } from "./turns.ts";

export interface Holds {
  /** Runs with the task's lock, which is given back after it unless it is kept. Null when somebody else has it. */
  withLock<Result>(id: string, use: (keep: KeepHold) => Promise<Result>): Promise<Result | null>;
  /** For how long this process holds a task at least: milliseconds; 0 when it does not. */
  leftMs(id: string): number;
  /** Rejects with `fenced` for a holder no more. */
  check(fence: Fence): Promise<void>;
  /** Rejects with `fenced`, too. */
  renew(fence: Fence, leaseMs: number): Promise<void>;
  giveBack(id: string): Promise<void>;
  /** Writes what ends a hold, and gives it back. Whoever sees what was written, and asks for the lock, gets it after that. */
  endWith(id: string, write: () => Promise<void>): Promise<void>;
  /** Runs what adds a fact: it needs no hold, only whole lines before it. */
  writeFreely<Result>(id: string, write: (journal: Journal) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Holds on to the task under this epoch, and no longer than so many milliseconds. */
export type KeepHold = (epoch: number, leaseMs: number) => void;

interface Hold {
  epoch: number;
  leaseMs: number;
  /** Null once the lease has run out. */
  lock: TaskLock | null;
  /** By this process's clock. */
  until: number;
  timer: NodeJS.Timeout;
}

/** Throws `fenced` unless this holder's epoch is the task's, and the task has neither ended nor been given back. */
export function refuseStale(state: TaskState, fence: Fence): void {
  if (isStale(state, fence)) throw fenced(fence.taskId);
}

function isStale({ row }: TaskState, { epoch }: Fence): boolean {
  return row?.epoch !== epoch || row.status === "queued" || hasEnded(row.status);
}

export function fenced(taskId: string): PixoraError {
  return new PixoraError(
    "fenced",
    `The task ${taskId} is not this holder's any more: another has it, or it has ended.`,
  );
}

/** @param onKnock called with the id of a held task at whose lock somebody knocked */
export function createHolds(folder: TaskFolder, locks: TaskLocks, onKnock: (id: string) => void): Holds {
  const held = new Map<string, Hold>();
  /** What is about one task. */
  const inTurn = createTurns();
  const take = (id: string, tries: number) => takeMended(id, folder, locks, () => onKnock(id), tries);
  const takeFree = async (id: string, tries: number) => (held.get(id)?.lock ? null : take(id, tries));
  const keep = (id: string, lock: TaskLock, epoch: number, leaseMs: number) => {
    clearTimeout(held.get(id)?.timer);
    const timer = setTimeout(() => void lapse(hold), leaseMs).unref();
    const hold: Hold = { epoch, leaseMs, lock, timer, until: performance.now() + leaseMs };
    held.set(id, hold);
  };
  const giveBack = async (id: string) => {
    const hold = held.get(id);
    held.delete(id);
    if (hold) await lapse(hold);
  };
  /** A late holder may go on when nobody else has come. */
  const retake = async (fence: Fence) => {
    const hold = held.get(fence.taskId);
    if (hold?.epoch !== fence.epoch) throw fenced(fence.taskId);
    if (hold.lock) return;
    const lock = await take(fence.taskId, TRIES);
    const isOver = await folder.journal(fence.taskId).read((state) => isStale(state, fence));
    if (lock && !isOver) return keep(fence.taskId, lock, hold.epoch, hold.leaseMs);
    held.delete(fence.taskId);
    await lock?.release();
    throw fenced(fence.taskId);
  };
  const check = async (fence: Fence) => {
    const hold = held.get(fence.taskId);
    if (hold?.epoch !== fence.epoch) throw fenced(fence.taskId);
    if (!hold.lock) await inTurn(fence.taskId, () => retake(fence));
  };
  return {
    check,
    giveBack,
    endWith: (id, write) =>
      inTurn(id, async () => {
        await write();
        await giveBack(id);
      }),
    withLock: (id, use) =>
      inTurn(id, async () => {
        const lock = await takeFree(id, TRIES);
        if (!lock) return null;
        try {
          return await use((epoch, leaseMs) => keep(id, lock, epoch, leaseMs));
        } finally {
          if (held.get(id)?.lock !== lock) await lock.release();
        }
      }),
    leftMs: (id) => {
      const hold = held.get(id);
      return hold?.lock ? Math.max(1, Math.ceil(hold.until - performance.now())) : 0;
    },
    async renew(fence, leaseMs) {
      await check(fence);
      const lock = held.get(fence.taskId)?.lock;
      if (!lock) throw fenced(fence.taskId);
      keep(fence.taskId, lock, fence.epoch, leaseMs);
    },
    async writeFreely(id, write) {
      const journal = folder.journal(id);
      if (held.get(id)?.lock) return write(journal);
      return inTurn(id, async () => {
        const lock = await takeFree(id, 1);
        try {
          return await write(journal);
        } finally {
          await (lock ? lock.release() : locks.knock(id));
        }
      });
    },
    async close() {
      await Promise.all([...held.keys()].map(giveBack));
    },
  };
}

/** Another process may have the lock for a moment only, to add a fact. */
const TRIES = 3;
const MOMENT_MS = 20;

/** Takes the lock, and drops half a line that the last holder may have left. */
async function takeMended(id: string, folder: TaskFolder, locks: TaskLocks, onKnock: () => void, tries: number) {
  let lock = await locks.take(id, onKnock);
  for (let left = tries - 1; !lock && left > 0; left -= 1) {
    await sleep(MOMENT_MS);
    lock = await locks.take(id, onKnock);
  }
  try {
    if (lock) await folder.journal(id).mend();
  } catch (cause) {
    await lock?.release();
    throw cause;
  }
  return lock;
}

async function lapse(hold: Hold): Promise<void> {
  clearTimeout(hold.timer);
  const { lock } = hold;
  hold.lock = null;
  await lock?.release();
}
