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
const BERT = "22222222-2222-4222-8222-222222222222";
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
    { taskId: "task-1", owner: null, path, name: "video.mp4", mediaType: "video/mp4" },
    context,
  );
  await vendor.records.save(aTask({ status: "completed" }), null, context);
  expect(await (await fetch(url)).text()).toBe("a film");

  const headers = { apikey: server.token(ANNA), authorization: `Bearer ${server.token(ANNA)}` };
  const ask = (path: string) => fetch(`${server.url}${path}`, { headers });
  expect(await (await ask("/rest/v1/tasks?select=*")).json()).toEqual([]);
  expect((await ask("/storage/v1/object/pixora/videos/shared/task-1/video.mp4")).status).toBe(400);
  await database.sql`update public.tasks set owner = ${ANNA}`;
  expect(await (await ask("/rest/v1/tasks?select=*")).json()).toMatchObject([{ id: "task-1", owner: ANNA }]);
});

it("each user's token reads exactly that user's own task, video and film, until they are removed", async () => {
  await applyMigrations(database.sql);
  await database.sql`truncate public.tasks, public.videos`;
  await database.sql`insert into auth.users ${database.sql([{ id: ANNA }, { id: BERT }])} on conflict do nothing`;
  const vendor = open();
  const path = join(dataDir, "video.mp4");
  const owners = [`user:${ANNA}`, `user:${BERT}`, "key:shop", null];
  const films = owners.map((owner, place) => ({ taskId: `owned-${place}`, owner, name: "video.mp4" }));
  for (const film of films) {
    await writeFile(path, `the film of ${film.owner}`);
    await vendor.storage.publish({ ...film, path, mediaType: "video/mp4" }, context);
    await vendor.records.save(aTask({ id: film.taskId, status: "completed" }), film.owner, context);
  }
  for (const [user, own] of [
    [ANNA, "owned-0"],
    [BERT, "owned-1"],
  ] as const) {
    const headers = { apikey: server.token(user), authorization: `Bearer ${server.token(user)}` };
    const read = async (table: string) => (await fetch(`${server.url}/rest/v1/${table}?select=*`, { headers })).json();
    expect(await read("tasks")).toMatchObject([{ id: own, owner: user }]);
    const video_path = `videos/${user}/${own}/video.mp4`;
    expect(await read("videos")).toMatchObject([{ task_id: own, owner: user, video_path }]);
    const names = [...server.objects.keys()].filter((name) => name.includes("/videos/"));
    const answers = await Promise.all(
      names.map((name) => fetch(`${server.url}/storage/v1/object/${name}`, { headers })),
    );
    const films = await Promise.all(answers.filter(({ ok }) => ok).map((answer) => answer.text()));
    expect(films).toEqual([`the film of user:${user}`]);
  }
  for (const film of films) {
    await vendor.records.remove(film.taskId, context);
    await vendor.storage.unpublish([film], context);
  }
  expect(await server.rows("tasks")).toEqual([]);
  expect(await server.rows("videos")).toEqual([]);
  expect([...server.objects.keys()].filter((name) => name.includes("owned-"))).toEqual([]);
});
