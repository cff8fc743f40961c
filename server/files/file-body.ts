import type { FileHandle } from "node:fs/promises";
import type { ByteRange } from "./byte-range.ts";

/** Bytes that are read at once. */
const CHUNK = 128 * 1024;

/**
 * A part of an open file as a response's body. It is read as fast as the client takes it, and closed when all is sent,
 * the client has gone, or the signal aborts.
 */
export function fileBody(
  file: Pick<FileHandle, "read" | "close">,
  { start, end }: ByteRange,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const over = new AbortController();
  let at = start;
  const close = async () => {
    if (over.signal.aborted) return;
    over.abort();
    await file.close();
  };
  const next = async (): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.min(CHUNK, end + 1 - at));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
    if (bytesRead === 0) throw new Error("The file became shorter while it was sent.");
    at += bytesRead;
    return bytes.subarray(0, bytesRead);
  };
  return new ReadableStream(
    {
      start(controller) {
        // Nobody hears of an error any more: it would only be noise.
        const stop = () => {
          controller.close();
          void close();
        };
        if (signal.aborted) stop();
        else signal.addEventListener("abort", stop, { once: true, signal: over.signal });
      },
      async pull(controller) {
        try {
          const bytes = await next();
          if (over.signal.aborted) return;
          controller.enqueue(bytes);
          if (at <= end) return;
          await close();
          controller.close();
        } catch (error) {
          await close();
          throw error;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
