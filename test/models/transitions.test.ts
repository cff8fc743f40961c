import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseTransitions } from "../../models/transitions.ts";
import { Mood, TimeOfDay } from "../../models/vocabulary.ts";
import { aScene } from "../samples.ts";

interface Told {
  mood: Mood;
  place?: string;
  timeOfDay?: TimeOfDay;
}

function scenes(told: readonly Told[]) {
  const { picture } = aScene();
  return told.map(({ mood, ...where }) => ({ mood, picture: { ...picture, ...where } }));
}

/** Between two scenes in the middle of a film. */
function between(from: Told, to: Told = from) {
  return chooseTransitions(scenes([from, to, to]))[0];
}

const anyTold = fc.array(
  fc.record({
    mood: fc.constantFrom(...Mood.options),
    place: fc.constantFrom("forest", "sea", "town"),
    timeOfDay: fc.constantFrom(...TimeOfDay.options),
  }),
  { minLength: 1, maxLength: 60 },
);

describe("chooseTransitions", () => {
  it.each([
    ["calm", "crossfade"],
    ["melancholic", "crossfade"],
    ["joyful", "cut"],
    ["tense", "cut"],
    ["mysterious", "fade"],
    ["triumphant", "fade"],
  ] as const)("follows a %s mood with a %s while the story stays where it is", (mood, transition) => {
    expect(between({ mood })).toBe(transition);
  });

  it("dips to black at a jump in place or time, however that is written", () => {
    expect(between({ mood: "calm", place: "old forest" }, { mood: "calm", place: "wide sea" })).toBe("fade");
    expect(between({ mood: "joyful", timeOfDay: "day" }, { mood: "joyful", timeOfDay: "night" })).toBe("fade");
    expect(between({ mood: "calm", place: "old forest" }, { mood: "calm", place: " Old Forest" })).toBe("crossfade");
  });

  it("cuts a chase wherever it goes", () => {
    expect(between({ mood: "tense", place: "forest" }, { mood: "tense", place: "town" })).toBe("cut");
  });

  it("dips to black before the last scene, and has nothing after it", () => {
    expect(chooseTransitions(scenes([{ mood: "calm" }, { mood: "calm" }, { mood: "calm" }]))).toEqual([
      "crossfade",
      "fade",
      "cut",
    ]);
    expect(chooseTransitions(scenes([{ mood: "mysterious" }]))).toEqual(["cut"]);
  });

  it("never dips twice in a row, and gives the same for the same story", () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const chosen = chooseTransitions(scenes(told));
        expect(chosen).toHaveLength(told.length);
        expect(chosen.filter((one, index) => one === "fade" && chosen[index + 1] === "fade")).toEqual([]);
        expect(chooseTransitions(scenes(told))).toEqual(chosen);
      }),
    );
  });
});
