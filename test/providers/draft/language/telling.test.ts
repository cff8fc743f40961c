import { expect, it } from "vitest";
import { createDraftLanguage } from "../../../../providers/draft/language/index.ts";
import { breakdownData } from "../../../contract/language-provider.ts";
import { LIGHTHOUSE, STORIES } from "./stories.ts";

const lossesOf = (prompt: string, changes: Record<string, unknown> = {}) =>
  createDraftLanguage().losses?.(breakdownData(prompt, changes));

const numbered = (sentence: string) => Array.from({ length: 60 }, (_, at) => `Number ${at}: ${sentence}.`).join(" ");
const short = { scenes: 3, secondsPerScene: 5, wordsPerScene: 11 };

it.each([
  ["en", numbered("the fox walks slowly to the bear and says hello")],
  ["de", numbered("der Fuchs geht ganz langsam zu dem Bären und sagt hallo")],
])("how much of a story does not fit into the film is said: %s", (language, story) => {
  expect(lossesOf(story, { ...short, language })).toEqual([
    {
      scene: null,
      wanted: "the whole story",
      got: "3 of its 60 sentences",
      reason: "the other 57 do not fit into 15 s: ask for a longer film, or tell a shorter story",
    },
  ]);
});

it.each([`The old king walks ${"on and on ".repeat(800)}`, "x".repeat(10_000)])(
  "a sentence that breaks off is a loss, too: %.30s",
  (story) => {
    expect(lossesOf(story)).toMatchObject([
      { wanted: "the whole story", got: expect.stringMatching(/^about \d+ % of it$/) },
    ]);
  },
);

it.each([
  [LIGHTHOUSE, { scenes: 10, wordsPerScene: 14 }],
  [STORIES.artifacts, { scenes: 7, wordsPerScene: 30 }],
  ["A fox finds a lantern in a snowy forest", {}],
  ["how photosynthesis works", {}],
  ["🦊🏮🌲", {}],
  ["Il marche. Il tombe. Il se lève. Il rit. Il dort.", { language: "fr" }],
])("nothing is said of a story that is told whole: %.40s", (story, changes) => {
  expect(lossesOf(story, changes)).toEqual([]);
});

it("scenes without words are said", () => {
  expect(lossesOf("Freiheit", { language: "de" })).toMatchObject([{ got: "4 of 5 scenes silent" }]);
});
