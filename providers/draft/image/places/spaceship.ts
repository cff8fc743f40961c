/** The bridge of a spaceship. */
import { mix } from "../drawing/color.ts";
import { circle, ellipse, group, rectangle, round } from "../drawing/svg.ts";
import { consolePanel } from "../scenery/equipment.ts";
import { backWall, shell } from "../scenery/room.ts";
import type { Stage } from "../stage.ts";
import { vignette } from "./halls.ts";
import { starField } from "./space.ts";
import type { Place } from "./types.ts";

export const spaceship: Place = {
  name: "spaceship",
  indoors: true,
  horizon: 0.68,
  draw: (stage) => {
    const { width: w, scale: k } = stage;
    const lit: Stage = { ...stage, shade: (color) => mix(color, "#1d2a4f", 0.3) };
    const wall = backWall(lit);
    const m = 112 * k;
    const view = { x: w * 0.2, y: wall.top + m * 0.25, width: w * 0.6, height: (wall.foot - wall.top) * 0.58 };
    const clip = stage.defs.add(
      (id) =>
        `<clipPath id="${id}"><rect x="${round(view.x)}" y="${round(view.y)}" width="${round(view.width)}" height="${round(view.height)}" rx="40"/></clipPath>`,
    );
    const planet = stage.defs.radial([
      [0, "#ffd9a0"],
      [0.7, "#e0774f"],
      [1, "#7a2f4a"],
    ]);
    const ribs = [0.05, 0.95].map((share) =>
      rectangle(
        w * share - 20,
        0,
        40,
        stage.down(0.9),
        lit.defs.horizontal([
          [0, lit.shade("#9fb0cc")],
          [1, lit.shade("#4a5570")],
        ]),
      ),
    );
    return {
      back: group([
        shell(lit, { wall: "#9aa9c4", floor: "#5f6d8a", kind: "metal", panel: "#74839f", ceiling: "#6f7d98" }),
        group(
          [
            rectangle(view.x, view.y, view.width, view.height, "#070a1e"),
            starField(stage, 120),
            circle(view.x + view.width * 0.76, view.y + view.height * 0.5, 120 * k, planet),
            ellipse(view.x + view.width * 0.76, view.y + view.height * 0.5, 200 * k, 26 * k, "none", {
              stroke: "#ffe6c4",
              "stroke-width": 7,
              opacity: 0.6,
            }),
          ],
          { "clip-path": clip },
        ),
        rectangle(view.x, view.y, view.width, view.height, "none", {
          rx: 40,
          stroke: lit.shade("#dfe8f5"),
          "stroke-width": 14,
        }),
        consolePanel(lit, w * 0.2, wall.foot + 16, m * 0.95),
        consolePanel(lit, w * 0.8, wall.foot + 16, m * 0.95),
      ]),
      middle: group([
        ...ribs,
        ...[0.3, 0.7].map((share) => rectangle(w * share - 70, wall.top - 14, 140, 9, "#dff8ff", { rx: 4 })),
        ellipse(w / 2, stage.down(0.82), w * 0.3, 50, "#38e1ff", { opacity: 0.12 }),
      ]),
      front: vignette(stage, 0.4),
    };
  },
};
