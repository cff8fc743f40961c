import { describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { VideoRequest } from "../../models/request.ts";
import { characterGenerator, type Data } from "../../tools/character-generator.ts";
import { anAsset, aScene } from "../samples.ts";
import { toolDeps } from "./deps.ts";
import { nominalStorage, scriptedImages, type Turn } from "./scripted-vendors.ts";

const fox = { id: "rust", name: "Rust", kind: "fox" };
const owl = { id: "olga", name: "Olga", kind: "owl" };
const bible = [fox, owl].map((member) => ({ ...member, appearance: `${member.kind} with a scarf` }));

async function generate(data: Partial<Data>, ...turns: Turn[]) {
  const image = scriptedImages(...turns);
  const handedOver: string[] = [];
  const deps = toolDeps({
    providers: { image, storage: nominalStorage() },
    media: { pictureSize: async () => ({ width: 720, height: 720 }) },
    script: () => [{ name: "character_bible", args: { characters: bible } }],
    report: { character: ({ id }) => void handedOver.push(id) },
  });
  const request = VideoRequest.parse({ prompt: "A fox" });
  const whole = { after: [], request, language: "en", cast: [fox], scenes: [aScene()], references: [], ...data };
  const { result, degraded } = await characterGenerator.run(whole, deps);
  return { result, degraded, orders: image.orders, handedOver };
}

describe("a character", () => {
  it("is drawn from the front by words, and from the other sides after its front", async () => {
    const { result, orders, handedOver } = await generate({});
    expect(orders.map(({ item }) => item)).toEqual(["sheet:rust:front", "sheet:rust:side", "sheet:rust:back"]);
    const front = `/files/${result[0]?.sheets.front?.key}`;
    expect(orders.map(({ references }) => references)).toEqual([[], [front], [front]]);
    expect(Object.keys(result[0]?.sheets ?? {})).toEqual(["front", "side", "back"]);
    expect(handedOver).toEqual(["rust"]);
  });

  it("is known by the user's own picture where there is one, in the order of the cast, and nothing is drawn for it", async () => {
    const own = anAsset({ kind: "reference", key: "assets/own.png" });
    const { result, orders, degraded } = await generate({ cast: [fox, owl], references: [own] });
    expect(result[0]?.sheets).toEqual({ front: own });
    expect(orders.every(({ item }) => item.startsWith("sheet:olga:"))).toBe(true);
    expect(orders).toHaveLength(3);
    expect(degraded).toEqual([]);
  });

  it("leaves pictures over that no character is there for, and says so", async () => {
    const own = anAsset({ kind: "reference" });
    const { degraded } = await generate({ references: [own, own, own] });
    expect(degraded).toMatchObject([
      { wanted: "3 pictures as reference", got: "1", reason: "the story has only 1 character" },
    ]);
  });

  it("costs a view and not the character when a side cannot be drawn", async () => {
    const broken = new PixoraError("vendor_failed", "Down.");
    const { result, degraded } = await generate({}, {}, broken, {});
    expect(Object.keys(result[0]?.sheets ?? {}).sort()).toEqual(["back", "front"]);
    expect(degraded).toMatchObject([{ wanted: "side sheet of Rust", got: "the front view alone", reason: "Down." }]);
  });

  it("without a front has no sheet, and no other view is bought", async () => {
    const { result, orders, degraded } = await generate({}, new PixoraError("vendor_failed", "Down."));
    expect(result[0]).toMatchObject({ id: "rust", sheets: {} });
    expect(orders).toHaveLength(1);
    expect(degraded).toMatchObject([{ got: "its description in words" }]);
  });
});
