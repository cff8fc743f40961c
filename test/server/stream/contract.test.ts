import { openFileStores } from "../../checkpoints/file/stores.ts";
import { openRedisStores } from "../../checkpoints/redis/stores.ts";
import { describeEventStreams } from "../../contract/event-streams.ts";

describeEventStreams("files", openFileStores);
describeEventStreams("Redis", openRedisStores);
