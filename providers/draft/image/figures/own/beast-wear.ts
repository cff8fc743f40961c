/** Clothes of animals: what the appearance says they wear, so that a hero is known again in every scene. */
import { circle, group, path, rectangle } from "../../drawing/svg.ts";
import type { Beast } from "./beast.ts";
import type { Skeleton } from "./beast-pose.ts";
import { limb, type Sketch, shaded, tones } from "./canvas.ts";

export function dress(beast: Beast, bones: Skeleton, sketch: Sketch, layer: "behind" | "front"): string {
  return sketch.wears
    .map(({ kind, color }) => {
      const fill = shaded(sketch.defs, color);
      const line = { stroke: tones(color).ink, "stroke-width": 1.6, "stroke-linejoin": "round" };
      if (layer === "behind") {
        if (kind === "scarf" || kind === "bow" || kind === "collar") return neckwear(kind, beast, bones, color, sketch);
        return kind === "backpack" ? pack(beast, bones, fill, line) : "";
      }
      if (kind !== "hat" && kind !== "crown") return "";
      const [x, y] = bones.head;
      const r = beast.head.radius;
      const top = y - r * 0.92;
      return kind === "crown"
        ? path(
            `M${x - r * 0.5} ${top + 3}l-${r * 0.1}-${r * 0.6}l${r * 0.3} ${r * 0.26}l${r * 0.28}-${r * 0.45}l${r * 0.28} ${r * 0.45}l${r * 0.3}-${r * 0.26}l-${r * 0.1} ${r * 0.6}Z`,
            fill,
            line,
          )
        : group([
            path(
              `M${x - r * 0.55} ${top + 2}Q${x - r * 0.45} ${top - r * 0.85} ${x + r * 0.05} ${top - r * 0.8}Q${x + r * 0.55} ${top - r * 0.78} ${x + r * 0.6} ${top + 2}Z`,
              fill,
              line,
            ),
            path(
              limb([
                [x - r * 0.95, top + 3, 2.6],
                [x, top + 1, 3.4],
                [x + r * 1.05, top + 3, 2.6],
              ]),
              fill,
              line,
            ),
          ]);
    })
    .join("");
}

function neckwear(kind: string, beast: Beast, bones: Skeleton, color: string, sketch: Sketch): string {
  const [base, bend] = bones.neck;
  if (!base || !bend) return "";
  const share = 0.5;
  const x = base[0] + (bend[0] - base[0]) * share;
  const y = base[1] + (bend[1] - base[1]) * share;
  const reach = (base[2] + (bend[2] - base[2]) * share) * 1.14;
  const tilt = 90 - beast.neck.angle - (bones.sitting ? 14 : 0);
  const tone = tones(color);
  const line = { stroke: tone.ink, "stroke-width": 1.6, "stroke-linejoin": "round" };
  const thick = kind === "scarf" ? reach * 0.42 : reach * 0.17;
  const band = path(
    limb([
      [x - reach * 0.95, y - thick * 0.1, thick * 0.8],
      [x, y + thick * 0.75, thick],
      [x + reach * 0.95, y, thick * 0.8],
    ]),
    shaded(sketch.defs, color),
    line,
  );
  const turn = { transform: `rotate(${tilt * 0.6} ${x} ${y})` };
  if (kind === "scarf") {
    const end1 = path(
      `M${x - reach * 0.1} ${y + thick * 0.8}q${-reach * 0.5} ${reach * 0.7} ${-reach * 0.75} ${reach * 1.5}l${reach * 0.62} ${reach * 0.16}q${reach * 0.2}-${reach * 0.8} ${reach * 0.72}-${reach * 1.5}Z`,
      tone.dark,
      line,
    );
    return group([end1, band], turn);
  }
  const front = x + reach * 0.75;
  const charm =
    kind === "bow"
      ? path(
          `M${front} ${y + 3}l-${reach * 0.55}-${reach * 0.36}v${reach * 0.72}ZM${front} ${y + 3}l${reach * 0.55}-${reach * 0.36}v${reach * 0.72}Z`,
          shaded(sketch.defs, color),
          line,
        ) + circle(front, y + 3, reach * 0.14, tone.dark)
      : circle(front, y + thick * 2, reach * 0.2, "#eab530", { stroke: "#8a6215", "stroke-width": 1.2 });
  return group([band, charm], turn);
}

function pack(beast: Beast, bones: Skeleton, fill: string, line: Record<string, string | number>): string {
  const [x, y, r] = bones.body[1] ?? [0, 0, 1];
  const size = beast.chest * 1.05;
  return group([
    rectangle(x - size * 0.5, y - r - size * 0.62, size, size * 0.95, fill, { rx: size * 0.25, ...line }),
    rectangle(x - size * 0.3, y - r - size * 0.16, size * 0.6, size * 0.36, fill, { rx: size * 0.1, ...line }),
  ]);
}
