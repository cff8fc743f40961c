/** What somebody sits on who brings no chair: a tree stump, at home in a wood and by a fire alike. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import { point } from "./geometry.ts";

export function drawSeat({ ink, skeleton, build }: Body): string {
  if (skeleton.pose !== "sitting") return "";
  const wood = "#8a6242";
  const top = skeleton.hip.y + build.hip * 0.42;
  const x = skeleton.hip.x - build.hip * 0.1;
  const half = build.hip * 1.12;
  const trunk = ink.ribbon(
    {
      left: [point(x - half, top), point(x - half * 0.96, top * 0.5), point(x - half * 1.14, -6)],
      right: [point(x + half, top), point(x + half * 0.96, top * 0.5), point(x + half * 1.14, -6)],
      endBow: point(0, half * 0.2),
    },
    wood,
  );
  const bark = [-0.5, 0.05, 0.5].map((share) =>
    ink.line(
      [point(x + half * share, top * 0.78), point(x + half * share * 1.05, top * 0.32)],
      ink.shade(wood),
      3,
      0.7,
    ),
  );
  return trunk + bark.join("") + ink.oval(point(x, top), half, half * 0.24, lighten(wood, 0.42));
}
