/** Secrets that tests give away, and the search for them in whatever came out. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { Redis } from "ioredis";

/** A place where something was said, and the bytes. */
export interface Said {
  where: string;
  bytes: Buffer;
}

/** Every place where a secret is found, in any form: `name in place`. */
export function findCanaries(secrets: Readonly<Record<string, string>>, said: readonly Said[]): string[] {
  const needles = Object.entries(secrets).flatMap(([name, secret]) => formsOf(secret).map((form) => ({ name, form })));
  const found = said.flatMap(({ where, bytes }) =>
    needles.filter(({ form }) => bytes.includes(form)).map(({ name }) => `${name} in ${where}`),
  );
  return [...new Set(found)];
}

/** Plain, in URLs, in JSON, in hexadecimal, and in base64 at each place within three bytes. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    // What the neighbours have a part in is left out.
    const own = text.replace(/=+$/, "").slice(shift === 0 ? 0 : shift + 1, -1);
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const parts = secret.includes(":") ? secret.split(":") : [];
  const plain = [secret, encodeURIComponent(secret), encodeURI(secret), JSON.stringify(secret).slice(1, -1)];
  return [...plain, ...parts, bytes.toString("hex"), ...base64];
}

/** All keys and values of a Redis; of compressed ones also what is in them. */
export async function dumpRedis(url: string): Promise<Said[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys("*");
    const all = await Promise.all(
      keys.map(async (key) => ({ where: `Redis, ${key}`, values: await valuesOf(redis, key) })),
    );
    return all.flatMap(({ where, values }) =>
      values.flatMap((bytes) => [bytes, ...inflated(bytes)].map((part) => ({ where, bytes: part }))),
    );
  } finally {
    redis.disconnect();
  }
}

async function valuesOf(redis: Redis, key: string): Promise<Buffer[]> {
  const type = await redis.type(key);
  const commands: Record<string, [string, ...string[]]> = {
    string: ["GET"],
    hash: ["HGETALL"],
    list: ["LRANGE", "0", "-1"],
    set: ["SMEMBERS"],
    zset: ["ZRANGE", "0", "-1"],
    stream: ["XRANGE", "-", "+"],
  };
  const [command, ...rest] = commands[type] ?? [];
  if (!command) throw new Error(`A key of the type ${type} cannot be looked into.`);
  return [Buffer.from(key), ...buffersIn(await redis.callBuffer(command, [key, ...rest]))];
}

function buffersIn(reply: unknown): Buffer[] {
  if (Buffer.isBuffer(reply)) return [reply];
  if (Array.isArray(reply)) return reply.flatMap(buffersIn);
  if (reply instanceof Map) return [...reply].flatMap(buffersIn);
  if (typeof reply === "object" && reply !== null)
    return Object.entries(reply).flatMap(([name, value]) => [Buffer.from(name), ...buffersIn(value)]);
  return [Buffer.from(String(reply))];
}

/** What is compressed lies in packed parts: each begins with its length in four bytes. */
function inflated(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return [bytes, ...parts].flatMap((part) => {
    try {
      return [inflateRawSync(part)];
    } catch {
      return [];
    }
  });
}

/** All files below a folder. */
export async function readFiles(folder: string): Promise<Said[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => ({ where: path, bytes: Buffer.concat([Buffer.from(path), await readFile(path)]) })),
  );
}
