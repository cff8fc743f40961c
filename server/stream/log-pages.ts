/**
 * What was told before, read from the log in pages. Readers that want the same page share one read and its bytes: when a
 * thousand of them come back at once, the store is asked once.
 */
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { EventLog } from "../../checkpoints/types.ts";
import type { TaskEvent } from "../../models/event.ts";
import { type Block, type Frame, type Piece, restOf, toBlocks } from "./frames.ts";

export interface LogPages {
  /**
   * The next of what comes after an event that the log went past; null when that is not kept any more.
   * Rejects with `store_failed`.
   */
  after(taskId: string, id: number): Promise<Piece | null>;
}

/** Events in a page. Pages begin at multiples of it, so that readers at different places meet in the same one. */
const PAGE = 100;
/** Of all pages that are kept, in bytes. */
const KEPT_BYTES = 16 * 1024 * 1024;
/** Reads at once: each may hold a page of events that are not encoded yet. */
const READS_AT_ONCE = 32;

type Page = readonly Block[];

export function createLogPages(events: Pick<EventLog, "read">, encode: (event: TaskEvent) => Frame): LogPages {
  const pages = new LRUCache<string, Promise<Page>>({ maxSize: KEPT_BYTES });
  const reads = new PQueue({ concurrency: READS_AT_ONCE });
  const load = (taskId: string, afterId: number, key: string) => {
    const page = reads.add(async () => toBlocks((await events.read(taskId, afterId, PAGE)).map(encode)));
    pages.set(key, page, { size: 1 });
    page.then(
      // It is counted with its size once that is known, unless a newer one has its place by then.
      (blocks) => pages.peek(key) === page && pages.set(key, page, { size: sizeOf(blocks) }),
      () => pages.peek(key) === page && pages.delete(key),
    );
    return page;
  };
  return {
    async after(taskId, id) {
      const start = id - (id % PAGE);
      const key = `${taskId}:${start}`;
      const known = pages.get(key);
      const found = known && pieceAfter(await known, id);
      if (found) return found;
      // The page was read before the event was there. Whoever finds that first reads it anew for all.
      const newer = pages.get(key);
      return pieceAfter(await (newer === undefined || newer === known ? load(taskId, start, key) : newer), id);
    },
  };
}

function pieceAfter(page: Page, id: number): Piece | null {
  const block = page.find(({ afterId, lastId }) => afterId <= id && id < lastId);
  return block ? restOf(block, id) : null;
}

/** At least 1: a page without events takes a place too. */
function sizeOf(page: Page): number {
  return page.reduce((sum, { bytes }) => sum + bytes.length, 1);
}
