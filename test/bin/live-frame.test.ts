import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderProgress } from "../../bin/live-frame.ts";
import { VideoRequest } from "../../models/request.ts";
import type { TaskScene } from "../../models/task.ts";
import type { StepWork, TaskProgress } from "../../models/task-progress.ts";

const at = "2026-01-01T00:00:00.000Z";

function progressOf(scenes: TaskScene[], work: StepWork[] = []): TaskProgress {
  const cost = { estimatedUsd: 0, reservedUsd: 0, spentUsd: 0, budgetUsd: null };
  const common = {
    id: "t1",
    status: "running" as const,
    stage: "asset_generation" as const,
    createdAt: at,
    updatedAt: at,
  };
  const request = VideoRequest.parse({ prompt: "a fox" });
  return { task: { ...common, progress: 40, scenes, cost, result: null, error: null, request }, planned: [], work };
}

const sceneOf = (index: number, status: TaskScene["status"], title = `Part ${index + 1}`): TaskScene => ({
  index,
  title,
  status,
  thumbnail: null,
});
const statusOf = (index: number) => (index < 20 ? "done" : index < 23 ? "running" : "waiting");
const sixty = Array.from({ length: 60 }, (_, index) => sceneOf(index, index === 7 ? "failed" : statusOf(index)));
const frame = { columns: 80, rows: 24, color: false, elapsed: 65_000 };

describe("renderProgress", () => {
  it("shows the whole in a bar, with percentage and time, and a line for each scene", () => {
    const work: StepWork[] = [
      { step: "scene_asset_generator", scene: 1, status: "running", fraction: 0.5, message: "drawing" },
      { step: "music_generator", scene: null, status: "running", fraction: 0, message: "" },
    ];
    const lines = renderProgress(progressOf([sceneOf(0, "done"), sceneOf(1, "running")], work), frame);
    expect(lines).toEqual([
      "██████████░░░░░░░░░░░░░░  40 %  1:05",
      "1 of 2 scenes done · composing the music",
      "✔  1 ████████ Part 1",
      "▸  2 ████░░░░ Part 2 · drawing",
    ]);
  });

  it("does not flood a terminal with 60 scenes, and keeps those in view that matter", () => {
    const lines = renderProgress(progressOf(sixty), frame);
    expect(lines.length).toBeLessThan(24);
    expect(lines.filter((line) => line.startsWith("▸"))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith("✘"))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/^ +\d+ more waiting, 19 more done$/);
  });

  it.each([
    [80, 24],
    [20, 24],
    [7, 5],
    [1, 1],
    [200, 100],
  ])("stays inside a window of %i by %i", (columns, rows) => {
    const titles = [sceneOf(0, "running", "一只狐狸在雪林里找到灯笼 🦊🦊🦊 ".repeat(9)), ...sixty.slice(1)];
    for (const color of [true, false]) {
      const lines = renderProgress(progressOf(titles), { ...frame, columns, rows, color });
      expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
      for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(columns);
    }
  });

  it("uses colours only where they are wanted", () => {
    const coloured = renderProgress(progressOf(sixty), { ...frame, color: true }).join("\n");
    expect(coloured).toContain("\u001b[");
    expect(stripVTControlCharacters(coloured)).toBe(renderProgress(progressOf(sixty), frame).join("\n"));
  });

  it("lets no title move the cursor", () => {
    const [, , line] = renderProgress(progressOf([sceneOf(0, "waiting", "A\u001b[2J\r\nfox")]), frame);
    expect(line).toBe("·  1 ░░░░░░░░ A [2J fox");
  });
});

/** Width in cells: Chinese signs and emoji take two. */
function cells(line: string): number {
  const signs = [...stripVTControlCharacters(line)];
  return signs.reduce((sum, sign) => sum + (/[\p{Script=Han}\p{Emoji_Presentation}]/u.test(sign) ? 2 : 1), 0);
}
