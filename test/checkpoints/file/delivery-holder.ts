/** Takes what is to be told until it is killed: `<data folder>`. Tells the name of the first. */
import { createFileStores } from "../../../checkpoints/file/index.ts";

const [dataDir = ""] = process.argv.slice(2);
const [delivery] = await createFileStores({ dataDir }).outbox.take(10, 60_000);
process.stdout.write(`${delivery?.id}\n`);
setInterval(() => {}, 60_000);
