/** Work of each task that is being done in this process right now. */
export interface WorkInHand {
  attend<Result>(taskId: string, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when no work of the task is left, however it ended. */
  idle(taskId: string): Promise<void>;
}

export function createWorkInHand(): WorkInHand {
  const tasks = new Map<string, Set<Promise<unknown>>>();
  return {
    async attend(taskId, work) {
      const doing = tasks.get(taskId) ?? new Set();
      tasks.set(taskId, doing);
      const result = work();
      doing.add(result);
      try {
        return await result;
      } finally {
        doing.delete(result);
        if (doing.size === 0) tasks.delete(taskId);
      }
    },
    async idle(taskId) {
      for (let doing = tasks.get(taskId); doing; doing = tasks.get(taskId)) await Promise.allSettled(doing);
    },
  };
}
