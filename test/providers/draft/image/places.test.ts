import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import type { TimeOfDay, Weather } from "../../../../models/vocabulary.ts";
import { findPlace, PLACES } from "../../../../providers/draft/image/places/index.ts";
import { PLACE_PHRASES } from "../../../../providers/draft/image/places/lexicon.ts";
import { placeOf } from "../../../../providers/draft/image/setting.ts";
import { drawStill } from "../../../../providers/draft/image/still.ts";
import type { StillSubject } from "../../../../providers/types.ts";
import { stillRequest } from "../../../contract/image-provider.ts";

function render(place: string, timeOfDay: TimeOfDay, weather: Weather, width: number, height: number): Buffer {
  const subject: StillSubject = {
    kind: "still",
    mood: "calm",
    cast: [],
    picture: { description: "Nobody is here.", place, subjects: [], timeOfDay, weather, shot: "wide" },
  };
  const { svg } = drawStill(stillRequest({ subject, width, height }), subject);
  return new Resvg(svg, { fitTo: { mode: "width", value: 128 } }).render().pixels;
}

const stillPicture: StillSubject["picture"] = {
  description: "Somebody looks up.",
  place: "meadow",
  subjects: [],
  timeOfDay: "day",
  weather: "clear",
  shot: "wide",
};

/** How much a channel varies over the picture: 0 for one flat colour. */
function spread(pixels: Buffer): number {
  const green = pixels.filter((_, index) => index % 4 === 1);
  const mean = green.reduce((sum, value) => sum + value, 0) / green.length;
  return Math.sqrt(green.reduce((sum, value) => sum + (value - mean) ** 2, 0) / green.length);
}

function different(a: Buffer, b: Buffer): boolean {
  return a.some((value, index) => Math.abs(value - (b[index] ?? 0)) > 24);
}

/** Places that no daylight reaches. */
const TIMELESS = new Set(["dungeon", "space", "spaceship"]);

describe("places", () => {
  it.each(Object.entries(PLACE_PHRASES))(
    "draw %s by day and by night, wide and tall, and never an empty stage",
    (name, phrases) => {
      const [phrase = ""] = phrases;
      const day = render(phrase, "day", "clear", 1280, 720);
      const night = render(phrase, "night", "rain", 1280, 720);
      const dusk = render(phrase, "dusk", "snow", 720, 1280);
      for (const pixels of [day, night, dusk]) expect(spread(pixels)).toBeGreaterThan(6);
      expect(different(day, night)).toBe(!TIMELESS.has(name));
    },
  );

  it.each(["dawn", "day", "dusk", "night"] as const)("have every weather at %s", (time) => {
    const skies = (["clear", "cloudy", "rain", "storm", "snow", "fog"] as const).map((weather) =>
      render("meadow", time, weather, 1280, 720),
    );
    skies.forEach((sky, index) => {
      for (const other of skies.slice(index + 1)) expect(different(sky, other)).toBe(true);
    });
  });

  it.each([
    ["snowy forest", "forest"],
    ["the old library", "library"],
    ["forest lake", "lake"],
    ["a medieval kingdom", "castle"],
    ["neon-lit cyberpunk city", "futureCity"],
    ["Grandmother's kitchen", "kitchen"],
    ["surface of the moon", "planetGround"],
    ["under the sea", "underwater"],
    ["top of a mountain", "summit"],
    ["busy city streets", "street"],
    ["beaches", "beach"],
    ["an abandoned space station", "spaceship"],
    ["inside a pyramid", "dungeon"],
    ["tennis court", "arena"],
    ["the wreck of a sunken ship", "underwater"],
    ["inside the shipwreck", "underwater"],
    ["deep sea", "underwater"],
    ["Paris", "street"],
    ["ancient Rome", "ruins"],
    ["Mars", "planetGround"],
    ["abandoned observatory", "laboratory"],
  ])("find %s", (phrase, name) => {
    expect(findPlace(phrase, "")).toBe(name);
  });

  it("take the description where the place says nothing, and open country where nothing does", () => {
    expect(findPlace("somewhere", "She dives under the sea.")).toBe("underwater");
    expect(findPlace("वन", "قلعة")).toBe("meadow");
    expect(findPlace("", "")).toBe("meadow");
  });

  it("show a rainbow where the words name one", () => {
    const under = (subjects: string[]): string => {
      const subject: StillSubject = {
        kind: "still",
        mood: "calm",
        cast: [],
        picture: { ...stillPicture, subjects },
      };
      return drawStill(stillRequest({ subject }), subject).svg;
    };
    expect(under(["rainbow"])).toContain("#e8504a");
    expect(under([])).not.toContain("#e8504a");
  });

  it("put people who look at the sky on a mountain, and birds in it", () => {
    const picture = { ...stillPicture, place: "sky" };
    const of = (kind: string) =>
      placeOf(picture, [{ character: { id: "a", name: "A", kind, appearance: "" }, path: null }]);
    expect(of("young girl")).toBe("summit");
    expect(of("eagle")).toBe("clouds");
  });

  it("have a drawing for every name in the lexicon", () => {
    expect(Object.keys(PLACES).sort()).toEqual(Object.keys(PLACE_PHRASES).sort());
  });

  it.each([
    ["small village", "The boy loses his bed, in a small village, in daylight.", ["bed"], "bedroom"],
    ["quiet little town", "A clerk at work in the quiet little town.", ["desk"], "study"],
    ["small village", "The boy carries his bed down the street, in a small village.", ["bed"], "village"],
    ["small village", "A boy in the small village.", ["cart"], "village"],
    ["meadow", "A bed in a meadow.", ["bed"], "meadow"],
    ["river", "The boy rows down the river.", ["rowing boat"], "lake"],
  ])("in %j, %j with %j has a fitting place", (place, description, subjects, expected) => {
    expect(placeOf({ ...stillPicture, place, description, subjects }, [])).toBe(expected);
  });
});
