/** What a client knows of a file already, by the headers of its request. Not here: which part of it is asked for. */
import { matches } from "../http/etag.ts";

/** Which bytes a file has now. */
export interface Version {
  /** Strong: other bytes have another one. */
  etag: string;
  /** As HTTP writes it, to the second. */
  lastModified: string;
}

/** Whether the client has these very bytes. A tag counts more than a time. */
export function isKnown({ headers }: Request, { etag, lastModified }: Version): boolean {
  const tags = headers.get("if-none-match");
  if (tags !== null) return matches(tags, etag);
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return Date.parse(lastModified) <= since;
}

/** Whether a part of the file goes with the parts that the client has: else it needs the whole file. */
export function isSameForRange({ headers }: Request, { etag, lastModified }: Version): boolean {
  const condition = headers.get("if-range");
  return condition === null || condition === etag || condition === lastModified;
}
