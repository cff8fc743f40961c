/**
 * What vendors tell of their jobs: checked, written into the task's book where the job was not known, and told to all
 * processes. The book's fact needs no holder, so that a task that has ended, or is another process's, learns of it too.
 * Not here: what became of the job, which is asked of the vendor; the route, and how much may be sent to it (endpoints).
 */
import type { Stores } from "../../checkpoints/types.ts";
import type { OperationRecord } from "../../models/book.ts";
import type { OperationName } from "../../models/ledger.ts";
import type { VendorWebhooks as WebhookChecks, WebhookMessage } from "../../providers/webhook.ts";
import { tellOfJob } from "./job-signals.ts";

/**
 * `taken`: genuine, whether anybody waits for it or not. `forged`: the signature, its age or the correlation is not right.
 * `unknown_vendor`: none of that name is set up.
 */
export type Heard = "taken" | "forged" | "unknown_vendor";

/**
 * Hears one message, as often as it comes. Rejects with `store_failed`: then it should come again.
 * @param vendor by the name in the message's address
 * @param correlation what follows it there
 */
export type VendorWebhooks = (vendor: string, correlation: string, message: WebhookMessage) => Promise<Heard>;

export interface VendorWebhooksOptions {
  /** By the names of the vendors that are set up. */
  webhooks: Readonly<Record<string, WebhookChecks>>;
  stores: Pick<Stores, "book" | "signals">;
}

export function createVendorWebhooks({ webhooks, stores }: VendorWebhooksOptions): VendorWebhooks {
  return async (vendor, correlation, message) => {
    const checks = Object.hasOwn(webhooks, vendor) ? webhooks[vendor] : undefined;
    if (!checks) return "unknown_vendor";
    // Strangers come no further than this: what follows may ask the vendor for its keys.
    const name = checks.operationOf(correlation);
    const told = name && (await checks.verify(message));
    if (!told) return "forged";
    const { requestId } = told;
    await writeDown(stores, name, { vendor, requestId });
    await tellOfJob(stores.signals, { vendor, requestId, ...name });
    return "taken";
  };
}

interface ToldJob {
  vendor: string;
  requestId: string;
}

/** A task that was deleted has no such operation, and a job that is in the book already is no second one. */
async function writeDown({ book }: Pick<Stores, "book">, { taskId, operationId }: OperationName, told: ToldJob) {
  const { vendor, requestId } = told;
  const facts = book({ taskId, epoch: null });
  const { operations } = await facts.read();
  const decision = operations.find((record) => record.decision.id === operationId)?.decision;
  if (decision?.vendor !== vendor || operations.some((record) => hasJob(record, requestId))) return;
  const submittedAt = decision.sentAt ?? new Date().toISOString();
  await facts.tookJob(operationId, { vendor, model: decision.model, requestId, submittedAt });
}

function hasJob({ job, orphans }: OperationRecord, requestId: string): boolean {
  return [job, ...orphans].some((known) => known?.requestId === requestId);
}
