/**
 * Who waits for something of a task hears of it: one connection for all who wait in this process.
 * News can be lost while the connection is broken. So `maybe` is told when it is back, and once at the beginning: what
 * happened must be looked up, never taken from the news alone.
 */
import type { Redis } from "ioredis";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";

/** `maybe`: anything may have happened that nobody told. */
export type Tidings = "events" | "cancel" | "maybe";

export interface News {
  /** Returns what stops it. */
  listen(taskId: string, tell: (tidings: Tidings) => void): () => void;
  /** Says `maybe` again in a second: for who could not look. */
  later(taskId: string): void;
  close(): void;
}

interface Channel {
  listeners: Set<(tidings: Tidings) => void>;
  /** Resolves when Redis knows that somebody listens. */
  isHeard: Promise<unknown>;
}

const LATER_MS = 1000;
/** A connection that died without a word is noticed by what is asked on it. */
const PULSE_MS = 10_000;
/** So many channels are subscribed in one command. */
const STRIDE = 500;

export function createNews(connection: RedisConnection, keys: Keys): News {
  const channels = new Map<string, Channel>();
  let radio: Radio | null = null;
  const tellAll = (name: string, tidings: Tidings) => {
    for (const tell of [...(channels.get(name)?.listeners ?? [])]) tell(tidings);
  };
  const hearAgain = (subscriber: Redis) => {
    const names = [...channels.keys()];
    for (let start = 0; start < names.length; start += STRIDE) {
      const part = names.slice(start, start + STRIDE);
      const isHeard = subscriber.subscribe(...part);
      for (const name of part) {
        const channel = channels.get(name);
        if (channel) channel.isHeard = isHeard;
        // When it fails, the connection broke again, and this is done again.
        isHeard.then(() => tellAll(name, "maybe")).catch(() => undefined);
      }
    }
  };
  const subscriberOf = () => {
    radio ??= openRadio(connection, { hear: tellAll, hearAgain });
    return radio.subscriber;
  };
  return {
    listen(taskId, tell) {
      const name = keys.task(taskId).news;
      const subscriber = subscriberOf();
      const channel = channels.get(name) ?? { listeners: new Set(), isHeard: subscriber.subscribe(name) };
      channels.set(name, channel);
      // One function of its own for each who listens, so that each can stop by itself.
      const listener = (tidings: Tidings) => tell(tidings);
      channel.listeners.add(listener);
      channel.isHeard.then(() => channel.listeners.has(listener) && listener("maybe")).catch(() => undefined);
      return () => {
        channel.listeners.delete(listener);
        if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
        channels.delete(name);
        subscriber.unsubscribe(name).catch(() => undefined);
      };
    },
    later(taskId) {
      setTimeout(() => tellAll(keys.task(taskId).news, "maybe"), LATER_MS).unref();
    },
    close() {
      radio?.close();
      channels.clear();
    },
  };
}

interface Radio {
  subscriber: Redis;
  close(): void;
}

function openRadio(
  connection: RedisConnection,
  on: { hear(channel: string, tidings: Tidings): void; hearAgain(subscriber: Redis): void },
): Radio {
  const subscriber = connection.open({ maxRetriesPerRequest: 0, autoResubscribe: false, socketTimeout: PULSE_MS });
  subscriber.on("message", (channel: string, text: string) => {
    on.hear(channel, text === "cancel" ? "cancel" : "events");
  });
  subscriber.on("ready", () => on.hearAgain(subscriber));
  const pulse = setInterval(() => {
    if (subscriber.status === "ready") subscriber.ping().catch(() => undefined);
  }, PULSE_MS);
  pulse.unref();
  return {
    subscriber,
    close() {
      clearInterval(pulse);
      subscriber.disconnect();
    },
  };
}
