/**
 * What finished files are called in the bucket. The storage policies of the migrations read owners from these names.
 */
import { PixoraError } from "../../models/error.ts";

export interface FinishedName {
  /** The user's id at the project; null where nobody is told apart. */
  owner: string | null;
  taskId: string;
  /** `video.mp4`, `poster.jpg`, … */
  name: string;
}

/** Whose a task is, as long as no service tells its users apart. */
export const NOBODY: string | null = null;

/** Supabase takes more, but nothing of ours needs it. */
const SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** `videos/<owner>/<task>/<name>`; files of nobody's lie under `shared`, which no user's id is. */
export function finishedPath({ owner, taskId, name }: FinishedName): string {
  const parts = [owner ?? "shared", taskId, name];
  const unsafe = parts.find((part) => !SAFE.test(part));
  if (unsafe !== undefined)
    throw new PixoraError("internal", `${JSON.stringify(unsafe)} is no name for a file in a bucket.`);
  return ["videos", ...parts].join("/");
}
