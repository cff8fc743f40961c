/**
 * A local server that speaks Supabase's protocols, `/storage/v1` and `/rest/v1`, with faults on demand.
 * With a database the tables, roles, claims and policies are real; without one rows are kept in memory, unchecked.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Sql } from "postgres";
import type { Claims } from "../setup/postgres-project.ts";
import { answerRest, type Row, tablesInMemory, tablesOf } from "./supabase-rest.ts";
import { answerStorage, type StorageState, type StoredObject } from "./supabase-storage.ts";
import { answer, type Call, Refused, readToken, signToken } from "./supabase-wire.ts";

export interface SupabaseServerOptions {
  /** A database that is a Supabase project, with the migrations applied or not. */
  postgres?: Sql;
  /** The service's key; by default a legacy JWT. */
  key?: string;
  /** The project's own limit of a file, in bytes. */
  limit?: number;
}

/** Goes wrong once, or `times`, for requests of this method and path. */
export interface Fault {
  method: string;
  path: RegExp;
  times?: number;
  /** Answers so, and does nothing. */
  status?: number;
  body?: unknown;
  /** Receives so much of the body, keeps it, and drops the connection. */
  cutAfterBytes?: number;
  /** Does all of it, and drops the connection instead of answering. */
  loseAnswer?: true;
  /** Never answers. */
  hang?: true;
}

export interface SupabaseServer {
  url: string;
  key: string;
  /** By `<bucket>/<name>`. */
  objects: Map<string, StoredObject>;
  storage: StorageState;
  /** `POST /rest/v1/tasks`, in the order of arrival. */
  requests: string[];
  fail(fault: Fault): void;
  /** A user's token. */
  token(sub: string): string;
  /** All rows of a table. */
  rows(table: string): Promise<Row[]>;
  /** Without a database: removes the tables. */
  dropTables(): void;
  close(): Promise<void>;
}

const SECRET = "a secret that only this project's services know";
const HALF_A_HUNDRED_MB = 50 * 1024 * 1024;

export async function startSupabaseServer(options: SupabaseServerOptions = {}): Promise<SupabaseServer> {
  const sql = options.postgres ?? null;
  const key = options.key ?? signToken({ role: "service_role", iss: "supabase" }, SECRET);
  const objects = new Map<string, StoredObject>();
  const bucket = { id: "pixora", public: false, file_size_limit: null };
  const buckets = new Map(sql ? [] : [[bucket.id, bucket]]);
  const storage: StorageState = {
    secret: SECRET,
    objects,
    buckets,
    limit: options.limit ?? HALF_A_HUNDRED_MB,
    sql,
    uploads: new Map(),
  };
  const memory = tablesInMemory();
  const tables = sql ? tablesOf(sql) : memory;
  const faults: (Fault & { left: number })[] = [];
  const requests: string[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    requests.push(`${request.method} ${url.pathname}`);
    const fault = faults.find(
      ({ method, path, left }) => left > 0 && method === request.method && path.test(url.pathname),
    );
    if (fault) fault.left -= 1;
    if (fault?.hang) return;
    if (fault?.loseAnswer) response.end = () => response.destroy();
    if (fault?.status !== undefined) throw new Refused(fault.status, fault.body ?? {});
    const claims = isSigned(request, url) ? { role: "anon" as const } : readClaims(request, key);
    const call: Call = { request, response, url, claims, cutAfterBytes: fault?.cutAfterBytes ?? null };
    if (url.pathname.startsWith("/rest/v1/")) await answerRest(call, tables);
    else await answerStorage(call, storage);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const { status, body } = error instanceof Refused ? error : { status: 500, body: { message: String(error) } };
      answer(response, status, body);
      // What is left of a refused body is received, or the answer is lost with the connection.
      request.resume();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    key,
    objects,
    storage,
    requests,
    fail: (fault) => faults.push({ ...fault, left: fault.times ?? 1 }),
    token: (sub) => signToken({ role: "authenticated", sub }, SECRET),
    rows: (table) => tables.read(table, {}, null, { role: "service_role" }),
    dropTables: memory.drop,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A signed URL carries its own proof. */
function isSigned(request: IncomingMessage, url: URL): boolean {
  return request.method === "GET" && url.pathname.startsWith("/storage/v1/object/sign/");
}

/** The gateway asks for a key of the project, the services for a token that it signed; the service's key is both. */
function readClaims({ headers }: IncomingMessage, key: string): Claims {
  const token = String(headers.authorization).replace(/^Bearer /, "");
  if (token === key && headers.apikey === key) return { role: "service_role" };
  const claims = readToken(token, SECRET);
  if (!claims) throw new Refused(401, { message: "Invalid API key", hint: "Double check your API key." });
  return { role: "authenticated", sub: String(claims.sub) };
}
