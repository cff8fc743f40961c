/** What is left to do about a task's money when its graph has come to its end. */
import { prepareFolder, removeDocument, writeDocument } from "../media/output-folder.ts";
import { type Account, createAccount } from "../models/account.ts";
import { PixoraError } from "../models/error.ts";
import { type BillItem, inDoubtUsd, spentUsd } from "../models/ledger.ts";
import type { Services } from "../nodes/services.ts";
import { deadlineAfter } from "../providers/deadline.ts";
import type { TaskKeep } from "./task-keep.ts";

export interface Closing {
  services: Services;
  keep: TaskKeep;
  folder: string;
  /** Nobody wants what is still under way: it is stopped. */
  isCancelled: boolean;
  /** A film has a manifest, with the bill in it. */
  leavesFilm: boolean;
}

/** For stopping all jobs that nobody waits for, in milliseconds. */
const STOPPING_MS = 30_000;

/**
 * Stops and books jobs that nobody waits for, and leaves a bill where there is no film. The book itself is asked, since
 * another process may have written into it what it learned late.
 */
export async function closeBooks({ services, keep, folder, isCancelled, leavesFilm }: Closing) {
  const account = createAccount(null, { book: keep.book, contents: await keep.book.read() });
  await stopLooseJobs(account, services, isCancelled);
  // The manifest of a film has the whole bill: the one that an earlier end of the task left would contradict it.
  if (leavesFilm) await removeDocument(folder, "bill.json");
  else await leaveBill(folder, account.bill());
  const { spentUsd, reservedUsd } = account.balance();
  return { spentUsd, reservedUsd };
}

async function stopLooseJobs(account: Account, { providers }: Services, all: boolean): Promise<void> {
  const signal = deadlineAfter(STOPPING_MS);
  await Promise.all(
    account.looseJobs(all).map(async (job) => {
      const stopped = await providers.stopJob(job.operation, job.maxUsd, { signal });
      if (stopped) await account.bookLoose(job, stopped.state, stopped.costUsd);
    }),
  );
}

/**
 * A task without a film has no manifest: what it bought all the same is told in `bill.json`, with the vendors' ids.
 * Where nothing was bought, or nothing can be written, there is none.
 */
async function leaveBill(folder: string, bill: readonly BillItem[]): Promise<void> {
  if (bill.every(({ costUsd }) => costUsd === 0)) return;
  const document = { bill, costUsd: spentUsd(bill), inDoubtUsd: inDoubtUsd(bill) };
  try {
    await prepareFolder(folder);
    await writeDocument(folder, "bill.json", `${JSON.stringify(document, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof PixoraError)) throw error;
  }
}
