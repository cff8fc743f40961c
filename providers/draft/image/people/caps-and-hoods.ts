/** Head-gear that follows the skull: caps, helmets, hoods, scarves. */
import type { Body } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import { limb, point } from "./geometry.ts";
import { capPoints, type Hairline } from "./hair.ts";
import type { HeadFrame } from "./head.ts";
import type { Ink } from "./ink.ts";

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

export function drawCap({ ink, costume }: Body, frame: HeadFrame, colour: string): string {
  const shell = ink.blob(capPoints(frame, edge(-0.34, -0.2), 1.11, 0), colour);
  const seam = ink.line([frame.local(0, -1.08), frame.on(0, -0.4)], darken(colour, 0.2), 2.4, 0.5);
  return (
    shell +
    (Math.abs(frame.view(0)) > 80 ? "" : seam) +
    drawVisor(ink, frame, darken(colour, 0.16)) +
    drawSign(ink, frame, costume.palette.trim)
  );
}

/** The cap of police and navy: a broad flat crown over a band. */
export function drawPeakedCap({ ink }: Body, frame: HeadFrame, colour: string): string {
  const hoop = ink.blob(capPoints(frame, edge(-0.32, -0.2), 1.05, 0), darken(colour, 0.3));
  const crown = [
    frame.local(-0.92, -0.56),
    frame.local(-1.2, -0.92),
    frame.local(-0.7, -1.22),
    frame.local(0, -1.16),
    frame.local(0.7, -1.22),
    frame.local(1.2, -0.92),
    frame.local(0.92, -0.56),
    frame.local(0, -0.48),
  ];
  return hoop + ink.blob(crown, colour) + drawVisor(ink, frame, "#22222e") + drawSign(ink, frame, "#f0c04c");
}

function drawVisor(ink: Ink, frame: HeadFrame, colour: string): string {
  if (Math.abs(frame.view(0)) > 112) return "";
  return ink.blob(
    [
      frame.on(-56, -0.34, 1.03),
      frame.on(-24, -0.3),
      frame.on(24, -0.3),
      frame.on(56, -0.34, 1.03),
      frame.on(34, -0.2, 1.28),
      frame.on(0, -0.14, 1.36),
      frame.on(-34, -0.2, 1.28),
    ],
    colour,
  );
}

function drawSign(ink: Ink, frame: HeadFrame, colour: string): string {
  return Math.abs(frame.view(0)) > 70 ? "" : ink.oval(frame.on(0, -0.62), frame.rx * 0.12, frame.ry * 0.12, colour);
}

export function drawHelmet({ ink, costume }: Body, frame: HeadFrame): string {
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

export function drawHood({ ink, costume }: Body, frame: HeadFrame, part: "behind" | "over"): string {
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

export function drawToque({ ink }: Body, frame: HeadFrame): string {
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

export function drawBeanie({ ink, costume }: Body, frame: HeadFrame): string {
  const colour = costume.palette.hat;
  const rim = [-90, -60, -30, 0, 30, 60, 90].map((view) => frame.seen(view, -0.36, 1.07));
  return (
    ink.blob(capPoints(frame, edge(-0.36, -0.24), 1.17, 0), colour) +
    ink.line(rim, lighten(colour, 0.3), frame.ry * 0.24) +
    ink.oval(frame.local(0, -1.26), frame.rx * 0.2, frame.ry * 0.19, lighten(colour, 0.5))
  );
}

export function drawScarfOnHead({ ink, costume }: Body, frame: HeadFrame): string {
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

export function band({ ink }: Pick<Body, "ink">, frame: HeadFrame, height: number, colour: string): string {
  return ink.line(
    [-88, -50, 0, 50, 88].map((view) => frame.seen(view, height + 0.04 * Math.cos((view * Math.PI) / 180), 1.02)),
    colour,
    frame.ry * 0.17,
  );
}

export function drawNinjaMask({ ink, costume }: Body, frame: HeadFrame): string {
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
