/** Events as they go over the wire, alone and many in one piece. Not here: what they say (models/event.ts). */
import type { TaskEvent } from "../../models/event.ts";

/** A reader who lost the connection comes back after so many milliseconds. */
const RETRY_MS = 2000;

export const GREETING = Buffer.from(`retry: ${RETRY_MS}\n\n`);
export const HEARTBEAT = Buffer.from(": still here\n\n");
export const FAREWELL = Buffer.from(": server is going, come back\n\n");
export const DISMISSAL = Buffer.from(": your key or token does not hold any more\n\n");

/** The most that is handed to a connection at once, in bytes. One event may be longer. */
export const CHUNK_BYTES = 64 * 1024;

/** One event on the wire. */
export interface Frame {
  id: number;
  bytes: Uint8Array;
}

/** Some events whose ids follow each other, as one piece of bytes that all readers share. */
export interface Block {
  afterId: number;
  lastId: number;
  bytes: Uint8Array;
  /** Where each event ends in the bytes. */
  ends: readonly number[];
}

/** What is handed to a reader, and the id of the last event in it. */
export interface Piece {
  bytes: Uint8Array;
  lastId: number;
}

export function toFrame(event: TaskEvent): Frame {
  const text = `id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(event)}\n\n`;
  return { id: event.id, bytes: Buffer.from(text) };
}

/** Joins frames whose ids follow each other to as few blocks as their size allows. */
export function toBlocks(frames: readonly Frame[]): Block[] {
  const blocks: Block[] = [];
  let part: Frame[] = [];
  let size = 0;
  for (const frame of frames) {
    if (part.length > 0 && size + frame.bytes.length > CHUNK_BYTES) {
      blocks.push(...toBlock(part));
      part = [];
      size = 0;
    }
    part.push(frame);
    size += frame.bytes.length;
  }
  return [...blocks, ...toBlock(part)];
}

/** What comes after an event that is in the block, or just before it. Shares the block's memory. */
export function restOf(block: Block, afterId: number): Piece {
  const start = block.ends[afterId - block.afterId - 1] ?? 0;
  return { bytes: start === 0 ? block.bytes : block.bytes.subarray(start), lastId: block.lastId };
}

function toBlock(frames: readonly Frame[]): Block[] {
  const [first] = frames;
  if (!first) return [];
  let end = 0;
  const ends = frames.map(({ bytes }) => {
    end += bytes.length;
    return end;
  });
  const bytes = frames.length === 1 ? first.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
  return [{ afterId: first.id - 1, lastId: first.id - 1 + frames.length, bytes, ends }];
}
