/** Hair that hangs or stands off the head: long falls, clouds of curls, tails, buns and braids. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import { degrees, limb, outlineOf, type Point, point, type Ribbon } from "./geometry.ts";
import { COVERING } from "./hair.ts";
import { breadthAt, type HeadFrame } from "./head.ts";

/** What lies behind the head and trunk as seen from the front, and before them as seen from behind. */
export function drawBackHair(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  const { hair, palette } = costume;
  const turned = Math.sin(degrees(frame.yaw));
  if (hair === "long") return ink.ribbon(fall(body, frame, 1.12, lengthOf(body)), palette.hair);
  if (hair === "bob") return ink.ribbon(fall(body, frame, 1.13, 1.06), palette.hair);
  if (hair === "curly" || hair === "afro") {
    const size = hair === "afro" ? 1.24 : 1.16;
    return drawCloud(body, frame, COVERING.has(costume.hat) ? size * 0.92 : size);
  }
  if (hair === "bun" || hair === "topknot") {
    const top = hair === "topknot" ? -1.18 : -0.98;
    const centre = frame.local(-turned * 0.62, top);
    return (
      ink.oval(centre, frame.rx * 0.36, frame.ry * 0.33, palette.hair) +
      ink.line(
        [frame.local(-turned * 0.62 - 0.16, top - 0.08), frame.local(-turned * 0.62 + 0.1, top - 0.18)],
        lighten(palette.hair, 0.5),
        3,
        0.35,
      )
    );
  }
  return hair === "ponytail" ? drawPonytail(body, frame, turned) : "";
}

const lengthOf = (body: Body): number => 1.75 + body.chance.share("hair-length") * 0.75;

function fall(_body: Body, frame: HeadFrame, breadth: number, length: number): Ribbon {
  const turned = Math.sin(degrees(frame.yaw));
  const half = breadth * (1 - 0.24 * Math.abs(turned));
  const shift = -turned * 0.22;
  const heights = [-0.5, 0, 0.5, 0.5 + (length - 0.5) * 0.55, length];
  const swell = [0.86, 1, 1.04, 1.04, 0.84];
  const side = (sign: 1 | -1): Point[] =>
    heights.map((height, index) => frame.local(shift * (1 + height * 0.2) + sign * half * (swell[index] ?? 1), height));
  return { left: side(-1), right: side(1), endBow: point(0, frame.ry * 0.16), startBow: point(0, -frame.ry * 0.5) };
}

function drawCloud({ ink, costume }: Body, frame: HeadFrame, size: number): string {
  const turned = Math.sin(degrees(frame.yaw));
  const highest = COVERING.has(costume.hat) ? -0.2 : -2;
  const points: Point[] = [];
  for (let index = 0; index < 26; index++) {
    const angle = (index / 26) * Math.PI * 2;
    const radius = size * (index % 2 === 0 ? 1.02 : 0.93);
    const y = Math.max(highest, Math.sin(angle) * radius);
    points.push(frame.local(Math.cos(angle) * radius - turned * 0.14, y * (y > 0 ? 0.82 : 1) - 0.08));
  }
  return ink.blob(points, costume.palette.hair);
}

function drawPonytail({ ink, costume }: Body, frame: HeadFrame, turned: number): string {
  const away = Math.abs(turned) < 0.2 ? 0.5 : -Math.sign(turned);
  const root = frame.local(
    -turned * 0.98 + (Math.abs(turned) < 0.2 && Math.cos(degrees(frame.yaw)) > 0 ? 0.6 : 0),
    -0.42,
  );
  const spine = [
    root,
    frame.local(-turned * 0.9 + away * 0.62, -0.36),
    frame.local(-turned * 0.9 + away * 0.78, 0.4),
    frame.local(-turned * 0.9 + away * 0.5, 1.25),
  ];
  const tail = outlineOf(spine, [frame.rx * 0.3, frame.rx * 0.56, frame.rx * 0.5, frame.rx * 0.08], "both");
  return (
    ink.ribbon(tail, costume.palette.hair) + ink.oval(root, frame.rx * 0.15, frame.ry * 0.17, costume.palette.accent)
  );
}

/** Locks and braids that hang before the shoulders. */
export function drawFrontHair(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  if (costume.hair === "braids") return [-92, 92].map((longitude) => drawBraid(body, frame, longitude)).join("");
  if (costume.hair !== "long" && costume.hair !== "bob") return "";
  const length = costume.hair === "bob" ? 0.98 : lengthOf(body) * 0.82;
  return [-80, 80]
    .map((longitude) => {
      const view = frame.view(longitude);
      if (Math.abs(view) > 118 || Math.abs(view) < 42 || body.fromBehind) return "";
      const x = breadthAt(0) * Math.sin(degrees(Math.max(-90, Math.min(90, view)))) * 1.0;
      const lock = limb(
        [frame.local(x * 0.93, -0.34), frame.local(x * 1.04, 0.35), frame.local(x * 0.96, length)],
        [frame.rx * 0.2, frame.rx * 0.36, frame.rx * 0.16],
        "both",
      );
      return ink.ribbon(lock, costume.palette.hair);
    })
    .join("");
}

function drawBraid({ ink, costume }: Body, frame: HeadFrame, longitude: number): string {
  const view = frame.view(longitude);
  if (Math.abs(view) > 125) return "";
  const x = Math.sin(degrees(Math.max(-90, Math.min(90, view)))) * 0.98;
  const colour = costume.palette.hair;
  const links = [0.5, 0.72, 0.94, 1.15].map((height, index) =>
    ink.oval(
      frame.local(x * (1.02 + index * 0.02), height),
      frame.rx * (0.2 - index * 0.012),
      frame.ry * 0.16,
      colour,
      index % 2 === 0 ? 18 : -18,
    ),
  );
  const end = frame.local(x * 1.08, 1.33);
  return (
    links.join("") +
    ink.oval(point(end.x, end.y + frame.ry * 0.1), frame.rx * 0.12, frame.ry * 0.15, colour) +
    ink.oval(end, frame.rx * 0.12, frame.ry * 0.07, costume.palette.accent)
  );
}
