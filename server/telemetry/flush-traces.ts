import { atMost } from "./at-most.ts";

/**
 * Sends what LangChain traced for LangSmith and has not sent. Without tracing there is nothing to send.
 * @param deadlineMs what is not sent by then is left
 */
export async function flushTraces(deadlineMs: number): Promise<void> {
  const { awaitAllCallbacks } = await import("@langchain/core/callbacks/promises");
  await atMost(deadlineMs, awaitAllCallbacks());
}
