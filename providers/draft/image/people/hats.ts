/** Hats, helmets, hoods and crowns. */
import type { Body } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import type { Hat } from "./costume.ts";
import { limb, type Point, point } from "./geometry.ts";
import { capPoints, type Hairline } from "./hair.ts";
import { drawClownWig, drawFireHelmet, drawGlassHelmet, drawNurseCap, drawPirateHat } from "./hats-of-trade.ts";
import type { HeadFrame } from "./head.ts";

export type DrawHat = (body: Body, frame: HeadFrame, part: "behind" | "over") => string;

const CLOSED: ReadonlySet<Hat> = new Set(["hood", "helmet", "ninja", "clown"]);

/** Hats under which no hair hangs out, though it shows in front. */
export const holdsHair = (hat: Hat): boolean => CLOSED.has(hat) || hat === "glass";

export const hidesHair = (hat: Hat): boolean => CLOSED.has(hat);

export function drawHat(body: Body, frame: HeadFrame, part: "behind" | "over"): string {
  return HATS[body.costume.hat]?.(body, frame, part) ?? "";
}

/** A lower edge at one height all round, dipping to `side` beside the face. */
export const edge = (front: number, side = front, back = side): Hairline => [
  [-180, back],
  [-100, side],
  [-62, side],
  [-44, front],
  [0, front - 0.04],
  [44, front],
  [62, side],
  [100, side],
  [180, back],
];

const over =
  (draw: (body: Body, frame: HeadFrame) => string): DrawHat =>
  (body, frame, part) =>
    part === "over" ? draw(body, frame) : "";

const HATS: Readonly<Partial<Record<Hat, DrawHat>>> = {
  crown: over((body, frame) => drawCrown(body, frame, 1)),
  tiara: over((body, frame) => drawCrown(body, frame, 0.62)),
  wizard: over((body, frame) => drawCone(body, frame, 1.42)),
  witch: over((body, frame) => drawCone(body, frame, 1.72)),
  helmet: over(drawHelmet),
  cap: over((body, frame) => drawCap(body, frame, body.costume.palette.hat)),
  police: over((body, frame) => drawCap(body, frame, "#27355c", true)),
  sailor: over((body, frame) => drawCap(body, frame, "#f4f1ea", true)),
  hardhat: over((body, frame) => drawCap(body, frame, "#f2c230")),
  hood: drawHood,
  pirate: over(drawPirateHat),
  straw: over((body, frame) => drawBrimmed(body, frame, "#e2bd6c", 1.62, 0.5)),
  fedora: over((body, frame) => drawBrimmed(body, frame, body.costume.palette.hat, 1.42, 0.62)),
  top: over((body, frame) => drawBrimmed(body, frame, "#33303f", 1.28, 1.05)),
  chef: over(drawToque),
  beanie: over(drawBeanie),
  headscarf: over(drawScarfOnHead),
  fire: over(drawFireHelmet),
  nurse: over(drawNurseCap),
  halo: over(
    (body, frame) =>
      body.ink.shine(frame.local(0, -1.42), frame.rx * 0.9, "#ffe9a0") +
      ringOf(body, frame, -1.42, 0.62, 0.16, "#ffdf7a"),
  ),
  horns: over(drawHorns),
  headband: over((body, frame) => band(body, frame, -0.42, body.costume.palette.accent)),
  glass: drawGlassHelmet,
  laurel: over(drawWreath),
  ninja: over(drawNinjaMask),
  flower: over((body, frame) => drawFlower(body, frame)),
  clown: drawClownWig,
};

function drawCrown({ ink, costume }: Body, frame: HeadFrame, size: number): string {
  const gold = "#f0bf45";
  const base = -0.66;
  const tall = 0.5 * size;
  const points: Point[] = [];
  const spikes = 5;
  for (let index = 0; index <= spikes * 2; index++) {
    const x = -0.74 + (1.48 * index) / (spikes * 2);
    const lift = index % 2 === 1 ? tall : tall * 0.42;
    points.push(frame.local(x * 1.04, base - lift - 0.22 * (1 - (x / 0.74) ** 2) * 0.3));
  }
  const lower = [0.74, 0.4, 0, -0.4, -0.74].map((x) => frame.local(x, base + 0.12 * (1 - (x / 0.74) ** 2)));
  const jewels = [-0.44, 0, 0.44].map((x, index) =>
    ink.spot(
      frame.local(x, base - 0.03 + 0.06 * (1 - x * x)),
      frame.rx * 0.075,
      frame.ry * 0.08,
      index === 1 ? costume.palette.accent : "#5ec2d8",
    ),
  );
  const balls = [-0.592, -0.296, 0, 0.296, 0.592].map((x) =>
    ink.spot(frame.local(x * 1.04, base - tall - 0.1), frame.rx * 0.07, frame.ry * 0.065, "#ffe9a6"),
  );
  return (
    ink.plate([...points, ...lower], gold) +
    ink.line(
      [frame.local(-0.7, base - 0.01), frame.local(0, base + 0.09), frame.local(0.7, base - 0.01)],
      "#c98f2a",
      3,
      0.7,
    ) +
    jewels.join("") +
    (size === 1 ? balls.join("") : "")
  );
}

function drawCone({ ink, costume, fromBehind }: Body, frame: HeadFrame, tall: number): string {
  const colour = costume.palette.hat;
  const back = -Math.sin((frame.yaw * Math.PI) / 180);
  const bend = fromBehind ? -0.2 : back * 0.5 - 0.14;
  const spine = [
    frame.local(0, -0.5),
    frame.local(bend * 0.2, -0.5 - tall * 0.5),
    frame.local(bend * 0.7, -0.5 - tall * 0.85),
    frame.local(bend * 1.7, -0.5 - tall * 1.06),
  ];
  const cone = ink.ribbon(
    limb(spine, [frame.rx * 1.86, frame.rx * 1.04, frame.rx * 0.5, frame.rx * 0.1], "none"),
    colour,
  );
  const brim = ringOf({ ink }, frame, -0.44, 1.5, 0.3, colour);
  const ribbon = ink.line(
    [-0.9, -0.45, 0, 0.45, 0.9].map((x) => frame.local(x, -0.66 + 0.16 * (1 - x * x))),
    costume.palette.accent,
    frame.ry * 0.17,
  );
  const stars =
    costume.hat === "wizard"
      ? [
          [-0.28, -1.02, 0.075],
          [0.2, -1.3, 0.06],
          [0.3, -0.86, 0.05],
        ]
          .map(([x = 0, y = 0, size = 0]) =>
            ink.spot(frame.local(x, y), frame.rx * size, frame.rx * size, costume.palette.trim),
          )
          .join("")
      : ink.plate(
          [frame.local(-0.14, -0.63), frame.local(0.14, -0.63), frame.local(0.14, -0.4), frame.local(-0.14, -0.4)],
          costume.palette.trim,
        );
  return brim + cone + brimFront({ ink }, frame, -0.44, 1.5, 0.3, colour) + ribbon + stars;
}

/** A whole brim as an ellipse. */
export function ringOf(
  { ink }: Pick<Body, "ink">,
  frame: HeadFrame,
  y: number,
  rx: number,
  ry: number,
  colour: string,
): string {
  return ink.oval(frame.local(0, y), frame.rx * rx, frame.ry * ry, colour, (frame.tilt * 180) / Math.PI);
}

/** The near half of a brim, over the foot of the crown. */
function brimFront(
  { ink }: Pick<Body, "ink">,
  frame: HeadFrame,
  y: number,
  rx: number,
  ry: number,
  colour: string,
): string {
  const curve = [-0.96, -0.5, 0, 0.5, 0.96].map((x) => frame.local(x * rx, y + Math.sqrt(1 - x * x) * ry * 0.92));
  return ink.line(curve, lighten(colour, 0.2), 3, 0.6);
}

function drawBrimmed({ ink, costume }: Body, frame: HeadFrame, colour: string, breadth: number, tall: number): string {
  const brim = ringOf({ ink }, frame, -0.46, breadth, 0.28, colour);
  const crown = ink.ribbon(
    limb(
      [frame.local(0, -0.48), frame.local(0, -0.5 - tall * 0.5), frame.local(0, -0.52 - tall)],
      [frame.rx * 1.76, frame.rx * 1.72, frame.rx * 1.46],
      "none",
    ),
    colour,
  );
  const top = ink.oval(
    frame.local(0, -0.53 - tall),
    frame.rx * 0.73,
    frame.ry * 0.13,
    lighten(colour, 0.12),
    (frame.tilt * 180) / Math.PI,
  );
  const ribbon = ink.line(
    [-0.84, -0.4, 0, 0.4, 0.84].map((x) => frame.local(x, -0.64 + 0.15 * (1 - x * x))),
    costume.palette.accent,
    frame.ry * 0.16,
  );
  return brim + crown + top + ribbon + brimFront({ ink }, frame, -0.46, breadth, 0.28, colour);
}

function drawCap({ ink, costume }: Body, frame: HeadFrame, colour: string, badge = false): string {
  const shell = ink.blob(capPoints(frame, edge(-0.34, -0.2), 1.16, 0), colour);
  const front = frame.view(0);
  const visorColour = badge ? "#22222e" : darken(colour, 0.16);
  const visor =
    Math.abs(front) > 112
      ? ""
      : ink.blob(
          [
            frame.on(-56, -0.34, 1.03),
            frame.on(-24, -0.3),
            frame.on(24, -0.3),
            frame.on(56, -0.34, 1.03),
            frame.on(34, -0.2, 1.28),
            frame.on(0, -0.14, 1.36),
            frame.on(-34, -0.2, 1.28),
          ],
          visorColour,
        );
  const sign =
    Math.abs(front) > 70
      ? ""
      : ink.oval(frame.on(0, -0.62), frame.rx * 0.13, frame.ry * 0.13, badge ? "#f0c04c" : costume.palette.trim);
  return shell + visor + sign;
}

function drawHelmet({ ink, costume }: Body, frame: HeadFrame): string {
  const metal = costume.palette.hat;
  const rim: Hairline = [
    [-180, 0.74],
    [-100, 0.8],
    [-66, 0.72],
    [-52, 0.1],
    [-46, -0.26],
    [0, -0.34],
    [46, -0.26],
    [52, 0.1],
    [66, 0.72],
    [100, 0.8],
    [180, 0.74],
  ];
  const shell = ink.blob(capPoints(frame, rim, 1.15, 0), metal);
  const ridge = ink.line(
    [
      frame.on(0, -0.34, 1.02),
      frame.on(0, -0.7, 1.05),
      frame.local(Math.sin((frame.yaw * Math.PI) / 180) * -0.2, -1.12),
    ],
    lighten(metal, 0.45),
    5,
    0.9,
  );
  const guard =
    Math.abs(frame.view(0)) > 80
      ? ""
      : ink.plate(
          [frame.on(-7, -0.34, 1.02), frame.on(7, -0.34, 1.02), frame.on(4, 0.1), frame.on(-4, 0.1)],
          lighten(metal, 0.1),
        );
  const back = -Math.sin((frame.yaw * Math.PI) / 180);
  const plume = ink.ribbon(
    limb(
      [
        frame.local(back * 0.1, -1.06),
        frame.local(back * 0.5 - 0.12, -1.48),
        frame.local(back * 1.1 - 0.34, -1.3),
        frame.local(back * 1.3 - 0.5, -0.8),
      ],
      [frame.rx * 0.2, frame.rx * 0.4, frame.rx * 0.42, frame.rx * 0.1],
      "both",
    ),
    costume.palette.accent,
  );
  return plume + shell + ridge + guard;
}

function drawHood({ ink, costume }: Body, frame: HeadFrame, part: "behind" | "over"): string {
  const colour = costume.palette.hat;
  if (part === "behind")
    return ink.blob(
      [
        frame.local(-1.1, 0.9),
        frame.local(-1.22, 0),
        frame.local(-0.8, -0.95),
        frame.local(0, -1.26),
        frame.local(0.8, -0.95),
        frame.local(1.22, 0),
        frame.local(1.1, 0.9),
        frame.local(0, 1.2),
      ],
      darken(colour, 0.2),
    );
  const rim: Hairline = [
    [-180, 0.95],
    [-80, 0.95],
    [-62, 0.74],
    [-54, 0.2],
    [-46, -0.3],
    [-20, -0.56],
    [0, -0.62],
    [20, -0.56],
    [46, -0.3],
    [54, 0.2],
    [62, 0.74],
    [80, 0.95],
    [180, 0.95],
  ];
  const inner = [-64, -55, -46, -20, 0, 20, 46, 55, 64].map((longitude, index) =>
    frame.on(longitude, [0.74, 0.2, -0.3, -0.56, -0.62, -0.56, -0.3, 0.2, 0.74][index] ?? 0),
  );
  const seam = Math.abs(frame.view(0)) < 100 ? ink.line(inner, darken(colour, 0.35), 4.5) : "";
  return ink.blob(capPoints(frame, rim, 1.24, 0), colour) + seam;
}

function drawToque({ ink }: Body, frame: HeadFrame): string {
  const cloth = "#fbf8f1";
  const puff = [
    frame.local(-0.76, -0.86),
    frame.local(-1.12, -1.16),
    frame.local(-0.86, -1.62),
    frame.local(-0.3, -1.62),
    frame.local(0.12, -1.82),
    frame.local(0.62, -1.6),
    frame.local(1.06, -1.42),
    frame.local(1.02, -1.04),
    frame.local(0.76, -0.86),
  ];
  const pleats = [-0.4, 0, 0.4]
    .map((x) => ink.line([frame.local(x, -0.95), frame.local(x * 1.2, -1.36)], ink.shade(cloth), 3, 0.6))
    .join("");
  return ink.blob(puff, cloth) + pleats + ink.blob(capPoints(frame, edge(-0.5, -0.4), 1.06, 0), cloth);
}

function drawBeanie({ ink, costume }: Body, frame: HeadFrame): string {
  const colour = costume.palette.hat;
  const rim = [-90, -60, -30, 0, 30, 60, 90].map((view) => frame.seen(view, -0.36, 1.07));
  return (
    ink.blob(capPoints(frame, edge(-0.36, -0.24), 1.17, 0), colour) +
    ink.line(rim, lighten(colour, 0.3), frame.ry * 0.24) +
    ink.oval(frame.local(0, -1.26), frame.rx * 0.2, frame.ry * 0.19, lighten(colour, 0.5))
  );
}

function drawScarfOnHead({ ink, costume }: Body, frame: HeadFrame): string {
  const colour = costume.palette.hat;
  const knot = frame.local(-Math.sin((frame.yaw * Math.PI) / 180) * 0.9 + (Math.abs(frame.yaw) < 20 ? 0.86 : 0), -0.1);
  const tail = ink.blob(
    [
      knot,
      point(knot.x - frame.rx * 0.3, knot.y + frame.ry * 0.4),
      point(knot.x + frame.rx * 0.05, knot.y + frame.ry * 0.5),
    ],
    darken(colour, 0.14),
  );
  const dots = [
    [-0.4, -0.76],
    [0.1, -0.92],
    [0.5, -0.66],
  ]
    .map(([x = 0, y = 0]) => ink.spot(frame.local(x, y), frame.rx * 0.06, frame.rx * 0.06, lighten(colour, 0.7)))
    .join("");
  return tail + ink.blob(capPoints(frame, edge(-0.4, -0.16, 0.1), 1.1, 0), colour) + dots;
}

function drawHorns({ ink }: Body, frame: HeadFrame): string {
  return ([-1, 1] as const)
    .map((side) =>
      ink.ribbon(
        limb(
          [frame.local(side * 0.5, -0.78), frame.local(side * 0.86, -1.14), frame.local(side * 0.78, -1.56)],
          [frame.rx * 0.3, frame.rx * 0.22, frame.rx * 0.04],
          "both",
        ),
        "#e6d6b4",
      ),
    )
    .join("");
}

function band({ ink }: Pick<Body, "ink">, frame: HeadFrame, height: number, colour: string): string {
  return ink.line(
    [-88, -50, 0, 50, 88].map((view) => frame.seen(view, height + 0.04 * Math.cos((view * Math.PI) / 180), 1.02)),
    colour,
    frame.ry * 0.17,
  );
}

function drawWreath({ ink }: Body, frame: HeadFrame): string {
  return [-84, -60, -36, -12, 12, 36, 60, 84]
    .map((view, index) =>
      ink.oval(
        frame.seen(view, -0.46 + 0.08 * Math.cos((view * Math.PI) / 180), 1.04),
        frame.rx * 0.16,
        frame.ry * 0.08,
        index % 2 ? "#8fae4e" : "#c9b04a",
        view > 0 ? -38 : 38,
      ),
    )
    .join("");
}

function drawFlower({ ink, costume }: Body, frame: HeadFrame): string {
  const side = frame.view(-52);
  if (Math.abs(side) > 92) return "";
  const middle = frame.on(-52, -0.5, 1.05);
  const petals = [0, 1, 2, 3, 4].map((index) =>
    ink.spot(
      point(middle.x + Math.cos(index * 1.257) * frame.rx * 0.13, middle.y + Math.sin(index * 1.257) * frame.rx * 0.13),
      frame.rx * 0.11,
      frame.rx * 0.11,
      lighten(costume.palette.accent, 0.3),
    ),
  );
  return petals.join("") + ink.spot(middle, frame.rx * 0.08, frame.rx * 0.08, "#f8d257");
}

function drawNinjaMask({ ink, costume }: Body, frame: HeadFrame): string {
  const cloth = costume.palette.main;
  const shell = ink.blob(capPoints(frame, edge(-0.26, -0.1, 0.9), 1.08, 0), cloth);
  const mask =
    Math.abs(frame.view(0)) > 112
      ? ""
      : ink.blob(
          [-90, -45, 0, 45, 90]
            .map((view) => frame.seen(view, 0.34, 1.02))
            .concat([70, 35, 0, -35, -70].map((view) => frame.seen(view, 0.99, 1.03))),
          cloth,
        );
  return shell + mask + band({ ink }, frame, -0.44, costume.palette.accent);
}
