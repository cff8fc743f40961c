/** The skull with its ears and skin, and the frame in which faces, hair and hats place themselves. */
import type { Body } from "./body.ts";
import { mix } from "./colour.ts";
import { between, degrees, limb, type Point, point, type Ribbon, turn } from "./geometry.ts";
import { wrap } from "./surface.ts";

/**
 * Places on the head: longitude in degrees (0 nose, 90 the character's left ear), and height from −1 (crown)
 * over 0 (middle) to 1 (chin).
 */
export interface HeadFrame {
  rx: number;
  ry: number;
  centre: Point;
  /** Degrees by which the head is turned. */
  yaw: number;
  /** Where the longitude lies as the viewer sees it: 0 in the middle, ±90 on the outline, beyond it hidden. */
  view(longitude: number): number;
  /** The place on the picture; hidden longitudes lie on the outline. */
  on(longitude: number, height: number, over?: number): Point;
  /** The same with the longitude as the viewer sees it. */
  seen(view: number, height: number, over?: number): Point;
  /** A place by picture coordinates in head sizes, tilted with the head. */
  local(x: number, y: number): Point;
  tilt: number;
}

export function frameOf(body: Body): HeadFrame {
  const { build, skeleton, chance, costume } = body;
  const yaw = wrap((skeleton.headYaw * 180) / Math.PI);
  const rx = build.headRx * (1 + 0.02 * Math.abs(Math.sin(skeleton.headYaw)));
  const ry = build.headRy;
  const nod = costume.temper === "sad" ? 7 : (chance.share("tilt") - 0.5) * 9;
  const tilt = degrees(Math.abs(yaw) < 3 || Math.abs(yaw) > 88 ? 0 : nod);
  const centre = skeleton.head;
  const chin = Math.sin(skeleton.headYaw) * 0.09;
  const place = (x: number, y: number): Point =>
    turn(point(centre.x + (x + chin * Math.max(0, y)) * rx, centre.y + y * ry), centre, tilt);
  const view = (longitude: number): number => wrap(longitude + yaw);
  const seen = (angle: number, height: number, over = 1): Point =>
    place(breadthAt(height) * Math.sin(degrees(angle)) * over, height * over);
  return {
    rx,
    ry,
    centre,
    yaw,
    tilt,
    view,
    local: place,
    seen,
    on: (longitude, height, over) => seen(Math.max(-90, Math.min(90, view(longitude))), height, over),
  };
}

/** Half breadth of the head at a height, in head sizes: full cheeks, soft chin. */
export function breadthAt(height: number): number {
  const h = Math.max(-1, Math.min(1, height));
  return h < 0 ? Math.sqrt(1 - h * h) : Math.sqrt(1 - h ** 2.5) * (1 - 0.1 * h);
}

export function drawNeck({ ink, build, skeleton, costume }: Body): string {
  const top = point(skeleton.head.x, skeleton.head.y + build.headRy * 0.7);
  const foot = between(skeleton.shoulder, skeleton.hip, 0.06);
  const breadth = build.headRx * 0.62;
  const neck = ink.ribbon(
    limb([top, between(top, foot, 0.5), foot], [breadth, breadth, breadth * 1.15], "none"),
    costume.palette.skin,
  );
  const chin = point(skeleton.head.x, skeleton.head.y + build.headRy * 1.02);
  return (
    neck +
    ink.patch(
      [
        point(chin.x - breadth * 0.5, chin.y - 8),
        point(chin.x, chin.y - 4),
        point(chin.x + breadth * 0.5, chin.y - 8),
        point(chin.x + breadth * 0.42, chin.y + 5),
        point(chin.x - breadth * 0.42, chin.y + 5),
      ],
      mix(costume.palette.skin, "#7a2f3a", 0.4),
      0.5,
    )
  );
}

export function drawSkull(body: Body, frame: HeadFrame): string {
  const heights = [-0.97, -0.8, -0.45, -0.05, 0.35, 0.7, 0.92, 0.995];
  const side = (sign: 1 | -1): Point[] => heights.map((height) => frame.local(sign * breadthAt(height), height));
  const skull: Ribbon = {
    left: side(-1),
    right: side(1),
    startBow: point(0, -frame.ry * 0.04),
    endBow: point(0, frame.ry * 0.02),
  };
  return drawNose(body, frame, "edge") + body.ink.ribbon(skull, body.costume.palette.skin, 0.17);
}

/** In profile the nose stands out of the face; otherwise it is a soft shadow on it. */
export function drawNose(body: Body, frame: HeadFrame, part: "edge" | "face"): string {
  const view = frame.view(0);
  const { ink, build } = body;
  const size = frame.rx * (build.eyeDrop > 0.16 ? 0.1 : 0.125);
  const height = build.eyeDrop + 0.2;
  if (Math.abs(view) > 100) return "";
  const edge = Math.abs(view) > 62;
  const tip = frame.on(0, height, edge ? 0.99 : 1);
  if (part === "edge") return edge ? ink.oval(tip, size * 1.1, size * 0.92, body.costume.palette.skin, 24) : "";
  if (edge) return "";
  const lean = Math.sign(Math.round(view / 8)) * size * 0.35;
  const skin = body.costume.palette.skin;
  return (
    ink.spot(point(tip.x + lean, tip.y), size * 1.05, size * 0.86, mix(skin, "#d4543f", 0.24)) +
    ink.spot(point(tip.x + lean - size * 0.25, tip.y - size * 0.28), size * 0.4, size * 0.26, "#ffffff", 0.38)
  );
}

export function drawEars(body: Body, frame: HeadFrame): string {
  return ([-96, 96] as const).map((longitude) => drawEar(body, frame, longitude)).join("");
}

function drawEar({ ink, build, costume }: Body, frame: HeadFrame, longitude: number): string {
  const view = frame.view(longitude);
  if (Math.abs(view) > 112) return "";
  const centre = frame.on(longitude, build.eyeDrop + 0.08, 1.02);
  const size = frame.rx * 0.16;
  const breadth = size * (0.62 + 0.3 * Math.cos(degrees(view)));
  const inner = mix(costume.palette.skin, "#c04a3c", 0.3);
  if (costume.ears === "pointed") {
    const out = view < 0 ? -1 : 1;
    const shape = [
      point(centre.x - out * size * 0.4, centre.y + size * 1.1),
      point(centre.x - out * size * 0.5, centre.y - size * 0.8),
      point(centre.x + out * size * 2.1, centre.y - size * 2.1),
      point(centre.x + out * size * 0.9, centre.y + size * 0.5),
    ];
    return (
      ink.blob(shape, costume.palette.skin) +
      ink.line([centre, point(centre.x + out * size * 1.2, centre.y - size * 1.1)], inner, 2.4, 0.7)
    );
  }
  return (
    ink.oval(centre, breadth, size * 1.18, costume.palette.skin) +
    ink.spot(centre, breadth * 0.5, size * 0.66, inner, 0.7)
  );
}
