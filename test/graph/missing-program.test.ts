import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { readConfig } from "../../models/config.ts";

it("a film without an ffmpeg ends before anything is made, with what to install", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pixora-no-ffmpeg-"));
  try {
    const agent = createVideoAgent(readConfig({ PIXORA_DATA_DIR: folder, FFMPEG_PATH: join(folder, "nothing") }));
    const events = [];
    for await (const event of agent.stream({ prompt: "A fox" }, { folder: join(folder, "film") })) events.push(event);
    expect(events.map((event) => event.event)).not.toContain("asset-ready");
    expect(events.at(-1)).toMatchObject({
      event: "task-end",
      data: {
        status: "failed",
        error: { code: "missing_program", message: expect.stringContaining("Unset it") },
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
