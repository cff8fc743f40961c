/** The temporary folders of cutting rooms. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { prepareFolder } from "./output-folder.ts";
import { isAbandoned, ownerMark } from "./owner-mark.ts";

const ROOM = "room-";

/** Makes the folder for unfinished work, or says in one line why it cannot and what to do. */
export function prepareWorkFolder(workFolder: string): Promise<void> {
  return prepareFolder(workFolder, "name another folder for unfinished work in PIXORA_DATA_DIR");
}

/** Makes a room's own folder inside the work folder, and removes what crashed processes left there. */
export async function openRoomFolder(workFolder: string): Promise<string> {
  await prepareWorkFolder(workFolder);
  await removeAbandoned(workFolder);
  return mkdtemp(join(workFolder, `${ROOM}${ownerMark("")}`));
}

/** What belongs to somebody else is theirs to remove, and stops no film. */
const leaveIt = () => {};

async function removeAbandoned(workFolder: string): Promise<void> {
  for (const name of await readdir(workFolder)) {
    const path = join(workFolder, name);
    const isRoom = name.startsWith(ROOM) && (await isAbandoned(name.slice(ROOM.length), path));
    if (isRoom) await rm(path, { recursive: true, force: true }).catch(leaveIt);
  }
}
