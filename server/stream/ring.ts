/** The newest events of one task, as all readers of this process share them. What is older is in the log alone. */
import { type Block, CHUNK_BYTES, type Frame, type Piece, restOf, toBlocks } from "./frames.ts";

export interface Ring {
  /** It holds what comes after this event. */
  afterId(): number;
  /** The newest event that was put in. */
  lastId(): number;
  /** Adds what comes next, and drops the oldest of what is over `bytes`. After a gap it holds the new ones only. */
  push(frames: readonly Frame[], bytes: number): void;
  /** What comes after an event that is not older than the ring, as much as a chunk holds; null when nothing does. */
  after(id: number): Piece | null;
}

/** @param startId the last event before the first that will be put in */
export function createRing(startId: number): Ring {
  let blocks: Block[] = [];
  let size = 0;
  let afterId = startId;
  let lastId = startId;
  /** The newest block stays, however big it is. */
  const drop = (most: number) => {
    while (size > most && blocks.length > 1) {
      const oldest = blocks.shift();
      if (!oldest) return;
      size -= oldest.bytes.length;
      afterId = oldest.lastId;
    }
  };
  return {
    afterId: () => afterId,
    lastId: () => lastId,
    push(frames, bytes) {
      for (const block of toBlocks(frames)) {
        if (block.afterId !== lastId) {
          blocks = [];
          size = 0;
          afterId = block.afterId;
        }
        blocks.push(block);
        size += block.bytes.length;
        lastId = block.lastId;
      }
      drop(bytes);
    },
    after: (id) =>
      id < lastId
        ? join(
            blocks,
            blocks.findLastIndex((block) => block.afterId <= id),
            id,
          )
        : null,
  };
}

/** Most readers are one block behind, and share its memory. Who is further behind gets some in one piece. */
function join(blocks: readonly Block[], from: number, afterId: number): Piece | null {
  const first = blocks[from];
  if (!first) return null;
  const rest = restOf(first, afterId);
  const pieces = [rest.bytes];
  let { lastId } = rest;
  let size = rest.bytes.length;
  for (const block of blocks.slice(from + 1)) {
    size += block.bytes.length;
    if (size > CHUNK_BYTES) break;
    pieces.push(block.bytes);
    lastId = block.lastId;
  }
  return { bytes: pieces.length === 1 ? rest.bytes : Buffer.concat(pieces), lastId };
}
