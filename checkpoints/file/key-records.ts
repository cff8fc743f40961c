/** What clients' keys stand for: each a small file that names the task that was created under it. */
import { readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { isCode, placeNew } from "./durable-files.ts";

const KeyRecord = z.object({ hash: z.string(), taskId: z.string() });
export type KeyRecord = z.infer<typeof KeyRecord>;

/** What the key stands for: this, when it stood for nothing. */
export async function takeKey(path: string, record: KeyRecord): Promise<KeyRecord> {
  for (;;) {
    if (await placeNew(path, JSON.stringify(record))) return record;
    const known = await readKey(path);
    // Null: its task was deleted this very moment, and the key is free.
    if (known) return known;
  }
}

/** Null for a key that stands for nothing. */
export async function readKey(path: string): Promise<KeyRecord | null> {
  const text = await readFile(path, "utf8").catch((cause) => {
    if (isCode(cause, "ENOENT")) return null;
    throw cause;
  });
  return text === null ? null : KeyRecord.parse(JSON.parse(text));
}

/** The key stands for this task no more. What it stands for since stays. */
export async function freeKey(path: string, taskId: string): Promise<void> {
  if ((await readKey(path))?.taskId === taskId) await rm(path, { force: true });
}
