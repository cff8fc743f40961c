/** The temporary folders of cutting rooms. */
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../models/error.ts";

const PREFIX = "room-";
const ABANDONED_MILLISECONDS = 24 * 3600 * 1000;

/** Makes a room's own folder inside the work folder, and removes what crashed processes left there long ago. */
export async function openRoomFolder(workFolder: string): Promise<string> {
  try {
    await mkdir(workFolder, { recursive: true });
    await removeAbandoned(workFolder);
    return await mkdtemp(join(workFolder, PREFIX));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PixoraError("output_unwritable", `The folder for unfinished work cannot be used: ${reason}`, { cause });
  }
}

/** What belongs to somebody else is theirs to remove, and stops no film. */
const leaveIt = () => {};

/** A folder changes whenever a piece is added, so that one unchanged for a day has no process any more. */
async function removeAbandoned(workFolder: string): Promise<void> {
  const names = (await readdir(workFolder)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(workFolder, name);
    // Another process may be removing it, too.
    const changed = await stat(path)
      .then(({ mtimeMs }) => mtimeMs)
      .catch(() => Date.now());
    if (Date.now() - changed > ABANDONED_MILLISECONDS) await rm(path, { recursive: true, force: true }).catch(leaveIt);
  }
}
