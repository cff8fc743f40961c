import type { Thread } from "./contestant.ts";

/** Milliseconds until a process that knows nothing of the thread has its newest checkpoint. */
export async function measureResume(thread: Thread): Promise<number> {
  const { saver, close } = await thread.reopen();
  try {
    const began = performance.now();
    const tuple = await saver.getTuple({ configurable: { thread_id: thread.id } });
    const milliseconds = performance.now() - began;
    if (!tuple?.checkpoint.channel_values.film) throw new Error("The thread's newest checkpoint has no film.");
    return milliseconds;
  } finally {
    await close();
  }
}

/** Bytes of the newest checkpoint's values as JSON. */
export async function stateBytes(thread: Thread): Promise<number> {
  const tuple = await thread.saver.getTuple({ configurable: { thread_id: thread.id } });
  return Buffer.byteLength(JSON.stringify(tuple?.checkpoint.channel_values ?? {}));
}
