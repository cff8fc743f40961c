/** Takes a lock and keeps it until it is killed: `<folder> <name> <platform>`. */
import { createTaskLocks } from "../../../checkpoints/file/task-lock.ts";

const [folder = "", name = "", platform = ""] = process.argv.slice(2);
const lock = await createTaskLocks(folder, platform as NodeJS.Platform).take(name, () =>
  process.stdout.write("knock\n"),
);
process.stdout.write(lock ? "held\n" : "refused\n");
setInterval(() => {}, 60_000);
