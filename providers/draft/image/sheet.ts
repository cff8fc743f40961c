/** One view of one character on a plain ground. */
import type { ImageRequest, SheetSubject } from "../../types.ts";
import { characterLook, drawCharacter } from "./characters.ts";
import { createDefs, element, ellipse, group, rectangle, round } from "./drawing/svg.ts";
import type { Light } from "./figure.ts";
import { drawPerson } from "./people/index.ts";
import type { Drawing } from "./still.ts";

/** Daylight that changes no colour: the sheet shows the character's own. */
const STUDIO: Light = {
  timeOfDay: "day",
  tint: "#ffffff",
  tintStrength: 0,
  rim: "#fff6df",
  side: "left",
  shadow: "#3a3f4f",
  glow: "#ffcf73",
};

export function drawSheet(request: ImageRequest, subject: SheetSubject): Drawing {
  const short = Math.min(request.width, request.height);
  const width = Math.round((request.width / short) * 720);
  const height = Math.round((request.height / short) * 720);
  const look = { id: "c0", style: request.style, light: STUDIO, pose: "standing" as const, mirrored: false };
  const person = drawPerson(subject.character.kind, characterLook(subject.character, look), subject.view);
  const figure = person ?? drawCharacter(subject.character, { ...look, mirrored: subject.view === "back" });
  const size = Math.min(height * 0.8, (width * 0.8 * figure.height) / figure.width);
  const scale = size / figure.height;
  const x = width / 2 - (figure.width * scale) / 2;
  const foot = height / 2 + size / 2;
  const defs = createDefs("d");
  const backdrop = defs.radial([
    [0, "#fbfaf6"],
    [0.7, "#ece9e1"],
    [1, "#d8d3c8"],
  ]);
  const shadow = defs.radial([
    [0, "#3a3f4f", 0.45],
    [1, "#3a3f4f", 0],
  ]);
  const body = group([
    rectangle(0, 0, width, height, "#d8d3c8"),
    ellipse(width / 2, height / 2, width * 0.75, height * 0.75, backdrop),
    ellipse(width / 2, foot, figure.width * scale * 0.55, size * 0.035, shadow),
    group(figure.markup, { transform: `translate(${round(x)} ${round(foot - size)}) scale(${round(scale, 10000)})` }),
  ]);
  return {
    svg: element(
      "svg",
      { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}` },
      element("defs", {}, defs.markup()) + body,
    ),
    credits: figure.credit ? [figure.credit] : [],
    cell: null,
    width,
    subjectPlace: null,
  };
}
