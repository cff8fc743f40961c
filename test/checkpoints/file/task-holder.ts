/** Holds a task and writes into its book until it is killed: `<data folder> <task id>`. Tells what is on the disk. */
import { createFileStores } from "../../../checkpoints/file/index.ts";
import { aDecision } from "../../contract/checkpoints/held-task-samples.ts";
import { anEvent, claimAgain } from "../../contract/checkpoints/task-samples.ts";

const [dataDir = "", taskId = ""] = process.argv.slice(2);
const stores = createFileStores({ dataDir });
const fence = await claimAgain(stores, taskId);
const book = stores.book(fence);
stores.tasks.onCancel(taskId, () => process.stdout.write("cancel\n"));
process.stdout.write("held\n");
for (let number = 1; ; number += 1) {
  await stores.events.append(fence, [anEvent(taskId, number)]);
  await book.decide(aDecision(`still:g0#${number}`, { fingerprint: "f".repeat(1000) }));
  process.stdout.write(`${number}\n`);
}
