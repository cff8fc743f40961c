/** What covers the trunk, and the skirts that hang from it. */
import type { Body } from "./body.ts";
import { collar, crossing, lapels, neckline, ring, wedge } from "./collars.ts";
import { darken, lighten } from "./colour.ts";
import type { Top } from "./costume.ts";
import { armourPlates, bib, chestPack, epaulettes } from "./garments-of-trade.ts";
import { band, belt, panel, placket } from "./panels.ts";
import { hangs } from "./skirts.ts";
import { ALL_ROUND } from "./surface.ts";

/** The trunk in its garment, with collar, lapels, buttons and belt of its kind. */
export function drawTop(body: Body): string {
  return (
    panel(body, { from: 0, to: hangs(body.costume.top) ? 0.74 : 0.86, ...ALL_ROUND, bow: 0.13 }, trunkColour(body)) +
    DETAILS[body.costume.top](body)
  );
}

function trunkColour({ costume }: Body): string {
  return costume.top === "vest" || costume.top === "overall"
    ? lighten(costume.palette.accent, 0.62)
    : costume.palette.main;
}

const DETAILS: Readonly<Record<Top, (body: Body) => string>> = {
  shirt: (body) => placket(body, 0.14, 0.8) + collar(body, lighten(body.costume.palette.main, 0.3)),
  tunic: (body) => neckline(body, body.costume.palette.trim) + belt(body, body.costume.palette.shoes, 0.6),
  sweater: (body) =>
    band(body, 0.8, 0.87, darken(body.costume.palette.main, 0.16), 0.13) +
    band(body, 0.3, 0.4, body.costume.palette.trim, 0.1) +
    ring(body, darken(body.costume.palette.main, 0.16)),
  jersey: (body) =>
    panel(body, { from: 0.3, to: 0.86, left: 64, right: 116, bow: 0 }, body.costume.palette.accent) +
    panel(body, { from: 0.3, to: 0.86, left: -116, right: -64, bow: 0 }, body.costume.palette.accent) +
    band(body, 0.36, 0.47, lighten(body.costume.palette.trim, 0.3), 0.1) +
    neckline(body, lighten(body.costume.palette.accent, 0.2)),
  vest: (body) =>
    panel(body, { from: 0.03, to: 0.84, left: 20, right: 175, leftTo: 4, bow: 0.04 }, body.costume.palette.main) +
    panel(body, { from: 0.03, to: 0.84, left: -175, right: -20, rightTo: -4, bow: 0.04 }, body.costume.palette.main) +
    backCover(body) +
    placket(body, 0.5, 0.78) +
    collar(body, lighten(body.costume.palette.accent, 0.75)),
  suit: (body) =>
    wedge(body, "#f7f3ea", 0.56) +
    lapels(body, darken(body.costume.palette.main, 0.12), 0.56) +
    placket(body, 0.62, 0.72),
  coat: (body) =>
    panel(
      body,
      { from: 0.02, to: 0.74, left: -15, right: 15, leftTo: -5, rightTo: 5, bow: 0 },
      body.costume.palette.second,
    ) +
    lapels(body, lighten(body.costume.palette.main, 0.12), 0.44) +
    belt(body, body.costume.palette.shoes, 0.6),
  armour: (body) => armourPlates(body),
  dress: (body) =>
    neckline(body, body.costume.palette.trim) + band(body, 0.56, 0.68, body.costume.palette.accent, 0.07),
  robe: (body) =>
    panel(
      body,
      { from: 0.02, to: 0.74, left: -16, right: 16, leftTo: -9, rightTo: 9, bow: 0 },
      body.costume.palette.second,
    ) +
    lapels(body, body.costume.palette.trim, 0.3) +
    band(body, 0.57, 0.67, body.costume.palette.accent, 0.07),
  kimono: (body) =>
    crossing(body) +
    band(body, 0.46, 0.72, body.costume.palette.accent, 0.07) +
    band(body, 0.57, 0.61, body.costume.palette.trim, 0.07),
  overall: (body) => bib(body),
  spacesuit: (body) => chestPack(body),
  uniform: (body) =>
    placket(body, 0.12, 0.82, 11) +
    placket(body, 0.12, 0.82, -11) +
    collar(body, darken(body.costume.palette.main, 0.25)) +
    belt(body, "#3a2c2c", 0.62) +
    epaulettes(body),
};

function backCover(body: Body): string {
  return body.fromBehind
    ? panel(body, { from: 0.03, to: 0.84, ...ALL_ROUND, bow: 0.04 }, body.costume.palette.main)
    : "";
}
