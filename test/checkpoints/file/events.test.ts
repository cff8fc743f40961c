import { describeEventLog } from "../../contract/checkpoints/event-log.ts";
import { openFileStores } from "./stores.ts";

describeEventLog("the file store", openFileStores);
