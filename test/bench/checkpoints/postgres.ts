import { randomUUID } from "node:crypto";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import type { Contestant } from "./contestant.ts";
import { startDurablePostgres } from "./durable-postgres.ts";

/** LangGraph's PostgresSaver over a PostgreSQL of its own. Its bytes are the write-ahead log's; tables come on top. */
export async function postgresContestant(): Promise<Contestant> {
  const server = await startDurablePostgres();
  const { saver, queries } = connect(server.url);
  await saver.setup();
  const written = async () => {
    const [row] = await server.sql<{ bytes: number }[]>`
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`;
    if (!row) throw new Error("PostgreSQL does not tell how long its log is.");
    return row.bytes;
  };
  return {
    name: "PostgresSaver",
    open: async () => ({
      id: randomUUID(),
      saver,
      meter: async () => ({ bytes: await written(), trips: queries() }),
      async reopen() {
        const { saver: other } = connect(server.url);
        await other.getTuple({ configurable: { thread_id: "none" } });
        return { saver: other, close: () => other.end() };
      },
    }),
    async stop() {
      await saver.end();
      await server.stop();
    },
  };
}

interface Pool {
  on(event: "connect", heard: (client: { query(...given: unknown[]): unknown }) => void): unknown;
  on(event: "error", heard: () => void): unknown;
}

function connect(url: string) {
  const saver = PostgresSaver.fromConnString(url);
  // The types call it private. Typing a pool of our own would take one more package.
  const pool: Pool = Reflect.get(saver, "pool");
  // Each query is sent and waited for by itself.
  let queries = 0;
  pool.on("connect", (client) => {
    const query = client.query.bind(client);
    client.query = (...given) => {
      queries += 1;
      return query(...given);
    };
  });
  // PostgreSQL may end before it has read that an idle connection does. A query that fails rejects by itself.
  pool.on("error", () => {});
  return { saver, queries: () => queries };
}
