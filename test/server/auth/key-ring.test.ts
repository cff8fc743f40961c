import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Problem } from "../../../models/error.ts";
import { type KeyRing, openKeyRing } from "../../../server/auth/key-ring.ts";

const pairOf = (name: string) => `${name}:${createHash("sha256").update(`key of ${name}`).digest("hex")}`;

let folder: string;
let file: string;
let rings: (KeyRing | null)[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-keys-"));
  file = join(folder, "keys");
  rings = [];
});
afterEach(async () => {
  for (const ring of rings) ring?.close();
  await rm(folder, { recursive: true });
});

async function open(options: Partial<Parameters<typeof openKeyRing>[0]>) {
  const ring = await openKeyRing({ text: null, file: null, pauseMs: 20, ...options });
  rings.push(ring);
  return ring;
}
/** Whose keys hold now. */
const held = (ring: KeyRing | null) => ["anna", "bert", "carl"].filter((name) => ring?.find(`key of ${name}`));

describe("the keys of a service", () => {
  it("are none where none are set up", async () => expect(await open({})).toBeNull());

  it("are those of the environment and those of the file", async () => {
    await writeFile(file, `${pairOf("anna")}\n`);
    expect(held(await open({ text: pairOf("bert") }))).toEqual(["bert"]);
    const both = await open({ text: pairOf("bert"), file });
    expect(held(both)).toEqual(["anna", "bert"]);
    expect(both?.find("key of anna")?.name).toBe("anna");
  });

  it("let nobody in where the file has none", async () => {
    await writeFile(file, "# nobody yet\n");
    const ring = await open({ file });
    expect(ring).not.toBeNull();
    expect(held(ring)).toEqual([]);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ["is missing", "cannot be read: ENOENT", async () => {}],
    ["is a folder", "is no file of at most 1 MB", () => mkdir(file)],
    ["is far too long", "is no file of at most 1 MB", () => writeFile(file, "#".repeat(1024 * 1024 + 1))],
    ["is malformed", "line 2: it must be name:sha256hex", () => writeFile(file, `${pairOf("anna")}\nbert`)],
    ["repeats the environment", "that PIXORA_API_KEYS has as well", () => writeFile(file, pairOf("carl"))],
  ])("are refused at the start when the file %s", async (_title, message, make) => {
    await make();
    const opening = open({ text: pairOf("carl"), file });
    await expect(opening).rejects.toMatchObject({ code: "invalid_request" });
    await expect(opening).rejects.toThrow(`PIXORA_API_KEYS_FILE (${file})`);
    await expect(opening).rejects.toThrow(message);
  });
});

describe("a file of keys that changes", () => {
  it("revokes and admits within 2 s of the usual pause", async () => {
    await writeFile(file, [pairOf("anna"), pairOf("bert")].join("\n"));
    const ring = await openKeyRing({ text: pairOf("carl"), file });
    rings.push(ring);
    expect(held(ring)).toEqual(["anna", "bert", "carl"]);
    await writeFile(file, pairOf("anna"));
    await vi.waitFor(() => expect(held(ring)).toEqual(["anna", "carl"]), { timeout: 2000, interval: 20 });
  });

  it("may be put in its place as a whole", async () => {
    await writeFile(file, pairOf("anna"));
    const ring = await open({ file });
    await writeFile(join(folder, "new"), pairOf("bert"));
    await rename(join(folder, "new"), file);
    await vi.waitFor(() => expect(held(ring)).toEqual(["bert"]));
  });

  it("leaves the last good keys in force while it is bad, and is told of once", async () => {
    await writeFile(file, pairOf("anna"));
    const troubles: Problem[] = [];
    const told = (count: number) => vi.waitFor(() => expect(troubles).toHaveLength(count));
    const ring = await open({ file, onTrouble: (problem) => troubles.push(problem) });
    expect(ring?.problem()).toBeNull();
    await writeFile(file, "bert:nothing");
    await told(1);
    expect(held(ring)).toEqual(["anna"]);
    expect(ring?.problem()).toMatch(/^PIXORA_API_KEYS_FILE cannot be used as it is now/);
    await rm(file);
    await told(2);
    expect(held(ring)).toEqual(["anna"]);
    expect(ring?.problem()).not.toContain(folder);
    await writeFile(file, pairOf("bert"));
    await vi.waitFor(() => expect(held(ring)).toEqual(["bert"]));
    expect(ring?.problem()).toBeNull();
    await rm(file);
    await told(3);
    const [malformed, missing, again] = troubles.map(({ message }) => message);
    expect(malformed).toContain("line 1: it must be name:sha256hex");
    expect(malformed).not.toContain("nothing");
    expect(missing).toContain("cannot be read: ENOENT");
    expect(again).toBe(missing);
  });
});
