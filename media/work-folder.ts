/** The temporary folders of cutting rooms. */
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { prepareFolder } from "./output-folder.ts";

const ROOM = /^room-(?<host>.+)-(?<pid>\d+)-[^-]+$/;
const ABANDONED_MILLISECONDS = 24 * 3600 * 1000;

/** Makes the folder for unfinished work, or says in one line why it cannot. */
export function prepareWorkFolder(workFolder: string): Promise<void> {
  return prepareFolder(workFolder, "name another folder for unfinished work in PIXORA_DATA_DIR");
}

/** Makes a room's own folder inside the work folder, and removes what crashed processes left there. */
export async function openRoomFolder(workFolder: string): Promise<string> {
  await prepareWorkFolder(workFolder);
  await removeAbandoned(workFolder);
  return mkdtemp(join(workFolder, `room-${hostname()}-${process.pid}-`));
}

/** What belongs to somebody else is theirs to remove, and stops no film. */
const leaveIt = () => {};

async function removeAbandoned(workFolder: string): Promise<void> {
  for (const name of await readdir(workFolder)) {
    const path = join(workFolder, name);
    if (await isAbandoned(name, path)) await rm(path, { recursive: true, force: true }).catch(leaveIt);
  }
}

/**
 * Whether a room's process is gone. Another machine's processes cannot be seen from here; but a folder changes
 * whenever a piece is added, so that one unchanged for a day has none any more.
 */
async function isAbandoned(name: string, path: string): Promise<boolean> {
  const { host, pid } = ROOM.exec(name)?.groups ?? {};
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
