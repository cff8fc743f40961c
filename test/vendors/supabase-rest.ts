/** `/rest/v1` of the local Supabase: upserts and plain selects, as PostgREST does them. */
import type { Sql } from "postgres";
import { asBearer, type Claims } from "../setup/postgres-project.ts";
import { answer, type Call, Refused, readBody } from "./supabase-wire.ts";

export type Row = Record<string, unknown>;

export interface Tables {
  /** Writes rows; `keys` tell which are replaced, null means that a duplicate is refused. */
  write(table: string, rows: Row[], keys: string[] | null, claims: Claims): Promise<void>;
  read(table: string, where: Row, limit: number | null, claims: Claims): Promise<Row[]>;
  remove(table: string, where: Row, claims: Claims): Promise<void>;
}

export async function answerRest(call: Call, tables: Tables): Promise<void> {
  const { request, response, url } = call;
  const table = decodeURIComponent(url.pathname.slice("/rest/v1/".length));
  const filters = [...url.searchParams].filter(([name]) => !["select", "limit", "order"].includes(name));
  const where = Object.fromEntries(filters.map(([name, value]) => [name, value.replace(/^eq\./, "")]));
  if (request.method === "DELETE") {
    await tables.remove(table, where, call.claims);
    answer(response, 204);
    return;
  }
  if (request.method === "GET") {
    const limit = url.searchParams.get("limit");
    answer(response, 200, await tables.read(table, where, limit === null ? null : Number(limit), call.claims));
    return;
  }
  const body = await readBody(call);
  if (body === null) return;
  const given: Row | Row[] = JSON.parse(body.toString());
  const merges = String(request.headers.prefer).includes("resolution=merge-duplicates");
  const keys = merges ? (url.searchParams.get("on_conflict") ?? "id").split(",") : null;
  await tables.write(table, Array.isArray(given) ? given : [given], keys, call.claims);
  answer(response, 201);
}

/** The real tables, under the bearer's role and claims. */
export function tablesOf(sql: Sql): Tables {
  return {
    async write(table, rows, keys, claims) {
      const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`);
      const replace = columns.map((name) => `${name} = excluded.${name}`).join(", ");
      const conflict = keys ? `on conflict (${keys.map((key) => `"${key}"`).join(", ")}) do update set ${replace}` : "";
      const values = `select ${columns.join(", ")} from jsonb_populate_recordset(null::public."${table}", $1::text::jsonb)`;
      const text = `insert into public."${table}" (${columns.join(", ")}) ${values} ${conflict}`;
      await asBearer(sql, claims, (as) => as.unsafe(text, [JSON.stringify(rows)])).catch(refuse);
    },
    async read(table, where, limit, claims) {
      const tests = Object.keys(where).map((name, index) => `"${name}"::text = $${index + 1}`);
      const text = `select to_jsonb(t) as row from public."${table}" t where ${["true", ...tests].join(" and ")}`;
      const bounded = limit === null ? text : `${text} limit ${limit}`;
      const rows = await asBearer(sql, claims, (as) => as.unsafe(bounded, Object.values(where).map(String))).catch(
        refuse,
      );
      return rows.map(({ row }) => row);
    },
    async remove(table, where, claims) {
      const tests = Object.keys(where).map((name, index) => `"${name}"::text = $${index + 1}`);
      const text = `delete from public."${table}" where ${tests.join(" and ")}`;
      await asBearer(sql, claims, (as) => as.unsafe(text, Object.values(where).map(String))).catch(refuse);
    },
  };
}

const STATUS: Record<string, number> = { "23505": 409, "23503": 409, "42501": 403 };

/** PostgreSQL's error in PostgREST's shape. */
function refuse(error: unknown): never {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
  const { code, message } = error;
  if (code === "42P01") throw missingTable(message);
  throw new Refused(STATUS[code] ?? 400, { code, message, details: null, hint: null });
}

function missingTable(name: string): Refused {
  const message = `Could not find the table '${name}' in the schema cache`;
  return new Refused(404, { code: "PGRST205", message, details: null, hint: null });
}

/** Tables in memory, with the columns that are written. */
export function tablesInMemory(): Tables & { drop(): void } {
  const tables = new Map([
    ["tasks", new Map<string, Row>()],
    ["videos", new Map<string, Row>()],
  ]);
  const find = (table: string) => {
    const found = tables.get(table);
    if (!found) throw missingTable(table);
    return found;
  };
  return {
    drop: () => tables.clear(),
    async write(table, rows, keys) {
      for (const row of rows) {
        const key = String(keys ? keys.map((name) => row[name]) : (row.id ?? row.task_id));
        if (!keys && find(table).has(key)) throw new Refused(409, { code: "23505", message: "duplicate key value" });
        find(table).set(key, { ...find(table).get(key), ...row });
      }
    },
    read: async (table, where, limit) =>
      [...find(table).values()]
        .filter((row) => Object.entries(where).every(([name, value]) => String(row[name]) === value))
        .slice(0, limit ?? undefined),
    async remove(table, where) {
      for (const [key, row] of find(table)) {
        if (Object.entries(where).every(([name, value]) => String(row[name]) === value)) find(table).delete(key);
      }
    },
  };
}
