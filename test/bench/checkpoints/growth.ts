/** A thread whose supersteps each change a little, while much stays as it is. */
import { type BaseCheckpointSaver, END, START, StateGraph, StateSchema } from "@langchain/langgraph";
import { z } from "zod";
import { busyMilliseconds, supersteps } from "./calls.ts";
import { difference, type Reading, type Thread } from "./contestant.ts";
import { watchSaver } from "./watched-saver.ts";

/** What each superstep cost, once the big value was there. */
export interface GrowthFigures {
  steps: Reading[];
  busyMs: number[];
}

/** The checkpoints of the input and of its taking in, which hold the big value, and the first step after them. */
const FIRST = 3;

const State = new StateSchema({ unchanged: z.string(), count: z.int().default(0) });

/** @param bytes how big the value is that stays */
export async function measureGrowth(thread: Thread, bytes: number, steps: number): Promise<GrowthFigures> {
  const readings: Reading[] = [];
  const { saver, calls } = watchSaver(thread.saver, async () => void readings.push(await thread.meter()));
  const wanted = FIRST + steps;
  const graph = countingGraph(saver, wanted);
  const config = { configurable: { thread_id: thread.id }, recursionLimit: wanted + 2, durability: "sync" } as const;
  const { count, unchanged } = await graph.invoke({ unchanged: sentences(bytes) }, config);
  if (count !== wanted || unchanged.length !== bytes) throw new Error("The thread lost its state.");
  return {
    steps: differences(readings).slice(FIRST - 1),
    busyMs: supersteps(calls).map(busyMilliseconds).slice(FIRST),
  };
}

function countingGraph(checkpointer: BaseCheckpointSaver, until: number) {
  return new StateGraph(State)
    .addNode("step", ({ count }) => ({ count: count + 1 }))
    .addEdge(START, "step")
    .addConditionalEdges("step", ({ count }) => (count < until ? "step" : END), ["step", END])
    .compile({ checkpointer });
}

/** What lies between each reading and the one before. */
export function differences(readings: readonly Reading[]): Reading[] {
  return readings.slice(1).map((reading, index) => difference(reading, readings[index] ?? reading));
}

/** Text of so many bytes, as a state has it: neither noise nor one letter. */
export function sentences(bytes: number): string {
  const lines = Array.from({ length: Math.ceil(bytes / 20) }, (_, line) => `The picture of scene ${line}. `);
  return lines.join("").slice(0, bytes);
}
