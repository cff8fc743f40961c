import { createFileStores } from "./file/index.ts";
import { createRedisStores } from "./redis/index.ts";
import type { Stores } from "./types.ts";

export interface StoreAccess {
  /** Of the Redis that many processes share; null for files of one process. */
  redisUrl: string | null;
  /** Absolute path of the folder for files. */
  dataDir: string;
}

/** The one switch: where tasks, their progress and their bills lie. Opens nothing until it is used. */
export function openStores({ redisUrl, dataDir }: StoreAccess): Stores {
  return redisUrl === null ? createFileStores({ dataDir }) : createRedisStores({ url: redisUrl });
}
