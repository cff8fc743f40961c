/**
 * Who waits for something of a task hears of it. News can be lost: what happened must be looked up, never taken from the
 * news alone.
 */
import type { Keys } from "./keys.ts";
import type { Radio } from "./radio.ts";

/** `maybe`: anything may have happened that nobody told. */
export type Tidings = "events" | "cancel" | "maybe";

export interface News {
  /** Returns what stops it. */
  listen(taskId: string, tell: (tidings: Tidings) => void): () => void;
  /** Says `maybe` again in a second: for who could not look. */
  later(taskId: string): void;
}

export function createNews(radio: Radio, keys: Keys): News {
  return {
    listen: (taskId, tell) => radio.listen(keys.task(taskId).news, (message) => tell(toTidings(message))),
    later: (taskId) => radio.later(keys.task(taskId).news),
  };
}

function toTidings(message: string | null): Tidings {
  if (message === null) return "maybe";
  return message === "cancel" ? "cancel" : "events";
}
