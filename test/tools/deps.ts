import { type Account, createAccount } from "../../models/account.ts";
import type { ToolDeps } from "../../tools/types.ts";
import { paidContext } from "../contract/context.ts";
import { type Script, ScriptedChat } from "../scripted-chat.ts";

/** What a tool is handed, made by a test: anything that the test did not name fails when it is touched. */
export function toolDeps(
  parts: {
    script?: Script;
    missingGlyphs?: string[];
    providers?: Partial<ToolDeps["providers"]>;
    media?: Partial<ToolDeps["media"]>;
    report?: Partial<ToolDeps["report"]>;
    /** The task's money and memory, where a test has a task. */
    account?: Account;
  } = {},
): ToolDeps {
  const untouched = (what: string) => () => Promise.reject(new Error(`This test has no ${what}.`));
  const account = parts.account ?? createAccount(null);
  const vendor = { vendor: "test", price: () => ({ minUsd: 0, maxUsd: 0 }), generate: untouched("pictures") };
  return {
    taskId: "test",
    owner: null,
    folder: "/nowhere",
    providers: {
      language: {
        vendor: "test",
        model: "scripted",
        chat: new ScriptedChat(parts.script ?? (() => [])),
        translates: true,
        price: () => ({ minUsd: 0, maxUsd: 0 }),
        cost: () => 0,
      },
      image: { ...vendor, maxReferences: 14 },
      video: null,
      speech: { ...vendor, takesVoiceSample: false, check: async () => {}, generate: untouched("speech") },
      music: { ...vendor, generate: untouched("music") },
      storage: {
        vendor: "test",
        ready: async () => {},
        put: untouched("storage"),
        localPath: untouched("storage"),
        publish: untouched("storage"),
        link: untouched("storage"),
        unpublish: untouched("storage"),
        remove: untouched("storage"),
      },
      records: null,
      fetchOutside: untouched("network"),
      stopJob: untouched("jobs"),
      ...parts.providers,
    },
    media: {
      ready: async () => {},
      openCuttingRoom: untouched("cutting room"),
      checkCaptions: async () => ({ missingGlyphs: parts.missingGlyphs ?? [] }),
      audioSeconds: untouched("sound"),
      pictureSize: untouched("pictures"),
      clipInfo: untouched("clips"),
      speechSpan: untouched("sound"),
      ...parts.media,
    },
    cuttingRoom: untouched("cutting room"),
    report: { progress: () => {}, asset: () => {}, piece: () => {}, character: () => {}, ...parts.report },
    ...paidContext(),
    ledger: account.ledger({ step: "test", round: 1 }, () => {}),
    memory: account.memory("test"),
    bill: () => account.billOfBook(),
  };
}
