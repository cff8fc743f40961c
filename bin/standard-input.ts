import type { Readable } from "node:stream";
import { MAX_PROMPT_LENGTH } from "../models/request.ts";

/** Bytes after which a prompt is too long in any script. What follows is not read. */
const ENOUGH_BYTES = MAX_PROMPT_LENGTH * 8;

/** Reads a prompt to the end of the stream, or as far as it takes to know that it is too long. */
export async function readPrompt(input: Readable, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stop = () => input.destroy(new DOMException("Interrupted.", "AbortError"));
  signal.throwIfAborted();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of input) {
      const part = Buffer.from(chunk);
      chunks.push(part);
      bytes += part.length;
      if (bytes > ENOUGH_BYTES) break;
    }
  } finally {
    signal.removeEventListener("abort", stop);
  }
  return Buffer.concat(chunks).toString("utf8");
}
