/** The graph's run as a stream. */
import { z } from "zod";
import type { VideoGraph } from "./graph.ts";

/** LangGraph's modes of streaming. What nodes tell of themselves, which becomes the task's events, is `custom`. */
export const GraphMode = z.enum(["values", "updates", "messages", "custom"]);
export type GraphMode = z.infer<typeof GraphMode>;

/** Sees all that LangGraph tells, for debugging. */
export type OnChunk = (mode: GraphMode, chunk: unknown) => void;

/** Longest chain of supersteps: every step and its dispatch, for each plan a film may have. */
const RECURSION_LIMIT = 60;

type Input = Parameters<VideoGraph["stream"]>[0];
type Settings = Pick<NonNullable<Parameters<VideoGraph["stream"]>[1]>, "configurable" | "signal">;

/** What nodes tell, in the order in which they tell it. */
export async function* streamGraph(
  graph: VideoGraph,
  input: Input,
  { onChunk, ...settings }: Settings & { onChunk: OnChunk | undefined },
): AsyncGenerator<unknown, void, undefined> {
  const options = { ...settings, durability: "sync", recursionLimit: RECURSION_LIMIT } as const;
  if (!onChunk) return yield* await graph.stream(input, { ...options, streamMode: "custom" });
  const stream = await graph.stream(input, { ...options, streamMode: ["custom", "values", "updates", "messages"] });
  for await (const [mode, chunk] of stream) {
    onChunk(mode, chunk);
    if (mode === "custom") yield chunk;
  }
}
