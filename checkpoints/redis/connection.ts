/**
 * The way to Redis. Each question has a deadline, and is asked again within it when the connection broke or Redis is not
 * ready: so it must be one that does no harm when Redis hears it twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Redis, type RedisOptions } from "ioredis";
import { PixoraError } from "../../models/error.ts";
import type { Outage } from "../types.ts";
import { isPassing, isStaleConnection, isUnknownScript, toStoreFailure } from "./failure.ts";
import type { Reply, Script } from "./script.ts";

export type Argument = string | number | Buffer;

export interface RedisConnection {
  /** Host and port, for people. */
  readonly place: string;
  /** Asks one question. Rejects with `store_failed` when no answer came in time, or a refusal. */
  ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** Runs a script. */
  run(script: Script, keys: readonly string[], values: readonly Argument[]): Promise<Reply>;
  /** Asks many questions at once; their keys may lie anywhere. Text comes as text. */
  askMany(commands: readonly (readonly [name: string, ...values: Argument[]])[]): Promise<Reply[]>;
  /** Waits for something for as long as for an answer, and no longer. */
  within<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Since when the way is broken, and by what; null while it is not. */
  outage(): Outage | null;
  /** A connection of its own to the same Redis. Closed by whoever asked for it. */
  open(options: RedisOptions): Redis;
  /** At once: what was not answered is rejected. */
  close(): void;
}

/** @param answerMilliseconds how long an answer is waited for, with all that is asked again */
export function connectRedis(url: string, answerMilliseconds: number): RedisConnection {
  const { place, password } = readAddress(url);
  const state: Contact = { isClosed: false, lastTrouble: SILENCE };
  const open = (options: RedisOptions) => openRedis(url, options, state);
  const redis = open({ maxRetriesPerRequest: 0, socketTimeout: answerMilliseconds });
  const brokenMs = timeBreaks(redis);
  const explain = (error: unknown) => toStoreFailure(error, place, password);
  const within = <Result>(work: () => Promise<Result>) =>
    beforeDeadline(work, answerMilliseconds, () => explain(state.lastTrouble)).catch((error) => {
      throw explain(isGivenUp(error) ? state.lastTrouble : error);
    });
  const ask = <Answer>(question: (redis: Redis) => Promise<Answer>) => {
    if (state.isClosed) return Promise.reject(closed(place));
    const deadline = Date.now() + answerMilliseconds;
    return within(() => repeatedly(() => question(redis), { redis, state, deadline }));
  };
  return {
    place,
    ask,
    within,
    open,
    outage() {
      const forMs = brokenMs();
      return forMs === null ? null : { forMs, problem: explain(state.lastTrouble) };
    },
    run: ({ lua, sha }, keys, values) => {
      const rest = [keys.length, ...keys, ...values];
      return ask(async (redis) => {
        const known = redis.callBuffer("EVALSHA", [sha, ...rest]);
        return (await known.catch((error) => {
          if (!isUnknownScript(error)) throw error;
          return redis.callBuffer("EVAL", [lua, ...rest]);
        })) as Reply;
      });
    },
    askMany: (commands) => ask((redis) => runMany(redis, commands)),
    close() {
      state.isClosed = true;
      redis.disconnect();
    },
  };
}

/** ioredis tells that it tried, not what kept it from its try. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === "MaxRetriesPerRequestError";
}

const SILENCE = new Error("no answer in time");

/** What is known of the way to Redis. */
interface Contact {
  isClosed: boolean;
  lastTrouble: Error;
}

function openRedis(url: string, options: RedisOptions, contact: Contact): Redis {
  const settings = { protocol: 2, connectTimeout: 5000, retryStrategy: pauseAfter, ...options } as const;
  const redis = new Redis(url, { ...settings, replyMapping: "legacy" });
  // What a broken connection means is told by the questions that it leaves without an answer.
  redis.on("error", (error: Error) => {
    contact.lastTrouble = error;
  });
  redis.on("ready", () => {
    contact.lastTrouble = SILENCE;
  });
  return redis;
}

/** For how long there has been no connection that Redis answers on: milliseconds; null while there is, or is to be one. */
function timeBreaks(redis: Redis): () => number | null {
  let since: number | null = null;
  redis.on("close", () => {
    since ??= performance.now();
  });
  redis.on("ready", () => {
    since = null;
  });
  return () => (since === null ? null : performance.now() - since);
}

/** Milliseconds before the connection is tried again. */
function pauseAfter(tries: number): number {
  return Math.min(50 * 2 ** tries, 1000) * (0.5 + Math.random() / 2);
}

/** Throws `invalid_request` without showing the URL, which may hold a password. */
function readAddress(url: string): { place: string; password: string } {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !["redis:", "rediss:"].includes(address.protocol)) {
    throw new PixoraError(
      "invalid_request",
      "The URL of Redis must look like redis://HOST:6379 or rediss://HOST:6379.",
    );
  }
  const place = `${address.hostname}:${address.port || "6379"}`;
  return { place, password: decodeURIComponent(address.password) };
}

async function repeatedly<Answer>(
  question: () => Promise<Answer>,
  { redis, state, deadline }: { redis: Redis; state: Contact; deadline: number },
): Promise<Answer> {
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      return await question();
    } catch (error) {
      // A fail-over may have left this connection at what is a replica now: a new one finds the primary.
      if (isStaleConnection(error)) redis.disconnect(true);
      if (state.isClosed || !isPassing(error) || Date.now() + pauseMs > deadline) throw error;
      if (error instanceof Error && error.name === "ReplyError") state.lastTrouble = error;
    }
    await sleep(pauseMs);
  }
}

async function beforeDeadline<Result>(work: () => Promise<Result>, milliseconds: number, late: () => PixoraError) {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([work(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

async function runMany(
  redis: Redis,
  commands: readonly (readonly [name: string, ...values: Argument[]])[],
): Promise<Reply[]> {
  const pipeline = redis.pipeline(commands.map(([name, ...values]) => [name, ...values]));
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([error, reply]) => {
    if (error) throw error;
    return reply as Reply;
  });
}

function closed(place: string): PixoraError {
  return new PixoraError("store_failed", `The connection to Redis at ${place} is closed.`);
}
