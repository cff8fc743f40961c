import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { TaskEvent } from "../../models/event.ts";
import { LIGHT_REQUEST, lightAgent } from "../light-agent.ts";
import { createSharedKeep } from "./shared-keep.ts";

it("a task's second run in a process waits for the first, which has lost it, to end", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-two-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const drawn: string[] = [];
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const lost = new AbortController();
  const agent = lightAgent({
    folder,
    onDraw: async (what, signal) => {
      drawn.push(what);
      if (drawn.length > 1) return;
      lost.abort("fenced");
      // Its end takes a while, as that of a picture that is being drawn.
      await slow;
      expect(signal.aborted).toBe(true);
    },
  });
  const shared = createSharedKeep();
  const priced = await agent.accept(LIGHT_REQUEST);
  const run = async (signal: AbortSignal) => {
    const events: TaskEvent[] = [];
    for await (const event of agent.run(priced, shared.open(), { signal })) events.push(event);
    return events;
  };
  const never = new AbortController().signal;
  const first = run(lost.signal);
  while (drawn.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(run(never)).rejects.toMatchObject({ code: "task_busy" });
  finish();
  expect(await first).not.toContainEqual(expect.objectContaining({ event: "task-end" }));
  expect((await run(never)).at(-1)).toMatchObject({ event: "task-end", data: { status: "completed" } });
});
