import { expect, it } from "vitest";
import { chooseModels } from "../../providers/choose-models.ts";

const known = [{ id: "acme/quick" }, { id: "acme/fine" }];
const choose = (wanted: string[] | null) => chooseModels({ wanted, known, variable: "PIXORA_X_MODEL" });

it.each([
  ["all, best first, where none is named", null, ["acme/quick", "acme/fine"]],
  ["those that are named, in that order", ["acme/fine", "acme/quick"], ["acme/fine", "acme/quick"]],
  ["one that is named twice once", ["acme/fine", "acme/fine"], ["acme/fine"]],
])("takes %s", (_title, wanted, ids) => {
  expect(choose(wanted).map(({ id }) => id)).toEqual(ids);
});

it.each([
  ["is not known", ["acme/quick", "acme/lost"], "PIXORA_X_MODEL names acme/lost"],
  ["is none, as in a list of commas", [], "PIXORA_X_MODEL names no model"],
])("refuses what %s, and names what is", (_title, wanted, words) => {
  const message = expect.stringMatching(`${words}.*Known are acme/quick, acme/fine`);
  expect(() => choose(wanted)).toThrow(expect.objectContaining({ code: "invalid_request", message }));
});
