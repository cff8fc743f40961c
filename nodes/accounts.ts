import { type Account, type AccountOptions, createAccount } from "../models/account.ts";
import { PixoraError } from "../models/error.ts";

/** On what terms one task is carried out. */
export interface Terms {
  /** What it may spend; null for no limit. */
  budgetUsd: number | null;
  /** The estimate's upper end, told with every change. */
  estimatedUsd: number;
  /** Whether a paid call whose answer was lost may be made again. */
  retryInDoubt: boolean;
  /** How often somebody asked to go on with it after it had ended. */
  round: number;
}

export interface TaskAccount extends Account, Omit<Terms, "budgetUsd"> {}

/** Where a task's account is written down, and what is written there already. */
type KeptAccount = Required<Pick<AccountOptions, "book" | "contents">>;

/** The accounts of the tasks that run in this process. */
export interface Accounts {
  /**
   * Opens a task's account over its book, for a run that begins or goes on.
   * @throws PixoraError `task_busy` while another run has it open: the end of the one would take it from the other, which
   * would buy everything anew into a book that nobody keeps
   */
  open(taskId: string, terms: Terms, kept: KeptAccount): TaskAccount;
  /** For a film that nobody has begun: the account that its run opened, or a new one in memory. */
  begin(taskId: string, terms: Terms): TaskAccount;
  /** A task's account; opened with these terms when a run goes on that this process has not begun. */
  of(taskId: string, terms: Terms): TaskAccount;
  close(taskId: string): void;
}

export function createAccounts(): Accounts {
  const accounts = new Map<string, { account: TaskAccount; isKept: boolean }>();
  const open = (taskId: string, { budgetUsd, ...terms }: Terms, kept?: KeptAccount): TaskAccount => {
    const account = { ...createAccount(budgetUsd, { taskId, ...kept }), ...terms };
    accounts.set(taskId, { account, isKept: kept !== undefined });
    return account;
  };
  return {
    open(taskId, terms, kept) {
      if (accounts.get(taskId)?.isKept) throw busy(taskId);
      return open(taskId, terms, kept);
    },
    begin: (taskId, terms) => {
      const known = accounts.get(taskId);
      return known?.isKept ? known.account : open(taskId, terms);
    },
    of: (taskId, terms) => accounts.get(taskId)?.account ?? open(taskId, terms),
    close: (taskId) => void accounts.delete(taskId),
  };
}

function busy(taskId: string): PixoraError {
  const message = `An earlier run of the task ${taskId} is still ending in this process. Try again in a moment.`;
  return new PixoraError("task_busy", message, { retryable: true });
}
