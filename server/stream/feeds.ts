/** The feeds of this process: one for each task that somebody reads. */
import type { Problem } from "../../models/error.ts";
import { createFeed, type Feed, type FeedOptions } from "./feed.ts";

export interface Feeds {
  /** The task's feed, with one more reader. Whoever enters leaves it once. */
  enter(taskId: string): Feed;
  /** How many tasks are followed. */
  size(): number;
}

export interface FeedsOptions extends Pick<FeedOptions, "events" | "encode" | "clock"> {
  onFailure: (taskId: string, problem: Problem) => void;
}

/** The newest events of all tasks, and of one at least and at most, in bytes. */
const ALL_RINGS_BYTES = 64 * 1024 * 1024;
const LEAST_RING_BYTES = 4 * 1024;
const MOST_RING_BYTES = 1024 * 1024;

export function createFeeds({ onFailure, ...shared }: FeedsOptions): Feeds {
  const feeds = new Map<string, Feed>();
  const ringBytes = () => Math.min(MOST_RING_BYTES, Math.max(LEAST_RING_BYTES, ALL_RINGS_BYTES / feeds.size));
  const open = (taskId: string) => {
    const feed = createFeed({
      ...shared,
      taskId,
      ringBytes,
      onStop: () => void (feeds.get(taskId) === feed && feeds.delete(taskId)),
      onFailure: (problem) => onFailure(taskId, problem),
    });
    feeds.set(taskId, feed);
    return feed;
  };
  return {
    enter(taskId) {
      const feed = feeds.get(taskId) ?? open(taskId);
      feed.enter();
      return feed;
    },
    size: () => feeds.size,
  };
}
