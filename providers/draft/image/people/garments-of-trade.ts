/** Details of armour, overalls, spacesuits and uniforms. */
import type { Body } from "./body.ts";
import { collar } from "./collars.ts";
import { darken, lighten } from "./colour.ts";
import { point } from "./geometry.ts";
import { band, belt, panel, pocket, strap } from "./panels.ts";

export function armourPlates(body: Body): string {
  const { costume, trunk, ink } = body;
  const metal = costume.palette.main;
  const ridge = [0.14, 0.35, 0.58].map((height) => trunk.at(height, 0));
  const middle = ridge.every((p) => p !== null) ? ink.line(ridge, lighten(metal, 0.5), 3, 0.8) : "";
  const skirt = [-46, 0, 46, 180, 134, -134]
    .map((longitude) =>
      panel(
        body,
        {
          from: 0.66,
          to: 1,
          left: longitude - 26,
          right: longitude + 26,
          leftTo: longitude - 29,
          rightTo: longitude + 29,
          over: 1.12,
          bow: 0.3,
        },
        costume.palette.accent,
      ),
    )
    .join("");
  return (
    band(body, 0.5, 0.58, darken(metal, 0.18), 0.1) +
    middle +
    skirt +
    band(body, -0.02, 0.08, lighten(metal, 0.1), 0.12) +
    belt(body, costume.palette.shoes, 0.6)
  );
}

export function bib(body: Body): string {
  const { costume, build } = body;
  const cloth = costume.palette.second;
  const width = build.chest * 0.16;
  return (
    panel(body, { from: 0.34, to: 0.9, left: -42, right: 42, leftTo: -178, rightTo: 178, bow: 0.1 }, cloth) +
    strap(body, 30, cloth, width) +
    strap(body, -30, cloth, width) +
    pocket(body, darken(cloth, 0.12)) +
    collar(body, lighten(costume.palette.accent, 0.8))
  );
}

export function chestPack(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const middle = trunk.at(0.42, 0);
  const size = build.chest * 0.5;
  const waist = band(body, 0.68, 0.75, costume.palette.accent, 0.1);
  if (!middle) return waist;
  const box = [
    point(middle.x - size, middle.y - size * 0.55),
    point(middle.x + size, middle.y - size * 0.55),
    point(middle.x + size, middle.y + size * 0.6),
    point(middle.x - size, middle.y + size * 0.6),
  ];
  const lights = ["#e8574f", "#f3c64b", "#57c785"]
    .map((colour, index) =>
      ink.spot(point(middle.x + size * (index - 1) * 0.55, middle.y - size * 0.12), size * 0.17, size * 0.17, colour),
    )
    .join("");
  return (
    waist +
    ink.plate(box, lighten(costume.palette.main, 0.4)) +
    lights +
    ink.line(
      [point(middle.x - size * 0.6, middle.y + size * 0.34), point(middle.x + size * 0.6, middle.y + size * 0.34)],
      costume.palette.accent,
      4,
    )
  );
}

export function epaulettes({ trunk, ink, costume, build }: Body): string {
  return [-66, 66]
    .map((longitude) => trunk.at(0.1, longitude))
    .map((spot) => (spot ? ink.oval(spot, build.shoulder * 0.24, build.shoulder * 0.1, costume.palette.trim) : ""))
    .join("");
}
