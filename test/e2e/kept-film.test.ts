/** Films that a Supabase project keeps: files in its bucket, tasks and videos in its tables, over the real client. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { readConfig } from "../../models/config.ts";
import type { TaskEvent } from "../../models/event.ts";
import { type SupabaseServer, startSupabaseServer } from "../vendors/supabase-server.ts";
import { LEAN_FILM } from "./lean-film.ts";

let folder: string;
let project: SupabaseServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-kept-"));
  project = await startSupabaseServer();
});
afterEach(async () => {
  await project.close();
  await rm(folder, { recursive: true, force: true });
});

async function make(): Promise<TaskEvent[]> {
  const environment = { SUPABASE_URL: project.url, SUPABASE_SERVICE_ROLE_KEY: project.key };
  const agent = createVideoAgent(readConfig({ ...environment, PIXORA_DATA_DIR: join(folder, "data") }));
  const events: TaskEvent[] = [];
  for await (const event of agent.stream(LEAN_FILM, { folder: join(folder, "film"), taskId: "task-1" }))
    events.push(event);
  return events;
}

const endOf = (events: TaskEvent[]) => {
  const last = events.at(-1);
  if (last?.event !== "task-end") throw new Error("The task did not end.");
  return last.data;
};

describe("a film with Supabase", () => {
  it("is published under a link that gives the very film, and recorded as task and video", async () => {
    const { status, result } = endOf(await make());
    expect(status).toBe("completed");
    expect(result?.degraded).toEqual([]);
    const published = await fetch(result?.videoUrl ?? "");
    const sha256 = createHash("sha256")
      .update(new Uint8Array(await published.arrayBuffer()))
      .digest("hex");
    const film = await readFile(join(folder, "film", "video.mp4"));
    expect(sha256).toBe(createHash("sha256").update(film).digest("hex"));
    expect([...project.objects.keys()].some((name) => name.startsWith("pixora/assets/"))).toBe(true);
    expect(await project.rows("tasks")).toMatchObject([{ id: "task-1", status: "completed", progress: 100 }]);
    expect(await project.rows("videos")).toHaveLength(1);
  });

  it("is not begun where the tables are missing, and the migrations are named", async () => {
    project.dropTables();
    const { status, error } = endOf(await make());
    expect(status).toBe("failed");
    expect(error?.message).toContain("migrations");
    expect(project.objects.size).toBe(0);
  });

  it("is there all the same when it cannot be published, and says so", async () => {
    project.fail({ method: "POST", path: /\/object\/pixora\/videos\//, times: 100, status: 400, body: TOO_LARGE });
    const { status, result } = endOf(await make());
    expect(status).toBe("completed");
    expect(result?.videoUrl).toBe(join(folder, "film", "video.mp4"));
    expect(result?.degraded).toContainEqual(
      expect.objectContaining({ wanted: "video.mp4 in the storage", got: "the file on this machine" }),
    );
  });
});

const TOO_LARGE = {
  statusCode: "413",
  error: "Payload too large",
  message: "The object exceeded the maximum allowed size",
};
