/** What the LangGraph dev server runs: one node that says something again and again, each time with the time when it was due. */
import { setTimeout as pause } from "node:timers/promises";
import { Annotation, type LangGraphRunnableConfig, START, StateGraph } from "@langchain/langgraph";
import { SENT, sharedNow } from "../streams/protocol.ts";

const State = Annotation.Root({
  eventsPerSecond: Annotation<number>,
  seconds: Annotation<number>,
  /** When it begins: in milliseconds, as `sharedNow` tells them. In the past for at once. */
  from: Annotation<number>,
});

export const graph = new StateGraph(State).addNode("tell", tell).addEdge(START, "tell").compile();

async function tell({ eventsPerSecond, seconds, from }: typeof State.State, { writer }: LangGraphRunnableConfig) {
  const began = Math.max(from, sharedNow());
  for (let place = 1; place <= eventsPerSecond * seconds; place++) {
    const due = began + (place * 1000) / eventsPerSecond;
    await pause(Math.max(0, due - sharedNow()));
    // Not the time that it is now: a server that is too busy to run its node is late as well.
    writer?.({ message: `${SENT}${due.toFixed(3)}` });
  }
  return {};
}
