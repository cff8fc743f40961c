import { expect, it } from "vitest";
import { journalContents } from "./journal-contents.ts";

it("adds a journal's lines up by kind and channel, the biggest first", () => {
  const lines = [
    { kind: "row", row: {} },
    { kind: "write", channel: "film", value: { type: "json", text: '"é"' } },
    { kind: "write", channel: "film", value: { type: "bytes", base64: "AAEC" } },
    { kind: "checkpoint", checkpoint: { type: "json", text: "{}" }, metadata: { type: "json", text: "[1]" } },
  ].map((line) => JSON.stringify(line));
  const [row = "", first = "", second = "", checkpoint = ""] = lines;
  const bytes = (...texts: string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  expect(journalContents(`${lines.join("\n")}\n`)).toEqual([
    { name: "write film", lines: 2, bytes: bytes(first, second), serialized: 4 + 3 },
    { name: "checkpoint", lines: 1, bytes: bytes(checkpoint), serialized: 2 + 3 },
    { name: "row", lines: 1, bytes: bytes(row), serialized: 0 },
  ]);
});
