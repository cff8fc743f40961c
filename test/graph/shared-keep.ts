/** What one task is kept in, in memory, as one process after another opens it. */
import { MemorySaver } from "@langchain/langgraph";
import { createNumbering, type TaskKeep } from "../../graph/task-keep.ts";
import { createMemoryBook } from "../../models/book.ts";
import type { TaskEvent, TaskEventBody } from "../../models/event.ts";

export interface SharedKeep {
  /** Everything that was told, by whichever process. */
  readonly log: readonly TaskEvent[];
  readonly saver: MemorySaver;
  /**
   * Opens it as a process does: by what is written alone.
   * @param onWrite is awaited before each write; when it rejects, so does the write, and nothing is written
   */
  open(options?: { round?: number; onWrite?: (what: Write) => Promise<void> }): TaskKeep;
}

export type Write = "decide" | "tookJob" | "ended" | "keep" | "log" | "end" | "put" | "putWrites";

interface SharedKeepOptions {
  /** Where other tasks' threads are, too. */
  saver?: MemorySaver;
  variantOf?: string;
}

export function createSharedKeep(
  taskId = "one",
  { saver = new MemorySaver(), variantOf }: SharedKeepOptions = {},
): SharedKeep {
  const book = createMemoryBook();
  const log: TaskEvent[] = [];
  return {
    log,
    saver,
    open({ round = 0, onWrite = async () => {} } = {}) {
      const numbering = createNumbering(taskId, log.length > 0 ? [...log] : null);
      const write = (what: "log" | "end") => async (body: TaskEventBody) => {
        await onWrite(what);
        const event = numbering.next(body);
        log.push(event);
        return event;
      };
      return {
        taskId,
        owner: null,
        variantOf: variantOf ?? null,
        round,
        isAskedFor: false,
        saver: new ObservedSaver(saver, onWrite),
        book: {
          read: async () => structuredClone(await book.read()),
          decide: async (decision) => onWrite("decide").then(() => book.decide(decision)),
          tookJob: async (id, job) => onWrite("tookJob").then(() => book.tookJob(id, job)),
          ended: async (id, end) => onWrite("ended").then(() => book.ended(id, end)),
          keep: async (name, result) => onWrite("keep").then(() => book.keep(name, structuredClone(result))),
        },
        progress: numbering.progress,
        claim: async () => {},
        log: write("log"),
        end: write("end"),
      };
    },
  };
}

/** Another saver's checkpoints, with a look at every write. */
class ObservedSaver extends MemorySaver {
  readonly #onWrite: (what: Write) => Promise<void>;

  constructor(shared: MemorySaver, onWrite: (what: Write) => Promise<void>) {
    super();
    this.storage = shared.storage;
    this.writes = shared.writes;
    this.#onWrite = onWrite;
  }

  override async put(...given: Parameters<MemorySaver["put"]>) {
    await this.#onWrite("put");
    return super.put(...given);
  }

  override async putWrites(...given: Parameters<MemorySaver["putWrites"]>) {
    await this.#onWrite("putWrites");
    return super.putWrites(...given);
  }
}
