import type { ToolDeps } from "../../tools/types.ts";
import { type Script, ScriptedChat } from "../scripted-chat.ts";

/** What a tool is handed, made by a test: anything that the test did not name fails when it is touched. */
export function toolDeps(parts: { script?: Script; missingGlyphs?: string[] } = {}): ToolDeps {
  const untouched = (what: string) => () => Promise.reject(new Error(`This test has no ${what}.`));
  const image = { vendor: "test", price: () => ({ minUsd: 0, maxUsd: 0 }), generate: untouched("pictures") };
  return {
    taskId: "test",
    folder: "/nowhere",
    providers: {
      language: {
        vendor: "test",
        chat: new ScriptedChat(parts.script ?? (() => [])),
        translates: true,
        price: () => ({ minUsd: 0, maxUsd: 0 }),
      },
      image,
      speech: { ...image, check: async () => {}, generate: untouched("speech") },
      music: { ...image, generate: untouched("music") },
      storage: { vendor: "test", put: untouched("storage"), localPath: untouched("storage") },
    },
    media: {
      ready: async () => {},
      openCuttingRoom: untouched("cutting room"),
      checkCaptions: async () => ({ missingGlyphs: parts.missingGlyphs ?? [] }),
      audioSeconds: untouched("sound"),
      pictureSize: untouched("pictures"),
    },
    cuttingRoom: untouched("cutting room"),
    report: { progress: () => {}, asset: () => {}, piece: () => {} },
    signal: new AbortController().signal,
  };
}
