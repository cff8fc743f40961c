import type { BaseCheckpointSaver } from "@langchain/langgraph";
import type { Call } from "./calls.ts";

/**
 * A saver that writes down how long its calls took.
 * @param onCheckpoint awaited after each checkpoint, outside of what is measured
 */
export function watchSaver(saver: BaseCheckpointSaver, onCheckpoint: () => Promise<void> = async () => {}) {
  const calls: Call[] = [];
  const timed = async <Result>(kind: Call["kind"], work: () => Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await work();
    calls.push({ kind, began, ended: performance.now() });
    return result;
  };
  // Bound to the saver: another object that inherits from it has none of its private fields.
  const watched: BaseCheckpointSaver = Object.create(saver, {
    getTuple: { value: saver.getTuple.bind(saver) },
    putWrites: {
      value: (...given: Parameters<typeof saver.putWrites>) => timed("putWrites", () => saver.putWrites(...given)),
    },
    put: {
      async value(...given: Parameters<typeof saver.put>) {
        const result = await timed("put", () => saver.put(...given));
        await onCheckpoint();
        return result;
      },
    },
  });
  return { saver: watched, calls };
}
