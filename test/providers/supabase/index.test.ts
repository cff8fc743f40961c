import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSupabaseVendor } from "../../../providers/supabase/index.ts";
import { applyMigrations, prepareProject } from "../../setup/postgres-project.ts";
import { startPostgres, type TestPostgres } from "../../setup/postgres-server.ts";
import { aTask } from "../../task-sample.ts";
import { type SupabaseServer, startSupabaseServer } from "../../vendors/supabase-server.ts";
import { IMPATIENT } from "./patience.ts";

const ANNA = "11111111-1111-4111-8111-111111111111";
const context = { signal: new AbortController().signal };

let database: TestPostgres;
let server: SupabaseServer;
let dataDir: string;
beforeAll(async () => {
  database = await startPostgres();
  await prepareProject(database.sql);
  server = await startSupabaseServer({ postgres: database.sql });
  dataDir = await mkdtemp(join(tmpdir(), "pixora-supabase-vendor-"));
});
afterAll(async () => {
  await server.close();
  await database.stop();
  await rm(dataDir, { recursive: true });
});

function open(changes: { serviceRoleKey?: string; bucket?: string } = {}) {
  const access = { url: server.url, serviceRoleKey: server.key, bucket: "pixora", ...changes };
  return createSupabaseVendor({ access, dataDir, patience: IMPATIENT });
}

it("a project goes from bare to ready by the migrations, and is told apart at the start", async () => {
  const vendor = open();
  await expect(vendor.check(context)).rejects.toThrow("no bucket pixora: apply the migrations");
  await database.sql`insert into storage.buckets (id, name, public) values ('pixora', 'pixora', false)`;
  await expect(vendor.check(context)).rejects.toThrow("does not know its tables; apply the migrations");
  await applyMigrations(database.sql);
  await expect(vendor.check(context)).resolves.toBeUndefined();
  await expect(vendor.storage.ready(context)).resolves.toBeUndefined();
  await expect(open({ serviceRoleKey: "wrong-key" }).check(context)).rejects.toMatchObject({ code: "account_refused" });
});

it("a film of nobody's is recorded and published, and no user's token reads the one or the other", async () => {
  await applyMigrations(database.sql);
  await database.sql`insert into auth.users (id) values (${ANNA})`;
  const vendor = open();
  const path = join(dataDir, "video.mp4");
  await writeFile(path, "a film");
  const url = await vendor.storage.publish(
    { taskId: "task-1", path, name: "video.mp4", mediaType: "video/mp4" },
    context,
  );
  await vendor.records.save(aTask({ status: "completed" }), context);
  expect(await (await fetch(url)).text()).toBe("a film");

  const headers = { apikey: server.token(ANNA), authorization: `Bearer ${server.token(ANNA)}` };
  const ask = (path: string) => fetch(`${server.url}${path}`, { headers });
  expect(await (await ask("/rest/v1/tasks?select=*")).json()).toEqual([]);
  expect((await ask("/storage/v1/object/pixora/videos/shared/task-1/video.mp4")).status).toBe(400);
  await database.sql`update public.tasks set owner = ${ANNA}`;
  expect(await (await ask("/rest/v1/tasks?select=*")).json()).toMatchObject([{ id: "task-1", owner: ANNA }]);
});
