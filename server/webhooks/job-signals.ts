/** How all processes hear that a vendor told of a job. Not here: what is written down about it (vendor-webhooks.ts). */
import { z } from "zod";
import type { Signals } from "../../checkpoints/types.ts";
import type { JobNews } from "../../providers/job-news.ts";

const JobTold = z.object({ vendor: z.string(), requestId: z.string(), taskId: z.string(), operationId: z.string() });
export type JobTold = z.infer<typeof JobTold>;

const CHANNEL = "jobs";

export async function tellOfJob(signals: Signals, told: JobTold): Promise<void> {
  await signals.tell(CHANNEL, JSON.stringify(told));
}

/** Wakes who waits for a job in this process, by whichever name it is known here. Returns what stops it. */
export function listenForJobs(signals: Signals, news: Pick<JobNews, "tell">): () => void {
  return signals.listen(CHANNEL, (text) => {
    const told = JobTold.safeParse(readJson(text));
    // What another version says is not for us; jobs are asked after all the same.
    if (!told.success) return;
    const { vendor, requestId, taskId, operationId } = told.data;
    news.tell(vendor, requestId);
    news.tell(taskId, operationId);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
