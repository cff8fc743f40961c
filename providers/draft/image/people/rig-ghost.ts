/** A gentle ghost: a floating veil of light with a face. */
import type { Body } from "./body.ts";
import { lighten, mix } from "./colour.ts";
import { type Point, point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";

export function drawGhost(body: Body, frame: HeadFrame): string {
  const { ink, costume, skeleton, chance } = body;
  const veil = mix(lighten(costume.palette.main, 0.62), "#eef6ff", 0.5);
  const turned = Math.sin(skeleton.headYaw);
  const foot = -24;
  const top = frame.centre.y - frame.ry * 1.16;
  const height = foot - top;
  const sway = (share: number): number =>
    frame.centre.x - turned * 30 * share ** 2 + Math.sin(share * 4.4 + chance.share("sway") * 2) * 9 * share;
  const spot = (x: number, share: number): Point => point(sway(share) + x, top + height * share);
  const hem = [-1, -0.66, -0.33, 0, 0.33, 0.66, 1].map((x, index) => spot(x * 108, index % 2 === 0 ? 0.9 : 1));
  const veilShape = [
    spot(0, 0),
    spot(-50, 0.045),
    spot(-82, 0.17),
    spot(-84, 0.36),
    spot(-92, 0.56),
    spot(-106, 0.76),
    ...hem,
    spot(106, 0.76),
    spot(92, 0.56),
    spot(84, 0.36),
    spot(82, 0.17),
    spot(50, 0.045),
  ];
  const side = ink.lit === "left" ? 1 : -1;
  const dark = [
    spot(side * 50, 0.05),
    spot(side * 81, 0.18),
    spot(side * 83, 0.36),
    spot(side * 91, 0.56),
    spot(side * 104, 0.76),
    spot(side * 106, 0.9),
    spot(side * 66, 0.93),
    spot(side * 62, 0.7),
    spot(side * 58, 0.4),
  ];
  const folds = [-0.5, 0, 0.42].map((x) =>
    ink.line([spot(x * 96, 0.66), spot(x * 100, 0.86)], ink.shade(veil), 4, 0.4),
  );
  const arms = ([-1, 1] as const).map((out) =>
    ink.blob(
      [
        spot(out * 70, 0.4),
        spot(out * 104, 0.4),
        spot(out * 130, 0.33),
        spot(out * 146, 0.37),
        spot(out * 132, 0.47),
        spot(out * 96, 0.54),
        spot(out * 70, 0.53),
      ],
      veil,
    ),
  );
  return `${ink.shine(spot(0, 0.45), height * 0.66, lighten(veil, 0.4))}<g opacity=".92">${arms.join("")}${ink.blob(veilShape, veil)}${ink.patch(dark, ink.shade(veil), 0.4)}${folds.join("")}${drawFace(body, frame)}</g>`;
}

function drawFace({ ink, costume }: Body, frame: HeadFrame): string {
  if (Math.abs(frame.view(0)) > 110) return "";
  const dark = "#33375c";
  const sad = costume.temper === "sad" || costume.temper === "grim";
  const eyes = [-24, 24]
    .filter((longitude) => Math.abs(frame.view(longitude)) < 80)
    .map((longitude) => {
      const eye = frame.on(longitude, 0.12, 1.1);
      return (
        ink.spot(eye, 10.5, 15, dark) +
        ink.spot(point(eye.x - 3, eye.y - 5), 4, 5, "#ffffff") +
        ink.spot(frame.on(longitude * 1.75, 0.45, 1.1), 12, 7, "#f5a3b4", 0.55)
      );
    });
  const mouth = sad
    ? ink.line([frame.on(-11, 0.6), frame.on(0, 0.52), frame.on(11, 0.6)], dark, 4)
    : ink.patch(
        [frame.on(-11, 0.45), frame.on(0, 0.5), frame.on(11, 0.45), frame.on(7, 0.64), frame.on(-7, 0.64)],
        dark,
      );
  return eyes.join("") + mouth;
}
