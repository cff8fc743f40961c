import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLiveView } from "../../bin/live-view.ts";
import type { TaskProgress } from "../../models/task-progress.ts";
import { reduceTask } from "../../models/task-progress.ts";
import { scriptedAgent } from "./scripted-agent.ts";

const ERASED_LINE = "\u001b[2K";

async function showFilm(until: string) {
  const written: string[] = [];
  const screen = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const view = createLiveView(Object.assign(screen, { isTTY: true, columns: 60, rows: 24 }), false, () => 0);
  let progress: TaskProgress | null = null;
  for await (const event of scriptedAgent({ problem: { code: "internal", message: "", retryable: false } }).stream({
    prompt: "a fox",
  })) {
    progress = reduceTask(progress, event);
    view.event(event, progress);
    if (event.event === until) break;
  }
  return { view, written };
}

describe("the live view", () => {
  it("gives way to a line in between, and stands below it again", async () => {
    const { view, written } = await showFilm("step-progress");
    const before = written.length;
    view.interject(() => written.push("a line of its own\n"));
    const [erasing, line, ...drawing] = written
      .slice(before)
      .filter((text) => text.includes("\n") || text.includes(ERASED_LINE));
    expect(erasing).toContain(ERASED_LINE);
    expect(line).toBe("a line of its own\n");
    expect(drawing.join("")).toContain("Part 1");
    view.close();
  });

  it("leaves nothing on the screen when it closes", async () => {
    const { view, written } = await showFilm("task-end");
    const drawn = written.join("").split("\n").length;
    view.close();
    const erasing = written.at(-1) ?? "";
    expect(drawn).toBeGreaterThan(5);
    expect(written.slice(-2).join("")).toContain(ERASED_LINE);
    expect(erasing).not.toContain("Part");
  });
});
