import type { Writable } from "node:stream";
import type { TaskEvent } from "../models/event.ts";
import type { TaskProgress } from "../models/task-progress.ts";

/** Shows a running film on stdout. Not the result and not errors: those are told after it has closed. */
export interface View {
  event(event: TaskEvent, progress: TaskProgress | null): void;
  /** Lets something else be written in between, on a line of its own. */
  interject(write: () => void): void;
  /** Ends the showing, so that what is written next stands on a line of its own. */
  close(): void;
}

/** Where a view writes. */
export interface Screen extends Writable {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

/** What the user wants to see of colours and movement. */
export interface ScreenWishes {
  color: boolean;
  live: boolean;
}

/** Reads the user's wishes from the customary variables. */
export function wishesOf(screen: Screen, environment: Readonly<Record<string, string | undefined>>): ScreenWishes {
  const live = screen.isTTY === true && screen.columns !== 0 && environment.TERM !== "dumb";
  return { live, color: live && !environment.NO_COLOR };
}
