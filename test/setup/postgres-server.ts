import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chown, constants, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";

const run = promisify(execFile);

export interface TestPostgres {
  /** Speaks as the owner of everything, as migrations do. */
  readonly sql: Sql;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

/** A real PostgreSQL of one's own, empty, in a private folder and on no port. Started by the test files that need one. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = await findPrograms();
  const account = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), "pixora-postgres-"));
  if (account) await chown(folder, account.uid, account.gid);
  const asUser = { ...account, cwd: folder };
  const data = join(folder, "data");
  const initial = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"];
  await run(join(programs, "initdb"), initial, asUser);
  // Its data does not outlive it, so nothing waits for the disk.
  const settings = { listen_addresses: "", unix_socket_directories: folder, fsync: "off", full_page_writes: "off" };
  const settingArguments = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(programs, "postgres"), ["-D", data, ...settingArguments], { ...asUser, stdio: "ignore" });
  const ended = once(server, "close");
  const sql = postgres({ path: join(folder, ".s.PGSQL.5432"), user: "postgres", onnotice: () => {}, max: 4 });
  const stop = async () => {
    await sql.end({ timeout: 1 });
    server.kill("SIGINT");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(sql, ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return { sql, stop };
}

/** Debian keeps them off the PATH, by version. */
async function findPrograms(): Promise<string> {
  const debian = "/usr/lib/postgresql";
  const versions = await readdir(debian).catch(() => []);
  const newestFirst = versions.sort((left, right) => Number(right) - Number(left));
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...newestFirst.map((name) => join(debian, name, "bin")),
  ];
  for (const folder of folders) {
    const found = ["initdb", "postgres"].map((program) => access(join(folder, program), constants.X_OK));
    if ((await Promise.allSettled(found)).every(({ status }) => status === "fulfilled")) return folder;
  }
  throw new Error("No PostgreSQL on this machine: `node bin/setup.mjs --postgres` installs it.");
}

/** PostgreSQL refuses to run as root: whom it runs as instead, or null when nobody else is needed. */
async function unprivileged(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const idOf = async (flag: string) => Number((await run("id", [flag, "nobody"])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

/** The client tries again by itself, with pauses; until then the socket is not there. */
async function untilReady(sql: Sql, ended: Promise<unknown>): Promise<void> {
  let running = true;
  ended.finally(() => {
    running = false;
  });
  for (const deadline = Date.now() + 20_000; ; ) {
    const answered = await sql`select 1`.then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (!running) throw new Error("PostgreSQL ended before it answered.");
    if (Date.now() > deadline) throw new Error("PostgreSQL did not answer in 20 s.");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
