import { describe, expect, it } from "vitest";
import type { Character } from "../../models/character.ts";
import { PixoraError } from "../../models/error.ts";
import type { Degradation } from "../../models/video.ts";
import { drawStill } from "../../tools/scene-still.ts";
import { anAsset, aSceneMaterial } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedImages, type Turn } from "./scripted-vendors.ts";

const refused = new PixoraError("content_refused", "Too much blood.");
const broken = new PixoraError("vendor_failed", "Down.", { retryable: false });
const fox: Character = {
  id: "rust",
  name: "Rust",
  kind: "fox",
  appearance: "red fur",
  sheets: { front: anAsset({ key: "assets/front.png" }), side: anAsset({ key: "assets/side.png" }) },
};

async function draw(turns: Turn[], cast: Character[] = [fox], softened: string | null = "A fox far away.") {
  const image = scriptedImages(...turns);
  const degraded: Degradation[] = [];
  const deps = toolDeps({
    providers: { image, storage: nominalStorage() },
    media: { pictureSize: async () => ({ width: 1280, height: 720 }) },
    script: () => [softened === null ? { name: "nothing", args: {} } : softenedCall(softened)],
  });
  const still = await drawStill(aSceneMaterial(), cast, deps, degraded);
  return { still, degraded, orders: image.orders };
}

const softenedCall = (description: string) => ({ name: "softened_description", args: { description } });

describe("a scene's still", () => {
  it("is drawn after the sheets of its characters, and the prompt says which image is who", async () => {
    const { still, orders, degraded } = await draw([{}]);
    expect(still.kind).toBe("still");
    expect(orders).toHaveLength(1);
    expect(orders[0]?.references).toEqual(["/files/assets/front.png", "/files/assets/side.png"]);
    expect(orders[0]?.prompt).toContain("Images 1 to 2 are Rust: red fur.");
    expect(degraded).toEqual([]);
  });

  it("is asked for in milder words, once, when the words were refused", async () => {
    const { still, orders, degraded } = await draw([refused, {}]);
    expect(still.kind).toBe("still");
    expect(orders.map(({ item }) => item)).toEqual(["still", "still.softened"]);
    expect(orders[1]?.prompt).toContain("A fox far away.");
    expect(orders[1]?.references).toHaveLength(2);
    expect(degraded).toMatchObject([{ got: "a milder one", reason: "Too much blood." }]);
  });

  it("is a title card when the milder words are refused as well, or there are none", async () => {
    const twice = await draw([refused, refused]);
    expect(twice.orders).toHaveLength(2);
    expect(twice.still.kind).toBe("title_card");
    expect(twice.degraded).toMatchObject([{ wanted: "a picture", got: "a title card", reason: "Too much blood." }]);
    const wordless = await draw([refused], [fox], null);
    expect(wordless.orders).toHaveLength(1);
    expect(wordless.still.kind).toBe("title_card");
  });

  it("is drawn from words when nobody can draw after the sheets, and says so", async () => {
    const { still, orders, degraded } = await draw([broken, {}]);
    expect(still.kind).toBe("still");
    expect(orders[1]).toMatchObject({ item: "still.words", references: [] });
    expect(orders[1]?.prompt).toContain("Rust: red fur.");
    expect(degraded).toMatchObject([{ got: "as described in words", reason: "Down." }]);
  });

  it("is not ordered again from the same words where there were no sheets to leave out", async () => {
    const { still, orders, degraded } = await draw([broken], [{ ...fox, sheets: {} }]);
    expect(orders).toHaveLength(1);
    expect(still.kind).toBe("title_card");
    expect(degraded).toMatchObject([{ got: "a title card", reason: "Down." }]);
  });

  it("goes down both rungs, each once, where one alone does not help", async () => {
    const words = await draw([broken, refused, {}]);
    expect(words.orders.map(({ item }) => item)).toEqual(["still", "still.words", "still.words.softened"]);
    const milder = await draw([refused, broken, {}]);
    expect(milder.orders.map(({ item }) => item)).toEqual(["still", "still.softened", "still.softened.words"]);
    expect(milder.orders[2]?.prompt).toContain("A fox far away.");
    expect(milder.still.kind).toBe("still");
    expect(milder.degraded.map(({ got }) => got).sort()).toEqual(["a milder one", "as described in words"]);
    expect((await draw([broken, refused, refused])).orders).toHaveLength(3);
  });

  it("buys nothing else when the budget has no room for it", async () => {
    const { still, orders, degraded } = await draw([new PixoraError("over_budget", "Nothing left.")]);
    expect(orders).toHaveLength(1);
    expect(still.kind).toBe("title_card");
    expect(degraded).toMatchObject([{ reason: "Nothing left." }]);
  });

  it.each(["in_doubt", "account_refused", "cancelled"] as const)("is given up with the step when %s", async (code) => {
    await expect(draw([new PixoraError(code, "Stop.")])).rejects.toMatchObject({ code });
  });
});
