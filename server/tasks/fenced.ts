import { PixoraError } from "../../models/error.ts";

/** Another process may hold the task. */
export function fenced(): PixoraError {
  return new PixoraError("fenced", "Another process carries the task out by now: this one has stopped.");
}

export function isFenced(error: unknown): boolean {
  return error instanceof PixoraError && error.code === "fenced";
}
