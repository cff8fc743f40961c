import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CharacterBible } from "../../models/character.ts";
import { SceneBreakdown } from "../../models/scene.ts";
import { answerSchema } from "../../tools/answer-schema.ts";
import { TOOLS } from "../../tools/index.ts";
import { strictProblem } from "../vendors/openai-strict.ts";

describe("the schema of an answer", () => {
  it.each([
    ["scene_breakdown", SceneBreakdown],
    ["character_bible", CharacterBible],
    ...Object.values(TOOLS).map((tool): [string, z.ZodObject] => [tool.name, tool.arguments]),
  ])("of %s is safe for strict mode, where what zod makes of it may not be", (_, schema) => {
    expect(strictProblem(answerSchema(schema))).toBeNull();
    expect(strictProblem(z.toJSONSchema(schema))).not.toBeNull();
  });

  it("says limits in words, where strict mode knows no keyword for them", () => {
    const schema = z.object({
      name: z.string().min(1).max(80).describe("Its name."),
      id: z.string().regex(/^[a-z]+$/),
      count: z.int().min(1).max(6),
      free: z.int(),
      tags: z.array(z.string()).max(3),
    });
    expect(answerSchema(schema).properties).toMatchObject({
      name: { description: "Its name. At least 1, at most 80 characters." },
      id: { description: "Matches ^[a-z]+$." },
      count: { type: "integer", description: "At least 1, at most 6." },
      free: { type: "integer" },
      tags: { description: "At most 3 entries." },
    });
    expect(JSON.stringify(answerSchema(schema))).not.toMatch(/9007199254740991|maxLength/);
  });

  it("keeps choices, single values and null", () => {
    const schema = z.object({ mood: z.enum(["calm", "tense"]), scenes: z.literal(4), style: z.string().nullable() });
    expect(answerSchema(schema)).toMatchObject({
      required: ["mood", "scenes", "style"],
      additionalProperties: false,
      properties: {
        mood: { enum: ["calm", "tense"] },
        scenes: { enum: [4] },
        style: { type: ["string", "null"] },
      },
    });
  });

  it.each([
    ["an optional field", z.object({ a: z.string().optional() }), /optional/],
    ["a record", z.object({ a: z.record(z.string(), z.number()) }), /any name/],
    ["anything at all", z.object({ a: z.unknown() }), /optional|cannot express/],
  ])("is refused for %s", (_, schema, reason) => {
    expect(() => answerSchema(schema)).toThrow(reason);
  });
});
