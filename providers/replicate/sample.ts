import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import { sniffMediaType } from "../media-type.ts";
import type { CallContext } from "../types.ts";
import { ask, type ReplicateAccess } from "./client.ts";

/** The vendor's limit for files within an order (replicate.com/docs/topics/predictions/input-files). */
const MOST_INLINE_BYTES = 256 * 1024;

/** The recording as a URL that a model can read: within the URL, or uploaded for a day, which costs nothing. */
export async function sampleUrl(path: string, access: ReplicateAccess, context: CallContext): Promise<string> {
  const bytes = await readSample(path, context);
  const type = sniffMediaType(bytes) ?? "application/octet-stream";
  if (bytes.byteLength <= MOST_INLINE_BYTES) return `data:${type};base64,${bytes.toString("base64")}`;
  const file = new File([new Uint8Array(bytes)], basename(path), { type });
  const stored = await ask(access, (client, signal) => client.files.create(file, {}, { signal }), context);
  const url = Stored.safeParse(stored).data?.urls.get;
  if (!url) throw new PixoraError("vendor_failed", "Replicate did not tell where the voice sample was stored.");
  return url;
}

async function readSample(path: string, { signal }: CallContext): Promise<Buffer> {
  try {
    return await readFile(path, { signal });
  } catch (cause) {
    if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.", { cause });
    throw new PixoraError("internal", `The voice sample ${path} cannot be read.`, { cause });
  }
}

const Stored = z.object({ urls: z.object({ get: z.string() }) });
