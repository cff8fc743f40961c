/** Crowns, wreaths, horns and flowers. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import { limb, type Point, point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";

export function drawCrown({ ink, costume }: Body, frame: HeadFrame, size: number): string {
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

export function drawHorns({ ink }: Body, frame: HeadFrame): string {
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

export function drawWreath({ ink }: Body, frame: HeadFrame): string {
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

export function drawFlower({ ink, costume }: Body, frame: HeadFrame): string {
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
