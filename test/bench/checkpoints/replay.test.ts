import { MemorySaver } from "@langchain/langgraph";
import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import { expect, it } from "vitest";
import { memoryContestant } from "./memory.ts";
import { measureReplay, recordSaver } from "./replay.ts";

it("asks another thread the same, as it was when it was first asked", async () => {
  const { saver, recorded } = recordSaver(new MemorySaver());
  const scenes = ["first"];
  const checkpoint = { ...emptyCheckpoint(), channel_values: { scenes } };
  const metadata = { source: "loop" as const, step: 0, parents: {} };
  const place = { configurable: { thread_id: "recorded", checkpoint_ns: "" } };
  const saved = await saver.put(place, checkpoint, metadata, { scenes: 1 });
  await saver.putWrites(saved, [["scenes", scenes]], "task", "path");
  scenes.push("added later");

  const thread = await memoryContestant().open();
  const { calls, bytes } = await measureReplay(thread, recorded);
  const tuple = await thread.saver.getTuple({ configurable: { thread_id: thread.id } });
  expect(calls.map(({ kind }) => kind)).toEqual(["put", "putWrites"]);
  expect(bytes).toBeGreaterThan(0);
  expect(tuple?.checkpoint.channel_values).toEqual({ scenes: ["first"] });
  expect(tuple?.pendingWrites).toEqual([["task", "scenes", ["first"]]]);
});
