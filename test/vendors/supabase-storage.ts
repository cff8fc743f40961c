/** `/storage/v1` of the local Supabase: objects, signed URLs, buckets and resumable uploads. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { asBearer } from "../setup/postgres-project.ts";
import {
  answer,
  type Call,
  Refused,
  readBody,
  readParts,
  readToken,
  signToken,
  storageRefusal,
} from "./supabase-wire.ts";

export interface StoredObject {
  bytes: Buffer;
  mediaType: string;
  cacheControl: string;
}

export interface BucketInfo {
  id: string;
  public: boolean;
  file_size_limit: number | null;
}

export interface StorageState {
  secret: string;
  /** By `<bucket>/<name>`. */
  objects: Map<string, StoredObject>;
  /** Without a database. */
  buckets: Map<string, BucketInfo>;
  /** The project's own limit. */
  limit: number;
  sql: Sql | null;
  uploads: Map<string, PartialUpload>;
}

interface PartialUpload {
  bucket: string;
  name: string;
  mediaType: string;
  cacheControl: string;
  length: number;
  received: Buffer[];
}

export async function answerStorage(call: Call, state: StorageState): Promise<void> {
  const path = decodeURIComponent(call.url.pathname.slice("/storage/v1/".length));
  const routes: [RegExp, (parts: string[]) => Promise<void>][] = [
    [/^upload\/resumable\/?(.*)$/, ([id]) => answerUpload(call, state, id ?? "")],
    [/^bucket\/(.+)$/, async ([id]) => answer(call.response, 200, await findBucket(state, id ?? ""))],
    [/^object\/sign\/([^/]+)\/(.+)$/, (parts) => answerSigned(call, state, parts)],
    [/^object\/([^/]+)\/(.+)$/, (parts) => answerObject(call, state, parts)],
    [/^object\/([^/]+)$/, ([bucket]) => answerRemoval(call, state, bucket ?? "")],
  ];
  for (const [pattern, route] of routes) {
    const parts = pattern.exec(path)?.slice(1);
    if (parts) return route(parts);
  }
  throw storageRefusal(404, "InvalidRequest", "no such route");
}

async function answerObject(call: Call, state: StorageState, [bucket = "", name = ""]: string[]): Promise<void> {
  const { request, response } = call;
  if (request.method === "GET" || request.method === "HEAD")
    return send(call, await readable(call, state, bucket, name));
  const { headers } = request;
  const { file_size_limit: limit } = await findBucket(state, bucket);
  refuseTooLarge(Number(headers["content-length"]), Math.min(limit ?? state.limit, state.limit));
  if (headers["x-upsert"] !== "true" && state.objects.has(`${bucket}/${name}`)) {
    throw storageRefusal(409, "KeyAlreadyExists", "The resource already exists");
  }
  const bytes = await readBody(call);
  if (bytes === null) return;
  const object = { mediaType: String(headers["content-type"]), cacheControl: String(headers["cache-control"]) };
  await store(call, state, { bucket, name, object: { bytes, ...object } });
  answer(response, 200, { Id: randomUUID(), Key: `${bucket}/${name}` });
}

/** Names that are not there are passed over, and the answer lists those that were. */
async function answerRemoval(call: Call, state: StorageState, bucket: string): Promise<void> {
  const { request, response, claims } = call;
  if (request.method !== "DELETE") throw storageRefusal(404, "InvalidRequest", "no such route");
  await findBucket(state, bucket);
  const body = await readBody(call);
  if (body === null) return;
  const { prefixes }: { prefixes: string[] } = JSON.parse(body.toString());
  const isAllowed = claims.role === "service_role";
  const removed = isAllowed ? prefixes.filter((name) => state.objects.delete(`${bucket}/${name}`)) : [];
  const { sql } = state;
  if (sql)
    for (const name of removed) await sql`delete from storage.objects where bucket_id = ${bucket} and name = ${name}`;
  answer(
    response,
    200,
    removed.map((name) => ({ name, bucket_id: bucket })),
  );
}

async function answerSigned(call: Call, state: StorageState, [bucket = "", name = ""]: string[]): Promise<void> {
  const { request, response, url } = call;
  const key = `${bucket}/${name}`;
  if (request.method === "POST") {
    await readable(call, state, bucket, name);
    const { expiresIn } = JSON.parse(String(await readBody(call)));
    const token = signToken({ url: key, exp: Math.floor(Date.now() / 1000) + expiresIn }, state.secret);
    return answer(response, 200, { signedURL: `/object/sign/${key}?token=${token}` });
  }
  const claims = readToken(url.searchParams.get("token") ?? "", state.secret);
  if (claims?.url !== key || Number(claims.exp) * 1000 < Date.now()) {
    throw storageRefusal(400, "InvalidJWT", "signature verification failed");
  }
  send(call, find(state, key));
}

function send({ request, response }: Call, { bytes, mediaType, cacheControl }: StoredObject): void {
  response.writeHead(200, { "content-type": mediaType, "content-length": bytes.length, "cache-control": cacheControl });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** TUS 1.0: POST makes an upload and may carry its first bytes, PATCH goes on, HEAD tells how far it came. */
async function answerUpload(call: Call, state: StorageState, id: string): Promise<void> {
  const { request, response } = call;
  if (request.method === "POST") {
    const made = await createUpload(call, state);
    const location = `http://${request.headers.host}/storage/v1/upload/resumable/${made}`;
    response.setHeader("location", location);
    return receive(call, state, made, 201);
  }
  const upload = state.uploads.get(id);
  if (!upload) throw new Refused(404, "The upload was not found");
  const offset = size(upload);
  if (request.method === "HEAD") {
    response
      .writeHead(200, { "upload-offset": offset, "upload-length": upload.length, "tus-resumable": "1.0.0" })
      .end();
    return;
  }
  if (Number(request.headers["upload-offset"]) !== offset) throw new Refused(409, "Upload-Offset conflict");
  return receive(call, state, id, 204);
}

async function createUpload({ request: { headers } }: Call, state: StorageState): Promise<string> {
  const pairs = String(headers["upload-metadata"])
    .split(",")
    .map((pair) => pair.trim().split(" "));
  const metadata = Object.fromEntries(
    pairs.map(([name, value]) => [name, Buffer.from(value ?? "", "base64").toString()]),
  );
  const { bucketName: bucket = "", objectName: name = "", contentType: mediaType = "", cacheControl = "" } = metadata;
  const length = Number(headers["upload-length"]);
  const { file_size_limit: limit } = await findBucket(state, bucket);
  if (length > Math.min(limit ?? state.limit, state.limit)) throw new Refused(413, "Maximum size exceeded");
  const id = randomUUID();
  state.uploads.set(id, { bucket, name, mediaType, cacheControl, length, received: [] });
  return id;
}

async function receive(call: Call, state: StorageState, id: string, status: number): Promise<void> {
  const upload = state.uploads.get(id);
  if (!upload) throw new Refused(404, "The upload was not found");
  const whole = await readParts(call, (part) => upload.received.push(Buffer.from(part)));
  if (!whole) return;
  if (size(upload) === upload.length) {
    const { bucket, name, mediaType, cacheControl, received } = upload;
    await store(call, state, { bucket, name, object: { bytes: Buffer.concat(received), mediaType, cacheControl } });
  }
  call.response.writeHead(status, { "upload-offset": size(upload), "tus-resumable": "1.0.0" }).end();
}

const size = ({ received }: PartialUpload) => received.reduce((sum, part) => sum + part.length, 0);

async function findBucket({ buckets, sql }: StorageState, id: string): Promise<BucketInfo> {
  const rows = sql ? await sql`select id, public, file_size_limit from storage.buckets where id = ${id}` : [];
  const [row] = rows;
  const found = row
    ? { id, public: row.public, file_size_limit: row.file_size_limit === null ? null : Number(row.file_size_limit) }
    : buckets.get(id);
  if (!found) throw storageRefusal(404, "NoSuchBucket", "Bucket not found");
  return found;
}

function refuseTooLarge(bytes: number, limit: number): void {
  if (bytes > limit) throw storageRefusal(413, "EntityTooLarge", "The object exceeded the maximum allowed size");
}

interface Storing {
  bucket: string;
  name: string;
  object: StoredObject;
}

/** Only the service may write: the policies have no word for users, and here nobody asks them. */
async function store(
  { claims }: Call,
  { objects, sql }: StorageState,
  { bucket, name, object }: Storing,
): Promise<void> {
  if (claims.role !== "service_role")
    throw storageRefusal(403, "AccessDenied", "new row violates row-level security policy");
  if (sql) await sql`insert into storage.objects ${sql({ bucket_id: bucket, name })} on conflict do nothing`;
  objects.set(`${bucket}/${name}`, object);
}

function find({ objects }: StorageState, key: string): StoredObject {
  const object = objects.get(key);
  if (!object) throw storageRefusal(404, "NoSuchKey", "Object not found");
  return object;
}

/** A file as its reader may see it: by the policies, where there is a database to ask. */
async function readable({ claims }: Call, state: StorageState, bucket: string, name: string): Promise<StoredObject> {
  const { sql } = state;
  const visible = sql
    ? await asBearer(
        sql,
        claims,
        (as) => as`select 1 from storage.objects where bucket_id = ${bucket} and name = ${name}`,
      )
    : { length: claims.role === "service_role" ? 1 : 0 };
  if (visible.length === 0) throw storageRefusal(404, "NoSuchKey", "Object not found");
  return find(state, `${bucket}/${name}`);
}
