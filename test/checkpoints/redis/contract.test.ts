import { describeBook } from "../../contract/checkpoints/book.ts";
import { describeEventLog } from "../../contract/checkpoints/event-log.ts";
import { describeOutbox } from "../../contract/checkpoints/outbox.ts";
import { describeTaskQueue } from "../../contract/checkpoints/task-queue.ts";
import { describeTaskStore } from "../../contract/checkpoints/task-store.ts";
import { openRedisStores } from "./stores.ts";

describeTaskStore("Redis", openRedisStores);
describeEventLog("Redis", openRedisStores);
describeBook("Redis", openRedisStores);
describeTaskQueue("Redis", openRedisStores);
describeOutbox("Redis", openRedisStores);
