/** Names of unfinished files tell whose they are, so that others can remove what a crashed process left. */
import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { hostname } from "node:os";

const MARK = /^(?<host>.+)-(?<pid>\d+)-[0-9a-zA-Z]+$/;
const ABANDONED_MILLISECONDS = 24 * 3600 * 1000;

/** The end of a name that nobody else gives: `<host>-<pid>-` and, unless something else makes it unique, six bytes. */
export function ownerMark(unique = randomBytes(6).toString("hex")): string {
  return `${hostname()}-${process.pid}-${unique}`;
}

/**
 * Whether what has this mark belongs to a process that is gone. Another machine's processes cannot be seen from here; but
 * whoever is at work changes its files and folders, so that one unchanged for a day has none any more.
 */
export async function isAbandoned(mark: string, path: string): Promise<boolean> {
  const { host, pid } = MARK.exec(mark)?.groups ?? {};
  if (pid === undefined) return false;
  if (host === hostname() && !isAlive(Number(pid))) return true;
  // Another process may be removing it, too.
  const changed = await stat(path)
    .then(({ mtimeMs }) => mtimeMs)
    .catch(() => Date.now());
  return Date.now() - changed > ABANDONED_MILLISECONDS;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else answers that it may not be asked.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
