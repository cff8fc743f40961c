/**
 * What finished files are called in the bucket. The storage policies of the migrations read owners from these names.
 */
import { PixoraError } from "../../models/error.ts";

export interface FinishedName {
  /** Whose the task is, as tasks name their owners. */
  owner: string | null;
  taskId: string;
  /** `video.mp4`, `poster.jpg`, … */
  name: string;
}

const USER = /^user:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Supabase takes more, but nothing of ours needs it. */
const SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** `videos/<owner>/<task>/<name>`; files of nobody's lie under `shared`, which no user's id is. */
export function finishedPath({ owner, taskId, name }: FinishedName): string {
  const parts = [userOf(owner) ?? "shared", taskId, name];
  const unsafe = parts.find((part) => !SAFE.test(part));
  if (unsafe !== undefined)
    throw new PixoraError("internal", `${JSON.stringify(unsafe)} is no name for a file in a bucket.`);
  return ["videos", ...parts].join("/");
}

/** The user's id at the project, as its tokens have it; null for a task of a key's or of nobody's: it is no user's to read. */
export function userOf(owner: string | null): string | null {
  return USER.exec(owner ?? "")?.[1]?.toLowerCase() ?? null;
}
