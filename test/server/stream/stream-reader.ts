import type { TaskEvent } from "../../../models/event.ts";
import type { EventStreams, StreamRequest } from "../../../server/stream/event-streams.ts";

/** One block of an event stream: the event, or the comment. */
export interface Heard {
  id: number | null;
  name: string | null;
  data: TaskEvent | null;
  comment: string | null;
  retry: number | null;
}

export function parseHeard(text: string): Heard {
  const heard: Heard = { id: null, name: null, data: null, comment: null, retry: null };
  for (const line of text.split("\n")) {
    const [, name = "", value = ""] = /^([a-z]*): ?(.*)$/.exec(line) ?? [];
    if (name === "") heard.comment = value;
    if (name === "id") heard.id = Number(value);
    if (name === "event") heard.name = value;
    if (name === "retry") heard.retry = Number(value);
    if (name === "data") heard.data = JSON.parse(value);
  }
  return heard;
}

export interface StreamReader {
  /** The next block; null at the end. */
  next(): Promise<Heard | null>;
  /** Ids of all events from here to the end. */
  idsToEnd(): Promise<number[]>;
  /** Ids of the next events, so many. */
  ids(count: number): Promise<number[]>;
  /** The next comment. */
  comment(): Promise<string | null>;
  leave(): Promise<void>;
}

export function readStream(body: ReadableStream<Uint8Array>): StreamReader {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  const next = async (): Promise<Heard | null> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        return parseHeard(block);
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += decoder.decode(value, { stream: true });
    }
  };
  const idsUntil = async (isEnough: (ids: readonly number[]) => boolean) => {
    const ids: number[] = [];
    while (!isEnough(ids)) {
      const heard = await next();
      if (!heard) break;
      if (heard.id !== null) ids.push(heard.id);
    }
    return ids;
  };
  return {
    next,
    idsToEnd: () => idsUntil(() => false),
    ids: (count) => idsUntil((ids) => ids.length >= count),
    async comment() {
      for (let heard = await next(); heard; heard = await next()) if (heard.comment !== null) return heard.comment;
      return null;
    },
    leave: () => reader.cancel(),
  };
}

/** Opens a stream that must be one. */
export async function openReader(
  streams: EventStreams,
  request: Partial<StreamRequest> & { taskId: string },
): Promise<StreamReader> {
  const opened = await streams.open({ owner: null, afterId: 0, ...request });
  if (opened.kind !== "stream") throw new Error(`The stream was not opened: ${opened.kind}.`);
  return readStream(opened.body);
}

export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
