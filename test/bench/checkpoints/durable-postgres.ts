import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Sql } from "postgres";
import { startPostgres } from "../../setup/postgres-server.ts";

const run = promisify(execFile);

export interface DurablePostgres {
  sql: Sql;
  /** For clients of node-postgres. */
  url: string;
  stop(): Promise<void>;
}

/** The tests' PostgreSQL does not wait for the disk: it is started again on the same data, as its makers ship it. */
export async function startDurablePostgres(): Promise<DurablePostgres> {
  const hasty = await startPostgres();
  const stops = [hasty.stop];
  const stop = async () => {
    for (const end of stops) await end();
  };
  try {
    const place = await placeOf(hasty.sql);
    await place.run("pg_ctl", "-D", place.data, "-m", "fast", "-w", "stop");
    stops.unshift(await start(place));
    await refuseHasty(hasty.sql);
    return { sql: hasty.sql, url: `postgresql://postgres@${encodeURIComponent(place.folder)}/postgres`, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

type Place = Awaited<ReturnType<typeof placeOf>>;

async function placeOf(sql: Sql) {
  const [programs] = await sql<{ setting: string }[]>`select setting from pg_config where name = 'BINDIR'`;
  const [data] = await sql<{ setting: string }[]>`select setting from pg_settings where name = 'data_directory'`;
  if (!programs || !data) throw new Error("PostgreSQL does not tell where it lies.");
  const folder = dirname(data.setting);
  const { uid, gid } = await stat(data.setting);
  const pathOf = (program: string) => join(programs.setting, program);
  // As its data's owner, for it refuses to run as root.
  const asOwner = process.getuid?.() === 0 ? { uid, gid, cwd: folder } : { cwd: folder };
  return {
    data: data.setting,
    folder,
    run: (program: string, ...words: string[]) => run(pathOf(program), words, asOwner),
    spawn: (program: string, ...words: string[]) => spawn(pathOf(program), words, { ...asOwner, stdio: "ignore" }),
  };
}

/** As a child of this process, so that it ends with what ends this one from the keyboard. */
async function start({ data, folder, ...programs }: Place): Promise<() => Promise<void>> {
  const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`];
  const server = programs.spawn("postgres", "-D", data, ...settings);
  const ended = once(server, "close");
  const isReady = () =>
    programs.run("pg_isready", "-h", folder).then(
      () => true,
      () => false,
    );
  while (!(await isReady())) {
    if (server.exitCode !== null) throw new Error("PostgreSQL ended before it answered.");
    await sleep(25);
  }
  return async () => {
    server.kill("SIGINT");
    await ended;
  };
}

async function refuseHasty(sql: Sql): Promise<void> {
  const settings = ["fsync", "full_page_writes", "synchronous_commit"];
  const off = await sql<{ name: string }[]>`
    select name from pg_settings where name in ${sql(settings)} and setting <> 'on'`;
  if (off.length > 0) throw new Error(`PostgreSQL runs without ${off.map(({ name }) => name).join(", ")}.`);
}
