import { createHash } from "node:crypto";
import { basename } from "node:path";
import { PixoraError } from "../../../models/error.ts";
import type { Produced, Providers, Storage } from "../../../providers/types.ts";
import { type Asked, ScriptedChat } from "../../scripted-chat.ts";
import { answersFor, QUESTIONS, sceneOf } from "./story.ts";
import type { Vendors } from "./vendors.ts";

const VENDOR = "simulated";
const FREE = { minUsd: 0, maxUsd: 0 };

/** Vendors that take their time and make nothing: the bytes of each file are the key of the job that made it. */
export function simulatedProviders(vendors: Vendors, scenes: number): Providers {
  const made = async (key: Promise<string>, mediaType: string): Promise<Produced> => {
    const name = await key;
    const provenance = {
      vendor: VENDOR,
      model: VENDOR,
      prompt: "",
      seed: null,
      requestId: name,
      costUsd: 0,
      credits: [],
    };
    return { bytes: new TextEncoder().encode(name), mediaType, provenance };
  };
  return {
    language: simulatedLanguage(vendors, scenes),
    image: {
      vendor: VENDOR,
      maxReferences: 14,
      price: () => FREE,
      generate: ({ subject, references }, { signal }) => {
        const sent = references.map((path) => basename(path));
        const ask =
          subject.kind === "sheet"
            ? { kind: "sheet" as const, name: `${subject.character.id}:${subject.view}` }
            : { kind: "still" as const, name: `${sceneOf(subject.picture.description)}` };
        return made(vendors.work({ ...ask, sent, signal }), "image/png");
      },
    },
    video: {
      vendor: VENDOR,
      price: () => FREE,
      generate: ({ picture }, { signal }) => {
        const still = basename(picture);
        return made(
          vendors.work({ kind: "clip", name: still.replace("still:", ""), sent: [still], signal }),
          "video/mp4",
        );
      },
    },
    speech: {
      vendor: VENDOR,
      takesVoiceSample: false,
      price: () => FREE,
      check: async () => {},
      generate: async ({ text }, { signal }) => {
        const speech = await made(vendors.work({ kind: "speech", name: `${sceneOf(text)}`, signal }), "audio/wav");
        return { ...speech, words: null };
      },
    },
    music: {
      vendor: VENDOR,
      price: () => FREE,
      generate: (_request, { signal }) => made(vendors.work({ kind: "music", name: "", signal }), "audio/wav"),
    },
    storage: simulatedStorage(),
    records: null,
    fetchOutside: () => Promise.reject(new PixoraError("unsafe_url", "The bench fetches nothing.")),
    stopJob: () => Promise.reject(new Error("The bench leaves no job behind.")),
  };
}

function simulatedLanguage(vendors: Vendors, scenes: number): Providers["language"] {
  const answers = answersFor(scenes);
  const chat = new ScriptedChat(async ({ tools, signal }: Asked) => {
    const question = Object.entries(QUESTIONS).find(([tool]) => tools.includes(tool))?.[1];
    if (!question) throw new Error(`The bench knows no answer with ${tools.join(", ")}.`);
    await vendors.work({ kind: question, name: "", signal });
    return answers[question];
  });
  return { vendor: VENDOR, model: VENDOR, chat, translates: true, price: () => FREE, cost: () => 0 };
}

/** Keeps nothing: a file's path ends in the key of the job that made it. */
function simulatedStorage(): Storage {
  const paths = new Map<string, string>();
  return {
    vendor: VENDOR,
    ready: async () => {},
    put: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const key = `assets/${sha256}`;
      paths.set(key, `/simulated/${new TextDecoder().decode(bytes)}`);
      return { key, sha256, bytes: bytes.length };
    },
    localPath: async (key) => {
      const path = paths.get(key);
      if (!path) throw new PixoraError("vendor_failed", `There is no file ${key}.`);
      return path;
    },
    publish: async ({ path }) => path,
    link: async () => null,
    unpublish: async () => {},
    remove: async () => {},
  };
}
