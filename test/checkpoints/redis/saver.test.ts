import { describeSaver } from "../../contract/checkpoints/saver.ts";
import { openRedisStores } from "./stores.ts";

describeSaver("The saver in Redis", openRedisStores);
