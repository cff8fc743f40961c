/**
 * Values as bytes and back, with their types: LangGraph's serializer, and what it loses besides.
 * Measured on langgraph-checkpoint 1.2.2: it turns dates into text, every error into a plain `Error`, NaN into null,
 * whole states with a bigint into a sentence, and bytes inside an object into four bytes of JSON each.
 * Not here: which values are kept (saver.ts).
 */
import { DeltaSnapshot, JsonPlusSerializer, type SerializerProtocol } from "@langchain/langgraph-checkpoint";

/** Names what stands for a value that JSON has no word for. */
const MARK = "__kept";

export function createSerializer(): SerializerProtocol {
  const json = new JsonPlusSerializer();
  return {
    dumpsTyped: async (value: unknown) => json.dumpsTyped(value instanceof Uint8Array ? value : marked(value, [])),
    async loadsTyped(type: string, data: Uint8Array | string): Promise<unknown> {
      const value: unknown = await json.loadsTyped(type, data);
      return type === "json" ? revived(value) : value;
    },
  };
}

/** @param above what the value lies in: what contains itself is left to LangGraph, which cuts the circle */
function marked(value: unknown, above: readonly unknown[]): unknown {
  if (typeof value === "number")
    return isJson(value) ? value : mark("number", Object.is(value, -0) ? "-0" : `${value}`);
  if (typeof value === "bigint") return mark("bigint", `${value}`);
  if (typeof value !== "object" || value === null || above.includes(value)) return value;
  return markedObject(value, (part) => marked(part, [...above, value]));
}

function markedObject(value: object, within: (part: unknown) => unknown): unknown {
  if (value instanceof Uint8Array) return mark("bytes", Buffer.from(value).toString("base64"));
  if (value instanceof Date) return mark("date", value.getTime());
  if (value instanceof Error) return mark("error", [value.name, value.message, within(value.cause)]);
  if (Array.isArray(value)) return Array.from(value, within);
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [within(key), within(entry)]));
  if (value instanceof Set) return new Set([...value].map(within));
  if (value instanceof DeltaSnapshot) return new DeltaSnapshot(within(value.value));
  if (isSend(value))
    return Object.fromEntries(
      SEND_FIELDS.filter((key) => key in value).map((key) => [key, within(Reflect.get(value, key))]),
    );
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, within(entry)] as const);
  // Neither a look-alike of our marks nor a key that JSON's readers drop may change what is read back.
  const isOdd = Object.hasOwn(value, MARK) || Object.hasOwn(value, "__proto__");
  return isOdd ? mark("entries", entries) : Object.fromEntries(entries);
}

/** LangGraph's order to run a node: it reads one back from these fields. */
const SEND_FIELDS = ["node", "args", "timeout"];

function isSend(value: object): boolean {
  return "lg_name" in value && value.lg_name === "Send";
}

function mark(kind: string, value: unknown): object {
  return { [MARK]: kind, value };
}

function isJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function revived(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revived);
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [revived(key), revived(entry)]));
  if (value instanceof Set) return new Set([...value].map(revived));
  if (value instanceof DeltaSnapshot) return new DeltaSnapshot(revived(value.value));
  if (!isPlain(value)) return value;
  const revive = typeof value[MARK] === "string" ? REVIVE[value[MARK]] : undefined;
  if (revive) return revive(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, revived(entry)]));
}

const REVIVE: Readonly<Record<string, (value: unknown) => unknown>> = {
  number: Number,
  bigint: (value) => BigInt(String(value)),
  bytes: (value) => new Uint8Array(Buffer.from(String(value), "base64")),
  date: (value) => new Date(value === null ? Number.NaN : Number(value)),
  error: (value) => revivedError(listOf(value)),
  entries: (value) =>
    Object.fromEntries(
      listOf(value).map((pair) => {
        const [key, entry] = listOf(pair);
        return [String(key), revived(entry)];
      }),
    ),
};

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function revivedError([name, message, cause]: readonly unknown[]): Error {
  const error =
    cause === undefined ? new Error(String(message)) : new Error(String(message), { cause: revived(cause) });
  if (name !== error.name) Object.defineProperty(error, "name", { value: String(name), configurable: true });
  return error;
}
