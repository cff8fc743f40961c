import { readdir, readFile } from "node:fs/promises";
import type { Sql, TransactionSql } from "postgres";

const MIGRATIONS = new URL("../../providers/supabase/migrations/", import.meta.url);
const BEFORE = new URL("./postgres-project.sql", import.meta.url);

/** Makes an empty database what a Supabase project is before any migration. */
export async function prepareProject(sql: Sql): Promise<void> {
  await sql.unsafe(await readFile(BEFORE, "utf8"));
}

/** Applies the migrations of the repository, each in a transaction, as the Supabase CLI does. */
export async function applyMigrations(sql: Sql): Promise<void> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of names) {
    const text = await readFile(new URL(name, MIGRATIONS), "utf8");
    await sql.begin((transaction) => transaction.unsafe(text));
  }
}

/** What PostgREST knows of a request after it checked the token. */
export interface Claims {
  role: "anon" | "authenticated" | "service_role";
  /** The user's id. */
  sub?: string;
}

/** Runs queries as the bearer of a token, as PostgREST does: in a transaction, under its role, with its claims. */
export function asBearer<Result>(
  sql: Sql,
  claims: Claims,
  work: (transaction: TransactionSql) => Promise<Result>,
): Promise<Result> {
  return sql.begin(async (transaction) => {
    await transaction`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
    await transaction.unsafe(`set local role ${claims.role}`);
    return work(transaction);
  }) as Promise<Result>;
}
