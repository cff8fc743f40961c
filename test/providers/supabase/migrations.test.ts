import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, asBearer, type Claims, prepareProject } from "../../setup/postgres-project.ts";
import { startPostgres, type TestPostgres } from "../../setup/postgres-server.ts";

const ANNA = "11111111-1111-4111-8111-111111111111";
const BERT = "22222222-2222-4222-8222-222222222222";
const anna: Claims = { role: "authenticated", sub: ANNA };
const anon: Claims = { role: "anon" };
const service: Claims = { role: "service_role" };
const DENIED = { code: "42501" };
const PRIVATE_TABLES = ["tasks", "videos"];

let database: TestPostgres;
beforeAll(async () => {
  database = await startPostgres();
  await prepareProject(database.sql);
  await database.sql`insert into auth.users ${database.sql([{ id: ANNA }, { id: BERT }])}`;
  await applyMigrations(database.sql);
});
afterAll(() => database.stop());

function taskOf(id: string, owner: string | null, changes: Record<string, unknown> = {}) {
  const at = "2026-11-22T12:00:00Z";
  const usd = { estimated_usd: 0, reserved_usd: 0, spent_usd: 0 };
  const state = { status: "running", stage: "planning", progress: 0 };
  return { id, owner, ...state, prompt: "A fox", request: "{}", ...usd, created_at: at, updated_at: at, ...changes };
}

function videoOf(task_id: string, owner: string | null) {
  const paths = { video_path: "v", poster_path: "p", manifest_path: "m" };
  const at = "2026-11-22T12:00:00Z";
  const film = { prompt: "A fox", duration_seconds: 30, width: 1280, height: 720, cost_usd: 0 };
  return { task_id, owner, ...film, ...paths, created_at: at, updated_at: at };
}

beforeEach(async () => {
  const { sql } = database;
  await sql`truncate public.tasks, public.videos, storage.objects`;
  await asBearer(sql, service, async (transaction) => {
    const owned = [["a", ANNA] as const, ["b", BERT] as const, ["n", null] as const];
    await transaction`insert into public.tasks ${transaction(owned.map(([id, owner]) => taskOf(id, owner)))}`;
    await transaction`insert into public.videos ${transaction(owned.map(([id, owner]) => videoOf(id, owner)))}`;
  });
});

describe("the migrations", () => {
  it("can be applied again, and leave rows and a raised size limit alone", async () => {
    const { sql } = database;
    await sql`update storage.buckets set file_size_limit = 1000, public = true where id = 'pixora'`;
    await applyMigrations(sql);
    const buckets = await sql`select id, public, file_size_limit from storage.buckets`;
    expect([...buckets]).toEqual([{ id: "pixora", public: false, file_size_limit: "1000" }]);
    expect(await sql`select id from public.tasks`).toHaveLength(3);
    const policies = await sql`select count(*)::int from pg_policies where schemaname in ('public', 'storage')`;
    expect(policies[0]?.count).toBe(3);
    await sql`update storage.buckets set file_size_limit = null`;
  });

  it("hold the policies over the tables' owner as well", async () => {
    const rows = await database.sql`
      select relrowsecurity as on, relforcerowsecurity as forced from pg_class
      where relname in ${database.sql(PRIVATE_TABLES)} and relnamespace = 'public'::regnamespace`;
    expect([...rows]).toEqual([
      { on: true, forced: true },
      { on: true, forced: true },
    ]);
  });
});

describe("a user's token", () => {
  it.each(PRIVATE_TABLES)("reads that user's own %s, and neither another's nor nobody's", async (table) => {
    const rows = await asBearer(database.sql, anna, (sql) => sql`select owner from ${sql(table)}`);
    expect([...rows]).toEqual([{ owner: ANNA }]);
  });

  it("with no user in it reads nothing", async () => {
    const nobody: Claims = { role: "authenticated" };
    expect(await asBearer(database.sql, nobody, (sql) => sql`select id from tasks`)).toHaveLength(0);
  });

  it("writes nothing, not even that user's own", async () => {
    const { sql: database_ } = database;
    const insert = asBearer(database_, anna, (sql) => sql`insert into tasks ${sql(taskOf("c", ANNA))}`);
    await expect(insert).rejects.toMatchObject(DENIED);
    const video = asBearer(database_, anna, (sql) => sql`insert into videos ${sql(videoOf("a", ANNA))}`);
    await expect(video).rejects.toMatchObject(DENIED);
    for (const table of PRIVATE_TABLES) {
      const update = asBearer(
        database_,
        anna,
        (sql) => sql`update ${sql(table)} set prompt = 'mine' where owner = ${ANNA}`,
      );
      await expect(update).rejects.toMatchObject(DENIED);
      const give = asBearer(
        database_,
        anna,
        (sql) => sql`update ${sql(table)} set owner = ${BERT} where owner = ${ANNA}`,
      );
      await expect(give).rejects.toMatchObject(DENIED);
      const remove = asBearer(database_, anna, (sql) => sql`delete from ${sql(table)} where owner = ${ANNA}`);
      await expect(remove).rejects.toMatchObject(DENIED);
      const empty = asBearer(database_, anna, (sql) => sql`truncate ${sql(table)} cascade`);
      await expect(empty).rejects.toMatchObject(DENIED);
    }
  });

  it("reads the files of that user's own videos only, and no asset", async () => {
    const names = [
      `videos/${ANNA}/a/video.mp4`,
      `videos/${BERT}/b/video.mp4`,
      "videos/shared/n/video.mp4",
      `videos/${ANNA}`,
      `assets/${ANNA}/a.png`,
      `${ANNA}/video.mp4`,
    ];
    const { sql: database_ } = database;
    await database_`insert into storage.buckets (id, name) values ('other', 'other') on conflict do nothing`;
    const objects = ["pixora", "other"].flatMap((bucket_id) => names.map((name) => ({ bucket_id, name })));
    await asBearer(database_, service, (sql) => sql`insert into storage.objects ${sql(objects)}`);
    const rows = await asBearer(database_, anna, (sql) => sql`select bucket_id, name from storage.objects`);
    expect([...rows]).toEqual([{ bucket_id: "pixora", name: `videos/${ANNA}/a/video.mp4` }]);
    expect(await asBearer(database_, anon, (sql) => sql`select name from storage.objects`)).toHaveLength(0);
  });

  it("stores no file, renames none and removes none", async () => {
    const { sql: database_ } = database;
    const name = `videos/${ANNA}/a/video.mp4`;
    const object = { bucket_id: "pixora", name };
    const insert = asBearer(database_, anna, (sql) => sql`insert into storage.objects ${sql(object)}`);
    await expect(insert).rejects.toMatchObject(DENIED);
    await asBearer(database_, service, (sql) => sql`insert into storage.objects ${sql(object)}`);
    // Without a policy that lets them, these find no row.
    const rename = await asBearer(
      database_,
      anna,
      (sql) => sql`update storage.objects set name = 'x' where name = ${name}`,
    );
    const remove = await asBearer(database_, anna, (sql) => sql`delete from storage.objects where name = ${name}`);
    expect([rename.count, remove.count]).toEqual([0, 0]);
  });
});

describe("a visitor without a token", () => {
  it.each(PRIVATE_TABLES)("is refused %s", async (table) => {
    const read = asBearer(database.sql, anon, (sql) => sql`select * from ${sql(table)}`);
    await expect(read).rejects.toMatchObject(DENIED);
  });
});

describe("the service", () => {
  it("reads, writes and removes everybody's rows", async () => {
    const left = await asBearer(database.sql, service, async (sql) => {
      await sql`update tasks set progress = 50 where id = 'a'`;
      await sql`delete from tasks where id = 'b'`;
      return sql`select id, progress from tasks order by id`;
    });
    expect([...left]).toEqual([
      { id: "a", progress: 50 },
      { id: "n", progress: 0 },
    ]);
  });

  it("never replaces what is newer with what is late", async () => {
    const { sql } = database;
    const change = (progress: number, at: string) =>
      asBearer(sql, service, (as) => as`update tasks set progress = ${progress}, updated_at = ${at} where id = 'a'`);
    await change(60, "2026-11-22T12:01:00Z");
    await change(20, "2026-11-22T12:00:30Z");
    const [row] = await sql`select progress from tasks where id = 'a'`;
    expect(row?.progress).toBe(60);
  });

  it.each([
    ["a status that there is not", { status: "lost" }],
    ["a stage that there is not", { stage: "dreaming" }],
    ["a progress beyond the end", { progress: 101 }],
    ["money below zero", { spent_usd: -1 }],
    ["no id", { id: "" }],
  ])("cannot write %s", async (_title, changes) => {
    const insert = asBearer(database.sql, service, (sql) => sql`insert into tasks ${sql(taskOf("z", null, changes))}`);
    await expect(insert).rejects.toMatchObject({ code: "23514" });
  });

  it("keeps the books of a user who is removed, for nobody to read", async () => {
    const { sql } = database;
    const gone = "33333333-3333-4333-8333-333333333333";
    await sql`insert into auth.users (id) values (${gone})`;
    await asBearer(sql, service, (as) => as`update tasks set owner = ${gone} where id = 'a'`);
    await sql`delete from auth.users where id = ${gone}`;
    expect([...(await sql`select owner from tasks where id = 'a'`)]).toEqual([{ owner: null }]);
  });
});
