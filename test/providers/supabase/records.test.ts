import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectSupabase } from "../../../providers/supabase/client.ts";
import { createSupabaseRecords } from "../../../providers/supabase/records.ts";
import { describeRecords, type OpenRecords } from "../../contract/records.ts";
import { applyMigrations, prepareProject } from "../../setup/postgres-project.ts";
import { startPostgres, type TestPostgres } from "../../setup/postgres-server.ts";
import { aTask } from "../../task-sample.ts";
import { type SupabaseServer, startSupabaseServer } from "../../vendors/supabase-server.ts";
import { IMPATIENT } from "./patience.ts";

let database: TestPostgres;
let server: SupabaseServer;
beforeAll(async () => {
  database = await startPostgres();
  await prepareProject(database.sql);
  await applyMigrations(database.sql);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.sql`truncate public.tasks, public.videos`;
  server = await startSupabaseServer({ postgres: database.sql });
});
afterEach(() => server.close());

const context = { signal: new AbortController().signal };

function open({ url = server.url, serviceRoleKey = server.key } = {}) {
  return createSupabaseRecords(connectSupabase({ url, serviceRoleKey, bucket: "pixora" }, IMPATIENT));
}

describeRecords("Supabase's tables", (): OpenRecords => {
  const { sql } = database;
  return {
    records: open(),
    async readTask(id) {
      const [row] = await sql`select id, status, stage, progress from public.tasks where id = ${id}`;
      return row ? { id: row.id, status: row.status, stage: row.stage, progress: row.progress } : null;
    },
    countVideos: async (id) => (await sql`select 1 from public.videos where task_id = ${id}`).length,
  };
});

describe("a row", () => {
  it("holds everything that was told of a task", async () => {
    const task = aTask({ status: "failed", error: { code: "timeout", message: "Too late.", retryable: true } });
    await open().save(task, null, context);
    const [row] = await database.sql`select * from public.tasks`;
    expect(row).toEqual({
      id: "task-1",
      owner: null,
      status: "failed",
      stage: "planning",
      progress: 10,
      prompt: "A fox finds a lantern",
      request: task.request,
      scenes: task.scenes,
      estimated_usd: "1.25",
      reserved_usd: "0.5",
      spent_usd: "0.1",
      budget_usd: "2",
      result: null,
      error: task.error,
      created_at: new Date(task.createdAt),
      updated_at: new Date(task.updatedAt),
    });
  });

  it("of a video has its files' lasting names, and no URL that ends", async () => {
    const task = aTask({ status: "completed" });
    await open().save(task, null, context);
    const [row] = await database.sql`select * from public.videos`;
    expect(row).toMatchObject({
      task_id: "task-1",
      owner: null,
      duration_seconds: 30.5,
      width: 1280,
      height: 720,
      video_path: "videos/shared/task-1/video.mp4",
      poster_path: "videos/shared/task-1/poster.jpg",
      manifest_path: "videos/shared/task-1/manifest.json",
      srt_path: "videos/shared/task-1/captions.srt",
      vtt_path: "videos/shared/task-1/captions.vtt",
      degraded: task.result?.degraded,
      cost_usd: "0.1",
    });
    expect(JSON.stringify(row)).not.toContain("token");
  });

  it("that is newer is left alone by a call that is late", async () => {
    const records = open();
    await records.save(aTask({ progress: 90, updatedAt: "2026-11-22T12:05:00.000Z" }), null, context);
    await records.save(aTask({ progress: 20, updatedAt: "2026-11-22T12:01:00.000Z" }), null, context);
    expect(await server.rows("tasks")).toMatchObject([{ progress: 90 }]);
  });
});

describe("a write", () => {
  it.each([
    ["fails for a moment", { status: 503 }],
    ["loses its answer", { loseAnswer: true as const }],
    ["is cut", { cutAfterBytes: 10 }],
  ])("that %s is made again, and is one row", async (_title, fault) => {
    server.fail({ method: "POST", path: /tasks/, ...fault });
    await open().save(aTask(), null, context);
    expect(await server.rows("tasks")).toHaveLength(1);
    expect(server.requests).toEqual(["POST /rest/v1/tasks", "POST /rest/v1/tasks"]);
  });

  it("that breaks a rule of the table is not made again", async () => {
    const save = open().save(aTask({ progress: 101 }), null, context);
    await expect(save).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  it("without tables says which migrations to apply", async () => {
    const bare = await startSupabaseServer();
    bare.dropTables();
    const records = open({ url: bare.url, serviceRoleKey: bare.key });
    for (const call of [() => records.save(aTask(), null, context), () => records.ready(context)]) {
      await expect(call()).rejects.toMatchObject({ code: "account_refused" });
      await expect(call()).rejects.toThrow("apply the migrations in providers/supabase/migrations");
    }
    await bare.close();
  });

  it("with a user's token is refused by the tables themselves", async () => {
    const serviceRoleKey = server.token("11111111-1111-4111-8111-111111111111");
    const save = open({ serviceRoleKey }).save(aTask(), null, context);
    await expect(save).rejects.toMatchObject({ code: "account_refused", retryable: false });
    await expect(save).rejects.toThrow("check SUPABASE_SERVICE_ROLE_KEY");
    expect(await server.rows("tasks")).toHaveLength(0);
  });
});
