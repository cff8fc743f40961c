import { describeTaskStore } from "../../contract/checkpoints/task-store.ts";
import { openFileStores } from "./stores.ts";

describeTaskStore("the file store", openFileStores);
