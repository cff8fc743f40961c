/** Words between processes, published by Redis. */
import type { Signals } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import type { Radio } from "./radio.ts";

export function createRedisSignals({ ask }: RedisConnection, radio: Radio, keys: Keys): Signals {
  return {
    async tell(channel, text) {
      await ask((redis) => redis.publish(keys.signal(channel), text));
    },
    // What was missed is lost.
    listen: (channel, hear) => radio.listen(keys.signal(channel), (text) => text !== null && hear(text)),
  };
}
