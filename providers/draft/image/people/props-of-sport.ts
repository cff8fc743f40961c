/** Balls, rackets and batons. */
import type { Prop } from "./costume.ts";
import { limb } from "./geometry.ts";
import { type DrawProp, type Grip, pole } from "./grip.ts";

type Sport = "basketball" | "football" | "volleyball" | "racket" | "baton" | "balloon";

const ball = (
  grip: Grip,
  radius: number,
  colour: string,
  seams: readonly (readonly (readonly [number, number])[])[],
  seam: string,
): string =>
  grip.body.ink.oval(grip.at(12, 4), radius * grip.size, radius * grip.size, colour) +
  seams
    .map((line) =>
      grip.body.ink.line(
        line.map(([x, y]) => grip.at(12 + x * radius, 4 + y * radius)),
        seam,
        2.2,
      ),
    )
    .join("") +
  grip.body.ink.spot(
    grip.at(12 - radius * 0.3 * grip.out, 4 - radius * 0.42),
    radius * 0.26,
    radius * 0.16,
    "#ffffff",
    0.35,
  );

export const SPORT: Readonly<Pick<Record<Prop, DrawProp>, Sport>> = {
  basketball: (grip) => ({
    under: ball(
      grip,
      36,
      "#e8853a",
      [
        [
          [-0.98, 0],
          [0, 0.08],
          [0.98, 0],
        ],
        [
          [0, -0.98],
          [0.08, 0],
          [0, 0.98],
        ],
        [
          [-0.7, -0.7],
          [-0.3, 0],
          [-0.7, 0.7],
        ],
        [
          [0.7, -0.7],
          [0.3, 0],
          [0.7, 0.7],
        ],
      ],
      "#5c2f1c",
    ),
  }),
  volleyball: (grip) => ({
    under: ball(
      grip,
      33,
      "#f6f0dc",
      [
        [
          [-0.95, -0.2],
          [0, -0.45],
          [0.95, -0.2],
        ],
        [
          [-0.95, 0.25],
          [0, 0.1],
          [0.95, 0.3],
        ],
        [
          [0, 0.1],
          [0.15, 0.6],
          [-0.1, 0.98],
        ],
      ],
      "#3f78c9",
    ),
  }),
  football: (grip) => ({
    under:
      ball(
        grip,
        33,
        "#f8f6f0",
        [
          [
            [0, -0.3],
            [0, -0.96],
          ],
          [
            [0.3, 0],
            [0.92, -0.25],
          ],
          [
            [-0.3, 0],
            [-0.92, -0.25],
          ],
          [
            [0.2, 0.3],
            [0.55, 0.8],
          ],
          [
            [-0.2, 0.3],
            [-0.55, 0.8],
          ],
        ],
        "#33313d",
      ) +
      grip.body.ink.patch([grip.at(12, -8), grip.at(24, 1), grip.at(20, 15), grip.at(4, 15), grip.at(0, 1)], "#33313d"),
  }),
  racket: (grip) => {
    const { ink } = grip.body;
    const net =
      [-16, 0, 16]
        .map((x) => ink.line([grip.at(40 + x, -128 + Math.abs(x) * 0.4), grip.at(40 + x, -72)], "#f4f1e8", 1.6, 0.8))
        .join("") +
      [-118, -100, -82].map((y) => ink.line([grip.at(16, y), grip.at(64, y)], "#f4f1e8", 1.6, 0.8)).join("");
    const hoop = ink.line(
      [
        grip.at(30, -68),
        grip.at(12, -92),
        grip.at(20, -124),
        grip.at(42, -134),
        grip.at(64, -122),
        grip.at(70, -92),
        grip.at(44, -66),
        grip.at(30, -68),
      ],
      "#d8403f",
      6,
    );
    return { under: net + pole(grip, [-6, 18], [34, -66], 8, "#3b3340") + hoop };
  },
  baton: (grip) => ({ under: pole(grip, [-10, 26], [16, -40], 11, "#f0b93a") }),
  balloon: (grip) => {
    const { ink, costume } = grip.body;
    return {
      under:
        ink.line([grip.at(0, 8), grip.at(10, -60), grip.at(2, -128)], "#f2ece0", 2) +
        ink.oval(grip.at(2, -172), 38 * grip.size, 46 * grip.size, costume.palette.accent) +
        ink.spot(grip.at(-10, -190), 9 * grip.size, 14 * grip.size, "#ffffff", 0.45) +
        ink.ribbon(limb([grip.at(2, -128), grip.at(2, -120)], [4, 12], "none"), costume.palette.accent),
    };
  },
};
