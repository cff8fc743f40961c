/** Eyes, brows, mouth, cheeks, beard: what makes a face friendly. */
import type { Body } from "./body.ts";
import { brightness, darken, lighten, mix } from "./colour.ts";
import { degrees, type Point, point } from "./geometry.ts";
import { drawNose, type HeadFrame } from "./head.ts";

export function drawFace(body: Body, frame: HeadFrame): string {
  if (Math.abs(frame.view(0)) > 112) return "";
  return drawCheeks(body, frame) + drawEyes(body, frame) + drawNose(body, frame, "face") + drawMouth(body, frame);
}

const EYE_LONGITUDE = 23;

function drawEyes(body: Body, frame: HeadFrame): string {
  return [-EYE_LONGITUDE, EYE_LONGITUDE].map((longitude) => drawEye(body, frame, longitude)).join("");
}

function drawEye({ ink, build, costume }: Body, frame: HeadFrame, longitude: number): string {
  const view = frame.view(longitude);
  if (Math.abs(view) > 80) return "";
  const centre = frame.on(longitude, build.eyeDrop);
  const size = build.eyeSize * ink.manner.eyes;
  const rx = frame.rx * 0.112 * size * Math.max(0.5, Math.cos(degrees(view)) ** 0.7);
  const ry = frame.ry * 0.155 * size * (costume.temper === "grim" ? 0.82 : 1);
  const iris = costume.palette.eyes;
  const deep = darken(iris, 0.66);
  const look = Math.sign(Math.round(frame.yaw / 20)) * rx * 0.12;
  const white = ink.spot(centre, rx * 1.34, ry * 1.16, "#fffaf3");
  const lid = ink.line(
    [
      point(centre.x - rx * 1.32, centre.y - ry * 0.5),
      point(centre.x - rx * 0.5, centre.y - ry * 1.12),
      point(centre.x + rx * 0.5, centre.y - ry * 1.12),
      point(centre.x + rx * 1.32, centre.y - ry * 0.5),
    ],
    "#2c1c24",
    costume.feminine ? 3.4 : 2.6,
  );
  const out = longitude < 0 ? -1 : 1;
  const corner = point(centre.x + out * rx * 1.3, centre.y - ry * 0.52);
  const lash =
    costume.feminine && Math.abs(view) < 70
      ? ink.line([corner, point(corner.x + out * rx * 0.5, corner.y - ry * 0.36)], "#2c1c24", 2.6)
      : "";
  const eye = point(centre.x + look, centre.y);
  return (
    white +
    ink.spot(eye, rx, ry, deep) +
    ink.spot(point(eye.x, eye.y + ry * 0.34), rx * 0.74, ry * 0.58, iris, 0.9) +
    ink.spot(point(eye.x, eye.y + ry * 0.02), rx * 0.5, ry * 0.52, "#1b1018") +
    `<g>${ink.spot(point(eye.x - rx * 0.3, eye.y - ry * 0.38), rx * 0.36, ry * 0.28, "#ffffff")}${ink.spot(point(eye.x + rx * 0.36, eye.y + ry * 0.42), rx * 0.17, ry * 0.13, "#ffffff", 0.8)}</g>` +
    lid +
    lash
  );
}

export function drawBrows({ ink, build, costume }: Body, frame: HeadFrame): string {
  const dark =
    brightness(costume.palette.hair) > 0.62
      ? mix(costume.palette.hair, "#7a5a3c", 0.5)
      : darken(costume.palette.hair, 0.3);
  const height = build.eyeDrop - 0.27 * build.eyeSize * Math.max(1, ink.manner.eyes * 0.96) - 0.02;
  const inner = { grim: 0.09, sad: -0.09, scared: -0.11, friendly: 0, happy: -0.02, calm: 0.01 }[costume.temper];
  return [-1, 1]
    .map((side) => {
      if (Math.abs(frame.view(side * 22)) > 84) return "";
      const arch = [
        frame.on(side * 11, height + inner),
        frame.on(side * 25, height - 0.045),
        frame.on(side * 38, height + 0.03 - inner * 0.4),
      ];
      return ink.line(arch, dark, costume.feminine ? 3.2 : 4.6, 0.92);
    })
    .join("");
}

function drawCheeks({ ink, build, costume }: Body, frame: HeadFrame): string {
  const blush = mix(costume.palette.skin, "#f0524f", 0.5);
  return [-44, 44]
    .map((longitude) => {
      const view = frame.view(longitude);
      if (Math.abs(view) > 76) return "";
      const size = frame.rx * 0.19;
      return ink.spot(
        frame.on(longitude, build.eyeDrop + 0.3),
        size * Math.max(0.45, Math.cos(degrees(view))),
        size * 0.68,
        blush,
        costume.age === "elder" ? 0.3 : 0.42,
      );
    })
    .join("");
}

function drawMouth({ ink, build, costume, chance }: Body, frame: HeadFrame): string {
  if (Math.abs(frame.view(0)) > 97) return "";
  const height = build.eyeDrop + (build.eyeDrop > 0.16 ? 0.43 : 0.47);
  const lip =
    costume.feminine && costume.age !== "child" && costume.age !== "baby"
      ? "#b23a45"
      : mix(costume.palette.skin, "#5a1522", 0.72);
  const curve = { friendly: 0.09, happy: 0.1, calm: 0.05, grim: -0.045, sad: -0.07, scared: -0.03 }[costume.temper];
  const smile = [-15, -8, 0, 8, 15].map((longitude) =>
    frame.on(longitude, height + curve * (1 - (longitude / 15) ** 2)),
  );
  const open = costume.temper === "happy" || (costume.temper === "friendly" && chance.share("smile") < 0.45);
  if (costume.temper === "scared") return ink.spot(frame.on(0, height), frame.rx * 0.09, frame.ry * 0.1, "#6d1f2c");
  if (!open || Math.abs(frame.view(0)) > 70) return ink.line(smile, lip, 3.2);
  const lower = [13, 7, 0, -7, -13].map((longitude) =>
    frame.on(longitude, height + 0.03 + 0.2 * (1 - (longitude / 15) ** 2)),
  );
  const tongue = frame.on(0, height + 0.185);
  return (
    ink.patch([...smile.map((p) => point(p.x, p.y - 1)), ...lower], "#7a2230") +
    ink.spot(tongue, frame.rx * 0.1, frame.ry * 0.045, "#ef8585") +
    ink.line(
      [-9, 0, 9].map((longitude) => frame.on(longitude, height + 0.035 + curve * (1 - (longitude / 15) ** 2))),
      "#fffaf3",
      4,
    ) +
    ink.line(smile, lip, 2)
  );
}

export function drawBeard(body: Body, frame: HeadFrame): string {
  const { ink, build, costume } = body;
  if (costume.beard === "none" || Math.abs(frame.view(0)) > 125) return "";
  const colour = costume.palette.hair;
  const mouth = build.eyeDrop + 0.42;
  if (costume.beard === "moustache") return drawMoustache(body, frame, mouth, colour);
  const length = costume.beard === "long" ? 1.95 : 1.14;
  const top = [-84, -60, -36, -14, 0, 14, 36, 60, 84].map((longitude) =>
    frame.on(longitude, beardLine(longitude, mouth), 1.01),
  );
  const tip = point(Math.sin(degrees(frame.yaw)) * 0.16, length);
  const far = (side: 1 | -1): Point[] => [
    frame.on(side * 88, 0.55, 1.05),
    point(frame.local(side * breadth(length), 0.95).x, frame.local(0, 0.92).y),
    frame.local(tip.x + side * breadth(length) * 0.55, (length + 0.95) / 2 + 0.05),
  ];
  const shape = [...top, ...far(1), frame.local(tip.x, tip.y), ...far(-1).reverse()];
  const strands = [-0.22, 0, 0.22]
    .map((x) =>
      ink.line(
        [frame.local(x + tip.x * 0.4, 0.95), frame.local(x * 0.6 + tip.x, 0.3 + length * 0.55)],
        ink.shade(colour),
        2.2,
        0.6,
      ),
    )
    .join("");
  const lip =
    Math.abs(frame.view(0)) < 75
      ? ink.patch(
          [
            frame.on(-10, mouth + 0.13),
            frame.on(0, mouth + 0.1),
            frame.on(10, mouth + 0.13),
            frame.on(0, mouth + 0.24),
          ],
          "#7a2230",
        )
      : "";
  return ink.blob(shape, colour) + strands + lip + drawMoustache(body, frame, mouth, lighten(colour, 0.08));
}

const breadth = (length: number): number => (length > 1.5 ? 0.62 : 0.72);

function beardLine(longitude: number, mouth: number): number {
  const side = Math.abs(longitude);
  if (side > 75) return 0.12;
  if (side > 50) return mouth - 0.06;
  return mouth + (side > 25 ? 0.04 : -0.02);
}

function drawMoustache({ ink }: Body, frame: HeadFrame, mouth: number, colour: string): string {
  return [-1, 1]
    .map((side) => {
      if (Math.abs(frame.view(side * 14)) > 96) return "";
      const shape = [
        frame.on(0, mouth - 0.07),
        frame.on(side * 14, mouth - 0.08),
        frame.on(side * 30, mouth + 0.08),
        frame.on(side * 15, mouth + 0.1),
        frame.on(0, mouth + 0.05),
      ];
      return ink.blob(shape, colour);
    })
    .join("");
}
