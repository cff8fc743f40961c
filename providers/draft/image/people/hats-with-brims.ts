/** Hats with a brim all round. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import { limb } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";

export function drawCone({ ink, costume, fromBehind }: Body, frame: HeadFrame, tall: number): string {
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

export function drawBrimmed(
  { ink, costume }: Body,
  frame: HeadFrame,
  colour: string,
  breadth: number,
  tall: number,
): string {
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
