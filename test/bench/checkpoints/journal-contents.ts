import { z } from "zod";

/** What of a journal is of one kind. */
export interface Content {
  /** `write sceneAssets`, `checkpoint`. */
  name: string;
  lines: number;
  bytes: number;
  /** How many of the bytes are what the serializer made. */
  serialized: number;
}

const Stored = z.union([z.object({ text: z.string() }), z.object({ base64: z.string() })]);
const Line = z.object({
  kind: z.string(),
  channel: z.string().optional(),
  value: Stored.optional(),
  checkpoint: Stored.optional(),
  metadata: Stored.optional(),
});

/** The biggest first. */
export function journalContents(journal: string): Content[] {
  const contents = new Map<string, Content>();
  for (const text of journal.trimEnd().split("\n")) {
    const { kind, channel, ...parts } = Line.parse(JSON.parse(text));
    const name = channel === undefined ? kind : `${kind} ${channel}`;
    const known = contents.get(name) ?? { name, lines: 0, bytes: 0, serialized: 0 };
    known.lines += 1;
    known.bytes += Buffer.byteLength(text) + 1;
    known.serialized += Object.values(parts).reduce((sum, part) => sum + serializedBytes(part), 0);
    contents.set(name, known);
  }
  return [...contents.values()].sort((one, other) => other.bytes - one.bytes);
}

function serializedBytes(stored: z.infer<typeof Stored> | undefined): number {
  if (stored === undefined) return 0;
  return "text" in stored ? Buffer.byteLength(stored.text) : Buffer.byteLength(stored.base64, "base64");
}
