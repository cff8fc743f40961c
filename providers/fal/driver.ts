/** fal's queue as remote jobs (see operation.ts). Not here: when to ask, what a job costs. */
import type { PixoraError } from "../../models/error.ts";
import type { Operation } from "../../models/operation.ts";
import { stopIfCancelled } from "../asking.ts";
import { deadlineAfter } from "../deadline.ts";
import { JobFailure, type OperationDriver, type OperationStatus } from "../operation.ts";
import { sendOnce } from "../send-once.ts";
import { readSubmission } from "../submission.ts";
import type { CallContext } from "../types.ts";
import { errorTypes, errorWords, readEnding, readStatus, refusedQuestion, Submitted } from "./answers.ts";
import type { Answer, FalConnection } from "./connection.ts";

export interface FalDriverOptions {
  connection: FalConnection;
}

/** No answer to an order by then is none. */
const SUBMIT_SECONDS = 30;
/** Files are copied at once; a task that is resumed within a week still finds them, and nobody does later. */
const RESULTS_EXPIRE_IN = "7d";

/** Answers to a wish to cancel: it is taken out of the queue, told to stop, has ended already, or is gone. */
const UNDERSTOOD: readonly number[] = [200, 202, 400, 404];

export function createFalDriver({ connection }: FalDriverOptions): OperationDriver {
  const { secrets, settings } = connection;
  const job = ({ requestId }: Operation, { signal }: CallContext) => ({ requestId, abortSignal: signal });

  const askStatus = (operation: Operation, context: CallContext) =>
    connection.ask(({ queue }) => queue.status(operation.model, job(operation, context)), context);

  async function status(operation: Operation, context: CallContext): Promise<OperationStatus> {
    return readAnswer(await askStatus(operation, context));
  }

  function readAnswer(answer: Answer): OperationStatus {
    const told = answer.status < 300 ? readStatus(answer.body, secrets) : null;
    if (!told) throw refusedQuestion(answer, connection);
    return told;
  }

  return {
    vendor: "fal",
    status,

    async start(order, { signal, webhookUrl }) {
      stopIfCancelled(signal);
      const once = sendOnce();
      const submittedAt = new Date().toISOString();
      // Not aborted with the task: only its answer tells which job is to be cancelled.
      const abortSignal = deadlineAfter(SUBMIT_SECONDS * 1000);
      const { input, model } = order;
      const storageSettings = { expiresIn: RESULTS_EXPIRE_IN } as const;
      await connection
        .client(once.fetch)
        .queue.submit(model, { input, abortSignal, storageSettings, ...(webhookUrl && { webhookUrl }) })
        .catch(() => null);
      const { request_id } = readSubmission(once.outcome(), {
        settings,
        answer: Submitted,
        said: errorWords,
        refusal: ({ body }) => refusedContent(body, secrets),
        secrets,
      });
      return { vendor: "fal", model, requestId: request_id, submittedAt };
    },

    async result(operation, context) {
      const answer = await connection.ask(
        ({ queue }) => queue.result(operation.model, job(operation, context)),
        context,
      );
      if (answer.status < 300) return answer.body;
      const types = errorTypes(answer.body);
      // fal's gateway may stumble as well, and names no type: then the result is still there. Some models name none either.
      const isEnding = answer.status === 422 || (types.length > 0 && answer.status !== 404);
      if (!isEnding) throw refusedQuestion(answer, connection);
      throw new JobFailure(readEnding(types, errorWords(answer.body), secrets));
    },

    async cancel(operation, context) {
      const before = await status(operation, context);
      if (before.state !== "queued" && before.state !== "running") return before;
      const asked = await connection.ask(
        ({ queue }) => queue.cancel(operation.model, job(operation, context)),
        context,
      );
      if (!UNDERSTOOD.includes(asked.status)) throw refusedQuestion(asked, connection);
      const answer = await askStatus(operation, context);
      // A job that was taken out of the queue may be forgotten at once.
      const gone = asked.status < 300 && answer.status === 404;
      const after = gone ? readEnding(["client_cancelled"], "", secrets) : readAnswer(answer);
      return after.state === "cancelled" && before.state === "queued" ? { ...after, billed: false } : after;
    },
  };
}

function refusedContent(body: unknown, secrets: readonly string[]): PixoraError | null {
  const { error } = readEnding(errorTypes(body), errorWords(body), secrets);
  return error.code === "content_refused" ? error : null;
}
