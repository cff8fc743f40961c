import { type Account, createAccount } from "../models/account.ts";

/** What one task may spend, and what it was expected to. */
export interface Terms {
  budgetUsd: number | null;
  /** The estimate's upper end, told with every change. */
  estimatedUsd: number;
}

export interface TaskAccount extends Account {
  readonly estimatedUsd: number;
}

/** The accounts of the tasks that run in this process. */
export interface Accounts {
  /** Opens a task's account anew: for a film that nobody has begun. */
  open(taskId: string, terms: Terms): TaskAccount;
  /** A task's account; opened with these terms when a run goes on that this process has not begun. */
  of(taskId: string, terms: Terms): TaskAccount;
  close(taskId: string): void;
}

export function createAccounts(): Accounts {
  const accounts = new Map<string, TaskAccount>();
  const open = (taskId: string, { budgetUsd, estimatedUsd }: Terms): TaskAccount => {
    const account = { ...createAccount(budgetUsd), estimatedUsd };
    accounts.set(taskId, account);
    return account;
  };
  return {
    open,
    of: (taskId, terms) => accounts.get(taskId) ?? open(taskId, terms),
    close: (taskId) => void accounts.delete(taskId),
  };
}
