/** The calls of a film's saver once more, one after another: as they come when scenes end one by one, with no graph beside them. */
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import type { Call } from "./calls.ts";
import { difference, type Reading, type Thread } from "./contestant.ts";
import { watchSaver } from "./watched-saver.ts";

type Put = Parameters<BaseCheckpointSaver["put"]>;
type PutWrites = Parameters<BaseCheckpointSaver["putWrites"]>;

/** A call without its thread. */
export type RecordedCall = { checkpointId: string | undefined } & (
  | { kind: "put"; given: [checkpoint: Put[1], metadata: Put[2], newVersions: Put[3]] }
  | { kind: "putWrites"; given: [writes: PutWrites[1], taskId: PutWrites[2], taskPath: PutWrites[3]] }
);

export interface ReplayFigures extends Reading {
  calls: readonly Call[];
}

/** Writes down what a saver is asked, as it was at that moment: LangGraph goes on to change what it handed over. */
export function recordSaver(saver: BaseCheckpointSaver): { saver: BaseCheckpointSaver; recorded: RecordedCall[] } {
  const recorded: RecordedCall[] = [];
  const idOf = ({ configurable }: Put[0]): string | undefined => configurable?.checkpoint_id;
  const recording: BaseCheckpointSaver = Object.create(saver, {
    put: {
      value(...[config, ...given]: Put) {
        recorded.push({ kind: "put", checkpointId: idOf(config), given: structuredClone(given) });
        return saver.put(config, ...given);
      },
    },
    putWrites: {
      value(...[config, writes, taskId, taskPath]: PutWrites) {
        const given: [PutWrites[1], string, string | undefined] = [structuredClone(writes), taskId, taskPath];
        recorded.push({ kind: "putWrites", checkpointId: idOf(config), given });
        return saver.putWrites(config, writes, taskId, taskPath);
      },
    },
  });
  return { saver: recording, recorded };
}

export async function measureReplay(thread: Thread, recorded: readonly RecordedCall[]): Promise<ReplayFigures> {
  const before = await thread.meter();
  const { saver, calls } = watchSaver(thread.saver);
  for (const call of recorded) {
    const config = { configurable: { thread_id: thread.id, checkpoint_ns: "", checkpoint_id: call.checkpointId } };
    if (call.kind === "put") await saver.put(config, ...call.given);
    else await saver.putWrites(config, ...call.given);
  }
  return { ...difference(await thread.meter(), before), calls };
}
