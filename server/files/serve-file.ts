/** One file over HTTP: whole, in part, or not at all when the client has it. Not here: who may have it. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { refusal } from "../http/problem.ts";
import { readRange } from "./byte-range.ts";
import { isKnown, isSameForRange, type Version } from "./conditions.ts";
import { fileBody } from "./file-body.ts";

export interface ServedFile {
  /** Absolute path, of our own making: no part of it is a client's word. */
  path: string;
  mediaType: string;
  /** Hex hash of its bytes, where it is known; else its version is told by size and time. */
  sha256?: string;
  /** What it is called where it is saved. */
  downloadName: string;
  /** For how long it stays as it is: for ever, or until anybody asks again. */
  isLasting: boolean;
}

/**
 * Answers a GET or a HEAD. Null when there is no such file. A link to another place is no file of ours either.
 * Rejects with a refusal, status 416, for a part that the file does not have.
 */
export async function serveFile(served: ServedFile, request: Request): Promise<Response | null> {
  const file = await openPlainly(served.path);
  if (file === null) return null;
  let isHandedOver = false;
  try {
    const found = await file.stat({ bigint: true });
    if (!found.isFile()) return null;
    const size = Number(found.size);
    const version = versionOf(served, found);
    const headers = headersOf(served, version);
    if (isKnown(request, version)) return new Response(null, { status: 304, headers });
    const range = request.method === "GET" && isSameForRange(request, version) ? request.headers.get("range") : null;
    const part = readRange(range, size);
    if (part === "unsatisfiable") throw unsatisfiable(size);
    const { start, end } = part === "whole" ? { start: 0, end: size - 1 } : part;
    headers.set("content-length", String(end + 1 - start));
    if (part !== "whole") headers.set("content-range", `bytes ${start}-${end}/${size}`);
    isHandedOver = request.method === "GET" && size > 0;
    const body = isHandedOver ? fileBody(file, { start, end }, request.signal) : null;
    return new Response(body, { status: part === "whole" ? 200 : 206, headers });
  } finally {
    if (!isHandedOver) await file.close();
  }
}

const MISSING = ["ENOENT", "ENOTDIR", "ELOOP", "ENXIO"];

/** Null for what is not there, and for a symbolic link. Never waits, as for a pipe that nobody writes to. */
async function openPlainly(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && "code" in error && MISSING.includes(String(error.code))) return null;
    throw error;
  }
}

/** Finished files are put in their places whole: other bytes come with another time. */
function versionOf({ sha256 }: ServedFile, { size, mtimeNs }: { size: bigint; mtimeNs: bigint }): Version {
  const tag = sha256 ?? `${size.toString(36)}-${mtimeNs.toString(36)}`;
  return { etag: `"${tag}"`, lastModified: new Date(Number(mtimeNs / 1_000_000n)).toUTCString() };
}

function headersOf({ mediaType, downloadName, isLasting }: ServedFile, { etag, lastModified }: Version): Headers {
  return new Headers({
    "content-type": mediaType,
    "content-disposition": `inline; filename="${downloadName.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    "cache-control": isLasting ? "private, max-age=31536000, immutable" : "private, no-cache",
    etag,
    "last-modified": lastModified,
    // A drawing can hold scripts: opened by itself, it may run none and ask nobody.
    ...(mediaType === "image/svg+xml" && { "content-security-policy": DRAWING_ONLY }),
  });
}

const DRAWING_ONLY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

function unsatisfiable(size: number): Error {
  const detail = `The file has ${size} bytes: there is no such part.`;
  const headers = { "content-range": `bytes */${size}` };
  return refusal({ status: 416, code: "range_not_satisfiable", detail, headers });
}
