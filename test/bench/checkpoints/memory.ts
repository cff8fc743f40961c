import { randomUUID } from "node:crypto";
import { MemorySaver } from "@langchain/langgraph";
import { JsonPlusSerializer, type SerializerProtocol } from "@langchain/langgraph-checkpoint";
import type { Contestant } from "./contestant.ts";

/** LangGraph's MemorySaver. Its bytes are those that it turns values into: nothing is written anywhere. */
export function memoryContestant(): Contestant {
  return {
    name: "MemorySaver",
    async open() {
      const counted = countingSerializer();
      const saver = new MemorySaver(counted.serializer);
      return {
        id: randomUUID(),
        saver,
        meter: async () => ({ bytes: counted.bytes(), trips: null }),
        reopen: async () => ({ saver, close: async () => {} }),
      };
    },
    stop: async () => {},
  };
}

function countingSerializer() {
  const json = new JsonPlusSerializer();
  let bytes = 0;
  const serializer: SerializerProtocol = {
    async dumpsTyped(value) {
      const [type, written] = await json.dumpsTyped(value);
      bytes += written.byteLength;
      return [type, written];
    },
    loadsTyped: (type, data) => json.loadsTyped(type, data),
  };
  return { serializer, bytes: () => bytes };
}
