/**
 * What Redis publishes: one connection for all who listen in this process. It is opened when somebody listens.
 * What is said while the connection is broken is lost: whoever listens is told when it is back, and once at the beginning.
 */
import type { Redis } from "ioredis";
import type { RedisConnection } from "./connection.ts";

/** Hears a message; null when any may have been missed. */
export type Hear = (message: string | null) => void;

export interface Radio {
  /** Returns what stops it. */
  listen(channel: string, hear: Hear): () => void;
  /** Says in a second that messages may have been missed. */
  later(channel: string): void;
  close(): void;
}

interface Channel {
  listeners: Set<Hear>;
  /** Resolves when Redis knows that somebody listens. */
  isHeard: Promise<unknown>;
}

const LATER_MS = 1000;
/** A connection that died without a word is noticed by what is asked on it. */
const PULSE_MS = 10_000;
/** So many channels are subscribed in one command. */
const STRIDE = 500;

export function createRadio(connection: RedisConnection): Radio {
  const channels = new Map<string, Channel>();
  let receiver: Receiver | null = null;
  const tellAll: TellAll = (name, message) => {
    for (const hear of [...(channels.get(name)?.listeners ?? [])]) hear(message);
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
        isHeard.then(() => tellAll(name, null)).catch(() => undefined);
      }
    }
  };
  const subscriberOf = () => {
    receiver ??= openReceiver(connection, tellAll, hearAgain);
    return receiver.subscriber;
  };
  return {
    listen(name, hear) {
      const subscriber = subscriberOf();
      const channel = channels.get(name) ?? { listeners: new Set(), isHeard: subscriber.subscribe(name) };
      channels.set(name, channel);
      // One function of its own for each who listens, so that each can stop by itself.
      const listener: Hear = (message) => hear(message);
      channel.listeners.add(listener);
      channel.isHeard.then(() => channel.listeners.has(listener) && listener(null)).catch(() => undefined);
      return () => {
        channel.listeners.delete(listener);
        if (channel.listeners.size > 0 || channels.get(name) !== channel) return;
        channels.delete(name);
        subscriber.unsubscribe(name).catch(() => undefined);
      };
    },
    later(name) {
      setTimeout(() => tellAll(name, null), LATER_MS).unref();
    },
    close() {
      receiver?.close();
      channels.clear();
    },
  };
}

type TellAll = (channel: string, message: string | null) => void;

interface Receiver {
  subscriber: Redis;
  close(): void;
}

function openReceiver(connection: RedisConnection, tellAll: TellAll, hearAgain: (subscriber: Redis) => void): Receiver {
  const subscriber = connection.open({ maxRetriesPerRequest: 0, autoResubscribe: false, socketTimeout: PULSE_MS });
  subscriber.on("message", tellAll);
  subscriber.on("ready", () => hearAgain(subscriber));
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
