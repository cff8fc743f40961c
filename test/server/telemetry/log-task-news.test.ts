import { describe, expect, it } from "vitest";
import type { WorkerNews } from "../../../server/tasks/worker.ts";
import { createLog } from "../../../server/telemetry/log.ts";
import { logTaskNews } from "../../../server/telemetry/log-task-news.ts";

function linesOf(news: WorkerNews) {
  const lines: string[] = [];
  const log = createLog({ level: "debug", secrets: [], stream: { write: (line) => void lines.push(line) } });
  logTaskNews(log, news);
  return lines.map((line) => JSON.parse(line));
}

const purchase = { taskId: "t", epoch: 2, operationId: "o", capability: "image", vendor: "v", model: "m" } as const;

describe("the log of tasks", () => {
  it("has a line for a task that is taken, and one for its end, with what it cost", () => {
    const taken = { kind: "taken", taskId: "t", epoch: 2, owner: "key:a", round: 1, waitedSeconds: null } as const;
    expect(linesOf(taken)).toMatchObject([{ level: "info", taskId: "t", epoch: 2, owner: "key:a" }]);
    const about = { taskId: "t", epoch: 2, how: "ended", status: "failed", code: "timeout" } as const;
    const left = { kind: "left", ...about, seconds: 4, spentUsd: 0.3 } as const;
    expect(linesOf(left)).toMatchObject([{ level: "info", ...about, spentUsd: 0.3 }]);
  });

  it("tells of jobs and costs, and of decisions for those who look closely", () => {
    const { kind: _kind, ...decided } = { kind: "decided", ...purchase, state: "sending", maxUsd: 0.1 } as const;
    expect(linesOf({ kind: "decided", ...decided })).toMatchObject([{ level: "debug", ...decided }]);
    expect(linesOf({ kind: "job_taken", ...purchase, requestId: "r" })).toMatchObject([
      { level: "info", ...purchase, requestId: "r" },
    ]);
    const ended = { ...purchase, state: "done", costUsd: 0.04, code: null } as const;
    expect(linesOf({ kind: "operation_ended", ...ended })).toMatchObject([{ level: "info", ...ended }]);
  });

  it("warns of what failed, with the reason", () => {
    const problem = { code: "store_failed", message: "Nobody answers.", retryable: true } as const;
    expect(linesOf({ kind: "failed", taskId: null, problem })).toMatchObject([{ level: "warn", error: problem }]);
  });
});
