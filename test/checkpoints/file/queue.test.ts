import { describeTaskQueue } from "../../contract/checkpoints/task-queue.ts";
import { openFileStores } from "./stores.ts";

describeTaskQueue("the file store", openFileStores);
