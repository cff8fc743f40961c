import type { RunnableConfig } from "@langchain/core/runnables";
import {
  BaseCheckpointSaver,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type PendingWrite,
} from "@langchain/langgraph-checkpoint";

type NewVersions = Parameters<BaseCheckpointSaver["put"]>[3];
type Version = Parameters<BaseCheckpointSaver["getNextVersion"]>[0];

/** Another saver, which tells of what it cannot write before LangGraph is told. A class, because LangGraph wants one. */
export class WatchedSaver extends BaseCheckpointSaver {
  readonly #saver: BaseCheckpointSaver;
  readonly #watch: <Result>(written: Promise<Result>) => Promise<Result>;

  /** @param watch passes a write on, and sees it fail */
  constructor(saver: BaseCheckpointSaver, watch: <Result>(written: Promise<Result>) => Promise<Result>) {
    super(saver.serde);
    this.#saver = saver;
    this.#watch = watch;
  }

  override getTuple(config: RunnableConfig) {
    return this.#saver.getTuple(config);
  }

  override list(config: RunnableConfig, options?: CheckpointListOptions) {
    return this.#saver.list(config, options);
  }

  override put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: NewVersions,
  ): Promise<RunnableConfig> {
    return this.#watch(this.#saver.put(config, checkpoint, metadata, newVersions));
  }

  override putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string, taskPath?: string): Promise<void> {
    return this.#watch(this.#saver.putWrites(config, writes, taskId, taskPath));
  }

  override deleteThread(threadId: string): Promise<void> {
    return this.#saver.deleteThread(threadId);
  }

  override getDeltaChannelHistory(options: Parameters<BaseCheckpointSaver["getDeltaChannelHistory"]>[0]) {
    return this.#saver.getDeltaChannelHistory(options);
  }

  override getNextVersion(current: Version) {
    return this.#saver.getNextVersion(current);
  }
}
